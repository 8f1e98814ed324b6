//! Authors that are no people, for a document that names none: the agency, desk or firm, or the
//! single name, that stands where a byline would, and the person whose page it is. People who
//! are named with both their names are found in `byline`.

use super::byline::{Byline, FOOT, GLUED, Page};
use super::people::{listed, pen_names};
use crate::segment::lexicon::byline_words::{is_counted, is_group_word};
use crate::segment::lexicon::names::{is_common, is_given, is_title_cased, person_score};
use crate::segment::lexicon::{self, Cues};
use crate::segment::line::measure::{Line, without_bullet};
use crate::text::fold::fold;

/// Lines below the headline in which a name without a label can be a byline.
const BELOW: usize = 8;
/// Lines in which that of a group needs no date.
const NEXT: usize = 3;
/// Lines above it, beside a date.
const ABOVE: usize = 3;
/// The weight of a group behind a label.
const LABELLED: i32 = 70;
/// Lines at the end of a page in which its owner is named.
const END: usize = 40;
/// Words that speak to the reader, and of no group that signs.
const CALLS: [&str; 8] = ["our", "your", "my", "meet", "join", "contact", "ask", "about"];

impl Page<'_, '_> {
    /// Who the document says it is by, when it names no people: behind a label, beside the date
    /// by the headline, after the last paragraph, or as the owner of the page.
    pub fn credited(&self) -> Option<Byline> {
        let first = self.headline.unwrap_or(self.body.start);
        let foot = self.body.end..self.lines.len().min(self.body.end + FOOT);
        let labelled = self.window().chain(self.far()).chain(foot).find_map(|at| self.labelled_credit(at));
        let from = first.saturating_sub(ABOVE);
        let near = from..self.lines.len().min(first + BELOW + 1);
        let ends = self.body.end.saturating_sub(2)..self.body.end.min(self.lines.len());
        let last = self.lines.len().saturating_sub(END).max(first + 1)..self.lines.len();
        let found = labelled
            .or_else(|| near.filter(|&at| self.headline != Some(at)).find_map(|at| self.bare_credit(at)))
            .or_else(|| ends.rev().find_map(|at| Some((at, closing(&self.lines[at])?))))
            .or_else(|| last.rev().find_map(|at| Some((at, owner(self.lines[at].text)?.to_owned()))));
        found.map(|(line, authors)| Byline { line, authors, people: false })
    }

    /// Groups behind a label about the headline: what people elsewhere must outweigh.
    pub fn labelled_groups(&self) -> impl Iterator<Item = (i32, Byline)> {
        let credits = self.window().chain(self.far()).filter_map(|at| self.labelled_credit(at));
        let groups = credits.filter(|(_, name)| group(name).is_some());
        groups.map(|(line, authors)| {
            let weight = LABELLED - self.distance(line);
            (weight, Byline { line, authors, people: false })
        })
    }

    /// "By Norwick Staff", "Posted by carldow on 4 May 2020", "By" above such a name.
    fn labelled_credit(&self, at: usize) -> Option<(usize, String)> {
        let line = self.lines.get(at).filter(|line| line.words <= 20 && !line.is_prose())?;
        let text = without_bullet(line.text);
        let glued = |label: &&&str| {
            text.strip_prefix(**label).is_some_and(|rest| rest.starts_with(char::is_uppercase))
        };
        let glued = || GLUED.iter().find(glued).map(|label| label.len());
        let Some(label) = lexicon::author_label(text).or_else(glued) else {
            // After the text other articles are dated.
            let dated = line.is_date_line() || line.cues.any(Cues::PUBLISHED) && !line.dates.is_empty();
            let dated = dated && at < self.body.end;
            let by = dated.then(|| lexicon::author_inside(line.text))??;
            return signing(line.text[by.end..].trim_start_matches([':', ' '])).map(|name| (at, name));
        };
        let rest = text[label..].trim_start_matches([':', '：', ' ', '\u{a0}', '/']);
        if at >= self.body.end && label <= 6 {
            return None;
        }
        let next = self.lines.get(at + 1).filter(|next| rest.is_empty() && next.words <= 6);
        match next {
            Some(next) => signing(without_bullet(next.text)).map(|name| (at + 1, name)),
            None => {
                // Behind "Written by" even a firm whose name is of plain words.
                let firm = || label > 6 && (2..=4).contains(&rest.split(' ').count()) && is_title_cased(rest);
                signing(rest).or_else(|| firm().then(|| rest.to_owned())).map(|name| (at, name))
            }
        }
    }

