//! The lines of files as they stand on the disk, and which of them have what a query asks for.
//!
//! Not here: which documents a query finds (`engine`), and how lines are printed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::extract;
use crate::ingest::file_bytes;
use crate::model::Span;
use crate::query::{DocumentPage, Query, matches};

/// The text of a file, and where its lines are in it.
pub struct FileLines {
    text: String,
    /// Where each line begins.
    starts: Vec<usize>,
}

/// The lines with hits, counted from 0, each with its hits as spans of the line.
pub type LineHits = BTreeMap<usize, Vec<Span>>;

impl FileLines {
    /// Reads a file.
    ///
    /// # Errors
    /// With the reason in words.
    pub fn read(file: &str) -> Result<FileLines, String> {
        let bytes = file_bytes(Path::new(file)).map_err(|problem| problem.0)?;
        let text = extract::decode(file, bytes).map_err(|problem| problem.0)?;
        Ok(FileLines::of(text))
    }

    fn of(text: String) -> FileLines {
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        let starts =
            std::iter::once(0).chain(ends).filter(|&start| start < text.len() || start == 0).collect();
        FileLines { text, starts }
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// A line without its end; counted from 0.
    pub fn line(&self, at: usize) -> &str {
        let Some(&start) = self.starts.get(at) else { return "" };
        let end = self.starts.get(at + 1).copied().unwrap_or(self.text.len());
        self.text.get(start..end).unwrap_or_default().trim_end_matches('\n')
    }

    /// Where a document of the file has hits. Where the file no longer has its lines, or they are not those of the
    /// text, as in HTML, its words are looked for anew, in all of it.
    pub fn hits(&self, page: &DocumentPage, query: &Query) -> LineHits {
        self.of_document(page).unwrap_or_else(|| {
            let found = matches(query, page.document.language.as_deref(), &self.text);
            self.by_line(&found)
        })
    }

    /// Where the query has hits outside these lines, those of the documents of a file.
    pub fn hits_outside(&self, documents: &[(u32, u32)], query: &Query) -> LineHits {
        let mut found = self.by_line(&matches(query, None, &self.text));
        let is_within = |at: &usize| documents.iter().any(|&(from, to)| (from..to).contains(&(*at as u32)));
        found.retain(|at, _| !is_within(at));
        found
    }

    /// The hits of a document at its lines; `None` when these are not there.
    fn of_document(&self, page: &DocumentPage) -> Option<LineHits> {
        let (first, _) = page.document.lines?;
        let document = FileLines::of(page.document.text.clone());
        let mut found = LineHits::new();
        for (line, spans) in document.by_line(&page.matches) {
            let (at, text) = (first as usize + line, document.line(line));
            // The text of a document begins and may end within a line.
            let shift = self.line(at).find(text)?;
            let moved = |span: &Span| Span::new(span.start as usize + shift, span.end as usize + shift);
            found.insert(at, spans.iter().map(moved).collect());
        }
        Some(found)
    }

    /// Spans of the text by line; one over several lines is in each of them.
    fn by_line(&self, spans: &[Span]) -> LineHits {
        let mut found = LineHits::new();
        for span in spans {
            let first = self.starts.partition_point(|&start| start <= span.start as usize).saturating_sub(1);
            let lines = self.starts.iter().enumerate().skip(first);
            for (at, &start) in lines.take_while(|(_, start)| **start < span.end as usize) {
                let length = self.line(at).len();
                let within = |offset: u32| (offset as usize).saturating_sub(start).min(length);
                let part = Span::new(within(span.start), within(span.end));
                if !part.is_empty() {
                    found.entry(at).or_default().push(part);
                }
            }
        }
        found
    }

    /// The line with most hits, so many before and after it, each with its number from 1.
    pub fn best_stretch(&self, hits: &LineHits, around: usize) -> Vec<(usize, String)> {
        let best = hits.iter().rev().max_by_key(|(_, spans)| spans.len()).map(|(at, _)| *at);
        let runs = self.with_context(best.into_iter(), around);
        runs.into_iter().flatten().map(|at| (at + 1, self.line(at).to_owned())).collect()
    }

    /// These lines with so many around each, in runs that stand together.
    pub fn with_context(&self, lines: impl Iterator<Item = usize>, around: usize) -> Vec<Vec<usize>> {
        let last = self.len().saturating_sub(1);
        let near = lines.flat_map(|at| at.saturating_sub(around)..=at.saturating_add(around).min(last));
        let wanted: BTreeSet<usize> = near.collect();
        let wanted: Vec<usize> = wanted.into_iter().collect();
        wanted.chunk_by(|before, after| before + 1 == *after).map(<[usize]>::to_vec).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Document;

    fn page(text: &str, first: u32, hits: &[&str]) -> DocumentPage {
        let matches = hits.iter().map(|hit| text.find(hit).map(|at| Span::new(at, at + hit.len())).unwrap());
        let matches = matches.collect();
        let document =
            Document { text: text.to_owned(), lines: Some((first, first + 9)), ..Document::default() };
        DocumentPage { document, matches, ..DocumentPage::default() }
    }

    #[test]
    fn hits_stand_in_the_lines_of_the_file_and_over_a_line_end_in_both() {
        let file = FileLines::of("head\n\nThe dam is\nclosed. A dam\n".to_owned());
        let hits =
            file.hits(&page("The dam is\nclosed. A dam", 2, &["dam is\nclosed", "A dam"]), &Query::default());
        let shown: Vec<(usize, Vec<&str>)> = hits
            .iter()
            .map(|(at, spans)| (*at, spans.iter().map(|of| of.of(file.line(*at))).collect()))
            .collect();
        assert_eq!(shown, [(2, vec!["dam is"]), (3, vec!["closed", "A dam"])]);
        assert_eq!(file.len(), 4);
    }

    #[test]
    fn a_file_that_was_changed_is_looked_through_anew() {
        let file = FileLines::of("new\nhead\nThe dam".to_owned());
        let query = crate::query::parse("dam", false, &Default::default()).query;
        let hits = file.hits(&page("The dam", 0, &["dam"]), &query);
        assert_eq!(hits.into_iter().collect::<Vec<_>>(), [(2, vec![Span::new(4, 7)])]);
    }

    #[test]
    fn lines_around_hits_that_touch_are_one_run() {
        let file = FileLines::of("a\nb\nc\nd\ne\nf\ng\n".to_owned());
        assert_eq!(file.with_context([1, 2, 6].into_iter(), 0), [vec![1, 2], vec![6]]);
        assert_eq!(file.with_context([0, 3, 6].into_iter(), 1), [vec![0, 1, 2, 3, 4, 5, 6]]);
    }
}
