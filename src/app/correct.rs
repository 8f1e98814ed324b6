//! Putting names right: what each correction says of the entity pointed at. What follows from it is
//! the resolver's to know; here the labels on screen change at once.

use tui_input::Input;

use super::command::Command;
use super::journal::{Deed, Step};
use super::message::Effect;
use super::picker::{Choice, Entry, Picker, Purpose as Choosing};
use super::prompt::{Before, Prompt, Purpose};
use super::sidebar::kind_word;
use super::{App, CardFor, Focus, Overlay};
use crate::model::{DocumentId, Kind};
use crate::query::{Correction, Criterion, Edit, EntityCard, NameReference, RecordedCorrection, Spelling};
use crate::text::sanitize::sanitize_line;

/// Who is put right.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    pub card: Box<EntityCard>,
    /// The spelling pointed at, when it is not the name of the entity.
    pub spelling: Option<NameReference>,
    /// The document in which it is pointed at.
    pub document: Option<DocumentId>,
}

impl Subject {
    /// An entity, with the name that was pointed at if it is one of its own. In a document that
    /// is the one its bearer there has alone, if there is one.
    pub(super) fn new(card: Box<EntityCard>, pointed: Option<NameReference>) -> Subject {
        let is_it = |of: &&Spelling, at: &NameReference| {
            (of.kind, &of.name) == (at.kind, &at.name) && (of.only_in.is_none() || of.only_in == at.document)
        };
        let found = pointed.and_then(|at| {
            let spelling = card.spellings.iter().filter(|of| is_it(of, &at)).max_by_key(|of| of.only_in)?;
            Some((named(spelling), at.document))
        });
        let own = card.spellings.first().map(named);
        let document = found.as_ref().and_then(|(_, document)| *document);
        let spelling = found.map(|(name, _)| name).filter(|name| Some(name) != own.as_ref());
        Subject { card, spelling, document }
    }

    /// The name of the entity, as documents write it.
    fn own(&self) -> Option<NameReference> {
        self.card.spellings.first().map(named)
    }

    fn name(&self) -> &str {
        &self.card.name
    }
}

fn named(spelling: &Spelling) -> NameReference {
    NameReference { kind: spelling.kind, name: spelling.name.clone(), document: spelling.only_in }
}

impl App {
    /// Who is put right by what is typed.
    pub fn name_corrected(&self) -> Option<&str> {
        self.prompt.as_ref()?.subject.as_deref().map(Subject::name)
    }

    /// Whether something is typed or chosen, over which nothing else may be opened.
    pub(super) fn is_asking(&self) -> bool {
        self.prompt.is_some() || matches!(self.overlay, Some(Overlay::Picker(_)))
    }

    /// Begins a correction of the entity pointed at.
    pub(super) fn correct(&mut self, command: Command, effects: &mut Vec<Effect>) {
        if command == Command::Corrections {
            return self.choose_correction();
        }
        match self.overlay.take() {
            Some(Overlay::Card(card)) => {
                let subject = Subject::new(card, self.pointed());
                return self.correct_entity(command, subject, effects);
            }
            other => self.overlay = other,
        }
        let card_for = CardFor::Correcting(command, self.pointed());
        if let Some(sheet) = self.sheet() {
            return match sheet.entity().map(|(kind, name)| (kind, name.to_owned())) {
                Some((kind, name)) => self.ask_card_of(kind, name, card_for, effects),
                None => self.say("no name under the cursor"),
            };
        }
        if self.focus != Focus::Filters {
            return self.ask_card(card_for, effects);
        }
        match self.criterion_at_cursor() {
            Some(Criterion::Entity { kind, name }) => {
                self.ask_card_of(kind, name, card_for, effects);
            }
            _ => self.say("no name under the cursor"),
        }
    }

    /// The name under the reader's cursor: a spelling on a sheet, a mention on the page.
    fn pointed(&self) -> Option<NameReference> {
        if let Some(sheet) = self.sheet() {
            return sheet.spelling().map(named);
        }
        let page = self.reader.page.as_deref().filter(|_| self.focus == Focus::Reader)?;
        let mention = page.document.mentions.get(self.reader.mention?)?;
        let key = page.document.keys.get(mention.key? as usize)?;
        Some(NameReference { document: Some(page.id), ..NameReference::new(key.kind, key.name.clone()) })
    }

