//! The form in which two spellings of a name are the same name without any doubt. Accents and
//! letters stay as they are: "Zoë" and "Zoe" may be two people.

use unicode_normalization::UnicodeNormalization;

/// `name` in lower case and NFKC, single spaces between words, no full stops in acronyms.
pub fn normalized(name: &str) -> String {
    if name.is_ascii() {
        return words(name);
    }
    words(&name.nfkc().map(|c| if c == '’' { '\'' } else { c }).collect::<String>())
}

fn words(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        let kept = word.chars().filter(|&c| c != '.' || !is_acronym(word));
        out.extend(kept.flat_map(char::to_lowercase));
    }
    out
}

/// "U.S." and "U.S": single letters with full stops between.
fn is_acronym(word: &str) -> bool {
    let letters = word.strip_suffix('.').unwrap_or(word);
    letters.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::normalized;
    use proptest::prelude::*;

    #[test]
    fn case_spaces_width_and_stops_of_acronyms_do_not_count() {
        for (one, other) in
            [("U.S.", "US"), ("Maren\u{a0}Ode", "MAREN  ode"), ("ＩＭＦ", "imf"), ("J. Ode", "j Ode")]
        {
            assert_eq!(normalized(one), normalized(other));
        }
        for (one, other) in [("Ode", "Odé"), ("Falke.com", "Falkecom"), ("Ode Jr.", "Ode")] {
            assert_ne!(normalized(one), normalized(other));
        }
    }

    proptest! {
        #[test]
        fn normalizing_twice_changes_nothing(name in "\\PC{0,20}") {
            let once = normalized(&name);
            prop_assert_eq!(normalized(&once), once.clone());
        }
    }
}
