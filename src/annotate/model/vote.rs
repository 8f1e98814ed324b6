//! Makes the names that the model found sentence by sentence consistent over the document: each name
//! gets one kind, the last word of a person's name is that person again, countries are places, and
//! titles are cut off.

use std::collections::HashMap;
use std::ops::Range;

use super::super::text::Token;
use super::super::tokenized::TokenizedText;
use super::super::weights::{KIND_MAJORITY, KNOWN_USES};
use super::super::word::Shape;
use super::labels::{KINDS, Name};
use super::rule_names::RuleNames;
use crate::lexicon::{Classes, LISTED_NAME};
use crate::model::Kind;

/// How often each kind was seen, in the order of [`KINDS`].
type KindCounts = [i32; KINDS.len()];

/// Brings the names of a tokenised text in line with each other.
pub fn reconcile(tokenized: &TokenizedText<'_>, rules: &RuleNames, names: &mut Vec<Name>) {
    let numbers: Vec<u32> = tokenized.tokens.iter().map(|token| token.number).collect();
    let numbers = numbers.as_slice();
    split_at_dashes(tokenized, names);
    names.iter_mut().for_each(|name| trim(tokenized, name));
    names.retain(|name| !is_office(tokenized, name));
    names.retain(|(tokens, _)| tokens.clone().any(|at| tokenized.tokens[at].shape != Shape::Lower));
    names.iter_mut().for_each(|(tokens, kind)| *kind = listed_kind(tokenized, tokens, *kind));
    let mut votes: HashMap<&[u32], KindCounts> = HashMap::new();
    let mut bearers: HashMap<u32, u32> = HashMap::new();
    for (tokens, kind) in names.iter() {
        votes.entry(&numbers[tokens.clone()]).or_default()[position(*kind)] += 1;
        if *kind == Kind::Person && tokens.len() > 1 {
            *bearers.entry(numbers[tokens.end - 1]).or_default() += 1;
        }
    }
    for (tokens, kind) in names.iter_mut() {
        let written = &numbers[tokens.clone()];
        let Some(votes) = votes.get(written) else { continue };
        *kind = elected(votes, *kind);
        let borne = tokens.len() == 1 && bearers.contains_key(&numbers[tokens.start]);
        let place = tokenized.tokens[tokens.start].name.any(Classes::REGION);
        let unknown = *kind == Kind::Person && !borne && !is_person(tokenized, tokens);
        let place_too = votes[position(Kind::Place)] > 0 || settled(rules, tokens) == Some(Kind::Place);
        if unknown && (place_too || is_town(tokenized, tokens)) {
            *kind = Kind::Place;
        }
        if borne && !place && matches!(kind, Kind::Organization | Kind::Place) {
            *kind = Kind::Person;
        }
    }
    let known = known(tokenized, numbers, names);
    complete(tokenized, numbers, &known, names);
}

/// The names that a document is sure enough of to find them where the model did not, by their
/// first words; of one first word the longest come first.
type KnownNames<'a> = HashMap<u32, Vec<(&'a [u32], Kind)>>;

fn known<'a>(tokenized: &TokenizedText<'_>, numbers: &'a [u32], names: &[Name]) -> KnownNames<'a> {
    let mut counts: HashMap<(&[u32], Kind), i32> = HashMap::new();
    for (tokens, kind) in names.iter().filter(|name| name.1.is_name()) {
        *counts.entry((&numbers[tokens.clone()], *kind)).or_default() += 1;
        if *kind == Kind::Person && tokens.len() > 1 && !is_word(&tokenized.tokens[tokens.end - 1]) {
            *counts.entry((&numbers[tokens.end - 1..tokens.end], *kind)).or_default() += 1;
        }
    }
    let mut known = KnownNames::new();
    for ((written, kind), count) in counts {
        if written.len() > 1 || count >= KNOWN_USES {
            known.entry(written[0]).or_default().push((written, kind));
        }
    }
    for names in known.values_mut() {
        names.sort_by_key(|(written, kind)| (std::cmp::Reverse(written.len()), *written, *kind));
    }
    known
}

