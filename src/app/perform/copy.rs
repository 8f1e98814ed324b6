//! Copies passages with where they are from, and paths; keeps what was copied as the clippings of the session.
//!
//! Not here: how a passage is written (`text::copy_as`), what is selected (`reader`), the clipboard (`terminal`).

use std::sync::Arc;

use crate::app::batch::CopiedOfRows;
use crate::app::focus::Focus;
use crate::app::message::{Effect, Ticket};
use crate::app::screens::Screen;
use crate::app::state::App;
use crate::model::Span;
use crate::query::{DocumentPage, Query, Question, Row, SentenceLine, quotation, quotation_of_row};
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
        let written = self.settings.copy_as.write(&quotation(page, span, passage));
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
                CopiedOfRows::References => sanitize_line(&quotation_of_row(row).reference()).into_owned(),
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
