//! Reads the head and the tail of one article of an export: which lines are its title, newspaper, day and author,
//! which its text, and which are fields of the database.
//!
//! Not here: where it begins and ends in the file (`mod`).

use std::ops::Range;

use super::label::{PressLine, press_line};
use crate::extract::fact::fact;
use crate::model::{BlockKind, Metadata, Vote};

/// The line with the length stands among so many, a cover before them aside. Set by hand.
const HEAD: usize = 40;
/// The day stands at most so many lines from the length. Set by hand.
const NEAR: usize = 10;

/// The lines of an article.
pub type PressText<'t> = Vec<&'t str>;

/// An article of an export.
#[derive(Debug, Default)]
pub struct Article {
    pub metadata: Metadata,
    /// The line of the title.
    title: Option<usize>,
    /// The lines of the text.
    body: Range<usize>,
}

impl Article {
    /// Reads an article; `None` of what has not the lines of one. `started`: its first line says that it begins.
    pub fn read(lines: &PressText<'_>, started: bool) -> Option<Article> {
        let said: Vec<PressLine<'_>> = lines.iter().map(|line| press_line(line)).collect();
        let length = length_line(&said)?;
        let before = |wanted: PressLine<'_>| {
            let found = said[..length].iter().rposition(|line| *line == wanted);
            found.filter(|at| length - at <= NEAR)
        };
        // Of the two sorts of exports one has the day right behind the length.
        let behind = said.get(length + 1) == Some(&PressLine::Day) && !started;
        let head = match (before(PressLine::Day).filter(|_| !behind), before(PressLine::Copyright)) {
            (Some(day), _) => database_head(&said, day, length, started),
            (None, Some(rights)) if !behind => {
                Head { day: None, ..database_head(&said, rights, length, started) }
            }
            _ => news_head(lines, &said, length)?,
        };
        let start = head.end.max(body_start(&said, length));
        let end = tail_start(&said, start);
        let author = said[..start].iter().find_map(|line| match line {
            PressLine::Author(name) => Some(*name),
            _ => None,
        });
        let language = said.iter().find_map(|line| match line {
            PressLine::Language(name) => fact(name),
            _ => None,
        });
        let of = |line: Option<usize>| line.and_then(|line| fact(lines[line]));
        let metadata = Metadata {
            title: of(head.title).map(|title| without_number(&title).to_owned()),
            byline: author
                .map(str::to_owned)
                .or_else(|| of(head.author))
                .as_deref()
                .map(without_by)
                .and_then(fact),
            source: of(head.source).map(|name| name.trim_end_matches('.').to_owned()),
            published: of(head.day),
            language,
            sure: true,
            ..Metadata::default()
        };
        Some(Article { metadata, title: head.title, body: start..end })
    }

    /// Whether so much is said of it that it is from a database though nothing says where it ends.
    pub fn is_told_by_fields(lines: &PressText<'_>) -> bool {
        let said: Vec<PressLine<'_>> = lines.iter().map(|line| press_line(line)).collect();
        let has = |wanted: fn(&PressLine<'_>) -> bool| said.iter().any(wanted);
        has(|line| *line == PressLine::Copyright)
            && has(|line| matches!(line, PressLine::Author(_) | PressLine::Section))
            && has(|line| matches!(line, PressLine::Field | PressLine::Body))
    }

    /// There are so many lines before it that go with it.
    pub fn shift(&mut self, by: usize) {
        self.title = self.title.map(|title| title + by);
        self.body = self.body.start + by..self.body.end + by;
    }

    /// What a block is: the title, text, or folded.
    pub fn block(&self, at: usize, kind: BlockKind) -> (BlockKind, Vote) {
        match self.body.contains(&at) {
            _ if self.title == Some(at) => (BlockKind::Heading, Vote::Content),
            true => (kind, Vote::Content),
            false => (BlockKind::Paragraph, Vote::Chrome),
        }
    }
}

/// The lines of a head.
#[derive(Debug, Default)]
struct Head {
    title: Option<usize>,
    source: Option<usize>,
    day: Option<usize>,
    author: Option<usize>,
    /// Behind its last line.
    end: usize,
}

