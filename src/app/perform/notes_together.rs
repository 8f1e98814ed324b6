//! Changes several notes at once as one text in the reader's editor: what was changed there is one step, taken back as
//! one. A text that cannot be read is kept, and opened again as it was left.
//!
//! Not here: the form of the text (`popup::notes_text`), a single note (`notes`), the editor itself (`terminal`).

use std::sync::Arc;

use super::notes::about;
use crate::app::input::command::Command;
use crate::app::message::Effect;
use crate::app::popup::notes_text::{NotesInEditor, WrittenNote, read, text_of};
use crate::app::screens::NotebookScreen;
use crate::app::state::App;
use crate::app::undo::{Action, UNDO_HINT, UndoStep};
use crate::query::{Note, NotebookChange};
use crate::text::sanitize::sanitize_line;

impl App {
    /// Opens the marked notes of the notebook view in the editor; first of all a text that could not be read before.
    /// Whether there is any.
    pub(in crate::app) fn write_marked_notes(&mut self, effects: &mut Vec<Effect>) -> bool {
        let Some(notebook) = self.notebook().filter(|notebook| !notebook.marked.is_empty()) else {
            return false;
        };
        if let Some(left) = self.notes_in_editor.as_ref().and_then(|of| of.left.clone()) {
            effects.push(Effect::WriteInEditor(left));
            return true;
        }
        let notes: Vec<Arc<Note>> = notebook.meant().cloned().collect();
        let written = notes.iter().map(|note| (&*note.tags, note.words.as_str(), named(notebook, note)));
        let text = text_of(written);
        effects.push(Effect::WriteInEditor(text.clone()));
        self.notes_in_editor = Some(NotesInEditor { notes, text, left: None });
        true
    }

    /// Takes the text of several notes as it was left in the editor.
    pub(in crate::app) fn take_notes_together(
        &mut self,
        outcome: Result<String, String>,
        effects: &mut Vec<Effect>,
    ) {
        let Some(of) = self.notes_in_editor.take() else { return };
        let text = match outcome {
            Ok(text) => text,
            Err(reason) => {
                self.notify_failure(format!("not written in an editor: {reason}"));
                // What was left before is there still.
                self.notes_in_editor = of.left.is_some().then_some(of);
                return;
            }
        };
        if text.trim().is_empty() {
            return self.notify("the editor left nothing: the notes are as they were");
        }
        match read(&text, of.notes.len()) {
            Ok(written) => self.keep_together(&of, &written, effects),
            Err(why) => {
                self.notify_failure(format!("{why}; no note is changed, w opens the text as you left it"));
                self.notes_in_editor = Some(NotesInEditor { left: Some(text), ..of });
            }
        }
    }

    /// Keeps what was changed in the text, and says what was taken out of it.
    fn keep_together(&mut self, of: &NotesInEditor, written: &[WrittenNote], effects: &mut Vec<Effect>) {
        let before = read(&of.text, of.notes.len()).unwrap_or_default();
        let (mut changes, mut emptied) = (Vec::new(), 0);
        for new in written.iter().filter(|new| !before.contains(new)) {
            let id = new.number.checked_sub(1).and_then(|at| of.notes.get(at)).map(|note| note.id);
            // It may have been deleted by another program since.
            let Some(note) = id.and_then(|id| self.marks.notes.get(id)) else { continue };
            if new.words.trim().is_empty() && new.tags.is_empty() && note.on.anchor().is_none() {
                emptied += 1;
                continue;
            }
            let (words, tags) = (new.words.clone(), new.tags.clone());
            let after = Note { words, tags, changed: self.now, ..Note::clone(note) };
            changes.push(NotebookChange::note(Some(Note::clone(note)), Some(after)));
        }
        let stay = of.notes.len() - written.len() + emptied;
        let key = self.keys.map.chords(Command::DeleteSearch).into_iter().next().unwrap_or_default();
        let rest = match stay {
            0 => String::new(),
            1 => format!("; 1 taken out or emptied stays as it was, {key} deletes it"),
            stay => format!("; {stay} taken out or emptied stay as they were, {key} deletes them"),
        };
        let label = match changes.len() {
            0 => return self.notify(format!("no note is changed{rest}")),
            1 => "1 note changed".to_owned(),
            several => format!("{several} notes changed"),
        };
        let said = format!("{label}{rest}{UNDO_HINT}");
        self.make(UndoStep { label, action: Action::Change(changes) }, said, effects);
    }
}

/// What a note is on, in a line: the document by its title, if that is known.
fn named(notebook: &NotebookScreen, note: &Note) -> String {
    let row = note.on.document().and_then(|id| notebook.document(id));
    let title = row.map(|row| sanitize_line(row.title.as_deref().unwrap_or(&row.path)).into_owned());
    match title {
        Some(title) if note.on.anchor().is_some() => format!("on {} of “{title}”", about(&note.on)),
        Some(title) => format!("on “{title}”"),
        None => format!("on {}", about(&note.on)),
    }
}
