//! The dialogue: what was searched for and found, which document is open; each line that is typed changes it and is
//! answered in lines.
//!
//! Not here: what lines ask for (`typed`), how things are told (`spoken`), what is kept (`keeping`), reading lines and
//! writing them (`linear`).

use super::narrowed::Narrowed;
use super::opened::Opened;
use super::spoken::{self, counted, line};
use super::typed::{Asked, WORDS};
use crate::cli::finding::Searched;
use crate::model::{Key, Kind};
use crate::paths::Paths;
use crate::query::{
    Answer, Criterion, EntityListOrder, EntityListRequest, NotebookChange, Question, ReadAfter, ScoredHit,
    SearchResults,
};
use crate::text::copy_as::CopyAs;

/// So many documents are told at once.
const ROWS: usize = 10;
/// So many values of each filter, so many names.
const VALUES: usize = 5;
const NAMES: usize = 20;

/// What the settings say of the dialogue.
#[derive(Default)]
pub struct Wishes {
    /// How a passage is copied.
    pub copy_as: CopyAs,
    /// When a document counts as read.
    pub read_after: ReadAfter,
}

/// The state of the dialogue.
pub struct Dialogue<'p> {
    pub(super) searched: Searched,
    pub(super) paths: &'p Paths,
    pub(super) wishes: Wishes,
    narrowed: Narrowed,
    /// What was found, as far as it was told.
    pub(super) hits: Vec<ScoredHit>,
    found: usize,
    /// How many of these have what is searched for in their text, not in folded lines only.
    unfolded: usize,
    /// The place in the list of the document that is open.
    number: usize,
    pub(super) opened: Option<Opened>,
    /// As they were told last, to be named by their numbers.
    values: Vec<(Criterion, String)>,
    names: Vec<(Kind, String, Option<Key>)>,
    /// What was kept, the latest last.
    pub(super) kept: Vec<NotebookChange>,
}

/// What is told, or why nothing can be.
pub(super) type Reply = Result<Vec<String>, String>;

impl<'p> Dialogue<'p> {
    /// A dialogue over what is searched in.
    pub fn new(searched: Searched, paths: &'p Paths, wishes: Wishes) -> Dialogue<'p> {
        Dialogue {
            searched,
            paths,
            wishes,
            narrowed: Narrowed::default(),
            hits: Vec::new(),
            found: 0,
            unfolded: 0,
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
    pub fn answer(&mut self, asked: Asked) -> Reply {
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
            Asked::Note(words) => self.note(&words),
            Asked::Tag(word) => self.tag(&word),
            Asked::Star => self.star(),
            Asked::Undo => self.undo(),
            Asked::Notes => self.notes(),
            Asked::Unread => self.search(Narrowed::by("is:failed")),
            Asked::Folder(_) | Asked::Quit => Ok(Vec::new()),
        }
    }

    pub(super) fn opened(&self) -> Result<&Opened, String> {
        self.opened.as_ref().ok_or_else(|| "No document is open: a number of the list opens one.".to_owned())
    }

    /// Reads on in the document that is open; at its end it counts as read.
    fn read(&mut self, step: impl FnOnce(&mut Opened) -> Reply) -> Reply {
        let Some(opened) = &mut self.opened else { return self.opened().map(|_| Vec::new()) };
        let was_at_end = opened.is_at_end();
        let told = step(opened)?;
        if opened.is_at_end() && !was_at_end {
            self.mark_read(ReadAfter::End);
        }
        Ok(told)
    }

    pub(super) fn search(&mut self, narrowed: Narrowed) -> Reply {
        let before = std::mem::replace(&mut self.narrowed, narrowed);
        let found = self.find(ROWS);
        match found {
            Ok((results, hits)) => {
                (self.found, self.unfolded) = (results.ids.len(), results.unfolded);
                (self.hits, self.number) = (hits, 0);
                self.values.clear();
                let mut lines = vec![self.count_told()];
                lines.extend(results.suggestion.as_ref().map(spoken::suggestion));
                lines.extend(self.rows(0));
                Ok(lines)
            }
            Err(error) => {
                self.narrowed = before;
                Err(error)
            }
        }
    }

    /// What is found, and the first of it.
    fn find(&self, limit: usize) -> Result<(SearchResults, Vec<ScoredHit>), String> {
        self.searched.top(self.narrowed.search(&self.searched)?, limit)
    }

    /// How much is found; what has it only in folded lines is counted apart, as on the screen.
    fn count_told(&self) -> String {
        let (documents, said) = (counted(self.unfolded, "document"), self.narrowed.said());
        match self.found - self.unfolded.min(self.found) {
            0 => format!("{documents}{said}."),
            more => format!("{documents}{said}, and {more} more only in folded lines."),
        }
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

    fn list(&mut self, from: usize) -> Reply {
        if self.hits.is_empty() {
            return self.search(self.narrowed.clone());
        }
        if from >= self.found {
            return Ok(vec![format!("That was all: {}.", counted(self.found, "document"))]);
        }
        if from == self.hits.len() {
            self.hits = self.find(from + ROWS)?.1;
        }
        Ok(self.rows(from))
    }

    fn narrow(&mut self, words: String) -> Reply {
        let value = words.parse::<usize>().ok().and_then(|number| self.values.get(number.checked_sub(1)?));
        let narrowed = match value {
            Some((criterion, said)) => self.narrowed.and_value(criterion.clone(), said),
            None => self.narrowed.and(&words),
        };
        self.search(narrowed)
    }

    fn widen(&mut self) -> Reply {
        let wider = self.narrowed.wider().ok_or("Nothing is narrowed: these are all documents.")?;
        self.search(wider)
    }

    fn filters(&mut self) -> Reply {
        let facets = self.narrowed.facets(&self.searched)?;
        let mut lines = vec!["narrow and a number leaves the documents that have it.".to_owned()];
        self.values.clear();
        for group in &facets.groups {
            for value in group.values.iter().take(VALUES) {
                let said = format!("{} {}", group.facet.word(), value.label);
                self.values.push((value.criterion.clone(), said.clone()));
                let documents = counted(value.documents as usize, "document");
                lines.push(line(&format!("{}: {said}, {documents}.", self.values.len())));
            }
        }
        Ok(lines)
    }

    fn open(&mut self, number: usize) -> Reply {
        if self.hits.is_empty() {
            self.search(self.narrowed.clone())?;
        }
        if number > self.hits.len() && number <= self.found {
            self.hits = self.find(number)?.1;
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
        let head = self.opened.insert(Opened::new(page)).head();
        self.mark_read(ReadAfter::Open);
        Ok(head)
    }

    fn names(&mut self) -> Reply {
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
            line(&format!("{}: {name}, {}, {}.", at + 1, kind.word(), counted(*count, "mention")))
        });
        let told = told.collect();
        self.names = numbered;
        Ok(told)
    }

    fn name(&self, words: &str) -> Reply {
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
}

/// What can be typed, a line each.
fn help() -> Vec<String> {
    let of = |(words, short, does): &(&str, &str, &str)| match *short {
        "" => format!("{words}: {does}."),
        short => format!("{words}, or {short}: {does}."),
    };
    WORDS.iter().map(of).collect()
}
