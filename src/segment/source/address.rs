//! Addresses by which a page gives away its site: the one that closes a text, and the domain in it.
//!
//! Not here: choosing the source (`find`).

use crate::model::Metadata;
use crate::segment::lexicon;
use crate::segment::line::measured::Line;
use crate::text::fold::fold;

/// From so many words on the path of an address says what its page is about.
const SLUG: usize = 3;

/// Whether an address that closes a text is its own and not that of a page it cites: the words in its path,
/// if it has some, are those of the title.
pub fn is_own(address: &str, title: &str) -> bool {
    let title = fold(title);
    let path = address.splitn(4, '/').nth(3).unwrap_or_default();
    let slug = path.split(['/', '.']).max_by_key(|step| step.split(['-', '_']).count()).unwrap_or_default();
    let words = || {
        slug.split(['-', '_']).filter(|word| word.len() >= 4 && word.bytes().all(|b| b.is_ascii_alphabetic()))
    };
    let all = words().count();
    let shared = words().filter(|word| title.contains(&word.to_ascii_lowercase())).count();
    // A title in letters that addresses do not have cannot be compared.
    let letters = title.chars().filter(|c| c.is_alphabetic());
    let (plain, other): (Vec<char>, Vec<char>) = letters.partition(char::is_ascii);
    plain.len() < other.len() || title.is_empty() || all < SLUG || shared * 3 >= all
}

/// Whether the pages below an address are of whoever likes: it names no source.
pub fn is_host_of_all(domain: &str) -> bool {
    const HOSTS: [&str; 12] = [
        "github.com",
        "gitlab.com",
        "youtube.com",
        "youtu.be",
        "google.com",
        "bit.ly",
        "t.co",
        "doi.org",
        "arxiv.org",
        "amazon.com",
        "amzn.to",
        "archive.org",
    ];
    lexicon::networks(domain) > 0
        || HOSTS.iter().any(|host| domain == *host || domain.ends_with(&format!(".{host}")))
}

/// The address that is the last line or the one before.
pub fn closing_address<'t>(lines: &[Line<'t>]) -> Option<&'t str> {
    lines.iter().rev().take(2).map(|line| line.text).find(|text| domain(text).is_some())
}

/// Whether a name is that of the page's site, by the source or the address its format gives.
pub fn is_site(name: &str, metadata: &Metadata) -> bool {
    let name = fold(name);
    let source = metadata.source.as_deref().map(fold).unwrap_or_default();
    let site = metadata.url.as_deref().and_then(domain).unwrap_or_default();
    let bare: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    !source.is_empty() && (source.contains(&name) || name.contains(&source))
        || bare.len() >= 3 && site.contains(&bare)
}

/// The domain of a line that is an address and nothing else.
pub fn domain(text: &str) -> Option<String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#', ':']).next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let whole = !text.contains(char::is_whitespace) && host.contains('.');
    let lettered = host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'));
    (whole && lettered).then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_domain_is_that_of_an_address_alone() {
        assert_eq!(domain("https://www.norwick-star.example/a/b?c").as_deref(), Some("norwick-star.example"));
        assert_eq!(domain("see https://norwick.example"), None);
    }

    #[test]
    fn an_address_about_something_else_is_cited() {
        let title = "The harbour of Norwick freezes over";
        assert!(is_own("https://norwick.example/news/harbour-of-norwick-frozen-12.html", title));
        assert!(is_own("https://norwick.example/28065516.html", title));
        let cited = "https://norwick.example/politik/hafen-friert-harbour-fischer-warten/2.html";
        assert!(!is_own(cited, title));
        assert!(is_own(cited, "Гавань замёрзла"));
    }
}
