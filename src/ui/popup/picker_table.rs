//! The entries of a picker as a table, around the chosen one. Commands have the key first; the help stands in as many
//! columns as the window has room for; what is said of commands and of ways to show things is not cut: it takes the
//! rows that it needs, below them where there is no room beside them.
//!
//! Not here: where each entry stands (`picker_flow`), the ground of a picker (`picker`).

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::picker_flow::{Item, Place, balanced, columns, flow, rows};
use crate::app::popup::picker::{Entry, Picker, PickerPurpose};
use crate::app::typeset::wrap::wrap;
use crate::text::sanitize::sanitize_line;
use crate::text::width::{shorten, width};
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// Windows from which on the help has two columns, and three. Set by hand: its sentences are read at a glance.
const TWO_COLUMNS: u16 = 110;
const THREE_COLUMNS: u16 = 160;
/// Columns before an entry: the bar of the chosen one, and a blank.
pub(super) const LEAD: usize = 2;
/// Between the columns of a table, and between tables that stand side by side.
pub(super) const GAP: usize = 2;
const APART: usize = 4;
/// Columns of keys, and of labels with details, at most.
const KEYS: usize = 14;
const LABEL: usize = 40;
/// Details that have fewer columns say nothing.
const DETAIL: usize = 6;
/// A sentence that would have fewer columns beside its entry stands below it. Set by hand.
const BESIDE: usize = 28;
/// Columns by which it stands in there.
const INNER: usize = 2;

/// A row of the picker.
pub(super) enum PickerLine<'a> {
    Heading(&'a str),
    Entry { entry: &'a Entry, chosen: bool },
}

/// How wide the parts of an entry are, the same in all of them.
pub(super) struct Widths {
    pub keys: usize,
    pub label: usize,
}

/// The inside of a picker, where its entries stand, and what is in sight of them.
pub(super) struct Table<'a> {
    picker: &'a Picker,
    lines: Vec<PickerLine<'a>>,
    widths: Widths,
    area: Rect,
    /// The columns that stand side by side, and of how many cells each.
    columns: usize,
    column: usize,
    items: Vec<Item>,
    places: Vec<Place>,
}

/// The lines of a picker that nothing is typed into.
pub(super) fn all_lines(picker: &Picker) -> Vec<PickerLine<'_>> {
    let entries = picker.entries.iter().map(|entry| (entry, false));
    with_headings(entries, true)
}

/// The lines of what matches what is typed.
pub(super) fn matching_lines(picker: &Picker) -> Vec<PickerLine<'_>> {
    let entry = |(at, &entry): (usize, &usize)| Some((picker.entries.get(entry)?, at == picker.selected));
    with_headings(picker.matches.iter().enumerate().filter_map(entry), picker.is_grouped())
}

fn with_headings<'a>(
    entries: impl Iterator<Item = (&'a Entry, bool)>,
    is_grouped: bool,
) -> Vec<PickerLine<'a>> {
    let mut lines = Vec::new();
    let mut group = "";
    for (entry, chosen) in entries {
        if is_grouped && entry.group != group {
            group = &entry.group;
            lines.push(PickerLine::Heading(group));
        }
        lines.push(PickerLine::Entry { entry, chosen });
    }
    lines
}

impl Widths {
    pub(super) fn of(picker: &Picker) -> Widths {
        let widest = |part: fn(&Entry) -> &str| picker.entries.iter().map(|entry| width(part(entry))).max();
        Widths {
            keys: widest(|entry| &entry.right).unwrap_or(0).min(KEYS),
            label: widest(|entry| &entry.label).unwrap_or(0).min(LABEL),
        }
    }
}

