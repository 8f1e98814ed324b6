//! The themes that come along.

use std::borrow::Cow;

use super::derive::Theme;
use super::file::ThemeFile;
use super::terminal_colours::{Palette, TerminalColours};
use crate::app::popup::picker::ThemeChoice;

/// A theme that comes along.
#[derive(Debug)]
pub(super) struct ThemeRow {
    /// By what it is chosen, and what is said of it beside its name.
    pub choice: ThemeChoice,
    toml: &'static str,
    /// Whether it is dark or light wherever it is shown; otherwise it is as the terminal is.
    is_dark: Option<bool>,
}

/// Which role has how much of which tint.
const ROLES: &str = include_str!("../../../assets/themes/roles.toml");

const CALM: &str = include_str!("../../../assets/themes/calm.toml");
const HIGH_CONTRAST: &str = include_str!("../../../assets/themes/high-contrast.toml");
const BLUE_ORANGE: &str = include_str!("../../../assets/themes/blue-orange.toml");
const TERMINAL: &str = include_str!("../../../assets/themes/terminal.toml");
const PLAIN: &str = include_str!("../../../assets/themes/plain.toml");

/// All of them, in the order of the menu.
pub(super) const THEMES: &[ThemeRow] = &[
    row("auto", "dark or light, as the terminal is", CALM, None),
    row("dark", "", CALM, Some(true)),
    row("light", "", CALM, Some(false)),
    row("high-contrast", "nothing pale", HIGH_CONTRAST, None),
    row("blue-orange", "told apart by eyes that confuse red and green", BLUE_ORANGE, None),
    row("terminal", "the sixteen colours of the terminal", TERMINAL, None),
    row("catppuccin-mocha", "", include_str!("../../../assets/themes/catppuccin-mocha.toml"), None),
    row("catppuccin-macchiato", "", include_str!("../../../assets/themes/catppuccin-macchiato.toml"), None),
    row("catppuccin-frappe", "", include_str!("../../../assets/themes/catppuccin-frappe.toml"), None),
    row("catppuccin-latte", "", include_str!("../../../assets/themes/catppuccin-latte.toml"), None),
    row("gruvbox-dark", "", include_str!("../../../assets/themes/gruvbox-dark.toml"), None),
    row("gruvbox-light", "", include_str!("../../../assets/themes/gruvbox-light.toml"), None),
    row("solarized-dark", "", include_str!("../../../assets/themes/solarized-dark.toml"), None),
    row("solarized-light", "", include_str!("../../../assets/themes/solarized-light.toml"), None),
    row("plain", "without colour", PLAIN, None),
];

const fn row(name: &'static str, about: &'static str, toml: &'static str, is_dark: Option<bool>) -> ThemeRow {
    ThemeRow { choice: ThemeChoice { name: Cow::Borrowed(name), about: Cow::Borrowed(about) }, toml, is_dark }
}

/// The themes to choose from.
pub fn theme_choices() -> Vec<ThemeChoice> {
    THEMES.iter().map(|row| row.choice.clone()).collect()
}

/// The theme of a file on a terminal of such colours, insisting on dark or light. Without colours it is `plain` whatever
/// was asked for, with sixteen `terminal`, whose colours were chosen for so few.
///
/// # Errors
/// What is wrong with the file.
pub(super) fn on(
    toml: &str,
    insists: Option<bool>,
    terminal: TerminalColours,
    palette: Palette,
) -> Result<Theme, String> {
    let (toml, insists) = match palette {
        Palette::Mono => (PLAIN, None),
        Palette::Sixteen if toml != PLAIN => (TERMINAL, None),
        _ => (toml, insists),
    };
    let (file, roles) = (ThemeFile::parse(toml)?, ThemeFile::parse(ROLES)?);
    Theme::derive(&file, &roles, insists, terminal, palette)
}

impl ThemeRow {
    /// The theme on a terminal of such colours.
    ///
    /// # Errors
    /// What is wrong with its file.
    pub fn on(&self, terminal: TerminalColours, palette: Palette) -> Result<Theme, String> {
        on(self.toml, self.is_dark, terminal, palette)
    }
}

impl Theme {
    /// The theme of that name.
    pub fn named(name: &str, terminal: TerminalColours, palette: Palette) -> Option<Theme> {
        THEMES.iter().find(|row| row.choice.name == name)?.on(terminal, palette).ok()
    }
}
