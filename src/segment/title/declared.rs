//! Chooses between the headline found in the text and the title the format declares. The declared title
//! lacks the trimmings of the page, but may name the site, or nothing useful.

use std::collections::HashSet;

use super::trimmings::without_source;
use crate::model::Metadata;
use crate::segment::source::address::is_site;
use crate::text::fold::fold;

/// From this share of common words on a declared title is a marked heading in other words.
const REWORDED: f32 = 0.3;
/// A declared title that is shortened has at least so many bytes.
const SHORTENED: usize = 12;

/// Chooses between the headline the text shows and the title the format declares.
/// `marked`: whether the format marks what is shown as the first heading.
pub fn choose(shown: Option<String>, marked: bool, metadata: &Metadata) -> Option<String> {
    let Some(declared) = metadata.title.as_deref().map(|title| without_site(title, metadata)) else {
        return shown;
    };
    let names_site = |name: &Option<String>| name.as_deref().is_some_and(|name| fold(name) == fold(declared));
    if declared.is_empty() || names_site(&metadata.source) && shown.is_some() {
        return shown;
    }
    let Some(shown) = shown else { return Some(declared.to_owned()) };
    match is_better(&fold(&shown), &fold(declared), marked) {
        true => Some(shown),
        false => Some(declared.to_owned()),
    }
}

/// Whether the headline shown is better than the declared title, both folded: when that only adds to
/// it, is shortened, or has it in other words.
fn is_better(shown: &str, declared: &str, marked: bool) -> bool {
    // Titles for search engines are shortened.
    let shortened = declared.trim_end_matches(['.', '…', ' ']);
    let is_shortened =
        shortened.len() < declared.len() && shortened.len() >= SHORTENED && shown.starts_with(shortened);
    let reworded = || marked && !shown.ends_with(declared) && share(declared, shown) >= REWORDED;
    let trimmed = || is_between_marks(shown, declared) && shown.split(' ').count() >= 2;
    is_shortened || declared == shown || trimmed() || reworded()
}

/// "Mayor opens the bridge - City - The Star": whether a declared title is what is shown, with marks
/// around it.
fn is_between_marks(shown: &str, declared: &str) -> bool {
    declared.split_once(shown).is_some_and(|(before, after)| {
        let marks = [" | ", " - ", " – ", " — ", " · ", " :: ", " » ", " : ", " / ", " -- ", "_"];
        let ends = |rest: &str| rest.is_empty() || marks.iter().any(|mark| rest.starts_with(mark.trim_end()));
        let begins =
            |rest: &str| rest.is_empty() || marks.iter().any(|mark| rest.ends_with(mark.trim_start()));
        ends(after) && begins(before)
    })
}

/// The share of the words of the longer of two folded titles that both have.
fn share(a: &str, b: &str) -> f32 {
    let words = |text: &'_ str| -> HashSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    let (a, b) = (words(a), words(b));
    a.intersection(&b).count() as f32 / a.len().max(b.len()).max(1) as f32
}

/// A declared title without the name of the site after its last mark, or its address before it.
fn without_site<'t>(declared: &'t str, metadata: &Metadata) -> &'t str {
    let declared = without_address(declared);
    declared[..without_source(declared, |name| is_site(name, metadata))].trim()
}

/// A title without the address of its site before it: "norwick.com -- Bridge opens".
fn without_address(declared: &str) -> &str {
    let Some((first, rest)) = declared.split_once([' ', ':', '|']) else { return declared };
    let rest = rest.trim_start_matches([' ', '-', '–', '—', ':', '|']);
    let ending = first.rsplit_once('.').map(|(_, ending)| ending);
    let is_address =
        ending.is_some_and(|ending| ["com", "org", "net", "info", "edu", "gov"].contains(&ending));
    if is_address && rest.contains(' ') { rest } else { declared }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declared_title_loses_the_name_of_its_site_and_yields_to_the_headline_inside_it() {
        let metadata = |title: &str| Metadata {
            title: Some(title.to_owned()),
            source: Some("Norwick Star".to_owned()),
            ..Metadata::default()
        };
        let declared = metadata("Mayor opens the bridge | Norwick Star");
        assert_eq!(choose(None, false, &declared).as_deref(), Some("Mayor opens the bridge"));
        assert_eq!(
            choose(Some("Lorem".to_owned()), false, &declared).as_deref(),
            Some("Mayor opens the bridge")
        );
        let addressed = metadata("norwickstar.com -- Bridge opens");
        assert_eq!(choose(None, false, &addressed).as_deref(), Some("Bridge opens"));
        let site = metadata("Norwick Star");
        assert_eq!(choose(Some("Bridge opens".to_owned()), true, &site).as_deref(), Some("Bridge opens"));
    }
}
