//! The state of the list of all entities: kind, order and filter text asked for, the rows fetched so
//! far, and the cursor.

use std::ops::Range;

use ratatui::layout::Rect;
use tui_input::Input;

use super::area::rows_below_headings;
use super::cursor::Cursor;
use super::request::Request;
use super::times_in_sight::TimesInSight;
use crate::model::{Kind, ListName};
use crate::query::{EntityList, EntityListOrder, EntityListRequest, EntityRow, Facet, Question, TIME_CELLS};
use crate::text::width::width;

/// Rows that are asked for at a time.
const AT_A_TIME: usize = 500;
/// More rows are asked for when the end is as near as this.
const NEAR: usize = 100;

/// Columns of the longest name, at most.
const NAME: usize = 44;

/// The list of all entities.
#[derive(Debug, Default)]
pub struct EntityListScreen {
    /// The reader's own lists, which are kinds too.
    pub lists: Vec<ListName>,
    /// Whether identifiers can be listed, each kind by itself.
    pub identifiers: bool,
    /// The only kind listed.
    pub kind: Option<Kind>,
    /// The order of the list.
    pub order: EntityListOrder,
    /// What names begin with.
    pub typed: String,
    /// The line that is typed into, while it is open.
    pub input: Option<Input>,
    /// The rows known so far, from the first.
    pub rows: Vec<EntityRow>,
    /// How many there are in all.
    pub total: usize,
    /// Whether an answer has come at all.
    pub answered: bool,
    /// The place in the rows.
    pub cursor: Cursor,
    pub(super) request: Request,
    limit: usize,
    /// What was typed before the line was opened, and the place in the list.
    before: (String, Option<RowAnchor>),
    /// Where to be once the answer is there, though something else was asked.
    anchor: Option<RowAnchor>,
    /// The question that `rows` answer.
    shown: EntityListRequest,
    /// The documents of entities over time.
    pub times: TimesInSight,
}

/// An entity, and its row on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
struct RowAnchor {
    kind: Kind,
    name: String,
    row: usize,
}

/// A column of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// What sort of entity it is.
    Kind,
    /// Its documents over time; where all are of one kind.
    Time,
    /// How many documents name it.
    Documents,
    /// How often it is mentioned.
    Mentions,
    /// The date of the first document that names it.
    FirstSeen,
    /// How many documents may mean another entity.
    Doubtful,
}

impl Column {
    /// From the one that is given up last.
    const ALL: [Column; 5] =
        [Column::Documents, Column::Kind, Column::Mentions, Column::FirstSeen, Column::Doubtful];

    /// Its columns on the screen, the gap before it included.
    pub fn width(self) -> usize {
        match self {
            Column::Kind => 15,
            Column::Time => TIME_CELLS + 3,
            Column::Documents => 12,
            Column::Mentions => 12,
            Column::FirstSeen => 15,
            Column::Doubtful => 12,
        }
    }

    /// Its heading.
    pub fn name(self) -> &'static str {
        match self {
            Column::Kind => "kind",
            Column::Time => "time",
            Column::Documents => "documents",
            Column::Mentions => "mentions",
            Column::FirstSeen => "first seen",
            Column::Doubtful => "doubtful",
        }
    }
}

impl EntityListScreen {
    /// Columns before the text of a row: bar and sign.
    pub const LEAD: usize = 3;

    /// A list not yet asked for.
    pub(super) fn new(lists: Vec<ListName>, identifiers: bool) -> EntityListScreen {
        EntityListScreen { lists, identifiers, ..EntityListScreen::default() }
    }

    /// The entity under the cursor.
    pub fn selected(&self) -> Option<&EntityRow> {
        self.rows.get(self.cursor.at)
    }

    /// What is asked of the index.
    pub(super) fn question(&self) -> EntityListRequest {
        let limit = self.limit.max(AT_A_TIME);
        EntityListRequest { kind: self.kind, typed: self.typed.clone(), order: self.order, limit }
    }

    /// Takes over an answer. The entity under the cursor stays there, on its row of the screen,
    /// unless something else was asked.
    pub(super) fn take(&mut self, entities: EntityList) {
        let question = self.question();
        let same = question == EntityListRequest { limit: question.limit, ..self.shown.clone() };
        let anchor = self.anchor.take().or_else(|| self.here().filter(|_| same));
        (self.rows, self.total) = (entities.rows, entities.total);
        let place = anchor.and_then(|anchor| {
            let is_it = |row: &EntityRow| row.kind == anchor.kind && row.name == anchor.name;
            let at = self.rows.iter().position(is_it)?;
            Some(Cursor { at, top: at.saturating_sub(anchor.row) })
        });
        let otherwise = if same { self.cursor } else { Cursor::default() };
        self.cursor = place.unwrap_or(otherwise);
        self.answered = true;
        self.request.waiting = false;
        self.shown = question;
        self.times = TimesInSight::default();
    }

