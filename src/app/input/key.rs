//! Keys as the program knows them, independent of any terminal library: how they are written in a key
//! map (`ctrl-d`, `shift-tab`, `G`), how they are shown, and which key of a Latin keyboard a letter of
//! another script stands for.
//!
//! Not here: what a key does (`keymap`), and the bytes a terminal sends for it (`terminal::input`).

use std::fmt;
use std::str::FromStr;

/// One press of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// Whether Ctrl is held.
    pub ctrl: bool,
    /// Whether Alt is held.
    pub alt: bool,
}

/// Which key. Letters carry their case, so shift is not a modifier of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyCode {
    /// A key that types this character.
    Char(char),
    /// The enter key.
    Enter,
    /// The escape key.
    Esc,
    /// The tab key.
    Tab,
    /// The tab key with shift.
    BackTab,
    /// Erases what is before the cursor.
    Backspace,
    /// Erases what is after the cursor.
    Delete,
    /// The arrow up.
    Up,
    /// The arrow down.
    Down,
    /// The arrow to the left.
    Left,
    /// The arrow to the right.
    Right,
    /// To the beginning.
    Home,
    /// To the end.
    End,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// A function key, by its number.
    Function(u8),
}

/// The keys with names, as written in a key map.
const NAMED: [(&str, KeyCode); 17] = [
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("shift-tab", KeyCode::BackTab),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pageup", KeyCode::PageUp),
    ("pagedown", KeyCode::PageDown),
    ("space", KeyCode::Char(' ')),
    ("f1", KeyCode::Function(1)),
    ("f2", KeyCode::Function(2)),
];

impl Key {
    /// The key without modifiers.
    pub fn plain(code: KeyCode) -> Key {
        Key { code, ctrl: false, alt: false }
    }

    /// The key held with Ctrl.
    pub fn ctrl(c: char) -> Key {
        Key { code: KeyCode::Char(c), ctrl: true, alt: false }
    }

    /// The character that the key types into a text, if it types one.
    pub fn typed(self) -> Option<char> {
        match self {
            Key { code: KeyCode::Char(c), ctrl: false, alt: false } => Some(c),
            _ => None,
        }
    }

    /// The key at the same place of a Latin keyboard, for a letter of another script.
    ///
    /// A reader of Russian or Greek need not switch layouts to move.
    pub fn on_latin_layout(self) -> Option<Key> {
        const LAYOUTS: [(&str, &str); 3] = [
            ("йцукенгшщзхъфывапролджэячсмитьбю", "qwertyuiop[]asdfghjkl;'zxcvbnm,."),
            ("ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ", "QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>"),
            ("ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm"),
        ];
        let KeyCode::Char(typed) = self.code else { return None };
        LAYOUTS.iter().find_map(|(other, latin)| {
            let c = other.chars().zip(latin.chars()).find(|&(c, _)| c == typed)?.1;
            Some(Key { code: KeyCode::Char(c), ..self })
        })
    }
}

impl FromStr for Key {
    type Err = String;

    fn from_str(text: &str) -> Result<Key, String> {
        let (mut ctrl, mut alt, mut rest) = (false, false, text);
        loop {
            if let Some(after) = rest.strip_prefix("ctrl-") {
                (ctrl, rest) = (true, after);
            } else if let Some(after) = rest.strip_prefix("alt-") {
                (alt, rest) = (true, after);
            } else {
                break;
            }
        }
        let named = NAMED.iter().find(|(name, _)| *name == rest).map(|&(_, code)| code);
        let mut chars = rest.chars();
        let code = match (named, chars.next(), chars.next()) {
            (Some(code), ..) => code,
            (None, Some(c), None) => KeyCode::Char(c),
            _ => return Err(format!("no key is called “{text}”")),
        };
        Ok(Key { code, ctrl, alt })
    }
}

impl fmt::Display for Key {
    /// Writes the key as the bottom line and the help show it: `Ctrl-D`, `⏎`, `G`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        match self.code {
            KeyCode::Char(' ') => f.write_str("Space"),
            KeyCode::Char(c) if self.ctrl => write!(f, "{}", c.to_uppercase()),
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::Enter => f.write_str("⏎"),
            KeyCode::Esc => f.write_str("Esc"),
            KeyCode::Tab => f.write_str("Tab"),
            KeyCode::BackTab => f.write_str("Shift-Tab"),
            KeyCode::Backspace => f.write_str("Backspace"),
            KeyCode::Delete => f.write_str("Del"),
            KeyCode::Up => f.write_str("↑"),
            KeyCode::Down => f.write_str("↓"),
            KeyCode::Left => f.write_str("←"),
            KeyCode::Right => f.write_str("→"),
            KeyCode::Home => f.write_str("Home"),
            KeyCode::End => f.write_str("End"),
            KeyCode::PageUp => f.write_str("PgUp"),
            KeyCode::PageDown => f.write_str("PgDn"),
            KeyCode::Function(n) => write!(f, "F{n}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Key, KeyCode};

    #[test]
    fn keys_are_read_from_their_names() {
        assert_eq!("ctrl-d".parse(), Ok(Key::ctrl('d')));
        assert_eq!("G".parse(), Ok(Key::plain(KeyCode::Char('G'))));
        assert_eq!("space".parse(), Ok(Key::plain(KeyCode::Char(' '))));
        assert_eq!("shift-tab".parse(), Ok(Key::plain(KeyCode::BackTab)));
        assert!("hyper-x".parse::<Key>().is_err());
        assert!("".parse::<Key>().is_err());
    }

    #[test]
    fn a_letter_of_another_layout_counts_by_its_place() {
        let key = |c| Key::plain(KeyCode::Char(c));
        assert_eq!(key('о').on_latin_layout(), Some(key('j')));
        assert_eq!(key('Л').on_latin_layout(), Some(key('K')));
        assert_eq!(key('j').on_latin_layout(), None);
    }
}
