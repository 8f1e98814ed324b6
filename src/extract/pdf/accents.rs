//! Puts accents onto their letters: old fonts have neither "é" nor "í", and draw an accent over a letter, or over
//! one without its dot. The parser gives both as they are drawn.

use unicode_normalization::UnicodeNormalization as _;
use unpdf::parser::TextSpan;

/// How far from its accent a letter is drawn, in runs.
const NEAR: usize = 2;

/// Signs that are drawn over or under letters, and what they are as part of one.
const ACCENTS: [(char, char); 14] = [
    ('´', '\u{301}'),
    ('`', '\u{300}'),
    ('ˆ', '\u{302}'),
    ('^', '\u{302}'),
    ('˜', '\u{303}'),
    ('~', '\u{303}'),
    ('¯', '\u{304}'),
    ('˘', '\u{306}'),
    ('˙', '\u{307}'),
    ('¨', '\u{308}'),
    ('˚', '\u{30A}'),
    ('˝', '\u{30B}'),
    ('ˇ', '\u{30C}'),
    ('¸', '\u{327}'),
];

/// Joins runs that are an accent alone with the letter below. A vowel sign of Arabic or Hebrew that is drawn alone
/// is left out: it breaks its word, which is read, and searched for, without it.
pub fn join(spans: &mut Vec<TextSpan>) {
    spans.retain(|span| span.text.chars().any(|c| !c.is_whitespace() && !is_vowel_sign(c)));
    for at in (0..spans.len()).rev() {
        let Some(mark) = mark(&spans[at].text) else { continue };
        let center = spans[at].x + 0.5 * spans[at].width;
        let near = at.saturating_sub(NEAR)..(at + NEAR + 1).min(spans.len());
        let joined = near.filter(|&other| other != at).find_map(|other| {
            let (accent, letters) = (&spans[at], &spans[other]);
            let level = (accent.y - letters.y).abs() < 0.9 * letters.font_size;
            Some((other, with_mark(letters, mark, center)?)).filter(|_| level)
        });
        if let Some((other, text)) = joined {
            spans[other].text = text;
            // An accent has no words of its own; its run is left out with the blank ones.
            spans[at].text.clear();
        }
    }
    spans.retain(|span| !span.text.is_empty());
}

/// Whether a character is a vowel sign of Arabic or Hebrew.
pub fn is_vowel_sign(c: char) -> bool {
    matches!(c, '\u{591}'..='\u{5BD}' | '\u{5BF}'..='\u{5C7}' | '\u{64B}'..='\u{652}' | '\u{670}')
}

/// The mark that a run is, if it is one alone.
fn mark(text: &str) -> Option<char> {
    let mut signs = text.trim().chars();
    let only = signs.next().filter(|_| signs.next().is_none())?;
    ACCENTS.iter().find(|(sign, _)| *sign == only).map(|&(_, mark)| mark)
}

/// The letters of a run with a mark on the one that stands at a place, if it can have it.
fn with_mark(span: &TextSpan, mark: char, place: f32) -> Option<String> {
    let letters: Vec<char> = span.text.chars().collect();
    let share = (place - span.x) / span.width.max(0.1);
    if !(-0.2..=1.2).contains(&share) {
        return None;
    }
    // Letters differ in width: the nearest that can have the mark is it.
    let middle = share * letters.len() as f32 - 0.5;
    let distance = |at: usize| (at as f32 - middle).abs();
    let able = (0..letters.len()).filter(|&at| distance(at) < 2.0 && composed(letters[at], mark).is_some());
    let at = able.min_by(|&a, &b| distance(a).total_cmp(&distance(b)))?;
    let letter = |(here, &c): (usize, &char)| if here == at { composed(c, mark).unwrap_or(c) } else { c };
    Some(letters.iter().enumerate().map(letter).collect())
}

/// A text with the accents that stand before a letter of their word joined with it: "cosmolog´ıa".
pub fn composed_text(text: String) -> String {
    // Signs that keyboards have are written by themselves.
    let sign = |c: char| !c.is_ascii() && ACCENTS.iter().any(|(sign, _)| *sign == c);
    if !text.contains(sign) {
        return text;
    }
    let letters: Vec<char> = text.chars().collect();
    let mut joined = String::with_capacity(text.len());
    let mut at = 0;
    while at < letters.len() {
        let mark = Some(letters[at]).filter(|&c| sign(c)).and_then(|c| mark(c.encode_utf8(&mut [0; 4])));
        let inside = at > 0 && letters[at - 1].is_alphabetic();
        let letter = letters.get(at + 1).zip(mark).filter(|(letter, _)| inside || "ıȷ".contains(**letter));
        match letter.and_then(|(&letter, mark)| composed(letter, mark)) {
            Some(whole) => {
                joined.push(whole);
                at += 2;
            }
            None => {
                joined.push(letters[at]);
                at += 1;
            }
        }
    }
    joined
}

/// A letter with a mark, as one letter.
fn composed(letter: char, mark: char) -> Option<char> {
    let dotted = match letter {
        'ı' => 'i',
        'ȷ' => 'j',
        other => other,
    };
    let mut both = [dotted, mark].into_iter().nfc();
    both.next().filter(|_| dotted.is_alphabetic() && both.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str, x: f32, width: f32) -> TextSpan {
        TextSpan { width, ..TextSpan::new(text.to_owned(), x, 700.0, 10.0, String::new()) }
    }

    #[test]
    fn an_accent_before_its_letter_in_a_word_is_joined_with_it() {
        for (drawn, read) in
            [("cosmolog´ıa", "cosmología"), ("Mu˜noz", "Muñoz"), ("a ´ e", "a ´ e"), ("5´", "5´")]
        {
            assert_eq!(composed_text(drawn.to_owned()), read);
        }
    }

    #[test]
    fn an_accent_goes_onto_the_letter_it_is_drawn_over() {
        let mut spans = vec![span("´", 10.5, 3.0), span("Fısica y", 5.0, 40.0), span("M", 50.0, 8.0)];
        join(&mut spans);
        assert_eq!(spans.iter().map(|span| span.text.as_str()).collect::<Vec<_>>(), ["Física y", "M"]);
        let mut far = vec![span("´", 300.0, 3.0), span("Fısica", 5.0, 40.0)];
        join(&mut far);
        assert_eq!(far.len(), 2);
    }
}
