//! The line one types a search or a name into, with its fixed keys, its history, and the names it
//! offers.

use tui_input::{Input, InputRequest};

use super::correct::Subject;
use super::key::{Code, Key};
use super::offers::{Offers, completed};
use crate::model::{DocumentId, Kind, ListName};
use crate::query::name_typed;
use crate::text::sanitize::sanitize_line;

/// Characters of a paste that are taken: a pasted page is not a query.
const LONGEST_PASTE: usize = 500;

/// A line being typed.
#[derive(Debug)]
pub struct Prompt {
    pub purpose: Purpose,
    pub input: Input,
    /// Who is put right by what is typed.
    pub(super) subject: Option<Box<Subject>>,
    /// What to go back to on Esc.
    pub before: Before,
    /// Names that go on from what is typed.
    pub offers: Offers,
    /// What stands there is of before: what is typed takes its place, unless one moves in it first.
    pub selected: bool,
    /// The place in the history, counted from the latest; `None` for what is typed now.
    at: Option<usize>,
    /// What was typed before the history was called up.
    typed: String,
}

/// What is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A search in the collection.
    Collection,
    /// A search in the document being read.
    Text,
    /// The new name of an entity.
    Rename,
    /// The name of another entity that is the same.
    Merge,
}

/// How things stood when the prompt was opened.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Before {
    pub text: String,
    pub selected: Option<DocumentId>,
    /// The byte at the upper edge of the page.
    pub offset: Option<usize>,
}

/// What a key did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    Changed,
    Kept,
    TakenBack,
    Moved,
}

impl Prompt {
    /// A prompt holding what was searched for before.
    pub fn new(purpose: Purpose, before: Before) -> Prompt {
        let input = Input::new(before.text.clone());
        let selected = !before.text.is_empty();
        Prompt {
            purpose,
            input,
            subject: None,
            before,
            offers: Offers::default(),
            selected,
            at: None,
            typed: String::new(),
        }
    }

    /// Carries out a key; the own lists are fields of a query.
    pub fn press(&mut self, key: Key, history: &[String], lists: &[ListName]) -> Pressed {
        match key {
            Key { code: Code::Enter, .. } => return Pressed::Kept,
            Key { code: Code::Esc, .. } => return Pressed::TakenBack,
            Key { code: Code::Tab, .. } => return self.complete(lists),
            // Through the names offered first, then through the history.
            Key { code: Code::Up, .. } if self.offers.step(false) => return Pressed::Moved,
            Key { code: Code::Down, .. } if self.at.is_none() && self.offers.step(true) => {
                return Pressed::Moved;
            }
            Key { code: Code::Up, .. } => return self.recall(1, history),
            Key { code: Code::Down, .. } => return self.recall(-1, history),
            _ => {}
        }
        let before = self.input.value().to_owned();
        let erases = key.code == Code::Backspace;
        if std::mem::take(&mut self.selected) && (erases || key.typed().is_some()) {
            self.input = Input::default();
        }
        edit(&mut self.input, key);
        if self.input.value() == before { Pressed::Moved } else { Pressed::Changed }
    }

    /// Takes the chosen name over into what is typed.
    fn complete(&mut self, lists: &[ListName]) -> Pressed {
        let query = self.input.value();
        let Some(offer) = self.offers.get() else { return Pressed::Moved };
        let text = match (self.purpose, name_typed(query, lists)) {
            (Purpose::Collection, Some(typed)) => completed(query, &typed, offer),
            (Purpose::Merge, _) => offer.name.clone(),
            _ => return Pressed::Moved,
        };
        self.input = Input::new(text);
        self.selected = false;
        self.offers = Offers::default();
        Pressed::Changed
    }

    /// The name that names are to be offered for: its kind, and what is typed of it.
    pub fn name_typed(&self, lists: &[ListName]) -> Option<(Option<Kind>, String)> {
        let text = self.input.value();
        match self.purpose {
            Purpose::Collection => name_typed(text, lists).map(|typed| (typed.kind, typed.value)),
            Purpose::Merge => Some((None, text.to_owned())).filter(|_| !text.trim().is_empty()),
            Purpose::Text | Purpose::Rename => None,
        }
    }

    /// Inserts a pasted text.
    pub fn paste(&mut self, text: &str) {
        if std::mem::take(&mut self.selected) {
            self.input = Input::default();
        }
        paste(&mut self.input, text);
    }

    /// Whether what was searched for before can be called up.
    pub fn has_history(&self) -> bool {
        matches!(self.purpose, Purpose::Collection | Purpose::Text)
    }

    fn recall(&mut self, by: isize, history: &[String]) -> Pressed {
        if !self.has_history() {
            return Pressed::Moved;
        }
        let at = self.at.map_or(0, |at| at + 1).saturating_add_signed(by);
        if at > history.len() {
            return Pressed::Moved;
        }
        if self.at.is_none() {
            self.typed = self.input.value().to_owned();
        }
        self.at = at.checked_sub(1);
        let text = self.at.and_then(|at| history.iter().rev().nth(at)).unwrap_or(&self.typed);
        self.input = Input::new(text.clone());
        self.selected = false;
        Pressed::Changed
    }
}

