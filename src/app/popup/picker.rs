//! A picker: a list narrowed by what one types, for commands, keys, names, orders, themes
//! and corrections.
//!
//! Not here: what a choice does (`choose`).

use std::borrow::Cow;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use tui_input::Input;

use crate::app::correct::CorrectionTarget;
use crate::app::input::command::Command;
use crate::app::put::Put;
use crate::export::ExportFormat;
use crate::model::{DocumentId, Kind};
use crate::query::{
    Colour, CopyRows, Criterion, DossierId, EntityListOrder, Facet, NameReference, NoteOrder, Order,
    PageLayer, RecordedCorrection, RowHeight, StoryRows,
};

/// Scores that differ by less count as equal: a match at the beginning of a word is worth some 30
/// points a letter.
const NEARLY_AS_GOOD: u32 = 24;

/// What a picker was opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PickerPurpose {
    /// Running a command by its name.
    Palette,
    /// Seeing keys and commands, and running one.
    Help,
    /// Filtering by a value.
    Names,
    /// Choosing an order.
    Sort,
    /// Choosing theme and marks.
    View,
    /// Correcting a name.
    Correct,
    /// Going back to a copy of the notebook.
    Restore,
    /// Taking back what was done, or doing it again.
    Steps,
    /// Changing what the search consists of.
    Sets,
    /// Copying again what was copied.
    Clippings,
    /// Opening the file of a document, or its address.
    Open,
    /// Putting something into a dossier, choosing or exporting one.
    Dossier,
    /// Going to a heading of the page, or an article of its file.
    Outline,
}

/// A list to choose from.
#[derive(Debug)]
pub struct Picker {
    /// What it was opened for.
    pub purpose: PickerPurpose,
    /// The heading.
    pub title: String,
    /// The entity that the choice corrects.
    pub(in crate::app) target: Option<Box<CorrectionTarget>>,
    /// What is typed to narrow it.
    pub input: Input,
    /// Everything there is to choose from.
    pub entries: Vec<Entry>,
    /// The entries that match what is typed, best first.
    pub matches: Vec<usize>,
    /// The chosen one, counted in `matches`.
    pub selected: usize,
    /// The only facet whose values these are.
    pub facet: Option<Facet>,
    /// Where the page was when its outline was opened: the byte at its upper edge.
    pub(in crate::app) place: Option<usize>,
}

/// One line of a picker.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The heading it stands under while nothing is typed.
    pub group: Cow<'static, str>,
    /// What one chooses by.
    pub label: String,
    /// Shown muted after the label.
    pub detail: String,
    /// Shown at the right: keys, or a count.
    pub right: String,
    /// What choosing it means.
    pub choice: Choice,
}

/// A theme to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeChoice {
    /// Its name.
    pub name: Cow<'static, str>,
    /// What is said of it.
    pub about: Cow<'static, str>,
}

/// What choosing an entry means.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    /// Run a command.
    Run(Command),
    /// Filter by a value, or no longer.
    Filter(Criterion),
    /// Change a clause of the query, by its number.
    Clause(usize),
    /// Exclude what is filtered by, or include what is excluded.
    Turn(Criterion),
    /// Order the document list.
    Order(Order),
    /// Order the list of entities.
    EntityListOrder(EntityListOrder),
    /// Order the notebook view.
    NoteOrder(NoteOrder),
    /// Highlight the passages of the notes that are meant in a colour.
    Colour(Colour),
    /// Switch to the theme of that name.
    Theme(Cow<'static, str>),
    /// Mark dates, sums and quantities in texts, or no longer.
    ToggleAmounts,
    /// Mark identifiers in texts and list them, or no longer.
    ToggleIdentifiers,
    /// Mails of a thread share a row, or no longer.
    ToggleThreads,
    /// Show this beside names and hits.
    Layer(PageLayer),
    /// Do this with the copies of a text in the list.
    Copies(CopyRows),
    /// Do this with the reports of a story in the list.
    Stories(StoryRows),
    /// Give each document of the list so much room.
    Rows(RowHeight),
    /// Mark names in texts, or no longer.
    ToggleNames,
    /// Detach a spelling, which belongs to another entity.
    Detach(NameReference),
    /// Change the kind of an entity.
    Kind(Kind),
    /// Take corrections back.
    TakeBack(Vec<RecordedCorrection>),
    /// Take back what was done, by its number, or do it again.
    Step(u64),
    /// Go back to the copy of the notebook of that name.
    Restore(String),
    /// Copy a text again.
    Copy(String),
    /// Copy all clippings together.
    CopyClippings,
    /// Forget all clippings.
    ClearClippings,
    /// Open the file of the document that is read.
    OpenFile,
    /// Open the files of the batch.
    OpenBatch,
    /// Open an address of the web.
    OpenAddress(String),
    /// Put this into the dossier.
    Put(Put),
    /// Put things into this dossier from now on; `None`: into a new one.
    Dossier(Option<DossierId>),
    /// Rename the dossier.
    RenameDossier,
    /// Delete the dossier.
    DeleteDossier,
    /// Go to the heading at a byte of the text.
    Heading(usize),
    /// Read this document.
    Read(DocumentId),
    /// Export the dossier in this format.
    Export(ExportFormat),
    /// Export the dossier in the place of this file.
    Replace(ExportFormat, String),
}

