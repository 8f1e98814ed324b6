//! Carries out commands on notes: writing one on what is pointed at, changing and deleting it, its colour, going
//! from note to note of a page.
//!
//! Not here: tags (`tags`), several notes as one text (`notes_together`), reading the line that was typed (`popup::note_draft`), placing notes on a page
//! (`reader::notes`).

use std::sync::Arc;

use tui_input::Input;

use crate::app::focus::Focus;
use crate::app::input::key::{Key, KeyCode};
use crate::app::message::Effect;
use crate::app::popup::note_draft::{Draft, NoteDraft, in_line, of_line, words_and_tags};
use crate::app::popup::prompt::{BeforePrompt, Prompt, PromptPurpose};
use crate::app::screens::Screen;
use crate::app::state::{App, Overlay};
use crate::app::undo::{Action, UNDO_HINT, UndoStep};
use crate::model::DocumentId;
use crate::query::{Note, NoteId, NoteSubject, NotebookChange};
use crate::text::anchor::anchor;
use crate::text::sanitize::sanitize_line;
use crate::text::width::shorten;

/// Columns of what a note is on, in the prompt.
const ABOUT: usize = 28;

impl App {
    /// Opens a line to write a note on what is pointed at: on a screen its name, in the text the passage, else the
    /// document. Where a note is, it is changed; those marked in the notebook view are changed together.
    pub(in crate::app) fn write_note(&mut self, effects: &mut Vec<Effect>) {
        if self.write_marked_notes(effects) {
            return;
        }
        let entity = self.screen().and_then(Screen::entity).map(|(kind, name)| (kind, name.to_owned()));
        match (self.screen(), entity) {
            (Some(Screen::Notebook(notebook)), _) => {
                let id = notebook.selected().map(|row| row.note.id);
                id.into_iter().for_each(|id| self.change_note(id));
            }
            (Some(Screen::Dossier(_)), _) => self.comment_piece(),
            (Some(_), Some((kind, name))) => self.write_note_on(NoteSubject::Entity(kind, name)),
            (Some(_), None) => self.notify("no name here to write a note on"),
            (None, _) if self.focus == Focus::Reader => self.write_note_on_passage(),
            (None, _) => {
                if let Some(id) = self.noted_document() {
                    self.write_note_on(NoteSubject::Document(id));
                }
            }
        }
    }

    /// The document that is noted on or tagged; what is none is said.
    pub(super) fn noted_document(&mut self) -> Option<DocumentId> {
        let id = self.current()?;
        if !id.is_document() {
            let what = if id.is_failed() { "a file that was not read" } else { "what is in no article" };
            self.notify(format!("{what} takes no notes"));
            return None;
        }
        Some(id)
    }

    fn write_note_on_passage(&mut self) {
        let Some(id) = self.noted_document() else { return };
        let Some(page) = self.reader.page.clone().filter(|page| page.id == id) else { return };
        let Some((passage, _)) = self.reader.passage() else {
            return self.write_note_on(NoteSubject::Document(id));
        };
        match self.reader.note_on(passage).map(|note| note.id) {
            Some(note) => self.change_note(note),
            None => {
                self.write_note_on(NoteSubject::Passage(id, anchor(&page.document.text, passage)));
            }
        }
    }

    /// Opens a line to write a note on something. What can have one note only has it changed.
    pub(in crate::app) fn write_note_on(&mut self, on: NoteSubject) {
        let is_passage = on.anchor().is_some();
        let before = match &on {
            NoteSubject::Passage(..) => None,
            NoteSubject::Document(id) => self.marks.notes.of(*id).find(|note| note.on == on).cloned(),
            _ => self.marks.notes.iter().find(|note| note.on == on).cloned(),
        };
        let colour = is_passage.then_some(self.note_colour);
        let about = about(&on);
        let colour = before.as_ref().map_or(colour, |note| note.colour);
        self.open_note(NoteDraft { before, on, colour, about });
    }

    /// Opens a line to change a note.
    pub(in crate::app) fn change_note(&mut self, id: NoteId) {
        let Some(note) = self.marks.notes.get(id).cloned() else { return };
        let colour = note.colour.or(note.on.anchor().map(|_| self.note_colour));
        let (on, about) = (note.on.clone(), about(&note.on));
        self.open_note(NoteDraft { before: Some(note), on, colour, about });
    }

