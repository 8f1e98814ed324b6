//! Puts documents of the list in the batch, and does deeds to all that are in it, each as one step of undo: stars,
//! read marks, the reading list, copies of where they are from; opens their files.
//!
//! Not here: what is in the batch (`app::batch`), and how a copy is written (`copy`).

use std::collections::HashSet;

use crate::app::batch::CopiedOfRows;
use crate::app::focus::Focus;
use crate::app::message::{Effect, Ticket};
use crate::app::popup::picker::{Choice, Entry, Picker, PickerPurpose};
use crate::app::state::{App, Overlay};
use crate::app::undo::{Action, UndoStep};
use crate::model::DocumentId;
use crate::query::{MarkChange, NotebookChange, Question, Row, State};

/// Documents whose lines are copied at most. Set by hand: more than a clipboard is good for.
const MOST_COPIED: usize = 10_000;

/// So many files are opened without asking. Set by hand: each is a window.
const OPENED_UNASKED: usize = 3;

impl App {
    /// Whether deeds are done to the batch: in the list, where one sees that there is one.
    pub fn acts_on_batch(&self) -> bool {
        self.is_in_list() && !self.list.batch.is_empty()
    }

    /// Whether keys go to the list of documents.
    pub fn is_in_list(&self) -> bool {
        self.focus == Focus::List && self.screen().is_none()
    }

    /// The documents that a deed is done to: those of the batch, else the current one.
    pub fn subjects(&self) -> Vec<DocumentId> {
        match self.acts_on_batch() {
            true => self.list.batch.ids().to_vec(),
            false => self.current().into_iter().collect(),
        }
    }

    /// Puts the selected row in the batch with all documents it stands for, or takes them out, and goes on to the
    /// next row.
    pub(in crate::app) fn turn_in_batch(&mut self) {
        let Some(id) = self.list.selected_id() else { return };
        if !id.is_document() {
            return self.notify("only documents can be in the batch");
        }
        let hidden = self.list.hidden_in(id);
        let added = self.list.batch.turn(id);
        match added {
            true => _ = self.list.batch.add(hidden),
            false => self.list.batch.remove(&hidden),
        }
        self.list.step(1, self.panes.rows());
    }

    /// Puts all rows in the batch from the one turned last to the selected one.
    pub(in crate::app) fn batch_range(&mut self) {
        let rows = &self.list.ids;
        let last = self.list.batch.last.and_then(|last| rows.place(last));
        let Some(from) = last else {
            return self
                .notify("Space puts the first row of a range in the batch, then v the others up to here");
        };
        let (first, end) = (from.min(self.list.selected), from.max(self.list.selected));
        self.add_rows(first, end + 1);
    }

    /// Puts all that is found in the batch.
    pub(in crate::app) fn batch_all(&mut self) {
        self.add_rows(0, self.list.ids.len());
    }

    fn add_rows(&mut self, first: usize, end: usize) {
        let rows = self.list.ids.between(first..end);
        let all = rows.iter().flat_map(|&id| std::iter::once(id).chain(self.list.hidden_in(id)));
        let all: Vec<DocumentId> = all.collect();
        let added = self.list.batch.add(all);
        self.list.batch.last = self.list.selected_id();
        let in_all = self.list.batch.ids().len();
        self.notify(match added {
            0 => "all of them are in the batch already".to_owned(),
            _ => format!("{added} put in the batch, {in_all} in all"),
        });
    }

    /// Empties the batch; whether there was something in it.
    pub(in crate::app) fn clear_batch(&mut self) -> bool {
        let count = self.list.batch.clear();
        if count > 0 {
            self.notify(format!("{} taken out of the batch", documents(count)));
        }
        count > 0
    }

