//! Sifts the names of a document: drops what is a title, a weekday or a plain word, gives laws, works, models
//! and events the kind of other names, and cuts off words that do not belong to a name.
//!
//! Not here: joining the parts of a name (`bounds`), and kinds that the whole document decides
//! (`annotate::model`, `rules::settle`).

use std::collections::{HashMap, HashSet};

use super::super::model::Name;
use super::super::text::{Casing, Token, title_case};
use super::super::tokenized::{SentenceRange, TokenizedText};
use super::super::word::Shape;
use super::citation::is_outlet;
use crate::lexicon::{Classes, LISTED_NAME};
use crate::model::Kind;

const PEOPLE: Classes = Classes::GIVEN_NAME.with(Classes::FAMILY_NAME);
const TITLES: Classes = Classes::TITLE.with(Classes::TITLE_WORD);

/// Words that single out nobody: "the Federal", "a Republic" are parts of other names.
const VAGUE: [&str; 10] = [
    "state", "federal", "republic", "national", "union", "western", "eastern", "northern", "southern",
    "royal",
];

/// Shorter capitals are acronyms rather than towns.
const SHORTEST_TOWN: usize = 4;

/// Drops and changes what is not what it was taken for. The names are in order without overlaps.
pub fn sift(tokenized: &TokenizedText<'_>, names: &mut Vec<Name>) {
    let spelled = initials(tokenized, names);
    let mut sentences = tokenized.sentences.iter().peekable();
    names.retain_mut(|(tokens, kind)| {
        while sentences.next_if(|sentence| sentence.tokens.end <= tokens.start).is_some() {}
        let view = NameView { tokenized, sentence: sentences.peek().copied(), spelled: &spelled };
        if *kind == Kind::Group {
            return true;
        }
        view.cut(tokens, *kind);
        if view.is_none(tokens) {
            return false;
        }
        if matches!(kind, Kind::Person | Kind::Organization) && view.is_town_in_capitals(tokens) {
            *kind = Kind::Place;
        }
        if kind.is_name() && view.is_thing(tokens, *kind) {
            *kind = Kind::Name;
        }
        true
    });
    families(tokenized, names);
    places(tokenized, names);
}

/// A name in its sentence.
struct NameView<'a> {
    tokenized: &'a TokenizedText<'a>,
    sentence: Option<&'a SentenceRange>,
    /// The initials of the organisations of the document.
    spelled: &'a HashSet<String>,
}

type Tokens = std::ops::Range<usize>;

