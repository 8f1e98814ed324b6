//! Themes: the styles of each role on the screen (title, muted text, cursor). A theme is a file in
//! `assets/themes` that says its tints; which role has how much of which tint is said once, in
//! `assets/themes/roles.toml`. What is drawn is derived from both and from the colours of the terminal.
//!
//! `roles` names the roles; `file` reads a theme; `tones` computes with colours; `demand` says what each role
//! stands on and how well it must be read there; `derive` makes the styles; `nearest` fits them to terminals
//! of 256 colours; `built_in` is the list to choose from, `own` what the reader adds to it.
//!
//! Not here: choosing the theme and asking the terminal (`terminal::appearance`, `terminal::output::background`).

mod built_in;
mod demand;
mod derive;
mod file;
mod nearest;
mod own;
mod roles;
mod terminal_colours;
#[cfg(test)]
mod tests;
mod tones;

pub use built_in::theme_choices;
pub use derive::Theme;
pub use own::OwnTheme;
pub use roles::Role;
pub use terminal_colours::{Palette, TerminalColours};
pub use tones::Rgb;
