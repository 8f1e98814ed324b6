//! A light stemmer of Ukrainian: takes the longest known ending of nouns, adjectives and verbs off a folded
//! word. The endings are those of school grammar, as folded: й and ї are и and і.
//!
//! Not here: words whose stem changes (`ніч`, `ночі`), which stay apart.

/// Endings, the longest first.
const ENDINGS: [&[&str]; 4] = [
    &["атимуть", "итимуть"],
    &["ення", "ання", "ував", "увала", "ували", "увати", "ують", "уючи", "ього", "ьому", "ться"],
    &[
        "ого", "ому", "ими", "іми", "ами", "ями", "ові", "еві", "єві", "ати", "ити", "іти", "ала", "али",
        "ало", "ила", "или", "ило", "ють", "уть", "ять", "ать", "ить", "емо", "имо", "ете", "ите", "ією",
        "ьої", "ьоі",
    ],
    &[
        "ою", "ею", "єю", "ам", "ям", "ах", "ях", "ом", "ем", "єм", "ів", "ов", "ем", "еи", "ии", "іи", "их",
        "іх", "им", "ім", "оі", "ві", "ав", "ив", "ла", "ли", "ло", "ти", "ть", "іа", "ія", "ію", "іі", "ує",
    ],
];

/// The last letters that fall alone.
const LETTERS: [char; 11] = ['а', 'я', 'о', 'е', 'є', 'и', 'і', 'у', 'ю', 'ь', 'в'];

/// The fewest letters of a stem.
const SHORTEST: usize = 3;

/// The stem of a folded word.
pub(super) fn stem(word: &str) -> &str {
    let word = word.strip_suffix("ся").or_else(|| word.strip_suffix("сь")).unwrap_or(word);
    let long_enough = |stem: &&str| stem.chars().nth(SHORTEST - 1).is_some();
    let ending = |ending: &&str| word.strip_suffix(ending).filter(long_enough);
    let stem = ENDINGS.iter().find_map(|endings| endings.iter().find_map(ending));
    let letter = || word.strip_suffix(LETTERS).filter(long_enough);
    stem.or_else(letter).unwrap_or(word).trim_end_matches('ь')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_of_a_word_have_one_stem() {
        for (forms, expected) in [
            ("зустріч зустрічі зустрічеи зустрічам зустрічами", "зустріч"),
            ("президент президента президентові президентом", "президент"),
            ("новии нова нове нового новому новими", "нов"),
            ("державна державноі державних", "державн"),
            ("дім", "дім"),
        ] {
            for form in forms.split(' ') {
                assert_eq!(stem(form), expected, "{form}");
            }
        }
    }
}
