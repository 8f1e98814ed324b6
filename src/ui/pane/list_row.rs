//! Draws the row of one document: its sign, its title over as many lines as there is room for, and below it date,
//! source, and what the search finds in it or else how it begins.
//!
//! Not here: which rows are on the screen (`list`).

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::App;
use crate::app::typeset::excerpt::passage_excerpt;
use crate::app::typeset::wrap::wrap;
use crate::model::DocumentKind;
use crate::query::{FacetText, Passage, Row, SharedBy, State};
use crate::text::sanitize::sanitize_line;
use crate::text::width::{shorten, width};
use crate::ui::format::{dated, title_of};
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// Columns before the title: bar, sign.
const LEAD: usize = 3;
/// The sign of a document in the batch.
const IN_BATCH: &str = "✓";
/// A row below that which it shares stands in by so many columns.
const INNER: usize = 2;
/// Below so many columns of text, words that are found leave no room for where they are from.
const ROOM_FOR_BOTH: usize = 40;
/// The columns that a source takes, at most.
const SOURCE: usize = 24;
/// Columns of a text over several lines that may stay empty at their ends.
const RAGGED: usize = 12;
/// Between date, source and text.
const BETWEEN: &str = " · ";

/// The row of a document as it is drawn.
pub(super) struct ListRow<'a> {
    pub app: &'a App,
    pub theme: &'a Theme,
    pub row: &'a Row,
    /// What is found in it, or how it begins.
    pub passage: Option<&'a Passage>,
    /// Whether it is found only in folded lines.
    pub is_folded: bool,
}

/// A text with the styles of its stretches.
#[derive(Default)]
struct Line {
    text: String,
    marks: Vec<(Range<usize>, Style)>,
}

impl Line {
    /// Adds a stretch, set off from what stands before it.
    fn add(&mut self, words: &str, style: Option<Style>) {
        if !words.is_empty() && !self.text.is_empty() {
            self.text.push_str(BETWEEN);
        }
        let start = self.text.len();
        self.text.push_str(words);
        self.marks.extend(style.map(|style| (start..self.text.len(), style)));
    }
}

