//! Sifts the names of a document: drops what is a title, a weekday or a plain word, gives laws, works, models
//! and events the kind of other names, and cuts off words that do not belong to a name.
//!
//! Not here: joining the parts of a name (`bounds`), and kinds that its other uses decide (`other_uses`).

use std::collections::HashSet;

use super::super::model::Name;
use super::super::text::Token;
use super::super::tokenized::TokenizedText;
use super::super::word::{Shape, title_case};
use super::name_view::{NameView, PEOPLE, Tokens};
use crate::lexicon::{Classes, LISTED_NAME};
use crate::model::Kind;

const TITLES: Classes = Classes::TITLE.with(Classes::TITLE_WORD);

/// Words that single out nobody: "the Federal", "a Republic" are parts of other names.
const VAGUE: [&str; 10] = [
    "state", "federal", "republic", "national", "union", "western", "eastern", "northern", "southern",
    "royal",
];

/// What the last word of a name may say it is: a law, an event, a work.
const THINGS: [&str; 32] = [
    "act",
    "bill",
    "treaty",
    "agreement",
    "accord",
    "accords",
    "protocol",
    "declaration",
    "constitution",
    "amendment",
    "document",
    "doctrine",
    "directive",
    "cup",
    "championship",
    "championships",
    "olympics",
    "festival",
    "award",
    "awards",
    "prize",
    "prizes",
    "trophy",
    "medal",
    "derby",
    "prix",
    "summit",
    "syndrome",
    "hurricane",
    "renaissance",
    "concept",
    "war",
];

/// Shorter capitals are acronyms rather than towns.
const SHORTEST_TOWN: usize = 4;

/// Drops and changes what is not what it was taken for. The names are in order without overlaps.
pub fn sift(tokenized: &TokenizedText<'_>, names: &mut Vec<Name>) {
    let spelled = initials(tokenized, names);
    // Where the last person's name ends.
    let mut person = usize::MAX;
    let mut sentences = tokenized.sentences.iter().peekable();
    names.retain_mut(|(tokens, kind)| {
        while sentences.next_if(|sentence| sentence.tokens.end <= tokens.start).is_some() {}
        let view = NameView { tokenized, sentence: sentences.peek().copied(), spelled: &spelled };
        if *kind == Kind::Group {
            return true;
        }
        if view.is_money_of_a_country(tokens) {
            (tokens.end, *kind) = (tokens.end - 1, Kind::Place);
        }
        view.cut(tokens, *kind);
        if view.is_none(tokens) {
            return false;
        }
        // "Maren Ode, MD": a degree.
        let degree = tokens.start.checked_sub(1).is_some_and(|comma| comma == person)
            && tokens.len() == 1
            && tokenized.listed(tokens).any(Classes::STATE_CODE);
        if degree {
            return false;
        }
        *kind = view.listed_kind(tokens, *kind);
        if *kind == Kind::Person {
            person = tokens.end;
        }
        if kind.is_name() && view.is_thing(tokens, *kind) {
            *kind = Kind::Name;
        }
        true
    });
}

