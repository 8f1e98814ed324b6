//! Quotes a text as a JSON string: what a terminal could act on, what nobody sees and marks that pile up
//! are escaped, so that it can be printed and read back.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::sanitize::sanitize_line;
use super::stacked_marks::StackedMarks;

/// The text as a JSON string, quotation marks included.
pub fn quote(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    escape(&quoted).into_owned()
}

/// The inside of a JSON string with every character escaped that a terminal does not show as
/// it stands.
pub fn escape(text: &str) -> Cow<'_, str> {
    let mut stacked = StackedMarks::default();
    let mut stays = |c: char| is_shown(c) && stacked.has_room_for(c);
    let Some(first) = text.find(|c: char| !stays(c)) else { return Cow::Borrowed(text) };
    let mut escaped = String::with_capacity(text.len() + 8);
    let (before, rest) = text.split_at(first);
    escaped.push_str(before);
    for (at, c) in rest.char_indices() {
        match at > 0 && stays(c) {
            true => escaped.push(c),
            false => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| _ = write!(escaped, "\\u{unit:04x}")),
        }
    }
    Cow::Owned(escaped)
}

/// Whether a terminal shows the character as it stands.
fn is_shown(c: char) -> bool {
    if c.is_ascii() {
        return !c.is_ascii_control();
    }
    let mut bytes = [0; 4];
    let text: &str = c.encode_utf8(&mut bytes);
    sanitize_line(text) == text
}

#[cfg(test)]
mod tests {
    use super::quote;
    use proptest::prelude::*;

    #[test]
    fn what_a_terminal_acts_on_is_escaped() {
        assert_eq!(quote("Ann \"A\" Bell"), r#""Ann \"A\" Bell""#);
        assert_eq!(quote("a\u{1b}[31m\u{202e}é\u{e0041}\n"), r#""a\u001b[31m\u202eé\udb40\udc41\n""#);
    }

    #[test]
    fn marks_that_pile_up_are_escaped_and_come_back() {
        let piled = format!("a{}", "\u{301}".repeat(9));
        let quoted = quote(&piled);
        assert_eq!(quoted, format!("\"a{}{}\"", "\u{301}".repeat(4), "\\u0301".repeat(5)));
        assert_eq!(serde_json::from_str::<String>(&quoted).unwrap(), piled);
    }

    proptest! {
        #[test]
        fn every_text_reads_back_the_same(text in any::<String>()) {
            prop_assert_eq!(serde_json::from_str::<String>(&quote(&text)).unwrap(), text);
        }
    }
}
