//! Themes: the styles of each role on the screen (title, muted text, cursor). A theme is a file in
//! `assets/themes`.
//!
//! Not here: choosing the theme (`terminal::appearance`).

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};

use crate::model::Kind;
use crate::query::Colour;

macro_rules! roles {
    ($($variant:ident $name:literal)*) => {
        /// What a stretch of the screen is. Styles belong to roles only.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Role { $(#[doc = concat!("`", $name, "` in theme files.")] $variant),* }

        impl Role {
            /// All roles, in the order of their numbers.
            pub const ALL: &[Role] = &[$(Role::$variant),*];

            /// The name in theme files.
            pub fn name(self) -> &'static str {
                match self { $(Role::$variant => $name),* }
            }
        }
    };
}

roles! {
    Text "text"
    Muted "muted"
    Rule "rule"
    Accent "accent"
    Title "title"
    Heading "heading"
    Caption "caption"
    Quote "quote"
    Chrome "chrome"
    Fold "fold"
    Selected "selected"
    SelectedIdle "selected-idle"
    Bar "bar"
    Unread "unread"
    Star "star"
    Guess "guess"
    Person "person"
    Organization "organization"
    Place "place"
    Own "own"
    PersonAgain "person-again"
    OrganizationAgain "organization-again"
    PlaceAgain "place-again"
    OwnAgain "own-again"
    Amount "amount"
    NameCursor "name-cursor"
    Hit "hit"
    HitCursor "hit-cursor"
    Selection "selection"
    Include "include"
    Exclude "exclude"
    Count "count"
    Histogram "histogram"
    HistogramGuess "histogram-guess"
    HistogramAll "histogram-all"
    Key "key"
    Notice "notice"
    Failure "failure"
    Overlay "overlay"
    Border "border"
    Note "note"
    HighlightYellow "highlight-yellow"
    HighlightGreen "highlight-green"
    HighlightBlue "highlight-blue"
    HighlightRed "highlight-red"
    SignYellow "sign-yellow"
    SignGreen "sign-green"
    SignBlue "sign-blue"
    SignRed "sign-red"
    MapHit "map-hit"
    MapName "map-name"
}

/// What the terminal's background is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Background {
    /// Light text on a dark ground.
    Dark,
    /// Dark text on a light ground.
    Light,
}

/// The colours a terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    /// Any of 16 million.
    TrueColor,
    /// The 256 of xterm.
    Indexed,
    /// None, or none are wanted (`NO_COLOR`).
    Mono,
}

/// A style for each role.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    styles: Vec<Style>,
}

/// A style as written in a theme file.
#[derive(Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
struct StyleSpec {
    fg: Option<String>,
    bg: Option<String>,
    bold: bool,
    italic: bool,
    underline: bool,
    dim: bool,
    reverse: bool,
}

impl Role {
    /// The role of a name in a text, at its first mention or a later one; of a date, sum or
    /// quantity.
    pub fn of_name(kind: Kind, first: bool) -> Role {
        match (kind, first) {
            (Kind::Person, true) => Role::Person,
            (Kind::Person, false) => Role::PersonAgain,
            (Kind::Organization, true) => Role::Organization,
            (Kind::Organization, false) => Role::OrganizationAgain,
            (Kind::Place, true) => Role::Place,
            (Kind::Place, false) => Role::PlaceAgain,
            (Kind::Own(_), true) => Role::Own,
            (Kind::Own(_), false) => Role::OwnAgain,
            _ => Role::Amount,
        }
    }

    /// The role of a passage highlighted in a colour.
    pub fn of_highlight(colour: Colour) -> Role {
        match colour {
            Colour::Yellow => Role::HighlightYellow,
            Colour::Green => Role::HighlightGreen,
            Colour::Blue => Role::HighlightBlue,
            Colour::Red => Role::HighlightRed,
        }
    }

