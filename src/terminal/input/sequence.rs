//! Parses single escape sequences for keys, the mouse and pastes, at the start of some bytes.
//!
//! After ECMA-48 and xterm's "ctlseqs": SGR mouse reports, bracketed paste, modified keys.
//!
//! Not here: the stream they come in, and its unfinished end (`decode`).

use crate::app::input::key::{Key, KeyCode};
use crate::app::{Mouse, MouseAction};

/// The byte every sequence begins with, and the Esc key by itself.
pub const ESC: u8 = 0x1b;

/// What stands at the start of the bytes, and how many of them it takes.
#[derive(Debug, PartialEq)]
pub enum Decoded {
    /// A press of a key.
    Key(Key, usize),
    /// An action of the mouse.
    Mouse(Mouse, usize),
    /// The beginning of a bracketed paste.
    PasteStart(usize),
    /// Nothing the program uses.
    Skip(usize),
    /// The rest is still to come.
    Unfinished,
}

/// `ESC O` and a letter: cursor and function keys in the keypad's application mode.
pub fn single_shift(rest: &[u8]) -> Decoded {
    let Some(&letter) = rest.first() else { return Decoded::Unfinished };
    let code = match letter {
        b'M' => Some(KeyCode::Enter),
        _ => letter_key(letter),
    };
    code.map_or(Decoded::Skip(3), |code| Decoded::Key(Key::plain(code), 3))
}

/// A string for the host (OSC, DCS …), up to BEL or ST: a reply that comes too late.
pub fn control_string(bytes: &[u8]) -> Decoded {
    let mut previous = 0;
    for (at, &byte) in bytes.iter().enumerate().skip(2) {
        match (previous, byte) {
            (_, 0x07) | (ESC, b'\\') => return Decoded::Skip(at + 1),
            // Broken off: what follows is a sequence of its own.
            (ESC, _) => return Decoded::Skip(at - 1),
            _ => previous = byte,
        }
    }
    Decoded::Unfinished
}

/// `ESC [`, parameters, a final letter.
pub fn control_sequence(bytes: &[u8]) -> Decoded {
    // The Linux console's F1–F5: `ESC [ [ A`.
    if let [_, _, b'[', rest @ ..] = bytes {
        return match rest.first() {
            None => Decoded::Unfinished,
            Some(letter @ b'A'..=b'E') => Decoded::Key(Key::plain(KeyCode::Function(letter - b'A' + 1)), 4),
            Some(_) => Decoded::Skip(3),
        };
    }
    let body = &bytes[2..];
    let Some(end) = body.iter().position(|byte| !matches!(byte, 0x20..=0x3f)) else {
        return Decoded::Unfinished;
    };
    let (parameters, last, taken) = (&body[..end], body[end], end + 3);
    if !matches!(last, 0x40..=0x7e) {
        // Broken off by a control character, which counts for itself.
        return Decoded::Skip(end + 2);
    }
    let text = std::str::from_utf8(parameters).unwrap_or_default();
    if let Some(report) = text.strip_prefix('<') {
        return mouse(report, last).map_or(Decoded::Skip(taken), |mouse| Decoded::Mouse(mouse, taken));
    }
    if (text, last) == ("200", b'~') {
        return Decoded::PasteStart(taken);
    }
    modified_key(text, last).map_or(Decoded::Skip(taken), |key| Decoded::Key(key, taken))
}

/// A key as `number ; modifiers : event` and a final letter.
fn modified_key(parameters: &str, last: u8) -> Option<Key> {
    let mut parts = parameters.split(';');
    let number: u32 =
        parts.next().map_or("", |part| part.split(':').next().unwrap_or("")).parse().unwrap_or(1);
    let mut modifiers = parts.next().unwrap_or("").split(':');
    let held = modifiers.next().and_then(|held| held.parse::<u8>().ok()).unwrap_or(1).saturating_sub(1);
    if modifiers.next() == Some("3") {
        // A release.
        return None;
    }
    let (shift, alt, ctrl) = (held & 1 != 0, held & 2 != 0, held & 4 != 0);
    let code = match last {
        b'~' => numbered_key(number)?,
        b'u' => unicode_key(number, shift)?,
        b'Z' => KeyCode::BackTab,
        _ => letter_key(last)?,
    };
    Some(Key { code, ctrl, alt })
}

fn letter_key(letter: u8) -> Option<KeyCode> {
    Some(match letter {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'P'..=b'S' => KeyCode::Function(letter - b'P' + 1),
        _ => return None,
    })
}

fn numbered_key(number: u32) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::Function((number - 10) as u8),
        17..=21 => KeyCode::Function((number - 11) as u8),
        23 | 24 => KeyCode::Function((number - 12) as u8),
        _ => return None,
    })
}

/// A key given by its character, by terminals that distinguish more keys than ASCII can.
fn unicode_key(number: u32, shift: bool) -> Option<KeyCode> {
    Some(match number {
        9 if shift => KeyCode::BackTab,
        9 => KeyCode::Tab,
        13 => KeyCode::Enter,
        27 => KeyCode::Esc,
        8 | 127 => KeyCode::Backspace,
        _ => {
            // From 57344 on they are names for keys that type nothing.
            let c = char::from_u32(number).filter(|c| !c.is_control() && number < 57344)?;
            KeyCode::Char(if shift { c.to_uppercase().next().unwrap_or(c) } else { c })
        }
    })
}

/// An SGR mouse report, `button ; column ; row`, counted from 1; pressed when it ends in `M`.
fn mouse(report: &str, last: u8) -> Option<Mouse> {
    let mut numbers = report.split(';').map(|part| part.parse::<u16>().ok());
    let (button, column, row) = (numbers.next()??, numbers.next()??, numbers.next()??);
    // Shift, alt and ctrl (4, 8, 16) are ignored; 32 means that it moved.
    let what = match (button & !0b1_1100, last) {
        (0, b'M') => MouseAction::Click,
        (32, b'M') => MouseAction::Drag,
        (0, b'm') => MouseAction::Release,
        (64, b'M') => MouseAction::WheelUp,
        (65, b'M') => MouseAction::WheelDown,
        (66, b'M') => MouseAction::WheelLeft,
        (67, b'M') => MouseAction::WheelRight,
        _ => return None,
    };
    Some(Mouse { what, column: column.saturating_sub(1), row: row.saturating_sub(1) })
}
