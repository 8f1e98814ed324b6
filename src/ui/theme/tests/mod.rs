//! What all themes must hold on all grounds that people have.

mod blindness;
mod contrast;
mod fallback;

use std::sync::OnceLock;

use ratatui::style::Color;

use super::built_in::THEMES;
use super::nearest::indexed;
use super::{Palette, Rgb, TerminalColours, Theme};

/// Grounds and texts that people have, by name.
const GROUNDS: [(&str, &str, &str); 12] = [
    ("black", "#000000", "#d8d8d8"),
    ("black and white", "#000000", "#ffffff"),
    ("usual dark", "#14151a", "#d8d8d8"),
    ("gruvbox dark", "#282828", "#ebdbb2"),
    ("Solarized dark", "#002b36", "#839496"),
    ("Catppuccin mocha", "#1e1e2e", "#cdd6f4"),
    ("white and black", "#ffffff", "#000000"),
    ("white", "#ffffff", "#202020"),
    ("gruvbox light", "#fbf1c7", "#3c3836"),
    ("Solarized light", "#fdf6e3", "#657b83"),
    ("Catppuccin latte", "#eff1f5", "#4c4f69"),
    ("sepia", "#f4ecd8", "#5b4636"),
];

fn grounds() -> impl Iterator<Item = (&'static str, TerminalColours)> {
    GROUNDS.into_iter().map(|(name, ground, text)| {
        let [ground, text] = [ground, text].map(|hex| Rgb::parse(hex).unwrap());
        (name, TerminalColours { text, ground })
    })
}

/// The value of a colour; that of one that is not set is the usual one.
fn rgb(colour: Option<Color>, usual: Rgb) -> Rgb {
    match colour {
        Some(Color::Rgb(r, g, b)) => Rgb([r, g, b]),
        Some(Color::Indexed(number)) => indexed(number),
        _ => usual,
    }
}

/// A theme as it is on a terminal.
struct Mixed {
    name: String,
    theme: Theme,
    /// The text and ground that are seen.
    colours: TerminalColours,
    palette: Palette,
}

/// The themes that mix colours, each on each ground, of all colours and of 256.
fn mixed() -> &'static [Mixed] {
    static ALL: OnceLock<Vec<Mixed>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all = Vec::new();
        for row in THEMES.iter().filter(|row| !["terminal", "plain"].contains(&row.choice.name.as_ref())) {
            for (ground, terminal) in grounds() {
                for palette in [Palette::TrueColor, Palette::Indexed] {
                    let theme = row.on(terminal, palette).unwrap();
                    let frame = theme.frame();
                    let (text, behind) = (rgb(frame.fg, terminal.text), rgb(frame.bg, terminal.ground));
                    let colours = TerminalColours { text, ground: behind };
                    all.push(Mixed {
                        name: format!("{} on {ground} ({palette:?})", row.choice.name),
                        theme,
                        colours,
                        palette,
                    });
                }
            }
        }
        all
    })
}
