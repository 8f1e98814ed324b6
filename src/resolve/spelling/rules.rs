//! Reads the spelling rules from the lexicon: sounds, British endings, scripts.

use std::sync::OnceLock;

/// A line of `[sound]`.
pub(super) struct SoundRule {
    pub(super) spelling: String,
    pub(super) letters: String,
    at_start: bool,
    at_end: bool,
}

impl SoundRule {
    /// Whether the rule fits a rest of a word that begins with the rule's first byte.
    pub(super) fn fits(&self, rest: &str, at: usize) -> bool {
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
pub(super) struct ScriptTable(Vec<(char, String)>);

impl ScriptTable {
    pub(super) fn of(&self, c: char) -> Option<&str> {
        self.0.iter().find(|(letter, _)| *letter == c).map(|(_, latin)| latin.as_str())
    }
}

/// All rules.
#[derive(Default)]
pub(super) struct SpellingRules {
    /// By the first byte, the longest spelling first.
    pub(super) sound: Vec<Vec<SoundRule>>,
    pub(super) british: Vec<(String, String)>,
    pub(super) cyrillic: ScriptTable,
    pub(super) ukrainian: ScriptTable,
    pub(super) greek: ScriptTable,
}

/// The rules, read once.
pub(super) fn rules() -> &'static SpellingRules {
    static RULES: OnceLock<SpellingRules> = OnceLock::new();
    RULES.get_or_init(|| read(include_str!("../../../assets/lexicon/spelling.txt")))
}

fn read(text: &str) -> SpellingRules {
    let mut rules =
        SpellingRules { sound: (0..256).map(|_| Vec::new()).collect(), ..SpellingRules::default() };
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
                    of_byte.push(SoundRule { spelling, letters, at_start, at_end });
                }
            }
        }
    }
    for of_byte in &mut rules.sound {
        let precedence = |rule: &SoundRule| (rule.spelling.len(), rule.at_start || rule.at_end);
        of_byte.sort_by_key(|rule| std::cmp::Reverse(precedence(rule)));
    }
    rules
}
