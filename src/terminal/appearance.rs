//! The appearance of the screen: the theme, and the background and colours it was chosen by, so that
//! another theme can be chosen while the program runs.

use super::error::Error;
use super::output::background;
use crate::ui::{Background, Palette, Theme};

/// The theme, and what it was chosen by.
pub struct Appearance {
    /// The theme in use.
    pub theme: Theme,
    background: Background,
    palette: Palette,
}

impl Appearance {
    /// The theme of that name; an unknown name gives the usual theme and a notice.
    ///
    /// # Errors
    /// When the built-in themes are missing.
    pub fn choose(
        name: &str,
        background: Background,
        notices: &mut Vec<String>,
    ) -> Result<Appearance, Error> {
        let palette = background::palette();
        let named = |name| {
            let theme = Theme::named(name, background, palette)?;
            Some(Appearance { theme, background, palette })
        };
        let wished = named(name);
        if wished.is_none() {
            notices.push(format!("no theme is called “{name}”"));
        }
        let appearance = wished.or_else(|| named("auto"));
        appearance.ok_or_else(|| Error::BuiltIn("its themes are missing".into()))
    }

    /// Changes the theme; an unknown name changes nothing.
    pub fn switch_to(&mut self, name: &str) {
        if let Some(theme) = Theme::named(name, self.background, self.palette) {
            self.theme = theme;
        }
    }
}
