//! The state of the overview: what is in the collection, each line something to filter by, and the collections that
//! were opened before.
//!
//! Not here: what Enter does on a line (`overview_act`), and drawing (`ui::screens::overview`).

use std::path::{Path, PathBuf};

use ratatui::layout::Rect;

use super::area::{LOW, below};
use super::request::Request;
use crate::query::{Criterion, Facet, FacetGroup, FacetValue, LastLook, Overview, State};

/// A block of values shows at least and at most so many. Set by hand.
const FEWEST: usize = 3;
const MOST: usize = 20;
/// From these widths on blocks stand in three columns, and in two. Set by hand.
const THREE_COLUMNS: u16 = 96;
const TWO_COLUMNS: u16 = 60;
/// Columns between two blocks side by side.
const GAP: u16 = 4;

/// What is in the collection.
#[derive(Debug, Default)]
pub struct OverviewScreen {
    /// What is in it, once that is known.
    pub overview: Option<Box<Overview>>,
    /// When the collection was open last; `None` the first time.
    pub since: Option<LastLook>,
    /// The folders and files that were opened before, without those that are open.
    pub known: Vec<PathBuf>,
    /// The line under the cursor, among those that lead somewhere.
    pub at: usize,
    /// The first row on the screen.
    pub top: usize,
    pub(super) request: Request,
}

/// One line of the overview.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum OverviewLine<'a> {
    /// How many documents and files there are.
    Documents,
    /// How many documents are new.
    New(u32),
    /// How many files were not read.
    NotRead,
    /// How documents spread over time.
    Time,
    /// What the values below are of, and how many there are in all.
    Heading(Facet, usize),
    /// A value to filter by.
    Value(&'a FacetValue),
    /// The heading of the collections.
    Collections,
    /// A collection that was opened before.
    Known(&'a Path),
    /// Any other folder.
    OtherFolder,
}

impl OverviewLine<'_> {
    /// Whether Enter does something on it.
    pub fn leads_somewhere(&self) -> bool {
        !matches!(self, OverviewLine::Heading(..) | OverviewLine::Collections)
    }
}

/// A line with its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OverviewCell<'a> {
    /// What it says.
    pub line: OverviewLine<'a>,
    /// The number of its block; 0 for the lines above all blocks.
    pub block: usize,
    /// Its column on the screen.
    pub x: u16,
    /// Its row, counted from the first of all.
    pub y: usize,
    /// Its columns.
    pub width: u16,
}

impl OverviewScreen {
    /// Columns before the text of a line.
    pub const LEAD: u16 = 3;

    pub(super) fn new(since: Option<LastLook>, known: Vec<PathBuf>) -> OverviewScreen {
        OverviewScreen { since, known, ..OverviewScreen::default() }
    }

    pub(super) fn take(&mut self, overview: Box<Overview>) {
        self.overview = Some(overview);
        self.request.waiting = false;
    }

    /// The part of the screen below its title.
    pub fn body(area: Rect) -> Rect {
        below(area, if area.height < LOW { 1 } else { 2 })
    }