/// Adds the known names where nothing else is.
fn complete(tokenized: &TokenizedText<'_>, numbers: &[u32], known: &KnownNames<'_>, names: &mut Vec<Name>) {
    let found = std::mem::take(names);
    let mut found = found.into_iter().peekable();
    for sentence in tokenized.sentences.iter().filter(|sentence| !sentence.credit) {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            if let Some(name) = found.next_if(|name| name.0.start <= at) {
                at = name.0.end.max(at);
                names.push(name);
                continue;
            }
            let end = found.peek().map_or(sentence.tokens.end, |name| name.0.start.min(sentence.tokens.end));
            let token = &tokenized.tokens[at];
            let open = token.is_capitalised()
                && !is_word(token)
                && (sentence.running || token.shape == Shape::Capitals);
            let here = known
                .get(&numbers[at])
                .filter(|_| open)
                .and_then(|names| names.iter().find(|(written, _)| numbers[at..end].starts_with(written)));
            match here {
                Some((written, kind)) => {
                    names.push((at..at + written.len(), *kind));
                    at += written.len();
                }
                None => at += 1,
            }
        }
    }
    names.extend(found);
}

fn is_word(token: &Token) -> bool {
    token.word.any(
        Classes::WORD
            .with(Classes::FUNCTION)
            .with(Classes::DEMONYM)
            .with(Classes::MONTH)
            .with(Classes::WEEKDAY),
    )
}

fn position(kind: Kind) -> usize {
    KINDS.iter().position(|&other| other == kind).unwrap_or_default()
}

/// The kind with by far the most votes, else the one at hand.
fn elected(votes: &KindCounts, kind: Kind) -> Kind {
    let (most, count) = votes.iter().enumerate().max_by_key(|&(_, count)| count).unwrap_or((0, &0));
    match KINDS.get(most) {
        Some(&best) if *count >= KIND_MAJORITY * votes[position(kind)] => best,
        _ => kind,
    }
}

/// Parts a name at the dashes that stand by themselves in it.
fn split_at_dashes(tokenized: &TokenizedText<'_>, names: &mut Vec<Name>) {
    let dash = |at: usize| {
        tokenized.tokens[at].spaced && matches!(tokenized.tokens[at].span.of(tokenized.text), "–" | "—" | "|")
    };
    if !names.iter().any(|(tokens, _)| tokens.clone().any(dash)) {
        return;
    }
    let parts = names.iter().flat_map(|(tokens, kind)| {
        let mut cuts: Vec<usize> = tokens.clone().filter(|&at| dash(at)).collect();
        cuts.push(tokens.end);
        let mut start = tokens.start;
        cuts.into_iter().map(move |cut| (std::mem::replace(&mut start, cut + 1)..cut, *kind))
    });
    *names = parts.filter(|(tokens, _)| !tokens.is_empty()).collect();
}

/// "State" of "Secretary of State", "Defense" of "Defense Secretary": part of a title alone.
fn is_office(tokenized: &TokenizedText<'_>, (tokens, _): &Name) -> bool {
    let title = |at: Option<usize>| {
        at.and_then(|at| tokenized.tokens.get(at)).is_some_and(|t| t.word.any(Classes::TITLE))
    };
    let of = |at: usize| tokenized.tokens[at].span.of(tokenized.text) == "of";
    let before = tokens.start.checked_sub(1).filter(|&at| of(at)).and_then(|at| at.checked_sub(1));
    tokens.len() == 1
        && tokenized.tokens[tokens.start].word.any(Classes::TITLE_WORD)
        && !tokenized.tokens[tokens.start].name.any(LISTED_NAME)
        && (title(Some(tokens.end)) || title(before))
}

/// What the rules settle a range of tokens as.
fn settled(rules: &RuleNames, tokens: &Range<usize>) -> Option<Kind> {
    let range = (tokens.start as u32, tokens.end as u32);
    let at = rules.candidates.binary_search_by_key(&range, |candidate| candidate.tokens).ok()?;
    rules.kinds.get(at).copied().flatten()
}

/// Whether the lists know the first or the last word as a person's.
fn is_person(tokenized: &TokenizedText<'_>, tokens: &Range<usize>) -> bool {
    let (first, last) = (&tokenized.tokens[tokens.start], &tokenized.tokens[tokens.end - 1]);
    let titled = tokens.start.checked_sub(1).is_some_and(|at| tokenized.tokens[at].word.any(Classes::TITLE));
    first.name.any(Classes::GIVEN_NAME) || last.name.any(Classes::FAMILY_NAME) || titled
}