impl NameView<'_> {
    /// "U.S. Dollar": the country is named, whoever else is called Dollar.
    fn is_money_of_a_country(&self, tokens: &Tokens) -> bool {
        let last = tokens.end - 1;
        tokens.len() > 1
            && self.tokenized.tokens[last].word.any(Classes::CURRENCY)
            && self.tokenized.listed(&(tokens.start..last)).any(Classes::REGION)
    }

    /// "BRUSSELS, April 3": capitals hide what a name is, a list of towns does not.
    fn is_town_in_capitals(&self, tokens: &Tokens) -> bool {
        let written = self.tokenized.span(tokens.clone()).of(self.tokenized.text);
        let capitals = tokens.clone().all(|at| self.tokenized.tokens[at].shape == Shape::Capitals);
        if !capitals || written.len() < SHORTEST_TOWN {
            return false;
        }
        let listed = self.tokenized.lexicon.name(&title_case(written));
        let long = written.len() > SHORTEST_TOWN;
        let dated = self.written(Some(tokens.end)) == ","
            && self.token(Some(tokens.end + 1)).is_some_and(|next| {
                next.word.any(Classes::MONTH) || next.name.any(Classes::REGION.with(Classes::STATE_CODE))
            });
        listed.any(Classes::CITY.with(Classes::REGION))
            && (dated || long && !listed.any(PEOPLE.with(Classes::ORGANIZATION)))
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
            let money = last.word.any(Classes::CURRENCY) && !last.name.any(PEOPLE)
                || self.written(Some(tokens.end - 1)) == "Currency";
            let person = first.name.any(Classes::GIVEN_NAME) && last.name.any(Classes::FAMILY_NAME);
            return money || office && self.every(tokens, TITLES) && !person;
        }
        self.is_no_word_of_a_name(tokens.start)
    }

    /// Whether a word by itself is certainly no name: a weekday, an office, a verb.
    fn is_no_word_of_a_name(&self, at: usize) -> bool {
        let word = &self.tokenized.tokens[at];
        let before = self.written(at.checked_sub(1));
        // "Texaco Inc <TX>": what it is called at the exchange.
        let ticker = before == "<" && self.written(Some(at + 1)) == ">" && word.shape == Shape::Capitals;
        // "the Speaker" is an office, "Speaker" alone may be somebody's name.
        let the = matches!(before, "the" | "The");
        let office = word.word.any(Classes::TITLE) && (the || word.shape == Shape::Capitals)
            || word.shape == Shape::Initial;
        let time = word.word.any(Classes::MONTH.with(Classes::WEEKDAY)) && !word.name.any(PEOPLE);
        let vague = || VAGUE.contains(&self.written(Some(at)).to_lowercase().as_str());
        // "a Coalition to Defeat ISIS".
        let verb = || before == "to" && self.token(Some(at + 1)).is_some_and(Token::is_capitalised);
        ticker || time || office || self.is_plain(at) && (word.word.any(TITLES) || vague() || verb())
    }

    /// Whether a name of a person, organisation or place is that of a law, a work, an event or a model.
    fn is_thing(&self, tokens: &Tokens, kind: Kind) -> bool {
        let listed = self.tokenized.listed(tokens);
        if listed.any(LISTED_NAME) {
            return false;
        }
        if listed.any(Classes::TERM) {
            // "the Italian Communist Party (PCI)": in brackets it is somebody's.
            let bracketed =
                self.written(tokens.start.checked_sub(1)) == "(" && self.written(Some(tokens.end)) == ")";
            let person = kind == Kind::Person && self.tokenized.tokens[tokens.start].name.any(PEOPLE);
            let own = bracketed || person || listed.any(Classes::STATE_CODE);
            let written = self.tokenized.span(tokens.clone()).of(self.tokenized.text);
            return !own && !self.spelled.contains(written);
        }
        if tokens.len() > 1 {
            return self.ends_in_thing(tokens, kind)
                || self.is_described(tokens)
                || self.is_abbreviated(tokens);
        }
        self.is_model(tokens)
    }

    /// "Davis Cup", "Vienna Document", but not "Council of the Peace Prize".
    fn ends_in_thing(&self, tokens: &Tokens, kind: Kind) -> bool {
        let first = &self.tokenized.tokens[tokens.start];
        let last = &self.tokenized.tokens[tokens.end - 1];
        let body = first.word.any(Classes::ORGANIZATION_HEAD)
            && tokens.clone().any(|at| self.written(Some(at)) == "of");
        let thing = THINGS.contains(&self.written(Some(tokens.end - 1)).to_lowercase().as_str());
        last.is_capitalised() && thing && !body && !(kind == Kind::Person && last.name.any(PEOPLE))
    }

    /// "Mirage 2000-5".
    fn is_model(&self, tokens: &Tokens) -> bool {
        let number = self.token(Some(tokens.end)).filter(|next| next.spaced && next.shape == Shape::Compound);
        let figures = number.and_then(|token| token.span.of(self.tokenized.text).split_once('-'));
        // "1988-1989" are years, "111-100" is a score.
        let model = figures.is_some_and(|(one, other)| {
            let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
            digits(one) && digits(other) && (other.len() == 1 || one.len() == 3)
        });
        model && self.tokenized.tokens[tokens.start].shape == Shape::Capitalised
    }

    /// "Search Engine Optimization (SEO)": plain words for which the lists have an abbreviation.
    fn is_abbreviated(&self, tokens: &Tokens) -> bool {
        let letters = self.written(Some(tokens.end + 1));
        self.written(Some(tokens.end)) == "("
            && letters == initials_of(self.tokenized, tokens)
            && self.is_plain_phrase(tokens)
            && self.tokenized.lexicon.name(letters).any(Classes::TERM)
    }

    /// Whether a name is nothing but ordinary words, and not those of a body, a firm or a place.
    fn is_plain_phrase(&self, tokens: &Tokens) -> bool {
        let heads = Classes::ORGANIZATION_HEAD.with(Classes::ORGANIZATION_SUFFIX).with(Classes::PLACE_HEAD);
        tokens.clone().all(|at| self.is_plain(at)) && !self.tokenized.tokens[tokens.end - 1].word.any(heads)
    }

    /// "a Strategic Concept": an article that names one of many, and nothing but ordinary words.
    fn is_described(&self, tokens: &Tokens) -> bool {
        matches!(self.written(tokens.start.checked_sub(1)), "a" | "an" | "A" | "An")
            && self.is_plain_phrase(tokens)
    }

    /// What lists say of the kind of a name, whatever stands around it.
    fn listed_kind(&self, tokens: &Tokens, kind: Kind) -> Kind {
        let listed = self.tokenized.listed(tokens);
        let town = matches!(kind, Kind::Person | Kind::Organization) && self.is_town_in_capitals(tokens);
        let before = self.written(tokens.start.checked_sub(1));
        let state = kind == Kind::Organization
            && matches!(before, "," | "in" | "from" | "to")
            && listed.any(Classes::STATE_CODE)
            && !listed.any(LISTED_NAME);
        if town || state {
            return Kind::Place;
        }
        // Firms that are called like people: "Morgan Stanley".
        let firm = kind == Kind::Person && tokens.len() > 1 && listed.any(Classes::ORGANIZATION);
        if firm { Kind::Organization } else { kind }
    }
}

