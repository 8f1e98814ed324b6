//! The state of the sentences screen: sentences that name certain entities together, by date. Places of
//! all are known, lines only of those that have been visible.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use super::area::{LOW, below};
use super::cursor::Cursor;
use super::request::Request;
use crate::app::reader::Arrival;
use crate::query::{Search, SentenceLine, SentencePlace};

/// Lines kept beyond what is visible.
const KEPT_LINES: usize = 4000;

/// A list of sentences.
#[derive(Debug, Default)]
pub struct SentencesScreen {
    /// The entities they name, in words.
    pub title: String,
    /// The places of all sentences, by date.
    pub places: Arc<Vec<SentencePlace>>,
    /// Whether an answer has come at all.
    pub answered: bool,
    /// The place in the list.
    pub cursor: Cursor,
    pub(super) search: Search,
    pub(super) request: Request,
    lines: HashMap<SentencePlace, SentenceLine>,
    fetched: HashSet<SentencePlace>,
}

impl SentencesScreen {
    pub(super) fn new(title: String, search: Search) -> SentencesScreen {
        SentencesScreen { title, search, ..SentencesScreen::default() }
    }

    /// Takes over an answer. The sentence under the cursor stays there.
    pub(super) fn take(&mut self, places: Arc<Vec<SentencePlace>>) {
        let before = self.places.get(self.cursor.at).copied();
        let offset = self.cursor.at - self.cursor.top.min(self.cursor.at);
        if let Some(at) = before.and_then(|before| places.iter().position(|&place| place == before)) {
            self.cursor = Cursor { at, top: at.saturating_sub(offset) };
        }
        self.places = places;
        self.answered = true;
        self.request.waiting = false;
        self.lines.clear();
        self.fetched.clear();
    }

    pub(super) fn learn(&mut self, lines: Vec<SentenceLine>) {
        self.lines.extend(lines.into_iter().map(|line| ((line.id, line.sentence), line)));
    }

    /// A sentence as a line, if it has been fetched.
    pub fn line(&self, at: usize) -> Option<&SentenceLine> {
        self.lines.get(self.places.get(at)?)
    }

    /// The sentences on screen that have not been fetched; they count as fetched now.
    pub(super) fn missing(&mut self, area: Rect) -> Vec<SentencePlace> {
        if self.lines.len() > KEPT_LINES {
            self.lines.clear();
            self.fetched.clear();
        }
        let on_screen = self.places.iter().skip(self.cursor.top).take(self.rows_area(area).height.into());
        on_screen.copied().filter(|place| self.fetched.insert(*place)).collect()
    }

    /// The part of the screen that holds the lines.
    pub fn rows_area(&self, area: Rect) -> Rect {
        below(area, if area.height < LOW { 1 } else { 2 })
    }

    pub(super) fn arrival(&self) -> Option<Arrival> {
        self.line(self.cursor.at).map(Arrival::at)
    }

    pub(super) fn scroll(&mut self, by: isize, area: Rect) {
        self.cursor.scroll(by, self.places.len(), self.rows_area(area).height.into(), |_| 1);
    }

    pub(super) fn fit(&mut self, area: Rect) {
        self.cursor.fit(self.places.len(), self.rows_area(area).height.into(), |_| 1);
    }

    pub(super) fn point(&mut self, area: Rect, (x, y): (u16, u16)) -> bool {
        let rows = self.rows_area(area);
        let row = self.cursor.top + usize::from(y.saturating_sub(rows.y));
        if !rows.contains(Position::new(x, y)) || row >= self.places.len() {
            return false;
        }
        std::mem::replace(&mut self.cursor.at, row) == row
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DocumentId;

    const AREA: Rect = Rect { x: 0, y: 0, width: 100, height: 12 };

    #[test]
    fn only_lines_on_screen_are_fetched_and_once() {
        let mut screen = SentencesScreen::default();
        screen.take(Arc::new((0..50).map(|n| (DocumentId(n), 0)).collect()));
        assert_eq!(screen.missing(AREA).len(), 10);
        assert_eq!(screen.missing(AREA).len(), 0);
        screen.cursor.step(20, 50);
        screen.fit(AREA);
        assert_eq!(screen.missing(AREA).len(), 10);
        let at = screen.places[screen.cursor.at];
        screen.take(Arc::new((5..50).map(|n| (DocumentId(n), 0)).collect()));
        assert_eq!(screen.places[screen.cursor.at], at);
        assert_eq!(screen.missing(AREA).len(), 10, "what is named in them may have changed");
    }
}
