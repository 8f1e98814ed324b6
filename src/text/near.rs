//! Tells where words stand near each other, in any order, while a text is read from its beginning: the same
//! for the index and the highlighter.

/// Words that are looked for near each other, and where each stood last.
#[derive(Clone, Debug)]
pub struct NearWords {
    /// For each word its last position, since the last window.
    last: Vec<Option<u32>>,
    /// The most positions from the first word of a window to its last.
    widest: u32,
}

impl NearWords {
    /// So many different words, with at most so many others between the first and the last of them.
    pub fn new(words: usize, between: u32) -> NearWords {
        let widest = (words as u32).saturating_sub(1).saturating_add(between);
        NearWords { last: vec![None; words], widest }
    }

    /// A word stands at a position, not before any that was told. The position of the first word of the window
    /// that it ends, if all words are in it; the next window begins after it.
    pub fn stands_at(&mut self, word: usize, position: u32) -> Option<u32> {
        *self.last.get_mut(word)? = Some(position);
        let mut first = position;
        for last in &self.last {
            first = first.min((*last)?);
        }
        let near = position - first <= self.widest;
        if near {
            self.last.fill(None);
        }
        near.then_some(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_must_stand_within_the_window_and_windows_do_not_overlap() {
        let windows = |between: u32, read: &[(usize, u32)]| {
            let mut words = NearWords::new(2, between);
            read.iter().filter_map(|&(word, at)| Some((words.stands_at(word, at)?, at))).collect::<Vec<_>>()
        };
        assert_eq!(windows(2, &[(0, 1), (1, 4)]), [(1, 4)]);
        assert_eq!(windows(1, &[(0, 1), (1, 4)]), []);
        assert_eq!(windows(1, &[(0, 1), (0, 3), (1, 4)]), [(3, 4)]);
        assert_eq!(windows(0, &[(1, 7), (0, 8), (1, 9)]), [(7, 8)]);
        assert_eq!(windows(u32::MAX, &[(0, 0), (1, 90), (1, 91), (0, 99)]), [(0, 90), (91, 99)]);
    }
}
