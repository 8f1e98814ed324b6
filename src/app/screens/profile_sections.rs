//! The parts of the page of an entity that the cursor can be in, the rows of its head, and how the
//! three lists share the width. Which of them are shown, and what is in them, is in `profile`.

use std::ops::Range;

use ratatui::layout::Rect;

use crate::app::typeset::excerpt::{Excerpt, excerpt};
use crate::app::typeset::wrap::wrap;
use crate::query::{EntityCard, SentenceLine};
use crate::text::sanitize::sanitize_line;
use crate::text::width::shorten;

/// From this width on all three lists stand side by side, from that on two.
const THREE: u16 = 110;
const TWO: u16 = 70;
/// Rows of a sentence, its source not counted.
const SENTENCE_ROWS: usize = 4;
/// Spellings and roles shown in the head, at most.
pub const ROLES: usize = 3;
/// Rows of a title.
const TITLE_ROWS: usize = 2;

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
    /// Its spellings in one row.
    Spellings,
    /// One of its roles, by number.
    Role(usize),
    /// A spelling and a role beside each other, by number.
    Both(usize),
    /// A row of the bars of its mentions over time, counted from above.
    Time(usize),
    /// The years and months below them.
    TimeLabels,
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

/// The rows with spellings and roles, beside each other where the screen is wide.
pub(super) fn names_and_roles(card: &EntityCard, width: u16) -> Vec<HeaderLine> {
    let names = if card.spellings.len() > 1 { card.spellings.len().min(ROLES) } else { 0 };
    let roles = card.roles.len().min(ROLES);
    if width >= THREE && names > 0 {
        return (0..names.max(roles)).map(HeaderLine::Both).collect();
    }
    let names = (names > 0).then_some(HeaderLine::Spellings);
    names.into_iter().chain((0..roles).map(HeaderLine::Role)).collect()
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
        3 => &[30, 37, 33],
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
pub fn sentence(line: &SentenceLine, width: u16) -> (Excerpt, Vec<Range<usize>>) {
    sentence_in(line, width, SENTENCE_ROWS)
}

/// As [`sentence`], in so many rows at most.
pub fn sentence_in(line: &SentenceLine, width: u16, most: usize) -> (Excerpt, Vec<Range<usize>>) {
    let columns = usize::from(width).max(1);
    // Rows end at words, so some room is lost in each.
    let cut = excerpt(&line.text, &line.names, columns * most - columns / 2);
    let mut rows = wrap(&cut.text, columns);
    rows.truncate(most);
    (cut, rows)
}

/// The rows of a title in so many columns; what does not fit is cut off.
pub fn title(words: &str, width: u16) -> Vec<String> {
    let columns = usize::from(width).max(1);
    let safe = sanitize_line(words);
    let rows = wrap(&safe, columns);
    let shown = |(at, row): (usize, Range<usize>)| match at + 1 == TITLE_ROWS {
        true => shorten(&safe[row.start..], columns),
        false => safe[row].to_owned(),
    };
    rows.into_iter().take(TITLE_ROWS).enumerate().map(shown).collect()
}