    /// Turns a mark of the documents that a deed is done to: all get it unless all have it.
    pub(in crate::app) fn mark(&mut self, mark: State, effects: &mut Vec<Effect>) {
        let subjects = self.subjects();
        let Some(&first) = subjects.first() else { return };
        if !first.is_document() {
            let what = if first.is_failed() { "a file that was not read" } else { "what is in no article" };
            return self.notify(format!("{what} cannot be {}", deed(mark, true)));
        }
        let value = subjects.iter().any(|&id| !self.will_hold(id, mark));
        let turned = subjects.iter().filter(|&&id| self.will_hold(id, mark) != value);
        let changes: Vec<NotebookChange> =
            turned.map(|&id| NotebookChange::Mark(change(mark, id, value))).collect();
        let label = match (self.acts_on_batch(), changes.len()) {
            (false, _) => deed(mark, value).to_owned(),
            (true, count) => format!("{}: {}", deed(mark, value), documents(count)),
        };
        let step = UndoStep { label: label.clone(), action: Action::Change(changes) };
        self.make(step, label, effects);
    }

    /// Asks for the rows of the batch, to copy a line of each.
    pub(super) fn copy_batch(&mut self, what: CopiedOfRows, effects: &mut Vec<Effect>) {
        let mut ids = self.list.batch.ids().to_vec();
        if ids.len() > MOST_COPIED {
            ids.truncate(MOST_COPIED);
            self.notify(format!("only the first {MOST_COPIED} documents are copied"));
        }
        let ticket = self.requests.ticket();
        self.requests.copy_rows = Some((ticket, what));
        effects.push(Effect::Ask { ticket, question: Question::BatchRows(ids) });
    }

    /// Opens the files of the batch; of more than a few it is asked first.
    pub(super) fn open_batch(&mut self, effects: &mut Vec<Effect>) {
        let count = self.list.batch.ids().len();
        if count <= OPENED_UNASKED {
            return self.open_all(effects);
        }
        let entry = Entry {
            group: "".into(),
            label: format!("open {}", documents(count)),
            detail: "each in its program".into(),
            right: String::new(),
            choice: Choice::OpenBatch,
        };
        self.overlay =
            Some(Overlay::Picker(Picker::new(PickerPurpose::Open, "Open the batch?", vec![entry])));
    }

    /// Opens the files of the batch, each once, in their order.
    pub(in crate::app) fn open_all(&mut self, effects: &mut Vec<Effect>) {
        let mut paths = HashSet::new();
        let is_new = |id: &&DocumentId| {
            let path = self.list.row(**id).map(|row| row.path.as_str());
            path.is_none_or(|path| paths.insert(path))
        };
        let opened: Vec<DocumentId> = self.list.batch.ids().iter().filter(is_new).copied().collect();
        let files = if opened.len() == 1 { "1 file".to_owned() } else { format!("{} files", opened.len()) };
        self.notify(format!("opening {files}"));
        effects.extend(opened.into_iter().map(|id| Effect::OpenFile { id, page: None }));
    }

    /// Takes the rows of the batch.
    pub(in crate::app) fn take_batch_rows(
        &mut self,
        ticket: Ticket,
        rows: &[Row],
        effects: &mut Vec<Effect>,
    ) {
        if let Some((_, what)) = self.requests.copy_rows.take_if(|(asked, _)| *asked == ticket) {
            self.copy_rows(rows, what, effects);
        }
    }
}

fn documents(count: usize) -> String {
    if count == 1 { "1 document".to_owned() } else { format!("{count} documents") }
}

fn change(mark: State, id: DocumentId, value: bool) -> MarkChange {
    match mark {
        State::Starred => MarkChange::Star { id, value },
        State::Later => MarkChange::Later { id, value },
        _ => MarkChange::Read { id, value },
    }
}

/// What was done, in words.
fn deed(mark: State, value: bool) -> &'static str {
    match (mark, value) {
        (State::Starred, true) => "starred",
        (State::Starred, false) => "star taken away",
        (State::Later, true) => "put on the reading list",
        (State::Later, false) => "taken off the reading list",
        (_, true) => "marked as read",
        (_, false) => "marked as unread",
    }
}
