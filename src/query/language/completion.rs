//! What is being typed at the end of a query and could be completed: a name, a value of a field, or the name of
//! a field.
//!
//! Not here: finding what completes it (`index`), and putting it into the query (`app::popup`).

use super::fields::{CompletedBy, completed_by, field_names};
use super::lex::{Lexeme, lex};
use crate::model::ListName;

/// A plain word is taken for the beginning of a name from this many characters on.
const PLAIN_NAME: usize = 3;

/// Something that is being typed at the end of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// Where its word begins in the query, in bytes, without a hyphen before it.
    pub start: usize,
    /// The field before it; a plain word may become a name too.
    pub field: Option<String>,
    /// What completes it.
    pub by: CompletedBy,
    /// What is typed of it.
    pub value: String,
}

/// What is being typed at the end of a query, where these own lists are fields too.
pub fn unfinished(query: &str, lists: &[ListName]) -> Option<Unfinished> {
    let Lexeme::Word(word) = lex(query).last()? else { return None };
    let start =
        query.len().checked_sub(word.typed.len()).filter(|_| word.open && query.ends_with(word.typed))?;
    let by = match word.field {
        None if word.quoted || word.star || word.value.chars().count() < PLAIN_NAME => return None,
        None => CompletedBy::Names(None),
        Some(name) => completed_by(name, lists)?,
    };
    let field = word.field.map(str::to_owned);
    Some(Unfinished { start, field, by, value: word.value.to_owned() })
}

/// The fields that a plain word may become: those that begin with it.
pub fn fields_beginning(typed: &str, lists: &[ListName]) -> Vec<String> {
    let typed = typed.to_lowercase();
    let own = lists.iter().map(|list| list.field());
    let fields = field_names().map(str::to_owned).chain(own);
    fields.filter(|field| field.starts_with(&typed)).map(|field| field + ":").collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;
    use crate::query::facet::Facet;

    #[test]
    fn what_is_typed_is_completed_by_what_its_field_takes() {
        use CompletedBy::{Dates, Names, Values};
        for (typed, by) in [
            ("dam qui", Some(Names(None))),
            ("dam qu", None),
            ("person:", Some(Names(Some(Kind::Person)))),
            ("with:\"mara q", Some(Names(None))),
            ("source:har", Some(Values(Facet::Source))),
            ("-source:", Some(Values(Facet::Source))),
            ("by:qua", Some(Values(Facet::Author))),
            ("folder:ne", Some(Values(Facet::Folder))),
            ("is:", Some(Values(Facet::State))),
            ("lang:e", Some(Values(Facet::Language))),
            ("since:20", Some(Dates)),
            ("title:dam", None),
            ("saved:20", None),
            ("words:>5", None),
            ("theatres:glo", None),
            ("source:har ", None),
            ("/dam/", None),
        ] {
            assert_eq!(unfinished(typed, &[]).map(|unfinished| unfinished.by), by, "{typed}");
        }
    }

    #[test]
    fn a_plain_word_may_become_a_field() {
        let vessels = [ListName::new("Case numbers").unwrap()];
        assert_eq!(fields_beginning("Tit", &vessels), ["title:"]);
        assert_eq!(fields_beginning("cas", &vessels), ["case-numbers:"]);
        assert!(fields_beginning("dam", &vessels).is_empty());
    }
}
