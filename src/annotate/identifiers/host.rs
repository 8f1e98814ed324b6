//! The host names of addresses: where one begins and ends, and whether its top-level domain exists.

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

const DOMAINS: &str = include_str!("../../../assets/lexicon/domains.txt");

/// The longest host name, and the longest label of one, in bytes.
const LONGEST: usize = 253;
const LONGEST_LABEL: usize = 63;

/// How sure a top-level domain makes of a name in it that it is a domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TopLevel {
    /// Wherever the name stands.
    Bare,
    /// Only where it stands in an address: the ending is a word or that of a file as well.
    Address,
}

/// The top-level domain of that name in any case; `None` when there is none.
pub fn top_level(label: &str) -> Option<TopLevel> {
    static TABLE: OnceLock<FxHashMap<&'static str, TopLevel>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let lines = DOMAINS.lines().filter(|line| !line.starts_with('#'));
        let mut section = TopLevel::Bare;
        let mut table = FxHashMap::default();
        for line in lines {
            section = if line == "[address]" { TopLevel::Address } else { section };
            table.extend(line.split_whitespace().map(|label| (label, section)));
        }
        table
    });
    match label.bytes().any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()) {
        true => table.get(label.to_lowercase().as_str()).copied(),
        false => table.get(label).copied(),
    }
}

/// A letter, digit or hyphen of a host name. Of scripts written without blanks no letter is one, or a
/// name would swallow the words around it.
pub fn is_host_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || (!c.is_ascii() && c < '\u{530}' && c.is_alphabetic())
}

/// The host name around a place of a text, which is a full stop in it or its first letter, inside these
/// bounds: labels with full stops between them.
pub fn host_around(text: &str, at: usize, bounds: &Range<usize>) -> Range<usize> {
    let before = text.get(bounds.start.max(at.saturating_sub(LONGEST))..at);
    let before = before.or_else(|| text.get(text.floor_char_boundary(at.saturating_sub(LONGEST))..at));
    let back = |c: &char| is_host_char(*c) || *c == '.';
    let start =
        at - before.unwrap_or_default().chars().rev().take_while(back).map(char::len_utf8).sum::<usize>();
    let after = text.get(at..bounds.end).unwrap_or_default();
    let length: usize = after.chars().take(LONGEST).take_while(back).map(char::len_utf8).sum();
    let marks = ['.', '-'];
    let host = text.get(start..at + length).unwrap_or_default();
    let start = start + (host.len() - host.trim_start_matches(marks).len());
    start..start + host.trim_matches(marks).len()
}

/// The host name without a word behind it that only lacks the blank ("norwick.example.But"), if its
/// labels are sound and its top-level domain exists.
pub fn existing(host: &str) -> Option<(&str, TopLevel)> {
    let sound = |label: &str| {
        (1..=LONGEST_LABEL).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
    };
    let (rest, last) = host.rsplit_once('.')?;
    if host.len() > LONGEST || !host.split('.').all(sound) {
        return None;
    }
    if let Some(found) = top_level(last) {
        return Some((host, found));
    }
    let glued = last.starts_with(char::is_uppercase) && !rest.contains(char::is_uppercase);
    let (_, before) = rest.rsplit_once('.').filter(|_| glued)?;
    top_level(before).map(|found| (rest, found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_found_whole_from_a_full_stop_in_it() {
        for (text, host) in [
            ("see www.norwick.com.", "www.norwick.com"),
            ("(norwick.com)", "norwick.com"),
            ("请访问www.norwick.com查看", "www.norwick.com"),
            ("на сайте почта.рф.", "почта.рф"),
            ("...norwick.com", "norwick.com"),
        ] {
            let at = text.rfind(['w', 'm', 'ф']).unwrap();
            assert_eq!(&text[host_around(text, at, &(0..text.len()))], host);
        }
    }

    #[test]
    fn a_host_ends_in_a_top_level_domain_that_exists() {
        assert_eq!(existing("norwick.com"), Some(("norwick.com", TopLevel::Bare)));
        assert_eq!(existing("main.rs"), Some(("main.rs", TopLevel::Address)));
        assert_eq!(existing("почта.рф"), Some(("почта.рф", TopLevel::Bare)));
        assert_eq!(existing("norwick.com.But"), Some(("norwick.com", TopLevel::Bare)));
        for none in ["report.doc", "norwick", "a..com", "-a.com", "report.com.exe"] {
            assert_eq!(existing(none), None, "{none}");
        }
    }
}
