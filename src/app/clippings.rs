//! The clippings of the session: the passages copied, as they were copied, the latest last. They are kept from one
//! start to the next until they are cleared.
//!
//! Not here: copying (`perform::copy`).

use serde::{Deserialize, Serialize};

/// So many bytes are kept. Set by hand: about 200 pages.
const MOST_BYTES: usize = 1 << 19;

/// The passages copied.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Clippings(Vec<String>);

impl Clippings {
    /// Adds one as the latest, the only time it is in; the earliest go where there is no room. Whether it is new.
    pub fn add(&mut self, text: &str) -> bool {
        if self.0.last().is_some_and(|last| last == text) || text.len() > MOST_BYTES {
            return false;
        }
        self.0.retain(|clipping| clipping != text);
        self.0.push(text.to_owned());
        let mut bytes: usize = self.0.iter().map(String::len).sum();
        while bytes > MOST_BYTES {
            bytes -= self.0.remove(0).len();
        }
        true
    }

    /// Has others in place of some; what was copied since stays, as the latest.
    pub fn turn(&mut self, before: &Clippings, after: &Clippings) {
        let now = std::mem::replace(self, after.clone());
        now.0
            .iter()
            .filter(|clipping| !before.0.contains(clipping))
            .for_each(|clipping| _ = self.add(clipping));
    }

    /// All, the earliest first.
    pub fn all(&self) -> &[String] {
        &self.0
    }

    /// All as one text, in the order in which they were copied.
    pub fn together(&self) -> String {
        let pieces: Vec<&str> = self.0.iter().map(|clipping| clipping.trim_end()).collect();
        pieces.join("\n\n") + "\n"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_clipping_is_kept_once_and_the_earliest_go_first() {
        let mut clippings = Clippings::default();
        assert!(clippings.add("a") && clippings.add("b") && clippings.add("a") && !clippings.add("a"));
        assert_eq!(
            (clippings.all(), clippings.together().as_str()),
            (&["b".into(), "a".into()][..], "b\n\na\n")
        );
        assert!(clippings.add(&"x".repeat(MOST_BYTES - 1)));
        assert_eq!(clippings.all().len(), 2);
        assert!(!clippings.add(&"y".repeat(MOST_BYTES + 1)));
        assert_eq!(clippings.all().len(), 2);
    }

    #[test]
    fn what_was_copied_since_stays_when_clearing_is_taken_back() {
        let (mut clippings, none) = (Clippings::default(), Clippings::default());
        assert!(clippings.add("a") && clippings.add("b"));
        let all = clippings.clone();
        clippings.turn(&all, &none);
        assert!(clippings.add("c"));
        clippings.turn(&none, &all);
        assert_eq!(clippings.all(), ["a", "b", "c"]);
        clippings.turn(&all, &none);
        assert_eq!(clippings.all(), ["c"]);
    }
}
