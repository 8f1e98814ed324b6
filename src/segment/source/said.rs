//! Finds the name of a site in what its pages say of themselves outside the article: the copyright notice,
//! calls to follow, subscribe and sign in, the domain of an e-mail address. Each name is weighed by the
//! kinds of signs it has; many pages name nobody.
//!
//! Not here: reading the name beside such words (`name`).

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::name::{self, cleaned, closing, core, is_ordinary, leading};
use super::sign::{PHRASES, Sign, SitePhrases};
use super::weights as weight;
use crate::segment::authors::byline::Byline;
use crate::segment::lexicon::names::{is_person, person_score};
use crate::segment::lexicon::{self, Cues};
use crate::segment::line::measured::Line;

/// Lines before the text that are looked at, and behind it; the last lines of the page are always.
const HEAD: usize = 12;
/// See [`HEAD`].
const FOOT: usize = 120;
/// See [`HEAD`].
const LAST: usize = 60;
/// Bytes of a line in which a site speaks of itself.
const LONGEST: usize = 400;
/// Letters from which a name inside another is no chance.
const TELLING: usize = 5;

/// A name with the signs that it is the site's.
struct SiteName<'t> {
    spelling: &'t str,
    signs: Vec<Sign>,
}

/// The names of a page, by their cores.
#[derive(Default)]
struct SiteNames<'t> {
    named: FxHashMap<String, SiteName<'t>>,
}

impl<'t> SiteNames<'t> {
    fn add(&mut self, spelling: Option<&'t str>, sign: Sign) {
        let Some(spelling) = spelling else { return };
        let core = core(spelling);
        if core.len() < 2 {
            return;
        }
        let name = self.named.entry(core).or_insert_with(|| SiteName { spelling, signs: Vec::new() });
        if !name.signs.contains(&sign) {
            name.signs.push(sign);
        }
        // "REI Hub" is better than "REIHUB", the firm's form tells nothing.
        let better =
            |new: &str, old: &str| new.contains(char::is_lowercase) && !old.contains(char::is_lowercase);
        if better(spelling, name.spelling) {
            name.spelling = spelling;
        }
    }
}

/// The lines of a document, and where its article is.
#[derive(Clone, Copy)]
pub struct SourceContext<'l, 'a> {
    /// The lines of the document.
    pub lines: &'l [Line<'a>],
    /// The line of the headline, by its position.
    pub headline: Option<usize>,
    /// The lines of the body.
    pub body: &'l Range<usize>,
    /// Who wrote it.
    pub byline: Option<&'l Byline>,
}

/// The names a page may give its site, by all that it says of itself, with what each weighs; the heaviest first.
pub fn weighed_names(page: &SourceContext<'_, '_>) -> Vec<(String, i32)> {
    let SourceContext { lines, headline, body, byline } = *page;
    let Some(phrases) = PHRASES.as_ref() else { return Vec::new() };
    let mut names = SiteNames::default();
    let mut domains = Vec::new();
    let foot = body.end.min(lines.len());
    let last = lines.len().saturating_sub(LAST);
    let outside = |at: usize| at < body.start.min(HEAD) || at >= foot && (at < foot + FOOT || at >= last);
    for (at, line) in lines.iter().enumerate() {
        if body.contains(&at) || outside(at) {
            at_the_site(line.text, &mut names);
        }
        if !outside(at) {
            continue;
        }
        if Some(at) == headline || line.text.len() > LONGEST {
            continue;
        }
        let above = at.checked_sub(1).map_or("", |above| lines[above].text);
        phrases.read(line, above, at >= foot, &mut names);
        if at >= foot && line.text.contains('.') {
            domains.extend(domains_in(line.text));
        }
    }
    if headline != Some(0) {
        first_line(lines, &mut names);
    }
    let group = byline.filter(|byline| !byline.people && !byline.authors.contains(", "));
    names.add(
        group.and_then(|byline| leading(&byline.authors).filter(|name| *name == byline.authors)),
        Sign::Byline,
    );
    add_domains(&domains, &mut names);
    let title = headline.map_or("", |at| lines[at].text);
    let prose = || lines.get(body.clone()).unwrap_or_default().iter().filter(|line| line.is_prose());
    let weighed = names.named.values().map(|name| {
        let in_text = || prose().any(|line| line.text.contains(name.spelling));
        (name.spelling.to_owned(), weigh(name, title, in_text))
    });
    let mut weighed: Vec<_> = weighed.collect();
    weighed.sort_unstable_by(|(one, a), (other, b)| b.cmp(a).then_with(|| one.cmp(other)));
    weighed
}

