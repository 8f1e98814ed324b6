//! The state of the table of a list of names: which of them stand in how many documents.
//!
//! Not here: reading the list (`terminal`), finding its names (`index::entities`), and searching for one
//! (`perform::match_names`).

use ratatui::layout::Rect;

use super::area::rows_below_headings;
use super::cursor::Cursor;
use super::request::Request;
use crate::query::{Filter, NameMatch, Question, WantedName};

/// Where the names of a list stand.
#[derive(Debug, Default)]
pub struct NameMatchesScreen {
    /// The list as it was named.
    pub of: String,
    /// How many names it has.
    pub wanted: usize,
    /// The names that stand in most documents first, those in none last, equal ones as in the list; empty until
    /// they were looked for.
    pub rows: Vec<NameMatch>,
    /// The filters that all documents pass.
    pub filters: Vec<Filter>,
    /// The place in the rows.
    pub cursor: Cursor,
    names: Vec<WantedName>,
    pub(super) request: Request,
}

impl NameMatchesScreen {
    pub(in crate::app) fn new(of: String, names: Vec<WantedName>, filters: Vec<Filter>) -> NameMatchesScreen {
        NameMatchesScreen { of, wanted: names.len(), names, filters, ..NameMatchesScreen::default() }
    }

    /// Whether the names are still looked for.
    pub fn is_waiting(&self) -> bool {
        self.request.waiting
    }

    /// How many of the names stand anywhere.
    pub fn found(&self) -> usize {
        self.rows.iter().filter(|row| row.found.is_some()).count()
    }

    /// The name under the cursor.
    pub fn selected(&self) -> Option<&NameMatch> {
        self.rows.get(self.cursor.at)
    }

    pub(super) fn question(&self) -> Question {
        Question::MatchNames { names: self.names.clone(), filters: self.filters.clone() }
    }

    pub(super) fn take(&mut self, mut found: Vec<NameMatch>) {
        found.sort_by_key(|of| std::cmp::Reverse(of.documents));
        let here = self.selected().map(|row| row.name.clone());
        self.cursor.at = found.iter().position(|row| Some(&row.name) == here.as_ref()).unwrap_or(0);
        self.rows = found;
        self.request.waiting = false;
    }

    /// The part of the screen that holds the rows: below title and headings.
    pub fn rows_area(&self, area: Rect) -> Rect {
        rows_below_headings(area)
    }

    pub(super) fn scroll(&mut self, by: isize, area: Rect) {
        self.cursor.scroll(by, self.rows.len(), self.rows_area(area).height.into(), |_| 1);
    }

    pub(super) fn fit(&mut self, area: Rect) {
        self.cursor.fit(self.rows.len(), self.rows_area(area).height.into(), |_| 1);
    }

    pub(super) fn point(&mut self, area: Rect, cell: (u16, u16)) -> bool {
        self.cursor.point(self.rows_area(area), self.rows.len(), cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::FoundAs;

    fn found(name: &str, documents: u32) -> NameMatch {
        let found = (documents > 0).then_some(FoundAs::Words);
        NameMatch { name: name.to_owned(), documents, found, ..NameMatch::default() }
    }

    #[test]
    fn names_in_most_documents_come_first_and_the_cursor_stays_on_its_name() {
        let mut screen = NameMatchesScreen::new("clients.txt".to_owned(), Vec::new(), Vec::new());
        screen.take(vec![found("a", 0), found("b", 2), found("c", 0), found("d", 9)]);
        let names =
            |screen: &NameMatchesScreen| screen.rows.iter().map(|row| row.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&screen), ["d", "b", "a", "c"]);
        assert_eq!(screen.found(), 2);
        screen.cursor.at = 1;
        screen.take(vec![found("b", 1), found("a", 3), found("d", 9)]);
        assert_eq!(screen.selected().map(|row| row.name.as_str()), Some("b"));
    }
}
