//! The ground that popups stand on: one colour instead of a box, a blank cell around it, and no word beside it that
//! it has cut.
//!
//! Not here: what stands on it (the file of each popup).

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Clear, Widget};

use crate::text::sanitize::sanitize_line;
use crate::text::width::{shorten, width};
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// Clears an area and the cells around it as far as they lie `within`, lays the ground, and puts a title in its first
/// row; returns the inside.
pub fn draw_ground(title: &str, theme: &Theme, area: Rect, within: Rect, buffer: &mut Buffer) -> Rect {
    let area = area.intersection(buffer.area);
    clear_around(area, within, buffer);
    let ground = theme.style(Role::Overlay);
    buffer.set_style(area, ground);
    let edge = 2.min(area.width / 4);
    let inside = Rect { x: area.x + edge, width: area.width - 2 * edge, ..area };
    // The ground itself must stay under the title.
    let style = Style::reset().patch(ground).patch(theme.style(Role::Title));
    let title = shorten(&sanitize_line(title), usize::from(inside.width));
    Pen::new(buffer, inside, 0).put(&title, style);
    Rect { y: area.y + 1.min(area.height), height: area.height.saturating_sub(2), ..inside }
}

/// Clears an area with one cell around it, and what is left beside it of words that it cuts.
fn clear_around(area: Rect, within: Rect, buffer: &mut Buffer) {
    let (x, y) = (area.x.saturating_sub(1), area.y.saturating_sub(1));
    let around = Rect { x, y, width: area.right() + 1 - x, height: area.bottom() + 1 - y };
    let around = around.intersection(within.union(area)).intersection(buffer.area);
    for y in around.top()..around.bottom() {
        let is_word = |x: u16| buffer.cell((x, y)).is_some_and(is_of_word);
        let (first, last) = (around.left(), around.right().saturating_sub(1));
        let wide = |x: u16| buffer.cell((x, y)).is_some_and(|cell| width(cell.symbol()) > 1);
        let mut cut = Vec::new();
        if first > 0 && (is_word(first) || wide(first - 1)) {
            cut.extend((0..first).rev().take_while(|&x| is_word(x)));
        }
        if is_word(last) {
            cut.extend((last + 1..buffer.area.right()).take_while(|&x| is_word(x)));
        }
        for x in cut {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
    Clear.render(around, buffer);
}

/// Whether a cell holds a part of a word, and no rule.
fn is_of_word(cell: &Cell) -> bool {
    let symbol = cell.symbol();
    let is_rule = |c: char| matches!(c, '\u{2500}'..='\u{259F}');
    !symbol.trim().is_empty() && !symbol.contains(is_rule)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::{Background, Palette};

    #[test]
    fn nothing_beside_a_popup_is_cut_in_half_and_a_rule_stays() {
        let theme = Theme::named("dark", Background::Dark, Palette::TrueColor).unwrap();
        let whole = Rect::new(0, 0, 30, 5);
        let mut buffer = Buffer::empty(whole);
        for y in 0..5 {
            buffer.set_string(0, y, "one words│here are some others", Style::new());
        }
        draw_ground("title", &theme, Rect::new(13, 2, 9, 2), whole, &mut buffer);
        let row = |y: u16| (0..30).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        assert_eq!(row(0), "one words│here are some others");
        assert_eq!(row(1), "one words│              others");
        assert_eq!(row(2), "one words│     title    others");
        assert_eq!(row(3), row(1));
        assert_eq!(buffer[(13, 3)].bg, theme.style(Role::Overlay).bg.unwrap());
    }
}
