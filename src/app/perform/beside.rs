//! Asks for what is known of the page beside other documents, keeps which of its sentences were read, and goes to what is
//! new.
//!
//! Not here: what is marked on the page (`reader::beside`).

use std::collections::HashMap;
use std::sync::Arc;

use crate::app::focus::View;
use crate::app::message::Effect;
use crate::app::state::App;
use crate::model::DocumentId;
use crate::query::{DocumentPage, Order, PageLayer, Question, ReadSentences};

impl App {
    /// Asks for what the layer of the page shows, where it is not known of this page, and notes what of it is read.
    pub(in crate::app) fn ask_beside(&mut self, effects: &mut Vec<Effect>) {
        if self.view == View::Read {
            self.reader.note_seen();
        }
        // An order of an earlier session, or of a saved search, needs them too.
        if self.search.order == Order::MostNew {
            self.has_sentences(effects);
        }
        let layer = self.settings.layer;
        let Some(page) = self.reader.page.clone().filter(|page| page.id.is_document()) else { return };
        if layer == PageLayer::None {
            self.requests.beside_of = None;
            return self.reader.set_beside(None);
        }
        if layer == PageLayer::ReadBefore && !self.has_sentences(effects) {
            return;
        }
        let of = self.requests.beside_of.as_ref();
        if of.is_some_and(|(asked, of)| *asked == layer && Arc::ptr_eq(of, &page)) {
            return;
        }
        let ticket = self.requests.ticket();
        self.requests.beside = ticket;
        self.requests.beside_of = Some((layer, Arc::clone(&page)));
        let read = self.marks.sentences.clone().filter(|_| layer == PageLayer::ReadBefore);
        effects.push(Effect::Ask { ticket, question: Question::Beside { page, layer, read } });
    }

    /// Whether it is known which sentences were read; if not, asks for them.
    fn has_sentences(&mut self, effects: &mut Vec<Effect>) -> bool {
        if self.marks.sentences.is_none() && !std::mem::replace(&mut self.requests.wants_sentences, true) {
            effects.push(Effect::LoadReadSentences);
        }
        self.marks.sentences.is_some()
    }

    /// Puts the list in an order. What is new is known once it is known what was read.
    pub(in crate::app) fn sort_by(&mut self, order: Order, effects: &mut Vec<Effect>) {
        self.search.order = order;
        if order != Order::MostNew || self.has_sentences(effects) {
            self.ask(true, effects);
        }
    }

    /// Takes over which sentences were read in earlier sessions.
    pub(in crate::app) fn take_read_sentences(
        &mut self,
        read: HashMap<u64, DocumentId>,
        effects: &mut Vec<Effect>,
    ) {
        Arc::make_mut(&mut self.marks).sentences = Some(Arc::new(ReadSentences::new(read)));
        self.requests.wants_sentences = false;
        if self.search.order == Order::MostNew {
            self.ask(true, effects);
        }
    }

    /// Takes over that sentences of a document were read; what is not known yet will come with the others.
    pub(in crate::app) fn note_sentences(&mut self, id: DocumentId, fingerprints: &[u64]) {
        if self.marks.sentences.is_some()
            && let Some(sentences) = &mut Arc::make_mut(&mut self.marks).sentences
        {
            Arc::make_mut(sentences).read(id, fingerprints);
        }
    }

    /// Has written down which sentences of a page that is left were read: what was on the screen of a document that
    /// counts as read.
    pub(in crate::app) fn keep_read(&mut self, page: &Arc<DocumentPage>, effects: &mut Vec<Effect>) {
        let seen = self.reader.take_seen();
        let is_read = self.marks.read.contains(&page.id) && self.requests.passed != Some(page.id);
        if is_read && !seen.is_empty() {
            effects.push(Effect::KeepRead { page: Arc::clone(page), seen });
        }
    }

    /// Goes to the next sentence that is new beside the other copy, or to the reader.
    pub(in crate::app) fn go_to_next_new(&mut self) {
        if self.reader.go_to_next_new() {
            return;
        }
        self.notify(match self.settings.layer {
            PageLayer::None => "V chooses what is compared: copies, or what you read before",
            PageLayer::Copies if self.reader.compared().is_none() => {
                "it has no copies: V shows what you read before"
            }
            PageLayer::Copies => "nothing more that the fullest copy has not",
            PageLayer::ReadBefore => "nothing more that is new to you",
        });
    }
}
