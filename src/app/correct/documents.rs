//! The commands that correct documents: title, date, source and author by what is typed, passages by pointing at
//! them. What is said shows once the file is read again, which takes a moment.
//!
//! Not here: reading it again (`ingest::corrected`), and correcting names (`commands`).

use std::collections::BTreeSet;
use std::sync::Arc;

use super::words::document_words;
use crate::app::focus::View;
use crate::app::input::command::Command;
use crate::app::message::Effect;
use crate::app::popup::prompt::{BeforePrompt, Prompt, PromptPurpose};
use crate::app::reader::byline;
use crate::app::state::App;
use crate::model::{Document, DocumentId, Span, file_name};
use crate::query::{
    CorrectedPart, Correction, DocumentCorrection, DocumentFact, DocumentPage, Question, StatedDate,
    folder_rule,
};
use crate::text::anchor::anchor;
use crate::text::sanitize::sanitize_line;

/// A fold of more blocks is shown and looked at before it is said to be text. Set by hand.
const MOST_BLOCKS: usize = 500;

impl App {
    /// The page of the document that a correction is about; says so where there is none.
    fn page_to_correct(&mut self) -> Option<Arc<DocumentPage>> {
        let current = self.current();
        let page = self.reader.page.clone().filter(|page| Some(page.id) == current && page.id.is_document());
        if page.is_none() {
            // Where there is no room for the page beside the list, it is not there yet.
            self.notify(match current.is_some_and(DocumentId::is_document) {
                true => "open it first: what stands there now is not on the screen",
                false => "there is no document here to be corrected",
            });
        }
        page
    }

    /// Asks what a part of the document is, with what stands there now.
    pub(in crate::app) fn ask_part(&mut self, part: CorrectedPart) {
        if self.is_asking() {
            return;
        }
        let Some(page) = self.page_to_correct() else { return };
        let text = sanitize_line(&part_of(&page.document, part)).into_owned();
        let before = BeforePrompt { text, ..BeforePrompt::default() };
        let mut prompt = Prompt::new(PromptPurpose::Part(part), before);
        prompt.document = Some(page.id);
        self.overlay = None;
        self.open_prompt(prompt);
    }

    /// Makes the correction that was typed; the line stays open while it cannot be understood.
    pub(in crate::app) fn take_part(&mut self, part: CorrectedPart, effects: &mut Vec<Effect>) {
        let Some(prompt) = &self.prompt else { return };
        let typed = sanitize_line(prompt.input.value()).trim().to_owned();
        let fact = match part.fact(&typed) {
            Ok(fact) => fact,
            Err(why) => return self.notify(why),
        };
        let (document, unchanged) = (prompt.document, typed == prompt.before.text.trim());
        self.prompt = None;
        if let Some(document) = document.filter(|_| !unchanged) {
            let page = self.reader.page.as_ref().filter(|page| page.id == document);
            let before = page.and_then(|page| read_as(&page.document, part)).unwrap_or_default().to_owned();
            let said = vec![DocumentCorrection { document, fact, learnt_from: None }];
            self.say_of_documents(said, before, effects);
        }
    }

    /// Says of the passage at the cursor, or of a fold, that it is chrome or text.
    pub(in crate::app) fn say_passage(&mut self, chrome: bool, effects: &mut Vec<Effect>) {
        let Some(page) = self.page_to_correct() else { return };
        let spans = if chrome {
            self.reader.passage().map(|(span, _)| span).into_iter().collect()
        } else {
            self.reader.folded_passages()
        };
        let is_other = |span: &Span| page.document.is_chrome_at(*span) != chrome;
        let spans: Vec<Span> = spans.into_iter().filter(is_other).collect();
        if spans.is_empty() || spans.len() > MOST_BLOCKS {
            return self.notify(match (spans.is_empty(), chrome) {
                (true, true) => "no text at the cursor: n and e go to the next hit or name",
                (true, false) => "no site chrome in sight: c shows what is folded",
                (false, _) => "too much for one step: c shows the lines, to point at one",
            });
        }
        let said = spans.into_iter().map(|span| {
            let passage = Box::new(anchor(&page.document.text, span));
            let fact = DocumentFact::Passage { passage, chrome };
            DocumentCorrection { document: page.id, fact, learnt_from: None }
        });
        self.say_of_documents(said.collect(), String::new(), effects);
    }

    /// Says that a document begins at the line of the cursor, or that the one on the page begins none.
    pub(in crate::app) fn say_beginning(&mut self, begins: bool, effects: &mut Vec<Effect>) {
        let Some(page) = self.page_to_correct() else { return };
        let first = page.document.blocks.first().map(|block| block.span);
        let found = if begins { self.reader.block_at_cursor() } else { first };
        // The document above is there whether this one begins or not.
        let at = page.siblings.iter().position(|&id| id == page.id);
        let above = at.and_then(|at| page.siblings.get(at.checked_sub(1)?)).copied();
        let (span, document) = match (found, above) {
            _ if page.is_mail => return self.notify("a mail begins where its header does"),
            (None, _) => return self.notify("no text at the cursor: } and { go from paragraph to paragraph"),
            (Some(span), _) if begins && first.is_some_and(|first| span.start <= first.start) => {
                return self.notify("the document begins here already: } goes to the next paragraph");
            }
            (Some(span), _) if begins => (span, page.id),
            (Some(_), None) => {
                return self.notify("the first of its file: nothing is above it to be joined to");
            }
            (Some(_), _) if page.document.attachment.is_some() => {
                return self.notify("a file inside another is not joined to the one before it");
            }
            (Some(span), Some(above)) => (span, above),
        };
        let heading = Box::new(anchor(&page.document.text, first_line(&page.document.text, span)));
        let fact = DocumentFact::Beginning { heading, begins };
        let said = vec![DocumentCorrection { document, fact, learnt_from: None }];
        // The one that begins no more is soon in no file; where it is read, reading goes on in the one above.
        if document != page.id && self.view != View::Read {
            self.go_to(document);
        }
        self.say_of_documents(said, String::new(), effects);
    }

