//! A cache of what is known of each word by itself: computed once for each written form and kept for
//! later documents, with the summed weights of its features.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use xxhash_rust::xxh3::xxh3_64;

use super::clusters::clusters;
use super::entry::{WordEntry, WordPosition};
use super::features::of_word;
use super::numbers::NumberTable;
use super::shape::{listed, look_up};
use crate::lexicon::Lexicon;
use crate::sequence::{Batch, Model, WeightSums};

/// More different words than this are not kept from one document to the next: with 210 bytes each, 4.7 MB. Set by
/// hand.
const MOST_KEPT: usize = 22_000;

/// The words met so far.
pub struct WordTable<'m> {
    pub lexicon: &'m Lexicon,
    model: Option<&'m Model>,
    numbers: NumberTable,
    forms: HashMap<u64, u32, BuildHasherDefault<Hashed>>,
    words: Vec<WordEntry>,
    /// For each word, and each place it can have beside the word that is read, the weights of its features;
    /// empty without a model.
    sums: Vec<[WeightSums; WordPosition::ALL.len()]>,
    batch: Batch,
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
            numbers: NumberTable::default(),
            forms: HashMap::default(),
            words: Vec::new(),
            sums: Vec::new(),
            batch: Batch::default(),
        };
        words.add("", xxh3_64(b""));
        words
    }

    /// Whether there are so many that rare ones should be forgotten.
    pub fn is_full(&self) -> bool {
        self.words.len() > MOST_KEPT
    }

    /// Forgets the words that were met least since they were last forgotten, so that at most half of the room is
    /// taken. The others get new numbers.
    pub fn forget_rare(&mut self) {
        let mut uses: Vec<u16> = self.words.iter().map(|word| word.uses).collect();
        let most = MOST_KEPT / 2;
        let least = match uses.len().checked_sub(most) {
            Some(rare) if rare > 0 => uses.select_nth_unstable(rare - 1).1.saturating_add(1),
            _ => 0,
        };
        let (words, sums) = (std::mem::take(&mut self.words), std::mem::take(&mut self.sums));
        self.forms.clear();
        self.numbers = NumberTable::default();
        for (number, word) in (0..).zip(words) {
            if number != EDGE && word.uses < least {
                continue;
            }
            if number != EDGE {
                self.numbers.insert(word.hash, self.words.len() as u32);
            }
            self.sums.extend(sums.get(number as usize));
            let form = self.forms.len() as u32;
            let form = *self.forms.entry(word.lower).or_insert(form);
            self.words.push(WordEntry { form, uses: 0, ..word });
        }
    }

    /// The number of a word, and whether it is of the word as written. Figures of one pattern are one word:
    /// there is no end of them.
    pub fn number(&mut self, written: &str) -> (u32, bool) {
        if !written.bytes().any(|b| b.is_ascii_digit()) {
            return (self.number_of(written), true);
        }
        // A buffer on the stack spares an allocation a number.
        let mut buffer = [b'0'; 24];
        let plain = match buffer.get_mut(..written.len()) {
            Some(figures) if written.is_ascii() => {
                let others = figures.iter_mut().zip(written.bytes()).filter(|(_, b)| !b.is_ascii_digit());
                others.for_each(|(figure, b)| *figure = b);
                std::str::from_utf8(figures).map_or_else(|_| plain(written), Cow::Borrowed)
            }
            _ => plain(written),
        };
        (self.number_of(&plain), false)
    }

    fn number_of(&mut self, written: &str) -> u32 {
        let hash = xxh3_64(written.as_bytes());
        let words = &self.words;
        let number = match self.numbers.find(hash, |number| words[number as usize].hash == hash) {
            Some(number) => number,
            None => {
                let number = self.add(written, hash);
                self.numbers.insert(hash, number);
                number
            }
        };
        let uses = &mut self.words[number as usize].uses;
        *uses = uses.saturating_add(1);
        number
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

    fn add(&mut self, written: &str, hash: u64) -> u32 {
        let (shape, classes, names) = look_up(written, self.lexicon);
        let (listed, longest) = listed(written, shape, self.lexicon);
        let plain = plain(written);
        let folded = lower(&plain);
        let lower = xxh3_64(folded.as_bytes());
        let form = self.forms.len() as u32;
        let form = *self.forms.entry(lower).or_insert(form);
        let word = WordEntry {
            hash,
            lower,
            form,
            outline: xxh3_64(outline(&plain).as_bytes()),
            shape,
            cluster: clusters().of(&folded),
            classes,
            names,
            listed,
            longest,
            uses: 0,
        };
        if let Some(model) = self.model {
            self.batch.clear();
            for position in WordPosition::ALL {
                of_word(&word, &plain, &folded, position, &mut |feature| self.batch.push(feature));
                self.batch.end_group();
            }
            let sums = self.batch.sums(model);
            self.sums.push(std::array::from_fn(|position| sums[position]));
        }
        self.words.push(word);
        self.words.len() as u32 - 1
    }
}

/// A word with its digits made 0.
pub fn plain(written: &str) -> Cow<'_, str> {
    if !written.contains(|c: char| c.is_ascii_digit() || c == '’') {
        return Cow::Borrowed(written);
    }
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
    use super::super::shape::Shape;
    use super::*;
    use crate::lexicon::lexicon;

    #[test]
    fn a_word_keeps_its_number_and_shares_its_form_whatever_the_case() {
        let mut words = WordTable::new(lexicon(), None);
        let ((ode, exact), (other, _)) = (words.number("Ode"), words.number("ODE"));
        assert_eq!((words.number("Ode"), exact), ((ode, true), true));
        assert_ne!(ode, other);
        assert_eq!(words.get(ode).form, words.get(other).form);
        assert_ne!(words.get(ode).outline, words.get(other).outline);
        assert_ne!(words.get(ode).form, words.get(EDGE).form);
    }

    #[test]
    fn rare_words_are_forgotten_and_the_others_stay_as_they_were() {
        let mut words = WordTable::new(lexicon(), None);
        let number = |words: &mut WordTable<'_>, at: usize| words.number(&format!("w{}", letters(at))).0;
        (0..MOST_KEPT).chain((0..100).map(|at| at * 100)).for_each(|at| {
            number(&mut words, at);
        });
        let (ode, _) = words.number("Ode");
        words.number("Ode");
        let (outline, lower) = (words.get(ode).outline, words.get(ode).lower);
        assert!(words.is_full());
        words.forget_rare();
        assert!(!words.is_full() && words.words.len() == 102 && words.forms() == 102);
        let (ode, _) = words.number("Ode");
        assert_eq!((words.get(ode).outline, words.get(ode).lower), (outline, lower));
        assert!((0..100).all(|at| (number(&mut words, at * 100) as usize) < 102));
        assert_eq!(number(&mut words, 1), 102, "it was forgotten");
        assert_eq!(words.get(EDGE).shape, Shape::Punctuation);
    }

    fn letters(number: usize) -> String {
        number.to_string().bytes().map(|figure| char::from(figure - b'0' + b'a')).collect()
    }

    #[test]
    fn figures_of_one_pattern_are_one_word() {
        let mut words = WordTable::new(lexicon(), None);
        assert_eq!(words.number("2,501,000"), words.number("1,987,654"));
        assert_ne!(words.number("1987"), words.number("198"));
        assert!(!words.number("1987").1, "not as written");
    }

    #[test]
    fn runs_of_letters_are_one_in_an_outline() {
        assert_eq!(["McCain", "U.S.", "2000-0", "東京"].map(outline), ["XxXx", "X.X.", "0-0", "y"]);
    }
}
