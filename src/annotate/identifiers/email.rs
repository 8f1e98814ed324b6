//! Finds e-mail addresses, from the "@" in them.

use std::ops::Range;

use super::host::{existing, host_around};
use super::words::{Announced, announced};

/// The longest part before the "@", in bytes.
const LONGEST: usize = 64;

/// The e-mail address around an "@".
pub fn email(text: &str, at: usize, bounds: &Range<usize>) -> Option<Range<usize>> {
    let start = local_start(text, at, bounds)?;
    let from = at + 1;
    let host = host_around(text, from, &(from..bounds.end));
    let (host_name, _) = existing(text.get(host.clone())?).filter(|_| host.start == from)?;
    let end = from + host_name.len();
    let goes_on = text.get(end..)?.starts_with(['@', '_']);
    let numeric = host_name.split('.').all(|label| label.bytes().all(|b| b.is_ascii_digit()));
    (!goes_on && !numeric && !is_message_number(text, start, at)).then_some(start..end)
}

/// Where the part before the "@" begins.
fn local_start(text: &str, at: usize, bounds: &Range<usize>) -> Option<usize> {
    let before = text.get(bounds.start..at)?;
    let is_local = |c: char| {
        c.is_ascii_alphanumeric()
            || "._%+-'&=$".contains(c)
            || (!c.is_ascii() && c < '\u{530}' && c.is_alphabetic())
    };
    let length: usize =
        before.chars().rev().take(LONGEST + 1).take_while(|&c| is_local(c)).map(char::len_utf8).sum();
    let local = &before[before.len() - length..];
    let own = local.trim_start_matches(['.', '\'', '-', '=', '&', '%', '+', '$']);
    let sound = (1..=LONGEST).contains(&own.len())
        && !own.contains("..")
        && !own.ends_with(['.', '\''])
        && own.contains(|c: char| c.is_alphanumeric());
    // "ftp://reader:word@host" and a path hold none.
    let in_address = || {
        let outside = &before[..before.len() - length];
        let near = &outside[outside.floor_char_boundary(outside.len().saturating_sub(LONGEST))..];
        outside.ends_with('/')
            || near.rsplit(char::is_whitespace).next().is_some_and(|word| word.contains("://"))
    };
    (sound && !in_address()).then_some(at - own.len())
}

/// Whether what looks like an address is the number of a mail or post: in angle brackets, behind a word
/// that says so, or made by a machine.
fn is_message_number(text: &str, start: usize, at: usize) -> bool {
    let Some(before) = text.get(..start).and_then(|before| before.strip_suffix('<')) else { return false };
    let said = announced(text, before.len()).any(|of| of == Announced::Message);
    said || is_made(&text[start..at])
}

/// Whether a local part was made by a machine: long, and of digits and letters mixed.
fn is_made(local: &str) -> bool {
    let kinds = || local.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.is_ascii_digit());
    let digits = kinds().filter(|&digit| digit).count();
    let changes = kinds().zip(kinds().skip(1)).filter(|(one, next)| one != next).count();
    digits >= 5 && digits * 2 >= kinds().count() || changes >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<&str> {
        let at = text.find('@')?;
        email(text, at, &(0..text.len())).map(|range| &text[range])
    }

    #[test]
    fn addresses_are_found_whole() {
        for (text, address) in [
            ("Write to ada.pike@norwick.com.", "ada.pike@norwick.com"),
            ("From: Ada Pike <ada_p+boats@mail.norwick.co.uk>", "ada_p+boats@mail.norwick.co.uk"),
            ("mailto:ada@norwick.museum?subject=x", "ada@norwick.museum"),
            ("'ada@norwick.com'", "ada@norwick.com"),
            ("jürgen@norwick.de", "jürgen@norwick.de"),
            ("请联系ada@norwick.cn。", "ada@norwick.cn"),
            ("0612345678@norwick.fr", "0612345678@norwick.fr"),
            ("ADA.PIKE@NORWICK.COM", "ADA.PIKE@NORWICK.COM"),
        ] {
            assert_eq!(found(text), Some(address), "{text}");
        }
    }

    #[test]
    fn handles_prices_files_and_numbers_of_posts_are_none() {
        for text in [
            "@annbell said so",
            "12 boats @ 3 crowns",
            "Ann Bell@NORWICK",
            "boats@norwick",
            "boats@2x.png",
            "ann@10.0.0.1",
            "ftp://ann:secret@norwick.com/",
            "https://norwick.com/@ann.com",
            "In article <boats@norwick.com> Ann wrote",
            "Message-ID: <ann@norwick.com>",
            "References: <1993Apr15.053046.2253@norwick.edu>",
            "<C5sL0G.7qE@norwick.edu>",
            "<1tdbik$l0o@norwick.edu>",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
