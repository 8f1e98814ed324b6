//! Finds domains: behind "://" or "www.", or by themselves with a top-level domain that nothing else ends in.

use std::ops::Range;

use super::host::{TopLevel, existing, host_around};
use crate::model::{Kind, Mention};

/// Second levels under which countries give out names: "norwick.co.uk". Set by hand.
const SECOND_LEVELS: [&str; 13] =
    ["ac", "co", "com", "edu", "go", "gob", "gouv", "gov", "mil", "ne", "net", "nhs", "org"];

/// Whether an identifier is a domain that stands by itself, as firms are called too: "Amazon.com".
pub fn is_bare_domain(text: &str, identifier: &Mention) -> bool {
    let span = identifier.span;
    let addressed = text[..span.start as usize].ends_with("://");
    let www = || span.of(text).get(..4).is_some_and(|www| www.eq_ignore_ascii_case("www."));
    identifier.kind == Kind::Domain && !addressed && !www()
}

/// The domain around a full stop, and where to go on behind it. What follows it in an address is passed
/// over; no domain is found in it.
pub fn domain(text: &str, at: usize, bounds: &Range<usize>) -> (Option<Range<usize>>, usize) {
    let around = host_around(text, at, bounds);
    let end = around.end.max(at + 1);
    let Some((host, found)) = text.get(around.clone()).filter(|_| around.contains(&at)).and_then(existing)
    else {
        return (None, end);
    };
    let range = around.start..around.start + host.len();
    let (before, after) = (&text[..range.start], &text[range.end..]);
    if after.starts_with(['@', '_', '\\']) || before.ends_with(['@', '_']) {
        return (None, end);
    }
    let addressed = before.ends_with("://");
    if addressed || after.starts_with('/') {
        let path =
            after.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"')).unwrap_or(after.len());
        let is = addressed && is_web(before) || is_named(host, found, before, after);
        return (is.then_some(range.clone()), range.end + path);
    }
    (is_named(host, found, before, after).then_some(range), end)
}

/// Whether the address is one of the web or its likes; "//" stands in other things too.
fn is_web(before: &str) -> bool {
    let scheme = before.trim_end_matches("://");
    ["http", "https", "ftp", "hxxp", "hxxps", "HTTP", "HTTPS", "Http", "Https"]
        .iter()
        .any(|known| scheme.ends_with(known))
}

/// Whether a host that exists is a domain by itself.
fn is_named(host: &str, found: TopLevel, before: &str, after: &str) -> bool {
    let begins = |c: char| c.is_whitespace() || "([{<\"'“‘«„,;:|>*–—•·、。（「".contains(c);
    let foreign = |c: char| c >= '\u{2E80}';
    let stands_apart = before.chars().next_back().is_none_or(|c| begins(c) || foreign(c));
    if !stands_apart || after.starts_with(['(', '=', '$']) {
        return false;
    }
    let labels: Vec<&str> = host.split('.').collect();
    let [first, .., last] = labels.as_slice() else { return false };
    if labels.len() > 2 && first.eq_ignore_ascii_case("www") {
        return true;
    }
    // "U.S.A.in", "end.In", "VB.NET"
    let initials = labels[..labels.len() - 1].iter().all(|label| label.chars().count() < 2);
    let capitals =
        last.contains(char::is_uppercase) && (labels.len() < 3 || host.contains(char::is_lowercase));
    if initials && *last != "com" || capitals {
        return false;
    }
    let country = last.chars().count() == 2;
    if labels.len() > 2 {
        let second = labels[labels.len() - 2];
        return found == TopLevel::Bare || country && SECOND_LEVELS.contains(&second);
    }
    let digits = first.bytes().all(|byte| byte.is_ascii_digit());
    let short = country && first.chars().count() < 3;
    found == TopLevel::Bare && !short && (!digits || matches!(*last, "com" | "cn")) && *first != "dot"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let (mut at, mut found) = (0, Vec::new());
        while let Some(dot) = text[at..].find('.') {
            let (range, next) = domain(text, at + dot, &(0..text.len()));
            found.extend(range.map(|range| &text[range]));
            at = next;
        }
        found
    }

    #[test]
    fn domains_are_found_in_addresses_behind_www_and_by_themselves() {
        for (text, domain) in [
            ("See https://www.norwick.online/a/b.html?c=d.com now", "www.norwick.online"),
            ("www.norwick.in says so", "www.norwick.in"),
            ("WWW.NORWICK.COM", "WWW.NORWICK.COM"),
            ("(norwick.com)", "norwick.com"),
            ("at Norwick.com, the", "Norwick.com"),
            ("boats.norwick.co.in", "boats.norwick.co.in"),
            ("norwick.de/boats", "norwick.de"),
            ("на сайте почта.рф.", "почта.рф"),
            ("请访问norwick.cn查看", "norwick.cn"),
            ("see norwick.com.But", "norwick.com"),
        ] {
            assert_eq!(found(text), [domain], "{text}");
        }
    }

    #[test]
    fn files_typing_errors_and_abbreviations_are_none() {
        for text in [
            "report.doc main.rs run.sh README.md lib.so script.py page.html",
            "the U.S.A.in May, e.g.it",
            "He left.In May it.is over, he said.It",
            "ASP.NET and VB.NET",
            "the dot.com bubble",
            "src/boats.com src\\boats.com a_boats.com",
            "12.de Mai",
            "at 10.30 for 2.5",
            "boats.com(1)",
            "ann@norwick.com",
            "the war.no the dam.at us.in",
            "http://localhost/boats.com",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
