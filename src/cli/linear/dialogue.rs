//! The dialogue: what was searched for and found, which document is open; each line that is typed changes it and is
//! answered in lines.
//!
//! Not here: what lines ask for (`typed`), how things are told (`spoken`), reading lines and writing them (`linear`).

use std::collections::HashSet;

use super::narrowed::Narrowed;
use super::opened::Opened;
use super::spoken::{self, counted, line};
use super::typed::{Asked, WORDS};
use crate::cli::finding::Searched;
use crate::cli::notes::{keep, note_ids};
use crate::model::{Key, Kind};
use crate::paths::Paths;
use crate::query::{
    Answer, Colour, Criterion, DocumentPage, EntityListOrder, EntityListRequest, MarkChange, Note,
    NoteSubject, NotebookChange, Question, ScoredHit, Tag,
};
use crate::text::anchor::anchor;
use crate::text::copy_as::CopyAs;

/// So many documents are told at once.
const ROWS: usize = 10;
/// So many values of each filter, so many names.
const VALUES: usize = 5;
const NAMES: usize = 20;

/// The state of the dialogue.
pub struct Dialogue<'p> {
    searched: Searched,
    paths: &'p Paths,
    copy_as: CopyAs,
    narrowed: Narrowed,
    /// What was found, as far as it was told.
    hits: Vec<ScoredHit>,
    found: usize,
    /// The place in the list of the document that is open.
    number: usize,
    opened: Option<Opened>,
    /// As they were told last, to be named by their numbers.
    values: Vec<(Criterion, String)>,
    names: Vec<(Kind, String, Option<Key>)>,
    /// What was kept, the latest last.
    kept: Vec<NotebookChange>,
}

/// What is told, or why nothing can be.
type Told = Result<Vec<String>, String>;

