//! Makes the styles of a theme from its file and from the colours of the terminal: mixes its tints into the
//! ground, and raises what could not be read there.
//!
//! Not here: what each role stands on (`demand`).

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};

use super::demand::{Demand, demand, is_highlight, stands_in};
use super::file::{Paint, RoleStyle, ThemeFile, Tint, Tints};
use super::nearest::nearest_indexed;
use super::roles::Role;
use super::terminal_colours::{Palette, TerminalColours};
use super::tones::Rgb;

/// Steps by which more of the text is mixed into what is muted.
const STEP: f64 = 0.02;
/// Colours this near in OKLab look the same.
const SAME: f64 = 0.03;
/// How much of its distance from the ground a colour keeps at least where it is fitted to 256. Set by hand.
const KEPT: f64 = 0.6;

/// A style for each role.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    styles: Vec<Style>,
    /// The style of a screen on which nothing is drawn yet.
    frame: Style,
    /// It has no colours.
    plain: bool,
    /// What is selected is shown by exchanging text and ground.
    reverses: bool,
}

impl Theme {
    /// The theme of a file laid over the roles all have, for a terminal of such colours. Whatever it is laid
    /// on, `insists` makes it dark or light.
    ///
    /// # Errors
    /// Names a tint that is missing.
    pub(super) fn derive(
        file: &ThemeFile,
        roles: &ThemeFile,
        insists: Option<bool>,
        terminal: TerminalColours,
        palette: Palette,
    ) -> Result<Theme, String> {
        let usual = |is_dark| if is_dark { TerminalColours::DARK } else { TerminalColours::LIGHT };
        let insisted = insists.filter(|is_dark| *is_dark != terminal.is_dark()).map(usual);
        let own = file.own.or(insisted);
        let mut of_roles: BTreeMap<usize, RoleStyle> = BTreeMap::new();
        let below = if file.alone { &[] } else { roles.roles.as_slice() };
        for (role, style) in below.iter().chain(&file.roles) {
            of_roles.insert(*role as usize, style.clone());
        }
        let colours = own.unwrap_or(terminal);
        let tints = file.tints(colours.is_dark());
        let mixer = Mixer::new(colours, own.is_some(), palette, tints);
        mixer.theme(&of_roles)
    }

    /// A theme made by a rule.
    pub fn from_fn(style: impl Fn(Role) -> Style) -> Theme {
        let styles = Role::ALL.iter().map(|&role| style(role)).collect();
        Theme { styles, frame: Style::default(), plain: false, reverses: false }
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }

    /// The style of a screen on which nothing is drawn yet.
    pub fn frame(&self) -> Style {
        self.frame
    }

    /// Whether it has no colours, so that signs must say what they would.
    pub fn is_plain(&self) -> bool {
        self.plain
    }

    /// Whether what is selected is shown by exchanging text and ground.
    pub fn reverses(&self) -> bool {
        self.reverses
    }
}

/// Mixes colours on a ground.
struct Mixer {
    /// As they are shown.
    colours: TerminalColours,
    /// Whether the ground is painted, and not the terminal's.
    paints: bool,
    palette: Palette,
    tints: Tints,
    /// The colours behind the roles that have one.
    grounds: BTreeMap<usize, Rgb>,
}

impl Mixer {
    fn new(colours: TerminalColours, paints: bool, palette: Palette, tints: Tints) -> Mixer {
        let mut mixer = Mixer { colours, paints, palette, tints, grounds: BTreeMap::new() };
        if paints {
            let ground = mixer.fitted(colours.ground, None, &|_| true).1;
            let least = Demand::Read.least(colours);
            let text = mixer.fitted(colours.text, None, &|rgb| rgb.contrast(ground) >= least).1;
            mixer.colours = TerminalColours { text, ground };
        }
        mixer
    }

    fn theme(mut self, roles: &BTreeMap<usize, RoleStyle>) -> Result<Theme, String> {
        let mut styles = vec![Style::default(); Role::ALL.len()];
        for (&at, style) in roles {
            let Some(paint) = &style.bg else { continue };
            let (colour, rgb) = self.ground(paint)?;
            self.grounds.extend(rgb.map(|rgb| (at, rgb)));
            styles[at].bg = Some(colour);
        }
        for (&at, of) in roles {
            let role = Role::ALL[at];
            let mut modifier = of.modifier;
            styles[at].fg = match &of.fg {
                Some(paint) => {
                    let (colour, is_text) = self.text(role, paint)?;
                    if is_text && matches!(paint, Paint::Text(share) if *share < 1.0) {
                        // What cannot be paler differs in its slope.
                        modifier |= Modifier::ITALIC;
                    }
                    colour
                }
                None => self.raised_text(role),
            };
            styles[at] = styles[at].add_modifier(modifier);
        }
        let plain = styles.iter().all(|style| style.fg.is_none() && style.bg.is_none());
        let reverses = styles[Role::Selected as usize].add_modifier.contains(Modifier::REVERSED);
        let frame = if self.paints { self.frame() } else { Style::default() };
        Ok(Theme { styles, frame, plain, reverses })
    }

    fn frame(&self) -> Style {
        let TerminalColours { text, ground } = self.colours;
        let [text, ground] = [text, ground].map(|colour| self.fitted(colour, None, &|_| true).0);
        Style::new().fg(text).bg(ground)
    }

