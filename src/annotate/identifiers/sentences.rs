//! Sees to it that each identifier stands in a sentence: in heads, signatures and code, which no sentences are
//! read in, its line is one.

use crate::model::{Mention, Span};

/// The sentences of a text with the lines of the identifiers that stand in none. A sentence that ends inside
/// an identifier goes on behind it. All are in order.
pub fn sentences_with(text: &str, sentences: Vec<Span>, found: &[Mention]) -> Vec<Span> {
    if found.is_empty() {
        return sentences;
    }
    let holds = |sentence: &Span, span: Span| sentence.start <= span.start && span.end <= sentence.end;
    let mut all: Vec<Span> = Vec::with_capacity(sentences.len() + found.len());
    let mut rest = sentences.into_iter().peekable();
    for span in found.iter().map(|mention| mention.span) {
        all.extend(std::iter::from_fn(|| rest.next_if(|sentence| sentence.end <= span.start)));
        if all.last().is_some_and(|last| holds(last, span))
            || rest.peek().is_some_and(|next| holds(next, span))
        {
            continue;
        }
        let floor = all.last().map_or(0, |last| last.end);
        let mut line = line_around(text, span);
        line.start = line.start.max(floor);
        while let Some(cut) = rest.next_if(|sentence| sentence.start < span.end) {
            line = Span { start: line.start.min(cut.start), end: line.end.max(cut.end) };
        }
        let next = rest.peek().map_or(line.end, |next| next.start);
        line.end = line.end.min(next).max(span.end);
        let ended = text[span.end as usize..line.end as usize].trim_end().len() as u32;
        all.push(Span { end: span.end + ended, ..line });
    }
    all.extend(rest);
    all
}

/// The line, or lines, on which a place stands, without blanks around them.
fn line_around(text: &str, span: Span) -> Span {
    let (start, end) = (span.start as usize, span.end as usize);
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at);
    let blank = text[line..start].len() - text[line..start].trim_start().len();
    Span::new(line + blank, end + text[end..line_end].trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;

    #[test]
    fn an_identifier_outside_of_sentences_has_its_line_and_one_that_parts_two_joins_them() {
        let text = "From: ada@norwick.com, 12\nTel. 020 7946 0000 is. Mine it is.\n  x@norwick.com";
        let at = |word: &str| {
            let start = text.find(word).unwrap();
            Span::new(start, start + word.len())
        };
        let sentences = vec![at("Tel."), at("020 7946 0000 is."), at("Mine it is.")];
        let identifiers = ["ada@norwick.com", "12", "Tel. 020 7946 0000", "x@norwick.com"];
        let found = identifiers.map(|word| Mention { span: at(word), kind: Kind::Phone, key: None });
        let all = sentences_with(text, sentences.clone(), &found);
        let shown: Vec<&str> = all.iter().map(|sentence| sentence.of(text)).collect();
        assert_eq!(
            shown,
            ["From: ada@norwick.com, 12", "Tel. 020 7946 0000 is.", "Mine it is.", "x@norwick.com"]
        );
        assert_eq!(sentences_with(text, sentences.clone(), &[]), sentences);
    }
}
