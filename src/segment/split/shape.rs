//! The shapes of the heads of articles: of which sorts the lines above running text are, in order.
//!
//! Not here: which shapes repeat (`separators`).

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::segment::lexicon::Cues;
use crate::segment::line::bullet::Bullet;
use crate::segment::line::measured::Line;
use crate::segment::source::address::domain;
use crate::segment::title::form::is_dated;

/// A head has at most so many lines.
const LONGEST: usize = 6;
/// Words from which a line that is no sentence is running text all the same.
const RUNNING: usize = 20;
/// Words of a line that may be a name, and no headline.
const NAME: usize = 3;
/// The sort of running text.
const TEXT: u8 = 0;
/// Sets shapes of coarse sorts apart from others.
const COARSE: u8 = 128;

/// The sorts of all lines of a file.
pub struct Shapes {
    /// The sort of each line, and whether a blank line stands above it.
    sorts: Vec<(u8, bool)>,
}

impl Shapes {
    /// Those of the lines.
    pub fn of(lines: &[Line<'_>]) -> Shapes {
        Shapes { sorts: lines.iter().map(|line| (sort(line), line.gap > 0)).collect() }
    }

    /// The coarse shape of the head that begins at a line.
    pub fn at(&self, at: usize) -> u64 {
        hashed(self.head(at), |sort| COARSE | coarse(sort))
    }

    /// How many lines from one on are no running text, up to the longest head.
    pub fn head_at(&self, at: usize) -> usize {
        self.head(at).len()
    }

    /// The shapes of the head of two lines or more that begins at a line: what each line is made of, and less
    /// exactly, whether it is a date, a byline or other words.
    pub fn repeatable_at(&self, at: usize) -> [Option<u64>; 2] {
        let head = self.head(at);
        let whole = (2..LONGEST).contains(&head.len()) && at + head.len() < self.sorts.len();
        if !whole || head[0].0 == b'r' {
            return [None; 2];
        }
        [Some(hashed(head, |sort| sort)), Some(self.at(at))]
    }

    /// Whether running text stands close below a line, and no entries of a list.
    pub fn heads_text(&self, at: usize) -> bool {
        let below = self.sorts.get(at + 1..).unwrap_or_default();
        let listed = below.first().is_some_and(|(sort, _)| matches!(sort, b'n' | b'm'));
        self.sorts[at].0 != TEXT && !listed && below.iter().take(3).any(|(sort, _)| *sort == TEXT)
    }

    fn head(&self, at: usize) -> &[(u8, bool)] {
        let head = self.sorts[at..].iter().take(LONGEST).take_while(|(sort, _)| *sort != TEXT).count();
        &self.sorts[at..at + head]
    }
}

fn hashed(head: &[(u8, bool)], sort: impl Fn(u8) -> u8) -> u64 {
    let mut hasher = FxHasher::default();
    for (i, &(of, apart)) in head.iter().enumerate() {
        hasher.write_u8(sort(of));
        hasher.write_u8(u8::from(i > 0 && apart));
    }
    hasher.finish()
}

/// The sort of a line without what the words of a headline make of it.
fn coarse(sort: u8) -> u8 {
    match sort {
        b'n' | b'l' | b's' | b'h' | b'o' => b't',
        other => other,
    }
}

/// The sort of a line.
fn sort(line: &Line<'_>) -> u8 {
    // Running text, were it only the beginning of a sentence.
    if line.is_prose() || line.words >= RUNNING && !line.is_date_line() {
        return TEXT;
    }
    if is_dated(line) {
        return b'd';
    }
    if line.cues.any(Cues::BYLINE) && line.words <= 12 {
        return b'b';
    }
    if domain(line.text).is_some() {
        return b'u';
    }
    if line.is_rule() {
        return b'r';
    }
    sort_of_words(line)
}

/// The sort of a line of words.
fn sort_of_words(line: &Line<'_>) -> u8 {
    match line.bullet {
        Some(Bullet::Number(_)) => return b'n',
        Some(Bullet::Mark) => return b'm',
        None => {}
    }
    if line.text.bytes().take(24).any(|b| b == b':') {
        b'l'
    } else if line.words <= NAME {
        b's'
    } else if line.could_be_headline() {
        b'h'
    } else {
        b'o'
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::line::measure::tests::line;

    #[test]
    fn heads_of_the_same_sorts_of_lines_have_one_shape() {
        let text = "The boats of Norwick are late, and nobody at the port can say why they are.";
        let texts =
            ["Bridge opens", "4 May 2022", text, "Why the harbour was closed", "6 May 2022", text, "A list"];
        let lines = texts.map(line);
        let shapes = Shapes::of(&lines);
        assert_eq!((shapes.at(0), shapes.head_at(0)), (shapes.at(3), 2));
        assert_ne!(shapes.at(0), shapes.at(1));
        let [exact, coarse] = shapes.repeatable_at(0);
        assert_eq!(coarse, shapes.repeatable_at(3)[1]);
        assert_ne!(exact, shapes.repeatable_at(3)[0], "two words may be a name");
        assert_eq!(shapes.repeatable_at(1), [None; 2], "one line is no shape to go by");
        assert!(shapes.heads_text(0) && !shapes.heads_text(2) && !shapes.heads_text(6));
    }
}
