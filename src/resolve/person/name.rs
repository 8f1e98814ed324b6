//! Parses the name of a person into the form in which many are compared: numbers for the sounds of
//! given, middle and family name.

use std::borrow::Cow;

use crate::model::KeyNumber;
use crate::resolve::lists::{LineNumber, NamePart, hash, lists};
use crate::resolve::spelling::{consonants, latin, sound};

/// Words of fewer letters are one with no other spelling.
const SHORTEST_SOUND: usize = 5;
/// Middle names that are compared, at most.
const MIDDLES: usize = 3;

/// A word of a name, as it is compared.
#[derive(Clone, Copy, Debug)]
pub(super) struct NameWord {
    /// The number of its sound.
    pub sound: u64,
    /// The number of its letters.
    letters: u32,
    pub initial: u16,
    /// Whether a list has it as a name, so that it is no other spelling of another.
    pub listed: bool,
    /// Whether it is an initial only.
    pub short: bool,
    /// Whether it has too few letters for its sound to tell anything.
    brief: bool,
}

impl NameWord {
    fn new(word: &str, listed: bool) -> NameWord {
        let sound = sound(word);
        NameWord {
            sound: hash(&sound),
            letters: hash(word) as u32,
            initial: initial(&sound),
            listed,
            short: word.chars().nth(1).is_none(),
            brief: word.chars().nth(SHORTEST_SOUND - 1).is_none(),
        }
    }

    /// Whether both are spelled differently and have so few letters that they sound alike by chance.
    pub fn is_brief_variant(&self, other: &NameWord) -> bool {
        self.letters != other.letters && self.brief && other.brief
    }

    /// Whether a name that stands alone can be another spelling of a family name: no list has either.
    pub fn is_bare_form_of(&self, family: &NameWord) -> bool {
        self.letters == family.letters || self.is_one_with(family) && !self.listed && !family.listed
    }

    /// Whether both are names of their own, however alike they sound.
    pub fn is_distinct_from(&self, other: &NameWord) -> bool {
        self.listed && other.listed && self.letters != other.letters
    }

    /// Whether both can be spellings of one word.
    pub fn is_one_with(&self, other: &NameWord) -> bool {
        self.sound == other.sound && !self.is_distinct_from(other) && !self.is_brief_variant(other)
    }
}

fn initial(sound: &str) -> u16 {
    sound.chars().next().map_or(0, |c| c as u32 as u16)
}

/// A middle name: its initial and the number of its sound, 0 for an initial only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct MiddleName {
    initial: u16,
    sound: u16,
}

impl MiddleName {
    fn new(word: &str) -> MiddleName {
        let sound = sound(word);
        let number = if word.chars().nth(1).is_none() { 0 } else { hash(&sound) as u16 | 1 };
        MiddleName { initial: initial(&sound), sound: number }
    }

    /// Whether one can be the initial of the other.
    fn fits(self, other: MiddleName) -> bool {
        self.initial == other.initial && (self.sound == other.sound || self.sound == 0 || other.sound == 0)
    }

    fn number(self) -> u64 {
        u64::from(self.initial) << 16 | u64::from(self.sound)
    }
}

/// A name of at least a given and a family name.
#[derive(Clone, Copy, Debug)]
pub(super) struct FullName {
    pub key: KeyNumber,
    /// "Jr.", "II", as a number; 0 for none.
    pub generation: u32,
    pub first: NameWord,
    pub last: NameWord,
    middles: [MiddleName; MIDDLES],
    middle: u8,
    /// The line of the given name.
    pub given: Option<LineNumber>,
    /// The numbers of the first letters of given and family name, 0 for short ones.
    pub starts: (u32, u32),
    /// The number of the consonants of both, 0 for few.
    pub consonants: u32,
}

impl FullName {
    pub fn middles(&self) -> &[MiddleName] {
        self.middles.get(..usize::from(self.middle)).unwrap_or_default()
    }

    /// How many middle names there are, and how many in full.
    pub fn fullness(&self) -> (usize, usize) {
        let middles = self.middles();
        (middles.len(), middles.iter().filter(|middle| middle.sound != 0).count())
    }

    /// Whether the middle names do not contradict each other.
    pub fn fits(&self, other: &FullName) -> bool {
        self.middles().iter().zip(other.middles()).all(|(&one, &other)| one.fits(other))
    }

    /// The number of the sounds of the whole name.
    pub fn whole(&self) -> u64 {
        self.middles().iter().fold(self.ends(), |number, middle| mix(number, middle.number()))
    }

    /// The number of the sounds of given and family name.
    pub fn ends(&self) -> u64 {
        self.family_with(self.first.sound)
    }

    /// The number of the family name with something else.
    pub fn family_with(&self, number: u64) -> u64 {
        mix(mix(number, self.last.sound), u64::from(self.generation))
    }
}

