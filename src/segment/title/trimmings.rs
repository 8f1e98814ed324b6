//! Cuts off what stands around a title in its line: a breadcrumb trail, the kind of article, the name of
//! the newspaper.

use crate::segment::lexicon;
use crate::segment::lexicon::names::is_title_cased;
use crate::text::fold::fold;

/// The bytes of a breadcrumb trail before a headline: short steps between equal marks, then
/// something longer than each.
pub fn trail(text: &str) -> usize {
    for mark in [" » ", " > ", " › ", " / ", " → ", " - ", " – ", " :: "] {
        let parts: Vec<&str> = text.split(mark).collect();
        let Some((last, steps)) = parts.split_last() else { continue };
        let short = |step: &&str| step.split_whitespace().count() <= 3 && !step.trim().is_empty();
        let begins = last.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
        if steps.len() >= 2 && steps.iter().all(short) && begins && last.split_whitespace().count() >= 4 {
            return text.len() - last.len();
        }
    }
    0
}

/// The bytes of a bullet, dash or colon that a text begins with, and the white space behind it.
pub fn marks(text: &str) -> usize {
    let mark =
        |c: char| c.is_whitespace() || matches!(c, '•' | '·' | '|' | ':' | '–' | '—' | '*' | '»' | '>' | '-');
    text.len() - text.trim_start_matches(mark).len()
}

/// A name or title without the marks that stood before it; `None` when nothing is left.
pub fn bare(text: &str) -> Option<String> {
    let rest = text[marks(text)..].trim_end();
    (!rest.is_empty()).then(|| rest.to_owned())
}

/// The bytes of a kind of article before the headline: "Opinion | ", one or two words before a bar.
pub fn kicker(text: &str) -> usize {
    let Some((before, after)) = text.split_once('|') else { return 0 };
    let kind = before.split_whitespace().count() <= 2 && after.split_whitespace().count() >= 4;
    if kind { text.len() - after.trim_start().len() } else { 0 }
}

/// Where the title ends before " – The Paper". `known` tells whether the file has the name elsewhere.
pub fn without_source(text: &str, known: impl Fn(&str) -> bool) -> usize {
    for mark in [" | ", " – ", " — ", " - ", " : ", " • ", " :: "] {
        let Some(at) = text.rfind(mark) else { continue };
        let (title, name) = (text[..at].trim_end(), text[at + mark.len()..].trim());
        let words = name.split_whitespace().count();
        if words == 0 || words > 6 || title.split_whitespace().count() < 3 || !is_title_cased(name) {
            continue;
        }
        let last = name.rsplit(' ').next().map(fold).unwrap_or_default();
        let paper = lexicon::is_outlet(&last) || name.contains('.') && !name.contains(". ");
        let bar = mark == " | " || mark == " :: ";
        if bar && words <= 5
            || mark != " : " && (paper || known(name) || words <= 4 && !is_title_cased(title))
        {
            return title.len();
        }
    }
    text.len()
}

/// The name of a paper without the marks around it.
pub fn source_name(rest: &str) -> String {
    rest.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '!' | ')' | '(')).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(text: &str) -> &str {
        let start = trail(text) + kicker(&text[trail(text)..]);
        &text[start..start + without_source(&text[start..], |name| name == "Norwick Star")]
    }

    #[test]
    fn the_title_is_the_headline_without_its_trimmings() {
        assert_eq!(title("Mayor opens the new bridge – Norwick Star"), "Mayor opens the new bridge");
        assert_eq!(title("Mayor Opens The New Bridge | Our Town"), "Mayor Opens The New Bridge");
        assert_eq!(title("Opinion | The bridge is late. It is good."), "The bridge is late. It is good.");
        assert_eq!(title("Home - City life - Mayor opens the new bridge"), "Mayor opens the new bridge");
        assert_eq!(title("Bridge opens – and nobody comes"), "Bridge opens – and nobody comes");
        assert_eq!(title("Explainer: Why bridges fall"), "Explainer: Why bridges fall");
    }
}
