//! The name of one of the user's own lists. Own lists are kinds of mention beside the built-in ones.
//! They are stored by name, since an index, a session and a notebook outlast the order in which lists
//! happen to be numbered.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The built-in kinds of mention by their names (`Kind::name`), which no list may bear.
pub(super) const BUILT_IN_KINDS: [&str; 16] = [
    "person",
    "organization",
    "place",
    "group",
    "name",
    "date",
    "time",
    "money",
    "percent",
    "quantity",
    "email",
    "phone",
    "domain",
    "account",
    "card",
    "wallet",
];

/// The longest name in bytes.
const LENGTH: usize = 32;

/// The name of a list, such as "vessels": short enough to be carried along by value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ListName([u8; LENGTH]);

impl ListName {
    /// The name in these words.
    ///
    /// # Errors
    /// The reason, in words for the reader, why no list can be called so.
    pub fn new(name: &str) -> Result<ListName, String> {
        if name.len() > LENGTH {
            return Err(format!("its name is longer than {LENGTH} letters"));
        }
        if !name.contains(char::is_alphanumeric) || name.contains(char::is_control) {
            return Err("its name is not one of letters and digits".to_owned());
        }
        if BUILT_IN_KINDS.iter().any(|kind| kind.eq_ignore_ascii_case(name)) {
            return Err(format!("“{name}” is a kind of its own already"));
        }
        let mut bytes = [0; LENGTH];
        bytes.iter_mut().zip(name.bytes()).for_each(|(slot, byte)| *slot = byte);
        Ok(ListName(bytes))
    }

    /// The name as its file is called.
    pub fn as_str(&self) -> &str {
        let end = self.0.iter().position(|&byte| byte == 0).unwrap_or(LENGTH);
        std::str::from_utf8(&self.0[..end]).unwrap_or_default()
    }

    /// The name as a field of a query: in small letters, what stands between words a hyphen.
    pub fn field(&self) -> String {
        let name = self.as_str().to_lowercase();
        let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join("-")
    }
}

impl fmt::Debug for ListName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

impl TryFrom<String> for ListName {
    type Error = String;

    fn try_from(name: String) -> Result<ListName, String> {
        ListName::new(&name)
    }
}

impl From<ListName> for String {
    fn from(name: ListName) -> String {
        name.as_str().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;

    #[test]
    fn a_list_is_called_by_a_short_name_that_no_other_kind_has() {
        for (name, field) in [
            ("vessels", "vessels"),
            ("Case numbers", "case-numbers"),
            ("_ships (old)", "ships-old"),
            ("суда", "суда"),
            (&"x".repeat(32), &"x".repeat(32)),
        ] {
            let list = ListName::new(name).unwrap();
            assert_eq!((list.as_str(), list.field().as_str()), (name, field));
            assert_eq!(Kind::from_name(name), Some(Kind::Own(list)));
            let stored = serde_json::to_string(&list).unwrap();
            assert_eq!(serde_json::from_str::<ListName>(&stored).unwrap(), list);
        }
        for name in ["", "--", "a\u{1f}b", "Person", "date", &"é".repeat(17)] {
            assert!(ListName::new(name).is_err(), "{name}");
        }
    }

    #[test]
    fn no_list_is_called_as_a_kind() {
        assert_eq!(Kind::ALL.map(|kind| kind.name().to_owned()), BUILT_IN_KINDS);
    }
}