impl<'a> Table<'a> {
    /// Lays the entries out for an area, in a window of so many columns.
    pub(super) fn new(picker: &'a Picker, lines: Vec<PickerLine<'a>>, window: u16, area: Rect) -> Table<'a> {
        let widths = Widths::of(picker);
        // In a narrow window the words need the room.
        let widths = Widths { keys: widths.keys.min(usize::from(area.width / 3)), ..widths };
        let most = match (picker.purpose, window) {
            (PickerPurpose::Help, THREE_COLUMNS..) => 3,
            (PickerPurpose::Help, TWO_COLUMNS..) => 2,
            _ => 1,
        };
        let mut table = Table {
            picker,
            lines,
            widths,
            area,
            columns: 1,
            column: usize::from(area.width),
            items: Vec::new(),
            places: Vec::new(),
        };
        let height = usize::from(area.height);
        for count in 1..=most {
            table.columns = count;
            table.column = ((usize::from(area.width) + APART) / count).saturating_sub(APART);
            table.items = table.lines.iter().map(|line| table.item(line)).collect();
            // One column scrolls by rows, several by columns.
            table.places = match count {
                1 => flow(&table.items, usize::MAX),
                _ => balanced(&table.items, count, height),
            };
            let fits = match count {
                1 => rows(&table.items, &table.places) <= height,
                _ => columns(&table.places) <= count,
            };
            if fits {
                break;
            }
        }
        table
    }

    fn item(&self, line: &PickerLine<'_>) -> Item {
        match line {
            PickerLine::Heading(_) => Item { is_heading: true, rows: 1 },
            PickerLine::Entry { entry, .. } => Item { is_heading: false, rows: self.rows_of(entry) },
        }
    }

    /// The rows of the longest column.
    pub(super) fn rows(&self) -> usize {
        rows(&self.items, &self.places)
    }

    fn rows_of(&self, entry: &Entry) -> usize {
        let sentence = self.sentence_area();
        sentence.map_or(1, |area| (usize::from(area.y) + self.sentence(entry, area).len()).max(1))
    }

    /// Where the sentence of an entry stands in it, in the help and wherever sentences are not cut.
    fn sentence_area(&self) -> Option<Rect> {
        let after_keys = LEAD + self.widths.keys + GAP;
        let (label, below) = match self.picker.purpose {
            PickerPurpose::Help => (after_keys, None),
            PickerPurpose::Palette => (after_keys, Some(after_keys + self.widths.label + GAP)),
            PickerPurpose::View => (LEAD, Some(LEAD + self.widths.label + GAP)),
            _ => return None,
        };
        let (x, y) = match below {
            None => (label, 0),
            Some(beside) if beside + BESIDE <= self.column => (beside, 0),
            Some(_) => (label + INNER, 1),
        };
        let room = self.column.saturating_sub(x).max(1);
        Some(Rect { x: x as u16, y, width: room as u16, height: 1 })
    }

    /// The rows of the sentence of an entry.
    fn sentence(&self, entry: &Entry, area: Rect) -> Vec<String> {
        let is_help = self.picker.purpose == PickerPurpose::Help;
        let sentence = sanitize_line(if is_help { &entry.label } else { &entry.detail });
        let rows = wrap(&sentence, usize::from(area.width)).into_iter();
        rows.map(|row| sentence[row].to_owned()).filter(|row| !row.is_empty()).collect()
    }

    /// The first row and the first column in sight: the chosen entry is.
    fn first_in_sight(&self) -> (usize, usize) {
        let is_chosen = |line: &PickerLine<'_>| matches!(line, PickerLine::Entry { chosen: true, .. });
        let chosen = self.lines.iter().position(is_chosen).unwrap_or(0);
        let (column, y) = self.places.get(chosen).copied().unwrap_or_default();
        let end = y + self.items.get(chosen).map_or(1, |item| item.rows);
        // Of an entry that is higher than the window the first row is in sight.
        let below = end.saturating_sub(usize::from(self.area.height)).min(y);
        (if self.columns == 1 { below } else { 0 }, (column + 1).saturating_sub(self.columns))
    }

    /// How many entries are before what is in sight, and how many after it.
    pub(super) fn out_of_sight(&self) -> (usize, usize) {
        let (first_row, first_column) = self.first_in_sight();
        let entries = self.lines.iter().zip(&self.places);
        let entries = entries.filter(|(line, _)| matches!(line, PickerLine::Entry { .. }));
        let places: Vec<Place> = entries.map(|(_, &place)| place).collect();
        let is_before = |&&(column, y): &&Place| column < first_column || y < first_row;
        let end = first_row + usize::from(self.area.height);
        let is_after = |&&(column, y): &&Place| column >= first_column + self.columns || y >= end;
        (places.iter().filter(is_before).count(), places.iter().filter(is_after).count())
    }

    /// Draws what is in sight.
    pub(super) fn draw(&self, theme: &Theme, buffer: &mut Buffer) {
        let (first_row, first_column) = self.first_in_sight();
        for ((line, item), &(column, y)) in self.lines.iter().zip(&self.items).zip(&self.places) {
            let (Some(column), Some(y)) = (column.checked_sub(first_column), y.checked_sub(first_row)) else {
                continue;
            };
            if column >= self.columns || y >= usize::from(self.area.height) {
                continue;
            }
            let x = self.area.x + (column * (self.column + APART)) as u16;
            let room = self.area.bottom() - self.area.y - y as u16;
            let place = Rect {
                x,
                y: self.area.y + y as u16,
                width: (self.column as u16).min(self.area.right().saturating_sub(x)),
                height: (item.rows as u16).min(room),
            };
            match line {
                PickerLine::Heading(heading) => {
                    Pen::new(buffer, place, 0).put(heading, theme.style(Role::Accent));
                }
                PickerLine::Entry { entry, chosen } => self.draw_entry(entry, *chosen, theme, place, buffer),
            }
        }
    }

    fn draw_entry(&self, entry: &Entry, chosen: bool, theme: &Theme, area: Rect, buffer: &mut Buffer) {
        if chosen {
            for y in 0..area.height {
                Pen::new(buffer, area, y)
                    .fill(theme.style(Role::OverlaySelected))
                    .put("▌", theme.style(Role::Bar));
            }
        }
        let mut pen = Pen::new(buffer, area, 0);
        pen.at(LEAD);
        if matches!(self.picker.purpose, PickerPurpose::Help | PickerPurpose::Palette) {
            put_keys(entry, self.widths.keys, theme, &mut pen);
            pen.skip(GAP);
        }
        let Some(sentence) = self.sentence_area() else {
            let gap = if entry.right.is_empty() { 0 } else { GAP };
            pen.put_right(&format!("{:gap$}{} ", "", entry.right), theme.style(Role::Key));
            return self.put_label(entry, theme, &mut pen);
        };
        let is_help = self.picker.purpose == PickerPurpose::Help;
        if !is_help {
            let label = shorten(&sanitize_line(&entry.label), pen.room());
            pen.put(&label, theme.style(Role::Text));
        }
        let style = theme.style(if is_help { Role::Text } else { Role::Muted });
        for (y, words) in (sentence.y..area.height).zip(self.sentence(entry, sentence)) {
            Pen::new(buffer, area, y).at(usize::from(sentence.x)).put(&words, style);
        }
    }

    /// The label, and what is said of it in a column of its own.
    fn put_label(&self, entry: &Entry, theme: &Theme, pen: &mut Pen<'_>) {
        let label = sanitize_line(&entry.label);
        let room = pen.room().saturating_sub(1);
        let shown = shorten(&label, room);
        pen.put(&shown, theme.style(Role::Text));
        let gap = (self.widths.label + GAP).saturating_sub(width(&shown)).max(GAP);
        if !entry.detail.is_empty() && pen.room() > DETAIL + gap {
            let room = pen.skip(gap).room();
            pen.put(&shorten(&sanitize_line(&entry.detail), room), theme.style(Role::Muted));
        }
    }
}

/// The keys of a command; one without is run by its name.
fn put_keys(entry: &Entry, columns: usize, theme: &Theme, pen: &mut Pen<'_>) {
    let keys = shorten(&entry.right, columns);
    pen.put(&keys, theme.style(Role::Key)).skip(columns - width(&keys).min(columns));
}
