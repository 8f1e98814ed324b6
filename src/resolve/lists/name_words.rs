//! Normalises the names of organisations and places to the words by which they are compared.

use super::name_parts::NamePart;
use crate::resolve::spelling::{american, latin};

/// The words of a name as they are compared.
pub(in crate::resolve) struct NameWords {
    pub words: Vec<String>,
    /// A legal form was left out.
    pub legal_form: bool,
}

/// The words of a name, folded, in American spelling, without an opening article and closing
/// legal forms; "Department of Trade" as "Trade Department".
pub(in crate::resolve) fn words(name: &str, is: &dyn Fn(&str, NamePart) -> bool) -> NameWords {
    let mut words = plain_words(name);
    if words.len() > 1 && words.first().is_some_and(|word| word == "the") {
        words.remove(0);
    }
    let before = words.len();
    let ends = |word: &String| is(word, NamePart::LegalForm) || is(word, NamePart::Club);
    while words.len() > 1 && words.last().is_some_and(ends) {
        words.pop();
        // "Quill and Co".
        if words.len() > 1 && words.last().is_some_and(|word| word == "and") {
            words.pop();
        }
    }
    let opens =
        |word: &String| is(word, NamePart::Club) || is(word, NamePart::LegalFormBefore) || word == "1";
    while words.len() > 1 && words.first().is_some_and(opens) {
        words.remove(0);
    }
    let legal_form = words.len() < before;
    let office = words.windows(2).position(|pair| is(&pair[0], NamePart::Office) && pair[1] == "of");
    if let Some(at) = office.filter(|at| at + 2 < words.len()) {
        let office = words.remove(at);
        words.remove(at);
        words.push(office);
    }
    NameWords { words, legal_form }
}

fn plain_words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::with_capacity(4);
    let mut spelled = false;
    let ends = |c: char| c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–' | '/' | ',' | '(' | ')');
    for word in name.split(ends) {
        let mut plain = if word == "&" { "and".to_owned() } else { latin(word) };
        plain.retain(|c| c.is_alphanumeric() || matches!(c, '&' | '+'));
        if plain.is_empty() {
            continue;
        }
        american(&mut plain);
        // "U. S." is one word.
        let letter = plain.len() == 1 && plain.starts_with(char::is_alphabetic);
        match words.last_mut().filter(|_| spelled && letter) {
            Some(last) => last.push_str(&plain),
            None => words.push(plain),
        }
        spelled = letter;
    }
    words
}
