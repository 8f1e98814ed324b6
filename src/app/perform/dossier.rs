//! Carries out commands on dossiers: putting in what is pointed at, choosing, beginning and renaming one, moving its
//! pieces, writing of them and taking them out.
//!
//! Not here: the screen (`screens::dossier`), and exporting (`dossier_export`).

use tui_input::Input;

use crate::app::focus::Focus;
use crate::app::message::Effect;
use crate::app::popup::picker::{Choice, Entry, Picker, PickerPurpose};
use crate::app::popup::prompt::{BeforePrompt, DossierPrompt, Prompt, PromptPurpose};
use crate::app::put::Put;
use crate::app::screens::{DossierScreen, Screen};
use crate::app::state::{App, Overlay};
use crate::app::undo::{Action, UNDO_HINT, UndoStep};
use crate::model::{DocumentId, Kind, Span};
use crate::query::{
    Dossier, DossierId, DossierPiece, Dossiers, NotebookChange, PieceSubject, cited, cited_row,
};
use crate::text::anchor::anchor;
use crate::text::sanitize::sanitize_line;

/// What the first dossier is called until somebody renames it.
const FIRST_NAME: &str = "Findings";
/// Figures of a passage that are offered at most. Set by hand.
const MOST_FIGURES: usize = 9;

impl App {
    /// The dossiers as they will be once all is written.
    fn dossiers(&self) -> Dossiers {
        self.unsaved.will_be_dossiers(&self.marks)
    }

    /// The dossier that things are put into: the one chosen last, else the first by name.
    fn current_dossier(&self, all: &Dossiers) -> Option<Dossier> {
        let chosen = self.dossier.and_then(|id| all.get(id));
        chosen.or(all.by_name().first().copied()).cloned()
    }

    /// What is pointed at.
    fn pointed_at(&self) -> Result<Put, &'static str> {
        match self.screen() {
            Some(Screen::Dossier(_)) => return Ok(Put::Words),
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
        if put == Put::Words {
            return self.ask_in_dossier(DossierPrompt::OwnWords, String::new());
        }
        match self.subject(put) {
            Ok((on, what)) => self.add_piece(on, String::new(), what, effects),
            Err(reason) => self.notify(reason),
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
                (PieceSubject::Passage(id?, anchor), "the passage")
            }
            Put::Figure(of) => {
                let (span, _) = self.reader.passage().ok_or("no passage here")?;
                let (_, anchor) = passage(trimmed(span, self)).ok_or("no passage here")?;
                let text = self.reader.page.as_ref().map_or("", |page| of.of(&page.document.text));
                (PieceSubject::Figure(id?, anchor, text.to_owned()), "the figure")
            }
            Put::Document => (PieceSubject::Document(id?), "the document"),
            Put::Entity(kind, name) => (PieceSubject::Entity(kind, name), "the name"),
            Put::Search(search) => (PieceSubject::Search(search), "the search"),
            Put::Words => (PieceSubject::Comment, "what you wrote"),
        })
    }

    /// Adds a piece behind all others, on the dossier screen behind the one under the cursor.
    fn add_piece(&mut self, on: PieceSubject, words: String, what: &str, effects: &mut Vec<Effect>) {
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
        let page = self.reader.page.as_ref().filter(|page| Some(page.id) == on.document());
        let cited = page.map(|page| cited(page, on.anchor().map(|anchor| anchor.span)));
        let cited = cited.or_else(|| Some(cited_row(self.list.row(on.document()?)?)));
        let piece = DossierPiece {
            id: self.settings.note_ids.issue().into(),
            dossier: dossier.id,
            place: all.next_place(dossier.id),
            on,
            cited,
            words,
            tags: Vec::new(),
            colour: None,
        };
        changes.push(NotebookChange::piece(None, Some(piece)));
        self.dossier = Some(dossier.id);
        let begun = if is_new { " (begun, P renames it)" } else { "" };
        self.change_dossier(changes, format!("{what} is in “{}”{begun}", dossier.name), effects);
    }

    fn change_dossier(&mut self, changes: Vec<NotebookChange>, label: String, effects: &mut Vec<Effect>) {
        let said = format!("{label}{UNDO_HINT}");
        self.make(UndoStep { label, action: Action::Change(changes) }, said, effects);
    }

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
            if let Ok(put @ (Put::Entity(..) | Put::Search(_))) = self.pointed_at() {
                all.push(("what is under the cursor".to_owned(), put));
            }
        } else if self.current().is_some_and(DocumentId::is_document) {
            if let Some((span, _)) = self.reader.passage() {
                all.push(("the passage".to_owned(), Put::Passage));
                all.extend(self.figures(span));
            }
            all.push(("the document".to_owned(), Put::Document));
        }
        let search = self.search.typed();
        if !search.is_empty() {
            all.push((format!("the search {}", search.words()), Put::Search(search)));
        }
        all.push(("words of your own".to_owned(), Put::Words));
        all
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
            _ if typed.is_empty() => self.notify("nothing was typed"),
            DossierPrompt::OwnWords => {
                self.add_piece(PieceSubject::Comment, typed, "what you wrote", effects)
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
        let Some(piece) = self.selected_piece() else { return self.notify("no piece to move") };
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
            None => self.notify("no piece to take out"),
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
