//! Detects whether the terminal is dark or light, and whether it has colours. The terminal is asked
//! once, before the input thread reads from it, so that its replies never arrive as keys.

use std::env;
use std::io;
use std::os::fd::BorrowedFd;
use std::time::{Duration, Instant};

use rustix::event::PollFlags;

use super::display::Display;
use crate::terminal::input;
use crate::ui::{Background, Palette};

/// Which colour the background has (OSC 11), then which terminal this is (DA1). Every terminal
/// replies to the second, and replies in order: after that nothing more is to be expected.
const QUERY: &[u8] = b"\x1b]11;?\x1b\\\x1b[c";
/// How long a reply may take. Reading starts late by this much on a terminal that is silent.
const LIMIT: Duration = Duration::from_millis(100);

/// What the terminal replied.
#[derive(Debug, PartialEq)]
pub struct TerminalReply {
    /// As the terminal reports it, or as it is assumed.
    pub background: Background,
    /// What was read besides the replies: keys pressed meanwhile.
    pub typed: Vec<u8>,
}

/// The colours that can be shown and are wanted: none by <https://no-color.org>, all where the
/// terminal says so in COLORTERM, else the 256 that nearly all others have had for long. The
/// kernel's console has sixteen at most, and no shades to distinguish roles by.
pub fn palette() -> Palette {
    palette_by(&|name| env::var(name).ok())
}

fn palette_by(variable: &dyn Fn(&str) -> Option<String>) -> Palette {
    let value = |name| variable(name).filter(|value| !value.is_empty());
    let (wish, terminal) = (value("COLORTERM"), value("TERM"));
    match (wish.as_deref(), terminal.as_deref()) {
        _ if value("NO_COLOR").is_some() => Palette::Mono,
        (_, Some("dumb")) | (None, Some("linux")) => Palette::Mono,
        (Some("truecolor" | "24bit"), _) => Palette::TrueColor,
        _ => Palette::Indexed,
    }
}

/// Finds out the background: from the terminal itself, else from the variable COLORFGBG that
/// some set, else it is taken to be dark. The terminal must be in raw mode.
pub fn ask(terminal: BorrowedFd<'_>, display: &mut Display) -> TerminalReply {
    // These two would print the query.
    let silent = is_terminal("dumb") || is_terminal("linux");
    let mut received = Vec::new();
    if !silent && display.send(QUERY).is_ok() {
        // What was read before an error may hold the answer.
        let _ = listen(terminal, &mut received);
    }
    let (reported, typed) = split_replies(&received);
    let background =
        reported.or_else(|| from_variable(&env::var("COLORFGBG").ok()?)).unwrap_or(Background::Dark);
    TerminalReply { background, typed }
}

fn is_terminal(name: &str) -> bool {
    env::var_os("TERM").is_some_and(|term| term == name)
}

