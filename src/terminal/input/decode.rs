//! The bytes a terminal sends, turned into keys, pastes and mouse actions. Pure: reading the
//! bytes and waiting for the rest of a sequence is in `thread`, the meaning of single sequences
//! in `sequence`.
//!
//! Written here rather than left to crossterm because its reader spins once the terminal has
//! hung up, blocks inside an unfinished sequence and leaves everything beyond the first KiB of
//! a burst unread until the next key. This decoder also stays in preference to the parser of
//! `termina` (0.3), which parses its buffer from the start again at every byte, keeps a paste or
//! string without an end for ever, and takes the bytes behind a sequence it cannot read for keys.
//! Here a paste is bounded and costs time in proportion to its length, and a report that nobody
//! asked for is skipped whole, so that a late reply never acts as keys.

use super::sequence::{Decoded, ESC, control_sequence, control_string, single_shift};
use super::typed::Typed;
use crate::app::input::key::{Key, KeyCode};

/// What ends a bracketed paste.
const PASTE_END: &[u8] = b"\x1b[201~";
/// A paste is cut here, in bytes: one that does not end must not fill the memory. What comes
/// after, up to its end, is dropped: it was never typed.
const LONGEST_PASTE: usize = 1 << 20;
/// A sequence longer than this, in bytes, is not one.
const LONGEST_SEQUENCE: usize = 4096;

/// Takes bytes in chunks of any size and gives typed.
#[derive(Debug, Default)]
pub struct Decoder {
    pending: Vec<u8>,
    /// What has come of a paste that has not ended, as far as it is kept.
    paste: Option<Vec<u8>>,
}

impl Decoder {
    /// Takes the next bytes and appends what they mean.
    pub fn feed(&mut self, bytes: &[u8], typed: &mut Vec<Typed>) {
        self.pending.extend_from_slice(bytes);
        self.decode(typed);
    }

    /// Whether an unfinished sequence waits for its rest. An Esc key begins like one: only time
    /// can distinguish them.
    pub fn is_unfinished(&self) -> bool {
        self.paste.is_none() && !self.pending.is_empty()
    }

    /// Whether a paste has begun whose end has not come.
    pub fn is_in_paste(&self) -> bool {
        self.paste.is_some()
    }

    /// Takes the unfinished sequence, or the paste, as it stands: no more came.
    pub fn finish(&mut self, typed: &mut Vec<Typed>) {
        if let Some(mut paste) = self.paste.take() {
            // What might have begun the end was part of the text.
            extend_paste(&mut paste, &self.pending);
            self.pending.clear();
            typed.push(Typed::Paste(pasted_text(&paste)));
        }
        match self.pending.as_slice() {
            [ESC] => typed.push(Typed::Key(Key::plain(KeyCode::Esc))),
            [ESC, c] if c.is_ascii_graphic() => {
                let key = Key { alt: true, ..Key::plain(KeyCode::Char(char::from(*c))) };
                typed.push(Typed::Key(key));
            }
            _ => {}
        }
        self.pending.clear();
    }

    fn decode(&mut self, typed: &mut Vec<Typed>) {
        let mut at = 0;
        loop {
            if let Some(paste) = &mut self.paste {
                let Some(taken) = take_paste(&self.pending[at..], paste) else { break };
                typed.push(Typed::Paste(pasted_text(paste)));
                self.paste = None;
                at += taken;
            }
            let rest = &self.pending[at..];
            match decode_first(rest) {
                Decoded::Key(key, taken) => {
                    typed.push(Typed::Key(key));
                    at += taken;
                }
                Decoded::Mouse(mouse, taken) => {
                    typed.push(Typed::Mouse(mouse));
                    at += taken;
                }
                Decoded::PasteStart(taken) => {
                    self.paste = Some(Vec::new());
                    at += taken;
                }
                Decoded::Skip(taken) => at += taken,
                Decoded::Unfinished if rest.len() > LONGEST_SEQUENCE => at = self.pending.len(),
                Decoded::Unfinished => break,
            }
        }
        // A paste keeps only the bytes that may be the beginning of its end.
        if let Some(paste) = &mut self.paste {
            let keep = (self.pending.len() - at).min(PASTE_END.len() - 1);
            let until = self.pending.len() - keep;
            extend_paste(paste, &self.pending[at..until]);
            at = until;
        }
        self.pending.drain(..at);
    }
}