    /// Asks who has a name.
    pub(super) fn ask_card_of(
        &mut self,
        kind: Kind,
        name: String,
        card_for: CardFor,
        effects: &mut Vec<Effect>,
    ) {
        let ticket = self.requests.ticket();
        (self.requests.card, self.requests.card_for) = (ticket, card_for);
        effects.push(Effect::CardOf { ticket, kind, name });
    }

    /// Makes a correction, or asks for what it still needs to know.
    pub(super) fn correct_entity(&mut self, command: Command, subject: Subject, effects: &mut Vec<Effect>) {
        let Some(own) = subject.own() else { return };
        let name = subject.name().to_owned();
        match (command, subject.spelling.clone()) {
            (Command::SameName, Some(spelling)) => {
                let said = format!("{} is {name}", spelling.name);
                self.say_corrections([Correction::Same(own, spelling)], said, effects);
            }
            (Command::SameName | Command::ConfirmName, _) => self.confirm(&subject, own, effects),
            (Command::NotHere, _) => self.part_here(&subject, own, effects),
            (Command::Never | Command::Detach, Some(spelling)) => self.part(&subject, spelling, effects),
            (Command::Never | Command::Detach, _) => self.choose_spelling(subject),
            (Command::MergeName | Command::RenameName, _) => self.ask_name(command, subject),
            (Command::ChangeKind, _) => self.choose_kind(subject),
            (Command::HideName, _) => {
                let said = format!("{name} is hidden");
                self.relabel(&subject.card, None);
                self.say_corrections([Correction::Hidden(own)], said, effects);
            }
            (Command::Everywhere, _) => self.tell_everywhere(&subject, effects),
            _ => {}
        }
    }

    /// Says things of names; can be undone.
    fn say_corrections(
        &mut self,
        corrections: impl IntoIterator<Item = Correction>,
        said: String,
        effects: &mut Vec<Effect>,
    ) {
        self.do_edit(Edit::say(corrections), said, effects);
    }

    fn do_edit(&mut self, edit: Edit, said: String, effects: &mut Vec<Effect>) {
        let deed = Deed::Correct(self.corrections.number(edit));
        self.do_deed(&deed, effects);
        self.say(format!("{said}; u takes it back"));
        self.journal.note(Step { said, deed });
    }

    /// Says that all spellings that are only likely ones of the entity are.
    fn confirm(&mut self, subject: &Subject, own: NameReference, effects: &mut Vec<Effect>) {
        let likely = |of: &&Spelling| of.why.as_ref().is_some_and(|why| !why.sure);
        let mut doubtful: Vec<NameReference> =
            subject.card.spellings.iter().filter(likely).map(named).collect();
        if doubtful.is_empty() && subject.card.guess {
            // One family name in several documents.
            doubtful.push(own.clone());
        }
        if doubtful.is_empty() {
            return self.say(format!("nothing about {} is in doubt", subject.name()));
        }
        let said = format!("{} is one in all spellings", subject.name());
        let same = |other| Correction::Same(own.clone(), other);
        self.say_corrections(doubtful.into_iter().map(same), said, effects);
    }

    /// Says that the name is somebody else's in the document being read.
    fn part_here(&mut self, subject: &Subject, own: NameReference, effects: &mut Vec<Effect>) {
        let spelling = subject.spelling.clone().unwrap_or(own);
        let Some(document) = subject.document else {
            return self.say("point at the name in the text: e goes to the next one");
        };
        if spelling.document.is_some() {
            return self.say(format!("{} is somebody else here already", spelling.name));
        }
        let name = &spelling.name;
        let said = format!("{name} is somebody else in this document");
        self.relabel_spelling(&subject.card, &spelling);
        let here = NameReference { document: Some(document), ..spelling.clone() };
        self.say_corrections([Correction::NotHere(here)], said, effects);
    }

    /// Says that a spelling is never a name of the entity.
    pub(super) fn part(&mut self, subject: &Subject, spelling: NameReference, effects: &mut Vec<Effect>) {
        let Some(own) = subject.own() else { return };
        let said = format!("{} is not {}", spelling.name, subject.name());
        self.relabel_spelling(&subject.card, &spelling);
        self.say_corrections([Correction::Apart(own, spelling)], said, effects);
    }

