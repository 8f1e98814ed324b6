//! Full names that are not written as such: "Andre" of "Andre and Amanda Smithson", and "Ida Marrel" of
//! "Marrel, Ida; Quillon, Bastien".
//!
//! Not here: short forms of a full name (`short_forms`).

use std::collections::HashSet;
use std::ops::Range;

use super::super::model::Name;
use super::super::tokenized::TokenizedText;
use super::super::word::Shape;
use crate::lexicon::{Classes, LISTED_NAME};
use crate::model::Kind;

/// Words of a family name, and of given names, at most.
const MOST_WORDS: usize = 3;

/// For each name the full name it stands for, if that is written in another way.
pub fn full_names(tokenized: &TokenizedText<'_>, names: &[Name]) -> Vec<Option<String>> {
    let mut full: Vec<Option<String>> = names.iter().map(|name| put_in_order(tokenized, name)).collect();
    let mut alone: HashSet<u32> = HashSet::new();
    for (at, ((tokens, kind), full)) in names.iter().zip(&mut full).enumerate() {
        if *kind != Kind::Person || tokens.len() != 1 {
            continue;
        }
        let given = &tokenized.tokens[tokens.start];
        let partner = names.get(at + 1).and_then(|next| family_name(tokenized, tokens, next));
        // One who was called so before goes by that name alone: "Madonna and Sean Penn".
        if let Some(family) = partner.filter(|_| given.name.any(Classes::GIVEN_NAME))
            && !alone.contains(&given.number)
            && !has_full_name(tokenized, names, given.number)
        {
            *full = Some(format!("{} {}", given.span.of(tokenized.text), family.of(tokenized.text)));
        }
        alone.insert(given.number);
    }
    full
}

/// The family name of the second of a couple, which is the first one's too.
fn family_name(
    tokenized: &TokenizedText<'_>,
    first: &Range<usize>,
    second: &Name,
) -> Option<crate::model::Span> {
    let (tokens, kind) = second;
    let and = matches!(tokenized.tokens.get(first.end)?.span.of(tokenized.text), "and" | "&");
    let joined = and && tokens.start == first.end + 1 && *kind == Kind::Person && tokens.len() > 1;
    let given = tokenized.tokens[tokens.start].name.any(Classes::GIVEN_NAME);
    let last = tokens.end - 1;
    let family = joined && given && tokenized.tokens[last].shape == Shape::Capitalised;
    let particle = |at: &usize| tokenized.tokens[*at].word.any(Classes::PARTICLE);
    let start = (tokens.start + 1..last).rev().take_while(particle).last().unwrap_or(last);
    family.then(|| tokenized.span(start..tokens.end))
}

/// Whether a person with that given name is named in full.
fn has_full_name(tokenized: &TokenizedText<'_>, names: &[Name], given: u32) -> bool {
    names.iter().any(|(tokens, kind)| {
        *kind == Kind::Person && tokens.len() > 1 && tokenized.tokens[tokens.start].number == given
    })
}

/// "Marrel, Ida" as "Ida Marrel".
fn put_in_order(tokenized: &TokenizedText<'_>, (tokens, kind): &Name) -> Option<String> {
    let comma = tokens.clone().find(|&at| is_mark(tokenized, at, ","))?;
    let given = comma + 1..tokens.end;
    if *kind != Kind::Person || comma == tokens.start || given.is_empty() || is_generation(tokenized, &given)
    {
        return None;
    }
    let [family, given] = [tokens.start..comma, given].map(|part| tokenized.span(part).of(tokenized.text));
    Some(format!("{given} {family}"))
}

