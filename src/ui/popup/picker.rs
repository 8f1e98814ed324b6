//! Draws a picker: its ground, the line typed, and how many entries are out of sight.
//!
//! Not here: its entries (`picker_table`).

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use super::ground::draw_ground;
use super::picker_table::{GAP, LEAD, Table, Widths, all_lines, matching_lines};
use crate::app::popup::picker::{Entry, Picker, PickerPurpose};
use crate::text::width::{width, without};
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// Columns of a picker that is no table of commands, where there is room; longer entries take more.
const WIDE: u16 = 84;
/// An outline takes so many columns at most: the page that it leads through has no more.
const OUTLINE: u16 = 100;
/// Lower windows have no room around a picker.
const LOWEST: u16 = 8;

/// Draws a picker over the panes; returns the cell of the cursor.
pub fn draw(picker: &Picker, theme: &Theme, body: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let width = columns_of(picker, body);
    let is_outline = picker.purpose == PickerPurpose::Outline;
    // Above an outline one sees where on the page it leads.
    let most = if is_outline { (body.height * 3 / 5).max(LOWEST) } else { body.height.saturating_sub(2) };
    // It stays where it is while it is narrowed.
    let highest = rows_of(picker, width, body, most, true);
    let height = rows_of(picker, width, body, most, false).min(highest);
    let is_roomy = width >= 12 && body.height >= LOWEST;
    let (inner, gap) = if is_roomy {
        let x = body.x + (body.width - width) / 2;
        let free = body.height - highest;
        let y = body.y + if is_outline { free.saturating_sub(1) } else { free.div_ceil(3) };
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
    let table = Table::new(picker, matching_lines(picker), body.width, area);
    if picker.matches.is_empty() {
        Pen::new(buffer, area, 0).put("nothing matches", theme.style(Role::Muted));
    }
    table.draw(theme, buffer);
    if is_roomy {
        put_more(table.out_of_sight(), theme, Rect { y: inner.bottom(), height: 1, ..inner }, buffer);
    }
    let column = inner.x + 2 + picker.input.visual_cursor().saturating_sub(scroll) as u16;
    Some((column.min(inner.right().saturating_sub(1)), inner.y))
}

/// Says in the last row of the ground how many entries are above what is in sight, and how many below.
fn put_more((above, below): (usize, usize), theme: &Theme, row: Rect, buffer: &mut Buffer) {
    let sign = |arrow: &str, entries: usize| (entries > 0).then(|| format!("{arrow} {entries} more"));
    let words: Vec<String> = sign("↑", above).into_iter().chain(sign("↓", below)).collect();
    Pen::new(buffer, row, 0).put_right(&format!("{} ", words.join("   ")), theme.style(Role::Muted));
}

/// The cells across that a picker takes: the help all there are, others as many as they need.
fn columns_of(picker: &Picker, body: Rect) -> u16 {
    let most = body.width.saturating_sub(2);
    match picker.purpose {
        PickerPurpose::Help => most,
        PickerPurpose::Outline => most.saturating_sub(2).min(OUTLINE),
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

/// The rows that a picker takes, `most` at most: with `all` before anything is typed.
fn rows_of(picker: &Picker, width: u16, body: Rect, most: u16, all: bool) -> u16 {
    // Title, line typed, and an empty row after each.
    const AROUND: u16 = 4;
    let area = Rect { width: width.saturating_sub(4), height: most.saturating_sub(AROUND), ..body };
    if all && picker.purpose == PickerPurpose::Help {
        // The help is open for a moment, and is as high as the window.
        return most;
    }
    let lines = if all { all_lines(picker) } else { matching_lines(picker) };
    let rows = Table::new(picker, lines, body.width, area).rows();
    (rows.clamp(1, usize::from(area.height).max(1)) as u16).saturating_add(AROUND).min(most.max(1))
}
