//! Draws the page of a document: the visible lines with names and hits marked, and the signs beside them.
//!
//! Not here: the map beside the page (`scroll_map`).

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::pane::areas::Panes;
use crate::app::reader::{BesideSign, LayoutLine, LineMark, LineStyle};
use crate::app::{App, Focus};
use crate::text::sanitize::sanitize_line;
use crate::text::width::shorten;
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
    if panes.header.height == 0 && area.y > 0 && app.reader.is_past_headline() {
        let above = Rect { y: area.y - 1, height: 1, ..page };
        let title = sanitize_line(app.reader.title());
        Pen::new(buffer, above, 0).put(&shorten(&title, usize::from(page.width)), theme.style(Role::Muted));
    }
    for (y, row) in app.reader.visible.iter().take(usize::from(page.height)).enumerate() {
        let Some(laid) = app.reader.laid(row.fragment) else { continue };
        let Some(line) = laid.lines.get(row.line) else { continue };
        let part = laid.shown(row.line);
        let text = &laid.text[part.range.clone()];
        let marks = app.reader.marks(row.fragment, row.line);
        let styles: Vec<_> = marks
            .into_iter()
            .filter_map(|(range, mark)| {
                let style = mark_style(app, theme, line.style, mark)?;
                let at = |place: usize| place.saturating_sub(part.range.start);
                Some((at(range.start)..at(range.end), style))
            })
            .collect();
        let is_header = app.reader.names_columns(*row);
        let base = theme.style(if is_header { Role::Title } else { role_of_style(line.style) });
        let margin = Rect { y: page.y + y as u16, height: 1, ..page };
        if let Some(sign) = app.reader.note_sign(row.fragment, row.line) {
            let symbol = if sign.has_words { "✎" } else { "▎" };
            draw_sign(symbol, Role::of_sign(sign.colour), theme, area, margin, buffer);
        } else if let Some(sign) = app.reader.beside_sign(row.fragment, row.line) {
            let (symbol, role) = beside_sign(sign);
            draw_sign(symbol, role, theme, area, margin, buffer);
        } else if part.more_left {
            Pen::new(buffer, beside(margin, margin.x.saturating_sub(1)), 0)
                .put("‹", theme.style(Role::Accent));
        } else if app.reader.is_at_paragraph(*row) {
            draw_sign("▏", Role::Accent, theme, area, margin, buffer);
        } else if line.style == LineStyle::Chrome {
            draw_sign("┆", Role::Chrome, theme, area, margin, buffer);
        }
        draw_before(line, text, theme, margin, buffer);
        let before = usize::from(line.indent) + part.cut;
        Pen::new(buffer, page, y as u16).skip(before).put_marked(text, base, &styles);
        if part.more_right {
            Pen::new(buffer, beside(margin, margin.right()), 0).put("›", theme.style(Role::Accent));
        }
    }
}

/// A cell beside a row of the page.
fn beside(row: Rect, x: u16) -> Rect {
    Rect { x, width: 1, ..row }
}

/// What is drawn before the words of a line: the rule below the head, the sign of an entry, the rule along a
/// quotation, which a mail has signs of its own for.
fn draw_before(line: &LayoutLine, text: &str, theme: &Theme, row: Rect, buffer: &mut Buffer) {
    let indent = usize::from(line.indent);
    let mut pen = Pen::new(buffer, row, 0);
    match line.style {
        LineStyle::Rule => _ = pen.put(&"─".repeat(usize::from(row.width)), theme.style(Role::Rule)),
        LineStyle::Entry if indent >= 2 => _ = pen.skip(indent - 2).put("•", theme.style(Role::Muted)),
        LineStyle::Quote if indent == 3 && !text.starts_with('>') => {
            pen.skip(1).put("│", theme.style(Role::Rule));
        }
        _ => {}
    }
}

/// A sign in the margin: where a note begins, along its passage, along the paragraph gone to, along chrome.
fn draw_sign(symbol: &str, role: Role, theme: &Theme, area: Rect, row: Rect, buffer: &mut Buffer) {
    // In a narrow pane it stands between the rule and the text.
    let gap = if row.x > area.x + 2 || area.x == 0 { 2 } else { 1 };
    let Some(x) = row.x.checked_sub(gap) else { return };
    Pen::new(buffer, Rect { x, width: 1, ..row }, 0).put(symbol, theme.style(role));
}

/// The sign of what a line says beside another document, as tools for comparing texts have them.
fn beside_sign(sign: BesideSign) -> (&'static str, Role) {
    match sign {
        BesideSign::Added => ("+", Role::Include),
        BesideSign::Changed => ("~", Role::Notice),
        BesideSign::Dropped => ("-", Role::Exclude),
    }
}

fn role_of_style(style: LineStyle) -> Role {
    match style {
        LineStyle::Title => Role::Title,
        LineStyle::Source | LineStyle::Facts | LineStyle::Byline | LineStyle::End => Role::Muted,
        LineStyle::Rule => Role::Rule,
        LineStyle::Body | LineStyle::Entry | LineStyle::Code => Role::Text,
        LineStyle::Heading => Role::Heading,
        LineStyle::Quote => Role::Quote,
        LineStyle::Caption => Role::Caption,
        LineStyle::Chrome => Role::Chrome,
        LineStyle::Folded => Role::Fold,
    }
}

fn mark_style(app: &App, theme: &Theme, line: LineStyle, mark: LineMark) -> Option<Style> {
    let (kind, first, current, lit) = match mark {
        LineMark::Told => return Some(theme.style(Role::Chrome)),
        LineMark::OtherWords => return Some(theme.style(Role::Notice)),
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
    // A headline has a style of its own.
    let shown = shown && !matches!(line, LineStyle::Title | LineStyle::Heading);
    let style = if shown { theme.style(role) } else { Style::default() };
    match (current, lit) {
        (true, _) => Some(style.patch(theme.style(Role::NameCursor))),
        (false, true) => Some(style.patch(theme.style(Role::NameLit))),
        (false, false) => shown.then_some(style),
    }
}
