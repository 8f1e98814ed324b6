//! Reads theme files: the tints of a theme, for dark and for light grounds or for one of its own, and which role
//! has how much of which tint.
//!
//! Not here: making styles of it (`derive`).

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier};

use super::roles::Role;
use super::terminal_colours::TerminalColours;
use super::tones::Rgb;

/// A theme as its file says it.
#[derive(Debug)]
pub struct ThemeFile {
    /// Its roles are all there are: those of `roles.toml` do not lie below them.
    pub alone: bool,
    /// The ground and text it brings along; without them it takes the terminal's.
    pub own: Option<TerminalColours>,
    tints: Tints,
    dark: Tints,
    light: Tints,
    /// How roles look.
    pub roles: Vec<(Role, RoleStyle)>,
}

/// The tints of a theme by their names.
pub type Tints = BTreeMap<String, Tint>;

/// A colour of a theme, at its full strength.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tint {
    /// One that can be mixed and raised.
    Tone(Rgb),
    /// One of the sixteen that a reader may have set.
    Ansi(Color),
}

/// How a role looks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RoleStyle {
    /// The colour of the text; `None` leaves that of what it stands in.
    pub fg: Option<Paint>,
    /// The colour behind it.
    pub bg: Option<Paint>,
    /// Weight, slope and the like.
    pub modifier: Modifier,
}

/// A colour in terms of the tints of a theme.
#[derive(Clone, Debug, PartialEq)]
pub enum Paint {
    /// Text or ground, whichever is read better on the colour behind it.
    Ink,
    /// So much of the text, from 0 to 1, mixed into the ground.
    Text(f64),
    /// So much of a tint mixed into the ground, or into the text.
    Tinted {
        /// The name of the tint.
        tint: String,
        /// How much, from 0 to 1.
        share: f64,
        /// Whether it is mixed into the text.
        of_text: bool,
    },
    /// A colour as it is.
    Is(Tint),
}

#[derive(Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Written {
    alone: bool,
    ground: Option<String>,
    text: Option<String>,
    tints: BTreeMap<String, String>,
    dark: BTreeMap<String, String>,
    light: BTreeMap<String, String>,
    roles: BTreeMap<String, StyleWritten>,
}

#[derive(Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
struct StyleWritten {
    fg: Option<String>,
    bg: Option<String>,
    bold: bool,
    italic: bool,
    underline: bool,
    dim: bool,
    reverse: bool,
}

impl ThemeFile {
    /// Reads a theme file.
    ///
    /// # Errors
    /// Names the role or tint and what is wrong with it.
    pub fn parse(toml: &str) -> Result<ThemeFile, String> {
        let written: Written = toml::from_str(toml).map_err(|error| error.to_string())?;
        let colour = |name: &str, text: &Option<String>| match text {
            Some(text) => rgb(text).map(Some).map_err(|error| format!("{name}: {error}")),
            None => Ok(None),
        };
        let own = match (colour("ground", &written.ground)?, colour("text", &written.text)?) {
            (Some(ground), Some(text)) => Some(TerminalColours { text, ground }),
            (None, None) => None,
            _ => return Err("ground and text go together".to_owned()),
        };
        let mut roles = Vec::new();
        for (name, style) in &written.roles {
            let role = Role::named(name).ok_or_else(|| format!("no role is called “{name}”"))?;
            roles.push((role, role_style(style).map_err(|error| format!("{name}: {error}"))?));
        }
        Ok(ThemeFile {
            alone: written.alone,
            own,
            tints: tints(&written.tints)?,
            dark: tints(&written.dark)?,
            light: tints(&written.light)?,
            roles,
        })
    }

    /// The tints for a dark or a light ground.
    pub fn tints(&self, is_dark: bool) -> Tints {
        let mut tints = self.tints.clone();
        tints.extend(if is_dark { self.dark.clone() } else { self.light.clone() });
        tints
    }
}

fn tints(written: &BTreeMap<String, String>) -> Result<Tints, String> {
    let tint = |(name, text): (&String, &String)| {
        let tint = tint(text).map_err(|error| format!("{name}: {error}"))?;
        Ok((name.clone(), tint))
    };
    written.iter().map(tint).collect()
}

fn role_style(written: &StyleWritten) -> Result<RoleStyle, String> {
    let modifiers = [
        (written.bold, Modifier::BOLD),
        (written.italic, Modifier::ITALIC),
        (written.underline, Modifier::UNDERLINED),
        (written.dim, Modifier::DIM),
        (written.reverse, Modifier::REVERSED),
    ];
    let modifier = modifiers.into_iter().filter(|(on, _)| *on).map(|(_, modifier)| modifier).collect();
    let paint = |text: &Option<String>| text.as_deref().map(paint).transpose();
    Ok(RoleStyle { fg: paint(&written.fg)?, bg: paint(&written.bg)?, modifier })
}