/// The line with the length: after a cover the first that a day, or whose rights it is, stands near.
fn length_line(said: &[PressLine<'_>]) -> Option<usize> {
    let mut lengths = (0..said.len()).filter(|at| said[*at] == PressLine::Length);
    let first = lengths.next()?;
    let dated = |at: usize| {
        let (head, near) = (at.saturating_sub(NEAR)..at, at.saturating_sub(NEAR)..(at + 4).min(said.len()));
        said[near].contains(&PressLine::Day) || said[head].contains(&PressLine::Copyright)
    };
    let found = if dated(first) { first } else { lengths.find(|at| dated(*at))? };
    let cover = said[..found].iter().filter(|line| **line == PressLine::Text).count();
    (found <= HEAD || cover > 0).then_some(found)
}

/// The head of an article of LexisNexis, whose day stands before its length: the newspaper stands before the day,
/// the title before both, or behind them where a line says that the article begins.
fn database_head(said: &[PressLine<'_>], day: usize, length: usize, started: bool) -> Head {
    let is_text = |at: &usize| said.get(*at) == Some(&PressLine::Text);
    let first = said.iter().position(|line| *line == PressLine::Start).map_or(0, |at| at + 1);
    let below = (day + 1..length).find(is_text);
    if started && below.is_some() {
        let source = (first..day).find(is_text);
        return Head { title: below, source, day: Some(day), author: None, end: length + 1 };
    }
    let before = |end: usize| (first.min(end)..end).rev().take(3).find(is_text);
    let source = before(day);
    let title = source.and_then(before);
    Head { title, source, day: Some(day), author: None, end: length + 1 }
}

/// The head of an article of Factiva: title and author stand before the length, day and newspaper behind it. The
/// title is the longest of the lines before.
fn news_head(lines: &PressText<'_>, said: &[PressLine<'_>], length: usize) -> Option<Head> {
    let from = length.saturating_sub(6);
    let texts: Vec<usize> = (from..length).filter(|at| said[*at] == PressLine::Text).collect();
    let title = texts.iter().copied().rev().max_by_key(|at| lines[*at].chars().count());
    // Between a section and an author a title may be shorter than both.
    let title = match texts.as_slice() {
        [_, title, author] if lines[*author].split_whitespace().count() <= 3 => Some(*title),
        _ => title,
    };
    let author = title.map(|title| title + 1).filter(|at| texts.contains(at));
    let day = (length + 1..(length + 4).min(lines.len())).find(|at| said[*at] == PressLine::Day)?;
    let is_time = |line: &str| line.contains(':') && line.len() <= 10;
    let source =
        (day + 1..(day + 4).min(lines.len())).find(|at| said[*at] == PressLine::Text && !is_time(lines[*at]));
    let rights = (day..(day + 14).min(lines.len())).find(|at| said[*at] == PressLine::Copyright);
    let end = rights.map_or_else(|| source.unwrap_or(day) + 1, |at| at + 1);
    Some(Head { title, source, day: Some(day), author, end })
}

/// Where the text begins: behind the fields that follow the length.
fn body_start(said: &[PressLine<'_>], length: usize) -> usize {
    let mut start = length + 1;
    while said.get(start).is_some_and(|line| line.is_field() && *line != PressLine::End) {
        start += 1;
    }
    // Fields of the head may follow a blank that is none.
    let body = (start..(start + NEAR).min(said.len())).find(|at| said[*at] == PressLine::Body);
    body.map_or(start, |at| at + 1)
}

/// Where the fields below the text begin.
fn tail_start(said: &[PressLine<'_>], start: usize) -> usize {
    let mut end = said.len();
    while end > start && said[end - 1].is_field() {
        end -= 1;
    }
    end
}

/// A title without the number that the export has given it: `3) Late boats`.
fn without_number(title: &str) -> &str {
    let digits = title.bytes().take_while(u8::is_ascii_digit).count();
    match title[digits..].strip_prefix(") ") {
        Some(rest) if digits > 0 && !rest.trim().is_empty() => rest.trim(),
        _ => title,
    }
}

/// The names of a line of authors.
fn without_by(name: &str) -> &str {
    let by = name.get(..3).filter(|start| start.eq_ignore_ascii_case("by "));
    by.map_or(name, |_| name[3..].trim())
}
