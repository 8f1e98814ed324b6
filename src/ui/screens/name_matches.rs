//! Draws the table of a list of names: a row each, with the documents it stands in and as what it is found.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::screens::NameMatchesScreen;
use crate::query::{Filter, NameMatch};
use crate::text::sanitize::sanitize_line;
use crate::text::width::{shorten, width};
use crate::ui::format::group_digits;
use crate::ui::frame::draw_cursor;
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// Columns before the name: bar and blanks.
const LEAD: usize = 3;
/// Columns of the name at most, a gap included.
const NAME: usize = 36;
/// Columns of a number, its heading and a gap included.
const NUMBER: usize = 12;
/// Narrower screens do without the title of the latest document.
const WIDE: u16 = 120;
/// Narrower screens do without the number of places.
const NARROW: u16 = 72;
/// Narrower screens do without as what a name is found.
const TINY: u16 = 40;
/// Columns of as what a name is found, on wide screens.
const FOUND: usize = 32;

/// Draws the table.
pub fn draw(screen: &NameMatchesScreen, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let muted = theme.style(Role::Muted);
    let mut pen = Pen::new(buffer, area, 0);
    pen.skip(LEAD).put("Names of ", theme.style(Role::Title));
    pen.put(&sanitize_line(&screen.of), theme.style(Role::Title));
    pen.put(&format!("   {}", about(screen)), muted);
    let rows = screen.rows_area(area);
    let columns = Columns::of(area.width);
    if rows.y - area.y > 1 && !screen.rows.is_empty() {
        columns.draw_headings(theme, Pen::new(buffer, area, 2));
    }
    let shown = screen.rows.iter().enumerate().skip(screen.cursor.top).take(rows.height.into());
    for (y, (at, row)) in shown.enumerate() {
        let mut pen = Pen::new(buffer, rows, y as u16);
        if at == screen.cursor.at {
            draw_cursor(&mut pen, theme, 0);
        }
        columns.draw_row(row, theme, pen);
    }
}

/// How many of the names are found, and in which documents they were looked for.
fn about(screen: &NameMatchesScreen) -> String {
    if screen.rows.is_empty() && screen.is_waiting() {
        return "looking …".to_owned();
    }
    let wanted = group_digits(screen.wanted as u64);
    let mut words = vec![format!("{} of {wanted} found", group_digits(screen.found() as u64))];
    words.extend(screen.filters.iter().map(Filter::words));
    sanitize_line(&words.join(" · ")).into_owned()
}

/// Where the columns of the table end.
struct Columns {
    name: usize,
    /// Whether the places are counted too.
    places: bool,
    /// Whether the latest document is named.
    latest: bool,
}

impl Columns {
    fn of(columns: u16) -> Columns {
        let places = columns >= NARROW;
        let found = if columns < TINY { 0 } else { width("found as") + 8 };
        let others = LEAD + NUMBER * (1 + usize::from(places)) + found;
        Columns {
            name: usize::from(columns).saturating_sub(others).min(NAME),
            places,
            latest: columns >= WIDE,
        }
    }

    /// The column after the numbers.
    fn after_numbers(&self) -> usize {
        LEAD + self.name + NUMBER * (1 + usize::from(self.places))
    }

    fn draw_headings(&self, theme: &Theme, mut pen: Pen) {
        let muted = theme.style(Role::Muted);
        let end = LEAD + self.name + NUMBER - 2;
        pen.at(LEAD).put("name", muted);
        pen.at(end - width("documents")).put("documents", muted);
        if self.places {
            pen.at(end + NUMBER - width("places")).put("places", muted);
        }
        pen.at(self.after_numbers()).put("found as", muted);
        if self.latest {
            pen.at(self.after_numbers() + FOUND).put("latest document", muted);
        }
    }

    fn draw_row(&self, row: &NameMatch, theme: &Theme, mut pen: Pen) {
        let muted = theme.style(Role::Muted);
        let style = if row.found.is_some() { theme.style(Role::Title) } else { muted };
        pen.at(LEAD).put(&shorten(&sanitize_line(&row.name), self.name.saturating_sub(2)), style);
        let end = LEAD + self.name + NUMBER - 2;
        let mut number = |at: usize, number: u64| {
            let digits = group_digits(number);
            pen.at(at.saturating_sub(width(&digits))).put(&digits, theme.style(Role::Count));
        };
        number(end, row.documents.into());
        if self.places && row.found.is_some() {
            number(end + NUMBER, row.mentions);
        }
        // A guess is marked with the sign that guessed dates have.
        let (words, sure) = row.found_words();
        let words = if row.found.is_none() { "nowhere".to_owned() } else { words };
        let words = format!("{}{words}", if sure { "" } else { "~" });
        pen.at(self.after_numbers());
        let room = if self.latest { FOUND - 2 } else { pen.room().saturating_sub(1) };
        pen.put(&shorten(&sanitize_line(&words), room), muted);
        if let Some(document) = row.first.first().filter(|_| self.latest) {
            pen.at(self.after_numbers() + FOUND);
            let room = pen.room().saturating_sub(1);
            let title = document.title.as_deref().unwrap_or(&document.file);
            pen.put(&shorten(&sanitize_line(title), room), theme.style(Role::Text));
        }
    }
}
