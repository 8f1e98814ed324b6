//! Who signs below the text: authors whom a page names after its article or presents there. What
//! stands about the headline is weighed in `byline`.

use super::byline::{Byline, Page, Weighed};
use super::people::{authors, is_dense, is_dense_name, names_outlet};
use crate::segment::lexicon::byline_words::has_surname;
use crate::segment::lexicon::names::person_score;
use crate::segment::lexicon::{self, Cues};
use crate::segment::line::measure::without_bullet;
use crate::text::fold::fold;

impl Page<'_, '_> {
    /// Authors named after the text: "Written by Ann Bell", "View all posts by Ann Bell", "About
    /// the author" above a name, "Ann Bell is a writer", or the name alone.
    pub fn signed(&self, at: usize) -> Weighed {
        let line = self.lines.get(at)?;
        let text = without_bullet(line.text);
        let sure = |text: &str| authors(text).filter(|names| person_score(names) >= 0);
        let found = |weight: i32, line: usize, authors: String| Some((weight, Byline::of(line, authors)));
        let near = at <= self.body.end + 2;
        if let Some(behind) = lexicon::author_behind(text) {
            let names = authors(name_behind(text, behind)).filter(|names| is_dense(names))?;
            return found(66, at, names);
        }
        if let Some(names) = (at < self.body.end).then(|| bracketed(text)).flatten() {
            return found(58, at, names);
        }
        let told = line.is_date_line() && line.cues.any(Cues::PUBLISHED.or(Cues::UPDATED));
        let this = text.starts_with("This ") && line.words <= 20;
        let by = (told || this).then(|| lexicon::author_inside(text)).flatten();
        if let Some(by) = by.filter(|by| told || by.len() > 6) {
            return sure(&text[by.end..]).and_then(|names| found(60, at, names));
        }
        if line.cues.any(Cues::CHROME.or(Cues::SECTION)) {
            return None;
        }
        let written = lexicon::author_label(text).filter(|&label| line.words <= 10 && (label > 6 || near));
        if let Some(label) = written {
            let rest = text[label..].trim_start_matches([':', ' ']);
            let next = || sure(without_bullet(self.lines.get(at + 1)?.text)).map(|names| (at + 1, names));
            let (line, names) =
                sure(rest).map(|names| (at, names)).or_else(|| next().filter(|_| rest.is_empty()))?;
            return found(if label > 6 { 78 } else { 70 }, line, names);
        }
        if let Some(label) = lexicon::signed_label(text).filter(|_| line.words <= 10) {
            return sure(&text[label..])
                .filter(|names| person_score(names) > 0)
                .and_then(|names| found(64, at, names));
        }
        self.presented(at, near)
    }

    /// "Ann Bell is a writer" below the text, or the name alone.
    fn presented(&self, at: usize, near: bool) -> Weighed {
        let line = &self.lines[at];
        let text = without_bullet(line.text);
        let above = at.checked_sub(1).is_some_and(|above| self.lines[above].cues.any(Cues::END));
        let bearer = bearer(text);
        let headed = above && line.words <= 6;
        if bearer.is_none() && (line.words > 12 || !near && !headed) {
            return None;
        }
        let name = bearer.unwrap_or(text);
        let names = authors(name).filter(|names| person_score(names) >= 0)?;
        if names.len() + 4 < name.len() || names_outlet(&names) {
            return None;
        }
        let several = names.contains(", ");
        let first = names.split(", ").next().unwrap_or(&names);
        let known = bearer.is_some() || headed || near && (several || self.is_presented(at, first));
        let apart = |name: &str| person_score(name) > 0 || bearer.is_some() || several && is_cased(name);
        (known && names.split(", ").all(apart)).then(|| (62, Byline::of(at, names)))
    }
}

/// The name before what its bearer is and does: "Ann Bell is a writer".
fn bearer(text: &str) -> Option<&str> {
    const VERBS: [&str; 8] =
        [" is a ", " is an ", " is the ", " ist ", " est ", " es ", " writes ", " covers "];
    let head = &text[..text.floor_char_boundary(60)];
    let verb = |at: &usize| VERBS.iter().any(|verb| head[*at..].starts_with(verb));
    let end = head.match_indices(' ').map(|(at, _)| at).take_while(|&at| at <= 50).find(verb)?;
    lexicon::is_trade(&fold(&text[..text.floor_char_boundary(160)])).then(|| &text[..end])
}

/// The names right behind a place in a line that has no spaces between words.
pub fn name_behind(text: &str, at: usize) -> &str {
    let rest = text[at..].trim_start_matches(|c: char| !c.is_alphabetic());
    let end = rest.find(|c: char| !c.is_alphabetic() && !c.is_whitespace() && c != '、');
    let rest = rest[..end.unwrap_or(rest.len())].trim_end();
    // "李明 诺威克报道": behind the name it says from where.
    let other = |word: &&str| word.chars().count() > 3 && !word.contains('、');
    let more = rest.split_whitespace().skip(1).find(other);
    more.and_then(|word| rest.find(word)).map_or(rest, |end| rest[..end].trim_end())
}

/// The authors in brackets at the end of the last paragraph: "… in dock. (Ann Bell)", "（李明）".
fn bracketed(text: &str) -> Option<String> {
    const LONGEST: usize = 60;
    let inner = text.strip_suffix([')', '）'])?;
    let start = inner.rfind(['(', '（'])?;
    let inner = inner[start..].trim_start_matches(['(', '（']).trim();
    if start == 0 || inner.len() > LONGEST {
        return None;
    }
    let names = authors(inner)?;
    let dense = |word: &str| is_dense_name(word) && has_surname(word);
    let known = names.split(", ").all(|name| person_score(name) > 0 || dense(name));
    (known && names.len() + 4 >= inner.len()).then_some(names)
}

/// Whether a name is written with capitals that no other language than its own would know.
fn is_cased(name: &str) -> bool {
    name.chars().any(|c| c.is_uppercase() && !c.is_ascii())
}
