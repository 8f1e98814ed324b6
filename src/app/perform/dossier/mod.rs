//! Carries out commands on dossiers: putting in what is pointed at, choosing, beginning and renaming one, moving its
//! pieces, writing of them and taking them out.
//!
//! Not here: the screen (`screens::dossier`), the menu (`menu`), and exporting (`export`).

mod export;
mod menu;

use tui_input::Input;

use crate::app::focus::Focus;
use crate::app::message::Effect;
use crate::app::popup::prompt::{BeforePrompt, Prompt, PromptPurpose};
use crate::app::put::{DossierPrompt, NewPiece, Put};
use crate::app::screens::{DossierScreen, Screen};
use crate::app::state::App;
use crate::app::undo::{Action, UNDO_HINT, UndoStep};
use crate::model::Span;
use crate::query::{
    Dossier, DossierId, DossierPiece, Dossiers, NotebookChange, PieceId, PieceSubject, cited, cited_row,
};
use crate::text::anchor::anchor;
use crate::text::sanitize::sanitize_line;

/// What the first dossier is called until somebody renames it.
pub(super) const FIRST_NAME: &str = "Findings";
impl App {
    /// The dossiers as they will be once all is written.
    pub(in crate::app) fn dossiers(&self) -> Dossiers {
        self.unsaved.will_be_dossiers(&self.marks)
    }

    /// The dossier that things are put into: the one chosen last, else the first by name.
    pub(in crate::app) fn current_dossier(&self, all: &Dossiers) -> Option<Dossier> {
        let chosen = self.dossier.and_then(|id| all.get(id));
        chosen.or(all.by_name().first().copied()).cloned()
    }