impl ListRow<'_> {
    /// Draws it over the whole of the area.
    pub(super) fn draw(&self, area: Rect, buffer: &mut Buffer) {
        let in_batch = self.app.list.batch.holds(self.row.id);
        let (sign, role) = match self.sign() {
            _ if in_batch && area.height == 1 => (IN_BATCH, Role::Include),
            sign => sign,
        };
        let mut pen = Pen::new(buffer, area, 0);
        pen.at(1).put(sign, self.theme.style(role));
        self.draw_count(area.height == 1, &mut pen);
        let title = sanitize_line(&self.title()).into_owned();
        let style = self.theme.style(if self.is_unread() { Role::Title } else { Role::Text });
        pen.at(self.lead());
        if area.height == 1 {
            return self.draw_compact(&title, style, &mut pen);
        }
        let room = pen.room().saturating_sub(2);
        let lines = wrap(&title, room);
        let taken = lines.len().clamp(1, usize::from(area.height) - 1);
        for (at, line) in lines.iter().take(taken).enumerate() {
            let mut pen = Pen::new(buffer, area, at as u16);
            let rest = if at + 1 < taken { &title[line.clone()] } else { &title[line.start..] };
            pen.at(self.lead()).put(&shorten(rest, room), style);
        }
        if in_batch {
            Pen::new(buffer, area, 1).at(1).put(IN_BATCH, self.theme.style(Role::Include));
        }
        let below = Rect { y: area.y + taken as u16, height: area.height - taken as u16, ..area };
        self.draw_below(below, buffer);
    }

    /// The whole row on one line: the title, and the date at its end.
    fn draw_compact(&self, title: &str, style: Style, pen: &mut Pen) {
        let date = format!("{}  ", dated(self.row.dating()));
        if pen.room() > ROOM_FOR_BOTH && self.row.problem.is_none() && !self.row.frame {
            pen.put_right(&date, self.date_style());
        }
        let room = pen.room().saturating_sub(2);
        pen.put(&shorten(title, room), style);
    }

    /// How often the words are found, or on a row of one line for how many others it stands, at the end of the first.
    fn draw_count(&self, is_only_line: bool, pen: &mut Pen) {
        let count = |passage: &Passage| passage.hits + if self.is_folded { passage.folded } else { 0 };
        let hits = self.passage.map_or(0, count);
        if hits > 0 && self.app.search.has_words() {
            pen.put_right(&format!(" {hits}  "), self.theme.style(Role::Count));
        } else if is_only_line {
            self.draw_others(pen);
        }
    }

    fn sign(&self) -> (&'static str, Role) {
        let holds = |state| self.app.marks.holds(self.row.id, state);
        match () {
            _ if self.row.problem.is_some() => ("!", Role::Failure),
            _ if holds(State::Starred) => ("★", Role::Star),
            _ if holds(State::Noted) => ("✎", Role::Note),
            _ if holds(State::Later) => ("◇", Role::Star),
            _ if holds(State::Unread) && holds(State::Seen) => ("○", Role::Unread),
            _ if holds(State::Unread) => ("●", Role::Unread),
            _ => (" ", Role::Text),
        }
    }

    fn is_unread(&self) -> bool {
        self.app.marks.holds(self.row.id, State::Unread)
    }

    fn date_style(&self) -> Style {
        self.theme.style(if self.row.sure { Role::Muted } else { Role::Guess })
    }

    /// The column of its text: one that is shown since the row it shares is open stands in.
    fn lead(&self) -> usize {
        LEAD + self.app.list.inner(self.row.id).map_or(0, |inner| inner.depth * INNER)
    }

    /// Whether it is shown since a row that it shares is open, for that reason.
    fn is_inner(&self, by: SharedBy) -> bool {
        self.app.list.inner(self.row.id).is_some_and(|inner| inner.by == by)
    }

    /// Whether it is a mail that is shown since the row of its thread is open.
    fn is_in_thread(&self) -> bool {
        self.is_inner(SharedBy::Thread)
    }

    /// What a row is called: its title; below the row of its thread, which has the same, who wrote it.
    fn title(&self) -> String {
        let writer = self.row.texts.get(FacetText::Author).filter(|_| self.is_in_thread());
        writer.map_or_else(|| title_of(self.row).into(), str::to_owned)
    }

    /// What stands below the title, over all the lines that are left.
    fn draw_below(&self, area: Rect, buffer: &mut Buffer) {
        let muted = self.theme.style(Role::Muted);
        let mut first = Pen::new(buffer, area, 0);
        first.at(self.lead());
        self.draw_others(&mut first);
        let columns = first.room().saturating_sub(2);
        if let Some(problem) = &self.row.problem {
            let problem = sanitize_line(problem).into_owned();
            return self.draw_lines(&problem, &[], self.theme.style(Role::Failure), columns, area, buffer);
        }
        let line = self.below(columns, usize::from(area.height));
        self.draw_lines(&line.text, &line.marks, muted, columns, area, buffer);
    }

    /// How many reports or mails a row stands for, or how many copies it hides.
    fn draw_others(&self, pen: &mut Pen) {
        let Some(shared) = self.app.list.shared_row(self.row.id) else { return };
        let others = shared.others.len();
        let is_wide = pen.room() > ROOM_FOR_BOTH && !self.app.search.has_words();
        let words = match shared.by {
            SharedBy::Story if is_wide => format!(" {} reports  ", others + 1),
            SharedBy::Story => format!(" ≡{}  ", others + 1),
            SharedBy::Thread if is_wide => format!(" {} mails  ", others + 1),
            _ => format!(" +{others}  "),
        };
        pen.put_right(&words, self.theme.style(Role::Count));
    }

    /// Breaks a text into the lines of an area; of what does not fit, the last says so.
    fn draw_lines(
        &self,
        text: &str,
        marks: &[(Range<usize>, Style)],
        style: Style,
        columns: usize,
        area: Rect,
        buffer: &mut Buffer,
    ) {
        let lines = wrap(text, columns);
        let last = usize::from(area.height).saturating_sub(1);
        for (at, line) in lines.iter().take(last + 1).enumerate() {
            let words = if at < last { &text[line.clone()] } else { &text[line.start..] };
            let inside = |(range, style): &(Range<usize>, Style)| {
                let (start, end) = (range.start.max(line.start), range.end.min(line.start + words.len()));
                (start < end).then(|| (start - line.start..end - line.start, *style))
            };
            let marks: Vec<_> = marks.iter().filter_map(inside).collect();
            let mut pen = Pen::new(buffer, area, at as u16);
            pen.at(self.lead()).put_marked(&shorten(words, columns), style, &marks);
        }
    }

    /// Date, where it is from, and its text, as much as `lines` of `columns` hold.
    fn below(&self, columns: usize, lines: usize) -> Line {
        let mut line = Line::default();
        if self.row.frame {
            let place = self.passage.and_then(|passage| passage.line);
            line.add(&place.map_or_else(|| self.row.path.clone(), |line| format!("line {line}")), None);
        } else {
            line.add(&dated(self.row.dating()), Some(self.date_style()));
        }
        // What it shares says more than where it is from, or how it begins.
        if let Some(shared) = self.passage.and_then(Passage::shared_words) {
            line.add(&sanitize_line(&shared), None);
            return line;
        }
        if let Some(new) = self.passage.and_then(|passage| passage.new_to_reader) {
            line.add(&format!("{new} % new to you"), Some(self.theme.style(Role::Count)));
        }
        let passage = self.passage.filter(|passage| !passage.text.is_empty());
        let is_found = passage.is_some_and(|passage| !passage.matches.is_empty());
        // Of the reports of a story it says most who reports.
        let is_short = columns <= ROOM_FOR_BOTH && lines == 1 && !self.is_inner(SharedBy::Story);
        if !(self.row.frame || is_found && is_short) {
            self.places().iter().for_each(|place| line.add(&shorten(place, SOURCE), None));
        }
        // Below the row of the fullest copy what is other says more than how it begins.
        let of_copy = || self.is_inner(SharedBy::Copies);
        if let Some(words) = self.passage.and_then(|of| of.differences.as_deref()).filter(|_| of_copy()) {
            line.add(words, Some(self.theme.style(Role::Text)));
        } else if let Some(passage) = passage {
            self.add_passage(passage, columns * lines - if lines > 1 { RAGGED } else { 0 }, &mut line);
        }
        line
    }

    fn add_passage(&self, passage: &Passage, room: usize, line: &mut Line) {
        let room = room.saturating_sub(width(&line.text) + BETWEEN.len());
        let cut = passage_excerpt(&passage.text, &passage.matches, room);
        line.add(&cut.text, None);
        let start = line.text.len() - cut.text.len();
        let hit = self.theme.style(Role::Hit);
        line.marks.extend(cut.marks.iter().map(|range| (range.start + start..range.end + start, hit)));
    }

    /// Where a document is found, in words: its tags where they are asked for, whom it is from, its place in a
    /// file, what it has in folded lines.
    fn places(&self) -> Vec<String> {
        let row = self.row;
        let mut places: Vec<String> = Vec::new();
        if self.app.search.asks_for_tags() {
            let tags = self.app.marks.notes.all_tags_of(row.id);
            places.extend(tags.into_iter().map(|tag| sanitize_line(&format!("#{tag}")).into_owned()));
        }
        if row.kind == DocumentKind::List {
            places.push("list of headlines".into());
        }
        // Who wrote it is its title there.
        places.extend(origin(row).filter(|_| !self.is_in_thread()));
        if let Some(path) = row.attachment.as_deref().filter(|path| row.title.as_deref() != Some(path)) {
            places.push(sanitize_line(path).into_owned());
        }
        // Its place in a box says nothing of a mail.
        if row.parts > 1 && row.texts.get(FacetText::Sender).is_none() {
            places.push(format!("{} of {}", row.part, row.parts));
        }
        let folded = self.passage.map_or(0, |passage| passage.folded);
        if folded > 0 && self.app.search.has_words() {
            places.push(format!("+{folded} in folded lines"));
        }
        places
    }
}

/// Where a document is from: its source; of a mail who wrote it.
fn origin(row: &Row) -> Option<String> {
    let sender = || {
        let writer = row.texts.get(FacetText::Sender).and(row.texts.get(FacetText::Author))?;
        Some(sanitize_line(writer).into_owned())
    };
    row.marked_source().or_else(sender)
}
