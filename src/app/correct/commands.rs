//! The commands that correct names: which correction each makes of the entity under the cursor. The
//! labels on the screen change as soon as it is written, before all is counted again.
//!
//! Not here: what a correction changes in the table of entities (`resolve`), and correcting documents (`documents`).

use tui_input::Input;

use super::target::{CorrectionTarget, named};
use crate::app::focus::Focus;
use crate::app::input::command::Command;
use crate::app::message::Effect;
use crate::app::popup::picker::{Choice, Entry, Picker, PickerPurpose};
use crate::app::popup::prompt::{BeforePrompt, Prompt, PromptPurpose};
use crate::app::requests::CardFor;
use crate::app::state::{App, Overlay};
use crate::app::undo::{Action, UNDO_HINT, UndoStep};
use crate::app::unsaved::{NewLabel, Relabel};
use crate::model::Kind;
use crate::query::{
    Correction, Criterion, Edit, EntityCard, NameReference, Question, RecordedCorrection, Spelling,
};
use crate::text::sanitize::sanitize_line;

impl App {
    /// The name of the entity that the text of the prompt corrects.
    pub fn name_corrected(&self) -> Option<&str> {
        self.prompt.as_ref()?.target.as_deref().map(CorrectionTarget::name)
    }

    /// Whether something is typed or chosen, over which nothing else may be opened.
    pub(in crate::app) fn is_asking(&self) -> bool {
        self.prompt.is_some() || matches!(self.overlay, Some(Overlay::Picker(_)))
    }

    /// Begins a correction of the entity pointed at.
    pub(in crate::app) fn correct(&mut self, command: Command, effects: &mut Vec<Effect>) {
        if command == Command::Corrections {
            return self.choose_correction();
        }
        match self.overlay.take() {
            Some(Overlay::Card(card)) => {
                let target = CorrectionTarget::new(card, self.pointed());
                return self.correct_entity(command, target, effects);
            }
            other => self.overlay = other,
        }
        let card_for = CardFor::Correcting(command, self.pointed());
        if let Some(screen) = self.screen() {
            return match screen.entity().map(|(kind, name)| (kind, name.to_owned())) {
                Some((kind, name)) => self.ask_card_of(kind, name, card_for, effects),
                None => self.notify("no name under the cursor"),
            };
        }
        if self.focus != Focus::Filters {
            return self.ask_card(card_for, effects);
        }
        match self.criterion_at_cursor() {
            Some(Criterion::Entity { kind, name }) => {
                self.ask_card_of(kind, name, card_for, effects);
            }
            _ => self.notify("no name under the cursor"),
        }
    }

    /// The name under the reader's cursor: a spelling on a screen, a mention on the page.
    fn pointed(&self) -> Option<NameReference> {
        if let Some(screen) = self.screen() {
            return screen.spelling().map(named);
        }
        let page = self.reader.page.as_deref().filter(|_| self.focus == Focus::Reader)?;
        let mention = page.document.mentions.get(self.reader.mention?)?;
        let key = page.document.keys.get(mention.key? as usize)?;
        Some(NameReference { document: Some(page.id), ..NameReference::new(key.kind, key.name.clone()) })
    }

    /// Asks for the entity of a name.
    pub(in crate::app) fn ask_card_of(
        &mut self,
        kind: Kind,
        name: String,
        card_for: CardFor,
        effects: &mut Vec<Effect>,
    ) {
        let ticket = self.requests.ticket();
        (self.requests.card, self.requests.card_for) = (ticket, card_for);
        effects.push(Effect::Ask { ticket, question: Question::Entity { kind, name } });
    }

    /// Makes a correction, or asks for what it still needs to know.
    pub(in crate::app) fn correct_entity(
        &mut self,
        command: Command,
        target: CorrectionTarget,
        effects: &mut Vec<Effect>,
    ) {
        let Some(own) = target.own() else { return };
        let name = target.name().to_owned();
        match (command, target.spelling.clone()) {
            (Command::SameName, Some(spelling)) => {
                let label = format!("{} is {name}", spelling.name);
                self.record_corrections([Correction::Same(own, spelling)], label, effects);
            }
            (Command::SameName | Command::ConfirmName, _) => self.confirm(&target, own, effects),
            (Command::NotHere, _) => self.detach_here(&target, own, effects),
            (Command::Never | Command::Detach, Some(spelling)) => self.detach(&target, spelling, effects),
            (Command::Never | Command::Detach, _) => self.choose_spelling(target),
            (Command::MergeName | Command::RenameName, _) => self.ask_name(command, target),
            (Command::ChangeKind, _) => self.choose_kind(target),
            (Command::HideName, _) => {
                let label = format!("{name} is hidden");
                self.relabel_entity(&target.card, None);
                self.record_corrections([Correction::Hidden(own)], label, effects);
            }
            (Command::Everywhere, _) => self.toggle_everywhere(&target, effects),
            _ => {}
        }
    }