    /// The role of what stands for a passage in that colour beside the text.
    pub fn of_sign(colour: Colour) -> Role {
        match colour {
            Colour::Yellow => Role::SignYellow,
            Colour::Green => Role::SignGreen,
            Colour::Blue => Role::SignBlue,
            Colour::Red => Role::SignRed,
        }
    }
}

impl Theme {
    /// The built-in theme of that name; `auto` is `dark` or `light` after the background. A
    /// terminal without colours gets `plain` whatever was asked for.
    pub fn named(name: &str, background: Background, palette: Palette) -> Option<Theme> {
        let name = match (name, background) {
            _ if palette == Palette::Mono => "plain",
            ("auto", Background::Dark) => "dark",
            ("auto", Background::Light) => "light",
            (name, _) => name,
        };
        let toml = match name {
            "dark" => include_str!("../../assets/themes/dark.toml"),
            "light" => include_str!("../../assets/themes/light.toml"),
            "plain" => include_str!("../../assets/themes/plain.toml"),
            _ => return None,
        };
        Theme::parse(toml, palette).ok()
    }

    /// Reads a theme file.
    ///
    /// # Errors
    /// Names the role and what is wrong with it.
    pub fn parse(toml: &str, palette: Palette) -> Result<Theme, String> {
        let specs: BTreeMap<String, StyleSpec> = toml::from_str(toml).map_err(|error| error.to_string())?;
        let mut styles = vec![Style::default(); Role::ALL.len()];
        for (name, spec) in specs {
            let role = Role::ALL.iter().position(|role| role.name() == name);
            let role = role.ok_or_else(|| format!("no role is called “{name}”"))?;
            styles[role] = style(&spec, palette).map_err(|error| format!("{name}: {error}"))?;
        }
        Ok(Theme { styles })
    }

    /// A theme made by a rule.
    pub fn from_fn(style: impl Fn(Role) -> Style) -> Theme {
        Theme { styles: Role::ALL.iter().map(|&role| style(role)).collect() }
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }
}

fn style(spec: &StyleSpec, palette: Palette) -> Result<Style, String> {
    let mut style = Style::default();
    if let Some(fg) = &spec.fg {
        style.fg = color(fg, palette)?;
    }
    if let Some(bg) = &spec.bg {
        style.bg = color(bg, palette)?;
    }
    let modifiers = [
        (spec.bold, Modifier::BOLD),
        (spec.italic, Modifier::ITALIC),
        (spec.underline, Modifier::UNDERLINED),
        (spec.dim, Modifier::DIM),
        (spec.reverse, Modifier::REVERSED),
    ];
    for (on, modifier) in modifiers {
        if on {
            style = style.add_modifier(modifier);
        }
    }
    Ok(style)
}

fn color(text: &str, palette: Palette) -> Result<Option<Color>, String> {
    let hex = text.strip_prefix('#').filter(|hex| hex.len() == 6);
    let value = hex.and_then(|hex| u32::from_str_radix(hex, 16).ok());
    let value = value.ok_or_else(|| format!("“{text}” is no colour; write #rrggbb"))?;
    let [_, red, green, blue] = value.to_be_bytes();
    Ok(match palette {
        Palette::TrueColor => Some(Color::Rgb(red, green, blue)),
        Palette::Indexed => Some(Color::Indexed(nearest_indexed([red, green, blue]))),
        Palette::Mono => None,
    })
}

