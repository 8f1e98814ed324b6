//! Links as the terminal knows them (OSC 8): the sequences that begin and end one.
//!
//! The address comes from a document and stands inside a sequence of the terminal, so that it is checked here once
//! more, whatever was checked before: only plain addresses of the web pass, in printable ASCII.
//!
//! Not here: which cells are links (`ui::links`), drawing them (`painter`).

use crate::model::web_address;

/// What ends a link.
pub const END: &str = "\x1b]8;;\x1b\\";

/// Longer addresses are no links, in bytes. Set by hand: each row that scrolls is written with those on it.
const LONGEST: usize = 400;

/// What begins a link to an address; `None` for an address that the terminal is not to be told.
pub fn begin(address: &str) -> Option<String> {
    let address = web_address(address)?;
    let mut plain = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            '!'..='~' => plain.push(c),
            // The specification wants all else encoded.
            _ => c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| plain.push_str(&format!("%{byte:02X}"))),
        }
    }
    (plain.len() <= LONGEST).then(|| format!("\x1b]8;;{plain}\x1b\\"))
}

/// Whether a terminal of that name may be told of links: those without sequences of this sort may show them.
pub fn are_known(terminal: Option<&str>) -> bool {
    !matches!(terminal, None | Some("" | "dumb" | "linux" | "vt100" | "vt220"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_ends_its_sequence_or_begins_another() {
        assert_eq!(
            begin("https://tide.example/a?b=c#d").as_deref(),
            Some("\x1b]8;;https://tide.example/a?b=c#d\x1b\\")
        );
        assert_eq!(
            begin("https://tide.example/é").as_deref(),
            Some("\x1b]8;;https://tide.example/%C3%A9\x1b\\")
        );
        let reversed = begin("https://tide.example/\u{202e}cod").unwrap();
        assert!(reversed.contains("%E2%80%AEcod"), "{reversed}");
        let long = format!("https://tide.example/{}", "a".repeat(LONGEST));
        for bad in [
            "https://tide.example/\u{1b}\\\u{1b}]0;x\u{7}",
            "https://tide.example/\u{9c}x",
            "https://tide.example/\u{7}",
            "https://tide.example/a\nb",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "",
            long.as_str(),
        ] {
            assert_eq!(begin(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_terminal_that_may_show_the_sequences_is_not_told() {
        assert!(are_known(Some("xterm-256color")) && are_known(Some("tmux-256color")));
        assert!(!are_known(Some("dumb")) && !are_known(Some("linux")) && !are_known(None));
    }
}