/// One number for two.
pub(super) fn mix(one: u64, other: u64) -> u64 {
    (one.rotate_left(29) ^ other).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// What a key is as the name of a person.
pub(super) enum PersonName {
    Full(Box<FullName>),
    /// A family name alone.
    Bare(NameWord),
}

/// Reads the name of a key; `None` when it has no letters.
pub(super) fn read(key: KeyNumber, name: &str) -> Option<PersonName> {
    let lists = lists();
    let (words, generation) = words(name);
    let (family, before) = words.split_last()?;
    let last = NameWord::new(family, lists.is_family_name(family));
    let Some((given, between)) = before.split_first() else { return Some(PersonName::Bare(last)) };
    let mut middles = [MiddleName::default(); MIDDLES];
    middles.iter_mut().zip(between).for_each(|(slot, word)| *slot = MiddleName::new(word));
    let sounds = (sound(given), sound(family));
    let skeletons = (consonants(&sounds.0), consonants(&sounds.1));
    let long_enough = skeletons.0.len() > 4 && skeletons.1.len() > 4;
    Some(PersonName::Full(Box::new(FullName {
        key,
        generation,
        first: NameWord::new(given, lists.is_given_name(given)),
        last,
        middles,
        middle: between.len().min(MIDDLES) as u8,
        given: lists.given(&sounds.0),
        starts: (start(given), start(family)),
        consonants: if long_enough { mix(hash(&skeletons.0), hash(&skeletons.1)) as u32 | 1 } else { 0 },
    })))
}

/// The number of the first three letters of a longer word, else 0.
fn start(word: &str) -> u32 {
    let end = word.char_indices().nth(3).map_or(0, |(at, _)| at);
    if end == 0 { 0 } else { hash(word.get(..end).unwrap_or_default()) as u32 | 1 }
}

/// The given and the family name.
pub(super) fn ends_of(name: &str) -> (String, String) {
    let (mut words, _) = words(name);
    let last = words.pop().unwrap_or_default();
    (words.into_iter().next().unwrap_or_default(), last)
}

/// The name without what stands in quotation marks or brackets inside it.
fn without_nicknames(name: &str) -> Cow<'_, str> {
    const PAIRS: [(char, char); 5] = [('"', '"'), ('“', '”'), ('‘', '’'), ('(', ')'), ('\'', '\'')];
    let mut kept = Cow::Borrowed(name);
    for (open, close) in PAIRS {
        let starts = |(at, c): &(usize, char)| {
            *c == open && kept[..*at].chars().next_back().is_none_or(char::is_whitespace)
        };
        let Some((start, _)) = kept.char_indices().find(starts) else { continue };
        let after = start + open.len_utf8();
        let ends = |(at, c): &(usize, char)| {
            *c == close && !kept[after + at + c.len_utf8()..].starts_with(char::is_alphanumeric)
        };
        if let Some((length, _)) = kept[after..].char_indices().find(ends) {
            let end = after + length + close.len_utf8();
            kept = Cow::Owned(format!("{} {}", &kept[..start], &kept[end..]));
        }
    }
    kept
}

/// A family name of two ("Bell-Pike") as one word; articles ("al-Tarik") and given names behind
/// the family name ("Jin-ho") stay words of their own.
fn joined_family_name(name: &str) -> Cow<'_, str> {
    let Some((before, last)) = name.rsplit_once(char::is_whitespace) else { return Cow::Borrowed(name) };
    let joined = last.split_once('-').filter(|(first, second)| {
        second.starts_with(char::is_uppercase) && !lists().is(&latin(first), NamePart::Article)
    });
    match joined {
        Some(_) => Cow::Owned(format!("{before} {}", last.replace('-', ""))),
        None => Cow::Borrowed(name),
    }
}

/// The words of a name in Latin letters without titles, articles and nicknames in quotation
/// marks, and the generation as a number.
fn words(name: &str) -> (Vec<String>, u32) {
    let lists = lists();
    let mut words: Vec<String> = Vec::with_capacity(4);
    let name = without_nicknames(name);
    for word in joined_family_name(&name)
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–' | ','))
    {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        if !word.is_empty() {
            let mut word = latin(word);
            word.retain(|c| c != '.' && c != '\'');
            words.push(word);
        }
    }
    let titles = words.iter().take_while(|word| lists.is(word, NamePart::Title)).count();
    words.drain(..titles.min(words.len().saturating_sub(1)));
    let ends = words.last().filter(|word| words.len() > 2 && lists.is(word, NamePart::Generation));
    let generation = ends.map_or(0, |word| match word.as_str() {
        "junior" => hash("jr") as u32,
        "senior" => hash("sr") as u32,
        word => hash(word) as u32,
    });
    if generation != 0 {
        words.pop();
    }
    let is_article = |word: &String| lists.is(word, NamePart::Article);
    if !words.iter().all(is_article) {
        words.retain(|word| !is_article(word));
    }
    (words, generation)
}