fn weigh(name: &SiteName<'_>, title: &str, in_text: impl Fn() -> bool) -> i32 {
    let signs: i32 = name.signs.iter().map(|sign| sign.weight()).sum();
    let least = signs + weight::IN_TEXT + weight::SEVERAL + weight::CAMEL;
    if least < weight::ENOUGH {
        return signs;
    }
    let spelling = name.spelling;
    let has = |sign: Sign| name.signs.contains(&sign);
    let own = has(Sign::Copyright) || has(Sign::Domain) || has(Sign::Named);
    let camel =
        spelling.chars().zip(spelling.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase());
    let signs_of_name = [
        (name.signs.len() >= 2, weight::SEVERAL),
        (!spelling.contains(' '), weight::ONE_WORD),
        (title.contains(spelling), weight::IN_TITLE),
        (camel, weight::CAMEL),
        (spelling.contains(|c: char| c.is_ascii_digit()), weight::DIGIT),
        (!own && is_ordinary(spelling), weight::ORDINARY),
        (!has(Sign::Domain) && is_person(spelling) && person_score(spelling) >= 2, weight::PERSON),
        (is_agency(spelling), weight::AGENCY),
    ];
    let sum: i32 = signs_of_name.iter().filter(|(is, _)| *is).map(|(_, weight)| weight).sum();
    signs + sum + if in_text() { weight::IN_TEXT } else { 0 }
}

/// Whether a name is that of an agency, whose reports and pictures all papers have.
fn is_agency(name: &str) -> bool {
    let bare = name.strip_prefix("The ").or_else(|| name.strip_prefix("the ")).unwrap_or(name);
    let folded = crate::text::fold::fold(bare);
    lexicon::byline_words::is_group_word(&folded) || folded.contains("getty images")
}

impl SitePhrases {
    /// Reads the names beside the phrases of a line.
    fn read<'t>(&self, line: &Line<'t>, above: &str, foot: bool, names: &mut SiteNames<'t>) {
        let text = line.text;
        for found in self.all.find_iter(text) {
            let (before, after) = (&text[..found.start()], &text[found.end()..]);
            let sign = self.signs[found.pattern().as_usize()];
            let whole = !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
            if !whole && sign != Sign::Copyright {
                continue;
            }
            match sign {
                Sign::Copyright if line.cues.any(Cues::CAPTION) || !foot || is_of_program(before, above) => {}
                Sign::Copyright => {
                    let rest = after.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
                    names.add(holder(rest).or_else(|| named_before_mark(before, rest)), sign);
                }
                Sign::Reserved => {
                    names.add(closing(before.trim_end_matches(['.', ',', '|', ' ', '-', '–'])), sign)
                }
                Sign::Newsletter | Sign::Team | Sign::Business => names.add(closing(before), sign),
                Sign::About => {
                    let alone = before.chars().all(|c| !c.is_alphanumeric());
                    let name = leading(after).filter(|name| after.trim().len() <= name.len() + 2);
                    names.add(name.filter(|_| alone), sign);
                }
                _ => names.add(leading(after), sign),
            }
        }
    }
}

/// "Powered by Norwick Boards" before the mark: whether the rights are those to the program of the site.
fn is_of_program(before: &str, above: &str) -> bool {
    [before, above].into_iter().any(|text| {
        let head = text.get(..text.floor_char_boundary(200)).unwrap_or_default().to_ascii_lowercase();
        ["powered by", "theme by", "designed by"].iter().any(|words| head.contains(words))
    })
}

/// The holder of the rights in what stands behind the mark.
fn holder(rest: &str) -> Option<&str> {
    let rest = rest.trim_start_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, ' ' | '-' | '–' | '—' | ',' | '©' | '.' | '|' | ':')
    });
    let rest = rest.strip_prefix("Copyright").unwrap_or(rest);
    let rest = rest.trim_start_matches(|c: char| !c.is_alphabetic());
    let rest = rest.strip_prefix("Present").or_else(|| rest.strip_prefix("present")).unwrap_or(rest);
    let rest = rest.trim_start_matches([' ', ',', '-', '–', '|', '.']);
    leading(rest.strip_prefix("by ").unwrap_or(rest))
}

/// The name before "© 2024".
fn named_before_mark<'t>(before: &'t str, rest: &str) -> Option<&'t str> {
    let year = rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit()) || rest.starts_with("All ");
    year.then(|| before.trim_end_matches(['.', ',', '|', ' ', '-', '–', '©'])).and_then(closing)
}

/// "At Norwick Ferries, we …", in the text itself.
fn at_the_site<'t>(text: &'t str, names: &mut SiteNames<'t>) {
    for (at, _) in text.match_indices("At ") {
        if !text[..at].ends_with(char::is_alphanumeric) {
            names.add(at_name(&text[at + "At ".len()..]), Sign::At);
        }
    }
}

/// The name in "Norwick Ferries, we carry".
fn at_name(after: &str) -> Option<&str> {
    let name = leading(after)?;
    let end = after.find(name)? + name.len();
    let behind = after[end..].strip_prefix(',').unwrap_or(&after[end..]);
    [" we ", " we’", " we'", " our "].iter().any(|we| behind.starts_with(we)).then_some(name)
}