    /// "Norwick Ferries | 4 May 2020", "carldow" above a date, "Reuters" below the headline.
    fn bare_credit(&self, at: usize) -> Option<(usize, String)> {
        let line = &self.lines[at];
        if line.words > 14 || line.ends_sentence || line.is_chrome_by_words() || line.is_prose() {
            return None;
        }
        let text = without_bullet(line.text);
        let (Some(first), Some(last)) = (line.dates.first(), line.dates.last()) else {
            let below = self.headline.is_none_or(|headline| at > headline);
            let beside = |at: usize| self.lines.get(at).is_some_and(is_dated);
            let dated = beside(at + 1) || at.checked_sub(1).is_some_and(beside);
            // "Carl", "• 4 May 2020", "• 5 min read".
            let metered = || beside(at + 1) && beside(at + 2) && user(text).is_some();
            let named = || self.named(text).or_else(|| metered().then(|| text.to_owned()));
            let near = self.headline.is_some_and(|headline| at <= headline + NEXT);
            let whole = group(text).filter(|name| near && name == text);
            let name = whole.or_else(|| dated.then(named).flatten()).filter(|_| below)?;
            return Some((at, name));
        };
        if !line.is_date_line() {
            return None;
        }
        let around = [&line.text[..first.span.start], &line.text[last.span.end..]];
        let mut parts = around.into_iter().flat_map(|part| part.split(['|', '•', '·', '/']));
        parts.find_map(|part| self.named(part.trim())).map(|name| (at, name))
    }

    /// A name that stands where a byline would: that of a group or of the page's own firm, a
    /// given name, or one as people take in forums.
    fn named(&self, text: &str) -> Option<String> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let fits = (1..=4).contains(&words.len()) && (2..=40).contains(&text.len());
        if !fits || lexicon::cues(text).any(Cues::CHROME.or(Cues::SECTION).or(Cues::CHROME_START)) {
            return None;
        }
        let user = || user(text).is_some_and(|name| is_taken(name) || is_given(name));
        let own = || is_title_cased(text) && !text.ends_with(':') && self.is_at_home(text);
        let known = user() || own() || group(text).is_some_and(|name| name == text);
        known.then(|| text.to_owned())
    }

    /// Whether the page is a name's own, or says who bears it: "© 2020 Norwick Ferries", "Norwick
    /// Ferries is a line", "I'm Carl", "At Norwick Ferries, we".
    fn is_at_home(&self, name: &str) -> bool {
        let says = |text: &str| {
            let spoken = text.find(name).map(|at| (&text[..at], &text[at + name.len()..]));
            spoken.is_some_and(|(before, after)| {
                let begins = before.is_empty() || before.ends_with(", ");
                begins && [" is a", " is the ", " ist "].iter().any(|is| after.starts_with(is))
                    || ["I’m ", "I'm ", "I am "].iter().any(|am| before.ends_with(am))
                    || before.ends_with("At ") && after.starts_with(", we")
            })
        };
        self.lines.iter().any(|line| says(line.text) || holder(line.text).is_some_and(|by| by.contains(name)))
    }
}

/// Whether a line tells a date, or how long ago something was, or how long it takes to read.
fn is_dated(line: &Line<'_>) -> bool {
    let counted = || {
        let last = line.text.trim_end_matches('.').rsplit(' ').next().unwrap_or_default();
        line.words <= 5 && line.text.contains(|c: char| c.is_ascii_digit()) && is_counted(&fold(last))
    };
    line.is_date_line() || counted()
}

/// Whom an element of a page names as its author: behind a label anybody, else a group or a
/// single name.
pub fn signed(words: &str) -> Option<String> {
    match lexicon::author_label(words) {
        Some(label) => signing(words[label..].trim_start_matches([':', ' ', '\u{a0}'])),
        None => group(words).or_else(|| user(words).map(str::to_owned)),
    }
}

/// The group, firm or single name behind a label.
fn signing(text: &str) -> Option<String> {
    let list = listed(text);
    let name = list.split(',').next()?.trim();
    let words: Vec<&str> = name.split_whitespace().collect();
    let firm = || {
        let odd = (2..=4).contains(&words.len()) && words.iter().any(|word| !is_common(word));
        (odd && words.iter().all(|word| !word.starts_with(char::is_lowercase))).then_some(name)
    };
    pen_names(text).or_else(|| group(text)).or_else(|| user(name).or_else(firm).map(str::to_owned))
}

/// The group a text names and nothing else: "Reuters", "The Norwick Editorial Board".
pub fn group(text: &str) -> Option<String> {
    let list = listed(text);
    let name = list.split(',').next()?.trim();
    let words: Vec<&str> = name.split_whitespace().collect();
    let signs = |word: &str| word.split('-').any(|part| is_group_word(&fold(part)));
    let known = is_group_word(&fold(name)) || words.iter().any(|word| signs(word));
    let fits = |word: &&str| {
        word.starts_with(char::is_uppercase) || signs(word) || matches!(*word, "the" | "of" | "and")
    };
    let called = words.iter().any(|word| CALLS.contains(&fold(word).as_str()));
    let size = (1..=5).contains(&words.len()) && name.len() <= 48;
    (known && size && !called && words.iter().all(fits)).then(|| name.to_owned())
}