impl NameView<'_> {
    /// A token of the sentence.
    fn token(&self, at: Option<usize>) -> Option<&Token> {
        let at = at.filter(|at| self.sentence.is_some_and(|sentence| sentence.tokens.contains(at)))?;
        self.tokenized.tokens.get(at)
    }

    fn written(&self, at: Option<usize>) -> &str {
        self.token(at).map_or("", |token| token.span.of(self.tokenized.text))
    }

    fn every(&self, tokens: &Tokens, classes: Classes) -> bool {
        tokens.clone().all(|at| self.tokenized.tokens[at].word.any(classes))
    }

    /// Whether a word is an ordinary one that no list has as a name.
    fn is_plain(&self, at: usize) -> bool {
        let token = &self.tokenized.tokens[at];
        token.shape == Shape::Capitalised
            && token.word.any(Classes::WORD)
            && !token.name.any(LISTED_NAME.with(PEOPLE))
    }

    fn cut(&self, tokens: &mut Tokens, kind: Kind) {
        let last = tokens.end - 1;
        // "OSCE Confidence- and Security-Building Measures": the last word is half a word.
        let half = self.written(Some(tokens.end)) == "-"
            && self.token(Some(tokens.end)).is_some_and(|mark| !mark.spaced)
            && self.token(Some(tokens.end + 1)).is_some_and(|next| next.spaced);
        if half && tokens.len() > 1 {
            tokens.end = last;
        }
        // "The Baltic states" are not the Baltic Sea.
        let first = &self.tokenized.tokens[tokens.start];
        let region =
            first.word.any(Classes::DEMONYM) || matches!(self.written(Some(tokens.start)), "Gulf" | "Balkan");
        let states =
            matches!(self.written(Some(tokens.end)), "states" | "republics" | "countries" | "nations");
        if kind == Kind::Place && tokens.len() == 1 && region && states {
            tokens.end += 1;
        }
        // "Putin and West Spar Over Ties": of a headline's capitals the verb has one too.
        let head = Classes::PLACE_HEAD.with(Classes::ORGANIZATION_HEAD).with(Classes::OTHER_HEAD);
        let title = self.sentence.is_some_and(|sentence| sentence.casing == Casing::Title);
        let direction = tokens.len() == 2
            && self.tokenized.tokens[tokens.start].word.any(Classes::DIRECTION)
            && !self.tokenized.tokens[tokens.start + 1].word.any(head)
            && self.token(Some(tokens.end)).is_some_and(|next| next.word.any(Classes::FUNCTION));
        if title && direction && !self.tokenized.listed(tokens).any(LISTED_NAME) {
            tokens.end -= 1;
        }
        if kind == Kind::Organization && tokens.len() > 2 {
            let end = tokens.end;
            let outlet = (tokens.start + 1..end - 1).find(|&at| self.is_paper(at, end));
            let before = |at: usize| {
                let token = &self.tokenized.tokens[at];
                token.name.any(Classes::REGION) || token.word.any(Classes::WORD)
            };
            // "… in Ukraine Yahoo News", "… | Watch Hindustan Times".
            if let Some(start) = outlet.filter(|&start| (tokens.start..start).all(before)) {
                tokens.start = start;
            }
        }
    }

    /// Whether a newspaper stands there whose first word is none of the ordinary ones.
    fn is_paper(&self, start: usize, end: usize) -> bool {
        let written = self.tokenized.span(start..end).of(self.tokenized.text);
        !self.tokenized.tokens[start].word.any(Classes::WORD) && is_outlet(written)
    }

    /// "BRUSSELS, April 3": capitals hide what a name is, a list of towns does not.
    fn is_town_in_capitals(&self, tokens: &Tokens) -> bool {
        let written = self.tokenized.span(tokens.clone()).of(self.tokenized.text);
        let capitals = tokens.clone().all(|at| self.tokenized.tokens[at].shape == Shape::Capitals);
        if !capitals || written.len() < SHORTEST_TOWN {
            return false;
        }
        let listed = self.tokenized.lexicon.name(&title_case(written));
        let dated = self.written(Some(tokens.end)) == ","
            && self.token(Some(tokens.end + 1)).is_some_and(|next| next.word.any(Classes::MONTH));
        listed.any(Classes::CITY.with(Classes::REGION))
            && (dated || !listed.any(PEOPLE.with(Classes::ORGANIZATION)))
    }

    /// Whether words are certainly no name.
    fn is_none(&self, tokens: &Tokens) -> bool {
        let listed = self.tokenized.listed(tokens);
        let first = &self.tokenized.tokens[tokens.start];
        let last = &self.tokenized.tokens[tokens.end - 1];
        if listed.any(LISTED_NAME) {
            return false;
        }
        if tokens.len() > 1 {
            // "Supreme Commander", "Deputy Prime Minister".
            let office = (tokens.clone()).any(|at| self.tokenized.tokens[at].word.any(Classes::TITLE));
            let person = first.name.any(Classes::GIVEN_NAME) && last.name.any(Classes::FAMILY_NAME);
            return office && self.every(tokens, TITLES) && !person;
        }
        // "the Speaker" is an office, "Speaker" alone may be somebody's name.
        let the = matches!(self.written(tokens.start.checked_sub(1)), "the" | "The");
        let office = first.shape == Shape::Capitalised && first.word.any(Classes::TITLE) && the;
        let time = first.word.any(Classes::MONTH.with(Classes::WEEKDAY)) && !first.name.any(PEOPLE);
        let plain = self.is_plain(tokens.start);
        let vague = || VAGUE.contains(&self.written(Some(tokens.start)).to_lowercase().as_str());
        // "a Coalition to Defeat ISIS".
        let verb = || {
            self.written(tokens.start.checked_sub(1)) == "to"
                && self.token(Some(tokens.end)).is_some_and(Token::is_capitalised)
        };
        time || office || plain && (first.word.any(TITLES) || vague() || verb())
    }

    /// Whether a name of a person, organisation or place is that of a law, a work, an event or a model.
    fn is_thing(&self, tokens: &Tokens, kind: Kind) -> bool {
        let listed = self.tokenized.listed(tokens);
        if listed.any(LISTED_NAME) {
            return false;
        }
        if listed.any(Classes::TERM) {
            let written = self.tokenized.span(tokens.clone()).of(self.tokenized.text);
            return !self.spelled.contains(written);
        }
        let first = &self.tokenized.tokens[tokens.start];
        let last = &self.tokenized.tokens[tokens.end - 1];
        if tokens.len() > 1 {
            let head = last.word.any(Classes::OTHER_HEAD) && !last.word.any(Classes::ORGANIZATION_HEAD);
            let named =
                kind == Kind::Person && (last.name.any(PEOPLE) || first.name.any(Classes::GIVEN_NAME));
            return last.is_capitalised() && head && !named || self.is_described(tokens);
        }
        // "Mirage 2000-5".
        let model = self.token(Some(tokens.end)).is_some_and(|next| {
            next.spaced && next.shape == Shape::Compound && !next.word.any(Classes::UNIT.with(Classes::SCALE))
        });
        let number = self.written(Some(tokens.end));
        let figures = number.contains('-') && number.starts_with(|c: char| c.is_ascii_digit());
        model && figures || kind == Kind::Place && self.is_plain(tokens.start)
    }

    /// "a Strategic Concept": an article that names one of many, and nothing but ordinary words.
    fn is_described(&self, tokens: &Tokens) -> bool {
        let heads = Classes::ORGANIZATION_HEAD.with(Classes::ORGANIZATION_SUFFIX).with(Classes::PLACE_HEAD);
        matches!(self.written(tokens.start.checked_sub(1)), "a" | "an" | "A" | "An")
            && tokens.clone().all(|at| self.is_plain(at))
            && !self.tokenized.tokens[tokens.end - 1].word.any(heads)
    }
}

