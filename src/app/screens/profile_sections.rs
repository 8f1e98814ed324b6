//! The parts of the page of an entity that the cursor can be in, the rows of its head, and how the
//! three lists share the width. Which of them are shown, and what is in them, is in `profile`.

use ratatui::layout::Rect;

use crate::app::typeset::excerpt::{Excerpt, excerpt};
use crate::app::typeset::wrap::wrap;
use crate::query::SentenceLine;

/// From this width on all three lists stand side by side, from that on two.
const THREE: u16 = 110;
const TWO: u16 = 70;
/// Rows of a sentence, its source not counted.
const SENTENCE_ROWS: usize = 4;

/// A part of the page that the cursor can be in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ProfileSection {
    /// What is known of the entity in a few rows.
    #[default]
    Head,
    /// The entities named in the same documents.
    SeenWith,
    /// Sentences that name it.
    Sentences,
    /// Its latest documents.
    Documents,
    /// The spellings, in place of the three lists.
    Why,
}

/// The lists that stand side by side.
pub(super) const LISTS: [ProfileSection; 3] =
    [ProfileSection::SeenWith, ProfileSection::Sentences, ProfileSection::Documents];

/// A row of the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderLine {
    /// The name, its kind, and how often it is mentioned.
    Name,
    /// Its spellings.
    Spellings,
    /// One of its roles, by number.
    Role(usize),
    /// Documents over time.
    Time,
    /// An empty row.
    Blank,
}

impl ProfileSection {
    /// The number of the list among the cursors. The head has no entries, and shares one.
    pub(super) fn slot(self) -> usize {
        match self {
            ProfileSection::Head | ProfileSection::SeenWith => 0,
            ProfileSection::Sentences => 1,
            ProfileSection::Documents => 2,
            ProfileSection::Why => 3,
        }
    }

    /// The list after this part, or the one before. The head comes before the first and after the
    /// last.
    pub(super) fn next(self, forward: bool) -> ProfileSection {
        let here = LISTS.iter().position(|&section| section == self);
        let at = match (here, forward) {
            (Some(at), true) => (at + 1) % LISTS.len(),
            (Some(at), false) => (at + LISTS.len() - 1) % LISTS.len(),
            (None, true) => 0,
            (None, false) => LISTS.len() - 1,
        };
        LISTS[at]
    }
}

/// The lists that fit side by side, `list` among them, each with its area.
pub(super) fn side_by_side(area: Rect, list: ProfileSection) -> Vec<(ProfileSection, Rect)> {
    let count = match area.width {
        THREE.. => 3,
        TWO.. => 2,
        _ => 1,
    };
    let here = LISTS.iter().position(|&section| section == list).unwrap_or(0);
    let first = (here + 1usize).saturating_sub(count);
    let shares: &[u16] = match count {
        3 => &[30, 42, 28],
        2 => &[42, 58],
        _ => &[100],
    };
    let mut x = area.x;
    let shown = LISTS.iter().skip(first).take(count).zip(shares);
    let last = count - 1;
    let place = |(at, (&section, share)): (usize, (&ProfileSection, &u16))| {
        let width = if at == last { area.right() - x } else { area.width * share / 100 };
        let list = Rect { x, width, ..area };
        x += width;
        (section, list)
    };
    shown.enumerate().map(place).collect()
}

/// A sentence as it stands in so many columns: cut so that its first name is seen, and its
/// rows as ranges of bytes.
pub fn sentence(line: &SentenceLine, width: u16) -> (Excerpt, Vec<std::ops::Range<usize>>) {
    let columns = usize::from(width).max(1);
    // Rows end at words, so some room is lost in each.
    let cut = excerpt(&line.text, &line.names, columns * SENTENCE_ROWS - columns / 2);
    let mut rows = wrap(&cut.text, columns);
    rows.truncate(SENTENCE_ROWS);
    (cut, rows)
}
