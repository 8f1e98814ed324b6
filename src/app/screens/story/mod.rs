//! The state of the page of a story: what a document and others report of one event, read once.
//!
//! Not here: its lines (`lines`), and which documents are one story (`compare::story`).

mod lines;

use ratatui::layout::Rect;

use super::area::{LOW, below};
use super::cursor::Cursor;
use super::request::Request;
use crate::app::message::Ticket;
use crate::app::reader::Arrival;
use crate::model::{DocumentId, Span};
use crate::query::StoryPage;
use lines::story_lines;

pub use lines::{INDENT, StoryLine, StoryLineKind};

/// The story that a document reports.
#[derive(Debug)]
pub struct StoryScreen {
    /// The document it was asked for.
    pub id: DocumentId,
    /// The story; `None` where no other document reports it any more.
    pub page: Option<Box<StoryPage>>,
    /// Its lines at the width of the screen.
    pub lines: Vec<StoryLine>,
    /// The place in the lines.
    pub cursor: Cursor,
    /// The width that the lines are laid out for, in columns; 0 when they are to be laid out.
    columns: u16,
    pub(super) request: Request,
}

impl StoryScreen {
    /// The page of the story of a document, as it was answered.
    pub(in crate::app) fn of(id: DocumentId, page: Box<StoryPage>, ticket: Ticket) -> StoryScreen {
        StoryScreen {
            id,
            page: Some(page),
            lines: Vec::new(),
            cursor: Cursor::default(),
            columns: 0,
            request: Request { ticket, waiting: false },
        }
    }

    /// Whether the story is looked for again, under this number.
    pub(in crate::app) fn waits_for(&self, ticket: Ticket) -> bool {
        self.request.is(ticket)
    }

    /// The ids of all reports of the story.
    pub(in crate::app) fn reports(&self) -> Vec<DocumentId> {
        let reports = self.page.as_ref().map_or(&[][..], |page| &page.reports);
        reports.iter().map(|report| report.row.id).collect()
    }

    /// The report under the cursor with its copies, and all others; none where no report is under it.
    pub(in crate::app) fn parted(&self) -> (Vec<DocumentId>, Vec<DocumentId>) {
        let Some((page, at)) = self.page.as_ref().zip(self.selected()) else { return Default::default() };
        let shown = page.shown_for(at);
        let (own, others): (Vec<_>, Vec<_>) =
            (0..page.reports.len()).partition(|&place| page.shown_for(place) == shown);
        let ids = |places: Vec<usize>| {
            places.into_iter().filter_map(|at| Some(page.reports.get(at)?.row.id)).collect()
        };
        (ids(own), ids(others))
    }

    /// The place of the report that the line under the cursor is about, among those of the story.
    pub fn selected(&self) -> Option<usize> {
        self.lines.get(self.cursor.at)?.report
    }

    pub(in crate::app) fn take(&mut self, page: Option<Box<StoryPage>>) {
        self.request.waiting = false;
        self.columns = 0;
        self.page = page;
    }

    /// Where Enter leads: to the report under the cursor, at the passage there.
    pub(super) fn arrival(&self) -> Option<Arrival> {
        let line = self.lines.get(self.cursor.at)?;
        let report = self.page.as_ref()?.reports.get(line.report?)?;
        let span = line.span.unwrap_or(Span::default());
        Some(Arrival { id: report.row.id, span, name: String::new(), hit: None, note: None })
    }

    /// The part of the screen that holds the lines: below the title.
    pub fn rows_area(&self, area: Rect) -> Rect {
        below(area, if area.height < LOW { 1 } else { 2 })
    }

    /// Moves by lines that say something.
    pub(super) fn step(&mut self, by: isize) {
        self.cursor.step(by, self.lines.len());
        let says = |at: usize| self.lines.get(at).is_some_and(StoryLine::can_be_selected);
        let at = self.cursor.at;
        let (mut before, mut after) = ((0..at).rev(), at..self.lines.len());
        let found = if by < 0 {
            (0..=at).rev().find(|&at| says(at)).or_else(|| after.find(|&at| says(at)))
        } else {
            after.find(|&at| says(at)).or_else(|| before.find(|&at| says(at)))
        };
        self.cursor.at = found.unwrap_or(at);
    }

    pub(super) fn scroll(&mut self, by: isize, area: Rect) {
        self.cursor.scroll(by, self.lines.len(), self.rows_area(area).height.into(), |_| 1);
    }

    pub(super) fn fit(&mut self, area: Rect) {
        if self.columns != area.width && area.width > 0 {
            let first = self.lines.is_empty();
            self.lines =
                self.page.as_ref().map_or_else(Vec::new, |page| story_lines(page, area.width.into()));
            self.columns = area.width;
            if first {
                self.cursor.at = self.line_of_document();
            }
        }
        self.cursor.fit(self.lines.len(), self.rows_area(area).height.into(), |_| 1);
    }

    pub(super) fn point(&mut self, area: Rect, cell: (u16, u16)) -> bool {
        self.cursor.point(self.rows_area(area), self.lines.len(), cell)
    }

    /// The line of the report that the story was asked for.
    fn line_of_document(&self) -> usize {
        let reports = self.page.as_ref().map_or(&[][..], |page| &page.reports);
        let own = reports.iter().position(|report| report.row.id == self.id);
        let own = own.zip(self.page.as_ref()).map(|(own, page)| page.shown_for(own));
        self.lines.iter().position(|line| line.report == own).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::lines::tests::page;
    use super::*;

    #[test]
    fn the_cursor_begins_on_the_open_document_and_passes_over_headings() {
        let area = Rect::new(0, 0, 80, 24);
        let mut screen = StoryScreen::of(DocumentId(2), Box::new(page()), 7);
        assert!(screen.waits_for(7) && !screen.waits_for(8));
        screen.fit(area);
        assert_eq!(screen.selected(), Some(1));
        assert_eq!(screen.arrival().map(|at| at.id), Some(DocumentId(2)));
        let lines = screen.lines.len() as isize;
        for by in [1, -1] {
            for _ in 0..lines {
                screen.step(by);
                screen.fit(area);
                assert!(screen.lines[screen.cursor.at].can_be_selected());
            }
        }
        screen.step(lines);
        let arrival = screen.arrival().unwrap();
        assert_eq!(
            (arrival.id, arrival.span),
            (DocumentId(2), Span::new(40, 60)),
            "where the passage stands"
        );
    }

    #[test]
    fn without_another_report_there_is_nothing_to_open() {
        let mut screen = StoryScreen::of(DocumentId(2), Box::new(page()), 7);
        screen.take(None);
        screen.fit(Rect::new(0, 0, 1, 1));
        screen.step(1);
        assert!(screen.lines.is_empty() && screen.arrival().is_none());
    }
}
