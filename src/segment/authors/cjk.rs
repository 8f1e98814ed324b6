//! Recognises names in Chinese, Japanese and Korean, which have no spaces.

use crate::segment::lexicon;

/// Whether a text is in Chinese, Japanese or Korean.
pub fn is_cjk(text: &str) -> bool {
    text.chars()
        .any(|c| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}'))
}

/// Whether a text has characters of Korean.
pub fn has_hangul(text: &str) -> bool {
    text.contains(|c| matches!(c, '\u{AC00}'..='\u{D7A3}'))
}

/// Whether a word of such a script can be a name: it is of two to four characters and no trade.
pub fn is_cjk_name(word: &str) -> bool {
    let kana = |c: char| matches!(c, '\u{3040}'..='\u{309F}');
    (2..=4).contains(&word.chars().count())
        && word.chars().all(|c| c.is_alphabetic() && !kana(c))
        && !lexicon::is_trade(word)
        && !lexicon::is_desk(word)
}

/// The names right behind a place in a line that has no spaces between words.
pub fn name_behind(text: &str, at: usize) -> &str {
    let rest = text[at..].trim_start_matches(|c: char| !c.is_alphabetic());
    let end = rest.find(|c: char| !c.is_alphabetic() && !c.is_whitespace() && c != '、');
    let rest = rest[..end.unwrap_or(rest.len())].trim_end();
    // "李明 诺威克报道": behind the name stands from where it is reported.
    let other = |word: &&str| word.chars().count() > 3 && !word.contains('、');
    let more = rest.split_whitespace().skip(1).find(other);
    more.and_then(|word| rest.find(word)).map_or(rest, |end| rest[..end].trim_end())
}
