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

    /// All, the earliest first.
    pub fn all(&self) -> &[String] {
        &self.0
    }

    /// All as one text, in the order in which they were copied.
    pub fn together(&self) -> String {
        let pieces: Vec<&str> = self.0.iter().map(|clipping| clipping.trim_end()).collect();
        pieces.join("\n\n") + "\n"
    }

    /// Forgets all; how many there were.
    pub fn clear(&mut self) -> usize {
        std::mem::take(&mut self.0).len()
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
        assert_eq!((clippings.clear(), clippings.all().len()), (2, 0));
    }
}
