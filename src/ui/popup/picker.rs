//! Draws a picker: its ground, the line typed, the entries around the chosen one. Commands stand as a table, the key
//! first; the help in as many columns as the window has room for.
//!
//! Not here: where each entry stands (`picker_flow`).

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use super::ground::draw_ground;
use super::picker_flow::{Item, Place, balanced, columns, flow, rows};
use crate::app::popup::picker::{Entry, Picker, PickerPurpose};
use crate::app::typeset::wrap::wrap;
use crate::text::sanitize::sanitize_line;
use crate::text::width::{shorten, width, without};
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// Windows from which on the help has two columns, and three. Set by hand: its sentences are read at a glance.
const TWO_COLUMNS: u16 = 110;
const THREE_COLUMNS: u16 = 160;
/// Columns of a picker that is no table of commands, where there is room; longer entries take more.
const WIDE: u16 = 84;
/// An outline is not wider.
const OUTLINE: u16 = 46;
/// Columns before an entry: the bar of the chosen one, and a blank.
const LEAD: usize = 2;
/// Between the columns of a table, and between tables that stand side by side.
const GAP: usize = 2;
const APART: usize = 4;
/// Columns of keys, and of labels with details, at most.
const KEYS: usize = 14;
const LABEL: usize = 40;
/// Lower windows have no room around a picker.
const LOWEST: u16 = 8;
/// Details that have fewer columns say nothing.
const DETAIL: usize = 6;

/// A row of the picker.
enum PickerLine<'a> {
    Heading(&'a str),
    Entry { entry: &'a Entry, chosen: bool },
}

/// How wide the parts of an entry are, the same in all of them.
struct Widths {
    keys: usize,
    label: usize,
}

/// The inside of a picker, where its entries stand, and what is in sight of them.
struct Table<'a> {
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

/// Draws a picker over the panes; returns the cell of the cursor.
pub fn draw(picker: &Picker, theme: &Theme, body: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let width = columns_of(picker, body);
    // It stays where it is while it is narrowed.
    let highest = rows_of(picker, width, body, true).min(body.height.saturating_sub(2));
    let height = rows_of(picker, width, body, false).min(highest);
    let is_roomy = width >= 12 && body.height >= LOWEST;
    let (inner, gap) = if is_roomy {
        let x = match picker.purpose {
            // Beside an outline one sees the page that it leads through.
            PickerPurpose::Outline => body.right() - width - 1,
            _ => body.x + (body.width - width) / 2,
        };
        let y = body.y + (body.height - highest).div_ceil(3);
        (draw_ground(&picker.title, theme, Rect { x, y, width, height }, body, buffer), 2)
    } else {
        // No room around it: the line one types and what it narrows to take all of it.
        Clear.render(body, buffer);
        (body, 1)
    };
    let mut pen = Pen::new(buffer, inner, 0);
    pen.put("› ", theme.style(Role::Accent));
    let scroll = picker.input.visual_scroll(pen.room().saturating_sub(1));
    pen.put(without(picker.input.value(), scroll), theme.style(Role::Title));
    if picker.input.value().is_empty() {
        pen.put("type to narrow", theme.style(Role::Muted));
    }
    let area = Rect { y: inner.y + gap, height: inner.height.saturating_sub(gap), ..inner };
    let table = Table::new(picker, body.width, area);
    if table.lines.is_empty() {
        Pen::new(buffer, area, 0).put("nothing matches", theme.style(Role::Muted));
    }
    table.draw(theme, buffer);
    let column = inner.x + 2 + picker.input.visual_cursor().saturating_sub(scroll) as u16;
    Some((column.min(inner.right().saturating_sub(1)), inner.y))
}

/// The cells across that a picker takes: the help all there are, others as many as they need.
fn columns_of(picker: &Picker, body: Rect) -> u16 {
    let most = body.width.saturating_sub(2);
    match picker.purpose {
        PickerPurpose::Help => most,
        PickerPurpose::Outline => (body.width / 2).max(OUTLINE).min(most).saturating_sub(4).min(OUTLINE),
        PickerPurpose::Palette => {
            let widths = Widths::of(picker);
            let sentence = picker.entries.iter().map(|entry| width(&entry.detail)).max().unwrap_or(0);
            // The ground has two more columns at each side.
            let all = LEAD + widths.keys + GAP + widths.label + GAP + sentence + 4;
            most.min(u16::try_from(all).unwrap_or(u16::MAX))
        }
        _ => {
            let label = Widths::of(picker).label;
            let of_entry = |entry: &Entry| {
                let detail = width(&entry.detail);
                let before =
                    if detail > 0 { width(&entry.label).max(label) + GAP } else { width(&entry.label) };
                LEAD + before + detail + GAP + width(&entry.right)
            };
            let all = picker.entries.iter().map(of_entry).max().unwrap_or(0) + 4;
            most.saturating_sub(2).min(u16::try_from(all).unwrap_or(u16::MAX).max(WIDE))
        }
    }
}

/// The rows that a picker takes: with `all` before anything is typed.
fn rows_of(picker: &Picker, width: u16, body: Rect, all: bool) -> u16 {
    // Title, line typed, and an empty row after each.
    const AROUND: u16 = 4;
    let area =
        Rect { width: width.saturating_sub(4), height: body.height.saturating_sub(2 + AROUND), ..body };
    if picker.purpose != PickerPurpose::Help {
        let lines = if all { all_lines(picker) } else { lines(picker).len() };
        return u16::try_from(lines.max(1)).unwrap_or(u16::MAX).saturating_add(AROUND);
    }
    // The help is open for a moment, and is as high as the window.
    let table = Table::new(picker, body.width, area);
    let rows = if all { usize::from(area.height) } else { rows(&table.items, &table.places) };
    (rows.clamp(1, usize::from(area.height).max(1)) as u16).saturating_add(AROUND)
}

/// The lines of a picker that nothing is typed into.
fn all_lines(picker: &Picker) -> usize {
    let groups = picker.entries.chunk_by(|one, next| one.group == next.group);
    let headed = groups.filter(|group| group.first().is_some_and(|entry| !entry.group.is_empty())).count();
    picker.entries.len() + headed
}

fn lines(picker: &Picker) -> Vec<PickerLine<'_>> {
    let mut lines = Vec::new();
    let mut group = "";
    for (at, &entry) in picker.matches.iter().enumerate() {
        let Some(entry) = picker.entries.get(entry) else { continue };
        if picker.is_grouped() && entry.group != group {
            group = &entry.group;
            lines.push(PickerLine::Heading(group));
        }
        lines.push(PickerLine::Entry { entry, chosen: at == picker.selected });
    }
    lines
}

