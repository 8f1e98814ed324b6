//! Carries out commands on the notebook view: opening it, narrowing it, going to a note, changing several at once.
//!
//! Not here: its state (`screens::notebook`), writing a single note (`notes`), tags (`tags`).

use std::collections::HashSet;
use std::sync::Arc;

use ratatui::layout::Rect;

use crate::app::input::key::{Key, KeyCode};
use crate::app::message::Effect;
use crate::app::popup::picker::{Choice, Entry, Picker, PickerPurpose};
use crate::app::popup::prompt::{self, PromptOutcome};
use crate::app::reader::Arrival;
use crate::app::screens::{NoteSection, NotebookScreen, Screen};
use crate::app::state::{App, Overlay};
use crate::query::{Colour, Note, NoteOrder, NoteSubject, NotebookChange, QueryContext, Question};

impl App {
    /// Opens the notebook view; one that is open below comes up again.
    pub(in crate::app) fn open_notebook(&mut self) {
        if let Some(at) = self.screens.iter().rposition(|screen| matches!(screen, Screen::Notebook(_))) {
            self.screens.truncate(at + 1);
            return self.renew_screen();
        }
        if self.marks.notes.is_empty() {
            return self.notify("nothing is noted yet: w writes a note on what is pointed at");
        }
        self.push_screen(Screen::Notebook(Box::default()));
    }

    /// The notebook view, if it is on the screen.
    pub(in crate::app) fn notebook(&self) -> Option<&NotebookScreen> {
        match self.screen() {
            Some(Screen::Notebook(notebook)) => Some(notebook),
            _ => None,
        }
    }

    pub(in crate::app) fn notebook_mut(&mut self) -> Option<&mut NotebookScreen> {
        match self.screen_mut() {
            Some(Screen::Notebook(notebook)) => Some(notebook),
            _ => None,
        }
    }

    /// Goes to what the note under the cursor is on.
    pub(in crate::app) fn open_noted(&mut self, effects: &mut Vec<Effect>) {
        let Some(row) = self.notebook().and_then(NotebookScreen::selected).cloned() else { return };
        match (&row.note.on, row.section) {
            (_, NoteSection::Elsewhere) => self.notify("its document is not in this collection"),
            (NoteSubject::Entity(kind, name), _) => self.open_profile(*kind, name.clone()),
            (NoteSubject::Collection, _) => self.change_note(row.note.id),
            (NoteSubject::Passage(id, _) | NoteSubject::Document(id), _) => {
                if row.section == NoteSection::Lost {
                    self.say_lost(&row.note);
                }
                self.arrive(Arrival::at_note(*id, row.note.id), effects);
            }
        }
    }

    fn say_lost(&mut self, note: &Note) {
        let chord = self.keys.map.chords(crate::app::input::command::Command::PutNoteBack);
        let key = chord.first().map_or("put-note-back", String::as_str);
        self.lost_note = Some(note.id);
        self.notify(format!("its passage is not found here: go to where it belongs, {key} puts it there"));
    }

    /// Puts a note that has lost its place back: in the notebook view goes to its document, in the text takes the
    /// passage.
    pub(in crate::app) fn put_back(&mut self, effects: &mut Vec<Effect>) {
        match self.notebook().and_then(NotebookScreen::selected).map(|row| row.section) {
            Some(NoteSection::Lost) => self.open_noted(effects),
            Some(_) => self.notify("this note has not lost its place"),
            None if self.screen().is_some() => self.notify("that is for notes: q goes back to the text"),
            None => self.put_note_back(effects),
        }
    }

    pub(in crate::app) fn mark_note(&mut self) {
        match self.notebook_mut() {
            Some(notebook) => notebook.mark(),
            None => self.notify("nothing to mark here"),
        }
    }

    pub(in crate::app) fn delete_in_notebook(&mut self, effects: &mut Vec<Effect>) {
        let Some(notebook) = self.notebook_mut() else { return };
        let meant: Vec<Arc<Note>> = notebook.meant().cloned().collect();
        notebook.marked.clear();
        self.delete_notes(&meant, effects);
    }

    /// Opens the colours for the passages of the notes that are meant.
    pub(in crate::app) fn choose_colour(&mut self) {
        let meant = self.notebook().into_iter().flat_map(NotebookScreen::meant);
        let on_passage = meant.filter(|note| note.on.anchor().is_some()).count();
        if on_passage == 0 {
            return self.notify("only notes on passages have colours");
        }
        let entry = |colour: Colour| Entry {
            group: "".into(),
            label: self.settings.colour_words(colour),
            detail: String::new(),
            right: String::new(),
            choice: Choice::Colour(colour),
        };
        let entries = Colour::ALL.map(entry).to_vec();
        let title = if on_passage == 1 { "Colour".into() } else { format!("Colour of {on_passage} notes") };
        self.overlay = Some(Overlay::Picker(Picker::new(PickerPurpose::Sort, title, entries)));
    }