/// The first line of the page, whole or as a trail.
fn first_line<'t>(lines: &[Line<'t>], names: &mut SiteNames<'t>) {
    let Some(first) = lines.first().filter(|line| line.text.len() <= LONGEST && !line.is_prose()) else {
        return;
    };
    let text = first.text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let chrome = first.is_chrome_by_words() || first.is_date_line();
    if !chrome && (1..=5).contains(&first.words) {
        names.add(leading(text).filter(|name| name.len() + 2 >= text.len()), Sign::First);
    }
    for mark in [" » ", " > ", " › ", " / ", " | ", " - ", " – "] {
        let Some((root, _)) = text.split_once(mark) else { continue };
        let end = text.rsplit(mark).next();
        for part in [Some(root), end].into_iter().flatten() {
            names.add(cleaned(part).filter(|name| leading(part) == Some(name)), Sign::Trail);
        }
        return;
    }
}

/// The names of the sites whose e-mail and web addresses stand in a line, without what all such names end with.
fn domains_in(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| {
        c.is_whitespace() || matches!(c, '/' | '(' | ')' | '<' | '>' | ',' | '|' | ':' | '?')
    });
    words.filter(|word| word.contains('.')).filter_map(|word| {
        let host = word.rsplit('@').next().unwrap_or(word).trim_end_matches('.');
        let (rest, top) = host.rsplit_once('.')?;
        let lettered = (2..=7).contains(&top.len()) && top.bytes().all(|b| b.is_ascii_lowercase());
        let mut labels = rest.rsplit('.');
        let label = labels.find(|label| {
            label.len() > 3 || !matches!(*label, "co" | "com" | "org" | "ac" | "gov" | "www")
        })?;
        let fits = label.len() >= 3 && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        (lettered && fits && lexicon::networks(label) == 0).then(|| name::core(&label.replace('-', "")))
    })
}

/// Notes which names are those of the domains.
fn add_domains(domains: &[String], names: &mut SiteNames<'_>) {
    for (core, name) in &mut names.named {
        let part = |domain: &String| {
            core.len() >= TELLING && domain.contains(core.as_str())
                || domain.len() >= TELLING && core.contains(domain.as_str())
        };
        if domains.contains(core) {
            name.signs.push(Sign::Domain);
        } else if domains.iter().any(part) {
            name.signs.push(Sign::DomainPart);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BlockKind, Extract, Format, Span, TextBlock, Vote};
    use crate::segment::line::measure::measure;

    fn plain(text: &str) -> Extract {
        let mut extract = Extract { format: Format::PlainText, text: text.to_owned(), ..Extract::default() };
        let mut start = 0;
        for line in text.split('\n') {
            let span = Span::new(start, start + line.len());
            if !line.is_empty() {
                extract.text_blocks.push(TextBlock { span, kind: BlockKind::Paragraph, vote: Vote::None });
            }
            start += line.len() + 1;
        }
        extract
    }

    /// What a page says of its site, where the text is one paragraph and these lines follow it.
    fn source(foot: &[&str]) -> Option<String> {
        let prose =
            "The bridge over the Ost was opened on Monday by those who had built it in two years of work.";
        let text = format!("Bridge opens\n\n{prose}\n\n{}", foot.join("\n\n"));
        let extract = plain(&text);
        let lines = measure(&extract);
        let names =
            weighed_names(&SourceContext { lines: &lines, headline: Some(0), body: &(1..2), byline: None });
        names.into_iter().find(|(_, weight)| *weight >= weight::ENOUGH).map(|(name, _)| name)
    }

    #[test]
    fn a_site_is_named_by_what_it_says_of_itself() {
        for (foot, name) in [
            (&["© 2024 The Norwick Star. All rights reserved."][..], Some("The Norwick Star")),
            (&["Follow Norwick Ferries on Chirper", "Norwick Ferries newsletter"], Some("Norwick Ferries")),
            (
                &["© 2015 Norwick SocietyCopyright © 2024 Norwick Partners.", "Norwick Society newsletter"],
                Some("Norwick Society"),
            ),
            (&["© 2025 REI Hub, Inc.", "Email: support@reihub.example"], Some("REI Hub")),
            (&["At Oakvale Timber, we plant", "About Oakvale Timber"], Some("Oakvale Timber")),
            (&["Photo © 2019 Ann Bell"], None),
            (&["© 2024 Getty Images"], None),
            (&["Follow us on Chirper", "Sign up for our newsletter", "All rights reserved"], None),
            (&["More from Ann Bell"], None),
        ] {
            assert_eq!(source(foot).as_deref(), name, "{foot:?}");
        }
    }
}
