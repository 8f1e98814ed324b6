//! Draws rows of a label and a text on a ground, for the card of an entity and the facts of a document.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::ground::draw_ground;
use crate::text::sanitize::sanitize_line;
use crate::text::width::shorten;
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// A row of a card: a muted label and a text.
pub type Fact = (&'static str, String);

/// Columns of the labels.
pub const LABELS: usize = 12;

/// Draws facts on a ground; returns the inside.
pub fn draw_facts(
    title: &str,
    facts: &[Fact],
    theme: &Theme,
    area: Rect,
    within: Rect,
    buffer: &mut Buffer,
) -> Rect {
    if area.width < 12 || area.height < 3 {
        return Rect::default();
    }
    let inner = draw_ground(title, theme, area, within, buffer);
    for (y, (label, text)) in facts.iter().enumerate() {
        let mut pen = Pen::new(buffer, inner, y as u16);
        pen.put(label, theme.style(Role::Muted)).at(if label.is_empty() && y == 0 { 0 } else { LABELS });
        let text = shorten(&sanitize_line(text), pen.room());
        pen.put(&text, theme.style(Role::Text));
    }
    inner
}