    /// Makes corrections; can be undone.
    pub(super) fn record_corrections(
        &mut self,
        corrections: impl IntoIterator<Item = Correction>,
        label: String,
        effects: &mut Vec<Effect>,
    ) {
        self.do_edit(Edit::record(corrections), label, effects);
    }

    pub(super) fn do_edit(&mut self, edit: Edit, label: String, effects: &mut Vec<Effect>) {
        let action = Action::Correct(self.unsaved.will_be(&self.corrections).number(edit));
        let said = format!("{label}{UNDO_HINT}");
        self.make(UndoStep { label, action }, said, effects);
    }

    /// Confirms all spellings that are only likely ones of the entity.
    fn confirm(&mut self, target: &CorrectionTarget, own: NameReference, effects: &mut Vec<Effect>) {
        let likely = |of: &&Spelling| of.why.as_ref().is_some_and(|why| !why.sure);
        let mut doubtful: Vec<NameReference> =
            target.card.spellings.iter().filter(likely).map(named).collect();
        if doubtful.is_empty() && target.card.guess {
            // One family name in several documents.
            doubtful.push(own.clone());
        }
        if doubtful.is_empty() {
            return self.notify(format!("nothing about {} is in doubt", target.name()));
        }
        let label = format!("{} is one in all spellings", target.name());
        let same = |other| Correction::Same(own.clone(), other);
        self.record_corrections(doubtful.into_iter().map(same), label, effects);
    }

    /// Detaches the name from the entity in the document being read.
    fn detach_here(&mut self, target: &CorrectionTarget, own: NameReference, effects: &mut Vec<Effect>) {
        let spelling = target.spelling.clone().unwrap_or(own);
        let Some(document) = target.document else {
            return self.notify("point at the name in the text: e goes to the next one");
        };
        if spelling.document.is_some() {
            return self.notify(format!("{} is somebody else here already", spelling.name));
        }
        let name = &spelling.name;
        let label = format!("{name} is somebody else in this document");
        self.relabel_spelling(&target.card, &spelling);
        let here = NameReference { document: Some(document), ..spelling.clone() };
        self.record_corrections([Correction::NotHere(here)], label, effects);
    }

    /// Detaches a spelling from the entity in every document.
    pub(in crate::app) fn detach(
        &mut self,
        target: &CorrectionTarget,
        spelling: NameReference,
        effects: &mut Vec<Effect>,
    ) {
        let Some(own) = target.own() else { return };
        let label = format!("{} is not {}", spelling.name, target.name());
        self.relabel_spelling(&target.card, &spelling);
        self.record_corrections([Correction::Apart(own, spelling)], label, effects);
    }

    fn choose_spelling(&mut self, target: CorrectionTarget) {
        let entry = |of: &Spelling| Entry {
            group: "".into(),
            label: of.name.clone(),
            detail: of.why.as_ref().map_or_else(String::new, |why| why.rule.clone()),
            right: of.documents.to_string(),
            choice: Choice::Detach(named(of)),
        };
        let entries: Vec<Entry> = target.card.spellings.iter().skip(1).map(entry).collect();
        if entries.is_empty() {
            return self.notify(format!("{} has no other spelling", target.name()));
        }
        self.open_correcting(target, "Which is somebody else?", entries);
    }

    fn choose_kind(&mut self, target: CorrectionTarget) {
        let now = target.card.kind;
        if now.is_identifier() {
            return self.notify("its form says what an address or a number is: that cannot be changed");
        }
        let entry = |kind: Kind| Entry {
            group: "".into(),
            label: kind.word().to_owned(),
            detail: String::new(),
            right: String::new(),
            choice: Choice::Kind(kind),
        };
        let others = Kind::of_names(&self.settings.lists).filter(|kind| *kind != now);
        let entries = others.map(entry).collect();
        self.open_correcting(target, "What is it?", entries);
    }

    fn open_correcting(&mut self, target: CorrectionTarget, question: &str, entries: Vec<Entry>) {
        if self.is_asking() {
            return;
        }
        let title = format!("{} · {question}", target.name());
        let mut picker = Picker::new(PickerPurpose::Correct, &title, entries);
        picker.target = Some(Box::new(target));
        self.overlay = Some(Overlay::Picker(picker));
    }

    fn ask_name(&mut self, command: Command, target: CorrectionTarget) {
        if self.is_asking() {
            return;
        }
        let (purpose, text) = match command {
            Command::MergeName => (PromptPurpose::Merge, String::new()),
            _ => (PromptPurpose::Rename, target.name().to_owned()),
        };
        let mut prompt = Prompt::new(purpose, BeforePrompt::default());
        prompt.input = Input::new(text);
        prompt.target = Some(Box::new(target));
        self.open_prompt(prompt);
    }