/// Moves the bytes up to the end of the paste into `paste`; the number of bytes used up, or
/// nothing when the end has not come.
fn take_paste(bytes: &[u8], paste: &mut Vec<u8>) -> Option<usize> {
    let end = bytes.windows(PASTE_END.len()).position(|window| window == PASTE_END)?;
    extend_paste(paste, &bytes[..end]);
    Some(end + PASTE_END.len())
}

/// Appends to a paste what it still has room for.
fn extend_paste(paste: &mut Vec<u8>, bytes: &[u8]) {
    let room = LONGEST_PASTE.saturating_sub(paste.len());
    paste.extend_from_slice(&bytes[..bytes.len().min(room)]);
}

/// The text of a paste; terminals send CR for the ends of lines.
fn pasted_text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n")
}

/// What stands at the start of the bytes.
fn decode_first(bytes: &[u8]) -> Decoded {
    let key = |code| Decoded::Key(Key::plain(code), 1);
    match bytes {
        [] | [ESC] => Decoded::Unfinished,
        [ESC, b'[', ..] => control_sequence(bytes),
        [ESC, b'O', rest @ ..] => single_shift(rest),
        [ESC, b']' | b'P' | b'_' | b'^' | b'X', ..] => control_string(bytes),
        [ESC, ESC, ..] => key(KeyCode::Esc),
        [ESC, rest @ ..] => match decode_first(rest) {
            Decoded::Key(key, taken) => Decoded::Key(Key { alt: true, ..key }, taken + 1),
            Decoded::Unfinished => Decoded::Unfinished,
            _ => Decoded::Skip(1),
        },
        [b'\r' | b'\n', ..] => key(KeyCode::Enter),
        [b'\t', ..] => key(KeyCode::Tab),
        [0x7f | 0x08, ..] => key(KeyCode::Backspace),
        [0, ..] => Decoded::Key(Key::ctrl(' '), 1),
        [c @ 1..=0x1a, ..] => Decoded::Key(Key::ctrl(char::from(c + 0x60)), 1),
        [c @ 0x1c..=0x1f, ..] => Decoded::Key(Key::ctrl(char::from(c + 0x40)), 1),
        _ => character(bytes),
    }
}

