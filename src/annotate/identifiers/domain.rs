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
    let begins =
        |c: char| c.is_whitespace() || "([{<\"'“‘«„,;:|>*–—•·、。（「".contains(c) || c >= '\u{2E80}';
    if !before.chars().next_back().is_none_or(begins) || after.starts_with(['(', '=', '$']) {
        return false;
    }
    let labels: Vec<&str> = host.split('.').collect();
    match labels.as_slice() {
        [first, _, ..] if labels.len() > 2 && first.eq_ignore_ascii_case("www") => true,
        _ if is_typing_error(host, &labels) => false,
        [first, last] => found == TopLevel::Bare && is_sure(first, last),
        [.., second, last] => found == TopLevel::Bare || is_country(last) && SECOND_LEVELS.contains(second),
        _ => false,
    }
}

/// Whether full stops without a blank behind them, or a name with one, only look like a domain: "U.S.A.in",
/// "end.In", "VB.NET".
fn is_typing_error(host: &str, labels: &[&str]) -> bool {
    let Some((last, rest)) = labels.split_last() else { return true };
    let initials = rest.iter().all(|label| label.chars().count() < 2);
    let capitals = last.contains(char::is_uppercase);
    initials && *last != "com" || capitals && (labels.len() < 3 || host.contains(char::is_lowercase))
}

/// Whether a name right below a top-level domain is no number or abbreviation, nor a word for domains
/// ("dot.com").
fn is_sure(name: &str, last: &str) -> bool {
    let digits = name.bytes().all(|byte| byte.is_ascii_digit());
    let short = is_country(last) && name.chars().count() < 3;
    !short && name != "dot" && (!digits || matches!(last, "com" | "cn"))
}

fn is_country(last: &str) -> bool {
    last.chars().count() == 2
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
