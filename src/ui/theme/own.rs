//! Themes of the reader's own, written as those that come along are.
//!
//! Not here: reading their files (`terminal::own_themes`).

use super::built_in::{THEMES, on};
use super::derive::Theme;
use super::terminal_colours::{Palette, TerminalColours};
use crate::app::popup::picker::ThemeChoice;

/// A theme of the reader's own, which is known to be whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnTheme {
    /// By what it is chosen.
    pub choice: ThemeChoice,
    toml: String,
}

impl OwnTheme {
    /// Reads the file of a theme of that name.
    ///
    /// # Errors
    /// What is wrong with it: the name is taken, or a role, a tint or a colour is none.
    pub fn parse(name: &str, toml: &str) -> Result<OwnTheme, String> {
        if THEMES.iter().any(|row| row.choice.name == name) {
            return Err(format!("a theme that comes along is called “{name}”"));
        }
        for terminal in [TerminalColours::DARK, TerminalColours::LIGHT] {
            on(toml, None, terminal, Palette::TrueColor)?;
        }
        let choice = ThemeChoice { name: name.to_owned().into(), about: "your own".into() };
        Ok(OwnTheme { choice, toml: toml.to_owned() })
    }
}

impl Theme {
    /// The theme of that name, one that comes along or one of these.
    pub fn among(name: &str, own: &[OwnTheme], terminal: TerminalColours, palette: Palette) -> Option<Theme> {
        let own = || own.iter().find(|of| of.choice.name == name);
        Theme::named(name, terminal, palette).or_else(|| on(&own()?.toml, None, terminal, palette).ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINE: &str = include_str!("../../../assets/themes/gruvbox-dark.toml");

    #[test]
    fn a_file_like_those_that_come_along_is_a_theme() {
        let own = [OwnTheme::parse("mine", MINE).unwrap()];
        let theme = |name, palette| Theme::among(name, &own, TerminalColours::LIGHT, palette);
        let gruvbox = theme("gruvbox-dark", Palette::TrueColor).unwrap();
        assert_eq!(theme("mine", Palette::TrueColor), Some(gruvbox));
        assert_eq!(theme("mine", Palette::Mono), theme("plain", Palette::Mono), "where there are no colours");
        assert_eq!(theme("other", Palette::TrueColor), None);
    }

    #[test]
    fn what_is_wrong_with_a_file_is_said() {
        let said = |name: &str, toml: &str| OwnTheme::parse(name, toml).unwrap_err();
        assert!(said("plain", MINE).contains("comes along is called “plain”"));
        assert!(said("mine", &MINE.replace("#fe8019", "orange")).contains("person: “orange” is no colour"));
        assert!(said("mine", &MINE.replace("hit = ", "hot = ")).contains("hit"));
        assert!(said("mine", "[roles.titel]\nbold = true\n").contains("no role is called “titel”"));
        assert!(said("mine", "ground = ").contains("line 1"));
    }
}
