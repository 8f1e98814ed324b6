//! Finds sums of money, percentages, and counted or measured quantities. A number that counts nothing
//! ("Article 5") is none of them.

use super::super::text::Token;
use super::super::word::Shape;
use super::value::NUMBER_WORDS;
use crate::lexicon::Classes;
use crate::model::{Kind, Mention, Span};

/// A bare number of fewer figures is an age or a grade rather than a count.
const FIGURES: usize = 3;

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
    let number = match tokens.get(at)?.shape {
        Shape::Number => tokens.get(at)?,
        Shape::Lower | Shape::Capitalised => return counted_in_words(text, tokens, at),
        _ => return None,
    };
    let written = |i: usize| tokens.get(i).map_or("", |t| t.span.of(text));
    let mut end = at + 1;
    // "12,000 to 20,000", "2.5-3": a range is one quantity.
    let upper = upper_bound(text, tokens, end);
    if let Some(upper) = upper {
        end = upper + 1;
    }
    let scaled = scale(text, tokens, end);
    end += usize::from(scaled);
    if let Some(first) = currency_before(text, tokens, at) {
        return Some((first, end, Kind::Money));
    }
    if let Some(end) = percent_end(text, tokens, end) {
        return Some((at, end, Kind::Percent));
    }
    if let Some(end) = currency_end(text, tokens, end, scaled) {
        return Some((at, end, Kind::Money));
    }
    // "Article 4 states": the number is the article's.
    let label = at.checked_sub(1).and_then(|i| tokens.get(i));
    if label.is_some_and(|label| label.is_capitalised() && label.word.any(Classes::OTHER_HEAD)) {
        return None;
    }
    let year = !scaled && number.span.len() == 4 && !number.span.of(text).contains([',', '.']);
    let counted = counted(text, tokens, end, year).map(|end| (at, end, Kind::Quantity));
    counted.or_else(|| {
        let measured = scaled && number.spaced;
        let thousands = |i: usize| written(i).contains(',');
        let range = upper.is_some_and(|upper| thousands(at) && thousands(upper));
        (measured || range || is_bounded(text, tokens, at, year)).then_some((at, end, Kind::Quantity))
    })
}

/// Where the currency ends that stands behind a number which ends at `at`: "40 billion US dollars".
fn currency_end(text: &str, tokens: &[Token], at: usize, scaled: bool) -> Option<usize> {
    let written = tokens.get(at).map_or("", |t| t.span.of(text));
    let currency = (at..at + 2).find(|&i| has(tokens, i, Classes::CURRENCY))?;
    // One word may stand between; "in 2010 pounds" is rare enough.
    let adjective = currency == at || has(tokens, at, Classes::DEMONYM) || written == "US";
    (adjective && (written != "won" || scaled)).then_some(currency + 1)
}

/// Where the words for a share end that begin at `at`: "%", "per cent".
fn percent_end(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let written = |i: usize| tokens.get(i).map_or("", |t| t.span.of(text));
    match written(at) {
        "%" | "percent" | "pct" => Some(at + 1),
        "per" if written(at + 1) == "cent" => Some(at + 2),
        "percentage" => Some((at + 2).min(tokens.len())),
        _ => None,
    }
}

/// Where the sign or code of a currency begins that stands before the number at `at`: "$ 5", "US$5", "SEK9".
fn currency_before(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let token = tokens.get(before)?;
    let written = token.span.of(text);
    let code = token.shape == Shape::Capitals && written.len() == 3 && token.word.any(Classes::CURRENCY);
    if code {
        return Some(before);
    }
    let sign = matches!(written, "$" | "€" | "£" | "¥" | "₽" | "₴" | "₹" | "₩" | "₪" | "₺" | "₦");
    let of = |i: &usize| {
        let country = tokens.get(*i).map_or("", |t| t.span.of(text));
        !token.spaced && matches!(country, "US" | "A" | "AU" | "C" | "CA" | "NZ" | "HK" | "S")
    };
    sign.then(|| before.checked_sub(1).filter(of).unwrap_or(before))
}

/// "eight kilometers", "Twelve Russian soldiers"; spans of time in words are left alone.
fn counted_in_words(text: &str, tokens: &[Token], at: usize) -> Option<(usize, usize, Kind)> {
    let token =
        tokens.get(at).filter(|t| t.word.any(Classes::FUNCTION) && (3..=6).contains(&t.span.len()))?;
    let written = token.span.of(text);
    NUMBER_WORDS.iter().any(|(word, _)| word.eq_ignore_ascii_case(written)).then_some(())?;
    let end = counted(text, tokens, at + 1, false).filter(|end| end - at <= 3)?;
    let noun = tokens.get(end - 1)?.span.of(text);
    let time =
        ["hour", "minute", "second", "day", "week", "month", "year", "decade", "centur", "time", "point"];
    (!time.iter().any(|stem| noun.starts_with(stem))).then_some((at, end, Kind::Quantity))
}

/// Whether a number counts something though no noun says what: "over 400".
fn is_bounded(text: &str, tokens: &[Token], at: usize, year: bool) -> bool {
    let written =
        |back: usize| at.checked_sub(back).and_then(|i| tokens.get(i)).map_or("", |t| t.span.of(text));
    let bound = match written(1) {
        "over" | "Over" | "nearly" | "Nearly" | "almost" | "Almost" | "roughly" | "approximately" => true,
        "than" => matches!(written(2), "more" | "More" | "less" | "fewer"),
        "least" => matches!(written(2), "at" | "At"),
        _ => false,
    };
    bound && !year && tokens.get(at).is_some_and(|number| number.span.len() >= FIGURES)
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
        for sum in ["SEK9 million", "EUR 300 million", "US$5 billion", "A$20"] {
            assert_eq!(found(&format!("They paid {sum} then.")), [(Kind::Money, sum)]);
        }
    }

    #[test]
    fn percentages_and_counted_nouns_are_quantities_and_plain_numbers_are_not() {
        assert_eq!(found("4.2 percent, 7% and 9 per cent").len(), 3);
        assert_eq!(found("100,000 ABCDEF troops"), [(Kind::Quantity, "100,000 ABCDEF troops")]);
        assert_eq!(found("12,000 to 20,000 refugees"), [(Kind::Quantity, "12,000 to 20,000 refugees")]);
        assert_eq!(found("25 million tonnes of corn"), [(Kind::Quantity, "25 million tonnes")]);
        assert_eq!(found("Article 5 and the Falke 2000-5 in 2014"), []);
        assert_eq!(found("Article 4 states that Section 3 countries"), []);
        assert_eq!(found("from 12,000 to 20,000 since July"), [(Kind::Quantity, "12,000 to 20,000")]);
        assert_eq!(found("It killed over 400, at least 12 and more than 2019."), [(Kind::Quantity, "400")]);
        assert_eq!(
            found("Eight kilometers, two years, six big ships"),
            [(Kind::Quantity, "Eight kilometers"), (Kind::Quantity, "six big ships")]
        );
    }
}