/// The initials of the organisations with several words, if any name is an abbreviation that the lists have
/// for something else: "CBT" where the "Chicago Board of Trade" is named.
fn initials(tokenized: &TokenizedText<'_>, names: &[Name]) -> HashSet<String> {
    let term = |(tokens, _): &Name| tokens.len() == 1 && tokenized.listed(tokens).any(Classes::TERM);
    if !names.iter().any(term) {
        return HashSet::new();
    }
    let long = names.iter().filter(|(tokens, kind)| {
        let plain = |at: usize| {
            let word = tokenized.tokens[at].word;
            word.any(Classes::WORD) && !word.any(Classes::ORGANIZATION_HEAD)
        };
        *kind == Kind::Organization && tokens.len() > 1 && !tokens.clone().all(plain)
    });
    long.map(|(tokens, _)| initials_of(tokenized, tokens)).collect()
}

fn initials_of(tokenized: &TokenizedText<'_>, tokens: &Tokens) -> String {
    let first = |at: usize| {
        let token = &tokenized.tokens[at];
        token.span.of(tokenized.text).chars().next().filter(|_| token.is_capitalised())
    };
    tokens.clone().filter_map(first).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use crate::annotate::{annotate_text, lists::Lists};

    /// The names of a text, each with its kind before it.
    pub fn names(text: &str) -> Vec<String> {
        let document = annotate_text(text.to_owned(), &Lists::default());
        let names = document.mentions.iter().filter(|mention| mention.kind.is_name());
        names.map(|mention| format!("{} {}", mention.kind.name(), mention.span.of(text))).collect()
    }

    #[test]
    fn titles_works_and_halves_of_words_are_no_names() {
        for (text, expected) in [
            ("The Supreme Commander of NATO left.", vec!["organization NATO"]),
            ("They signed the Tarnwick Treaty in Oslo.", vec!["place Oslo"]),
            ("The talks of the OSCE Border- and customs-watching body failed.", vec!["organization OSCE"]),
            ("Putin and West Spar Over Borders in Oslo", vec!["person Putin", "place West", "place Oslo"]),
            ("The firm fell by three U.S. Dollar on Monday.", vec!["place U.S."]),
            ("Bonn Environment Minister Maren Ode left.", vec!["person Maren Ode"]),
            ("Shares of Falke Motors Inc <TX> rose.", vec!["organization Falke Motors Inc"]),
            ("Maren Ode, MD, spoke of Oslo.", vec!["person Maren Ode", "place Oslo"]),
        ] {
            let found = names(text);
            let missing: Vec<_> =
                expected.iter().filter(|name| !found.iter().any(|of| of == *name)).collect();
            assert!(missing.is_empty() && found.len() <= expected.len(), "{text}: {found:?}");
        }
    }
}
