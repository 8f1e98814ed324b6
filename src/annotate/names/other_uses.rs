//! Kinds of names that their other uses in the document decide: families in the plural, and places that only
//! the words before them show.
//!
//! Not here: what a single use shows (`sift`).

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::super::model::Name;
use super::super::tokenized::TokenizedText;
use super::super::word::Shape;
use crate::lexicon::{Classes, LISTED_NAME};
use crate::model::Kind;

type Tokens = Range<usize>;

const PEOPLE: Classes = Classes::GIVEN_NAME.with(Classes::FAMILY_NAME);

/// Changes the kinds of names for what their other uses show. The names are in order.
pub fn heed_other_uses(tokenized: &TokenizedText<'_>, names: &mut [Name]) {
    families(tokenized, names);
    places(tokenized, names);
}

/// "The Smithsons", of whom the document names one: a family and no firm.
fn families(tokenized: &TokenizedText<'_>, names: &mut [Name]) {
    let written = |at: usize| tokenized.tokens[at].span.of(tokenized.text);
    let plural = |tokens: &Tokens| {
        let the = tokens.start.checked_sub(1).is_some_and(|at| matches!(written(at), "the" | "The"));
        let stem = if tokens.len() == 1 && the { written(tokens.start).strip_suffix('s') } else { None };
        let plain = tokenized.tokens[tokens.start].word.any(Classes::WORD.with(Classes::DEMONYM));
        stem.filter(|stem| !plain && !tokenized.lexicon.word(stem).any(Classes::WORD)).map(str::to_owned)
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

#[cfg(test)]
mod tests {
    use crate::annotate::{annotate_text, lists::Lists};
    use crate::model::Kind;

    #[test]
    fn a_family_in_the_plural_is_a_group() {
        let text = "Andre Smithson bought it. The Smithsons had never lived by the sea.";
        let document = annotate_text(text.to_owned(), &Lists::default());
        let plural = document.mentions.iter().find(|mention| mention.span.of(text) == "Smithsons");
        assert_eq!(plural.map(|plural| plural.kind), Some(Kind::Group), "{:?}", document.mentions);
    }

    #[test]
    fn what_is_governed_by_the_noun_of_a_body_is_a_place() {
        let text = "The water board of Ellmarsh has sent me its table of the wells.";
        let document = annotate_text(text.to_owned(), &Lists::default());
        let kinds: Vec<Kind> = document.mentions.iter().map(|mention| mention.kind).collect();
        assert_eq!(kinds, [Kind::Place]);
    }
}
