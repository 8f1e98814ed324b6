//! Chooses between the authors found in the text and those the format declares. What is declared may be
//! the site, an address or a desk.

use super::byline::Byline;
use super::cjk::is_cjk;
use super::groups;
use super::people::{authors, team};
use crate::model::Metadata;
use crate::segment::lexicon::byline_words::has_surname;
use crate::segment::lexicon::names::person_score;
use crate::segment::lexicon::{author_label, date_label};
use crate::segment::source::address::is_site;
use crate::text::fold::fold;

/// Chooses between the authors the text shows and those the format declares; a declared name that is
/// that of the site names an author only when there is no other.
pub fn choose(shown: Option<&Byline>, metadata: &Metadata) -> Option<String> {
    let chosen = choose_any(shown, metadata)?;
    let names: Vec<&str> = chosen.split(", ").filter(|name| !is_of_page(name)).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// Whether words where a name is expected are the page's own: a count of shares, a label of a date, the
/// number of a paper.
fn is_of_page(name: &str) -> bool {
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    digits >= 3 && digits * 3 >= name.len() || date_label(&fold(name)).is_some() || name.contains("doi.org")
}

fn choose_any(shown: Option<&Byline>, metadata: &Metadata) -> Option<String> {
    let of = |people: bool| shown.filter(|shown| shown.people == people).map(|shown| shown.authors.clone());
    let declared = metadata.byline.as_deref().map_or("", str::trim);
    // Blogs bear the names of their authors.
    let site = |names: &str| person_score(names) < 2 && is_site(names, metadata) || declared.contains("www.");
    let people = people(declared).or_else(|| team(declared));
    if let Some(people) = people.filter(|names| !site(names)) {
        // The text may name more of the authors.
        return of(true).filter(|shown| shown.contains(&people)).or(Some(people));
    }
    // Further down other articles are signed.
    let signed = |most: usize| metadata.signed.iter().take(most).find_map(|words| of_element(words));
    let words = declared.split_whitespace().count();
    let whole = (1..=6).contains(&words) && !declared.contains("://");
    let named = || whole.then(|| bare(declared));
    let group = || metadata.signed.iter().find_map(|words| groups::of_element(words));
    of(true)
        .or_else(|| signed(1))
        .or_else(named)
        .or_else(|| signed(usize::MAX))
        .or_else(group)
        .or_else(|| of(false))
}

/// The people among declared authors, separated by commas.
fn people(declared: &str) -> Option<String> {
    authors(&bare(declared))
}

/// The people an element of a page names as its authors.
fn of_element(words: &str) -> Option<String> {
    let short = |name: &str| is_cjk(name) && name.chars().count() < 4 && !has_surname(name);
    people(words).filter(|names| !names.split(", ").any(short))
}

/// Declared authors without a label and without the initials in brackets behind each name.
fn bare(declared: &str) -> String {
    without_brackets(unlabelled(declared))
}

/// The names behind a label.
fn unlabelled(declared: &str) -> &str {
    let text = declared.trim_start_matches(['•', '-', ' ']);
    author_label(text).map_or(text, |end| text[end..].trim_start_matches([':', ' ', '\u{a0}']))
}

/// A list of names without the initials in brackets behind each: "Ann Bell (ab), Carl Dow (cd)".
fn without_brackets(names: &str) -> String {
    let mut parts = names.split('(');
    let first = parts.next().unwrap_or_default();
    let rest = parts.map(|part| part.split_once(')').map_or("", |(_, after)| after));
    std::iter::once(first).chain(rest).map(str::trim_end).collect()
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
            ("Ann Bell, 000000Shares", "Ann Bell"),
            ("Harbour Desk", "Carl Dow"),
            ("Norwick Star", "Carl Dow"),
            ("The Norwick Team", "The Norwick Team"),
        ] {
            assert_eq!(choose(Some(&shown), &metadata(declared)).as_deref(), Some(authors), "{declared}");
        }
        assert_eq!(choose(None, &metadata("https://norwick.example/bell")), None);
    }
}