/// Inserts a pasted text at the cursor, on one line, and no more of it than anybody searches for.
pub fn paste(input: &mut Input, text: &str) {
    let head: String = text.chars().take(LONGEST_PASTE).collect();
    let safe = sanitize_line(&head);
    let at = input.value().char_indices().nth(input.cursor()).map_or(input.value().len(), |(at, _)| at);
    let (before, after) = input.value().split_at(at);
    let cursor = input.cursor() + safe.chars().count();
    *input = Input::new(format!("{before}{safe}{after}")).with_cursor(cursor);
}

/// Carries out the editing keys shared by all places one types in.
pub fn edit(input: &mut Input, key: Key) {
    let request = match (key.code, key.ctrl) {
        (Code::Backspace, false) => InputRequest::DeletePrevChar,
        (Code::Delete, _) => InputRequest::DeleteNextChar,
        (Code::Left, false) => InputRequest::GoToPrevChar,
        (Code::Right, false) => InputRequest::GoToNextChar,
        (Code::Left, true) => InputRequest::GoToPrevWord,
        (Code::Right, true) => InputRequest::GoToNextWord,
        (Code::Home, _) | (Code::Char('a'), true) => InputRequest::GoToStart,
        (Code::End, _) | (Code::Char('e'), true) => InputRequest::GoToEnd,
        (Code::Char('w'), true) | (Code::Backspace, true) => InputRequest::DeletePrevWord,
        (Code::Char('k'), true) => InputRequest::DeleteTillEnd,
        (Code::Char('u'), true) => InputRequest::DeleteFromStart,
        _ => match key.typed() {
            Some(c) => InputRequest::InsertChar(c),
            None => return,
        },
    };
    input.handle(request);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(prompt: &mut Prompt, keys: &str, history: &[String]) -> Pressed {
        let presses = keys.split(' ').map(|key| prompt.press(key.parse().unwrap(), history, &[]));
        presses.last().unwrap()
    }

    #[test]
    fn typed_keys_never_act_as_commands() {
        let mut prompt = Prompt::new(Purpose::Collection, Before::default());
        assert_eq!(press(&mut prompt, "q j : ? space x", &[]), Pressed::Changed);
        assert_eq!(prompt.input.value(), "qj:? x");
        assert_eq!(press(&mut prompt, "ctrl-w ctrl-u a", &[]), Pressed::Changed);
        assert_eq!(prompt.input.value(), "a");
        assert_eq!(press(&mut prompt, "left", &[]), Pressed::Moved);
    }

    #[test]
    fn a_paste_goes_in_at_the_cursor_on_one_line_and_not_without_end() {
        let mut prompt = Prompt::new(Purpose::Collection, Before { text: "ab".into(), ..Before::default() });
        press(&mut prompt, "left", &[]);
        prompt.paste("x\ny\u{1b}");
        assert_eq!(prompt.input.value(), "ax y\u{fffd}b");
        press(&mut prompt, "z", &[]);
        assert_eq!(prompt.input.value(), "ax y\u{fffd}zb");
        prompt.paste(&"long ".repeat(100_000));
        assert!(prompt.input.value().len() < 1000);
    }

    #[test]
    fn a_name_is_not_looked_for_among_searches() {
        let mut prompt = Prompt::new(Purpose::Rename, Before { text: "Bell".into(), ..Before::default() });
        assert_eq!(press(&mut prompt, "up", &["dam".to_owned()]), Pressed::Moved);
        assert_eq!(prompt.input.value(), "Bell");
    }

    #[test]
    fn what_stood_there_makes_room_for_what_is_typed_unless_one_moves_in_it() {
        for (keys, expected) in
            [("x y", "xy"), ("backspace", ""), ("end x", "damx"), ("left x", "daxm"), ("delete x", "damx")]
        {
            let before = Before { text: "dam".into(), ..Before::default() };
            let mut prompt = Prompt::new(Purpose::Collection, before);
            press(&mut prompt, keys, &[]);
            assert_eq!(prompt.input.value(), expected, "{keys}");
        }
    }

    #[test]
    fn the_history_comes_back_and_so_does_what_was_typed() {
        let history = ["dam".to_owned(), "harbour".to_owned()];
        let mut prompt = Prompt::new(Purpose::Collection, Before { text: "ne".into(), ..Before::default() });
        press(&mut prompt, "up", &history);
        assert_eq!(prompt.input.value(), "harbour");
        press(&mut prompt, "up up", &history);
        assert_eq!(prompt.input.value(), "dam");
        press(&mut prompt, "down down", &history);
        assert_eq!(prompt.input.value(), "ne");
    }
}
