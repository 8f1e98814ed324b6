//! Putting names right: what each correction says of the entity pointed at. What follows from it is
//! the resolver's to know; here the labels on screen change at once.

use std::sync::Arc;

use tui_input::Input;

use super::command::Command;
use super::journal::{Deed, Step};
use super::message::{Effect, Page};
use super::picker::{Choice, Entry, Picker, Purpose as Choosing};
use super::prompt::{Before, Prompt, Purpose};
use super::sidebar::kind_word;
use super::{App, CardFor, Focus, Overlay};
use crate::model::{DocumentId, Kind};
use crate::query::{Correction, Criterion, Edit, EntityCard, Meant, Named, Spelling, Told};
use crate::text::sanitize::sanitize_line;

/// What is put right.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    pub card: Box<EntityCard>,
    /// The spelling pointed at, when it is not the name of the entity.
    pub spelling: Option<Named>,
    /// The document in which it is pointed at.
    pub document: Option<DocumentId>,
}

impl Subject {
    /// The name of the entity, as documents write it.
    fn own(&self) -> Option<Named> {
        self.card.spellings.first().map(named)
    }

    fn name(&self) -> &str {
        &self.card.name
    }
}

fn named(spelling: &Spelling) -> Named {
    Named { kind: spelling.kind, name: spelling.name.clone(), document: spelling.only_in }
}

impl App {
    /// Who is put right while something is typed or chosen for it.
    pub fn name_corrected(&self) -> Option<&str> {
        self.correcting.as_ref().map(Subject::name)
    }

