//! A cache of what is known of each word by itself: computed once for each written form and kept for
//! later documents, with the summed weights of its features.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use xxhash_rust::xxh3::xxh3_64;

use super::clusters::clusters;
use super::entry::{WordEntry, WordPosition};
use super::features::of_word;
use super::shape::look_up;
use crate::lexicon::Lexicon;
use crate::sequence::{LANES, Model, WeightSums};

/// More different words than this are not kept from one document to the next.
const MOST_KEPT: usize = 40_000;

/// The words met so far.
pub struct WordTable<'m> {
    pub lexicon: &'m Lexicon,
    model: Option<&'m Model>,
    numbers: HashMap<u64, u32, BuildHasherDefault<Hashed>>,
    forms: HashMap<u64, u32, BuildHasherDefault<Hashed>>,
    words: Vec<WordEntry>,
    /// For each word, and each place it can have beside the word that is read, the weights of its features;
    /// empty without a model.
    sums: Vec<[WeightSums; WordPosition::ALL.len()]>,
}

/// The number of the word that stands for the edges of a sentence.
pub const EDGE: u32 = 0;

/// For keys that are hashes already.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64(bytes);
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl<'m> WordTable<'m> {
    /// No words yet; with a model, its weights are summed for each.
    pub fn new(lexicon: &'m Lexicon, model: Option<&'m Model>) -> WordTable<'m> {
        let mut words = WordTable {
            lexicon,
            model,
            numbers: HashMap::default(),
            forms: HashMap::default(),
            words: Vec::new(),
            sums: Vec::new(),
        };
        words.add("");
        words
    }

    /// Whether there are so many that it is better to begin anew.
    pub fn is_full(&self) -> bool {
        self.words.len() > MOST_KEPT
    }

    /// The number of a word. Figures of one pattern are one word: there is no end of them.
    pub fn number(&mut self, written: &str) -> u32 {
        match written.bytes().any(|b| b.is_ascii_digit()) {
            true => self.number_of(&plain(written)),
            false => self.number_of(written),
        }
    }

    fn number_of(&mut self, written: &str) -> u32 {
        let hash = xxh3_64(written.as_bytes());
        match self.numbers.get(&hash) {
            Some(&number) => number,
            None => {
                let number = self.add(written);
                self.numbers.insert(hash, number);
                number
            }
        }
    }

    /// The word of that number.
    pub fn get(&self, number: u32) -> &WordEntry {
        &self.words[number as usize]
    }

    /// The summed weights of the features of the word of that number at a place beside the word that is read.
    pub fn sums(&self, number: u32, position: WordPosition) -> &WeightSums {
        &self.sums[number as usize][position as usize]
    }

    /// How many different words there are when case is overlooked.
    pub fn forms(&self) -> usize {
        self.forms.len()
    }

    fn add(&mut self, written: &str) -> u32 {
        let (shape, classes, names) = look_up(written, self.lexicon);
        let plain = plain(written);
        let folded = lower(&plain);
        let lower = xxh3_64(folded.as_bytes());
        let form = self.forms.len() as u32;
        let form = *self.forms.entry(lower).or_insert(form);
        let word = WordEntry {
            lower,
            form,
            outline: xxh3_64(outline(&plain).as_bytes()),
            shape,
            cluster: clusters().of(&folded),
            classes,
            names,
        };
        if let Some(model) = self.model {
            self.sums.push(WordPosition::ALL.map(|position| {
                let mut sum = [0; LANES];
                of_word(&word, &plain, &folded, position, &mut |feature| model.add(feature, &mut sum));
                sum.map(|score| score as i16)
            }));
        }
        self.words.push(word);
        self.words.len() as u32 - 1
    }
}

/// A word with its digits made 0.
pub fn plain(written: &str) -> String {
    let plain = |c: char| match c {
        '0'..='9' => '0',
        '’' => '\'',
        _ => c,
    };
    written.chars().map(plain).collect()
}

/// A word in lower case, without the full stop of an abbreviation.
pub fn lower(plain: &str) -> String {
    let lower = plain.to_lowercase();
    match lower.strip_suffix('.') {
        Some(word) if !word.is_empty() && !word.contains('.') => word.to_owned(),
        _ => lower,
    }
}

/// How a word is written, each run of a kind of letters as one: "McCain" is "XxXx".
fn outline(word: &str) -> String {
    let mut outline = String::new();
    for c in word.chars() {
        let kind = match c {
            _ if c.is_uppercase() => 'X',
            _ if c.is_lowercase() => 'x',
            '0'..='9' => '0',
            _ if c.is_alphabetic() => 'y',
            _ => c,
        };
        if !outline.ends_with(kind) {
            outline.push(kind);
        }
    }
    outline
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::lexicon;

    #[test]
    fn a_word_keeps_its_number_and_shares_its_form_whatever_the_case() {
        let mut words = WordTable::new(lexicon(), None);
        let (ode, other) = (words.number("Ode"), words.number("ODE"));
        assert_eq!(words.number("Ode"), ode);
        assert_ne!(ode, other);
        assert_eq!(words.get(ode).form, words.get(other).form);
        assert_ne!(words.get(ode).outline, words.get(other).outline);
        assert_ne!(words.get(ode).form, words.get(EDGE).form);
    }

    #[test]
    fn figures_of_one_pattern_are_one_word() {
        let mut words = WordTable::new(lexicon(), None);
        assert_eq!(words.number("2,501,000"), words.number("1,987,654"));
        assert_ne!(words.number("1987"), words.number("198"));
    }

    #[test]
    fn runs_of_letters_are_one_in_an_outline() {
        assert_eq!(["McCain", "U.S.", "2000-0", "東京"].map(outline), ["XxXx", "X.X.", "0-0", "y"]);
    }
}
