//! Finds rows that are set, not written: tables, figures, code, output of programs. Their line ends
//! matter.

use crate::segment::line::rows::Row;

/// Which of the rows, counted from the first, are set; a row alone in the middle of text is none.
pub fn set_rows(text: &str, rows: &[Row<'_>]) -> Vec<bool> {
    let looks: Vec<bool> = rows.iter().map(|row| looks_set(text, row)).collect();
    (0..rows.len())
        .map(|at| {
            let near = |other: Option<usize>| {
                other.is_some_and(|other| {
                    looks.get(other) == Some(&true) && rows[other].number.abs_diff(rows[at].number) <= 1
                })
            };
            let alone = !near(at.checked_sub(1)) && !near(Some(at + 1));
            let apart = |above: usize, below: usize| {
                rows.get(below)
                    .zip(rows.get(above))
                    .is_none_or(|(below, above)| below.number > above.number + 1)
            };
            let set_off = apart(at.wrapping_sub(1), at) && apart(at, at + 1);
            looks[at] && (!alone || set_off)
        })
        .collect()
}

/// Whether a row has the form of code, or of cells with gaps between them.
fn looks_set(text: &str, row: &Row<'_>) -> bool {
    let words = row.text.split_whitespace().count();
    let solid = row.text.chars().filter(|c| !c.is_whitespace()).count().max(1);
    let letters = row.text.chars().filter(|c| c.is_alphabetic()).count();
    let gaps = row.text.split("   ").filter(|cell| !cell.trim().is_empty()).count() - 1
        + row.text.matches('\t').count();
    let ends = row.text.ends_with([';', '{', '}']) && letters * 10 < solid * 9;
    let raw = text.get(row.span.start - row.indent..row.span.end).unwrap_or(row.text);
    let prompt = raw.starts_with(['$', '#', '%', '+', '@']) && raw.chars().nth(1) == Some(' ');
    let symbols = letters * 2 < solid && solid >= 3;
    gaps >= 2 || gaps == 1 && words <= 8 || symbols || ends || prompt
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_and_code_are_set_and_a_row_alone_among_words_is_not() {
        let words = "The boats of Norwick are late, and nobody knows why.";
        for (text, set) in [
            ("Ostra   12   3\nNorwick   4   5", true),
            ("for (at = 0; at < 9; at++) {\n  boats[at] = 1;\n}", true),
            ("$ boats --late\n$ boats --all", true),
            (&format!("{words}\nOstra   12   3\n{words}"), false),
            (&format!("{words}\n{words}"), false),
        ] {
            assert!(set_rows(text, &Row::of_text(text)).iter().all(|row| *row == set), "{text}");
        }
    }
}
