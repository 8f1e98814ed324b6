//! A task of the tutor, and its words with the keys of the commands that it names.

use serde::Deserialize;

use super::check::Check;
use crate::app::input::command::Command;

/// The file of tasks.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskFile {
    /// The tasks, in their order.
    pub task: Vec<Task>,
}

/// One task.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// What it is about, in a few words.
    pub name: String,
    /// What is to be done, with names of commands in braces.
    pub words: String,
    /// By what it is known to be done.
    pub done: Check,
}

/// A stretch of the words of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// As it is shown.
    pub text: String,
    /// Whether it is a key.
    pub is_key: bool,
}

/// The words of a task in stretches, in place of each command its key. Braces around what is no command stay.
pub fn pieces(words: &str, key: impl Fn(Command) -> String) -> Vec<Stretch> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('{') {
        plain.push_str(before);
        let named = after.split_once('}').and_then(|(name, after)| Some((Command::from_name(name)?, after)));
        match named {
            Some((command, after)) => {
                pieces.push(Stretch { text: std::mem::take(&mut plain), is_key: false });
                pieces.push(Stretch { text: key(command), is_key: true });
                rest = after;
            }
            None => {
                plain.push('{');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    pieces.push(Stretch { text: plain, is_key: false });
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_place_of_a_command_stands_its_key() {
        let shown = pieces("{down} and {up} move; {this} stays {", |command| command.spec().short.to_owned());
        let texts: Vec<(&str, bool)> = shown.iter().map(|p| (p.text.as_str(), p.is_key)).collect();
        assert_eq!(texts, [("down", true), (" and ", false), ("up", true), (" move; {this} stays {", false)]);
    }
}
