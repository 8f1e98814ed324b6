//! Rejoins hard-wrapped text: which rows of a file are one paragraph that was broken at a width. Each
//! stretch of rows without a blank line between is judged by itself; the whole file is asked only where
//! a stretch is too short to tell.
//!
//! The signs are that a row goes on in small letters where the one above has no end, and that the first
//! word of a row had no room in the one above. Verse, lists, addresses and headlines have neither.

use std::cell::LazyCell;
use std::ops::Range;

use super::bullet::bullet;
use super::rows::{Row, WIDEST};

/// The widths, in characters, at which programs and people break lines.
const WIDTHS: Range<usize> = 45..WIDEST;
/// A row that ends so far before the width, in characters, was broken by hand.
const RAGGED: usize = 16;
/// A row of a letter with so many characters goes on in the next.
const LONG_ROW: usize = 45;
/// Rows of verse, at least.
const VERSE: usize = 3;

/// The paragraphs of a text, as ranges of its rows: one row each where nothing shows that it is
/// hard-wrapped.
pub fn paragraphs(rows: &[Row<'_>]) -> Vec<Range<usize>> {
    let of_file = LazyCell::new(|| Stretch::of(rows).filter(Stretch::is_wrapped));
    let mut all = Vec::with_capacity(rows.len());
    for stretch in stretches(rows) {
        let own = Stretch::of(&rows[stretch.clone()]);
        let width = own.as_ref().and_then(|own| match own.is_wrapped() {
            true => Some(own.width),
            // A last short row says nothing of the width.
            false => of_file
                .as_ref()
                .filter(|file| own.width <= file.width + RAGGED / 2 && !own.is_listed())
                .map(|file| file.width),
        });
        split(rows, stretch, &mut all, |above, below| {
            width.is_some_and(|width| goes_on(above, below, width))
        });
    }
    all
}

/// The paragraphs of rows of a letter without a blank line between. People break its lines by hand, and
/// leave a blank line where a paragraph ends.
pub fn paragraphs_of_letter(rows: &[Row<'_>]) -> Vec<Range<usize>> {
    let own = Stretch::of(rows);
    let width = own.as_ref().map_or(WIDTHS.start, |own| own.width);
    let listed = own.as_ref().is_some_and(Stretch::is_listed);
    let mut all = Vec::new();
    split(rows, 0..rows.len(), &mut all, |above, below| {
        let small = below.text.starts_with(char::is_lowercase) && !has_end(above);
        let long = above.size >= if small { LONG_ROW / 2 } else { LONG_ROW };
        !begins(below) && (long && !listed || goes_on(above, below, width))
    });
    all
}

/// What pairs of rows that follow each other show of how their text was broken.
struct Stretch {
    /// The width at which it is broken, if it is.
    width: usize,
    pairs: usize,
    /// Pairs of which the second begins in small letters.
    small: usize,
    /// Of those, the ones whose first row is about full and has no end.
    carried: usize,
    /// Pairs where the first word of the second had no room in the first.
    full: usize,
}

impl Stretch {
    /// `None` where no two rows follow each other.
    fn of(rows: &[Row<'_>]) -> Option<Stretch> {
        let followed = || rows.windows(2).filter(|pair| pair[1].number == pair[0].number + 1);
        let mut widths: Vec<usize> = followed().map(|pair| pair[0].size).collect();
        widths.sort_unstable();
        // A few rows stand out: addresses, tables.
        let last = widths.len().checked_sub(1)?;
        let width = widths[last - widths.len() / 20];
        let mut stretch = Stretch { width, pairs: widths.len(), small: 0, carried: 0, full: 0 };
        for pair in followed() {
            stretch.full += usize::from(room(&pair[0], &pair[1], width) < 0);
            if pair[1].text.starts_with(char::is_lowercase) {
                let carried = room(&pair[0], &pair[1], width) < RAGGED as isize && !has_end(&pair[0]);
                stretch.small += 1;
                stretch.carried += usize::from(carried);
            }
        }
        Some(stretch)
    }

    /// Whether rows go on in the next often enough, about the width.
    fn is_wrapped(&self) -> bool {
        let often = self.small >= 2 && self.small * 6 >= self.pairs;
        WIDTHS.contains(&self.width) && often && self.carried * 5 >= self.small * 4
    }

    /// Whether each row stands for itself: verse, lists, addresses.
    fn is_listed(&self) -> bool {
        self.pairs + 1 >= VERSE && self.small * 5 < self.pairs && self.full * 2 < self.pairs
    }
}

/// Stretches of rows without a blank line between.
fn stretches(rows: &[Row<'_>]) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from;
        rows.get(start)?;
        from += 1;
        while from < rows.len() && rows[from].number == rows[from - 1].number + 1 {
            from += 1;
        }
        Some(start..from)
    })
}

/// Splits a stretch where a row does not go on, by `joins`, or an indent begins something new.
fn split(
    rows: &[Row<'_>],
    stretch: Range<usize>,
    all: &mut Vec<Range<usize>>,
    joins: impl Fn(&Row<'_>, &Row<'_>) -> bool,
) {
    let mut from = stretch.start;
    for at in stretch.start + 1..=stretch.end {
        let ends =
            at == stretch.end || is_moved(rows, from..at, stretch.end) || !joins(&rows[at - 1], &rows[at]);
        if ends {
            all.push(from..at);
            from = at;
        }
    }
}

/// Whether the row after a paragraph stands further in or out than it would as part of it.
fn is_moved(rows: &[Row<'_>], paragraph: Range<usize>, end: usize) -> bool {
    let (above, below) = (&rows[paragraph.end - 1], &rows[paragraph.end]);
    let second = paragraph.len() == 1;
    let first = &rows[paragraph.start];
    if below.indent > above.indent + 1 {
        // The first row of an entry hangs out, that of a paragraph does when more than one is further in.
        let more = paragraph.end + 1 < end && rows[paragraph.end + 1].indent.abs_diff(below.indent) <= 1;
        return !(second && (more || bullet(first.text).is_some()));
    }
    below.indent + 1 < above.indent && (!second || bullet(first.text).is_some())
}

/// Whether a paragraph goes on from one row in the next.
fn goes_on(above: &Row<'_>, below: &Row<'_>, width: usize) -> bool {
    if begins(below) {
        return false;
    }
    let room = room(above, below, width);
    let small = below.text.starts_with(char::is_lowercase);
    let ragged = if small { 2 * RAGGED } else { RAGGED } as isize;
    room < 0 || room < ragged && !has_end(above)
}

/// Whether a row begins an entry of a list or a quote.
fn begins(row: &Row<'_>) -> bool {
    row.text.starts_with(['•', '*', '-', '>']) || bullet(row.text).is_some()
}

/// Whether a row could be the last of its paragraph.
fn has_end(row: &Row<'_>) -> bool {
    let closing = |c: char| matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']');
    row.text.trim_end_matches(closing).ends_with(['.', '!', '?', ':', '…'])
}

/// The characters left in the row above behind the first word of the row below; negative when it had
/// no room.
fn room(above: &Row<'_>, below: &Row<'_>, width: usize) -> isize {
    let word = below.text.split_whitespace().next().map_or(0, |word| word.chars().take(width).count());
    width as isize - (above.size + 1 + word) as isize
}

#[cfg(test)]
mod tests {
    use super::super::measure::measure;
    use crate::model::{BlockKind, Extract, Span, TextBlock, Vote};

    fn paragraphs(text: &str) -> usize {
        let mut extract = Extract { text: text.to_owned(), ..Extract::default() };
        let mut start = 0;
        for line in text.split('\n') {
            let span = Span::new(start, start + line.len());
            extract.text_blocks.push(TextBlock { span, kind: BlockKind::Paragraph, vote: Vote::None });
            start += line.len() + 1;
        }
        measure(&extract).len()
    }

    const NOTICE: &str = "NORWICK, March 4 - The harbour of Norwick will be closed for a\n\
        week, the port said, while engineers look for a leak below the\n\
        old pier and the ferries stay at their moorings.";

    #[test]
    fn a_short_notice_broken_at_a_width_is_one_paragraph_and_a_list_is_not() {
        assert_eq!(paragraphs(NOTICE), 1);
        let list = "Harbour of Norwick closed for a week by a leak under the pier\n\
            Council asked to pay for the new bridge and for the old one too\n\
            School finds a bell that nobody had heard for a hundred years";
        assert_eq!(paragraphs(list), 3);
    }

    #[test]
    fn each_paragraph_is_rejoined_at_its_own_width() {
        let ragged = "The ferries that go to the island on weekdays only\n\
            will leave from the old pier until the new\n\
            one can be used by all of them again, the port\n\
            has said today.";
        let wide = "A line of a file that is as long as lines of pages are, and longer than any that was broken at \
            a width by hand or by a program that did so for each of the lines it wrote. ";
        let text = format!("{wide}\n\n{NOTICE}\n\n{wide}\n\n{ragged}\n\n{}", wide.repeat(3));
        assert_eq!(paragraphs(&text), 5);
        assert_eq!(paragraphs(&format!("{wide}\n\n{NOTICE}\n\n{wide}")), 3);
    }

    #[test]
    fn verse_lists_and_addresses_keep_their_lines() {
        for text in [
            "The boats of Norwick lie asleep,\nThe tide is out, the night is deep,\nAnd nobody will ask them why,\n\
             And no one hears the seagulls cry.",
            "Norwick Harbour Board\n4 Pier Street\nNorwick",
            "- one boat of the many that are lying in the harbour today\n- another boat that came in the night\n- a third",
        ] {
            assert_eq!(paragraphs(text), text.lines().count(), "{text}");
        }
        let both = format!("{NOTICE}\n\nNorwick Harbour Board\n4 Pier Street\nNorwick");
        assert_eq!(paragraphs(&both), 4);
    }

    #[test]
    fn an_indent_begins_a_paragraph_and_an_entry_hangs_together() {
        let second = NOTICE.replace("NORWICK", "   NORWICK");
        assert_eq!(paragraphs(&format!("{NOTICE}\n{second}")), 2);
        let entry = NOTICE.replace("NORWICK, March 4 - ", "1. ").replace('\n', "\n   ");
        assert_eq!(paragraphs(&format!("{entry}\n{}", entry.replace("1.", "2."))), 2);
    }
}