/// The initials of the organisations with several words, if any name is an abbreviation that the lists have
/// for something else: "CBT" where the "Chicago Board of Trade" is named.
fn initials(tokenized: &TokenizedText<'_>, names: &[Name]) -> HashSet<String> {
    let term = |(tokens, _): &Name| tokens.len() == 1 && tokenized.listed(tokens).any(Classes::TERM);
    if !names.iter().any(term) {
        return HashSet::new();
    }
    let long = names.iter().filter(|(tokens, kind)| *kind == Kind::Organization && tokens.len() > 1);
    let first = |at: usize| {
        let token = &tokenized.tokens[at];
        token.span.of(tokenized.text).chars().next().filter(|_| token.is_capitalised())
    };
    long.map(|(tokens, _)| tokens.clone().filter_map(first).collect()).collect()
}

/// "The Smithsons", of whom the document names one: a family and no firm.
fn families(tokenized: &TokenizedText<'_>, names: &mut [Name]) {
    let written = |at: usize| tokenized.tokens[at].span.of(tokenized.text);
    let plural = |tokens: &Tokens| {
        let the = tokens.start.checked_sub(1).is_some_and(|at| matches!(written(at), "the" | "The"));
        let stem = if tokens.len() == 1 && the { written(tokens.start).strip_suffix('s') } else { None };
        stem.map(str::to_owned)
    };
    if !names.iter().any(|(tokens, kind)| kind.is_name() && plural(tokens).is_some()) {
        return;
    }
    let full = names.iter().filter(|(tokens, kind)| *kind == Kind::Person && tokens.len() > 1);
    let families: HashSet<&str> = full.map(|(tokens, _)| written(tokens.end - 1)).collect();
    for (tokens, kind) in names.iter_mut().filter(|(_, kind)| kind.is_name()) {
        if let Some(stem) = plural(tokens)
            && (families.contains(stem.as_str()) || families.contains(stem.trim_end_matches('e')))
        {
            *kind = Kind::Group;
        }
    }
}

/// What no list knows and stands behind "in" and "of" whenever it is named is a place and no person.
fn places(tokenized: &TokenizedText<'_>, names: &mut [Name]) {
    let written = |at: Option<usize>| {
        at.and_then(|at| tokenized.tokens.get(at)).map_or("", |token| token.span.of(tokenized.text))
    };
    let unknown = |tokens: &Tokens, kind: Kind| {
        let token = &tokenized.tokens[tokens.start];
        tokens.len() == 1
            && kind == Kind::Person
            && token.shape == Shape::Capitalised
            && !token.name.any(PEOPLE.with(LISTED_NAME))
    };
    // "the water board of Ellmarsh": one use is enough.
    let governed = |at: usize| {
        let heads = Classes::ORGANIZATION_HEAD.with(Classes::PLACE_HEAD).with(Classes::STATE_NOUN);
        let noun = at.checked_sub(2).and_then(|at| tokenized.tokens.get(at));
        noun.is_some_and(|noun| noun.shape == Shape::Lower && noun.word.any(heads))
            && written(at.checked_sub(1)) == "of"
    };
    // By the number of the word: uses behind a preposition, and all.
    let mut uses: HashMap<u32, (u32, u32)> = HashMap::new();
    let mut borne: HashSet<u32> = HashSet::new();
    for (tokens, kind) in names.iter() {
        if unknown(tokens, *kind) {
            let before = written(tokens.start.checked_sub(1));
            let located = matches!(before, "of" | "in" | "In" | "near" | "at");
            let possessive =
                tokenized.tokens.get(tokens.end).is_some_and(|token| token.shape == Shape::Possessive);
            let (behind, all) = uses.entry(tokenized.tokens[tokens.start].number).or_default();
            *behind += u32::from(located && !possessive) + u32::from(governed(tokens.start));
            *all += 1;
        } else if *kind == Kind::Person {
            borne.extend(tokens.clone().map(|at| tokenized.tokens[at].number));
        }
    }
    for (tokens, kind) in names.iter_mut() {
        let number = tokenized.tokens[tokens.start].number;
        let &(behind, all) = uses.get(&number).unwrap_or(&(0, 0));
        if behind > 1 && behind >= all && unknown(tokens, *kind) && !borne.contains(&number) {
            *kind = Kind::Place;
        }
    }
}
