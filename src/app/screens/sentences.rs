//! The state of the sentences screen: all hits of a search, in the order of the list, or sentences that name
//! certain entities together, by date. Places of all are known, lines only of those that have been visible.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use ratatui::layout::Rect;

use super::area::{LOW, below};
use super::cursor::Cursor;
use super::request::Request;
use crate::app::reader::Arrival;
use crate::model::DocumentId;
use crate::query::{LinePlaces, Search, SentenceLine, SentencePlace};

/// Lines kept beyond what is visible.
const KEPT_LINES: usize = 4000;

/// Rows below the list: a rule, a sentence in two rows, its source. Set by hand.
const FOOT: u16 = 4;
/// Lower screens have no room for them.
const FOOT_FROM: u16 = 16;

/// A list of sentences.
#[derive(Debug, Default)]
pub struct SentencesScreen {
    /// What is searched for: the words, or the entities they name.
    pub title: String,
    /// The places of all.
    pub places: Arc<LinePlaces>,
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

    /// Whether every hit of a search is listed.
    pub fn lists_hits(&self) -> bool {
        self.search.asks_for_words()
    }

    /// Puts other places in. What is under the cursor stays there.
    fn replace(&mut self, places: Arc<LinePlaces>) {
        let before = self.places.get(self.cursor.at);
        let offset = self.cursor.at - self.cursor.top.min(self.cursor.at);
        if let Some(at) = before.and_then(|before| places.position(before)) {
            self.cursor = Cursor { at, top: at.saturating_sub(offset) };
        }
        self.places = places;
    }

    /// Takes over an answer.
    pub(super) fn take(&mut self, places: Arc<LinePlaces>) {
        self.replace(places);
        self.answered = true;
        self.request.waiting = false;
        self.lines.clear();
        self.fetched.clear();
    }

    /// Takes over lines, and how many hits their documents have.
    pub(super) fn learn(&mut self, lines: Vec<SentenceLine>, counts: &[(DocumentId, usize)]) {
        self.lines.extend(lines.into_iter().map(|line| ((line.id, line.sentence), line)));
        let is_wrong = |&&(id, count): &&(DocumentId, usize)| {
            self.places.count(id).is_some_and(|counted| counted != count)
        };
        let wrong: Vec<_> = counts.iter().filter(is_wrong).collect();
        if !wrong.is_empty() {
            let mut places = LinePlaces::clone(&self.places);
            wrong.into_iter().for_each(|&(id, count)| places.set_count(id, count));
            self.replace(Arc::new(places));
        }
    }

    /// A sentence as a line, if it has been fetched.
    pub fn line(&self, at: usize) -> Option<&SentenceLine> {
        self.lines.get(&self.places.get(at)?)
    }

    /// The sentences on screen that have not been fetched, and as many again that follow; they count as fetched
    /// now.
    pub(super) fn missing(&mut self, area: Rect) -> Vec<SentencePlace> {
        if self.lines.len() > KEPT_LINES {
            self.lines.clear();
            self.fetched.clear();
        }
        let rows = usize::from(self.rows_area(area).height);
        let place = |row: usize| self.places.get(self.cursor.top + row);
        // A text is read as a whole for a single line of it, so several are fetched at once.
        let ahead =
            if (0..rows).filter_map(place).all(|place| self.fetched.contains(&place)) { 0 } else { rows };
        let wanted: Vec<SentencePlace> = (0..rows + ahead).filter_map(place).collect();
        wanted.into_iter().filter(|place| self.fetched.insert(*place)).collect()
    }

    /// The part of the screen that holds the lines.
    pub fn rows_area(&self, area: Rect) -> Rect {
        let rows = below(area, if area.height < LOW { 1 } else { 2 });
        Rect { height: rows.height.saturating_sub(self.foot_area(area).height), ..rows }
    }

    /// The part below them that shows the line under the cursor as a whole; empty on a low screen.
    pub fn foot_area(&self, area: Rect) -> Rect {
        let height = if area.height < FOOT_FROM { 0 } else { FOOT };
        Rect { y: area.bottom() - height, height, ..area }
    }

    pub(super) fn arrival(&self) -> Option<Arrival> {
        let at = if self.lists_hits() { Arrival::at_hit } else { Arrival::at };
        self.line(self.cursor.at).map(at)
    }

    pub(super) fn scroll(&mut self, by: isize, area: Rect) {
        self.cursor.scroll(by, self.places.len(), self.rows_area(area).height.into(), |_| 1);
    }

    pub(super) fn fit(&mut self, area: Rect) {
        self.cursor.fit(self.places.len(), self.rows_area(area).height.into(), |_| 1);
    }

    pub(super) fn point(&mut self, area: Rect, cell: (u16, u16)) -> bool {
        self.cursor.point(self.rows_area(area), self.places.len(), cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Rect = Rect { x: 0, y: 0, width: 100, height: 12 };

    #[test]
    fn only_lines_on_screen_are_fetched_and_once() {
        let mut screen = SentencesScreen::default();
        let hits = |ids: std::ops::Range<u64>| Arc::new(LinePlaces::of_hits(ids.map(|n| (DocumentId(n), 1))));
        screen.take(hits(0..80));
        assert_eq!(screen.missing(AREA).len(), 20, "those below as well");
        assert_eq!(screen.missing(AREA).len(), 0);
        screen.cursor.step(40, 80);
        screen.fit(AREA);
        assert_eq!(screen.missing(AREA).len(), 20);
        let at = screen.places.get(screen.cursor.at);
        screen.take(hits(5..80));
        assert_eq!(screen.places.get(screen.cursor.at), at);
        assert_eq!(screen.missing(AREA).len(), 20, "what is named in them may have changed");
        screen.learn(Vec::new(), &[(DocumentId(6), 0), (DocumentId(7), 4)]);
        assert_eq!((screen.places.get(screen.cursor.at), screen.places.len()), (at, 77));
    }
}
