//! The forms in which names are compared: in Latin letters (transliteration), and by sound (a phonetic
//! code that is the same however a word was transliterated).
//!
//! Not here: how far two spellings are apart (`difference`).

use super::rules::{ScriptTable, rules};
use crate::text::fold::fold;

/// `name` folded, with single spaces between words and no full stops in acronyms: names equal in
/// this form differ in the writing only.
pub(in crate::resolve) fn written(name: &str) -> String {
    let folded = fold(name);
    let mut out = String::with_capacity(folded.len());
    for word in folded.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        match word.contains('.') && is_acronym(word) {
            true => out.extend(word.chars().filter(|&c| c != '.')),
            false => out.push_str(word),
        }
    }
    out
}

/// "U.S." and "U.S": single letters with full stops between.
fn is_acronym(word: &str) -> bool {
    let letters = word.strip_suffix('.').unwrap_or(word);
    letters.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

/// A word folded and in Latin letters. One that mixes scripts stays as it is: its letters may
/// only look like others.
pub(in crate::resolve) fn latin(word: &str) -> String {
    let folded = fold(word);
    if folded.is_ascii() {
        return folded;
    }
    let rules = rules();
    let script = |table: &ScriptTable| folded.chars().all(|c| table.of(c).is_some() || !c.is_alphabetic());
    let ukrainian = folded.contains(['і', 'є', 'ґ']);
    let Some(table) = [&rules.cyrillic, &rules.greek].into_iter().find(|table| script(table)) else {
        return folded;
    };
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars() {
        match rules.ukrainian.of(c).filter(|_| ukrainian).or_else(|| table.of(c)) {
            Some(letters) => out.push_str(letters),
            None => out.push(c),
        }
    }
    out
}

/// What a word in Latin letters is compared as: "zelenskyy", "zelenskiy" and "zelensky" sound
/// the same.
pub fn sound(word: &str) -> String {
    let rules = rules();
    let mut out = String::with_capacity(word.len());
    let mut at = 0;
    while let Some(c) = word[at..].chars().next() {
        let rest = &word[at..];
        let of_byte = rules.sound.get(usize::from(rest.as_bytes()[0])).map_or(&[][..], Vec::as_slice);
        match of_byte.iter().find(|rule| rule.fits(rest, at)) {
            Some(rule) => {
                rule.letters.chars().for_each(|c| push_once(&mut out, c));
                at += rule.spelling.len();
            }
            None => {
                push_once(&mut out, c);
                at += c.len_utf8();
            }
        }
    }
    out
}

/// Adds a letter unless it doubles the last one.
fn push_once(out: &mut String, c: char) {
    if !out.ends_with(c) || !c.is_alphabetic() {
        out.push(c);
    }
}

/// The consonants of a sound, kindred ones as one, and where vowels stand between them: what
/// stays of a name whatever its vowels are.
pub(in crate::resolve) fn consonants(sound: &str) -> String {
    let mut out = String::with_capacity(sound.len());
    for (at, c) in sound.chars().enumerate() {
        let kept = match c {
            'a' | 'e' | 'i' | 'o' | 'u' => '*',
            'h' if at > 0 => continue,
            'g' => 'k',
            'z' => 's',
            other => other,
        };
        if !out.ends_with(kept) {
            out.push(kept);
        }
    }
    out
}

/// An English word as Americans write it.
pub(in crate::resolve) fn american(word: &mut String) {
    let ends = |british: &str| {
        word.len() > british.len() && word.bytes().rev().zip(british.bytes().rev()).all(|(a, b)| a == b)
    };
    let ending = rules().british.iter().find(|(british, _)| ends(british));
    if let Some((british, american)) = ending.filter(|(british, _)| word.len() > british.len() + 1) {
        word.truncate(word.len() - british.len());
        word.push_str(american);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_accents_spaces_width_and_stops_of_acronyms_do_not_count() {
        for (one, other) in
            [("U.S.", "US"), ("Maren\u{a0}Odé", "MAREN  ode"), ("ＩＭＦ", "imf"), ("J. Ode", "j Ode")]
        {
            assert_eq!(written(one), written(other));
        }
        for (one, other) in [("Falke.com", "Falkecom"), ("Ode Jr.", "Ode")] {
            assert_ne!(written(one), written(other));
        }
    }

    #[test]
    fn transliterations_of_one_name_sound_the_same() {
        for names in [
            &["Zelensky", "Zelenskyy", "Zelenskiy", "Zelenskij", "Зеленський", "Зеленский"][..],
            &["Volodymyr", "Wolodymyr", "Володимир"],
            &["Sergei", "Sergey", "Sergej", "Сергей"],
            &["Gaddafi", "Gadhafi", "Ghaddafi"],
            &["Löw", "Loew", "Low"],
            &["Philipp", "Filip"],
            &["Petrov", "Petroff", "Πετροβ"],
            &["Tschaikowsky", "Chaikovskii", "Чайковский"],
            &["Khaled", "Haled"],
            &["Zhorek", "Žorek", "Жорек"],
            &["Tselko", "Celko", "Zelko", "Целко"],
            &["Yousuf", "Yusuf"],
        ] {
            let sounds: Vec<String> = names.iter().map(|name| sound(&latin(name))).collect();
            assert!(sounds.iter().all(|sound| *sound == sounds[0]), "{names:?}: {sounds:?}");
        }
        for (one, other) in [("Maria", "Mario"), ("Iran", "Iraq"), ("Ivanov", "Ivanova")] {
            assert_ne!(sound(&latin(one)), sound(&latin(other)));
        }
    }

    #[test]
    fn letters_that_only_look_alike_are_not_taken_for_each_other() {
        assert_eq!(latin("Сосо"), "soso");
        assert_eq!(latin("Cосо"), "cосо", "a Latin letter among Cyrillic ones");
    }

    #[test]
    fn consonants_stay_whatever_the_vowels() {
        for (one, other) in [("Muammar", "Moammar"), ("Qaddafi", "Gaddafi"), ("Hussein", "Husain")] {
            assert_eq!(consonants(&sound(&latin(one))), consonants(&sound(&latin(other))));
        }
    }

    #[test]
    fn british_endings_become_american_ones() {
        for (british, american) in
            [("organisation", "organization"), ("labour", "labor"), ("four", "four"), ("theatre", "theater")]
        {
            let mut word = british.to_owned();
            super::american(&mut word);
            assert_eq!(word, american);
        }
    }

    proptest! {
        #[test]
        fn comparing_forms_are_settled_at_once(name in "\\PC{0,20}") {
            let once = written(&name);
            prop_assert_eq!(written(&once), once.clone());
            let once = latin(&name);
            prop_assert_eq!(latin(&once), once.clone());
            sound(&once);
        }
    }
}