impl Picker {
    /// A picker that shows all its entries.
    pub fn new(purpose: PickerPurpose, title: impl Into<String>, entries: Vec<Entry>) -> Picker {
        let matches = (0..entries.len()).collect();
        Picker {
            purpose,
            title: title.into(),
            target: None,
            input: Input::default(),
            entries,
            matches,
            selected: 0,
            facet: None,
            place: None,
        }
    }

    /// The entry one would choose now.
    pub fn chosen(&self) -> Option<&Entry> {
        self.entries.get(*self.matches.get(self.selected)?)
    }

    /// The same with the choice on the first entry of which this holds.
    pub fn opened_on(mut self, is_current: impl Fn(&Entry) -> bool) -> Picker {
        self.selected = self.entries.iter().position(is_current).unwrap_or(0);
        self
    }

    /// Moves the choice.
    pub fn step(&mut self, by: isize) {
        let last = self.matches.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }

    /// Narrows to what is typed.
    pub fn narrow(&mut self) {
        let typed = self.input.value();
        self.selected = 0;
        if typed.trim().is_empty() {
            self.matches = (0..self.entries.len()).collect();
            return;
        }
        let pattern = Pattern::new(typed, CaseMatching::Ignore, Normalization::Smart, AtomKind::Substring);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut buffer = Vec::new();
        let mut scored: Vec<(bool, u32, usize)> = Vec::new();
        for (at, entry) in self.entries.iter().enumerate() {
            let text = format!("{} {}", entry.label, entry.detail);
            if let Some(score) = pattern.score(Utf32Str::new(&text, &mut buffer), &mut matcher) {
                let in_label = pattern.score(Utf32Str::new(&entry.label, &mut buffer), &mut matcher);
                scored.push((in_label.is_none(), score, at));
            }
        }
        // A whole match first, and what one chooses by before what is said of it; among matches nearly as good the
        // order of the entries says more: commands and names stand there by importance.
        let is_whole = |at: usize| self.entries[at].label.eq_ignore_ascii_case(typed.trim());
        scored.sort_by_key(|&(beside, score, at)| {
            (!is_whole(at), beside, std::cmp::Reverse(score / NEARLY_AS_GOOD), at)
        });
        self.matches = scored.into_iter().map(|(.., at)| at).collect();
    }

    /// Adds entries that came later, but for those it has; the choice stays where it is.
    pub fn add(&mut self, more: Vec<Entry>) {
        let new = |entry: &Entry| self.entries.iter().all(|known| known.choice != entry.choice);
        let mut more: Vec<Entry> = more.into_iter().filter(new).collect();
        let chosen = self.matches.get(self.selected).copied();
        self.entries.append(&mut more);
        self.narrow();
        let place = chosen.and_then(|chosen| self.matches.iter().position(|&at| at == chosen));
        self.selected = place.unwrap_or(0);
    }

    /// Whether headings are shown: only while nothing is typed, for they would break the order.
    pub fn is_grouped(&self) -> bool {
        self.input.value().trim().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_narrows_and_the_best_match_comes_first() {
        let entry = |label: &str| Entry {
            group: "".into(),
            label: label.into(),
            detail: String::new(),
            right: String::new(),
            choice: Choice::ToggleNames,
        };
        let entries = vec![entry("Stefan Zeller"), entry("Olena Zelk"), entry("zel"), entry("Zoë Ålander")];
        let mut picker = Picker::new(PickerPurpose::Names, "Names", entries);
        picker.input = Input::new("zel".into());
        picker.narrow();
        assert_eq!(picker.chosen().map(|entry| entry.label.as_str()), Some("zel"));
        assert_eq!(picker.matches.len(), 3, "scattered letters are no match");
        picker.input = Input::new("aland".into());
        picker.narrow();
        assert_eq!(picker.chosen().map(|entry| entry.label.as_str()), Some("Zoë Ålander"));
        let later = |label: &str| Entry { choice: Choice::Theme("dark".into()), ..entry(label) };
        picker.add(vec![entry("Ann Aland"), later("Aland"), later("Aland")]);
        assert_eq!(picker.entries.len(), 6, "what means the same as one that is there is left out");
        assert_eq!(picker.chosen().map(|entry| entry.label.as_str()), Some("Zoë Ålander"), "it stays chosen");
    }
}
