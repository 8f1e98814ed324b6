//! Copies passages with where they are from, and paths; keeps what was copied as the clippings of the session.
//!
//! Not here: how a passage is written (`text::copy_as`), what is selected (`reader`), the clipboard (`terminal`).

use std::sync::Arc;

use crate::app::batch::CopiedOfRows;
use crate::app::focus::Focus;
use crate::app::message::{Effect, Ticket};
use crate::app::reader::{byline, date_words};
use crate::app::screens::Screen;
use crate::app::state::App;
use crate::model::{Document, Published, Span};
use crate::query::{DocumentPage, FacetText, Query, Question, Row, SentenceLine};
use crate::text::copy_as::Citation;
use crate::text::sanitize::{sanitize, sanitize_line};

impl App {
    /// Copies what is selected, else the passage at the cursor, with its source; in the list with a batch where
    /// each document of it is from.
    pub(in crate::app) fn copy(&mut self, effects: &mut Vec<Effect>) {
        if self.acts_on_batch() {
            return self.copy_batch(CopiedOfRows::References, effects);
        }
        if let Some(line) = self.screen().and_then(Screen::sentence).cloned() {
            return self.ask_to_copy(line, effects);
        }
        let quotation = self.reader.quotation();
        let Some((page, (span, passage))) = self.reader.page.clone().zip(quotation) else {
            return self.notify("nothing here to copy; v selects text in the page");
        };
        self.reader.selection = None;
        self.copy_passage(&page, span, passage, effects);
    }

    fn copy_passage(&mut self, page: &DocumentPage, span: Span, passage: String, effects: &mut Vec<Effect>) {
        let written = self.settings.copy_as.write(&citation(page, span, passage));
        let text = sanitize(&written).text.into_owned();
        if self.clippings.add(&text) {
            effects.push(Effect::KeepTrail(self.trail()));
        }
        effects.push(Effect::Copy(text));
    }

    /// Asks for the document of a sentence: where it is from stands there.
    fn ask_to_copy(&mut self, line: SentenceLine, effects: &mut Vec<Effect>) {
        let ticket = self.requests.ticket();
        let question = Question::Page { id: line.id, query: Query::default(), notes: Arc::default() };
        self.requests.quote = Some((ticket, line));
        effects.push(Effect::Ask { ticket, question });
    }

    /// Copies the sentence of a list, of the document that was asked for because of it.
    pub(in crate::app) fn copy_sentence_of(
        &mut self,
        ticket: Ticket,
        page: &DocumentPage,
        effects: &mut Vec<Effect>,
    ) {
        let Some((_, line)) = self.requests.quote.take_if(|(asked, _)| *asked == ticket) else { return };
        match sentence_around(page, line.span) {
            Some((span, passage)) => self.copy_passage(page, span, passage, effects),
            // A hit in the title has no place in the text.
            None if !page.path.is_empty() => self.copy_passage(page, line.span, line.text, effects),
            None => self.notify_failure("nothing copied: the document is no longer in the collection".into()),
        }
    }

    pub(in crate::app) fn copy_path(&mut self, effects: &mut Vec<Effect>) {
        if self.acts_on_batch() {
            return self.copy_batch(CopiedOfRows::Paths, effects);
        }
        if let Some(page) = &self.reader.page {
            effects.push(Effect::Copy(sanitize_line(&page.path).into_owned()));
        }
    }

    /// Copies a line of each row.
    pub(in crate::app) fn copy_rows(&mut self, rows: &[Row], what: CopiedOfRows, effects: &mut Vec<Effect>) {
        let mut lines: Vec<String> = rows
            .iter()
            .map(|row| match what {
                CopiedOfRows::Paths => sanitize_line(&row.path).into_owned(),
                CopiedOfRows::References => sanitize_line(&reference(row)).into_owned(),
            })
            .collect();
        // Several documents of one file have one path.
        lines.dedup();
        if self.focus == Focus::List && !lines.is_empty() {
            effects.push(Effect::Copy(lines.join("\n") + "\n"));
        }
    }
}

/// The sentence that a place of a page is in, on one line.
fn sentence_around(page: &DocumentPage, place: Span) -> Option<(Span, String)> {
    let document = &page.document;
    let is_there = |sentence: &&Span| !place.is_empty() && sentence.overlaps(place);
    let sentence =
        document.sentences.iter().find(is_there).copied().filter(|of| !of.of(&document.text).is_empty());
    let span = sentence.or((!place.is_empty() && !place.of(&document.text).is_empty()).then_some(place))?;
    let words: Vec<&str> = span.of(&document.text).split_whitespace().collect();
    Some((span, words.join(" ")))
}

/// A passage of a page with where it is from.
fn citation(page: &DocumentPage, span: Span, passage: String) -> Citation {
    let document = &page.document;
    let attachment = document.attachment.clone().unwrap_or_default();
    let captured = attachment.contains("://");
    let inside = if attachment.is_empty() { String::new() } else { format!(" ({attachment})") };
    Citation {
        passage,
        language: document.language.clone(),
        title: document.title.clone().unwrap_or_default(),
        author: document.byline.as_deref().map(byline).unwrap_or_default().to_owned(),
        source: document.marked_source().unwrap_or_default(),
        date: document.published.as_ref().and_then(dated).unwrap_or_default(),
        file: format!("{}{}", page.path, if captured { "" } else { &inside }),
        lines: lines_of(document, span).unwrap_or_default(),
        page: pages_of(document, span).unwrap_or_default(),
        address: document.link.clone().or(Some(attachment).filter(|_| captured)).unwrap_or_default(),
    }
}

/// The day of publication with the sign of a guess, or what bounds it.
fn dated(published: &Published) -> Option<String> {
    match (published.date, published.after, published.before) {
        (Some(date), ..) => Some(format!("{}{}", if published.sure { "" } else { "~" }, date_words(date))),
        (None, Some(after), _) => Some(format!("~after {}", date_words(after))),
        (None, None, before) => before.map(|before| format!("~before {}", date_words(before))),
    }
}

/// The lines of a plain text that a span stands on, counted from 1 as its file has them.
fn lines_of(document: &Document, span: Span) -> Option<String> {
    let (first, _) = document.lines?;
    let ends = |until: usize| document.text.get(..until).unwrap_or_default().matches('\n').count();
    let last = span.start as usize + span.of(&document.text).trim_end().len();
    let (from, to) = (first as usize + ends(span.start as usize) + 1, first as usize + ends(last) + 1);
    Some(if from == to { format!("line {from}") } else { format!("lines {from}–{to}") })
}

/// The pages that a span stands on.
fn pages_of(document: &Document, span: Span) -> Option<String> {
    let from = document.page_at(span.start as usize)?;
    let to = document.page_at((span.end as usize).saturating_sub(1)).unwrap_or(from);
    Some(if from == to { format!("p. {from}") } else { format!("pp. {}–{}", from.min(to), from.max(to)) })
}

/// Where the document of a row is from, in one line.
fn reference(row: &Row) -> String {
    let published = Published {
        date: row.date,
        sure: row.sure,
        after: row.after,
        before: row.before,
        ..Published::default()
    };
    let inside = row.attachment.as_ref().map(|path| format!(" ({path})")).unwrap_or_default();
    let citation = Citation {
        title: row.title.clone().unwrap_or_default(),
        source: row
            .marked_source()
            .or_else(|| row.texts.get(FacetText::Sender).map(str::to_owned))
            .unwrap_or_default(),
        date: dated(&published).unwrap_or_default(),
        file: format!("{}{inside}", row.path),
        ..Citation::default()
    };
    citation.reference()
}