    fn choose_spelling(&mut self, subject: Subject) {
        let entry = |of: &Spelling| Entry {
            group: "".into(),
            label: of.name.clone(),
            detail: of.why.as_ref().map_or_else(String::new, |why| why.rule.clone()),
            right: of.documents.to_string(),
            choice: Choice::Part(named(of)),
        };
        let entries: Vec<Entry> = subject.card.spellings.iter().skip(1).map(entry).collect();
        if entries.is_empty() {
            return self.say(format!("{} has no other spelling", subject.name()));
        }
        self.open_correcting(subject, "Which is somebody else?", entries);
    }

    fn choose_kind(&mut self, subject: Subject) {
        let now = subject.card.kind;
        let entry = |kind: Kind| Entry {
            group: "".into(),
            label: kind_word(&kind).to_owned(),
            detail: String::new(),
            right: String::new(),
            choice: Choice::Kind(kind),
        };
        let others = Kind::of_names(&self.settings.lists).filter(|kind| *kind != now);
        let entries = others.map(entry).collect();
        self.open_correcting(subject, "What is it?", entries);
    }

    fn open_correcting(&mut self, subject: Subject, question: &str, entries: Vec<Entry>) {
        if self.is_asking() {
            return;
        }
        let title = format!("{} · {question}", subject.name());
        let mut picker = Picker::new(Choosing::Correct, &title, entries);
        picker.subject = Some(Box::new(subject));
        self.overlay = Some(Overlay::Picker(picker));
    }

    fn ask_name(&mut self, command: Command, subject: Subject) {
        if self.is_asking() {
            return;
        }
        let (purpose, text) = match command {
            Command::MergeName => (Purpose::Merge, String::new()),
            _ => (Purpose::Rename, subject.name().to_owned()),
        };
        let mut prompt = Prompt::new(purpose, Before::default());
        prompt.input = Input::new(text);
        prompt.subject = Some(Box::new(subject));
        self.open_prompt(prompt);
    }

    /// What was typed into the prompt of a correction is kept.
    pub(super) fn take_name(&mut self, prompt: Prompt, effects: &mut Vec<Effect>) {
        let typed = sanitize_line(prompt.input.value()).trim().to_owned();
        let Some(subject) = prompt.subject.filter(|_| !typed.is_empty()) else { return };
        match prompt.purpose {
            Purpose::Rename if !typed.contains(char::is_alphanumeric) => self.say("a name has letters"),
            Purpose::Rename if typed == subject.name() => {}
            Purpose::Rename => {
                let Some(own) = subject.own() else { return };
                let said = format!("{} is called {typed}", subject.name());
                self.relabel(&subject.card, Some((subject.card.kind, typed.clone())));
                self.say_corrections([Correction::Called(own, typed)], said, effects);
            }
            Purpose::Merge => {
                // Whoever types a whole name need not wait for names to be offered.
                let offer = prompt.offers.get().cloned();
                let (kind, name) = offer.map_or((subject.card.kind, typed), |of| (of.kind, of.name));
                self.ask_card_of(kind, name, CardFor::Merging(subject), effects);
            }
            Purpose::Collection | Purpose::Text => {}
        }
    }

    /// Says that an entity is another one too.
    pub(super) fn merge(&mut self, subject: &Subject, other: &EntityCard, effects: &mut Vec<Effect>) {
        let Some((own, others)) = subject.own().zip(other.spellings.first().map(named)) else { return };
        if own == others {
            return self.say("that is the same already");
        }
        let (kept, gone, pair) = match subject.card.documents >= other.documents {
            true => (&*subject.card, other, Correction::Same(own, others)),
            false => (other, &*subject.card, Correction::Same(others, own)),
        };
        let kinds = match kept.kind == gone.kind {
            true => String::new(),
            false => format!(", a {} now", kind_word(&kept.kind)),
        };
        let said = format!("{} is {}{kinds}", gone.name, kept.name);
        self.relabel(gone, Some((kept.kind, kept.name.clone())));
        self.say_corrections([pair], said, effects);
    }