    /// Begins a correction of the entity pointed at.
    pub(super) fn correct(&mut self, command: Command, effects: &mut Vec<Effect>) {
        if command == Command::Corrections {
            return self.choose_correction();
        }
        match self.overlay.take() {
            Some(Overlay::Card(card)) => return self.correct_entity(command, self.pointing(card), effects),
            other => self.overlay = other,
        }
        if let Some(sheet) = self.sheet() {
            return match sheet.entity().map(|(kind, name)| (kind, name.to_owned())) {
                Some((kind, name)) => self.ask_card_of(kind, name, CardFor::Correcting(command), effects),
                None => self.say("no name under the cursor"),
            };
        }
        if self.focus != Focus::Filters {
            return self.ask_card(CardFor::Correcting(command), effects);
        }
        match self.criterion_at_cursor() {
            Some(Criterion::Entity { kind, name }) => {
                self.ask_card_of(kind, name, CardFor::Correcting(command), effects);
            }
            _ => self.say("no name under the cursor"),
        }
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

    /// An entity, with the spelling under the reader's cursor if it is one of its own.
    pub(super) fn pointing(&self, card: Box<EntityCard>) -> Subject {
        if let Some(sheet) = self.sheet() {
            let own = card.spellings.first().map(named);
            let spelling = sheet.spelling().map(named).filter(|name| Some(name) != own.as_ref());
            return Subject { card, spelling, document: None };
        }
        let page = self.reader.page.as_deref().filter(|_| self.focus == Focus::Reader);
        let mention = page.zip(self.reader.mention);
        let key = mention.and_then(|(page, at)| {
            let key = page.document.mentions.get(at)?.key?;
            Some((page.id, page.document.keys.get(key as usize)?))
        });
        let found = key.and_then(|(id, key)| {
            let here = |of: &&Spelling| of.only_in.is_none_or(|only| only == id);
            let mut same = card.spellings.iter().filter(|of| (of.kind, &of.name) == (key.kind, &key.name));
            same.find(here).map(|of| (id, named(of)))
        });
        let own = card.spellings.first().map(named);
        let document = found.as_ref().map(|(id, _)| *id);
        let spelling = found.map(|(_, name)| name).filter(|name| Some(name) != own.as_ref());
        Subject { card, spelling, document }
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
    fn confirm(&mut self, subject: &Subject, own: Named, effects: &mut Vec<Effect>) {
        let likely = |of: &&Spelling| of.why.as_ref().is_some_and(|why| !why.sure);
        let mut doubtful: Vec<Named> = subject.card.spellings.iter().filter(likely).map(named).collect();
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
    fn part_here(&mut self, subject: &Subject, own: Named, effects: &mut Vec<Effect>) {
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
        let here = Named { document: Some(document), ..spelling.clone() };
        self.say_corrections([Correction::NotHere(here)], said, effects);
    }

    /// Says that a spelling is never a name of the entity.
    pub(super) fn part(&mut self, subject: &Subject, spelling: Named, effects: &mut Vec<Effect>) {
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
        let own = self.settings.lists.iter().map(|&list| Kind::Own(list));
        let kinds = Kind::ALL.into_iter().chain(own);
        let others = kinds.filter(|kind| kind.is_name() && *kind != now);
        let entry = |kind: Kind| Entry {
            group: "".into(),
            label: kind_word(&kind).to_owned(),
            detail: String::new(),
            right: String::new(),
            choice: Choice::Kind(kind),
        };
        self.open_correcting(subject, "What is it?", others.map(entry).collect());
    }

    fn open_correcting(&mut self, subject: Subject, question: &str, entries: Vec<Entry>) {
        let title = format!("{} · {question}", subject.name());
        self.overlay = Some(Overlay::Picker(Picker::new(Choosing::Correct, &title, entries)));
        self.correcting = Some(subject);
    }

    fn ask_name(&mut self, command: Command, subject: Subject) {
        let (purpose, text) = match command {
            Command::MergeName => (Purpose::Merge, String::new()),
            _ => (Purpose::Rename, subject.name().to_owned()),
        };
        let mut prompt = Prompt::new(purpose, Before::default());
        prompt.input = Input::new(text);
        self.prompt = Some(prompt);
        self.correcting = Some(subject);
    }

    /// What was typed into the prompt of a correction is kept.
    pub(super) fn take_name(&mut self, prompt: &Prompt, effects: &mut Vec<Effect>) {
        let typed = sanitize_line(prompt.input.value()).trim().to_owned();
        let Some(subject) = self.correcting.take() else { return };
        match prompt.purpose {
            Purpose::Rename if !typed.contains(char::is_alphanumeric) => self.say("a name has letters"),
            Purpose::Rename if typed == subject.name() => {}
            Purpose::Rename => {
                let Some(own) = subject.own() else { return };
                let said = format!("{} is called {typed}", subject.name());
                self.relabel(&subject.card, Some((subject.card.kind, typed.clone())));
                self.say_corrections([Correction::Called(own, typed)], said, effects);
            }
            Purpose::Merge => match prompt.offers.get().cloned() {
                Some(other) => {
                    self.correcting = Some(subject);
                    self.ask_card_of(other.kind, other.name, CardFor::Merging, effects);
                }
                None if typed.is_empty() => {}
                None => self.say(format!("nobody is called {typed}")),
            },
            Purpose::Collection | Purpose::Text => {}
        }
    }

    /// Says that the entity being corrected is another one too.
    pub(super) fn merge_with(&mut self, other: &EntityCard, effects: &mut Vec<Effect>) {
        let Some(subject) = self.correcting.take() else { return };
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

    /// Does what was chosen in a picker of a correction.
    pub(super) fn take_correction(&mut self, choice: &Choice, effects: &mut Vec<Effect>) {
        if let Choice::TakeBack(told) = choice {
            let edit = Edit { taken_back: vec![(**told).clone()], ..Edit::default() };
            return self.do_edit(edit, format!("no longer: {}", words(&told.correction)), effects);
        }
        let Some(subject) = self.correcting.take() else { return };
        match choice {
            Choice::Part(spelling) => self.part(&subject, spelling.clone(), effects),
            Choice::Kind(kind) => {
                let said = format!("{} is of the kind {}", subject.name(), kind_word(kind));
                self.relabel(&subject.card, Some((*kind, subject.card.name.clone())));
                let corrections = subject.card.spellings.iter().map(|of| Correction::Kind(named(of), *kind));
                self.say_corrections(corrections.collect::<Vec<_>>(), said, effects);
            }
            _ => {}
        }
    }

    /// Lets what was said of an entity here hold in every collection, or here only again.
    fn tell_everywhere(&mut self, subject: &Subject, effects: &mut Vec<Effect>) {
        let names: Vec<Named> = subject.card.spellings.iter().map(named).collect();
        let concerns = |told: &&Told| {
            let of = &told.correction;
            names.contains(of.subject()) || of.other().is_some_and(|other| names.contains(other))
        };
        let about: Vec<Told> = self.corrections.holding().iter().filter(concerns).cloned().collect();
        let here: Vec<Told> = about.iter().filter(|told| !told.everywhere).cloned().collect();
        let (taken_back, said) = match (about.is_empty(), here.is_empty()) {
            (true, _) => return self.say(format!("nothing was corrected about {}", subject.name())),
            (false, false) => (here, "holds in every collection"),
            (false, true) => (about, "holds in this collection only"),
        };
        let turned = |told: &Told| Told { everywhere: !told.everywhere, ..told.clone() };
        let edit = Edit { said: taken_back.iter().map(turned).collect(), taken_back };
        self.do_edit(edit, format!("what was said of {} {said}", subject.name()), effects);
    }

    /// Opens all corrections, the latest first, to take one back.
    fn choose_correction(&mut self) {
        let entry = |told: &Told| Entry {
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
        self.relabel_page(|meant, _| {
            if (meant.kind, &meant.name) == (card.kind, &card.name) {
                match &to {
                    Some((kind, name)) => (meant.kind, meant.name) = (*kind, name.clone()),
                    None => meant.hidden = true,
                }
            }
        });
    }

    /// Gives a spelling of an entity its own label on the page.
    fn relabel_spelling(&mut self, card: &EntityCard, spelling: &Named) {
        self.relabel_page(|meant, name| {
            if (meant.kind, &meant.name) == (card.kind, &card.name) && name == spelling.name {
                meant.name = spelling.name.clone();
            }
        });
    }

    /// Changes whom the keys of the page mean, given their names.
    fn relabel_page(&mut self, change: impl Fn(&mut Meant, &str)) {
        let Some(mut page) = self.reader.page.clone() else { return };
        let Page { meant, document, .. } = Arc::make_mut(&mut page);
        meant.iter_mut().zip(&document.keys).for_each(|(meant, key)| change(meant, &key.name));
        self.reader.show(page);
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
