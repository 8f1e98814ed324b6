//! All corrections as a list, the latest first, to take one back. What was said at once of the stories of one document
//! is one line of it.
//!
//! Not here: making corrections (`commands`, `documents`, `stories`).

use super::words::words;
use crate::app::message::Effect;
use crate::app::popup::picker::{Choice, Entry, Picker, PickerPurpose};
use crate::app::state::{App, Overlay};
use crate::model::DocumentId;
use crate::query::{Correction, Edit, RecordedCorrection};

impl App {
    /// Opens all corrections, to take one back.
    pub(super) fn choose_correction(&mut self) {
        let held: Vec<&RecordedCorrection> = self.corrections.holding().iter().collect();
        let entry = |group: &[&RecordedCorrection]| {
            let first = group.first()?;
            let right = match (first.everywhere, group.len()) {
                (true, _) => "everywhere".to_owned(),
                (false, 1) => String::new(),
                (false, count) => format!("{count} ×"),
            };
            Some(Entry {
                group: "".into(),
                label: words(&first.correction),
                detail: self.title_of(group),
                right,
                choice: Choice::TakeBack(group.iter().map(|of| (*of).clone()).collect()),
            })
        };
        let mut entries: Vec<Entry> =
            held.chunk_by(|a, b| are_one(&a.correction, &b.correction)).filter_map(entry).collect();
        entries.reverse();
        if entries.is_empty() {
            return self.notify("nothing was corrected yet: press , on a name or in a document");
        }
        let title = "Corrections   ⏎ takes one back";
        self.overlay = Some(Overlay::Picker(Picker::new(PickerPurpose::Correct, title, entries)));
    }

    /// Takes corrections back.
    pub(in crate::app) fn take_corrections_back(
        &mut self,
        corrections: Vec<RecordedCorrection>,
        effects: &mut Vec<Effect>,
    ) {
        let Some(first) = corrections.first() else { return };
        let label = format!("no longer: {}", words(&first.correction));
        self.do_edit(Edit { retracted: corrections, ..Edit::default() }, label, effects);
    }

    /// Of which documents corrections are, where that is on the screen.
    fn title_of(&self, group: &[&RecordedCorrection]) -> String {
        let mut documents: Vec<DocumentId> = Vec::new();
        for of in group.iter().filter(|of| of.correction.subject().is_none()) {
            documents.extend(of.correction.documents());
        }
        // What all pairs are about stands first.
        documents.sort_by_key(|&id| !group.iter().all(|of| of.correction.documents().any(|of| of == id)));
        documents.dedup();
        let title = |&id: &DocumentId| match self.current() {
            Some(current) if current == id => "this document".to_owned(),
            _ => self.title_in_list(id).unwrap_or_else(|| "another document".to_owned()),
        };
        match &documents[..] {
            [] => String::new(),
            [only] if self.current() == Some(*only) || self.title_in_list(*only).is_none() => {
                format!("of {}", title(only))
            }
            [only] => title(only),
            [one, other] => format!("{} · {}", title(one), title(other)),
            [one, others @ ..] => format!("{} · {} others", title(one), others.len()),
        }
    }
}

/// Whether both are of what was said at once of the stories of one document.
fn are_one(one: &Correction, other: &Correction) -> bool {
    match (one.of_stories(), other.of_stories()) {
        (Some(one), Some(other)) => {
            one.same == other.same && one.documents().iter().any(|&id| other.is_of(id))
        }
        _ => false,
    }
}
