//! Cuts a very large text into numbered parts.
//!
//! Not here: where one article ends and the next begins (`segment::split`).

use crate::model::{Extract, Link, Piece, Span};

/// The most bytes of text in one part: 16 MiB.
const PART: usize = 16 << 20;

/// How far back from the limit a blank line, a line end or a space is looked for, in bytes.
const REACH: usize = 1 << 20;

/// Cuts an extract whose text is larger than 16 MiB: at a blank line, else at a line end, else at
/// a space, else between two characters. The metadata goes with every part.
pub fn split(extract: Extract) -> Vec<Extract> {
    split_at(extract, PART, REACH)
}

fn split_at(extract: Extract, part: usize, reach: usize) -> Vec<Extract> {
    if extract.text.len() <= part {
        return vec![extract];
    }
    let (mut pieces, mut links) = (&extract.pieces[..], &extract.links[..]);
    let mut parts = Vec::new();
    let mut start = 0;
    while start < extract.text.len() {
        let end = cut(&extract.text, start, part, reach);
        let range = Span::new(start, end);
        parts.push(Extract {
            format: extract.format,
            text: extract.text[start..end].to_owned(),
            pieces: take(&mut pieces, range, |piece| piece.span, |&piece, span| Piece { span, ..piece }),
            links: take(&mut links, range, |link| link.span, |link, span| Link { span, ..link.clone() }),
            metadata: extract.metadata.clone(),
        });
        start = end;
    }
    // A part of white space alone says nothing to anybody.
    parts.retain(|part| !part.pieces.is_empty());
    parts
}

/// Where the part that starts at `start` ends.
fn cut(text: &str, start: usize, part: usize, reach: usize) -> usize {
    if text.len() - start <= part {
        return text.len();
    }
    let limit = text.floor_char_boundary(start + part);
    let from = text.floor_char_boundary(limit.saturating_sub(reach).max(start + 1));
    let window = &text[from..limit];
    let found = window
        .rfind("\n\n")
        .map(|at| at + 2)
        .or_else(|| window.rfind('\n').map(|at| at + 1))
        .or_else(|| window.rfind(' ').map(|at| at + 1));
    match found {
        Some(at) if from + at > start => from + at,
        // Only a limit smaller than one character leads past this arm; even then the loop must end.
        _ if limit > start => limit,
        _ => text.len(),
    }
}

/// The spans that lie in `range`, counted from its start; one that crosses the end is cut in two.
fn take<T>(
    rest: &mut &[T],
    range: Span,
    span: impl Fn(&T) -> Span,
    with_span: impl Fn(&T, Span) -> T,
) -> Vec<T> {
    let mut taken = Vec::new();
    while let Some((first, others)) = rest.split_first() {
        let whole = span(first);
        if whole.start >= range.end {
            break;
        }
        let start = whole.start.max(range.start) - range.start;
        let end = whole.end.min(range.end) - range.start;
        if start < end {
            taken.push(with_span(first, Span { start, end }));
        }
        if whole.end > range.end {
            break;
        }
        *rest = others;
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::plain;

    fn texts(text: &str, part: usize, reach: usize) -> Vec<String> {
        split_at(plain::extract(text.to_owned()), part, reach).into_iter().map(|part| part.text).collect()
    }

    #[test]
    fn a_small_text_stays_whole() {
        assert_eq!(texts("one two", 7, 3), ["one two"]);
    }

    #[test]
    fn a_blank_line_is_preferred_to_a_line_end_and_a_line_end_to_a_space() {
        assert_eq!(texts("ab\n\ncd\nef gh", 9, 8), ["ab\n\n", "cd\nef gh"]);
        assert_eq!(texts("ab cd\nef gh ij", 10, 8), ["ab cd\n", "ef gh ij"]);
        assert_eq!(texts("ab cd ef", 7, 6), ["ab cd ", "ef"]);
        assert_eq!(texts("äöüäöü", 5, 4), ["äö", "üä", "öü"], "between characters");
    }

    #[test]
    fn a_line_across_the_cut_becomes_a_piece_of_both_parts() {
        let parts = split_at(plain::extract("ab cd ef".to_owned()), 4, 3);
        let words: Vec<_> = parts.iter().flat_map(|p| p.pieces.iter().map(|x| x.span.of(&p.text))).collect();
        assert_eq!(words, ["ab ", "cd ", "ef"]);
    }

    #[test]
    fn parts_put_together_are_the_text() {
        let text = "word\n\nanother line\n".repeat(50);
        assert_eq!(texts(&text, 40, 20).concat(), text);
    }
}
