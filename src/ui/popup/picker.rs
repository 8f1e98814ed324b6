//! Draws a picker: its ground, the line typed, the entries around the chosen one.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use super::ground::draw_ground;
use crate::app::popup::picker::{Entry, Picker, PickerPurpose};
use crate::text::sanitize::sanitize_line;
use crate::text::width::{shorten, width, without};
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// An outline is not wider.
const MOST_BESIDE: u16 = 46;

/// A row of the picker.
enum PickerLine<'a> {
    Heading(&'a str),
    Entry { entry: &'a Entry, chosen: bool },
}

/// Draws a picker over the panes; returns the cell of the cursor.
pub fn draw(picker: &Picker, theme: &Theme, body: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let lines = lines(picker);
    let beside = picker.purpose == PickerPurpose::Outline;
    // Beside an outline one sees the page that it leads through.
    let width = if beside { (body.width / 2).max(MOST_BESIDE.min(body.width)) } else { body.width };
    let width = width.saturating_sub(4).min(if beside { MOST_BESIDE } else { 84 });
    let height = (lines.len().max(1) as u16 + 4).min(body.height.saturating_sub(1));
    let roomy = width >= 12 && height >= 5;
    let (inner, gap) = if roomy {
        let x = if beside { body.right() - width - 1 } else { body.x + (body.width - width) / 2 };
        let y = body.y + (body.height - height) / 3;
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
    let rows = usize::from(inner.height.saturating_sub(gap));
    let chosen =
        lines.iter().position(|line| matches!(line, PickerLine::Entry { chosen: true, .. })).unwrap_or(0);
    // The heading of the first entry stays in sight.
    let first = if chosen < rows { 0 } else { (chosen + 1).saturating_sub(rows.max(1)) };
    if lines.is_empty() {
        Pen::new(buffer, inner, gap).put("nothing matches", theme.style(Role::Muted));
    }
    for (y, line) in lines.iter().skip(first).take(rows).enumerate() {
        draw_line(line, picker.purpose, theme, inner, y as u16 + gap, buffer);
    }
    let column = inner.x + 2 + picker.input.visual_cursor().saturating_sub(scroll) as u16;
    Some((column.min(inner.right().saturating_sub(1)), inner.y))
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

fn draw_line(
    line: &PickerLine,
    purpose: PickerPurpose,
    theme: &Theme,
    area: Rect,
    y: u16,
    buffer: &mut Buffer,
) {
    let mut pen = Pen::new(buffer, area, y);
    match line {
        PickerLine::Heading(heading) => _ = pen.put(heading, theme.style(Role::Accent)),
        PickerLine::Entry { entry, chosen } => {
            if *chosen {
                pen.fill(theme.style(Role::OverlaySelected)).put("▌", theme.style(Role::Bar));
            }
            pen.at(2);
            pen.put_right(&format!("{} ", entry.right), theme.style(Role::Key));
            let label = sanitize_line(&entry.label);
            let room = pen.room().saturating_sub(1);
            pen.put(&shorten(&label, room), theme.style(Role::Text));
            // The help shows what a command does; its name is for the palette.
            if !entry.detail.is_empty() && pen.room() > 6 && purpose != PickerPurpose::Help {
                let column = 22usize.saturating_sub(width(&label)).max(2);
                pen.skip(column);
                let room = pen.room().saturating_sub(1);
                pen.put(&shorten(&sanitize_line(&entry.detail), room), theme.style(Role::Muted));
            }
        }
    }
}