/// Whether the lists have a word as a town and as nothing else.
fn is_town(tokenized: &TokenizedText<'_>, tokens: &Range<usize>) -> bool {
    let people = Classes::GIVEN_NAME.with(Classes::FAMILY_NAME).with(Classes::ORGANIZATION);
    let listed = tokenized.listed(tokens);
    listed.any(Classes::CITY) && !listed.any(people)
}

/// Takes the titles off the head of a person's name.
fn trim(tokenized: &TokenizedText<'_>, (tokens, kind): &mut Name) {
    if *kind != Kind::Person {
        return;
    }
    let title = |token: &Token| {
        token.word.any(Classes::TITLE.with(Classes::TITLE_WORD)) && !token.name.any(Classes::GIVEN_NAME)
    };
    let end = tokens.clone().find(|&at| !title(&tokenized.tokens[at])).unwrap_or(tokens.start);
    let real = (tokens.start..end).any(|at| tokenized.tokens[at].word.any(Classes::TITLE));
    if real && end < tokens.end {
        tokens.start = end;
    }
}

/// Countries are places, whoever speaks for them, and so is what is named like a port or a lake,
/// unless a person or a firm has the same name.
fn listed_kind(tokenized: &TokenizedText<'_>, tokens: &Range<usize>, kind: Kind) -> Kind {
    let listed = tokenized.listed(tokens);
    let people = Classes::GIVEN_NAME.with(Classes::FAMILY_NAME).with(Classes::ORGANIZATION);
    let first = &tokenized.tokens[tokens.start];
    let port =
        tokens.len() == 2 && first.word.any(Classes::PLACE_FIRST) && !first.name.any(Classes::GIVEN_NAME);
    match kind {
        Kind::Person | Kind::Organization if listed.any(Classes::REGION) && !listed.any(people) => {
            Kind::Place
        }
        Kind::Person if port => Kind::Place,
        _ => kind,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::tokenized::blocks_of_lines;
    use super::super::super::word::WordTable;
    use super::*;
    use crate::lexicon::lexicon;

    /// What becomes of names given as "kind Name"; a name is looked for behind the one before.
    fn reconciled(text: &str, found: &[&str]) -> Vec<String> {
        let tokenized = TokenizedText::of(text, &blocks_of_lines(text), &mut WordTable::new(lexicon(), None));
        let mut at = 0;
        let mut names: Vec<Name> = Vec::new();
        for name in found {
            let (kind, name) = name.split_once(' ').unwrap();
            let start = at + text[at..].find(name).unwrap();
            at = start + name.len();
            let inside = |token: &Token| token.span.start as usize >= start && token.span.end as usize <= at;
            let first = tokenized.tokens.iter().position(inside).unwrap();
            let last = tokenized.tokens.iter().rposition(inside).unwrap();
            names.push((first..last + 1, Kind::from_name(kind).unwrap()));
        }
        reconcile(&tokenized, &RuleNames { candidates: Vec::new(), kinds: Vec::new() }, &mut names);
        let shown =
            |(tokens, kind): &Name| format!("{} {}", kind.name(), tokenized.span(tokens.clone()).of(text));
        names.iter().map(shown).collect()
    }

    #[test]
    fn titles_and_words_in_lower_case_are_taken_off() {
        assert_eq!(
            reconciled(
                "Prime Minister Maren Ode met congress.",
                &["person Prime Minister Maren Ode", "organization congress"]
            ),
            ["person Maren Ode"]
        );
    }

    #[test]
    fn a_name_has_the_kind_most_of_its_uses_have() {
        let text = "Falke sank. Falke rose. Falke fell. Falke left.";
        let found = ["organization Falke", "organization Falke", "person Falke", "organization Falke"];
        assert_eq!(reconciled(text, &found), ["organization Falke"; 4]);
        assert_eq!(reconciled("Oslo met Norway.", &["place Oslo", "organization Norway"])[1], "place Norway");
    }

    #[test]
    fn the_end_of_a_persons_name_is_that_person_and_is_found_again() {
        let text = "He met Maren Odemark. Later Odemark left. They saw Odemark go and heard Odemark sing.";
        let found = ["person Maren Odemark", "organization Odemark", "person Odemark"];
        let expected = ["person Maren Odemark", "person Odemark", "person Odemark", "person Odemark"];
        assert_eq!(reconciled(text, &found), expected);
    }
}
