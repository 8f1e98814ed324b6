//! Joins the words of a recognised line, each of which is a run of its own, where no column can end between them: a title
//! over two columns is otherwise cut where the space between the columns meets one between its words.

use unpdf::parser::TextSpan;

/// Words are of one line whose base lines differ by no more than this share of their size. By hand.
const LEVEL: f32 = 0.05;
/// A space is no wider than this share of the size; the one between columns is. By hand.
const SPACE: f32 = 0.45;

/// Joins words that follow each other.
pub fn join(spans: &mut Vec<TextSpan>) {
    let mut joined: Vec<TextSpan> = Vec::with_capacity(spans.len());
    for span in spans.drain(..) {
        match joined.last_mut().filter(|before| is_next(before, &span)) {
            Some(before) => {
                before.width = span.x + span.width - before.x;
                before.text.push_str(&span.text);
                before.ink_width = None;
            }
            None => joined.push(span),
        }
    }
    *spans = joined;
}

/// Whether a word stands behind another, with a space that is written.
fn is_next(before: &TextSpan, span: &TextSpan) -> bool {
    let size = before.font_size.max(1.0);
    let gap = span.x - before.x - before.width;
    before.text.ends_with(' ')
        && !before.is_rotated()
        && !span.is_rotated()
        && before.font_name == span.font_name
        && (before.font_size - span.font_size).abs() < 0.1
        && (before.y - span.y).abs() <= LEVEL * size
        && (-LEVEL * size..=SPACE * size).contains(&gap)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_joined_over_a_space_and_not_over_a_column() {
        let word = |text: &str, x: f32, y: f32| TextSpan {
            width: 20.0,
            ..TextSpan::new(text.to_owned(), x, y, 10.0, "F".to_owned())
        };
        let mut spans = vec![
            word("The ", 10.0, 700.0),
            word("harbour ", 33.0, 700.0),
            word("of ", 70.0, 700.0),
            word("below ", 93.0, 688.0),
        ];
        join(&mut spans);
        let texts: Vec<&str> = spans.iter().map(|span| span.text.as_str()).collect();
        assert_eq!((texts, spans[0].width), (vec!["The harbour ", "of ", "below "], 43.0));
    }
}
