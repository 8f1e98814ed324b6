//! How names are written, and what they are compared as: words in Latin letters, and the sound of
//! a word, which is the same however it was transliterated. The rules are data.

use std::sync::OnceLock;

use crate::text::fold::fold;

/// `name` folded, with single spaces between words and no full stops in acronyms: names equal in
/// this form differ in the writing only.
pub(super) fn written(name: &str) -> String {
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
pub(super) fn latin(word: &str) -> String {
    let folded = fold(word);
    if folded.is_ascii() {
        return folded;
    }
    let rules = rules();
    let script = |table: &Letters| folded.chars().all(|c| table.of(c).is_some() || !c.is_alphabetic());
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
pub(super) fn consonants(sound: &str) -> String {
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
pub(super) fn american(word: &mut String) {
    let ends = |british: &str| {
        word.len() > british.len() && word.bytes().rev().zip(british.bytes().rev()).all(|(a, b)| a == b)
    };
    let ending = rules().british.iter().find(|(british, _)| ends(british));
    if let Some((british, american)) = ending.filter(|(british, _)| word.len() > british.len() + 1) {
        word.truncate(word.len() - british.len());
        word.push_str(american);
    }
}

/// Whether one letter was left out, added, changed or changed places with its neighbour.
pub(super) fn one_letter_apart(one: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let room = a.len().min(b.len()) - start;
    let end = a.iter().rev().zip(b.iter().rev()).take(room).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[start..a.len() - end], &b[start..b.len() - end]);
    match (a, b) {
        ([p, q], [r, s]) => p == s && q == r,
        _ => a.len() <= 1 && b.len() <= 1,
    }
}

/// Where two spellings differ, with a letter of what they share where one has nothing:
/// "y/yy". `None` when they differ too much to be shown so.
pub(super) fn difference(one: &str, other: &str) -> Option<String> {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let room = a.len().min(b.len()) - start;
    let end = a.iter().rev().zip(b.iter().rev()).take(room).take_while(|(x, y)| x == y).count();
    if a.len() == b.len() && start == a.len() {
        return None;
    }
    if start + end == a.len() || start + end == b.len() {
        start = start.saturating_sub(1);
    }
    let part = |chars: &[char]| -> String {
        chars.get(start..chars.len() - end).unwrap_or_default().iter().collect()
    };
    let (a, b) = (part(&a), part(&b));
    let short =
        |part: &str| (1..=4).contains(&part.chars().count()) && part.chars().all(char::is_alphanumeric);
    (short(&a) && short(&b)).then(|| format!("{a}/{b}"))
}

/// A line of `[sound]`.
struct Sound {
    spelling: String,
    letters: String,
    at_start: bool,
    at_end: bool,
}

impl Sound {
    /// Whether the rule fits a rest of a word that begins with the rule's first byte.
    fn fits(&self, rest: &str, at: usize) -> bool {
        // Byte by byte: these are one to four, and this is asked for every letter of every name.
        let (rest_bytes, own) = (rest.as_bytes(), self.spelling.as_bytes());
        rest_bytes.len() >= own.len()
            && rest_bytes.iter().zip(own).all(|(a, b)| a == b)
            && (!self.at_start || at == 0)
            && (!self.at_end || rest.len() == self.spelling.len())
    }
}

/// What the letters of a script are written as.
#[derive(Default)]
struct Letters(Vec<(char, String)>);

impl Letters {
    fn of(&self, c: char) -> Option<&str> {
        self.0.iter().find(|(letter, _)| *letter == c).map(|(_, latin)| latin.as_str())
    }
}

#[derive(Default)]
struct Rules {
    /// By the first byte, the longest spelling first.
    sound: Vec<Vec<Sound>>,
    british: Vec<(String, String)>,
    cyrillic: Letters,
    ukrainian: Letters,
    greek: Letters,
}

fn rules() -> &'static Rules {
    static RULES: OnceLock<Rules> = OnceLock::new();
    RULES.get_or_init(|| read(include_str!("../../assets/lexicon/spelling.txt")))
}

fn read(text: &str) -> Rules {
    let mut rules = Rules { sound: (0..256).map(|_| Vec::new()).collect(), ..Rules::default() };
    let mut section = "";
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            section = name;
            continue;
        }
        let Some((spelling, letters)) = line.split_once(' ') else { continue };
        let letters = if letters == "-" { String::new() } else { letters.to_owned() };
        let letter = spelling.chars().next().unwrap_or_default();
        match section {
            "british" => rules.british.push((spelling.to_owned(), letters)),
            "cyrillic" => rules.cyrillic.0.push((letter, letters)),
            "ukrainian" => rules.ukrainian.0.push((letter, letters)),
            "greek" => rules.greek.0.push((letter, letters)),
            _ => {
                let (at_start, at_end) = (spelling.starts_with('^'), spelling.ends_with('$'));
                let spelling = spelling.trim_matches(['^', '$']).to_owned();
                let first = usize::from(spelling.bytes().next().unwrap_or_default());
                let of_byte = rules.sound.get_mut(first);
                if let Some(of_byte) = of_byte {
                    of_byte.push(Sound { spelling, letters, at_start, at_end });
                }
            }
        }
    }
    for of_byte in &mut rules.sound {
        let firmness = |rule: &Sound| (rule.spelling.len(), rule.at_start || rule.at_end);
        of_byte.sort_by_key(|rule| std::cmp::Reverse(firmness(rule)));
    }
    rules
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

    #[test]
    fn spellings_one_letter_apart_are_told_from_others() {
        for (one, other) in
            [("quayle", "quale"), ("tassilo", "tassilio"), ("brinzer", "brinzre"), ("ode", "ade")]
        {
            assert!(one_letter_apart(one, other), "{one} {other}");
        }
        for (one, other) in [("quayle", "quaint"), ("abcd", "badc"), ("il", "umo")] {
            assert!(!one_letter_apart(one, other), "{one} {other}");
        }
    }

    #[test]
    fn differences_are_shown_with_a_letter_on_either_side() {
        assert_eq!(difference("Zelensky", "Zelenskyy").as_deref(), Some("y/yy"));
        assert_eq!(difference("Odessa", "Odesa").as_deref(), Some("ss/s"));
        assert_eq!(difference("Maren Ode", "Karla Pike"), None);
        assert_eq!(difference("Ode", "Ode"), None);
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

        #[test]
        fn being_one_letter_apart_is_mutual(one in "[ab]{0,5}", other in "[ab]{0,5}") {
            prop_assert_eq!(one_letter_apart(&one, &other), one_letter_apart(&other, &one));
            if let Some(shown) = difference(&one, &other) {
                prop_assert_ne!(one, other);
                prop_assert!(shown.contains('/'));
            }
        }
    }
}