/// Reads `ink`, `#8fb7e0`, `ansi-red`, or a name of a tint with how much of it: `hit 30 %`, `person 60 % of text`.
fn paint(text: &str) -> Result<Paint, String> {
    if text.starts_with('#') || text.starts_with("ansi-") {
        return Ok(Paint::Is(tint(text)?));
    }
    let (name, amount) = text.split_once(' ').unwrap_or((text, "100 %"));
    let (amount, of_text) = match amount.strip_suffix(" of text") {
        Some(amount) => (amount, true),
        None => (amount, false),
    };
    let percent = amount.strip_suffix(" %").and_then(|amount| amount.parse::<u8>().ok());
    let share = percent.filter(|percent| *percent <= 100).map(|percent| f64::from(percent) / 100.0);
    let share = share.ok_or_else(|| format!("“{text}” says no share; write “hit 30 %”"))?;
    Ok(match name {
        "ink" => Paint::Ink,
        "text" => Paint::Text(share),
        _ => Paint::Tinted { tint: name.to_owned(), share, of_text },
    })
}

fn tint(text: &str) -> Result<Tint, String> {
    let Some(name) = text.strip_prefix("ansi-") else { return rgb(text).map(Tint::Tone) };
    let colour = match name {
        "black" => Color::Black,
        "red" => Color::Red,
        "green" => Color::Green,
        "yellow" => Color::Yellow,
        "blue" => Color::Blue,
        "magenta" => Color::Magenta,
        "cyan" => Color::Cyan,
        "white" => Color::Gray,
        "bright-black" => Color::DarkGray,
        "bright-red" => Color::LightRed,
        "bright-green" => Color::LightGreen,
        "bright-yellow" => Color::LightYellow,
        "bright-blue" => Color::LightBlue,
        "bright-magenta" => Color::LightMagenta,
        "bright-cyan" => Color::LightCyan,
        "bright-white" => Color::White,
        _ => return Err(format!("“{text}” is none of the sixteen colours")),
    };
    Ok(Tint::Ansi(colour))
}

fn rgb(text: &str) -> Result<Rgb, String> {
    Rgb::parse(text).ok_or_else(|| format!("“{text}” is no colour; write #rrggbb"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_in_a_theme_are_named() {
        for (toml, reason) in [
            ("[roles]\nteext = { bold = true }", "teext"),
            ("[tints]\naccent = \"red\"", "“red” is no colour"),
            ("[roles]\ntext = { blink = true }", "blink"),
            ("[roles]\nhit = { bg = \"hit many\" }", "“hit many” says no share"),
            ("[roles]\nhit = { bg = \"hit 101 %\" }", "says no share"),
            ("[roles]\nhit = { bg = \"ansi-orange\" }", "none of the sixteen"),
            ("ground = \"#000000\"", "go together"),
            ("ground = \"black\"\ntext = \"#ffffff\"", "ground: “black”"),
        ] {
            let error = ThemeFile::parse(toml).unwrap_err();
            assert!(error.contains(reason), "{error}");
        }
    }

    #[test]
    fn colours_are_said_by_tints_and_shares() {
        let tinted = |share, of_text| Paint::Tinted { tint: "hit".into(), share, of_text };
        assert_eq!(paint("hit"), Ok(tinted(1.0, false)));
        assert_eq!(paint("hit 30 %"), Ok(tinted(0.3, false)));
        assert_eq!(paint("hit 60 % of text"), Ok(tinted(0.6, true)));
        assert_eq!(paint("text 62 %"), Ok(Paint::Text(0.62)));
        assert_eq!(paint("ink"), Ok(Paint::Ink));
        assert_eq!(paint("ansi-white"), Ok(Paint::Is(Tint::Ansi(Color::Gray))));
    }

    #[test]
    fn tints_are_those_of_the_ground() {
        let toml = "[tints]\nhit = \"#101010\"\n[dark]\nnote = \"#202020\"\n[light]\nnote = \"#303030\"";
        let file = ThemeFile::parse(toml).unwrap();
        assert_eq!(file.tints(true)["note"], Tint::Tone(Rgb([0x20; 3])));
        assert_eq!(file.tints(false)["note"], Tint::Tone(Rgb([0x30; 3])));
        assert_eq!(file.tints(false)["hit"], Tint::Tone(Rgb([0x10; 3])));
    }
}
