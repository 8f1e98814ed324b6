//! Which authors hold: those the text shows, or those its format declares. What is declared may be
//! the site, an address or a desk.

use super::byline::{self, Byline};
use super::credits;
use super::people::team;
use crate::model::Metadata;
use crate::segment::lexicon::names::person_score;
use crate::segment::source::is_site;

/// Chooses between the authors the text shows and those the format declares; a declared name that is
/// that of the site names an author only when there is no other.
pub fn choose(shown: Option<&Byline>, metadata: &Metadata) -> Option<String> {
    let of = |people: bool| shown.filter(|shown| shown.people == people).map(|shown| shown.authors.clone());
    let declared = metadata.byline.as_deref().map_or("", str::trim);
    // Blogs bear the names of their authors.
    let site = |names: &str| person_score(names) < 2 && is_site(names, metadata) || declared.contains("www.");
    let people = byline::people(declared).or_else(|| team(declared));
    if let Some(people) = people.filter(|names| !site(names)) {
        // The text may name more of the authors.
        return of(true).filter(|shown| shown.contains(&people)).or(Some(people));
    }
    // Further down other articles are signed.
    let signed = |most: usize| metadata.signed.iter().take(most).find_map(|words| byline::signed(words));
    let words = declared.split_whitespace().count();
    let whole = (1..=6).contains(&words) && !declared.contains("://");
    let named = || whole.then(|| byline::bare(declared));
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

    #[test]
    fn declared_people_are_authors_and_a_declared_desk_only_without_them() {
        let metadata = |byline: &str| Metadata {
            byline: Some(byline.to_owned()),
            source: Some("Norwick Star".to_owned()),
            ..Metadata::default()
        };
        let shown = Byline { line: 0, authors: "Carl Dow".to_owned(), people: true };
        for (declared, authors) in [
            ("By Ann Bell", "Ann Bell"),
            ("Ann Bell (ab), Eva Dow (ed)", "Ann Bell, Eva Dow"),
            ("Harbour Desk", "Carl Dow"),
            ("Norwick Star", "Carl Dow"),
            ("The Norwick Team", "The Norwick Team"),
        ] {
            assert_eq!(choose(Some(&shown), &metadata(declared)).as_deref(), Some(authors), "{declared}");
        }
        assert_eq!(choose(None, &metadata("https://norwick.example/bell")), None);
    }
}
