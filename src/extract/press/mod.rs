//! Takes an export of a press database (LexisNexis, Nexis Uni, Factiva) apart into its articles, each with the title,
//! newspaper, day and author that the export gives it; its fields are folded. It goes by the labels of the lines, in
//! whatever format the export was saved.
//!
//! Not here: exports that are plain text, whose lines are those of a file (`segment::split`).

mod article;
mod label;

use std::ops::Range;

use crate::model::{Extract, Format, Link, Span, TextBlock};
use article::{Article, PressText};
use label::{PressLine, press_line};

/// Of the pieces of an export so many in a hundred have what the articles of exports have. Set by hand.
const ALIKE: usize = 60;
/// A line with the length of an article has at most so many bytes: a label of a few words and a number.
const LENGTH_LINE: usize = 120;

/// The articles of an export; a text that is none comes back as it is.
pub fn articles(extract: Extract) -> Vec<Extract> {
    // Web pages come in thousands: what no article is without is looked for before all else.
    if extract.format == Format::PlainText || extract.attached_as.is_some() || !states_length(&extract) {
        return vec![extract];
    }
    let pieces = pieces(&extract);
    let read: Vec<(Range<usize>, Option<Article>)> = pieces
        .into_iter()
        .map(|(blocks, started)| {
            let article = Article::read(&lines(&extract, &blocks), started);
            (blocks, article)
        })
        .collect();
    let articles = read.iter().filter(|(_, article)| article.is_some()).count();
    if articles == 0 || articles * 100 < read.len() * ALIKE {
        return vec![extract];
    }
    // What is none goes with the article before it: nothing is lost.
    let mut whole: Vec<(Range<usize>, Article)> = Vec::with_capacity(articles);
    let mut waiting = None;
    for (blocks, article) in read {
        match (article, whole.last_mut()) {
            (Some(mut article), _) => {
                let start: usize = waiting.take().unwrap_or(blocks.start);
                article.shift(blocks.start - start);
                whole.push((start..blocks.end, article));
            }
            (None, Some((before, _))) => before.end = blocks.end,
            (None, None) => waiting = waiting.or(Some(blocks.start)),
        }
    }
    whole.into_iter().map(|(blocks, article)| part(&extract, &blocks, article)).collect()
}

/// Whether a line says how many words an article has.
fn states_length(extract: &Extract) -> bool {
    let lines = extract.text_blocks.iter().map(|block| block.span.of(&extract.text).trim());
    let mut short =
        lines.filter(|line| line.len() <= LENGTH_LINE && line.bytes().any(|b| b.is_ascii_digit()));
    short.any(|line| press_line(line) == PressLine::Length)
}

/// The blocks between the lines with which articles begin or end, and whether a line says that one begins.
fn pieces(extract: &Extract) -> Vec<(Range<usize>, bool)> {
    let (mut pieces, mut start, mut started) = (Vec::new(), 0, false);
    for (at, block) in extract.text_blocks.iter().enumerate() {
        match press_line(block.span.of(&extract.text)) {
            PressLine::Start if at > start || !started => {
                if at > start {
                    pieces.push((start..at, started));
                }
                (start, started) = (at, true);
            }
            PressLine::End => {
                pieces.push((start..at + 1, started));
                (start, started) = (at + 1, false);
            }
            _ => {}
        }
    }
    let all = 0..extract.text_blocks.len();
    if pieces.is_empty() && !started && !Article::is_told_by_fields(&lines(extract, &all)) {
        return Vec::new();
    }
    if start < extract.text_blocks.len() {
        pieces.push((start..extract.text_blocks.len(), started));
    }
    pieces
}

fn lines<'t>(extract: &'t Extract, blocks: &Range<usize>) -> PressText<'t> {
    let blocks = extract.text_blocks.get(blocks.clone()).unwrap_or_default();
    blocks.iter().map(|block| block.span.of(&extract.text)).collect()
}

/// The text of some blocks as an extract of its own.
fn part(extract: &Extract, blocks: &Range<usize>, article: Article) -> Extract {
    let all = &extract.text_blocks[blocks.clone()];
    let start = all.first().map_or(0, |block| block.span.start as usize);
    let end = all.last().map_or(start, |block| block.span.end as usize);
    let text_blocks = all.iter().enumerate().map(|(at, block)| {
        let (kind, vote) = article.block(at, block.kind);
        TextBlock { span: back(block.span, start), kind, vote }
    });
    let links = extract
        .links
        .iter()
        .filter(|link| (start..end).contains(&(link.span.start as usize)) && link.span.end as usize <= end);
    Extract {
        format: extract.format,
        text: extract.text[start..end].to_owned(),
        text_blocks: text_blocks.collect(),
        links: links.map(|link| Link { span: back(link.span, start), target: link.target.clone() }).collect(),
        metadata: article.metadata,
        whole: true,
        ..Extract::default()
    }
}

fn back(span: Span, by: usize) -> Span {
    Span::new(span.start as usize - by, span.end as usize - by)
}

#[cfg(test)]
mod tests;
