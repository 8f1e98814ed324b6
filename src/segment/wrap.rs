//! Hard-wrapped text: whether the lines of a file are broken at a fixed width, and where its
//! paragraphs end.

use super::lines::Row;

/// The widths, in characters, at which programs and people break lines.
const WIDTHS: std::ops::RangeInclusive<usize> = 55..=90;

/// Whether the lines are broken at a fixed width: most lines that another follows at once are
/// about as long as the longest usual line.
pub fn is_hard_wrapped(rows: &[Row<'_>]) -> bool {
    let followed = rows.windows(2).filter(|pair| pair[1].number == pair[0].number + 1);
    let (mut all, mut full, mut long) = (0, 0, 0);
    for pair in followed {
        all += 1;
        full += usize::from(WIDTHS.contains(&width(pair[0].text)));
        long += usize::from(pair[0].text.len() > 2 * WIDTHS.end());
    }
    all >= 6 && full * 10 >= all * 6 && long * 20 <= all
}

/// The row after the last of the paragraph that begins at `from`.
pub fn paragraph_end(rows: &[Row<'_>], from: usize) -> usize {
    let mut end = from + 1;
    while let (Some(above), Some(below)) = (rows.get(end - 1), rows.get(end)) {
        let joined = below.number == above.number + 1
            && width(above.text) >= *WIDTHS.start()
            && !below.text.starts_with(['•', '*', '-', '>']);
        if !joined {
            break;
        }
        end += 1;
    }
    end
}

fn width(text: &str) -> usize {
    // Only short lines matter, and a character has at most four bytes.
    if text.len() > 4 * WIDTHS.end() { text.len() } else { text.chars().count() }
}
