//! Folding: normalises a text so that two spellings of one word compare equal. Case, accents and
//! compatibility forms go; letters stay.
//!
//! Not here: cutting a text into words (`token`), and comparing names by sound (`resolve::spelling`).

use std::borrow::Cow;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// The folded form of `text`: lower case, without accents, compatibility forms resolved.
///
/// `Čapová`, `CAPOVA` and `Ｃapova` fold to `capova`; `Straße` folds to `strasse`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends the folded form of `text`.
pub fn fold_into(text: &str, folded: &mut String) {
    let mut rest = text;
    loop {
        let plain = if rest.is_ascii() { rest.len() } else { rest.bytes().take_while(u8::is_ascii).count() };
        let from = folded.len();
        folded.push_str(&rest[..plain]);
        folded[from..].make_ascii_lowercase();
        let mut others = rest[plain..].chars();
        let Some(c) = others.next() else { return };
        rest = others.as_str();
        // Letter by letter: the order of marks, which NFKD would settle, does not matter as they go.
        match plain_letters(c) {
            Some(letters) => folded.push_str(letters),
            None => decompose_compatible(c, |part| push_plain(part, folded)),
        }
    }
}

/// As [`fold`], without a copy of what is folded already, as most words are.
pub fn folded(text: &str) -> Cow<'_, str> {
    match text.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(fold(text)),
    }
}

/// Adds a part of a decomposed character, unless it is a mark.
fn push_plain(part: char, folded: &mut String) {
    if part.is_ascii() {
        folded.push(part.to_ascii_lowercase());
    } else if !is_combining_mark(part) {
        match plain_letters(part) {
            Some(letters) => folded.push_str(letters),
            None => folded.extend(part.to_lowercase().filter(|&c| !is_combining_mark(c))),
        }
    }
}

/// Latin letters that Unicode does not decompose but that are commonly written plainly, and marks
/// so common that they need not be looked up.
fn plain_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ħ' | 'Ħ' => "h",
        'ı' => "i",
        // The sigma at the end of a word.
        'ς' => "σ",
        '’' | '‘' | 'ʼ' | '＇' | '´' => "'",
        '“' => "“",
        '”' => "”",
        '–' => "–",
        '—' => "—",
        '•' => "•",
        '\u{a0}' => " ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{fold, folded};
    use proptest::prelude::*;

    #[test]
    fn spellings_that_differ_by_case_and_accent_fold_to_one_form() {
        for (written, folded) in [
            ("Čapová", "capova"),
            ("STRASSE", "strasse"),
            ("Straße", "strasse"),
            ("Łódź", "lodz"),
            ("Ærø", "aero"),
            ("ﬁnance", "finance"),
            ("Лісовий", "лісовии"),
            ("İstanbul", "istanbul"),
            ("O’Neill", "o'neill"),
        ] {
            assert_eq!(fold(written), folded, "{written}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
            prop_assert_eq!(folded(&text), once);
        }
    }
}
