//! What a format claims of title and authors, against what its text shows. Claims name the piece
//! they speak of without the trimmings of the page, but may name the site, or nothing useful.

use super::byline;
use super::title;
use crate::model::Metadata;
use crate::text::fold::fold;

/// Chooses between the headline the text shows and the title the format claims.
pub fn title(shown: Option<String>, metadata: &Metadata) -> Option<String> {
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
    if trimmed && told.split(' ').count() >= 2 || cut || folded == told {
        return Some(shown);
    }
    Some(claimed.to_owned())
}

/// A claimed title without the name of the site after its last mark.
fn without_site<'t>(claimed: &'t str, metadata: &Metadata) -> &'t str {
    let known = |name: &str| {
        let name = fold(name);
        let source = metadata.source.as_deref().map(fold).unwrap_or_default();
        let site = metadata.url.as_deref().and_then(super::source::domain).unwrap_or_default();
        let bare: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
        !source.is_empty() && (source.contains(&name) || name.contains(&source))
            || bare.len() >= 3 && site.contains(&bare)
    };
    claimed[..title::without_source(claimed, known)].trim()
}

/// Chooses between the authors the text shows and those the format claims.
pub fn byline(shown: Option<String>, metadata: &Metadata) -> Option<String> {
    let Some(claimed) = metadata.byline.as_deref().map(str::trim) else { return shown };
    match byline::people(claimed) {
        Some(people) => match shown {
            // The text may name more of the authors than the claim.
            Some(shown) if shown.contains(&people) => Some(shown),
            _ => Some(people),
        },
        None => shown.or_else(|| {
            let site = metadata.source.as_deref().is_some_and(|source| fold(source) == fold(claimed));
            let named =
                claimed.split_whitespace().count() <= 6 && !claimed.bytes().any(|b| b.is_ascii_digit());
            (named && !site && !claimed.contains(['.', '/', '@'])).then(|| claimed.to_owned())
        }),
    }
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
        assert_eq!(title(None, &claims).as_deref(), Some("Mayor opens the bridge"));
        assert_eq!(title(Some("Lorem".to_owned()), &claims).as_deref(), Some("Mayor opens the bridge"));
        let claims = metadata("Norwick Star", "");
        assert_eq!(title(Some("Bridge opens".to_owned()), &claims).as_deref(), Some("Bridge opens"));
    }

    #[test]
    fn claimed_people_are_authors_and_a_claimed_site_is_none() {
        let people = byline(Some("Carl Dow".to_owned()), &metadata("", "By Ann Bell"));
        assert_eq!(people.as_deref(), Some("Ann Bell"));
        assert_eq!(byline(None, &metadata("", "Norwick Star")), None);
    }
}
