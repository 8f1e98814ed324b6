//! The document that is open in the dialogue, and how far it was read: paragraph by paragraph.

use std::sync::Arc;

use super::spoken::{counted, ended, line, paragraph, paragraphs, spoken_guess};
use crate::model::Span;
use crate::query::{DocumentPage, FacetText, cited, quotation};
use crate::text::copy_as;

/// A document that is read.
pub struct Opened {
    /// The document.
    pub page: Arc<DocumentPage>,
    paragraphs: Vec<Span>,
    /// The paragraph that was read last, from 0; `None` before the first.
    at: Option<usize>,
}

impl Opened {
    /// A document of which nothing was read yet.
    pub fn new(page: Arc<DocumentPage>) -> Opened {
        Opened { paragraphs: paragraphs(&page.document), page, at: None }
    }

    /// What stands above the text.
    pub fn head(&self) -> Vec<String> {
        let citation = cited(&self.page, None);
        let date = citation.date.as_ref().and_then(|date| date.words());
        let date = date.map_or_else(|| "undated".to_owned(), |date| spoken_guess(&date));
        let parts = [citation.marked_source(), citation.author.clone()].into_iter().flatten();
        let parts = parts.map(|part| format!(", {}", spoken_guess(&part))).collect::<String>();
        let words = counted(self.page.words, "word");
        let paragraphs = counted(self.paragraphs.len(), "paragraph");
        vec![
            line(&self.title()),
            line(&format!("{words} in {paragraphs}, {date}{}", ended(&parts))),
            "An empty line reads on.".to_owned(),
        ]
    }

    /// What it is called.
    pub fn title(&self) -> String {
        let name = || self.page.path.rsplit('/').next().unwrap_or_default().to_owned();
        self.page.document.title.clone().unwrap_or_else(name)
    }

    /// The next paragraph, or the one before; says where the text ends.
    pub fn step(&mut self, forward: bool) -> Vec<String> {
        let next = match (self.at, forward) {
            (None, true) => Some(0),
            (Some(at), true) => Some(at + 1).filter(|&next| next < self.paragraphs.len()),
            (at, false) => at.and_then(|at| at.checked_sub(1)),
        };
        match next.filter(|_| !self.paragraphs.is_empty()) {
            Some(at) => self.go_to(at),
            None if forward => vec!["The end of the document. next goes to the next of the list.".to_owned()],
            None => vec!["This is the beginning of the document.".to_owned()],
        }
    }

    /// The paragraph of a number, from 1.
    pub fn numbered(&mut self, number: usize) -> Result<Vec<String>, String> {
        let count = self.paragraphs.len();
        let at = number.checked_sub(1).filter(|&at| at < count);
        at.map(|at| self.go_to(at)).ok_or_else(|| format!("It has {}.", counted(count, "paragraph")))
    }

    /// The next paragraph that has a match of the search.
    pub fn next_hit(&mut self) -> Vec<String> {
        let from = self.at.map_or(0, |at| at + 1);
        let has_match = |span: &Span| self.page.matches.iter().any(|found| found.overlaps(*span));
        match (from..self.paragraphs.len()).find(|&at| has_match(&self.paragraphs[at])) {
            Some(at) => self.go_to(at),
            None if self.page.matches.is_empty() => vec!["Nothing is searched for in it.".to_owned()],
            None => vec!["No further hit in this document.".to_owned()],
        }
    }

    /// All that is left.
    pub fn rest(&mut self) -> Vec<String> {
        let from = self.at.map_or(0, |at| at + 1);
        let rest: Vec<String> = (from..self.paragraphs.len()).flat_map(|at| self.go_to(at)).collect();
        if rest.is_empty() { self.step(true) } else { rest }
    }

    /// Whether its last paragraph was the last that was read.
    pub fn is_at_end(&self) -> bool {
        self.at.is_some_and(|at| at + 1 == self.paragraphs.len())
    }

    /// The paragraph that was read last, or the first.
    pub fn passage(&self) -> Option<Span> {
        let span = *self.paragraphs.get(self.at.unwrap_or(0))?;
        let text = span.of(&self.page.document.text);
        let start = span.start as usize + (text.len() - text.trim_start().len());
        Some(Span::new(start, start + text.trim().len()))
    }

    /// That paragraph with where it is from.
    pub fn citation(&self) -> Option<copy_as::Citation> {
        let span = self.passage()?;
        Some(quotation(&self.page, span, line(span.of(&self.page.document.text))))
    }

    /// Source, date and why it is believed, file.
    pub fn about(&self) -> Vec<String> {
        let citation = cited(&self.page, None);
        let mut lines = vec![ended(&format!("Title: {}", self.title()))];
        let mut add = |what: &str, value: Option<String>| {
            lines.extend(value.map(|value| ended(&format!("{what}: {value}"))));
        };
        add("Author", citation.author.clone());
        add("Source", citation.marked_source().map(|source| spoken_guess(&source)));
        let why = citation.date.as_ref().and_then(|date| date.why.clone()).map(|why| format!(", {why}"));
        let date = citation.date.as_ref().and_then(|date| date.words()).map(|date| spoken_guess(&date));
        add("Date", date.map(|date| date + &why.unwrap_or_default()));
        add("Language", citation.language.as_deref().map(|code| FacetText::Language.label(code)));
        add("Address", citation.address.clone());
        let part = if citation.parts > 1 {
            format!(", document {} of {}", citation.part, citation.parts)
        } else {
            String::new()
        };
        add("File", Some(format!("{}{part}", citation.file)));
        lines.iter().map(|said| line(said)).collect()
    }

    fn go_to(&mut self, at: usize) -> Vec<String> {
        self.at = Some(at);
        vec![paragraph(&self.page.document, at + 1, self.paragraphs.len(), self.paragraphs[at])]
    }
}
