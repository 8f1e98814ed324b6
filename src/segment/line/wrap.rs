//! Detects hard-wrapped text: whether the lines of a file are broken at a fixed width, and where its
//! paragraphs end. The sign is that the first word of the next line would not have fitted.

use super::rows::Row;

/// The widths, in characters, at which programs and people break lines.
const WIDTHS: std::ops::RangeInclusive<usize> = 45..=100;

/// The width at which the lines are broken, if they are: of the lines that begin in small letters,
/// and so go on from the line above, nearly all begin with a word that did not fit there.
pub fn hard_wrap(rows: &[Row<'_>]) -> Option<usize> {
    let followed = || rows.windows(2).filter(|pair| pair[1].number == pair[0].number + 1);
    let mut widths: Vec<usize> = followed().map(|pair| width(&pair[0])).collect();
    widths.sort_unstable();
    // A few lines stand out: addresses, tables.
    let last = widths.len().checked_sub(1)?;
    let width = widths[last - widths.len() / 20];
    let (mut goes_on, mut filled) = (0, 0);
    for pair in followed().filter(|pair| pair[1].text.starts_with(char::is_lowercase)) {
        goes_on += 1;
        filled += usize::from(is_full(&pair[0], &pair[1], width));
    }
    let wrapped = goes_on >= 2 && goes_on * 6 >= widths.len() && filled * 5 >= goes_on * 4;
    (WIDTHS.contains(&width) && wrapped).then_some(width)
}

/// The row after the last of the paragraph that begins at `from`, in lines broken at a width.
pub fn paragraph_end(rows: &[Row<'_>], from: usize, width: usize) -> usize {
    let mut end = from + 1;
    while let (Some(above), Some(below)) = (rows.get(end - 1), rows.get(end)) {
        let begins = below.text.starts_with(['•', '*', '-', '>']) || below.indent > above.indent;
        if below.number != above.number + 1 || begins || !is_full(above, below, width) {
            break;
        }
        end += 1;
    }
    end
}

/// Whether the first word of the row below had no room in the row above.
fn is_full(above: &Row<'_>, below: &Row<'_>, most: usize) -> bool {
    let word = below.text.split_whitespace().next().map_or(0, |word| word.chars().take(most).count());
    width(above) + 1 + word > most
}

fn width(row: &Row<'_>) -> usize {
    // Only short lines matter, and a character has at most four bytes.
    let long = row.text.len() > 4 * WIDTHS.end();
    row.indent + if long { row.text.len() } else { row.text.chars().count() }
}

#[cfg(test)]
mod tests {
    use super::super::measure::measure;
    use crate::model::{BlockKind, Extract, Piece, Span, Vote};

    fn paragraphs(text: &str) -> usize {
        let mut extract = Extract { text: text.to_owned(), ..Extract::default() };
        let mut start = 0;
        for line in text.split('\n') {
            let span = Span::new(start, start + line.len());
            extract.pieces.push(Piece { span, kind: BlockKind::Paragraph, vote: Vote::None });
            start += line.len() + 1;
        }
        measure(&extract).len()
    }

    #[test]
    fn a_short_notice_broken_at_a_width_is_one_paragraph_and_a_list_is_not() {
        let notice = "NORWICK, March 4 - The harbour of Norwick will be closed for a\n\
            week, the port said, while engineers look for a leak below the\n\
            old pier and the ferries stay at their moorings.";
        assert_eq!(paragraphs(notice), 1);
        let list = "Harbour of Norwick closed for a week by a leak under the pier\n\
            Council asked to pay for the new bridge and for the old one too\n\
            School finds a bell that nobody had heard for a hundred years";
        assert_eq!(paragraphs(list), 3);
    }
}
