//! Finds out the terminal's own text and ground, and how many colours it has. The terminal is asked once, before
//! the input thread reads from it, so that its replies never arrive as keys.

use std::env;
use std::io;
use std::os::fd::BorrowedFd;
use std::time::{Duration, Instant};

use rustix::event::PollFlags;

use super::display::Display;
use crate::terminal::input;
use crate::ui::{Palette, Rgb, TerminalColours};

/// Which colours text and ground have (OSC 10 and 11), then which terminal this is (DA1). Every terminal
/// replies to the last, and replies in order: after that nothing more is to be expected.
pub(super) const QUERY: &[u8] = b"\x1b]10;?\x1b\\\x1b]11;?\x1b\\\x1b[c";
/// How long a reply may take. Reading starts late by this much on a terminal that is silent.
const LIMIT: Duration = Duration::from_millis(100);

/// What the terminal replied.
#[derive(Debug, PartialEq)]
pub struct TerminalReply {
    /// As the terminal reports them, or as they are assumed.
    pub colours: TerminalColours,
    /// What was read besides the replies: keys pressed meanwhile.
    pub typed: Vec<u8>,
}

/// Terminals that show all colours, by what TERM begins with: over SSH they say so in no other way.
const ALL_COLOURS: [&str; 7] =
    ["xterm-kitty", "xterm-ghostty", "ghostty", "foot", "alacritty", "wezterm", "contour"];
/// Terminals without colours, by what TERM begins with.
const NO_COLOURS: [&str; 4] = ["dumb", "vt1", "vt2", "vt3"];

/// The colours that can be shown and are wanted: none by <https://no-color.org> and by `CLICOLOR=0`
/// (<https://bixense.com/clicolors>), all where the terminal says so in COLORTERM or is known for it, 256 where
/// TERM names them or COLORTERM says anything else, and sixteen else.
pub fn palette() -> Palette {
    palette_by(&|name| env::var(name).ok())
}

fn palette_by(variable: &dyn Fn(&str) -> Option<String>) -> Palette {
    let value = |name| variable(name).filter(|value| !value.is_empty());
    let terminal = value("TERM").unwrap_or_default();
    let is_forced = value("CLICOLOR_FORCE").is_some_and(|value| value != "0");
    let is_unwanted = value("CLICOLOR").is_some_and(|value| value == "0") && !is_forced;
    let begins_as = |names: &[&str]| names.iter().any(|name| terminal.starts_with(name));
    if value("NO_COLOR").is_some() || is_unwanted || begins_as(&NO_COLOURS) {
        return Palette::Mono;
    }
    match value("COLORTERM").as_deref() {
        Some("truecolor" | "24bit") => Palette::TrueColor,
        _ if terminal.ends_with("-direct") || begins_as(&ALL_COLOURS) => Palette::TrueColor,
        Some(_) => Palette::Indexed,
        None if terminal.contains("256color") => Palette::Indexed,
        None => Palette::Sixteen,
    }
}

/// Finds out text and ground: from the terminal itself, else from the variable COLORFGBG that some set, else it
/// is taken to be dark. The terminal must be in raw mode.
pub fn ask(terminal: BorrowedFd<'_>, display: &mut Display) -> TerminalReply {
    let mut received = Vec::new();
    if !is_silent() && display.send(QUERY).is_ok() {
        // What was read before an error may hold the answer.
        let _ = listen(terminal, &mut received);
    }
    let (reported, typed) = split_replies(&received);
    let colours = reported.or_else(|| from_variable(&env::var("COLORFGBG").ok()?));
    TerminalReply { colours: colours.unwrap_or(TerminalColours::DARK), typed }
}

/// Whether the terminal is one of the two that would print the query instead of answering it.
pub(super) fn is_silent() -> bool {
    env::var_os("TERM").is_some_and(|term| term == "dumb" || term == "linux")
}

/// Reads until the last reply is there or the time is up.
pub(super) fn listen(terminal: BorrowedFd<'_>, received: &mut Vec<u8>) -> io::Result<()> {
    let start = Instant::now();
    let mut buffer = [0; 256];
    while let Some(left) = LIMIT.checked_sub(start.elapsed()) {
        let [state] = input::wait([terminal], Some(left))?;
        if !state.contains(PollFlags::IN) {
            return Ok(());
        }
        let length = rustix::io::read(terminal, &mut buffer)?;
        received.extend_from_slice(&buffer[..length]);
        if length == 0 || device_reply(received).is_some() {
            return Ok(());
        }
    }
    Ok(())
}

/// The colours reported, and what else was received. Without a ground nothing is known.
pub(super) fn split_replies(received: &[u8]) -> (Option<TerminalColours>, Vec<u8>) {
    let mut typed = received.to_vec();
    if let Some(range) = device_reply(&typed) {
        typed.drain(range);
    }
    let mut take = |number: &str| {
        let range = colour_reply(&typed, number)?;
        let reply: Vec<u8> = typed.drain(range).collect();
        colour(std::str::from_utf8(&reply).ok()?)
    };
    let (text, ground) = (take("10"), take("11"));
    (ground.map(|ground| TerminalColours::reported(ground, text)), typed)
}

/// Where the reply to DA1 stands: `ESC [ ? … c`.
fn device_reply(received: &[u8]) -> Option<std::ops::Range<usize>> {
    let start = find(received, b"\x1b[?")?;
    let body = &received[start + 3..];
    let length = body.iter().position(|byte| !matches!(byte, b'0'..=b'9' | b';'))?;
    (body[length] == b'c').then_some(start..start + 3 + length + 1)
}