    /// What is pointed at.
    pub(in crate::app) fn pointed_at(&self) -> Result<Put, &'static str> {
        match self.screen() {
            Some(Screen::Dossier(_)) => return Ok(Put::Words),
            Some(Screen::Notebook(notebook)) => {
                return Ok(Put::Notes(notebook.meant().map(|note| note.id).collect()));
            }
            Some(Screen::Searches(searches)) => {
                let row = searches.selected().ok_or("no search under the cursor")?;
                return Ok(Put::Search(row.saved.typed.clone()));
            }
            Some(screen) => {
                let entity = screen.entity().ok_or("open the document first: there p puts the passage in")?;
                return Ok(Put::Entity(entity.0, entity.1.to_owned()));
            }
            None => {}
        }
        match self.focus {
            Focus::Filters if self.search.typed().is_empty() => Err("nothing is searched for"),
            Focus::Filters => Ok(Put::Search(self.search.typed())),
            Focus::List => Ok(Put::Document),
            Focus::Reader => Ok(Put::Passage),
        }
    }

    /// Puts what is pointed at into the dossier.
    pub(in crate::app) fn put_in_dossier(&mut self, effects: &mut Vec<Effect>) {
        match self.pointed_at() {
            Ok(put) => self.put(put, effects),
            Err(reason) => self.notify(reason),
        }
    }

    /// Puts something into the dossier, which is begun if there is none.
    pub(in crate::app) fn put(&mut self, put: Put, effects: &mut Vec<Effect>) {
        match put {
            Put::Words => self.ask_in_dossier(DossierPrompt::OwnWords, String::new()),
            Put::Notes(ids) => {
                let notes: Vec<NewPiece> = ids
                    .into_iter()
                    .filter_map(|id| self.marks.notes.get(id))
                    .map(|note| NewPiece::from(&**note))
                    .collect();
                match notes.len() {
                    0 => self.notify("no note under the cursor"),
                    1 => self.add_pieces(notes, "the note is", effects),
                    count => self.add_pieces(notes, &format!("{count} notes are"), effects),
                }
            }
            put => match self.subject(put) {
                Ok((on, what)) => self.add_pieces(vec![on.into()], what, effects),
                Err(reason) => self.notify(reason),
            },
        }
    }

    /// What a piece is to be about, and in words what is put in.
    fn subject(&self, put: Put) -> Result<(PieceSubject, &'static str), &'static str> {
        let passage = |span: Span| {
            let page = self.reader.page.as_ref()?;
            Some((page.id, anchor(&page.document.text, span)))
        };
        let id = self.current().filter(|id| id.is_document()).ok_or("only documents are put into a dossier");
        Ok(match put {
            Put::Passage => {
                let (span, _) = self.reader.passage().ok_or("no passage here")?;
                let (_, anchor) = passage(trimmed(span, self)).ok_or("no passage here")?;
                (PieceSubject::Passage(id?, anchor), "the passage is")
            }
            Put::Figure(of) => {
                let (span, _) = self.reader.passage().ok_or("no passage here")?;
                let (_, anchor) = passage(trimmed(span, self)).ok_or("no passage here")?;
                let text = self.reader.page.as_ref().map_or("", |page| of.of(&page.document.text));
                (PieceSubject::Figure(id?, anchor, text.to_owned()), "the figure is")
            }
            Put::Document => (PieceSubject::Document(id?), "the document is"),
            Put::Entity(kind, name) => (PieceSubject::Entity(kind, name), "the name is"),
            Put::Search(search) => (PieceSubject::Search(search), "the search is"),
            Put::Notes(_) | Put::Words => (PieceSubject::Comment, "what you wrote is"),
        })
    }

    /// Adds pieces behind all others, as one step; `what` is in words what is in the dossier then.
    fn add_pieces(&mut self, pieces: Vec<NewPiece>, what: &str, effects: &mut Vec<Effect>) {
        let all = self.dossiers();
        let mut changes = Vec::new();
        let (dossier, is_new) = match self.current_dossier(&all) {
            Some(dossier) => (dossier, false),
            None => {
                (Dossier { id: self.settings.note_ids.issue().into(), name: FIRST_NAME.to_owned() }, true)
            }
        };
        if is_new {
            changes.push(NotebookChange::dossier(None, Some(dossier.clone())));
        }
        let first = all.next_place(dossier.id);
        for (after, new) in (0..).zip(pieces) {
            let id = self.settings.note_ids.issue().into();
            let piece = self.piece(id, new, dossier.id, first.saturating_add(after));
            changes.push(NotebookChange::piece(None, Some(piece)));
        }
        self.dossier = Some(dossier.id);
        let begun = if is_new { " (begun, P renames it)" } else { "" };
        self.change_dossier(changes, format!("{what} in “{}”{begun}", dossier.name), effects);
    }

    /// A piece as it is kept: with the source of what it is about, as far as the screen knows that.
    pub(super) fn piece(&self, id: PieceId, new: NewPiece, dossier: DossierId, place: i64) -> DossierPiece {
        let NewPiece { on, words, tags, colour } = new;
        let page = self.reader.page.as_ref().filter(|page| Some(page.id) == on.document());
        let cited = page.map(|page| cited(page, on.anchor().map(|anchor| anchor.span)));
        let row = || {
            let listed = self.notebook().and_then(|notebook| notebook.document(on.document()?));
            listed.or_else(|| self.list.row(on.document()?))
        };
        let cited = cited.or_else(|| row().map(cited_row));
        DossierPiece { id, dossier, place, on, cited, words, tags, colour }
    }

    fn change_dossier(&mut self, changes: Vec<NotebookChange>, label: String, effects: &mut Vec<Effect>) {
        let said = format!("{label}{UNDO_HINT}");
        self.make(UndoStep { label, action: Action::Change(changes) }, said, effects);
    }

    /// Makes a dossier the one that things are put into; `None` asks for the name of a new one.
    pub(in crate::app) fn use_dossier(&mut self, id: Option<DossierId>) {
        let Some(id) = id else { return self.ask_in_dossier(DossierPrompt::Begin, String::new()) };
        self.dossier = Some(id);
        self.show_dossier();
        if let Some(dossier) = self.dossiers().get(id) {
            self.notify(format!("p puts into “{}” now, g d shows it", dossier.name));
        }
    }

    /// The dossier on a screen of its own.
    pub(in crate::app) fn open_dossier(&mut self) {
        if let Some(at) = self.screens.iter().rposition(|screen| matches!(screen, Screen::Dossier(_))) {
            self.screens.truncate(at + 1);
        } else {
            self.push_screen(Screen::Dossier(Box::default()));
        }
        self.show_dossier();
    }

    /// Shows the dossier as it is on the disk, where it is open.
    pub(in crate::app) fn show_dossier(&mut self) {
        let current = self.current_dossier(&self.marks.dossiers);
        let all = &self.marks.dossiers;
        let open = self.screens.iter_mut().filter_map(|screen| match screen {
            Screen::Dossier(dossier) => Some(dossier),
            _ => None,
        });
        open.for_each(|screen| screen.show(current.as_ref(), all));
    }

    fn dossier_screen(&self) -> Option<&DossierScreen> {
        match self.screen() {
            Some(Screen::Dossier(dossier)) => Some(dossier),
            _ => None,
        }
    }

    fn selected_piece(&self) -> Option<DossierPiece> {
        self.dossier_screen()?.selected().cloned()
    }

    /// Opens the prompt for something about the dossier.
    pub(in crate::app) fn ask_in_dossier(&mut self, what: DossierPrompt, text: String) {
        if self.prompt.is_some() {
            return;
        }
        self.overlay = None;
        let before = BeforePrompt { text: text.clone(), ..BeforePrompt::default() };
        let mut prompt = Prompt::new(PromptPurpose::Dossier(what), before);
        (prompt.input, prompt.selected) = (Input::new(text), false);
        self.open_prompt(prompt);
    }

    /// Asks what is to be said of the piece under the cursor.
    pub(in crate::app) fn comment_piece(&mut self) {
        match self.selected_piece() {
            Some(piece) => self.ask_in_dossier(DossierPrompt::Comment, piece.words),
            None => self.notify("no piece under the cursor: g d shows the dossier"),
        }
    }

    /// Asks for another name of the dossier.
    pub(in crate::app) fn rename_dossier(&mut self) {
        if let Some(dossier) = self.current_dossier(&self.dossiers()) {
            self.ask_in_dossier(DossierPrompt::Rename, dossier.name);
        }
    }

    /// Takes what was typed into a prompt about the dossier.
    pub(in crate::app) fn take_in_dossier(
        &mut self,
        what: DossierPrompt,
        typed: &str,
        effects: &mut Vec<Effect>,
    ) {
        let typed = sanitize_line(typed).trim().to_owned();
        match what {
            DossierPrompt::Comment => {
                if let Some(before) = self.selected_piece().filter(|piece| piece.words != typed) {
                    let after = DossierPiece { words: typed, ..before.clone() };
                    let changes = vec![NotebookChange::piece(Some(before), Some(after))];
                    self.change_dossier(changes, "comment of the piece changed".into(), effects);
                }
            }
            DossierPrompt::Path(format) => self.export_to(format, typed, false, effects),
            _ if typed.is_empty() => self.notify("nothing was typed, so nothing is kept"),
            DossierPrompt::OwnWords => {
                let piece = NewPiece { words: typed, ..PieceSubject::Comment.into() };
                self.add_pieces(vec![piece], "what you wrote is", effects);
            }
            DossierPrompt::Begin | DossierPrompt::Rename => self.name_dossier(what, typed, effects),
        }
    }

    fn name_dossier(&mut self, what: DossierPrompt, name: String, effects: &mut Vec<Effect>) {
        let all = self.dossiers();
        let before = self.current_dossier(&all).filter(|_| what == DossierPrompt::Rename);
        match all.named(&name) {
            Some(held) if Some(held.id) == before.as_ref().map(|before| before.id) => return,
            Some(_) => return self.notify(format!("there is a dossier “{name}” already: P chooses it")),
            None => {}
        }
        let id = before.as_ref().map_or_else(|| self.settings.note_ids.issue().into(), |before| before.id);
        let label = match &before {
            Some(before) => format!("“{}” renamed to “{name}”", before.name),
            None => format!("dossier “{name}” begun"),
        };
        self.dossier = Some(id);
        let after = Some(Dossier { id, name });
        self.change_dossier(vec![NotebookChange::dossier(before, after)], label, effects);
    }

    /// Moves the piece under the cursor one place up or down.
    pub(in crate::app) fn move_piece(&mut self, down: bool, effects: &mut Vec<Effect>) {
        let Some(piece) = self.selected_piece() else {
            return self.notify("no piece under the cursor to move");
        };
        let all = self.dossiers();
        let pieces = all.pieces(piece.dossier);
        let at = pieces.iter().position(|other| other.id == piece.id);
        let other = at.and_then(|at| if down { at.checked_add(1) } else { at.checked_sub(1) });
        let (Some(at), Some(other)) = (at, other.filter(|&other| other < pieces.len())) else {
            return self.notify(if down { "it is the last piece" } else { "it is the first piece" });
        };
        // All that stand otherwise get the number of their place: two may have had the same.
        let mut order: Vec<&DossierPiece> = pieces;
        order.swap(at, other);
        let moved = (1..).zip(order).filter(|(place, piece)| piece.place != *place);
        let changes = moved.map(|(place, piece)| {
            NotebookChange::piece(Some(piece.clone()), Some(DossierPiece { place, ..piece.clone() }))
        });
        let changes: Vec<NotebookChange> = changes.collect();
        self.change_dossier(changes, format!("piece moved {}", if down { "down" } else { "up" }), effects);
    }

    /// Takes the piece under the cursor out.
    pub(in crate::app) fn remove_piece(&mut self, effects: &mut Vec<Effect>) {
        match self.selected_piece() {
            Some(piece) => {
                let changes = vec![NotebookChange::piece(Some(piece), None)];
                self.change_dossier(changes, "piece taken out".into(), effects);
            }
            None => self.notify("no piece under the cursor to take out"),
        }
    }

    /// Deletes the dossier with its pieces.
    pub(in crate::app) fn delete_dossier(&mut self, effects: &mut Vec<Effect>) {
        let all = self.dossiers();
        let Some(dossier) = self.current_dossier(&all) else { return };
        let pieces = all.pieces(dossier.id).into_iter().cloned();
        let mut changes: Vec<NotebookChange> =
            pieces.map(|piece| NotebookChange::piece(Some(piece), None)).collect();
        let label = format!("dossier “{}” deleted", dossier.name);
        changes.push(NotebookChange::dossier(Some(dossier), None));
        self.change_dossier(changes, label, effects);
    }

    /// What is opened of a piece that is in no document: the page of a name, or a search.
    pub(in crate::app) fn open_piece(&mut self, effects: &mut Vec<Effect>) {
        match self.selected_piece().map(|piece| piece.on) {
            Some(PieceSubject::Entity(kind, name)) => self.open_profile(kind, name),
            Some(PieceSubject::Search(search)) => self.open_kept_search(search, effects),
            Some(PieceSubject::Comment) => self.comment_piece(),
            _ => {}
        }
    }
}

/// A passage without the white space at its ends.
fn trimmed(span: Span, app: &App) -> Span {
    let text = app.reader.page.as_ref().map_or("", |page| span.of(&page.document.text));
    let start = span.start as usize + text.len() - text.trim_start().len();
    Span::new(start, start + text.trim().len())
}