/// The nearest of xterm's colours 16–255: the 6×6×6 cube and the grey ramp.
fn nearest_indexed(rgb: [u8; 3]) -> u8 {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let cube = (0..216u8).map(|n| {
        (16 + n, [STEPS[usize::from(n / 36)], STEPS[usize::from(n / 6 % 6)], STEPS[usize::from(n % 6)]])
    });
    let greys = (0..24u8).map(|n| (232 + n, [8 + 10 * n; 3]));
    let distance = |other: [u8; 3]| -> u32 {
        rgb.iter().zip(other).map(|(&a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
    };
    cube.chain(greys).min_by_key(|&(_, other)| distance(other)).map_or(16, |(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance and contrast as WCAG 2.2 defines them.
    fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
        let luminance = |rgb: [u8; 3]| {
            let linear = rgb.map(|c| {
                let c = f64::from(c) / 255.0;
                if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
            });
            0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn rgb(color: Option<Color>, default: [u8; 3]) -> [u8; 3] {
        match color {
            Some(Color::Rgb(r, g, b)) => [r, g, b],
            _ => default,
        }
    }

    #[test]
    fn text_can_be_read_in_every_theme() {
        for (name, paper, ink) in [("dark", [0x16; 3], [0xd8; 3]), ("light", [0xff; 3], [0x20; 3])] {
            let theme = Theme::named(name, Background::Dark, Palette::TrueColor).unwrap();
            let selected = rgb(theme.style(Role::Selected).bg, paper);
            for &role in Role::ALL {
                let style = theme.style(role);
                let (fg, bg) = (rgb(style.fg, ink), rgb(style.bg, paper));
                let least = match role {
                    // They stand behind bars that tell more.
                    Role::Rule | Role::HistogramAll => 1.3,
                    Role::HistogramGuess => 1.8,
                    Role::Histogram | Role::Border => 2.5,
                    Role::Chrome | Role::Fold => 4.0,
                    _ => 4.5,
                };
                assert!(contrast(fg, bg) >= least, "{name} {}: {:.2}", role.name(), contrast(fg, bg));
                if style.bg.is_none() && least == 4.5 {
                    assert!(contrast(fg, selected) >= 4.0, "{name} {} on a selected row", role.name());
                }
            }
        }
    }

    #[test]
    fn all_that_stands_over_a_highlight_can_be_read() {
        use Role as R;
        for (name, paper) in [("dark", [0x16; 3]), ("light", [0xff; 3])] {
            let theme = Theme::named(name, Background::Dark, Palette::TrueColor).unwrap();
            let ink = if name == "dark" { [0xd8; 3] } else { [0x20; 3] };
            let grounds = Colour::ALL.map(|colour| rgb(theme.style(Role::of_highlight(colour)).bg, paper));
            for (at, ground) in grounds.into_iter().enumerate() {
                for role in [
                    R::Text,
                    R::Quote,
                    R::Heading,
                    R::Person,
                    R::Organization,
                    R::Place,
                    R::Own,
                    R::PersonAgain,
                    R::OrganizationAgain,
                    R::PlaceAgain,
                    R::OwnAgain,
                    R::Amount,
                ] {
                    let found = contrast(rgb(theme.style(role).fg, ink), ground);
                    assert!(
                        found >= 4.5,
                        "{name} {} over {}: {found:.2}",
                        role.name(),
                        Colour::ALL[at].name()
                    );
                }
                let hit = rgb(theme.style(R::Hit).bg, paper);
                assert!(hit != ground && !grounds[at + 1..].contains(&ground));
            }
        }
    }

    #[test]
    fn without_colours_the_kinds_of_names_still_differ() {
        let theme = Theme::named("dark", Background::Light, Palette::Mono).unwrap();
        let styles = [Role::Person, Role::Organization, Role::Place, Role::Own, Role::Text]
            .map(|role| theme.style(role));
        assert!(styles.iter().all(|style| style.fg.is_none() && style.bg.is_none()));
        for (at, style) in styles.iter().enumerate() {
            assert!(!styles[at + 1..].contains(style));
        }
    }

    #[test]
    fn mistakes_in_a_theme_are_named() {
        for (toml, reason) in [
            ("teext = { bold = true }", "teext"),
            ("text = { fg = \"red\" }", "“red” is no colour"),
            ("text = { blink = true }", "blink"),
        ] {
            let error = Theme::parse(toml, Palette::TrueColor).unwrap_err();
            assert!(error.contains(reason), "{error}");
        }
    }

    #[test]
    fn colours_are_matched_to_what_the_terminal_has() {
        assert_eq!(nearest_indexed([0xff, 0, 0]), 196);
        assert_eq!(nearest_indexed([0x80, 0x80, 0x80]), 244);
    }
}