    /// A colour as the terminal has it, of those of which something holds.
    fn fitted(&self, wanted: Rgb, tint: Option<Rgb>, is_good: &dyn Fn(Rgb) -> bool) -> (Color, Rgb) {
        match self.palette {
            Palette::Indexed => {
                let (number, rgb) = nearest_indexed(wanted, tint, is_good);
                (Color::Indexed(number), rgb)
            }
            _ => (Color::Rgb(wanted.0[0], wanted.0[1], wanted.0[2]), wanted),
        }
    }

    /// The tint whose hue a colour is there for.
    fn hue(&self, paint: &Paint) -> Option<Rgb> {
        match paint {
            Paint::Tinted { tint, .. } => match self.tints.get(tint) {
                Some(Tint::Tone(tone)) => Some(*tone),
                _ => None,
            },
            _ => None,
        }
    }

    fn tint(&self, name: &str) -> Result<Tint, String> {
        self.tints.get(name).copied().ok_or_else(|| format!("the tint “{name}” is missing"))
    }

    /// The colour behind a role, with its value where that is known.
    fn ground(&self, paint: &Paint) -> Result<(Color, Option<Rgb>), String> {
        let TerminalColours { text, ground } = self.colours;
        let wanted = match paint {
            Paint::Ink | Paint::Text(_) => {
                ground.mix(text, if let Paint::Text(share) = paint { *share } else { 1.0 })
            }
            Paint::Is(Tint::Tone(tone)) => *tone,
            Paint::Is(Tint::Ansi(colour)) => return Ok((*colour, None)),
            Paint::Tinted { tint, share, of_text } => match self.tint(tint)? {
                Tint::Ansi(colour) => return Ok((colour, None)),
                // At its full strength it is a mark itself.
                Tint::Tone(tone) if *share >= 1.0 => {
                    tone.raised(&[ground], Demand::Seen.least(self.colours), self.colours.is_dark())
                }
                Tint::Tone(tone) => (if *of_text { text } else { ground }).mix(tone, *share),
            },
        };
        let apart = wanted.distance(ground) * KEPT;
        let (colour, rgb) = self.fitted(wanted, self.hue(paint), &|rgb| rgb.distance(ground) >= apart);
        Ok((colour, Some(rgb)))
    }

    /// The colours that a role must be seen on.
    fn behind(&self, role: Role) -> Vec<Rgb> {
        match self.grounds.get(&(role as usize)) {
            Some(own) => vec![*own],
            None => {
                // Of 256 colours the darkest yellow is so light that tints would have to become white on it.
                let is_fit = |on: &Role| self.palette != Palette::Indexed || !is_highlight(*on);
                let others = stands_in(role).filter(is_fit);
                let others = others.filter_map(|role| self.grounds.get(&(role as usize)));
                std::iter::once(&self.colours.ground).chain(others).copied().collect()
            }
        }
    }

    /// The colour of what a role writes; `None` for that of the text it stands in. And whether it looks as
    /// text does.
    fn text(&self, role: Role, paint: &Paint) -> Result<(Option<Color>, bool), String> {
        let TerminalColours { text, ground } = self.colours;
        let (behind, least) = (self.behind(role), demand(role).least(self.colours));
        let has_ground = self.grounds.contains_key(&(role as usize));
        let is_seen = |rgb: Rgb| behind.iter().all(|behind| rgb.contrast(*behind) >= least);
        let wanted = match paint {
            Paint::Is(Tint::Ansi(colour)) => return Ok((Some(*colour), false)),
            Paint::Is(Tint::Tone(tone)) => self.raised(*tone, &behind, least),
            Paint::Ink => {
                let best = if text.contrast(behind[0]) >= ground.contrast(behind[0]) { text } else { ground };
                self.raised(best, &behind, least)
            }
            // Where the ground is of another colour than the terminal's, its text is not left to chance.
            Paint::Text(share) if has_ground && *share >= 1.0 => self.raised(text, &behind, least),
            Paint::Text(share) => {
                let mut shares =
                    (0..=50).map(|step| share + f64::from(step) * STEP).take_while(|share| *share < 1.0);
                let paler = |share: f64| ground.mix(text, share);
                let found = shares.find(|share| is_seen(paler(*share))).map(paler);
                match found.filter(|tone| tone.distance(text) > SAME) {
                    Some(tone) => tone,
                    None => return Ok((None, true)),
                }
            }
            Paint::Tinted { tint, share, of_text } => match self.tint(tint)? {
                Tint::Ansi(colour) => return Ok((Some(colour), false)),
                Tint::Tone(tone) => {
                    let tone = (if *of_text { text } else { ground }).mix(tone, *share);
                    self.raised(tone, &behind, least)
                }
            },
        };
        Ok((Some(self.fitted(wanted, self.hue(paint), &is_seen).0), false))
    }

    /// The text of a role with a ground of its own that the terminal's text could not be read on.
    fn raised_text(&self, role: Role) -> Option<Color> {
        let behind = self.grounds.get(&(role as usize))?;
        let (text, least) = (self.colours.text, demand(role).least(self.colours));
        let is_seen = |rgb: Rgb| rgb.contrast(*behind) >= least;
        (!is_seen(text)).then(|| self.fitted(self.raised(text, &[*behind], least), None, &is_seen).0)
    }

    /// A tone that is seen on all of these: lighter on dark ones, darker on light ones.
    fn raised(&self, tone: Rgb, behind: &[Rgb], least: f64) -> Rgb {
        let is_dark = behind.iter().all(|behind| behind.contrast(Rgb::WHITE) >= behind.contrast(Rgb::BLACK));
        tone.raised(behind, least, is_dark)
    }
}