    /// Records what is said of a document, where that was another `before`; asks for others that are alike.
    fn say_of_documents(&mut self, said: Vec<DocumentCorrection>, before: String, effects: &mut Vec<Effect>) {
        let Some(first) = said.first().cloned() else { return };
        let single = said.len() == 1;
        self.record_said(said, document_words(&first), effects);
        self.alike = Vec::new();
        self.requests.alike = self.requests.ticket();
        if single && let Some(rule) = folder_rule(&first.fact, &before) {
            let DocumentCorrection { document: id, fact, .. } = first;
            let (document, fact_of_folder) = (id, DocumentFact::Folder(Box::new(rule)));
            let learnt_from = self.file_on_page();
            self.alike.push(DocumentCorrection { document, fact: fact_of_folder, learnt_from });
            let question = Question::Alike { id, fact, before };
            effects.push(Effect::Ask { ticket: self.requests.alike, question });
        }
    }

    /// The name of the file that is read.
    fn file_on_page(&self) -> Option<String> {
        self.reader.page.as_ref().map(|page| file_name(&page.path).to_owned())
    }

    fn record_said(&mut self, said: Vec<DocumentCorrection>, label: String, effects: &mut Vec<Effect>) {
        let more = if said.len() > 1 { format!(", and {} more", said.len() - 1) } else { String::new() };
        let corrections = said.into_iter().map(|of| Correction::Document(Box::new(of)));
        self.record_corrections(corrections, format!("{label}{more}"), effects);
    }

    /// Offers to say of others what was said of one; of others that come later that can be said in any case.
    pub(in crate::app) fn offer_alike(&mut self, mut alike: Vec<DocumentCorrection>) {
        let path = self.file_on_page();
        alike.iter_mut().for_each(|of| of.learnt_from.clone_from(&path));
        let Some(first) = alike.first() else { return };
        let same = match first.fact.part() {
            CorrectedPart::Source => "source",
            CorrectedPart::Author => "author",
            CorrectedPart::Title => "words in the title",
            CorrectedPart::Date | CorrectedPart::Blocks | CorrectedPart::Beginnings => "line",
        };
        let documents = alike.iter().map(|of| of.document).collect::<BTreeSet<_>>().len();
        let others = if documents == 1 { "another document" } else { "others" };
        let count = if documents == 1 { String::new() } else { format!("{documents} ") };
        let key = self.keys.map.chords(Command::SayOfOthers).join(" ");
        self.notify(format!("{key} says it of {count}{others} with the same {same}; u takes it back"));
        alike.append(&mut self.alike);
        self.alike = alike;
    }

    /// Says of the others that are alike what was said of one, and of those that come: one step, taken back as one.
    pub(in crate::app) fn say_of_others(&mut self, effects: &mut Vec<Effect>) {
        let mut said = std::mem::take(&mut self.alike);
        // What was taken back in the meantime is said of nobody else.
        let still_said = said.last().is_some_and(|rule| self.is_said(rule));
        let Some(first) = said.first().filter(|_| still_said) else {
            return self
                .notify("say first what a line, a source or an author is: this says it of others too");
        };
        let label = document_words(first);
        let more = match said.len() {
            1 => String::new(),
            2 => "; of new files too".to_owned(),
            many => format!("; and {} more, and of new files too", many - 2),
        };
        let corrections = said.drain(..).map(|of| Correction::Document(Box::new(of)));
        self.record_corrections(corrections, format!("{label}{more}"), effects);
    }

    /// Whether what a rule says of a folder holds for the document it is of.
    fn is_said(&self, rule: &DocumentCorrection) -> bool {
        let corrections = self.unsaved.will_be(&self.corrections);
        let fact = rule.fact.rule().map(|rule| &rule.fact);
        let mut held = corrections.of_document(rule.document);
        held.any(|of| Some(&of.fact) == fact)
    }

    /// The title of a document, where it is in the list.
    pub(super) fn title_in_list(&self, id: DocumentId) -> Option<String> {
        let row = self.list.row(id)?;
        Some(sanitize_line(row.title.as_deref().unwrap_or(&row.path)).into_owned())
    }
}

/// The first line of a passage.
fn first_line(text: &str, passage: Span) -> Span {
    let words = passage.of(text);
    let start = passage.start as usize + (words.len() - words.trim_start().len());
    let line = words.trim_start().lines().next().unwrap_or_default().trim_end();
    Span::new(start, start + line.len())
}

/// What was read of a part, as the index has it.
fn read_as(document: &Document, part: CorrectedPart) -> Option<&str> {
    match part {
        CorrectedPart::Title => document.title.as_deref(),
        CorrectedPart::Source => document.source.as_deref(),
        CorrectedPart::Author => document.byline.as_deref(),
        CorrectedPart::Date | CorrectedPart::Blocks | CorrectedPart::Beginnings => None,
    }
}

/// What stands there now, as it would be typed.
fn part_of(document: &Document, part: CorrectedPart) -> String {
    let text = match part {
        CorrectedPart::Title => document.title.clone(),
        CorrectedPart::Source => document.source.clone(),
        CorrectedPart::Author => document.byline.as_deref().map(|name| byline(name).to_owned()),
        CorrectedPart::Date => document.published.as_ref().and_then(|published| {
            Some(StatedDate { date: published.date?, sure: published.sure }.to_string())
        }),
        CorrectedPart::Blocks | CorrectedPart::Beginnings => None,
    };
    text.unwrap_or_default()
}