    /// Makes the correction that was typed into its prompt.
    pub(in crate::app) fn take_name(&mut self, prompt: Prompt, effects: &mut Vec<Effect>) {
        let typed = sanitize_line(prompt.input.value()).trim().to_owned();
        let Some(target) = prompt.target.filter(|_| !typed.is_empty()) else { return };
        match prompt.purpose {
            PromptPurpose::Rename if !typed.contains(char::is_alphanumeric) => {
                self.notify("a name has letters")
            }
            PromptPurpose::Rename if typed == target.name() => {}
            PromptPurpose::Rename => {
                let Some(own) = target.own() else { return };
                let label = format!("{} is called {typed}", target.name());
                self.relabel_entity(&target.card, Some((target.card.kind, typed.clone())));
                self.record_corrections([Correction::Called(own, typed)], label, effects);
            }
            PromptPurpose::Merge => {
                // A name typed in full needs no completion.
                let completion = prompt.completions.get().cloned();
                let (kind, name) =
                    completion.and_then(|of| Some((of.kind?, of.name))).unwrap_or((target.card.kind, typed));
                self.ask_card_of(kind, name, CardFor::Merging(target), effects);
            }
            PromptPurpose::Collection
            | PromptPurpose::Text
            | PromptPurpose::SaveSearch
            | PromptPurpose::RenameSearch
            | PromptPurpose::Names
            | PromptPurpose::Note
            | PromptPurpose::Tags
            | PromptPurpose::Dossier(_)
            | PromptPurpose::Folder
            | PromptPurpose::Part(_) => {}
        }
    }

    /// Merges an entity with another one.
    pub(in crate::app) fn merge(
        &mut self,
        target: &CorrectionTarget,
        other: &EntityCard,
        effects: &mut Vec<Effect>,
    ) {
        let Some((own, others)) = target.own().zip(other.spellings.first().map(named)) else { return };
        if own == others {
            return self.notify("they are one already");
        }
        let (kept, gone, pair) = match target.card.documents >= other.documents {
            true => (&*target.card, other, Correction::Same(own, others)),
            false => (other, &*target.card, Correction::Same(others, own)),
        };
        let kinds = match kept.kind == gone.kind {
            true => String::new(),
            false => format!(", a {} now", kept.kind.word()),
        };
        let label = format!("{} is {}{kinds}", gone.name, kept.name);
        self.relabel_entity(gone, Some((kept.kind, kept.name.clone())));
        self.record_corrections([pair], label, effects);
    }

    /// Changes the kind of an entity.
    pub(in crate::app) fn set_kind(
        &mut self,
        target: &CorrectionTarget,
        kind: Kind,
        effects: &mut Vec<Effect>,
    ) {
        let label = format!("{} is of the kind {}", target.name(), kind.word());
        self.relabel_entity(&target.card, Some((kind, target.card.name.clone())));
        let names: Vec<NameReference> = target.card.spellings.iter().map(named).collect();
        self.record_corrections(names.into_iter().map(|name| Correction::Kind(name, kind)), label, effects);
    }

    /// Lets the corrections of an entity hold in every collection, or in this one only again.
    fn toggle_everywhere(&mut self, target: &CorrectionTarget, effects: &mut Vec<Effect>) {
        let names: Vec<NameReference> = target.card.spellings.iter().map(named).collect();
        let concerns = |correction: &&RecordedCorrection| {
            let of = &correction.correction;
            [of.subject(), of.other()].into_iter().flatten().any(|name| names.contains(name))
        };
        let about: Vec<RecordedCorrection> =
            self.corrections.holding().iter().filter(concerns).cloned().collect();
        let here: Vec<RecordedCorrection> =
            about.iter().filter(|correction| !correction.everywhere).cloned().collect();
        let (retracted, label) = match (about.is_empty(), here.is_empty()) {
            (true, _) => return self.notify(format!("nothing was corrected about {}", target.name())),
            (false, false) => (here, "holds in every collection"),
            (false, true) => (about, "holds in this collection only"),
        };
        let turned = |correction: &RecordedCorrection| RecordedCorrection {
            everywhere: !correction.everywhere,
            ..correction.clone()
        };
        let edit = Edit { recorded: retracted.iter().map(turned).collect(), retracted };
        self.do_edit(edit, format!("what was said of {} {label}", target.name()), effects);
    }

    /// With the next correction all that is labelled as an entity gets another label, or none.
    fn relabel_entity(&mut self, card: &EntityCard, to: Option<(Kind, String)>) {
        let to = to.map_or(NewLabel::Hidden, |(kind, name)| NewLabel::Named(kind, name));
        self.relabels.push(Relabel { kind: card.kind, name: card.name.clone(), to });
    }

    /// With the next correction a spelling of an entity gets its own label on the page.
    fn relabel_spelling(&mut self, card: &EntityCard, spelling: &NameReference) {
        let to = NewLabel::Parted(spelling.name.clone());
        self.relabels.push(Relabel { kind: card.kind, name: card.name.clone(), to });
    }
}
