//! One screen of the stack, of whichever type: moving on it, and the entity that commands on it are
//! about.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::dossier::{DossierScreen, PIECE_ROWS};
use super::entity_list::EntityListScreen;
use super::name_matches::NameMatchesScreen;
use super::notebook::NotebookScreen;
use super::overview::OverviewScreen;
use super::profile::ProfileScreen;
use super::request::Request;
use super::searches::SearchesScreen;
use super::sentences::SentencesScreen;
use super::story::StoryScreen;
use crate::app::message::Ticket;
use crate::model::{DocumentId, Kind};
use crate::query::{CopyRows, Criterion, Marks, Question, SentenceLine, Spelling};

/// An entry of the stack of screens.
#[derive(Debug)]
pub enum Screen {
    /// All entities.
    EntityList(Box<EntityListScreen>),
    /// What is known of one.
    Profile(Box<ProfileScreen>),
    /// Sentences that name some.
    Sentences(Box<SentencesScreen>),
    /// Where the names of a list stand.
    NameMatches(Box<NameMatchesScreen>),
    /// The notes.
    Notebook(Box<NotebookScreen>),
    /// The saved searches.
    Searches(Box<SearchesScreen>),
    /// A dossier.
    Dossier(Box<DossierScreen>),
    /// What is in the collection.
    Overview(Box<OverviewScreen>),
    /// The story that a document reports.
    Story(Box<StoryScreen>),
    /// A document that is read, with or without screens below.
    Document(DocumentId),
}

impl Screen {
    /// The entity that commands are about: the one under the cursor, else that of the screen.
    pub fn entity(&self) -> Option<(Kind, &str)> {
        match self {
            Screen::EntityList(entities) => entities.selected().map(|row| (row.kind, row.name.as_str())),
            Screen::Profile(profile) => Some(profile.entity()),
            Screen::Sentences(_)
            | Screen::NameMatches(_)
            | Screen::Notebook(_)
            | Screen::Searches(_)
            | Screen::Dossier(_)
            | Screen::Overview(_)
            | Screen::Story(_)
            | Screen::Document(_) => None,
        }
    }

    /// The spelling under the cursor, where spellings are listed.
    pub fn spelling(&self) -> Option<&Spelling> {
        match self {
            Screen::Profile(profile) => profile.spelling(),
            _ => None,
        }
    }

    /// The sentence under the cursor.
    pub fn sentence(&self) -> Option<&SentenceLine> {
        match self {
            Screen::Profile(profile) => profile.sentence(),
            Screen::Sentences(sentences) => sentences.line(sentences.cursor.at),
            _ => None,
        }
    }

    /// What to filter by.
    pub fn criterion(&self) -> Option<Criterion> {
        self.entity().map(|(kind, name)| Criterion::Entity { kind, name: name.to_owned() })
    }

    /// Its request.
    pub(super) fn request(&mut self) -> Option<&mut Request> {
        match self {
            Screen::EntityList(entities) => Some(&mut entities.request),
            Screen::Profile(profile) => Some(&mut profile.request),
            Screen::Sentences(sentences) => Some(&mut sentences.request),
            Screen::NameMatches(names) => Some(&mut names.request),
            Screen::Notebook(notebook) => Some(&mut notebook.request),
            Screen::Searches(searches) => Some(&mut searches.request),
            Screen::Overview(overview) => Some(&mut overview.request),
            Screen::Story(story) => Some(&mut story.request),
            Screen::Dossier(_) | Screen::Document(_) => None,
        }
    }

    /// Its question, under a new number.
    pub(super) fn ask(&mut self, ticket: Ticket, marks: Arc<Marks>, copies: CopyRows) -> Option<Question> {
        *self.request()? = Request { ticket, waiting: true };
        match self {
            Screen::EntityList(entities) => Some(Question::EntityList(entities.question())),
            Screen::Profile(profile) => {
                Some(Question::Profile { kind: profile.kind, name: profile.name.clone(), copies })
            }
            Screen::Sentences(sentences) => {
                Some(Question::Sentences { search: sentences.search.clone(), marks, copies })
            }
            Screen::NameMatches(screen) => Some(screen.question()),
            Screen::Notebook(screen) => {
                Some(Question::Notes { search: screen.search(), order: screen.order, marks })
            }
            Screen::Searches(screen) => Some(Question::SearchCounts { searches: screen.searches(), marks }),
            Screen::Overview(_) => Some(Question::Overview { marks }),
            Screen::Story(story) => Some(Question::Story(story.id)),
            Screen::Dossier(_) | Screen::Document(_) => None,
        }
    }

