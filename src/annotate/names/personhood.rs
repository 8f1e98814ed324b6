//! Names that were found as people's and that the document uses as those of firms, products and services: "using X",
//! "X offers", "X is a platform", and nowhere as somebody who speaks, has a title or is "who".
//!
//! Not here: what a single use shows of other kinds (`sift`), and what other documents say (`resolve`).

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::super::model::Name;
use super::super::tokenized::{SentenceRange, TokenizedText};
use super::super::word::Shape;
use super::name_view::{PEOPLE, Tokens};
use crate::lexicon::lists::entries;
use crate::lexicon::{Classes, LISTED_NAME};
use crate::model::Kind;

const YEAR_DIGITS: usize = 4;

/// How many tokens behind a name a pronoun may refer to it. Set by hand.
const PRONOUN_REACH: usize = 12;

/// How much each sign weighs. Set by hand.
const SPEAKS: u32 = 4;
const LISTED_IN_FULL: u32 = 3;
const PRONOUN: u32 = 2;
const LISTED: u32 = 1;
const WARE: u32 = 2;
const USED: u32 = 1;

struct Wares {
    nouns: HashSet<&'static str>,
    verbs: HashSet<&'static str>,
}

static WARES: LazyLock<Wares> = LazyLock::new(|| {
    let mut lines = entries(include_str!("../../../assets/lexicon/wares.txt")).skip(1);
    let words = |line: &'static str| line.split_whitespace();
    let nouns = lines.by_ref().take_while(|line| *line != "[verb]").flat_map(words).collect();
    Wares { nouns, verbs: lines.flat_map(words).collect() }
});

/// What the uses of a word in names of people show.
#[derive(Clone, Copy, Debug, Default)]
struct Signs {
    person: u32,
    ware: u32,
}

/// Takes the names that are used like those of firms and products out of the people. The names are in order.
pub fn doubt_people(tokenized: &TokenizedText<'_>, names: &mut [Name]) {
    let mut signs: HashMap<u32, Signs> = HashMap::new();
    let mut sentences = tokenized.sentences.iter().peekable();
    for (tokens, _) in names.iter().filter(|(_, kind)| *kind == Kind::Person) {
        while sentences.next_if(|sentence| sentence.tokens.end <= tokens.start).is_some() {}
        let Some(sentence) = sentences.peek() else { break };
        let use_ = Use { tokenized, sentence, tokens };
        let (person, ware) = (use_.person(), use_.ware());
        for at in tokens.clone() {
            let signs = signs.entry(tokenized.tokens[at].number).or_default();
            signs.person += person;
            signs.ware += ware;
        }
    }
    for (tokens, kind) in names.iter_mut().filter(|(_, kind)| *kind == Kind::Person) {
        let of_words = || tokens.clone().filter_map(|at| signs.get(&tokenized.tokens[at].number));
        let person = of_words().map(|of| of.person).max().unwrap_or(0) + listed(tokenized, tokens);
        let ware = of_words().map(|of| of.ware).max().unwrap_or(0);
        let phrase = is_phrase(tokenized, tokens);
        if ware > person || person == 0 && phrase {
            *kind = if phrase { Kind::Name } else { Kind::Organization };
        }
    }
}

/// What the lists say for a person.
fn listed(tokenized: &TokenizedText<'_>, tokens: &Tokens) -> u32 {
    let is = |at: usize, classes: Classes| {
        let token = &tokenized.tokens[at];
        token.name.any(classes) && !token.word.any(Classes::WORD)
    };
    let given = is(tokens.start, Classes::GIVEN_NAME);
    match tokens.len() {
        1 if given => LISTED + LISTED,
        1 => u32::from(is(tokens.start, Classes::FAMILY_NAME)),
        _ if given => LISTED_IN_FULL,
        _ => u32::from(is(tokens.end - 1, Classes::FAMILY_NAME)),
    }
}

/// Whether a name is nothing but ordinary words.
fn is_phrase(tokenized: &TokenizedText<'_>, tokens: &Tokens) -> bool {
    tokens.clone().all(|at| {
        let token = &tokenized.tokens[at];
        token.word.any(Classes::WORD) && !token.name.any(LISTED_NAME.with(PEOPLE))
    })
}

