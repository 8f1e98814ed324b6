//! Finds sums of money, percentages, and counted or measured quantities. A number that counts nothing
//! ("Article 5") is none of them.

use super::super::text::Token;
use super::super::word::Shape;
use crate::lexicon::Classes;
use crate::model::{Kind, Mention, Span};

/// Appends the sums, percentages and quantities in `tokens`, in order.
pub fn quantities(text: &str, tokens: &[Token], mentions: &mut Vec<Mention>) {
    let mut at = 0;
    while at < tokens.len() {
        match quantity(text, tokens, at) {
            Some((first, end, kind)) => {
                let span = Span { start: tokens[first].span.start, end: tokens[end - 1].span.end };
                mentions.push(Mention { span, kind, key: None });
                at = end;
            }
            None => at += 1,
        }
    }
}

/// The quantity whose number stands at `at`: its first token, its end and its kind.
fn quantity(text: &str, tokens: &[Token], at: usize) -> Option<(usize, usize, Kind)> {
    let number = tokens.get(at).filter(|t| t.shape == Shape::Number)?;
    let before = at.checked_sub(1).map_or("", |i| tokens[i].span.of(text));
    let symbol = matches!(before, "$" | "€" | "£" | "¥" | "₽" | "₴" | "₹" | "₩" | "₪" | "₺" | "₦");
    let mut end = at + 1;
    // "12,000 to 20,000", "2.5-3": a range is one quantity.
    if let Some(upper) = upper_bound(text, tokens, end) {
        end = upper + 1;
    }
    let scaled = scale(text, tokens, end);
    end += usize::from(scaled);
    if symbol {
        return Some((at - 1, end, Kind::Money));
    }
    let written = |i: usize| tokens.get(i).map_or("", |t| t.span.of(text));
    if matches!(written(end), "%" | "percent" | "pct") {
        return Some((at, end + 1, Kind::Percent));
    }
    if (written(end) == "per" && written(end + 1) == "cent") || written(end) == "percentage" {
        return Some((at, end + 2.min(tokens.len() - end), Kind::Percent));
    }
    if let Some(currency) = (end..end + 2).find(|&i| has(tokens, i, Classes::CURRENCY)) {
        // "40 billion US dollars" lets one word between; "in 2010 pounds" is rare enough.
        let adjective = currency == end || has(tokens, end, Classes::DEMONYM) || written(end) == "US";
        if adjective && (written(end) != "won" || scaled) {
            return Some((at, currency + 1, Kind::Money));
        }
    }
    let year = !scaled && number.span.len() == 4 && !number.span.of(text).contains([',', '.']);
    counted(text, tokens, end, year).map(|end| (at, end, Kind::Quantity)).or_else(|| {
        let measured = scaled && number.spaced;
        measured.then_some((at, end, Kind::Quantity))
    })
}

fn has(tokens: &[Token], at: usize, classes: Classes) -> bool {
    tokens.get(at).is_some_and(|t| t.word.any(classes))
}

/// Whether "million" or the like stands at `at`; single letters only right behind a number.
fn scale(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at).filter(|t| t.word.any(Classes::SCALE)) else { return false };
    token.span.len() > 2 || (token.span.of(text) != "m" && !token.spaced)
}

fn upper_bound(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let joined = matches!(tokens.get(at)?.span.of(text), "to" | "-" | "–" | "or");
    let bare = tokens.get(at + 1).filter(|t| t.shape == Shape::Number);
    (joined && bare.is_some()).then_some(at + 1)
}

/// The end of a quantity whose noun stands within the next three tokens: "100,000 Russian
/// troops", "20 square miles". `year` numbers need the noun at once.
fn counted(text: &str, tokens: &[Token], from: usize, year: bool) -> Option<usize> {
    let reach = if year { 1 } else { 3 };
    for (i, token) in tokens.iter().enumerate().skip(from).take(reach) {
        let noun = token.word.any(Classes::COUNTED.with(Classes::UNIT)) && token.shape == Shape::Lower;
        if noun && (token.span.len() > 1 || i == from) {
            return Some(i + 1);
        }
        let between = match token.shape {
            Shape::Lower => token.word.any(Classes::WORD) && !token.word.any(Classes::FUNCTION),
            Shape::Capitals => token.span.of(text).len() > 2 && token.name == Classes::default(),
            Shape::Capitalised => token.word.any(Classes::DEMONYM),
            _ => false,
        };
        if !between {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::super::text::tokenize;
    use super::super::super::word::WordTable;
    use super::*;
    use crate::lexicon::lexicon;

    fn found(text: &str) -> Vec<(Kind, &str)> {
        let (mut tokens, mut mentions) = (Vec::new(), Vec::new());
        tokenize(text, Span::new(0, text.len()), &mut WordTable::new(lexicon(), None), &mut tokens);
        quantities(text, &tokens, &mut mentions);
        mentions.iter().map(|m| (m.kind, m.span.of(text))).collect()
    }

    #[test]
    fn sums_are_found_before_and_after_their_currency() {
        assert_eq!(found("It cost $ 2.5 billion."), [(Kind::Money, "$ 2.5 billion")]);
        assert_eq!(found("about 40 billion euros a year"), [(Kind::Money, "40 billion euros")]);
        assert_eq!(found("€300m, then £1,200"), [(Kind::Money, "€300"), (Kind::Money, "£1,200")]);
    }

    #[test]
    fn percentages_and_counted_nouns_are_quantities_and_plain_numbers_are_not() {
        assert_eq!(found("4.2 percent, 7% and 9 per cent").len(), 3);
        assert_eq!(found("100,000 ABCDEF troops"), [(Kind::Quantity, "100,000 ABCDEF troops")]);
        assert_eq!(found("12,000 to 20,000 refugees"), [(Kind::Quantity, "12,000 to 20,000 refugees")]);
        assert_eq!(found("25 million tonnes of corn"), [(Kind::Quantity, "25 million tonnes")]);
        assert_eq!(found("Article 5 and the Falke 2000-5 in 2014"), []);
    }
}