impl Widths {
    fn of(picker: &Picker) -> Widths {
        let widest = |part: fn(&Entry) -> &str| picker.entries.iter().map(|entry| width(part(entry))).max();
        Widths {
            keys: widest(|entry| &entry.right).unwrap_or(0).min(KEYS),
            label: widest(|entry| &entry.label).unwrap_or(0).min(LABEL),
        }
    }
}

impl<'a> Table<'a> {
    /// Lays the entries out for an area, in a window of so many columns.
    fn new(picker: &'a Picker, window: u16, area: Rect) -> Table<'a> {
        let lines = lines(picker);
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
            PickerLine::Heading(_) => {
                Item { is_heading: self.picker.purpose == PickerPurpose::Help, rows: 1 }
            }
            PickerLine::Entry { entry, .. } => {
                Item { is_heading: false, rows: self.words(entry).len().max(1) }
            }
        }
    }

    /// The rows of the sentence of the help.
    fn words(&self, entry: &Entry) -> Vec<String> {
        let label = sanitize_line(&entry.label);
        if self.picker.purpose != PickerPurpose::Help {
            return vec![label.into_owned()];
        }
        let room = self.column.saturating_sub(LEAD + self.widths.keys + GAP).max(1);
        wrap(&label, room).into_iter().map(|row| label[row].to_owned()).collect()
    }

    /// Draws what is in sight: the chosen entry is.
    fn draw(&self, theme: &Theme, buffer: &mut Buffer) {
        let is_chosen = |line: &PickerLine<'_>| matches!(line, PickerLine::Entry { chosen: true, .. });
        let chosen = self.lines.iter().position(is_chosen).unwrap_or(0);
        let (column, y) = self.places.get(chosen).copied().unwrap_or_default();
        let end = y + self.items.get(chosen).map_or(1, |item| item.rows);
        // Of an entry that is higher than the window the first row is in sight.
        let below = end.saturating_sub(usize::from(self.area.height)).min(y);
        let first_row = if self.columns == 1 { below } else { 0 };
        let first_column = (column + 1).saturating_sub(self.columns);
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
        match self.picker.purpose {
            PickerPurpose::Help => {
                put_keys(entry, self.widths.keys, theme, &mut pen);
                for (y, words) in (0..area.height).zip(self.words(entry)) {
                    let mut pen = Pen::new(buffer, area, y);
                    pen.at(LEAD + self.widths.keys + GAP).put(&words, theme.style(Role::Text));
                }
            }
            PickerPurpose::Palette => {
                put_keys(entry, self.widths.keys, theme, &mut pen);
                self.put_label(entry, theme, pen.skip(GAP));
            }
            _ => {
                pen.put_right(&format!("{} ", entry.right), theme.style(Role::Key));
                self.put_label(entry, theme, &mut pen);
            }
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