    /// All lines with their places.
    pub fn cells(&self, area: Rect) -> Vec<OverviewCell<'_>> {
        let Some(overview) = &self.overview else { return Vec::new() };
        let (x, width) = (area.x + Self::LEAD, area.width.saturating_sub(Self::LEAD + 2));
        let head = self.head(overview);
        let place = |(y, &line)| OverviewCell { line, block: 0, x, y, width };
        let mut cells: Vec<OverviewCell> = head.iter().enumerate().map(place).collect();
        let columns = match area.width {
            THREE_COLUMNS.. => 3,
            TWO_COLUMNS.. => 2,
            _ => 1,
        };
        let first = head.len() + 1;
        let room = usize::from(Self::body(area).height).saturating_sub(first);
        let blocks = |most: usize| self.blocks(overview, columns, most);
        let fits = |most: &usize| blocks(*most).iter().map(|column| rows_of(column)).max() <= Some(room);
        let most = (FEWEST..=MOST).rev().find(fits).unwrap_or(FEWEST);
        let of_column = (width + GAP) / columns as u16;
        let blocks = blocks(most);
        // They are numbered as one reads: the first of each column, then the second of each.
        let above = |down: usize, column: usize| {
            let longer = |(at, blocks): (usize, &Vec<_>)| blocks.len().min(down + usize::from(at < column));
            blocks.iter().enumerate().map(longer).sum::<usize>()
        };
        let numbers: Vec<Vec<usize>> = (blocks.iter().enumerate())
            .map(|(column, of)| (0..of.len()).map(|down| 1 + above(down, column)).collect())
            .collect();
        for ((column, blocks), numbers) in (0u16..).zip(blocks).zip(numbers) {
            let mut y = first;
            for (lines, block) in blocks.into_iter().zip(numbers) {
                let x = x + column * of_column;
                let width = of_column.saturating_sub(GAP);
                cells.extend(lines.iter().zip(y..).map(|(&line, y)| OverviewCell {
                    line,
                    block,
                    x,
                    y,
                    width,
                }));
                y += lines.len() + 1;
            }
        }
        cells
    }

    /// The lines above the blocks.
    fn head(&self, overview: &Overview) -> Vec<OverviewLine<'_>> {
        let mut lines = vec![OverviewLine::Documents];
        lines.extend((self.new_documents() > 0).then(|| OverviewLine::New(self.new_documents())));
        lines.extend((overview.counts.problems > 0).then_some(OverviewLine::NotRead));
        lines.extend((!overview.facets.time.dates.is_empty()).then_some(OverviewLine::Time));
        lines
    }

    /// How many documents were not there when the collection was open last.
    pub fn new_documents(&self) -> u32 {
        let groups = self.overview.iter().flat_map(|overview| &overview.facets.groups);
        let states = groups.filter(|group| group.facet == Facet::State).flat_map(|group| &group.values);
        let is_new = |value: &&FacetValue| value.criterion == Criterion::State(State::New);
        states.into_iter().find(is_new).map_or(0, |value| value.documents)
    }

    /// The blocks of each column, with at most `most` lines below each heading.
    fn blocks<'a>(
        &'a self,
        overview: &'a Overview,
        columns: usize,
        most: usize,
    ) -> Vec<Vec<Vec<OverviewLine<'a>>>> {
        let mut placed: Vec<Vec<Vec<OverviewLine>>> = vec![Vec::new(); columns];
        for facet in ORDER {
            let group = overview.facets.groups.iter().find(|group| group.facet == facet);
            let Some(group) = group.filter(|group| says_something(group)) else { continue };
            let heading = OverviewLine::Heading(facet, group.total);
            let values = group.values.iter().take(most).map(OverviewLine::Value);
            let lines = std::iter::once(heading).chain(values).collect();
            placed[column_of(facet, columns)].push(lines);
        }
        let known = self.known.iter().take(most.saturating_sub(1)).map(|path| OverviewLine::Known(path));
        let collections = std::iter::once(OverviewLine::Collections).chain(known);
        placed[columns - 1].push(collections.chain([OverviewLine::OtherFolder]).collect());
        placed
    }

    /// The lines that lead somewhere.
    fn stops(&self, area: Rect) -> Vec<OverviewCell<'_>> {
        self.cells(area).into_iter().filter(|cell| cell.line.leads_somewhere()).collect()
    }

    /// The line under the cursor.
    pub fn selected(&self, area: Rect) -> Option<OverviewCell<'_>> {
        self.stops(area).get(self.at).copied()
    }

    pub(super) fn step(&mut self, by: isize, area: Rect) {
        let last = self.stops(area).len().saturating_sub(1);
        self.at = self.at.saturating_add_signed(by).min(last);
    }

    /// Goes to the first line of the next block, or of the one before.
    pub(super) fn turn(&mut self, forward: bool, area: Rect) {
        let stops = self.stops(area);
        let Some(here) = stops.get(self.at) else { return };
        let last = stops.last().map_or(0, |stop| stop.block);
        let to = match forward {
            true if here.block == last => 0,
            true => here.block + 1,
            false => here.block.checked_sub(1).unwrap_or(last),
        };
        self.at = stops.iter().position(|stop| stop.block == to).unwrap_or(self.at);
    }

    pub(super) fn scroll(&mut self, by: isize, area: Rect) {
        self.step(by.signum(), area);
        self.fit(area);
    }

    /// Keeps the line under the cursor on the screen, with the heading above it.
    pub(super) fn fit(&mut self, area: Rect) {
        if self.overview.is_none() {
            return;
        }
        self.step(0, area);
        let height = usize::from(Self::body(area).height).max(1);
        let rows = self.cells(area).iter().map(|cell| cell.y + 1).max().unwrap_or(0);
        let Some((y, block)) = self.selected(area).map(|cell| (cell.y, cell.block)) else { return };
        let above = if block == 0 { 0 } else { y.saturating_sub(1) };
        self.top = self.top.min(above).max((y + 1).saturating_sub(height)).min(rows.saturating_sub(height));
    }

    /// Goes to the line under a cell of the screen. Whether the cursor was on it already.
    pub(super) fn point(&mut self, area: Rect, (x, y): (u16, u16)) -> bool {
        let row = usize::from(y.saturating_sub(Self::body(area).y)) + self.top;
        let is_under = |cell: &OverviewCell| cell.y == row && (cell.x..cell.x + cell.width).contains(&x);
        let Some(at) = self.stops(area).iter().position(is_under) else { return false };
        std::mem::replace(&mut self.at, at) == at
    }

    /// What to filter by on the line under the cursor.
    pub(super) fn criterion(&self, area: Rect) -> Option<Criterion> {
        match self.selected(area)?.line {
            OverviewLine::Value(value) => Some(value.criterion.clone()),
            OverviewLine::New(_) => Some(Criterion::State(State::New)),
            _ => None,
        }
    }
}

/// What is shown of a collection, in the order of the screen.
const ORDER: [Facet; 8] = [
    Facet::People,
    Facet::Organizations,
    Facet::Places,
    Facet::Source,
    Facet::Language,
    Facet::Format,
    Facet::Folder,
    Facet::Tag,
];

/// The column that the block of a facet stands in: names side by side, and below them what documents are.
fn column_of(facet: Facet, columns: usize) -> usize {
    let of_three = match facet {
        Facet::People | Facet::Source | Facet::Tag => 0,
        Facet::Organizations | Facet::Language | Facet::Format => 1,
        _ => 2,
    };
    match (columns, facet) {
        (3, _) => of_three,
        (2, Facet::Organizations | Facet::Source | Facet::Folder) => 1,
        _ => 0,
    }
}

/// Whether a group has more than documents without a value.
fn says_something(group: &FacetGroup) -> bool {
    let is_absence =
        |value: &FacetValue| matches!(&value.criterion, Criterion::Text(text) if text.value.is_empty());
    let least = if group.facet == Facet::Folder { 2 } else { 1 };
    group.values.iter().filter(|value| !is_absence(value)).count() >= least
}

/// The rows that blocks one below the other take.
fn rows_of(blocks: &[Vec<OverviewLine>]) -> usize {
    (blocks.iter().map(|lines| lines.len() + 1).sum::<usize>()).saturating_sub(1)
}
