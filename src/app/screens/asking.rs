//! Asks for what the full screens show, and hands the answers to the screen that waits for them.
//!
//! Not here: the questions themselves (the file of each screen).

use std::sync::Arc;

use ratatui::layout::Rect;

use super::request::Request;
use super::screen::Screen;
use crate::app::message::{Effect, Ticket};
use crate::app::state::App;
use crate::query::{Answer, Question};

impl App {
    /// An answer that was on its way while the screen lay below may have been passed over.
    pub(in crate::app) fn renew_screen(&mut self) {
        if let Some(request) = self.screen_mut().and_then(Screen::request).filter(|request| request.waiting) {
            *request = Request::default();
        }
    }

    /// Has all screens ask again: the topmost now, others when they come up.
    pub fn refresh_screens(&mut self, effects: &mut Vec<Effect>) {
        for screen in &mut self.screens {
            if let Screen::Notebook(notebook) = screen {
                notebook.lost = None;
            }
        }
        for request in self.screens.iter_mut().filter_map(Screen::request) {
            *request = Request::default();
        }
        self.ask_for_screen(effects);
    }

    /// Asks what the topmost screen has not asked yet.
    fn ask_for_screen(&mut self, effects: &mut Vec<Effect>) {
        let request = self.screen_mut().and_then(Screen::request);
        if request.is_some_and(|request| request.ticket == 0) {
            let (ticket, marks) = (self.requests.ticket(), Arc::clone(&self.marks));
            let copies = self.settings.copies;
            let question = self.screen_mut().and_then(|screen| screen.ask(ticket, marks, copies));
            effects.extend(question.map(|question| Effect::Ask { ticket, question }));
        }
    }

    /// Makes the topmost screen fit its area and asks for what it needs.
    pub(in crate::app) fn settle_screen(&mut self, effects: &mut Vec<Effect>) {
        let area = self.panes.screen;
        let Some(screen) = self.screen_mut() else { return };
        screen.fit(area);
        self.ask_for_screen(effects);
        self.ask_for_noted(area, effects);
        self.ask_for_details(area, effects);
        if let Some(Screen::Sentences(sentences)) = self.screen_mut() {
            let places = sentences.missing(area);
            if !places.is_empty() {
                let (ticket, search) = (sentences.request.ticket, sentences.search.clone());
                let question = Question::SentenceLines { search, places };
                effects.push(Effect::Ask { ticket, question });
            }
        }
    }

    /// Hands an answer to the screen that waits for it.
    pub(in crate::app) fn take_for_screen(&mut self, ticket: Ticket, answer: Answer) {
        let notes = Arc::clone(&self.marks.notes);
        let waits = |screen: &mut &mut Screen| screen.request().is_some_and(|request| request.is(ticket));
        match (self.screens.iter_mut().find_map(|mut screen| waits(&mut screen).then_some(screen)), answer) {
            (Some(Screen::EntityList(screen)), Answer::EntityList(list)) => screen.take(list),
            (Some(Screen::EntityList(screen)), Answer::EntityTimes(times)) => screen.times.take(times),
            (Some(Screen::Profile(screen)), Answer::Profile(profile)) => screen.take(profile),
            (Some(Screen::Profile(screen)), Answer::SpellingExamples(found)) => screen.take_examples(found),
            (Some(Screen::Sentences(screen)), Answer::Sentences(places)) => screen.take(places),
            (Some(Screen::NameMatches(screen)), Answer::NameMatches(found)) => screen.take(found),
            (Some(Screen::Notebook(screen)), Answer::Notes(found)) => screen.take(found, &notes),
            (Some(Screen::Notebook(screen)), Answer::NotePlaces(places)) => {
                screen.take_places(&places, &notes)
            }
            (Some(Screen::Notebook(screen)), Answer::NotedDocuments(rows)) => screen.learn(rows),
            (Some(Screen::Searches(screen)), Answer::SearchCounts(counts)) => screen.take(counts),
            (Some(Screen::Overview(screen)), Answer::Overview(overview)) => screen.take(overview),
            (Some(Screen::Sentences(screen)), Answer::SentenceLines { lines, counts }) => {
                screen.learn(lines, &counts);
            }
            _ => {}
        }
    }

    /// Asks for what is shown beside the rows of a list once these are there, of those in sight only.
    fn ask_for_details(&mut self, area: Rect, effects: &mut Vec<Effect>) {
        let (ticket, question) = match self.screen_mut() {
            Some(Screen::Profile(screen)) => (screen.request.ticket, screen.question_of_examples()),
            Some(Screen::EntityList(screen)) => (screen.request.ticket, screen.question_of_times(area)),
            _ => return,
        };
        effects.extend(question.map(|question| Effect::Ask { ticket, question }));
    }
}