/// Where the reply to OSC 10 or 11 stands: `ESC ] 11 ; …` up to ST or BEL.
fn colour_reply(received: &[u8], number: &str) -> Option<std::ops::Range<usize>> {
    let start = find(received, format!("\x1b]{number};").as_bytes())?;
    let body = &received[start..];
    let bell = body.iter().position(|&byte| byte == 0x07).map(|at| at + 1);
    let string_end = find(body, b"\x1b\\").map(|at| at + 2);
    let length = bell.into_iter().chain(string_end).min()?;
    Some(start..start + length)
}

fn find(received: &[u8], wanted: &[u8]) -> Option<usize> {
    received.windows(wanted.len()).position(|window| window == wanted)
}

/// Reads `…rgb:RRRR/GGGG/BBBB…`, with one to four digits a channel.
fn colour(reply: &str) -> Option<Rgb> {
    let (_, colour) = reply.split_once("rgb:").or_else(|| reply.split_once("rgba:"))?;
    let mut channels = colour.split('/').map(|channel| {
        let digits: String = channel.chars().take_while(char::is_ascii_hexdigit).take(4).collect();
        let most = 16_u32.pow(digits.len() as u32) - 1;
        let value = u32::from_str_radix(&digits, 16).ok()?;
        Some((f64::from(value) / f64::from(most) * 255.0).round() as u8)
    });
    Some(Rgb([channels.next()??, channels.next()??, channels.next()??]))
}

/// Reads COLORFGBG: `foreground;background`, as numbers of the sixteen colours.
fn from_variable(value: &str) -> Option<TerminalColours> {
    match value.rsplit(';').next()?.parse::<u8>().ok()? {
        7 | 9..=15 => Some(TerminalColours::LIGHT),
        0..=8 => Some(TerminalColours::DARK),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_used_as_far_as_the_terminal_has_them_and_the_reader_wants_them() {
        let palette = |set: &[(&str, &str)]| {
            palette_by(&|name| Some(set.iter().find(|(known, _)| *known == name)?.1.to_owned()))
        };
        assert_eq!(palette(&[("TERM", "xterm-256color")]), Palette::Indexed);
        assert_eq!(palette(&[("TERM", "xterm"), ("COLORTERM", "truecolor")]), Palette::TrueColor);
        assert_eq!(palette(&[("TERM", "xterm"), ("COLORTERM", "yes")]), Palette::Indexed);
        assert_eq!(palette(&[("TERM", "xterm-kitty")]), Palette::TrueColor);
        assert_eq!(palette(&[("TERM", "xterm-direct")]), Palette::TrueColor);
        for few in ["xterm", "screen", "linux", "rxvt-16color", ""] {
            assert_eq!(palette(&[("TERM", few), ("NO_COLOR", "")]), Palette::Sixteen, "{few}");
        }
        assert_eq!(palette(&[("TERM", "linux"), ("COLORTERM", "24bit")]), Palette::TrueColor);
        for none in ["dumb", "vt100", "vt220"] {
            assert_eq!(palette(&[("TERM", none), ("COLORTERM", "24bit")]), Palette::Mono, "{none}");
        }
        assert_eq!(palette(&[("NO_COLOR", "1"), ("COLORTERM", "truecolor")]), Palette::Mono);
        let kitty = ("TERM", "xterm-kitty");
        assert_eq!(palette(&[kitty, ("CLICOLOR", "0")]), Palette::Mono);
        assert_eq!(palette(&[kitty, ("CLICOLOR", "1")]), Palette::TrueColor);
        assert_eq!(palette(&[kitty, ("CLICOLOR", "0"), ("CLICOLOR_FORCE", "1")]), Palette::TrueColor);
    }

    #[test]
    fn replies_are_separated_from_keys_pressed_meanwhile() {
        let light = b"\x1b]10;rgb:6565/7b7b/8383\x1b\\\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\\x1b[?62;22c";
        let solarized = TerminalColours { text: Rgb([0x65, 0x7b, 0x83]), ground: Rgb([0xfd, 0xf6, 0xe3]) };
        assert_eq!(split_replies(light), (Some(solarized), Vec::new()));
        let dark = b"j\x1b]11;rgb:10/10/18\x07k\x1b[?6cq";
        let night = TerminalColours { text: TerminalColours::DARK.text, ground: Rgb([0x10, 0x10, 0x18]) };
        assert_eq!(split_replies(dark), (Some(night), b"jkq".to_vec()), "one that says its ground only");
        let text_only = b"\x1b]10;rgb:10/10/18\x07\x1b[?6c";
        assert_eq!(split_replies(text_only), (None, Vec::new()));
        assert_eq!(split_replies(b"\x1b[?1;2c"), (None, Vec::new()), "a terminal that only says what it is");
        assert_eq!(split_replies(b"/x"), (None, b"/x".to_vec()), "a silent one");
    }

    #[test]
    fn half_a_reply_is_left_to_the_decoder() {
        assert_eq!(split_replies(b"\x1b]11;rgb:ff"), (None, b"\x1b]11;rgb:ff".to_vec()));
        assert_eq!(split_replies(b"\x1b]11;blue\x07"), (None, Vec::new()), "a reply that says nothing");
    }

    #[test]
    fn colours_are_read_with_as_many_digits_as_they_have() {
        assert_eq!(colour("rgb:0000/ffff/8080"), Some(Rgb([0, 255, 128])));
        assert_eq!(colour("rgba:f/f/0/f"), Some(Rgb([255, 255, 0])));
        assert_eq!(colour("rgb:/1/1"), None);
        assert_eq!(colour("rgb:1/1"), None);
    }

    #[test]
    fn the_variable_ends_in_the_background() {
        assert_eq!(from_variable("0;15"), Some(TerminalColours::LIGHT));
        assert_eq!(from_variable("15;default;0"), Some(TerminalColours::DARK));
        assert_eq!(from_variable("default"), None);
    }
}