/// One character of UTF-8.
fn character(bytes: &[u8]) -> Decoded {
    let length = match bytes.first() {
        Some(0xc2..=0xdf) => 2,
        Some(0xe0..=0xef) => 3,
        Some(0xf0..=0xf4) => 4,
        _ => 1,
    };
    let Some(sequence) = bytes.get(..length) else { return Decoded::Unfinished };
    match std::str::from_utf8(sequence).ok().and_then(|text| text.chars().next()) {
        Some(c) if !c.is_control() => Decoded::Key(Key::plain(KeyCode::Char(c)), length),
        _ => Decoded::Skip(1),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::app::{Mouse, MouseAction};

    fn decoded(bytes: &[u8]) -> Vec<Typed> {
        let (mut decoder, mut typed) = (Decoder::default(), Vec::new());
        decoder.feed(bytes, &mut typed);
        decoder.finish(&mut typed);
        typed
    }

    fn keys(bytes: &[u8]) -> String {
        let keys = decoded(bytes).into_iter().map(|message| match message {
            Typed::Key(key) => key.to_string(),
            other => format!("{other:?}"),
        });
        keys.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn plain_keys_are_what_was_typed() {
        assert_eq!(keys("jG/é東".as_bytes()), "j G / é 東");
        assert_eq!(keys(b"\r\t\x7f\x08 \x03\x1a\x1b"), "⏎ Tab Backspace Backspace Space Ctrl-C Ctrl-Z Esc");
        assert_eq!(
            keys(b"\x1b[A\x1bOB\x1b[Z\x1b[5~\x1b[6~\x1b[H\x1b[4~"),
            "↑ ↓ Shift-Tab PgUp PgDn Home End"
        );
        assert_eq!(keys(b"\x1bOP\x1b[[B\x1b[15~\x1b[24~"), "F1 F2 F5 F12");
    }

    #[test]
    fn modifiers_are_kept() {
        assert_eq!(keys(b"\x1b[1;5A\x1b[1;3C\x1bx\x1b[97;5u\x1b[97;2u"), "Ctrl-↑ Alt-→ Alt-x Ctrl-A A");
        assert_eq!(keys(b"\x1b[106;1:1u\x1b[106;1:3u"), "j", "a release is no key");
        assert_eq!(keys(b"\x1b["), "Alt-[", "nothing followed");
        assert_eq!(keys(b"\x1b\x1b[A"), "Esc ↑");
    }

    #[test]
    fn the_mouse_clicks_drags_and_turns_its_wheel() {
        let mouse = |what, column, row| Typed::Mouse(Mouse { what, column, row });
        let dragged = decoded(b"\x1b[<0;10;5M\x1b[<32;11;5M\x1b[<0;11;5m");
        let actions = [MouseAction::Click, MouseAction::Drag, MouseAction::Release];
        let columns = actions.into_iter().zip([9, 10, 10]);
        assert_eq!(dragged, columns.map(|(what, column)| mouse(what, column, 4)).collect::<Vec<_>>());
        assert_eq!(decoded(b"\x1b[<65;1;1M"), [mouse(MouseAction::WheelDown, 0, 0)]);
        assert_eq!(decoded(b"\x1b[<66;1;1M"), [mouse(MouseAction::WheelLeft, 0, 0)]);
        assert_eq!(decoded(b"\x1b[<67;1;1M"), [mouse(MouseAction::WheelRight, 0, 0)]);
        assert_eq!(decoded(b"\x1b[<35;1;1M\x1b[<2;1;1M\x1b[<;1;1M\x1b[<0;99999;1M"), []);
    }

    #[test]
    fn a_paste_is_one_message_whatever_it_contains() {
        let paste = Typed::Paste("one\n\u{1b}[A q\ntwo".into());
        assert_eq!(decoded(b"\x1b[200~one\r\n\x1b[A q\rtwo\x1b[201~"), [paste]);
    }

    #[test]
    fn answers_that_come_late_are_not_keys() {
        assert_eq!(decoded(b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62;22c\x1bP1$r0m\x1b\\\x1b]11;x\x07"), []);
        assert_eq!(keys(b"\x1b]11;broken\x1b[Bj"), "↓ j", "a string broken off ends there");
    }

    #[test]
    fn a_paste_that_is_too_long_is_cut_and_its_rest_is_no_keys() {
        let (mut decoder, mut typed) = (Decoder::default(), Vec::new());
        decoder.feed(b"\x1b[200~", &mut typed);
        for _ in 0..LONGEST_PASTE / 1024 + 2 {
            decoder.feed(&[b'q'; 1024], &mut typed);
        }
        assert_eq!(decoder.paste.as_ref().map(Vec::len), Some(LONGEST_PASTE));
        decoder.feed(b"q\x1b[20", &mut typed);
        assert_eq!(typed, []);
        decoder.feed(b"1~j", &mut typed);
        let paste = Typed::Paste("q".repeat(LONGEST_PASTE));
        assert!(typed == [paste, Typed::Key(Key::plain(KeyCode::Char('j')))]);
    }

    proptest! {
        #[test]
        fn how_the_bytes_are_cut_makes_no_difference(
            bytes in "([a-zé\\x00-\\x20]|\x1b\\[[0-9;<]{0,6}[A-Zmu~]|\x1b\\[20[01]~|\x1b[\\]O]|\x07|\x1b){0,12}",
            cut in any::<prop::sample::Index>(),
        ) {
            let bytes = bytes.as_bytes();
            let (mut decoder, mut typed) = (Decoder::default(), Vec::new());
            let (head, tail) = bytes.split_at(cut.index(bytes.len() + 1));
            decoder.feed(head, &mut typed);
            decoder.feed(tail, &mut typed);
            decoder.finish(&mut typed);
            prop_assert_eq!(typed, decoded(bytes));
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            decoded(&bytes);
        }
    }
}