/// A single word that is no other than a name.
fn user(text: &str) -> Option<&str> {
    let name = text.trim().trim_start_matches('@');
    let lettered = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
    let acronym = name.len() <= 4 && !name.chars().any(char::is_lowercase);
    let fits = (2..=30).contains(&name.len())
        && name.chars().all(lettered)
        && name.chars().filter(|c| c.is_ascii_alphabetic()).count() >= 2;
    let known = name.split(['-', '_']).any(is_common) || name.starts_with("www.");
    let known = known || lexicon::is_desk(&fold(name)) || lexicon::networks(name) > 0;
    (fits && !acronym && !known && person_score(name) > -2).then_some(name)
}

/// Whether a word is written as only names people take are: "carldow", "CarlDow", "carl_7".
fn is_taken(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(|c| c.is_lowercase() || c.is_ascii_digit())
        || word.contains(|c: char| c == '_' || c.is_ascii_digit())
        || word.chars().zip(letters).any(|(before, c)| before.is_lowercase() && c.is_uppercase())
}

/// The group that signs after the last paragraph: "Norwick Newsroom", "(Reuters)".
fn closing(line: &Line<'_>) -> Option<String> {
    let text = without_bullet(line.text);
    let bare = text.trim_matches(['(', ')']);
    let several = bare.len() < text.len() || bare.contains([' ', '-']);
    let fits = several && line.words <= 4 && !line.is_chrome_by_words();
    fits.then(|| group(bare)).flatten()
}

/// The person whose page it is: "© 2020 Ann Bell".
fn owner(text: &str) -> Option<&str> {
    holder(text).filter(|name| name.split(' ').count() <= 3 && person_score(name) == 3)
}

/// Whom a line says the rights are with.
fn holder(text: &str) -> Option<&str> {
    const LONGEST: usize = 200;
    if text.len() > LONGEST {
        return None;
    }
    let named = |mark: &str| text.find(mark).map(|at| &text[at + mark.len()..]);
    let rest = named("©").or_else(|| named("(c)")).or_else(|| named("Copyright"))?;
    let rest = rest.trim_start_matches(|c: char| !c.is_alphabetic());
    let rest = rest.strip_prefix("by ").unwrap_or(rest);
    let end = rest.find(['.', '|', '·', '•', ',', '–', '—', '(']).unwrap_or(rest.len());
    let end = rest.find(" All ").unwrap_or(end).min(end);
    Some(rest[..end].trim()).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::line::measure::tests::line;

    fn credited(text: &str) -> Option<String> {
        let lines: Vec<Line<'_>> = text.split('\n').filter(|text| !text.is_empty()).map(line).collect();
        let prose = |line: &Line<'_>| line.is_prose();
        let body = lines.iter().position(prose)?..lines.iter().rposition(prose)? + 1;
        Page { lines: &lines, headline: Some(0), body: &body }.credited().map(|byline| byline.authors)
    }

    #[test]
    fn groups_that_sign_are_told_from_what_speaks_to_the_reader() {
        for text in ["Reuters", "The Editorial Board", "Norwick Staff", "IN-Redaktion", "dpa"] {
            assert_eq!(group(text).as_deref(), Some(text));
        }
        for text in ["Our Team", "Meet the Team", "Norwick", "the harbour staff said", ""] {
            assert_eq!(group(text), None, "{text}");
        }
    }

    #[test]
    fn a_document_without_people_is_by_whom_it_credits() {
        let body = "The ferry to Ostra sails again, the port said on Monday, after a month in dock.";
        for (head, foot, authors) in [
            ("By Norwick Staff", "", Some("Norwick Staff")),
            ("Posted by carldow on May 4, 2020", "", Some("carldow")),
            ("Von dpa 04.05.2020, 18:58", "", Some("dpa")),
            ("• carldow\n• May 4, 2020", "", Some("carldow")),
            ("Susan\n2 days ago", "", Some("Susan")),
            ("Carldo\n• Jan 4, 2020\n• 5 min read", "", Some("Carldo")),
            ("By: Norwick Insurance Agency", "", Some("Norwick Insurance Agency")),
            ("By Norwick Times staff", "", Some("Norwick Times staff")),
            ("Written byNorwick Staff", "", Some("Norwick Staff")),
            ("Written by Top Marketing", "", Some("Top Marketing")),
            ("May 4, 2020", "Posted by Susan at May 4, 2020", Some("Susan")),
            ("Norwick Ferries | May 4, 2020", "© 2020 Norwick Ferries", Some("Norwick Ferries")),
            ("May 4, 2020", "© 2020 Susan Baker. All rights reserved", Some("Susan Baker")),
            ("Norwick Ferries | May 4, 2020", "", None),
            ("Product\nMay 4, 2020", "", None),
            ("May 4, 2020", "© 2020 Norwick Ferries", None),
        ] {
            let text = format!("Ferry sails again\n{head}\n{body}\n{body}\n{foot}");
            assert_eq!(credited(&text).as_deref(), authors, "{head}");
        }
    }

    #[test]
    fn the_holder_of_rights_is_named_without_years() {
        assert_eq!(holder("Copyright © 2019-2020 Ann Bell · Theme by Carl"), Some("Ann Bell"));
        assert_eq!(holder("Ann Bell"), None);
    }
}
