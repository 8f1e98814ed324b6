//! Draws the page of a document: the visible lines with names and hits marked, and a scrollbar.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::pane::areas::Panes;
use crate::app::reader::{LineMark, LineStyle};
use crate::app::{App, Focus, View};
use crate::ui::frame::draw_rule;
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// Draws the page and the rule to its left.
pub fn draw(app: &App, theme: &Theme, panes: &Panes, buffer: &mut Buffer) {
    let area = panes.reader;
    if area.x > 0 {
        draw_rule(app.focus == Focus::Reader, theme, area, buffer);
    }
    let page = panes.page(app.settings.page_width);
    for (y, row) in app.reader.visible.iter().take(usize::from(page.height)).enumerate() {
        let Some(laid) = app.reader.laid(row.fragment) else { continue };
        let Some(line) = laid.lines.get(row.line) else { continue };
        let text = &laid.text[line.range.clone()];
        let marks = app.reader.marks(row.fragment, row.line);
        let styles: Vec<_> = marks
            .into_iter()
            .filter_map(|(range, mark)| {
                let style = mark_style(app, theme, mark)?;
                Some((range.start - line.range.start..range.end - line.range.start, style))
            })
            .collect();
        let base = theme.style(role_of_style(line.style));
        let margin = Rect { y: page.y + y as u16, height: 1, ..page };
        if let Some(sign) = app.reader.note_sign(row.fragment, row.line) {
            let symbol = if sign.has_words { "✎" } else { "▎" };
            draw_sign(symbol, Role::of_sign(sign.colour), theme, area, margin, buffer);
        } else if app.reader.is_at_paragraph(*row) {
            draw_sign("▏", Role::Accent, theme, area, margin, buffer);
        }
        Pen::new(buffer, page, y as u16).skip(usize::from(line.indent)).put_marked(text, base, &styles);
    }
    draw_scrollbar(app, theme, area, buffer);
}

/// A sign in the margin: where a note begins, along its passage, along the paragraph gone to.
fn draw_sign(symbol: &str, role: Role, theme: &Theme, area: Rect, row: Rect, buffer: &mut Buffer) {
    // In a narrow pane it stands between the rule and the text.
    let gap = if row.x > area.x + 2 || area.x == 0 { 2 } else { 1 };
    let Some(x) = row.x.checked_sub(gap) else { return };
    Pen::new(buffer, Rect { x, width: 1, ..row }, 0).put(symbol, theme.style(role));
}

fn role_of_style(style: LineStyle) -> Role {
    match style {
        LineStyle::Title => Role::Title,
        LineStyle::Facts => Role::Muted,
        LineStyle::Body | LineStyle::Code => Role::Text,
        LineStyle::Heading => Role::Heading,
        LineStyle::Quote => Role::Quote,
        LineStyle::Caption => Role::Caption,
        LineStyle::Chrome => Role::Chrome,
        LineStyle::Folded => Role::Fold,
    }
}

fn mark_style(app: &App, theme: &Theme, mark: LineMark) -> Option<Style> {
    let (kind, first, current, lit) = match mark {
        LineMark::Selected => return Some(theme.style(Role::Selection)),
        LineMark::Hit { current: true } => return Some(theme.style(Role::HitCursor)),
        LineMark::Hit { current: false } => return Some(theme.style(Role::Hit)),
        LineMark::Note { colour, current } => {
            let style = theme.style(Role::of_highlight(colour));
            return Some(if current { style.patch(theme.style(Role::NameCursor)) } else { style });
        }
        LineMark::Name { kind, first, current, lit } => (kind, first, current, lit),
    };
    let role = Role::of_name(kind, first);
    let shown = match kind {
        kind if kind.is_name() => app.settings.names,
        kind if kind.is_identifier() => app.settings.identifiers,
        _ => app.settings.amounts,
    };
    let style = if shown { theme.style(role) } else { Style::default() };
    match (current, lit) {
        (true, _) => Some(style.patch(theme.style(Role::NameCursor))),
        (false, true) => Some(style.patch(theme.style(Role::NameLit))),
        (false, false) => shown.then_some(style),
    }
}

/// A thumb at the right edge, while reading a page longer than the screen.
fn draw_scrollbar(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let Some(page) = &app.reader.page else { return };
    let length = page.document.text.len();
    let rows = usize::from(area.height);
    let percent = app.reader.percent();
    let top = app.reader.top_offset().unwrap_or(0);
    if app.view != View::Read || rows < 4 || length == 0 || app.reader.fits() {
        return;
    }
    let seen_until = length * percent / 100;
    let thumb = ((seen_until.saturating_sub(top)) * rows / length).clamp(1, rows);
    let start = (top * rows / length).min(rows - thumb);
    let start = if percent == 100 { rows - thumb } else { start };
    for y in 0..rows {
        let (sign, role) =
            if (start..start + thumb).contains(&y) { ("┃", Role::Muted) } else { ("│", Role::Rule) };
        Pen::new(buffer, area, y as u16).at(usize::from(area.width) - 1).put(sign, theme.style(role));
    }
    for (offset, colour) in app.reader.note_offsets() {
        let y = (offset * rows / length).min(rows - 1);
        let mut pen = Pen::new(buffer, area, y as u16);
        pen.at(usize::from(area.width) - 1).put("◆", theme.style(Role::of_sign(colour)));
    }
}