/// Reads until the last reply is there or the time is up.
fn listen(terminal: BorrowedFd<'_>, received: &mut Vec<u8>) -> io::Result<()> {
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

/// The background reported, and what else was received.
fn split_replies(received: &[u8]) -> (Option<Background>, Vec<u8>) {
    let mut typed = received.to_vec();
    if let Some(range) = device_reply(&typed) {
        typed.drain(range);
    }
    let Some(range) = colour_reply(&typed) else { return (None, typed) };
    let reply: Vec<u8> = typed.drain(range).collect();
    let colour = std::str::from_utf8(&reply).ok().and_then(luminance);
    (colour.map(|luminance| if luminance > 0.5 { Background::Light } else { Background::Dark }), typed)
}

/// Where the reply to DA1 stands: `ESC [ ? … c`.
fn device_reply(received: &[u8]) -> Option<std::ops::Range<usize>> {
    let start = find(received, b"\x1b[?")?;
    let body = &received[start + 3..];
    let length = body.iter().position(|byte| !matches!(byte, b'0'..=b'9' | b';'))?;
    (body[length] == b'c').then_some(start..start + 3 + length + 1)
}

/// Where the reply to OSC 11 stands: `ESC ] 11 ; …` up to ST or BEL.
fn colour_reply(received: &[u8]) -> Option<std::ops::Range<usize>> {
    let start = find(received, b"\x1b]11;")?;
    let body = &received[start..];
    let bell = body.iter().position(|&byte| byte == 0x07).map(|at| at + 1);
    let string_end = find(body, b"\x1b\\").map(|at| at + 2);
    let length = bell.into_iter().chain(string_end).min()?;
    Some(start..start + length)
}

fn find(received: &[u8], wanted: &[u8]) -> Option<usize> {
    received.windows(wanted.len()).position(|window| window == wanted)
}

/// How bright `…rgb:RRRR/GGGG/BBBB…` is, from 0 to 1: Rec. 709 weights on the values as they
/// are, which separates dark colours from light ones well enough.
fn luminance(reply: &str) -> Option<f32> {
    let (_, colour) = reply.split_once("rgb:").or_else(|| reply.split_once("rgba:"))?;
    let mut channels = colour.split('/').map(|channel| {
        let digits: String = channel.chars().take_while(char::is_ascii_hexdigit).take(4).collect();
        let most = 16_u32.pow(digits.len() as u32) - 1;
        u32::from_str_radix(&digits, 16).ok().map(|value| value as f32 / most as f32)
    });
    let (red, green, blue) = (channels.next()??, channels.next()??, channels.next()??);
    Some(0.2126 * red + 0.7152 * green + 0.0722 * blue)
}

/// Reads COLORFGBG: `foreground;background`, as numbers of the sixteen colours.
fn from_variable(value: &str) -> Option<Background> {
    match value.rsplit(';').next()?.parse::<u8>().ok()? {
        7 | 9..=15 => Some(Background::Light),
        0..=8 => Some(Background::Dark),
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
        assert_eq!(palette(&[("TERM", "linux"), ("NO_COLOR", "")]), Palette::Mono);
        assert_eq!(palette(&[("TERM", "linux"), ("COLORTERM", "24bit")]), Palette::TrueColor);
        assert_eq!(palette(&[("TERM", "dumb"), ("COLORTERM", "24bit")]), Palette::Mono);
        assert_eq!(palette(&[("NO_COLOR", "1"), ("COLORTERM", "truecolor")]), Palette::Mono);
    }

    #[test]
    fn replies_are_separated_from_keys_pressed_meanwhile() {
        let light = b"\x1b]11;rgb:ffff/fafa/eeee\x1b\\\x1b[?62;22c";
        assert_eq!(split_replies(light), (Some(Background::Light), Vec::new()));
        let dark = b"j\x1b]11;rgb:10/10/18\x07k\x1b[?6cq";
        assert_eq!(split_replies(dark), (Some(Background::Dark), b"jkq".to_vec()));
        assert_eq!(split_replies(b"\x1b[?1;2c"), (None, Vec::new()), "a terminal that only says what it is");
        assert_eq!(split_replies(b"/x"), (None, b"/x".to_vec()), "a silent one");
    }

    #[test]
    fn half_a_reply_is_left_to_the_decoder() {
        assert_eq!(split_replies(b"\x1b]11;rgb:ff"), (None, b"\x1b]11;rgb:ff".to_vec()));
        assert_eq!(split_replies(b"\x1b]11;blue\x07"), (None, Vec::new()), "a reply that says nothing");
    }

    #[test]
    fn colours_have_the_brightness_one_sees() {
        let bright = |answer| luminance(answer).is_some_and(|luminance| luminance > 0.5);
        assert!(bright("rgb:0000/ffff/0000") && !bright("rgb:0000/0000/ffff"));
        assert!(bright("rgba:f/f/f/f") && !bright("rgb:0/0/0"));
        assert_eq!(luminance("rgb:/1/1"), None);
        assert_eq!(luminance("rgb:1/1"), None);
    }

    #[test]
    fn the_variable_ends_in_the_background() {
        assert_eq!(from_variable("0;15"), Some(Background::Light));
        assert_eq!(from_variable("15;default;0"), Some(Background::Dark));
        assert_eq!(from_variable("default"), None);
    }
}