    /// Says of which kind an entity is.
    pub(super) fn set_kind(&mut self, subject: &Subject, kind: Kind, effects: &mut Vec<Effect>) {
        let said = format!("{} is of the kind {}", subject.name(), kind_word(&kind));
        self.relabel(&subject.card, Some((kind, subject.card.name.clone())));
        let names: Vec<NameReference> = subject.card.spellings.iter().map(named).collect();
        self.say_corrections(names.into_iter().map(|name| Correction::Kind(name, kind)), said, effects);
    }

    /// Lets a correction hold no longer.
    pub(super) fn take_correction_back(&mut self, told: RecordedCorrection, effects: &mut Vec<Effect>) {
        let said = format!("no longer: {}", words(&told.correction));
        self.do_edit(Edit { taken_back: vec![told], ..Edit::default() }, said, effects);
    }

    /// Lets what was said of an entity here hold in every collection, or here only again.
    fn tell_everywhere(&mut self, subject: &Subject, effects: &mut Vec<Effect>) {
        let names: Vec<NameReference> = subject.card.spellings.iter().map(named).collect();
        let concerns = |told: &&RecordedCorrection| {
            let of = &told.correction;
            names.contains(of.subject()) || of.other().is_some_and(|other| names.contains(other))
        };
        let about: Vec<RecordedCorrection> =
            self.corrections.holding().iter().filter(concerns).cloned().collect();
        let here: Vec<RecordedCorrection> = about.iter().filter(|told| !told.everywhere).cloned().collect();
        let (taken_back, said) = match (about.is_empty(), here.is_empty()) {
            (true, _) => return self.say(format!("nothing was corrected about {}", subject.name())),
            (false, false) => (here, "holds in every collection"),
            (false, true) => (about, "holds in this collection only"),
        };
        let turned =
            |told: &RecordedCorrection| RecordedCorrection { everywhere: !told.everywhere, ..told.clone() };
        let edit = Edit { said: taken_back.iter().map(turned).collect(), taken_back };
        self.do_edit(edit, format!("what was said of {} {said}", subject.name()), effects);
    }

    /// Opens all corrections, the latest first, to take one back.
    fn choose_correction(&mut self) {
        let entry = |told: &RecordedCorrection| Entry {
            group: "".into(),
            label: words(&told.correction),
            detail: String::new(),
            right: if told.everywhere { "everywhere".into() } else { String::new() },
            choice: Choice::TakeBack(Box::new(told.clone())),
        };
        let entries: Vec<Entry> = self.corrections.holding().iter().rev().map(entry).collect();
        if entries.is_empty() {
            return self.say("no name was corrected yet: , on a name begins");
        }
        let title = "Corrections   ⏎ takes one back";
        self.overlay = Some(Overlay::Picker(Picker::new(Choosing::Correct, title, entries)));
    }

    /// Gives all that is labelled as an entity another label, or none.
    fn relabel(&mut self, card: &EntityCard, to: Option<(Kind, String)>) {
        self.sidebar.relabel(&card.criterion(), to.as_ref().map(|(kind, name)| (*kind, name.as_str())));
        self.reader.relabel(|meant, _| {
            if (meant.kind, &meant.name) == (card.kind, &card.name) {
                match &to {
                    Some((kind, name)) => (meant.kind, meant.name) = (*kind, name.clone()),
                    None => meant.hidden = true,
                }
            }
        });
    }

    /// Gives a spelling of an entity its own label on the page.
    fn relabel_spelling(&mut self, card: &EntityCard, spelling: &NameReference) {
        self.reader.relabel(|meant, name| {
            if (meant.kind, &meant.name) == (card.kind, &card.name) && name == spelling.name {
                meant.name = spelling.name.clone();
            }
        });
    }
}

/// A correction in words.
pub fn words(correction: &Correction) -> String {
    match correction {
        Correction::Same(one, other) if one == other => format!("{} is one in all documents", one.name),
        Correction::Same(one, other) => format!("{} is {}", other.name, one.name),
        Correction::Apart(one, other) => format!("{} is not {}", other.name, one.name),
        Correction::NotHere(name) => format!("{} is somebody else in one document", name.name),
        Correction::Called(name, called) => format!("{} is called {called}", name.name),
        Correction::Kind(name, kind) => format!("{} is of the kind {}", name.name, kind_word(kind)),
        Correction::Hidden(name) => format!("{} is hidden", name.name),
    }
}
