//! Draws why a spelling is a name of an entity, and sentences that write it out.
//!
//! Not here: the words of the reason (`app::screens`).

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::screens::{NO_EXAMPLE, ProfileScreen, WHY_GAP, WHY_INDENT, WHY_SIGN, documents_of};
use crate::query::Profile;
use crate::text::sanitize::sanitize_line;
use crate::text::width::{shorten, width};
use crate::ui::entity::{put_origin, put_rows, styled};
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// A spelling, its documents and the reason in a row, or the reason in the next; below it sentences with it.
pub(super) fn draw_why(
    screen: &ProfileScreen,
    profile: &Profile,
    entry: usize,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) {
    let Some(spelling) = profile.card.spellings.get(entry) else { return };
    let columns = screen.why_columns(area.width);
    let (reason, is_below) = screen.reason(entry, area.width);
    let sign = match &spelling.why {
        None => "",
        Some(why) if why.sure => "=",
        Some(_) => "?",
    };
    let mut pen = Pen::new(buffer, area, 0);
    pen.put(sign, theme.style(Role::Guess)).at(WHY_SIGN);
    pen.put(&shorten(&sanitize_line(&spelling.name), columns.name), theme.style(Role::Title));
    let documents = documents_of(spelling);
    // Numbers stand below each other at their last digits.
    let singular = usize::from(spelling.documents == 1);
    pen.at(WHY_SIGN
        + columns.name
        + WHY_GAP
        + columns.documents.saturating_sub(width(&documents) + singular));
    pen.put(&documents, theme.style(Role::Count));
    let mut y = 1;
    let muted = theme.style(Role::Muted);
    if is_below {
        let mut pen = Pen::new(buffer, area, y);
        let room = pen.at(WHY_INDENT.into()).room();
        let brief = reason.split(", ").next().unwrap_or_default();
        let words = if width(&reason) <= room { &reason } else { brief };
        pen.put(&shorten(words, room), muted);
        y += 1;
    } else {
        pen.at(WHY_SIGN + columns.name + WHY_GAP + columns.documents + WHY_GAP).put(&reason, muted);
    }
    let Some(lines) = screen.examples(entry) else { return };
    if lines.is_empty() {
        Pen::new(buffer, area, y).at(WHY_INDENT.into()).put(NO_EXAMPLE, theme.style(Role::Fold));
    }
    for line in lines {
        let (cut, rows) = ProfileScreen::example_shown(line, area.width);
        let below = Rect {
            x: area.x + WHY_INDENT,
            y: area.y + y,
            width: area.width.saturating_sub(WHY_INDENT),
            height: area.height.saturating_sub(y),
        };
        put_rows(&cut.text, &rows, &styled(&cut, theme, Some(profile.card.kind)), theme, below, buffer);
        put_origin(line, theme, Pen::new(buffer, below, rows.len() as u16));
        y += rows.len() as u16 + 2;
    }
}