    /// Moves by entries.
    pub(super) fn step(&mut self, by: isize, area: Rect) {
        match self {
            Screen::EntityList(entities) => entities.step(by, area),
            Screen::Profile(profile) => profile.step(by),
            Screen::Sentences(sentences) => sentences.cursor.step(by, sentences.places.len()),
            Screen::Notebook(notebook) => notebook.step(by),
            Screen::NameMatches(names) => names.cursor.step(by, names.rows.len()),
            Screen::Searches(searches) => searches.cursor.step(by, searches.rows.len()),
            Screen::Dossier(dossier) => dossier.step(by),
            Screen::Overview(overview) => overview.step(by, area),
            Screen::Story(story) => story.step(by),
            Screen::Document(_) => {}
        }
    }

    /// Scrolls what is under a row and column of the screen.
    pub(super) fn scroll(&mut self, by: isize, area: Rect, cell: (u16, u16)) {
        match self {
            Screen::EntityList(entities) => entities.scroll(by, area),
            Screen::Profile(profile) => profile.scroll(by, area, cell),
            Screen::Sentences(sentences) => sentences.scroll(by, area),
            Screen::Notebook(notebook) => notebook.scroll(by, area),
            Screen::NameMatches(names) => names.scroll(by, area),
            Screen::Searches(searches) => searches.scroll(by, area),
            Screen::Dossier(dossier) => dossier.scroll(by, area),
            Screen::Overview(overview) => overview.scroll(by, area),
            Screen::Story(story) => story.scroll(by, area),
            Screen::Document(_) => {}
        }
    }

    /// Goes to what is under a row and column of the screen. Returns whether the cursor was there already.
    pub(super) fn point(&mut self, area: Rect, cell: (u16, u16)) -> bool {
        match self {
            Screen::EntityList(entities) => entities.point(area, cell),
            Screen::Profile(profile) => profile.point(area, cell),
            Screen::Sentences(sentences) => sentences.point(area, cell),
            Screen::Notebook(notebook) => notebook.point(area, cell),
            Screen::NameMatches(names) => names.point(area, cell),
            Screen::Searches(searches) => searches.point(area, cell),
            Screen::Dossier(dossier) => dossier.point(area, cell),
            Screen::Overview(overview) => overview.point(area, cell),
            Screen::Story(story) => story.point(area, cell),
            Screen::Document(_) => false,
        }
    }

    /// Makes everything fit the screen.
    pub(super) fn fit(&mut self, area: Rect) {
        match self {
            Screen::EntityList(entities) => entities.fit(area),
            Screen::Profile(profile) => profile.fit(area),
            Screen::Sentences(sentences) => sentences.fit(area),
            Screen::Notebook(notebook) => notebook.fit(area),
            Screen::NameMatches(names) => names.fit(area),
            Screen::Searches(searches) => searches.fit(area),
            Screen::Dossier(dossier) => dossier.fit(area),
            Screen::Overview(overview) => overview.fit(area),
            Screen::Story(story) => story.fit(area),
            Screen::Document(_) => {}
        }
    }

    /// Entries on a page of the screen.
    pub(super) fn page(&self, area: Rect) -> isize {
        let rows = match self {
            Screen::EntityList(entities) => entities.rows_area(area).height,
            Screen::Profile(profile) => profile.page(area),
            Screen::Sentences(sentences) => sentences.rows_area(area).height,
            Screen::Notebook(notebook) => notebook.page(area),
            Screen::NameMatches(names) => names.rows_area(area).height,
            Screen::Searches(searches) => searches.rows_area(area).height,
            Screen::Dossier(dossier) => dossier.rows_area(area).height / PIECE_ROWS,
            Screen::Overview(_) => OverviewScreen::body(area).height / 2,
            Screen::Story(story) => story.rows_area(area).height,
            Screen::Document(_) => 1,
        };
        (rows as isize - 1).max(1)
    }
}
