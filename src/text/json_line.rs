//! Writes JSON, one object a line. The contract with programs that read it is `docs/json.md`. Everything that a
//! terminal could act on, and everything invisible, is escaped.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::Formatter;

use super::quote::escape;

/// The version of the contract: raised when a key is taken away, or means or holds something else.
/// New keys do not raise it.
const VERSION: u32 = 1;

/// An object under the version of the contract.
#[derive(Serialize)]
struct Versioned<'a, T> {
    v: u32,
    #[serde(flatten)]
    object: &'a T,
}

/// Writes an object on one line, the version of the contract before its own keys.
///
/// # Errors
/// When nothing can be written.
pub fn line(out: &mut impl Write, object: &impl Serialize) -> io::Result<()> {
    let versioned = Versioned { v: VERSION, object };
    versioned.serialize(&mut serde_json::Serializer::with_formatter(&mut *out, Escaped))?;
    out.write_all(b"\n")
}

/// Compact JSON in which controls, marks of direction and invisible characters are escaped.
struct Escaped;

impl Formatter for Escaped {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        out.write_all(escape(fragment).as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn what_a_terminal_acts_on_is_escaped_and_reads_back_the_same() {
        let text = "a\u{1b}[31m \u{9b}2J\u{202e}é\u{e0041}\u{feff}\"\\\n東";
        let mut out = Vec::new();
        line(&mut out, &serde_json::json!({ "text": text })).unwrap();
        let written = String::from_utf8(out).unwrap();
        assert!(written.trim_end().chars().all(|c| !c.is_control() && c != '\u{202e}' && c != '\u{feff}'));
        assert!(written.contains('é') && written.contains('東'));
        let back: serde_json::Value = serde_json::from_str(&written).unwrap();
        assert_eq!(back["text"], text);
    }
}
