//! The letters that appear on links and notes of the page, to be typed.
//!
//! Not here: what links and notes are on the page (`reader`), what typing them does (`perform::follow`).

use crate::app::reader::Followed;

/// The letters, the handiest first. Set by hand, for a QWERTY keyboard.
const LETTERS: &str = "asdfghjklqwertyuiopzxcvbnm";

/// The letters on the page while one chooses what to follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Follow {
    /// What can be followed, from the top, each with its letters.
    pub targets: Vec<(String, Followed)>,
    /// What is typed of the letters of one.
    pub typed: String,
}

impl Follow {
    /// Gives each target letters of its own, all of them equally many.
    pub fn new(found: Vec<Followed>) -> Follow {
        let letters: Vec<char> = LETTERS.chars().collect();
        let mut length = 1;
        while letters.len().pow(length) < found.len() {
            length += 1;
        }
        let label = |mut at: usize| {
            let mut label = Vec::new();
            for _ in 0..length {
                label.insert(0, letters[at % letters.len()]);
                at /= letters.len();
            }
            label.into_iter().collect()
        };
        let targets = found.into_iter().enumerate().map(|(at, target)| (label(at), target)).collect();
        Follow { targets, typed: String::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::NoteId;

    #[test]
    fn each_target_has_letters_of_its_own() {
        let note = |at: usize| Followed::Note { id: NoteId(at as u128), row: at, column: 0 };
        let labels = |count: usize| -> Vec<String> {
            let follow = Follow::new((0..count).map(note).collect());
            follow.targets.into_iter().map(|(label, _)| label).collect()
        };
        assert_eq!(labels(3), ["a", "s", "d"]);
        let many = labels(40);
        assert!(many.iter().all(|label| label.len() == 2), "none begins another");
        let mut different = many.clone();
        different.sort();
        different.dedup();
        assert_eq!(different.len(), 40);
    }
}
