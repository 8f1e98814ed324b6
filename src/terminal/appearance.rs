//! The appearance of the screen: the theme, and the colours of the terminal it is made for, so that another
//! can be shown while the program runs.

use super::error::Error;
use super::output::background;
use crate::ui::{OwnTheme, Palette, TerminalColours, Theme};

/// The theme, and what it was made for.
pub struct Appearance {
    /// The theme in use.
    pub theme: Theme,
    /// The name of the theme that was asked for last.
    name: String,
    /// The reader's own themes.
    own: Vec<OwnTheme>,
    terminal: TerminalColours,
    palette: Palette,
}

impl Appearance {
    /// The theme of that name; an unknown name gives the usual theme and a notice.
    ///
    /// # Errors
    /// When the built-in themes are missing.
    pub fn choose(
        name: &str,
        own: Vec<OwnTheme>,
        terminal: TerminalColours,
        notices: &mut Vec<String>,
    ) -> Result<Appearance, Error> {
        let palette = background::palette();
        let named = |name: &str| {
            let theme = Theme::among(name, &own, terminal, palette)?;
            Some(Appearance { theme, name: name.to_owned(), own: own.clone(), terminal, palette })
        };
        let wished = named(name);
        if wished.is_none() {
            notices.push(format!("no theme is called “{name}”"));
        }
        let appearance = wished.or_else(|| named("auto"));
        appearance.ok_or_else(|| Error::BuiltIn("its themes are missing".into()))
    }

    /// Shows the theme of that name; an unknown name changes nothing.
    pub fn show(&mut self, name: &str) {
        if self.name == name {
            return;
        }
        self.name = name.to_owned();
        if let Some(theme) = Theme::among(name, &self.own, self.terminal, self.palette) {
            self.theme = theme;
        }
    }
}
