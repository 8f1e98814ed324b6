//! The styles of cells as sequences for the terminal (SGR).

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// The modifiers with the number that switches each on.
const MODIFIERS: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// The style a terminal draws a cell in; without anything set it is the terminal's usual one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CellStyle {
    foreground: Color,
    background: Color,
    modifier: Modifier,
}

impl CellStyle {
    /// The style of a cell.
    pub fn of(cell: &Cell) -> CellStyle {
        CellStyle { foreground: cell.fg, background: cell.bg, modifier: cell.modifier }
    }
}

/// Appends what makes one style into another.
pub fn change(from: CellStyle, to: CellStyle, out: &mut Vec<u8>) {
    if from == to {
        return;
    }
    let mut from = from;
    let mut numbers = Vec::new();
    if from.modifier != to.modifier {
        // Single modifiers cannot be switched off alike everywhere; all of them can.
        if from != CellStyle::default() {
            numbers.push("0".to_owned());
            from = CellStyle::default();
        }
        let on = MODIFIERS.iter().filter(|(modifier, _)| to.modifier.contains(*modifier));
        numbers.extend(on.map(|(_, number)| number.to_string()));
    }
    if from.foreground != to.foreground {
        numbers.push(colour(to.foreground, '3'));
    }
    if from.background != to.background {
        numbers.push(colour(to.background, '4'));
    }
    out.extend_from_slice(format!("\x1b[{}m", numbers.join(";")).as_bytes());
}

/// A colour of the ground: `3` for what is drawn, `4` for what is behind it.
fn colour(colour: Color, ground: char) -> String {
    let number = match colour {
        Color::Reset => return format!("{ground}9"),
        Color::Rgb(red, green, blue) => return format!("{ground}8;2;{red};{green};{blue}"),
        Color::Indexed(number) => return format!("{ground}8;5;{number}"),
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
    };
    // What every terminal with colours knows: 30–37 and 90–97 for text, 40–47 and 100–107 for what is behind it.
    match number {
        0..8 => format!("{ground}{number}"),
        _ if ground == '3' => format!("9{}", number - 8),
        _ => format!("10{}", number - 8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_says_only_what_is_different() {
        let changed = |from: CellStyle, to: CellStyle| {
            let mut out = Vec::new();
            change(from, to, &mut out);
            String::from_utf8(out).unwrap().replace('\u{1b}', "^")
        };
        let plain = CellStyle::default();
        let red = CellStyle { foreground: Color::Red, ..plain };
        let bright = CellStyle { foreground: Color::LightRed, background: Color::White, ..plain };
        let bold =
            CellStyle { modifier: Modifier::BOLD | Modifier::ITALIC, background: Color::Rgb(1, 2, 3), ..red };
        assert_eq!(changed(red, red), "");
        assert_eq!(changed(plain, red), "^[31m");
        assert_eq!(changed(plain, bright), "^[91;107m");
        assert_eq!(changed(plain, CellStyle { foreground: Color::Indexed(1), ..plain }), "^[38;5;1m");
        assert_eq!(changed(red, bold), "^[0;1;3;31;48;2;1;2;3m");
        assert_eq!(changed(plain, bold), "^[1;3;31;48;2;1;2;3m");
        assert_eq!(changed(bold, plain), "^[0m");
        assert_eq!(changed(red, plain), "^[39m");
    }
}