impl<'p> Dialogue<'p> {
    /// A dialogue over what is searched in.
    pub fn new(searched: Searched, paths: &'p Paths, copy_as: CopyAs) -> Dialogue<'p> {
        Dialogue {
            searched,
            paths,
            copy_as,
            narrowed: Narrowed::default(),
            hits: Vec::new(),
            found: 0,
            number: 0,
            opened: None,
            values: Vec::new(),
            names: Vec::new(),
            kept: Vec::new(),
        }
    }

    /// Does what is asked, and says what came of it. The end and another folder are not its business.
    ///
    /// # Errors
    /// With a sentence about why it cannot be done.
    pub fn answer(&mut self, asked: Asked) -> Told {
        match asked {
            Asked::Help => Ok(help()),
            Asked::Search(words) => self.search(Narrowed::by(&words)),
            Asked::Narrow(words) => self.narrow(words),
            Asked::Widen => self.widen(),
            Asked::Filters => self.filters(),
            Asked::List => self.list(0),
            Asked::More => self.list(self.hits.len()),
            Asked::Open(number) => self.open(number),
            Asked::NextDocument(true) => self.open(self.number + 1),
            Asked::NextDocument(false) => self.open(self.number.saturating_sub(1)),
            Asked::NextParagraph(forward) => self.read(|opened| Ok(opened.step(forward))),
            Asked::Paragraph(number) => self.read(|opened| opened.numbered(number)),
            Asked::NextHit => self.read(|opened| Ok(opened.next_hit())),
            Asked::Rest => self.read(|opened| Ok(opened.rest())),
            Asked::About => Ok(self.opened()?.about()),
            Asked::Names => self.names(),
            Asked::Name(words) => self.name(&words),
            Asked::Copy => self.copy(),
            Asked::Note(words) => self.note(words),
            Asked::Tag(word) => self.tag(&word),
            Asked::Star => self.star(),
            Asked::Undo => self.undo(),
            Asked::Notes => self.search(Narrowed::by("is:noted")),
            Asked::Unread => self.search(Narrowed::by("is:failed")),
            Asked::Folder(_) | Asked::Quit => Ok(Vec::new()),
        }
    }

    fn opened(&self) -> Result<&Opened, String> {
        self.opened.as_ref().ok_or_else(|| "No document is open: a number of the list opens one.".to_owned())
    }

    /// Reads on in the document that is open; at its end it counts as read.
    fn read(&mut self, step: impl FnOnce(&mut Opened) -> Told) -> Told {
        let Some(opened) = &mut self.opened else { return self.opened().map(|_| Vec::new()) };
        let was_read = opened.is_read();
        let told = step(opened)?;
        let (id, is_read) = (opened.page.id, opened.is_read());
        if is_read && !was_read {
            // Not being able to remember that is no reason not to read.
            let _ = keep(&self.searched, self.paths, &[NotebookChange::read(id, true)]);
        }
        Ok(told)
    }

    fn search(&mut self, narrowed: Narrowed) -> Told {
        let before = std::mem::replace(&mut self.narrowed, narrowed);
        let found = self.find(ROWS);
        match found {
            Ok((found, hits, said)) => {
                (self.found, self.hits, self.number) = (found, hits, 0);
                self.values.clear();
                let mut lines = vec![format!("{}{}.", counted(self.found, "document"), self.narrowed.said())];
                lines.extend(said);
                lines.extend(self.rows(0));
                Ok(lines)
            }
            Err(error) => {
                self.narrowed = before;
                Err(error)
            }
        }
    }

    /// How much is found, the first of it, and what is to be said of it.
    fn find(&self, limit: usize) -> Result<(usize, Vec<ScoredHit>, Option<String>), String> {
        let search = self.narrowed.search(&self.searched)?;
        let (results, hits) = self.searched.top(search, limit)?;
        let said = results.suggestion.as_ref().map(|suggestion| match suggestion.shown {
            true => {
                format!("Nothing has {}; these have {}.", suggestion.typed_words(), suggestion.new_words())
            }
            false => format!("Did you mean {}?", suggestion.new_words()),
        });
        Ok((results.ids.len(), hits, said.map(|said| line(&said))))
    }

    /// The rows from a place on, and whether there are more.
    fn rows(&self, from: usize) -> Vec<String> {
        let mut lines = Vec::new();
        for (at, hit) in self.hits.iter().enumerate().skip(from) {
            lines.push(spoken::row(at + 1, &hit.row));
            lines.extend(spoken::passage(hit));
        }
        if self.hits.len() < self.found {
            lines.push(format!("{} of {} told; more tells more.", self.hits.len(), self.found));
        }
        lines
    }

    fn list(&mut self, from: usize) -> Told {
        if self.hits.is_empty() {
            return self.search(self.narrowed.clone());
        }
        if from >= self.found {
            return Ok(vec![format!("That was all: {}.", counted(self.found, "document"))]);
        }
        if from == self.hits.len() {
            (self.found, self.hits, _) = self.find(from + ROWS)?;
        }
        Ok(self.rows(from))
    }

    fn narrow(&mut self, words: String) -> Told {
        let value = words.parse::<usize>().ok().and_then(|number| self.values.get(number.checked_sub(1)?));
        let narrowed = match value {
            Some((criterion, said)) => self.narrowed.and_value(criterion.clone(), said),
            None => self.narrowed.and(&words),
        };
        self.search(narrowed)
    }

    fn widen(&mut self) -> Told {
        let wider = self.narrowed.wider().ok_or("Nothing is narrowed: these are all documents.")?;
        self.search(wider)
    }

    fn filters(&mut self) -> Told {
        let facets = self.narrowed.facets(&self.searched)?;
        let mut lines = vec!["narrow and a number leaves the documents that have it.".to_owned()];
        self.values.clear();
        for group in &facets.groups {
            for value in group.values.iter().take(VALUES) {
                let said = format!("{} {}", group.facet.field(), value.label);
                self.values.push((value.criterion.clone(), said.clone()));
                let documents = counted(value.documents as usize, "document");
                lines.push(line(&format!("{}: {said}, {documents}.", self.values.len())));
            }
        }
        Ok(lines)
    }

    fn open(&mut self, number: usize) -> Told {
        if self.hits.is_empty() {
            self.search(self.narrowed.clone())?;
        }
        if number > self.hits.len() && number <= self.found {
            (self.found, self.hits, _) = self.find(number)?;
        }
        let hit = number.checked_sub(1).and_then(|at| self.hits.get(at));
        let hit = hit.ok_or_else(|| format!("The list has {}.", counted(self.found, "document")))?;
        if let Some(problem) = &hit.row.problem {
            return Err(line(&format!("That file was not read: {problem}")));
        }
        let id = hit.row.id;
        let question = Question::Page {
            id,
            query: self.narrowed.query(&self.searched)?,
            notes: self.searched.marks.notes.clone(),
        };
        let Answer::Page(page) = self.searched.ask(&question)? else {
            return Err("That document is not there any more.".to_owned());
        };
        self.number = number;
        // Numbers of names are those of the document that is open.
        self.names.clear();
        let opened = self.opened.insert(Opened::new(page));
        Ok(opened.head())
    }

    fn names(&mut self) -> Told {
        let page = &self.opened()?.page;
        let names = spoken::names(page);
        if names.is_empty() {
            return Ok(vec!["It names nobody.".to_owned()]);
        }
        let key = |kind: Kind, name: &str| {
            let of = page.entities.iter().position(|entity| entity.kind == kind && entity.name == name)?;
            page.document.keys.get(of).cloned()
        };
        let numbered =
            names.iter().take(NAMES).map(|(kind, name, _)| (*kind, name.clone(), key(*kind, name)));
        let numbered: Vec<_> = numbered.collect();
        let told = names.iter().take(NAMES).enumerate();
        let told = told.map(|(at, (kind, name, count))| {
            line(&format!("{}: {name}, {}, {}.", at + 1, kind.name(), counted(*count, "mention")))
        });
        let told = told.collect();
        self.names = numbered;
        Ok(told)
    }

    fn name(&self, words: &str) -> Told {
        let numbered = words.parse::<usize>().ok().and_then(|number| self.names.get(number.checked_sub(1)?));
        let question = match (numbered, &self.opened) {
            (Some((_, _, Some(key))), Some(opened)) => {
                Question::EntityOfKey { id: opened.page.id, key: key.clone() }
            }
            (Some((kind, name, _)), _) => Question::Entity { kind: *kind, name: name.clone() },
            _ => self.entity_called(words)?,
        };
        match self.searched.ask(&question)? {
            Answer::Entity { card: Some(card), .. } => Ok(spoken::card(&card)),
            _ => Err(line(&format!("Nobody here is called “{words}”."))),
        }
    }

    /// The question for whom a name means.
    fn entity_called(&self, words: &str) -> Result<Question, String> {
        let order = EntityListOrder::default();
        let asked = EntityListRequest { kind: None, typed: words.to_owned(), order, limit: 1 };
        let cards = match self.searched.ask(&Question::EntityCards(asked))? {
            Answer::EntityCards(cards) => cards,
            _ => Vec::new(),
        };
        let card = cards.into_iter().next();
        let card = card.ok_or_else(|| line(&format!("Nobody here is called “{words}”.")))?;
        Ok(Question::Entity { kind: card.kind, name: card.name })
    }

    fn copy(&self) -> Told {
        let citation = self.opened()?.citation().ok_or("It has no text to copy.")?;
        let written = self.copy_as.write(&citation);
        let said = match crate::terminal::copy_by_programs(&written) {
            Ok(said) => format!("{said}:"),
            Err(said) => format!("{said}. This is it:"),
        };
        Ok([said].into_iter().chain(written.lines().map(line)).collect())
    }

    fn note(&mut self, words: String) -> Told {
        let opened = self.opened()?;
        let (page, passage) = (&opened.page, opened.passage().ok_or("It has no text to note something on.")?);
        let now = jiff::Timestamp::now().as_second();
        let note = Note {
            id: note_ids().issue(),
            on: NoteSubject::Passage(page.id, anchor(&page.document.text, passage)),
            colour: Some(Colour::default()),
            words,
            tags: Vec::new(),
            made: now,
            changed: now,
        };
        self.keep(NotebookChange::note(None, Some(note)), "Noted on the paragraph.")
    }

    fn tag(&mut self, word: &str) -> Told {
        let tag = Tag::new(word).ok_or("A tag needs a letter.")?;
        let id = self.opened()?.page.id;
        let said = format!("Tagged {}.", line(tag.name()));
        self.keep(NotebookChange::Mark(MarkChange::Tag { id, tag, value: true }), &said)
    }

    fn star(&mut self) -> Told {
        let DocumentPage { id, .. } = *self.opened()?.page;
        let starred: &HashSet<_> = &self.searched.marks.starred;
        let is_starred = starred.contains(&id);
        let said = if is_starred { "The star is taken." } else { "Starred." };
        self.keep(NotebookChange::star(id, !is_starred), said)
    }

    fn undo(&mut self) -> Told {
        let change = self.kept.last().ok_or("There is nothing to take back.")?;
        keep(&self.searched, self.paths, &[change.inverse()])?;
        self.kept.pop();
        self.searched.read_marks(self.paths);
        Ok(vec!["Taken back.".to_owned()])
    }

    fn keep(&mut self, change: NotebookChange, said: &str) -> Told {
        keep(&self.searched, self.paths, std::slice::from_ref(&change))?;
        self.kept.push(change);
        self.searched.read_marks(self.paths);
        Ok(vec![said.to_owned()])
    }
}

/// What can be typed, a line each.
fn help() -> Vec<String> {
    let of = |(words, short, does): &(&str, &str, &str)| match *short {
        "" => format!("{words}: {does}."),
        short => format!("{words}, or {short}: {does}."),
    };
    WORDS.iter().map(of).collect()
}