    fn open_note(&mut self, draft: NoteDraft) {
        if self.is_asking() {
            return;
        }
        let line = draft.line();
        let mut prompt = Prompt::new(PromptPurpose::Note, BeforePrompt::default());
        prompt.input = Input::new(line);
        prompt.draft = Some(Box::new(Draft::Note(draft)));
        self.open_prompt(prompt);
    }

    /// Keys that mean something of their own while a note is written. Whether this one does.
    pub(in crate::app) fn press_in_note(&mut self, key: Key, effects: &mut Vec<Effect>) -> bool {
        let Some(prompt) = self.prompt.as_mut().filter(|prompt| prompt.purpose == PromptPurpose::Note) else {
            return false;
        };
        let offers = prompt.completions.get().is_some();
        let Some(Draft::Note(draft)) = prompt.draft.as_deref_mut() else { return false };
        match (key.code, key.ctrl) {
            (KeyCode::Up | KeyCode::Down, false) if !offers => {
                draft.turn_colour(key.code == KeyCode::Down);
                self.note_colour = draft.colour.unwrap_or(self.note_colour);
            }
            (KeyCode::Char('o'), true) => effects.push(Effect::WriteInEditor(of_line(prompt.input.value()))),
            (KeyCode::Char('x'), true) => {
                let before = draft.before.clone();
                self.prompt = None;
                before.into_iter().for_each(|note| self.delete_notes(&[note], effects));
            }
            _ => return false,
        }
        true
    }

    /// Takes what was written in an editor: it is kept as the note. One that left nothing, or failed, changes nothing.
    pub(in crate::app) fn take_written(
        &mut self,
        outcome: Result<String, String>,
        effects: &mut Vec<Effect>,
    ) {
        let Some(prompt) = self.prompt.as_mut().filter(|prompt| prompt.purpose == PromptPurpose::Note) else {
            return self.take_notes_together(outcome, effects);
        };
        match outcome {
            Ok(text) if text.trim().is_empty() => {
                self.notify("the editor left nothing: the line is as it was")
            }
            Ok(text) => {
                prompt.replace(in_line(&text));
                if let Some(prompt) = self.prompt.take() {
                    self.take_draft(&prompt, effects);
                }
            }
            Err(reason) => self.notify_failure(format!("not written in an editor: {reason}")),
        }
    }

    /// Keeps what was written.
    pub(in crate::app) fn take_draft(&mut self, prompt: &Prompt, effects: &mut Vec<Effect>) {
        match prompt.draft.as_deref() {
            Some(Draft::Note(draft)) => self.take_note(draft, prompt.input.value(), effects),
            Some(Draft::Tags(tagged)) => self.take_tags(tagged, prompt.input.value(), effects),
            None => {}
        }
    }

    fn take_note(&mut self, draft: &NoteDraft, line: &str, effects: &mut Vec<Effect>) {
        let (words, tags) = words_and_tags(line);
        let is_passage = draft.on.anchor().is_some();
        if words.is_empty() && tags.is_empty() && !is_passage {
            return match &draft.before {
                Some(note) => self.delete_notes(&[Arc::clone(note)], effects),
                None => self.notify("nothing written, so nothing is kept"),
            };
        }
        let before = draft.before.as_deref().cloned();
        let note = Note {
            id: before.as_ref().map_or_else(|| self.settings.note_ids.issue(), |note| note.id),
            on: draft.on.clone(),
            colour: draft.colour,
            words,
            tags,
            made: before.as_ref().map_or(self.now, |note| note.made),
            changed: self.now,
        };
        if before.as_ref().is_some_and(|before| Note { changed: note.changed, ..before.clone() } == note) {
            return;
        }
        let label = match (&before, note.words.is_empty() && is_passage) {
            (Some(_), _) => "note changed",
            (None, true) => "highlighted",
            (None, false) => "note kept",
        };
        // What was selected has its note.
        self.reader.selection = None;
        self.change_notes(vec![NotebookChange::note(before, Some(note))], label.to_owned(), effects);
    }