    /// Gives the passages of the notes that are meant a colour.
    pub(in crate::app) fn set_colour(&mut self, colour: Colour, effects: &mut Vec<Effect>) {
        let now = self.now;
        let meant = self.notebook().into_iter().flat_map(NotebookScreen::meant);
        let changed = meant.filter(|note| note.on.anchor().is_some() && note.colour != Some(colour));
        let change = |note: &Arc<Note>| {
            let after = Note { colour: Some(colour), changed: now, ..Note::clone(note) };
            NotebookChange::note(Some(Note::clone(note)), Some(after))
        };
        let changes: Vec<NotebookChange> = changed.map(change).collect();
        if !changes.is_empty() {
            self.change_notes(changes, format!("highlighted in {}", colour.name()), effects);
        }
    }

    /// Opens the orders of the notebook view.
    pub(in crate::app) fn choose_note_order(&mut self, now: NoteOrder) {
        let entry = |order: NoteOrder| Entry {
            group: "".into(),
            label: order.name().to_owned(),
            detail: if order == now { "now".into() } else { String::new() },
            right: String::new(),
            choice: Choice::NoteOrder(order),
        };
        let entries = NoteOrder::ALL.into_iter().map(entry).collect();
        let picker = Picker::new(PickerPurpose::Sort, "Sort by", entries);
        self.overlay =
            Some(Overlay::Picker(picker.opened_on(|entry| entry.choice == Choice::NoteOrder(now))));
    }

    /// Sorts the notebook view.
    pub(in crate::app) fn sort_notes(&mut self, order: NoteOrder) {
        if let Some(notebook) = self.notebook_mut() {
            notebook.order = order;
            notebook.ask_again();
        }
    }

    /// Takes a key that narrows the notebook view. Whether one is typed into it.
    pub(in crate::app) fn type_in_notebook(&mut self, key: Key) -> bool {
        let (lists, today) = (self.settings.lists.clone(), self.settings.today);
        let context = QueryContext { lists: &lists, today };
        let Some(notebook) = self.notebook_mut() else { return false };
        let Some(input) = &mut notebook.input else { return false };
        match key.code {
            KeyCode::Enter => notebook.stop_typing(false, &context),
            KeyCode::Esc => notebook.stop_typing(true, &context),
            KeyCode::Up => notebook.cursor.step(-1, notebook.rows.len()),
            KeyCode::Down => notebook.cursor.step(1, notebook.rows.len()),
            _ => match prompt::edit(input, key) {
                PromptOutcome::Changed => notebook.narrow(&context),
                PromptOutcome::Full => self.say_if_full(false),
                _ => {}
            },
        }
        true
    }

    /// Takes a paste that narrows the notebook view. Whether one is typed into it.
    pub(in crate::app) fn paste_in_notebook(&mut self, text: &str) -> bool {
        let (lists, today) = (self.settings.lists.clone(), self.settings.today);
        let Some(notebook) = self.notebook_mut() else { return false };
        let Some(input) = &mut notebook.input else { return false };
        let all = prompt::paste(input, text);
        notebook.narrow(&QueryContext { lists: &lists, today });
        self.say_if_full(all);
        true
    }

    /// One step back in the notebook view: marks, then what it is narrowed by. Whether there was one.
    pub(in crate::app) fn back_in_notebook(&mut self) -> bool {
        let (lists, today) = (self.settings.lists.clone(), self.settings.today);
        let Some(notebook) = self.notebook_mut() else { return false };
        if !notebook.marked.is_empty() {
            notebook.marked.clear();
            return true;
        }
        let narrowed = !notebook.typed.is_empty();
        notebook.narrow_to(String::new(), &QueryContext { lists: &lists, today });
        narrowed
    }

    /// Has the notebook view show notes as they are after changes: what is found is asked for again.
    pub(in crate::app) fn take_changed_notes(&mut self, changes: &[NotebookChange]) {
        let notes = Arc::clone(&self.marks.notes);
        let changed = changes.iter().filter_map(|change| match change {
            NotebookChange::Note(change) => change.after.as_ref(),
            NotebookChange::Mark(_) | NotebookChange::Dossier(_) | NotebookChange::Piece(_) => None,
        });
        for screen in &mut self.screens {
            let Screen::Notebook(notebook) = screen else { continue };
            // What was put at a passage has its place again.
            if let Some(lost) = &mut notebook.lost {
                let moved = changed.clone().filter(|note| {
                    let before = notebook.rows.iter().find(|row| row.note.id == note.id);
                    before.is_some_and(|row| row.note.on != note.on)
                });
                moved.for_each(|note| _ = lost.remove(&note.id));
            }
            notebook.show(&notes);
            notebook.ask_again();
        }
    }

    /// Asks for what the notebook view shows beside the notes themselves: once which of them have lost their place,
    /// and the documents of those on screen.
    pub(in crate::app) fn ask_for_noted(&mut self, area: Rect, effects: &mut Vec<Effect>) {
        let notes = Arc::clone(&self.marks.notes);
        let Some(notebook) = self.notebook_mut().filter(|notebook| notebook.answered) else { return };
        let ticket = notebook.request.ticket;
        if notebook.lost.is_none() {
            notebook.lost = Some(HashSet::new());
            effects.push(Effect::Ask { ticket, question: Question::NotePlaces { notes } });
        }
        let ids = notebook.missing(area);
        if !ids.is_empty() {
            effects.push(Effect::Ask { ticket, question: Question::NotedDocuments(ids) });
        }
    }
}