/// A name in its sentence.
struct Use<'a> {
    tokenized: &'a TokenizedText<'a>,
    sentence: &'a SentenceRange,
    tokens: &'a Tokens,
}

impl Use<'_> {
    fn written(&self, at: Option<usize>) -> &str {
        let at = at.filter(|at| self.sentence.tokens.contains(at));
        at.map_or("", |at| self.tokenized.tokens[at].span.of(self.tokenized.text))
    }

    fn is(&self, at: Option<usize>, classes: Classes) -> bool {
        let at = at.filter(|at| self.sentence.tokens.contains(at));
        at.is_some_and(|at| self.tokenized.tokens[at].word.any(classes))
    }

    /// What shows a person: a title, a verb of speech, "who", an age, "she" further on.
    fn person(&self) -> u32 {
        let (before, behind) = (self.tokens.start.checked_sub(1), self.tokens.end);
        let comma = self.written(Some(behind)) == ",";
        let next = Some(behind + usize::from(comma));
        let spoken = self.is(next, Classes::SPEECH) || self.is(before, Classes::SPEECH.with(Classes::TITLE));
        let described = comma
            && next.is_some_and(|at| {
                self.sentence.tokens.contains(&at) && self.tokenized.tokens[at].shape == Shape::Number
            });
        if spoken || described {
            return SPEAKS;
        }
        let mut reach = behind..(behind + PRONOUN_REACH).min(self.tokenized.tokens.len());
        let pronoun = reach.any(|at| {
            let written = self.tokenized.tokens[at].span.of(self.tokenized.text);
            matches!(written, "he" | "she" | "He" | "She" | "his" | "her" | "him" | "His" | "Her")
        });
        if pronoun { PRONOUN } else { 0 }
    }

    /// What shows a firm or a product.
    fn ware(&self) -> u32 {
        let (before, behind) = (self.tokens.start.checked_sub(1), self.tokens.end);
        let possessive = usize::from(matches!(self.written(Some(behind)), "'s" | "’s"));
        let noun = |at: usize| WARES.nouns.contains(self.written(Some(at)));
        if WARES.verbs.contains(self.written(Some(behind))) || noun(behind) {
            return WARE;
        }
        // "X is a cloud platform".
        let is_a = matches!(self.written(Some(behind)), "is" | "was")
            && matches!(self.written(Some(behind + 1)), "a" | "an" | "the" | "one");
        if is_a && (behind + 2..behind + 8).any(noun) {
            return WARE;
        }
        let plain = |at: usize| self.is(Some(at), Classes::WORD) && !self.is(Some(at), Classes::FUNCTION);
        let of_it = possessive == 1 && (noun(behind + 1) || plain(behind + 1) && noun(behind + 2));
        // "The Bush administration" has the name of a person.
        let known = self.tokens.clone().any(|at| self.tokenized.tokens[at].name.any(PEOPLE));
        let article = matches!(self.written(before), "the" | "an" | "a" | "The" | "An" | "A");
        let used = matches!(self.written(before), "using" | "Using" | "via" | "your" | "our" | "Try")
            || article && !known && self.written(Some(behind)) != "of";
        let numbered = self.sentence.tokens.contains(&behind)
            && matches!(self.tokenized.tokens[behind].shape, Shape::Number | Shape::Compound)
            && self.tokenized.tokens[behind].spaced;
        // "Ode 1987" is who wrote it.
        let year = self.written(Some(behind)).len() == YEAR_DIGITS;
        let versioned = numbered && !year;
        if of_it || used || versioned { USED } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sift::tests::names;

    #[test]
    fn who_is_used_like_a_product_is_no_person() {
        let text = "Zarimba is a cloud platform for teams. Zarimba offers a free plan. I liked Zarimba.";
        assert!(names(text).iter().all(|name| !name.starts_with("person")), "{:?}", names(text));
        let text = "Zarimba is a keen sailor. Zarimba said that she likes it. I liked Zarimba.";
        assert!(names(text).iter().all(|name| name.starts_with("person")), "{:?}", names(text));
        let text = "He left the Bush administration and read what Zarimba 1987 says.";
        assert!(names(text).contains(&"person Bush".to_owned()), "{:?}", names(text));
    }
}
