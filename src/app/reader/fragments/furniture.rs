//! Lays out what a page has around its text: the head above it, and the line at its end.
//!
//! Not here: the words of the head (`facts`).

use super::lines::{FragmentLayout, LayoutLine, LineStyle};
use super::text_lines::{SetAs, set_text, shown_text};
use crate::app::reader::mentions::NameSign;
use crate::app::typeset::table::Columns;
use crate::app::typeset::wrap::wrap;
use crate::model::{BlockKind, Quoted, Span};
use crate::text::sanitize::sanitize_line;
use crate::text::width::{shorten, width as columns_of};

/// What stands between two facts.
const BETWEEN: &str = " · ";

/// What a page has beside its text.
#[derive(Clone, Copy, Debug)]
pub struct Furniture<'a> {
    /// The line above the headline.
    pub source: &'a str,
    /// The title for a document without a headline in its text.
    pub title: &'a str,
    /// The line below the headline.
    pub facts: &'a str,
    /// What stands at its end.
    pub end: &'a PageEnd,
    /// Line ends inside a paragraph only broke it at a width, as in plain text.
    pub flows: bool,
    /// What its chrome is.
    pub chrome: &'a str,
    /// What it quotes.
    pub quotes: &'a [Quoted],
    /// What stands after names in the fragment.
    pub signs: &'a [NameSign],
    /// The columns of the table that the fragment is a part of; `None` where it is the whole of it, or no table.
    pub columns: Option<&'a Columns>,
}

/// What comes after a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageEnd {
    /// The title of the next document of the list; empty where there is none, or it is not known yet.
    pub title: String,
    /// The key that goes there.
    pub key: String,
}

/// Lays out the head: source, headline, facts, and a rule below them.
pub fn lay_out_head(headline: Option<Span>, text: &str, of: Furniture<'_>, width: usize) -> FragmentLayout {
    let mut laid = match headline {
        Some(span) => {
            let title = shown_text(BlockKind::Headline, span.of(text), of.flows);
            set_text(span, title.into_owned(), SetAs { width, style: LineStyle::Title, indent: 0, gap: 1 })
        }
        None => {
            let title = sanitize_line(of.title).into_owned();
            let line = |range| LayoutLine { range, style: LineStyle::Title, indent: 0 };
            let lines = wrap(&title, width).into_iter().map(line).collect();
            FragmentLayout { lines, text: title, gap: 1, ..FragmentLayout::default() }
        }
    };
    let source = shorten(&sanitize_line(of.source), width);
    let above = put(&mut laid.text, &source, LineStyle::Source, width);
    laid.lines.splice(0..0, above);
    for facts in rows_of_facts(&sanitize_line(of.facts), width) {
        let facts = put(&mut laid.text, &facts, LineStyle::Facts, width);
        laid.lines.extend(facts);
    }
    let end = laid.text.len();
    laid.lines.push(LayoutLine { range: end..end, style: LineStyle::Rule, indent: 0 });
    laid
}

/// Lays out the end: a sign, and what comes next.
pub fn lay_out_end(end: &PageEnd, width: usize) -> FragmentLayout {
    let mut words = "∎".to_owned();
    if !end.title.is_empty() {
        let (before, after) = ("  next: ", format!("  {}", end.key));
        let room = width.saturating_sub(columns_of(&words) + columns_of(before) + columns_of(&after));
        let title = shorten(&sanitize_line(&end.title), room);
        words = format!("{words}{before}{title}{after}");
    }
    let mut laid = FragmentLayout::default();
    laid.lines = put(&mut laid.text, &words, LineStyle::End, width);
    laid
}

/// Facts in rows, broken between them where they fit.
fn rows_of_facts(facts: &str, width: usize) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for fact in facts.split(BETWEEN).filter(|fact| !fact.is_empty()) {
        match rows.last_mut() {
            Some(row) if columns_of(row) + columns_of(BETWEEN) + columns_of(fact) <= width => {
                row.push_str(BETWEEN);
                row.push_str(fact);
            }
            _ => rows.push(fact.to_owned()),
        }
    }
    rows
}

/// Adds words to a text; their lines.
fn put(text: &mut String, words: &str, style: LineStyle, width: usize) -> Vec<LayoutLine> {
    let start = text.len();
    text.push_str(words);
    let line = |range: std::ops::Range<usize>| LayoutLine {
        range: range.start + start..range.end + start,
        style,
        indent: 0,
    };
    wrap(words, width).into_iter().map(line).collect()
}