    /// The question for the entities in sight whose documents over time were not asked for yet.
    pub(super) fn question_of_times(&mut self, area: Rect) -> Option<Question> {
        if !self.columns(area.width).1.contains(&Column::Time) || self.request.ticket == 0 {
            return None;
        }
        let rows = usize::from(self.rows_area(area).height);
        self.times.question(self.rows.get(self.cursor.top..).unwrap_or_default(), rows)
    }

    fn here(&self) -> Option<RowAnchor> {
        let row = self.cursor.at.saturating_sub(self.cursor.top);
        self.selected().map(|of| RowAnchor { kind: of.kind, name: of.name.clone(), row })
    }

    /// Asks for all again; the entity under the cursor stays there.
    pub(super) fn widen(&mut self) {
        self.typed.clear();
        self.anchor = self.here();
        self.ask_again();
    }

    /// Asks for others.
    pub(super) fn ask_again(&mut self) {
        self.limit = 0;
        self.request = Request::default();
    }

    /// The kinds one can choose from: all, then each.
    fn kinds(&self) -> impl Iterator<Item = Option<Kind>> {
        let kinds = Kind::with_keys(&self.lists).filter(|kind| self.identifiers || kind.is_name());
        std::iter::once(None).chain(kinds.map(Some))
    }

    /// The kinds as they stand on the first row, each with the columns it takes; only the chosen
    /// one where there is no room for all.
    pub fn tabs(&self, columns: u16) -> Vec<(Option<Kind>, String, Range<usize>)> {
        let mut at = Self::LEAD;
        let tab = |kind: Option<Kind>| {
            let word = kind.map_or("all".to_owned(), plural);
            let columns = at..at + width(&word);
            at = columns.end + 3;
            (kind, word, columns)
        };
        let mut tabs: Vec<_> = self.kinds().map(tab).collect();
        if tabs.last().is_some_and(|(.., last)| last.end > usize::from(columns)) {
            tabs.retain(|(kind, ..)| *kind == self.kind);
            tabs.iter_mut().for_each(|(_, word, columns)| *columns = Self::LEAD..Self::LEAD + width(word));
        }
        tabs
    }

    /// Goes to the next kind, or the one before.
    pub(super) fn turn_kind(&mut self, forward: bool) {
        let kinds: Vec<_> = self.kinds().collect();
        let at = kinds.iter().position(|&kind| kind == self.kind).unwrap_or(0);
        let step = if forward { 1 } else { kinds.len() - 1 };
        self.kind = kinds.get((at + step) % kinds.len()).copied().flatten();
        self.ask_again();
    }

    /// Opens the line one types into.
    pub(super) fn open_input(&mut self) {
        self.before = (self.typed.clone(), self.here());
        self.input = Some(Input::new(self.typed.clone()));
    }

    /// Narrows to what is typed, if that has changed.
    pub(super) fn narrow(&mut self) {
        if let Some(input) = self.input.as_ref().filter(|input| input.value() != self.typed) {
            self.typed = input.value().to_owned();
            self.ask_again();
        }
    }

    /// Closes the line; with `back` everything is as it was before.
    pub(super) fn stop_typing(&mut self, back: bool) {
        self.input = None;
        let (typed, anchor) = std::mem::take(&mut self.before);
        if back && self.typed != typed {
            (self.typed, self.anchor) = (typed, anchor);
            self.ask_again();
        }
    }

    /// The columns there is room for, and that of the names.
    pub fn columns(&self, width: u16) -> (usize, Vec<Column>) {
        let room = usize::from(width).saturating_sub(Self::LEAD + 1);
        let mut left = room;
        let mut columns = Vec::new();
        for column in Column::ALL {
            // What all have in common need not be said of each.
            let column = if column == Column::Kind && self.kind.is_some() { Column::Time } else { column };
            // A name needs room more than a number does.
            if left < column.width() + 22 {
                break;
            }
            left -= column.width();
            columns.push(column);
        }
        columns.sort_by_key(|&column| !matches!(column, Column::Kind | Column::Time));
        (left.min(NAME), columns)
    }

    /// The part of the screen that holds the rows: below kinds, what is typed and headings.
    pub fn rows_area(&self, area: Rect) -> Rect {
        rows_below_headings(area)
    }

    pub(super) fn step(&mut self, by: isize, area: Rect) {
        self.cursor.step(by, self.rows.len());
        self.fit(area);
    }

