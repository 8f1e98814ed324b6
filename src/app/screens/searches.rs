//! The state of the list of saved searches: each as it was saved, and how much it finds now.
//!
//! Not here: saving, opening, renaming and deleting one (`perform::searches`).

use jiff::civil::Date;
use ratatui::layout::Rect;

use super::area::rows_below_headings;
use super::cursor::Cursor;
use super::request::Request;
use crate::model::{DocumentId, PartialDate};
use crate::query::{SavedSearch, Search, SearchCount};

/// The saved searches.
#[derive(Debug, Default)]
pub struct SearchesScreen {
    /// By name.
    pub rows: Vec<SearchRow>,
    /// The place in the rows.
    pub cursor: Cursor,
    pub(super) request: Request,
}

/// A saved search as it is listed.
#[derive(Clone, Debug)]
pub struct SearchRow {
    /// The search.
    pub saved: SavedSearch,
    /// How much it finds; `None` until that is known.
    pub count: Option<SearchCount>,
    search: Search,
}

impl SearchRow {
    /// A search that is not counted yet, with what it means today.
    pub fn new(saved: SavedSearch, search: Search) -> SearchRow {
        SearchRow { saved, search, count: None }
    }

    /// What of it is new since it was opened last, in words; empty before it is counted, and where it was never
    /// opened.
    pub fn new_words(&self, today: Date) -> String {
        match self.count.zip(self.saved.look) {
            Some((SearchCount { new: 0, .. }, look)) => {
                format!("nothing new since {}", day_words(look.day, today))
            }
            Some((SearchCount { new, .. }, look)) => {
                format!("{new} new since {}", day_words(look.day, today))
            }
            None => String::new(),
        }
    }
}

impl SearchesScreen {
    pub(in crate::app) fn new(rows: Vec<SearchRow>) -> SearchesScreen {
        SearchesScreen { rows, ..SearchesScreen::default() }
    }

    /// Shows these from now on, and has them counted. The cursor stays on its search, what is counted shown.
    pub(in crate::app) fn show(&mut self, rows: Vec<SearchRow>) {
        let before = std::mem::replace(&mut self.rows, rows);
        for row in &mut self.rows {
            let same = before.iter().find(|other| other.saved == row.saved);
            row.count = same.and_then(|same| same.count);
        }
        let here = before.get(self.cursor.at).map(|row| row.saved.name.as_str());
        let at = self.rows.iter().position(|row| Some(row.saved.name.as_str()) == here);
        self.cursor.at = at.unwrap_or(self.cursor.at).min(self.rows.len().saturating_sub(1));
        self.request = Request::default();
    }

    /// The search under the cursor.
    pub fn selected(&self) -> Option<&SearchRow> {
        self.rows.get(self.cursor.at)
    }

    /// What is to be counted.
    pub(super) fn searches(&self) -> Vec<(Search, Option<DocumentId>)> {
        self.rows.iter().map(|row| (row.search.clone(), row.saved.look.map(|look| look.newest))).collect()
    }

    pub(super) fn take(&mut self, counts: Vec<SearchCount>) {
        self.rows.iter_mut().zip(counts).for_each(|(row, count)| row.count = Some(count));
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

/// A day not long ago, as one says it: `today`, `Tuesday`, `5 Jun 2023`.
pub fn day_words(day: Date, today: Date) -> String {
    match (today - day).get_days() {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        2..=6 => day.strftime("%A").to_string(),
        _ => PartialDate::parse(&day.to_string()).map_or_else(|| day.to_string(), |date| date.words()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::LastLook;

    fn row(name: &str, new: usize) -> SearchRow {
        let look = Some(LastLook { day: "2030-01-05".parse().unwrap(), newest: DocumentId(7) });
        let saved = SavedSearch { name: name.into(), look, ..SavedSearch::default() };
        SearchRow {
            count: Some(SearchCount { documents: 9, new }),
            ..SearchRow::new(saved, Search::default())
        }
    }

    #[test]
    fn what_is_new_is_said_with_the_day_of_the_last_look() {
        let words = |new, today: &str| row("a", new).new_words(today.parse().unwrap());
        assert_eq!(words(3, "2030-01-05"), "3 new since today");
        assert_eq!(words(3, "2030-01-06"), "3 new since yesterday");
        assert_eq!(words(0, "2030-01-08"), "nothing new since Saturday");
        assert_eq!(words(1, "2030-01-12"), "1 new since 5 Jan 2030");
        assert_eq!(words(1, "2029-12-01"), "1 new since 5 Jan 2030", "the clock went back");
    }

    #[test]
    fn the_cursor_stays_on_its_search_and_only_what_changed_is_counted_anew() {
        let mut screen = SearchesScreen::new(vec![row("a", 1), row("b", 1), row("c", 1)]);
        screen.cursor.at = 1;
        let uncounted = |name| SearchRow { count: None, ..row(name, 1) };
        screen.show(["0", "a", "b", "c"].map(uncounted).to_vec());
        assert_eq!(screen.selected().map(|row| row.saved.name.as_str()), Some("b"));
        let counted: Vec<bool> = screen.rows.iter().map(|row| row.count.is_some()).collect();
        assert_eq!(counted, [false, true, true, true]);
        screen.show(vec![uncounted("a")]);
        assert_eq!(screen.selected().map(|row| row.saved.name.as_str()), Some("a"));
    }
}
