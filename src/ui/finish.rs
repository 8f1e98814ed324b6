//! The last touch to a drawn screen, cell by cell: the ground of themes that bring one along, and what exchanges
//! text and ground.
//!
//! Not here: what is drawn.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::theme::Theme;

/// Finishes a screen on which everything is drawn.
pub fn finish(theme: &Theme, buffer: &mut Buffer) {
    let frame = theme.frame();
    if !theme.reverses() && frame.fg.is_none() && frame.bg.is_none() {
        return;
    }
    for cell in &mut buffer.content {
        if theme.reverses() {
            finish_reversed(cell);
        }
        if let (Color::Reset, Some(text)) = (cell.fg, frame.fg) {
            cell.fg = text;
        }
        if let (Color::Reset, Some(ground)) = (cell.bg, frame.bg) {
            cell.bg = ground;
        }
    }
}

/// What exchanges text and ground, and marks that stand in it.
fn finish_reversed(cell: &mut Cell) {
    if cell.bg != Color::Reset {
        // A mark with a ground of its own stays as it is elsewhere; many terminals show bold black as grey.
        cell.modifier.remove(Modifier::REVERSED | Modifier::DIM);
        if cell.fg == Color::Black {
            cell.modifier.remove(Modifier::BOLD);
        }
    } else if cell.modifier.contains(Modifier::REVERSED) {
        // Colours and paleness of what stands there would become patches in the ground.
        cell.fg = Color::Reset;
        cell.modifier.remove(Modifier::DIM);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::{Palette, Role, TerminalColours};
    use ratatui::layout::Rect;

    fn drawn(name: &str, palette: Palette, roles: &[Role]) -> Buffer {
        let theme = Theme::named(name, TerminalColours::DARK, palette).unwrap();
        let mut buffer = Buffer::empty(Rect::new(0, 0, 2, 1));
        roles.iter().for_each(|role| buffer.set_style(Rect::new(0, 0, 1, 1), theme.style(*role)));
        finish(&theme, &mut buffer);
        buffer
    }

    #[test]
    fn a_theme_with_a_ground_of_its_own_covers_the_whole_screen() {
        let buffer = drawn("gruvbox-dark", Palette::TrueColor, &[Role::Person]);
        assert!(buffer.content.iter().all(|cell| cell.bg == Color::Rgb(0x28, 0x28, 0x28)));
        assert_eq!(buffer.content[1].fg, Color::Rgb(0xeb, 0xdb, 0xb2));
        assert_ne!(buffer.content[0].fg, buffer.content[1].fg);
        let theirs = drawn("auto", Palette::TrueColor, &[]);
        assert!(theirs.content.iter().all(|cell| cell.bg == Color::Reset && cell.fg == Color::Reset));
    }

    #[test]
    fn a_reversed_row_has_no_patches_but_keeps_its_hits() {
        let muted = drawn("terminal", Palette::Sixteen, &[Role::Selected, Role::Muted, Role::Person]);
        let cell = &muted.content[0];
        assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset));
        assert!(cell.modifier.contains(Modifier::REVERSED) && !cell.modifier.contains(Modifier::DIM));
        let hit = drawn("terminal", Palette::Sixteen, &[Role::Selected, Role::Muted, Role::Title, Role::Hit]);
        let cell = &hit.content[0];
        assert_eq!((cell.fg, cell.bg), (Color::Black, Color::Yellow));
        assert_eq!(cell.modifier, Modifier::empty(), "what is bold or pale and black is hard to read");
    }
}