    pub(super) fn scroll(&mut self, by: isize, area: Rect) {
        self.cursor.scroll(by, self.rows.len(), self.rows_area(area).height.into(), |_| 1);
        self.fit(area);
    }

    pub(super) fn fit(&mut self, area: Rect) {
        self.cursor.fit(self.rows.len(), self.rows_area(area).height.into(), |_| 1);
        let near = self.cursor.at.max(self.cursor.top + usize::from(area.height)) + NEAR;
        if !self.request.waiting && self.rows.len() < self.total && near > self.rows.len() {
            self.limit = self.rows.len() + AT_A_TIME.max(self.rows.len());
            self.request.ticket = 0;
        }
    }

    pub(super) fn point(&mut self, area: Rect, (x, y): (u16, u16)) -> bool {
        if y == area.y {
            let chosen = self.tabs(area.width).into_iter().find(|tab| tab.2.contains(&usize::from(x)));
            if let Some((kind, ..)) = chosen.filter(|(kind, ..)| *kind != self.kind) {
                self.kind = kind;
                self.ask_again();
            }
            return false;
        }
        self.cursor.point(self.rows_area(area), self.rows.len(), (x, y))
    }
}

/// The word for many of a kind.
fn plural(kind: Kind) -> String {
    let facet = Facet::of_kind(kind);
    facet.map_or_else(|| kind.word().to_lowercase(), |facet| facet.heading().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Rect = Rect { x: 0, y: 0, width: 100, height: 23 };

    fn entities(names: &[&str], total: usize) -> EntityList {
        let row = |name: &&str| EntityRow {
            kind: Kind::Person,
            name: (*name).to_owned(),
            guess: false,
            documents: 1,
            mentions: 1,
            first: None,
            doubtful: 0,
        };
        EntityList { rows: names.iter().map(row).collect(), total }
    }

    #[test]
    fn the_entity_under_the_cursor_stays_until_something_else_is_asked() {
        let mut screen = EntityListScreen::default();
        screen.take(entities(&["Ann Bell", "Tom Pike"], 2));
        screen.step(1, AREA);
        screen.take(entities(&["Ida Reed", "Ann Bell", "Tom Pike"], 3));
        assert_eq!(screen.selected().map(|row| row.name.as_str()), Some("Tom Pike"));
        screen.turn_kind(true);
        screen.take(entities(&["Ann Bell", "Tom Pike"], 2));
        assert_eq!(screen.cursor.at, 0);
    }

    #[test]
    fn more_rows_are_asked_for_near_the_end_and_once() {
        let names: Vec<String> = (0..500).map(|n| format!("Bell {n}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut screen =
            EntityListScreen { request: Request { ticket: 7, waiting: true }, ..EntityListScreen::default() };
        screen.take(entities(&names, 900));
        screen.fit(AREA);
        assert_eq!(screen.request.ticket, 7, "the end is far");
        screen.step(450, AREA);
        assert_eq!((screen.request.ticket, screen.question().limit), (0, 1000));
        screen.request = Request { ticket: 8, waiting: true };
        screen.step(10, AREA);
        assert_eq!(screen.request.ticket, 8);
        screen.take(entities(&names, 900));
        assert_eq!(screen.cursor.at, 460);
    }

    #[test]
    fn time_stands_where_all_are_of_one_kind() {
        let mut screen = EntityListScreen {
            request: Request { ticket: 7, waiting: false },
            ..EntityListScreen::default()
        };
        screen.take(entities(&["Ann Bell", "Tom Pike"], 2));
        assert_eq!(screen.question_of_times(AREA), None);
        screen.kind = Some(Kind::Person);
        let asked = ["Ann Bell", "Tom Pike"].map(|name| (Kind::Person, name.to_owned())).to_vec();
        assert_eq!(screen.question_of_times(AREA), Some(Question::EntityTimes(asked)));
        assert_eq!(screen.question_of_times(AREA), None, "they are on their way");
        assert_eq!(screen.question_of_times(Rect { width: 40, ..AREA }), None, "there is no room for it");
    }

    #[test]
    fn narrow_screens_give_up_columns_before_names() {
        let screen = EntityListScreen::default();
        assert_eq!(screen.columns(160).1.len(), 5);
        assert_eq!(screen.columns(50), (34, vec![Column::Documents]));
        assert_eq!(screen.columns(20), (16, vec![]));
        for width in 20..200 {
            let (name, columns) = screen.columns(width);
            let used: usize = columns.iter().map(|column| column.width()).sum();
            assert!(EntityListScreen::LEAD + name + used < usize::from(width));
        }
    }
}
