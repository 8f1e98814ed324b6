//! Shows what was copied in the session, the latest first, to copy it again, or all of it together, or to clear it.
//!
//! Not here: the clippings themselves (`app::clippings`).

use super::picker::{Choice, Entry, Picker, PickerPurpose};
use crate::app::clippings::Clippings;
use crate::app::message::Effect;
use crate::app::state::{App, Overlay};
use crate::app::undo::{Action, UNDO_HINT, UndoStep};
use crate::text::sanitize::sanitize_line;

impl App {
    /// Opens the list of clippings.
    pub(in crate::app) fn choose_clipping(&mut self) {
        let all = self.clippings.all();
        if all.is_empty() {
            return self.notify("nothing was copied: y copies a passage with its source");
        }
        let entry = |label: String, detail: String, choice| Entry {
            group: "".into(),
            label,
            detail,
            right: String::new(),
            choice,
        };
        let clipping = |text: &String| {
            entry(sanitize_line(text).into_owned(), String::new(), Choice::Copy(text.clone()))
        };
        let mut entries = vec![entry(
            "copy all".into(),
            format!("{} together, in order", all.len()),
            Choice::CopyClippings,
        )];
        entries.extend(all.iter().rev().map(clipping));
        entries.push(entry("clear".into(), "forget all of them".into(), Choice::ClearClippings));
        self.overlay = Some(Overlay::Picker(Picker::new(PickerPurpose::Clippings, "Clippings", entries)));
    }

    pub(super) fn clear_clippings(&mut self, effects: &mut Vec<Effect>) {
        let before = self.clippings.clone();
        let label = match before.all() {
            [_] => "1 clipping cleared".to_owned(),
            several => format!("{} clippings cleared", several.len()),
        };
        let said = format!("{label}{UNDO_HINT}");
        let action = Action::Clip { before, after: Clippings::default() };
        self.make(UndoStep { label, action }, said, effects);
    }
}
