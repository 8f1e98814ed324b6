//! The ground that popups stand on: one colour instead of a box, a blank cell around it, and nothing beside it of lines
//! that it has cut.
//!
//! Not here: what stands on it (the file of each popup).

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Clear, Widget};

use crate::text::sanitize::sanitize_line;
use crate::text::width::shorten;
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// A popup is this high if there is any room. Set by hand: of fewer rows a card says nothing.
const LOWEST: u16 = 4;

/// Clears an area and the cells around it as far as they lie `within`, lays the ground, and puts a title in its first
/// row; returns the inside.
pub fn draw_ground(title: &str, theme: &Theme, area: Rect, within: Rect, buffer: &mut Buffer) -> Rect {
    let area = area.intersection(buffer.area);
    clear_around(area, within, buffer);
    let ground = theme.style(Role::Overlay);
    buffer.set_style(area, ground);
    if ground.bg.is_none() {
        // Without colours a rule tells where it stands.
        for y in 0..area.height {
            Pen::new(buffer, area, y).put("┃", theme.style(Role::Border));
        }
    }
    let edge = 2.min(area.width / 4);
    let inside = Rect { x: area.x + edge, width: area.width - 2 * edge, ..area };
    // The ground itself must stay under the title.
    let style = Style::reset().patch(ground).patch(theme.style(Role::Title));
    let title = shorten(&sanitize_line(title), usize::from(inside.width));
    Pen::new(buffer, inside, 0).put(&title, style);
    Rect { y: area.y + 1.min(area.height), height: area.height.saturating_sub(2), ..inside }
}

/// Where a popup of so many rows stands on a page: below the rows it is about, or above them where there is more
/// room, a blank row between; at the lower end where they are not in sight. It takes two fifths of the page at most.
pub fn place_beside(page: Rect, about: Option<(usize, usize)>, rows: usize) -> Rect {
    let most = (page.height * 2 / 5).max(LOWEST).min(page.height);
    let wanted = u16::try_from(rows).unwrap_or(u16::MAX).min(most);
    let at_the_end = Rect { y: page.bottom() - wanted, height: wanted, ..page };
    let Some((first, last)) = about else { return at_the_end };
    let (first, last) =
        (first.min(usize::from(page.height)) as u16, last.min(usize::from(page.height)) as u16);
    let (above, below) = (first.saturating_sub(1), page.height.saturating_sub(last + 2));
    if above.max(below) < LOWEST {
        // Where there is no room beside the name the card is more useful than the name is.
        return at_the_end;
    }
    if wanted <= below || below >= above {
        return Rect { y: page.y + last + 2, height: wanted.min(below), ..page };
    }
    let height = wanted.min(above);
    Rect { y: page.y + above - height, height, ..page }
}

/// Clears an area with one cell around it, and what is left beside it of the lines that it covers, up to a rule.
fn clear_around(area: Rect, within: Rect, buffer: &mut Buffer) {
    let (x, y) = (area.x.saturating_sub(1), area.y.saturating_sub(1));
    let around = Rect { x, y, width: area.right() + 1 - x, height: area.bottom() + 1 - y };
    let around = around.intersection(within.union(area)).intersection(buffer.area);
    for y in around.top()..around.bottom() {
        let (first, last) = (around.left(), around.right().saturating_sub(1));
        let is_rule = |x: u16| buffer.cell((x, y)).is_some_and(|cell| cell.symbol().contains(is_rule));
        // What is left of a line whose end or beginning is covered says nothing.
        let mut cut = Vec::new();
        if !is_rule(first) {
            cut.extend((0..first).rev().take_while(|&x| !is_rule(x)));
        }
        if !is_rule(last) {
            cut.extend((last + 1..buffer.area.right()).take_while(|&x| !is_rule(x)));
        }
        for x in cut {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
    Clear.render(around, buffer);
}

/// Lines are; bars and blocks are a part of what stands in a pane.
fn is_rule(c: char) -> bool {
    matches!(c, '\u{2500}'..='\u{257F}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::{Palette, TerminalColours};

    #[test]
    fn nothing_beside_a_popup_is_cut_in_half_and_a_rule_stays() {
        let theme = Theme::named("dark", TerminalColours::DARK, Palette::TrueColor).unwrap();
        let whole = Rect::new(0, 0, 30, 5);
        let mut buffer = Buffer::empty(whole);
        for y in 0..5 {
            buffer.set_string(0, y, "one words│here are some others", Style::new());
        }
        draw_ground("title", &theme, Rect::new(13, 2, 9, 2), whole, &mut buffer);
        let row = |y: u16| (0..30).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        assert_eq!(row(0), "one words│here are some others");
        assert_eq!(row(1).trim_end(), "one words│");
        assert_eq!(row(2).trim_end(), "one words│     title");
        assert_eq!(row(3), row(1));
        assert_eq!(buffer[(13, 3)].bg, theme.style(Role::Overlay).bg.unwrap());
    }

    #[test]
    fn without_colours_a_rule_tells_where_a_popup_stands() {
        let theme = Theme::named("plain", TerminalColours::DARK, Palette::Mono).unwrap();
        let whole = Rect::new(0, 0, 20, 5);
        let mut buffer = Buffer::empty(whole);
        let inside = draw_ground("title", &theme, Rect::new(2, 1, 12, 3), whole, &mut buffer);
        assert_eq!(inside, Rect::new(4, 2, 8, 1));
        assert!((1..4).all(|y| buffer[(2, y)].symbol() == "┃"));
    }

    #[test]
    fn a_popup_stands_beside_its_line_and_never_over_it() {
        let page = Rect::new(10, 1, 60, 30);
        for first in 0..30 {
            for rows in 1..40 {
                let area = place_beside(page, Some((first, first)), rows);
                let line = page.y + first as u16;
                assert!(line + 1 < area.y || area.bottom() < line, "{first} {rows}: {area:?}");
                assert!(area.height <= 12 && area.bottom() <= page.bottom() && area.y >= page.y);
            }
        }
        assert_eq!(place_beside(page, None, 5), Rect::new(10, 26, 60, 5));
        assert_eq!(place_beside(Rect::new(0, 0, 20, 3), Some((1, 1)), 9), Rect::new(0, 0, 20, 3));
    }
}
