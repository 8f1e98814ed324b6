//! Edits a line that is typed into: the editing keys that all such lines share, pastes, and how much a line holds.
//!
//! Not here: what a line is for (`prompt`, `picker`).

use tui_input::{Input, InputRequest};

use crate::app::input::key::{Key, KeyCode};
use crate::text::sanitize::sanitize_line;

/// Characters that a line holds: a page is not a query.
pub(super) const LONGEST: usize = 500;
/// Said when a line holds no more.
pub const FULL: &str = "no more than 500 characters fit here";

/// What a key did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromptOutcome {
    /// The text is another one.
    Changed,
    /// Enter: the text is to be used.
    Accepted,
    /// Esc: all is to be as before.
    Cancelled,
    /// The text stayed as it was.
    Unchanged,
    /// The text stayed as it was, since it holds no more.
    Full,
    /// The text stayed as it was, since no earlier one has what was typed.
    NoEarlier,
}

/// Inserts a pasted text at the cursor, on one line, as far as the line holds it; whether that was all.
pub fn paste(input: &mut Input, text: &str) -> bool {
    let room = LONGEST.saturating_sub(input.value().chars().count());
    let head: String = text.chars().take(room).collect();
    let safe = sanitize_line(&head);
    let at = input.value().char_indices().nth(input.cursor()).map_or(input.value().len(), |(at, _)| at);
    let (before, after) = input.value().split_at(at);
    let cursor = input.cursor() + safe.chars().count();
    *input = Input::new(format!("{before}{safe}{after}")).with_cursor(cursor);
    head.len() == text.len()
}

/// Carries out the editing keys shared by all lines that are typed into, and says what became of the text.
pub fn edit(input: &mut Input, key: Key) -> PromptOutcome {
    let request = match (key.code, key.ctrl) {
        (KeyCode::Backspace, false) => InputRequest::DeletePrevChar,
        (KeyCode::Delete, _) => InputRequest::DeleteNextChar,
        (KeyCode::Left, false) => InputRequest::GoToPrevChar,
        (KeyCode::Right, false) => InputRequest::GoToNextChar,
        (KeyCode::Left, true) => InputRequest::GoToPrevWord,
        (KeyCode::Right, true) => InputRequest::GoToNextWord,
        (KeyCode::Home, _) | (KeyCode::Char('a'), true) => InputRequest::GoToStart,
        (KeyCode::End, _) | (KeyCode::Char('e'), true) => InputRequest::GoToEnd,
        (KeyCode::Char('w'), true) | (KeyCode::Backspace, true) => InputRequest::DeletePrevWord,
        (KeyCode::Char('k'), true) => InputRequest::DeleteTillEnd,
        (KeyCode::Char('u'), true) => InputRequest::DeleteFromStart,
        _ => match key.typed() {
            Some(_) if input.value().chars().count() >= LONGEST => return PromptOutcome::Full,
            Some(c) => InputRequest::InsertChar(c),
            None => return PromptOutcome::Unchanged,
        },
    };
    match input.handle(request) {
        Some(change) if change.value => PromptOutcome::Changed,
        _ => PromptOutcome::Unchanged,
    }
}
