//! What a format claims of title and authors, against what its text shows. Claims name the piece
//! they speak of without the trimmings of the page, but may name the site, or nothing useful.

use std::collections::HashSet;

use super::byline::{self, Byline};
use super::credits;
use super::people::team;
use crate::model::Metadata;
use crate::segment::lexicon::names::name_score;
use crate::segment::title::trimmings::without_source;
use crate::text::fold::fold;

/// From this share of common words on a claim says the same as a marked heading, in other words.
const REWORDED: f32 = 0.3;

/// Chooses between the headline the text shows and the title the format claims.
/// `marked` tells whether the format marks what is shown as the first heading.
pub fn title(shown: Option<String>, marked: bool, metadata: &Metadata) -> Option<String> {
    let Some(claimed) = metadata.title.as_deref().map(|claimed| without_site(claimed, metadata)) else {
        return shown;
    };
    let names_site = |name: &Option<String>| name.as_deref().is_some_and(|name| fold(name) == fold(claimed));
    if claimed.is_empty() || names_site(&metadata.source) && shown.is_some() {
        return shown;
    }
    let Some(shown) = shown else { return Some(claimed.to_owned()) };
    let (folded, told) = (fold(claimed), fold(&shown));
    // "Mayor opens the bridge - City - The Star" around what is shown.
    let trimmed = folded.split_once(told.as_str()).is_some_and(|(before, after)| {
        let marks = [" | ", " - ", " – ", " — ", " · ", " :: ", " » "];
        let ends = |rest: &str| rest.is_empty() || marks.iter().any(|mark| rest.starts_with(mark.trim_end()));
        let begins =
            |rest: &str| rest.is_empty() || marks.iter().any(|mark| rest.ends_with(mark.trim_start()));
        ends(after) && begins(before)
    });
    // Titles for search engines are cut.
    let cut = folded.trim_end_matches(['.', '…', ' ']);
    let cut = cut.len() < folded.len() && cut.len() >= 12 && told.starts_with(cut);
    let reworded = marked && !told.ends_with(&folded) && share(&folded, &told) >= REWORDED;
    if trimmed && told.split(' ').count() >= 2 || cut || reworded || folded == told {
        return Some(shown);
    }
    Some(claimed.to_owned())
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

/// A claimed title without the name of the site after its last mark.
fn without_site<'t>(claimed: &'t str, metadata: &Metadata) -> &'t str {
    claimed[..without_source(claimed, |name| is_site(name, metadata))].trim()
}

/// Whether a name is that of the page's site.
fn is_site(name: &str, metadata: &Metadata) -> bool {
    let name = fold(name);
    let source = metadata.source.as_deref().map(fold).unwrap_or_default();
    let site = metadata.url.as_deref().and_then(crate::segment::source::domain).unwrap_or_default();
    let bare: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    !source.is_empty() && (source.contains(&name) || name.contains(&source))
        || bare.len() >= 3 && site.contains(&bare)
}

/// Chooses between the authors the text shows and those the format claims; a claim that is the
/// name of the site names an author only when there is no other.
pub fn byline(shown: Option<&Byline>, metadata: &Metadata) -> Option<String> {
    let of = |people: bool| shown.filter(|shown| shown.people == people).map(|shown| shown.authors.clone());
    let claimed = metadata.byline.as_deref().map_or("", str::trim);
    // Blogs bear the names of their authors.
    let site = |names: &str| name_score(names) < 2 && is_site(names, metadata) || claimed.contains("www.");
    if let Some(people) = byline::people(claimed).or_else(|| team(claimed)).filter(|names| !site(names)) {
        // The text may name more of the authors than the claim.
        return of(true).filter(|shown| shown.contains(&people)).or(Some(people));
    }
    // Further down other articles are signed.
    let signed = |most: usize| metadata.signed.iter().take(most).find_map(|words| byline::signed(words));
    let words = claimed.split_whitespace().count();
    let whole = (1..=6).contains(&words) && !claimed.contains("://");
    let named = || whole.then(|| byline::bare(claimed));
    let group = || metadata.signed.iter().find_map(|words| credits::signed(words));
    of(true)
        .or_else(|| signed(1))
        .or_else(named)
        .or_else(|| signed(usize::MAX))
        .or_else(group)
        .or_else(|| of(false))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata(title: &str, byline: &str) -> Metadata {
        Metadata {
            title: Some(title.to_owned()),
            byline: Some(byline.to_owned()),
            source: Some("Norwick Star".to_owned()),
            ..Metadata::default()
        }
    }

    #[test]
    fn a_claimed_title_loses_the_name_of_its_site_and_yields_to_the_headline_inside_it() {
        let claims = metadata("Mayor opens the bridge | Norwick Star", "");
        assert_eq!(title(None, false, &claims).as_deref(), Some("Mayor opens the bridge"));
        assert_eq!(
            title(Some("Lorem".to_owned()), false, &claims).as_deref(),
            Some("Mayor opens the bridge")
        );
        let claims = metadata("Norwick Star", "");
        assert_eq!(title(Some("Bridge opens".to_owned()), true, &claims).as_deref(), Some("Bridge opens"));
    }

    #[test]
    fn claimed_people_are_authors_and_a_claimed_desk_only_without_them() {
        let shown = Byline { line: 0, authors: "Carl Dow".to_owned(), people: true };
        for (claim, authors) in [
            ("By Ann Bell", "Ann Bell"),
            ("Ann Bell (ab), Eva Dow (ed)", "Ann Bell, Eva Dow"),
            ("Harbour Desk", "Carl Dow"),
            ("Norwick Star", "Carl Dow"),
            ("The Norwick Team", "The Norwick Team"),
        ] {
            assert_eq!(byline(Some(&shown), &metadata("", claim)).as_deref(), Some(authors), "{claim}");
        }
        assert_eq!(byline(None, &metadata("", "https://norwick.example/bell")), None);
    }
}