    /// Deletes notes, all at once.
    pub(in crate::app) fn delete_notes(&mut self, notes: &[Arc<Note>], effects: &mut Vec<Effect>) {
        let change = |note: &Arc<Note>| NotebookChange::note(Some(Note::clone(note)), None);
        let label = match notes {
            [] => return,
            [_] => "note deleted".to_owned(),
            several => format!("{} notes deleted", several.len()),
        };
        self.change_notes(notes.iter().map(change).collect(), label, effects);
    }

    /// Makes changes of the notebook as one step, and says it.
    pub(in crate::app) fn change_notes(
        &mut self,
        changes: Vec<NotebookChange>,
        label: String,
        effects: &mut Vec<Effect>,
    ) {
        let said = format!("{label}{UNDO_HINT}");
        self.make(UndoStep { label, action: Action::Change(changes) }, said, effects);
    }

    /// Goes to the next note of the page, or the one before, and shows it.
    pub(in crate::app) fn step_note(&mut self, forward: bool) {
        match self.reader.step_note(forward) {
            Some(id) => self.overlay = Some(Overlay::Note(id)),
            None if self.reader.notes().is_empty() => self.notify("no note in this text: w writes one"),
            None => self.notify(if forward { "no note below" } else { "no note above" }),
        }
    }

    /// Shows the note that the cursor is on; whether there is one.
    pub(in crate::app) fn show_note(&mut self) -> bool {
        let id = self.reader.note().map(|of| of.note.id);
        id.into_iter().for_each(|id| self.overlay = Some(Overlay::Note(id)));
        id.is_some()
    }

    /// A key while a note is shown over the page. Whether it meant something of its own; any other closes the note.
    pub(in crate::app) fn press_on_note(&mut self, id: NoteId, key: Key, effects: &mut Vec<Effect>) -> bool {
        if key.ctrl || key.alt || !self.keys.pending.is_empty() {
            return false;
        }
        match key.code {
            KeyCode::Enter | KeyCode::Char('w') => self.change_note(id),
            KeyCode::Char('D') | KeyCode::Delete => {
                let note = self.marks.notes.get(id).cloned();
                note.into_iter().for_each(|note| self.delete_notes(&[note], effects));
            }
            KeyCode::Esc | KeyCode::Char('q') => self.reader.leave_note(),
            _ => return false,
        }
        true
    }

    /// Puts a note that has lost its place at the passage of the cursor: the one that was chosen for it, else the
    /// first of the page.
    pub(in crate::app) fn put_note_back(&mut self, effects: &mut Vec<Effect>) {
        let lost = |app: &App| -> Vec<Arc<Note>> {
            app.reader.notes().iter().filter(|of| of.is_lost()).map(|of| Arc::clone(&of.note)).collect()
        };
        let lost = lost(self);
        let chosen = self.lost_note.and_then(|id| lost.iter().find(|note| note.id == id));
        let Some(note) = chosen.or(lost.first()) else {
            return self.notify("no note of this text has lost its place");
        };
        let (Some(page), Some((passage, _))) = (self.reader.page.clone(), self.reader.passage()) else {
            return;
        };
        let mut after = Note::clone(note);
        after.on = NoteSubject::Passage(page.id, anchor(&page.document.text, passage));
        after.changed = self.now;
        let change = NotebookChange::note(Some(Note::clone(note)), Some(after));
        self.lost_note = None;
        self.change_notes(vec![change], "note put back at this passage".to_owned(), effects);
    }

    /// Has the page show the notes as they are now.
    pub(in crate::app) fn place_notes(&mut self) {
        self.reader.take_notes(&self.marks.notes);
        if let Some(Overlay::Note(id)) = self.overlay {
            // It may be gone.
            self.overlay = self.marks.notes.get(id).map(|_| Overlay::Note(id));
        }
    }
}

/// What a note is on, in a few words.
pub(super) fn about(on: &NoteSubject) -> String {
    match on {
        NoteSubject::Passage(_, anchor) => {
            format!("“{}”", shorten(&sanitize_line(anchor.quote.trim()), ABOUT))
        }
        NoteSubject::Document(_) => "this document".to_owned(),
        NoteSubject::Entity(_, name) => shorten(&sanitize_line(name), ABOUT).to_string(),
        NoteSubject::Collection => "the collection".to_owned(),
    }
}