fn is_generation(tokenized: &TokenizedText<'_>, given: &Range<usize>) -> bool {
    let written = tokenized.span(given.clone()).of(tokenized.text);
    matches!(written.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV" | "MD" | "PhD" | "Esq")
}

fn is_mark(tokenized: &TokenizedText<'_>, at: usize, mark: &str) -> bool {
    tokenized.tokens.get(at).is_some_and(|token| token.span.of(tokenized.text) == mark)
}

/// Finds people in lists that have the family name first: "Present: Marrel, Ida (chair); Quillon, Bastien".
/// What was found at their places before is replaced.
pub fn add_listed_people(tokenized: &TokenizedText<'_>, names: &mut Vec<Name>) {
    let mut found: Vec<Range<usize>> = Vec::new();
    for sentence in tokenized.sentences.iter().filter(|sentence| !sentence.credit) {
        let Range { start, end } = sentence.tokens;
        let label = (start..end.min(start + MOST_WORDS + 1)).find(|&at| is_mark(tokenized, at, ":"));
        let begin = label.map_or(start, |at| at + 1);
        let entries: Vec<Option<Range<usize>>> = (begin..end)
            .collect::<Vec<_>>()
            .split(|&at| is_mark(tokenized, at, ";"))
            .filter_map(|entry| Some(surname_first(tokenized, *entry.first()?..*entry.last()? + 1)))
            .collect();
        let enough = entries.len() > 1 || label.is_some() && !found.is_empty();
        if enough && !entries.is_empty() && entries.iter().all(Option::is_some) {
            found.extend(entries.into_iter().flatten());
        }
    }
    if found.is_empty() {
        return;
    }
    let overlaps =
        |tokens: &Range<usize>| found.iter().any(|of| of.start < tokens.end && tokens.start < of.end);
    names.retain(|(tokens, _)| !overlaps(tokens));
    names.extend(found.into_iter().map(|tokens| (tokens, Kind::Person)));
    names.sort_by_key(|(tokens, _)| tokens.start);
}

/// The name of an entry "Family, Given (what for)" if it is nothing else.
fn surname_first(tokenized: &TokenizedText<'_>, entry: Range<usize>) -> Option<Range<usize>> {
    let comma = entry.clone().find(|&at| is_mark(tokenized, at, ","))?;
    let word = |at: &usize| {
        let token = &tokenized.tokens[*at];
        token.is_capitalised() || token.word.any(Classes::PARTICLE)
    };
    let family = entry.start..comma;
    let end = (comma + 1..entry.end).find(|at| !word(at)).unwrap_or(entry.end);
    let given = comma + 1..end;
    let sizes = (1..=MOST_WORDS).contains(&family.len()) && (1..=MOST_WORDS).contains(&given.len());
    if !sizes {
        return None;
    }
    let closed = end == entry.end
        || is_mark(tokenized, end, ".") && end + 1 == entry.end
        || is_mark(tokenized, end, "(");
    let place = tokenized.listed(&family).any(LISTED_NAME) || tokenized.listed(&given).any(Classes::REGION);
    let named = closed && family.clone().all(|at| word(&at)) && !place && !is_generation(tokenized, &given);
    named.then_some(family.start..given.end)
}

#[cfg(test)]
mod tests {
    use crate::annotate::{annotate_text, lists::Lists};

    fn people(text: &str) -> Vec<String> {
        let document = annotate_text(text.to_owned(), &Lists::default());
        document.keys.into_iter().map(|key| key.name).collect()
    }

    #[test]
    fn both_of_a_couple_have_the_name_of_the_second() {
        assert_eq!(
            people("Andre and Amanda Smithson bought it. Later Andre Bell left."),
            ["Andre Bell", "Amanda Smithson"]
        );
        assert_eq!(people("Andre and Amanda Smithson bought it."), ["Andre Smithson", "Amanda Smithson"]);
        assert_eq!(
            people("Mary sang. Later Mary and Tom Pike left."),
            ["Mary", "Tom Pike"],
            "she goes by that name alone"
        );
    }

    #[test]
    fn a_list_with_family_names_first_has_them_in_order() {
        let text = "Present: Marrel, Ida (chair); Quillon, Bastien; Devereux-Hale, Oonagh.\nApologies: Okonjo, Samuel P.";
        assert_eq!(
            people(text),
            ["Ida Marrel", "Bastien Quillon", "Oonagh Devereux-Hale", "Samuel P. Okonjo"]
        );
        assert!(
            !people("He saw Paris, France; Oslo, Norway; and Rome, Italy.").contains(&"France Paris".into())
        );
    }
}
