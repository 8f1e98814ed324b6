//! The menu of dossiers: what can be put in from here, and into which dossier.
//!
//! Not here: what a choice does (`dossier`).

use super::FIRST_NAME;
use crate::app::popup::picker::{Choice, Entry, Picker, PickerPurpose};
use crate::app::put::Put;
use crate::app::state::{App, Overlay};
use crate::model::{DocumentId, Kind, Span};

/// Figures of a passage that are offered at most. Set by hand.
const MOST_FIGURES: usize = 9;
/// Notes of a document that are offered at most. Set by hand.
const MOST_NOTES: usize = 9;

impl App {
    /// What can be put in here, and the dossiers it can be put into.
    pub(in crate::app) fn choose_dossier(&mut self) {
        if self.is_asking() {
            return;
        }
        let all = self.dossiers();
        let now = self.current_dossier(&all);
        let mut entries = Vec::new();
        let entry = |group: &'static str, label: String, detail: String, choice| Entry {
            group: group.into(),
            label,
            detail,
            right: String::new(),
            choice,
        };
        let into = now.as_ref().map_or(FIRST_NAME, |dossier| dossier.name.as_str());
        for (label, put) in self.puttable() {
            entries.push(entry("PUT IN", label, format!("into “{into}”"), Choice::Put(put)));
        }
        for dossier in all.by_name() {
            let is_now = now.as_ref().is_some_and(|now| now.id == dossier.id);
            let detail = match (all.pieces(dossier.id).len(), is_now) {
                (1, false) => "1 piece".to_owned(),
                (1, true) => "1 piece · p puts into it".to_owned(),
                (count, false) => format!("{count} pieces"),
                (count, true) => format!("{count} pieces · p puts into it"),
            };
            entries.push(entry("DOSSIER", dossier.name.clone(), detail, Choice::Dossier(Some(dossier.id))));
        }
        entries.push(entry("DOSSIER", "a new one".into(), "asks for its name".into(), Choice::Dossier(None)));
        if let Some(now) = &now {
            entries.push(entry(
                "THIS ONE",
                "rename".into(),
                format!("“{}”", now.name),
                Choice::RenameDossier,
            ));
            entries.push(entry(
                "THIS ONE",
                "delete".into(),
                format!("“{}”", now.name),
                Choice::DeleteDossier,
            ));
        }
        self.overlay = Some(Overlay::Picker(Picker::new(PickerPurpose::Dossier, "Dossier", entries)));
    }

    /// What can be put in from here, each with its words.
    fn puttable(&self) -> Vec<(String, Put)> {
        let mut all = Vec::new();
        if self.screen().is_some() {
            if let Ok(put @ (Put::Entity(..) | Put::Search(_) | Put::Notes(_))) = self.pointed_at() {
                all.push(("what is under the cursor".to_owned(), put));
            }
        } else if self.current().is_some_and(DocumentId::is_document) {
            if let Some((span, _)) = self.reader.passage() {
                all.push(("the passage".to_owned(), Put::Passage));
                all.extend(self.figures(span));
            }
            all.push(("the document".to_owned(), Put::Document));
            all.extend(self.current().into_iter().flat_map(|id| self.notes_of(id)));
        }
        let search = self.search.typed();
        if !search.is_empty() {
            all.push((format!("the search {}", search.words()), Put::Search(search)));
        }
        all.push(("words of your own".to_owned(), Put::Words));
        all
    }

    /// The notes on and in a document.
    fn notes_of(&self, id: DocumentId) -> Vec<(String, Put)> {
        let entry = |note: &std::sync::Arc<crate::query::Note>| {
            let quote = note.on.anchor().map_or("", |anchor| anchor.quote.as_str());
            let said = if note.words.is_empty() { quote } else { note.words.as_str() };
            let words: Vec<&str> = said.split_whitespace().take(8).collect();
            (format!("the note {}", words.join(" ")), Put::Notes(vec![note.id]))
        };
        self.marks.notes.of(id).map(entry).take(MOST_NOTES).collect()
    }

    /// The sums, shares and quantities of a passage.
    fn figures(&self, passage: Span) -> Vec<(String, Put)> {
        let Some(page) = &self.reader.page else { return Vec::new() };
        let is_figure = |kind| matches!(kind, Kind::Money | Kind::Percent | Kind::Quantity);
        let within = page.document.mentions.iter().filter(|mention| passage.contains(mention.span));
        let figures = within.filter(|mention| is_figure(mention.kind)).take(MOST_FIGURES);
        let entry = |span: Span| (format!("the figure {}", span.of(&page.document.text)), Put::Figure(span));
        figures.map(|mention| entry(mention.span)).collect()
    }
}
