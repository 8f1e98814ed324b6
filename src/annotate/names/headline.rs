//! What capitals hide in a headline in title case: "Sweden Summons Russia" is two countries and a verb, not somebody's
//! name.
//!
//! Not here: what a name is that stands in running text too, which tells more than a headline does.

use std::collections::HashSet;
use std::ops::Range;

use super::super::model::Name;
use super::super::text::Casing;
use super::super::tokenized::{SentenceRange, TokenizedText};
use super::name_view::{NameView, Tokens};
use crate::lexicon::{Classes, LISTED_NAME};
use crate::model::Kind;

/// Words that the name of a country has at most.
const LONGEST_COUNTRY: usize = 3;

/// Words by which a body or a place is known: "Ukraine Crisis Media Center" is one name.
const HEADS: Classes =
    Classes::ORGANIZATION_HEAD.with(Classes::ORGANIZATION_SUFFIX).with(Classes::PLACE_HEAD);

/// Puts the countries in the place of names that are nothing but countries and ordinary words between them, in headlines of
/// a text that does not have the name elsewhere. The names are in order without overlaps.
pub fn read_headlines(tokenized: &TokenizedText<'_>, names: &mut Vec<Name>) {
    if tokenized.sentences.iter().all(|sentence| sentence.casing != Casing::Title) {
        return;
    }
    let written = |tokens: &Tokens| tokenized.span(tokens.clone()).of(tokenized.text);
    let mut in_text: HashSet<&str> = HashSet::new();
    each_with_sentence(tokenized, names, |(tokens, _), sentence| {
        if sentence.casing == Casing::Sentence && tokens.len() > 1 {
            in_text.insert(written(tokens));
        }
    });
    let mut read = Vec::with_capacity(names.len());
    each_with_sentence(tokenized, names, |(tokens, kind), sentence| {
        let asked = sentence.casing == Casing::Title && tokens.len() > 1 && kind.is_name();
        let countries = asked.then(|| countries(tokenized, sentence, tokens)).flatten();
        match countries.filter(|_| !in_text.contains(written(tokens))) {
            Some(countries) => read.extend(countries.map(|tokens| (tokens, Kind::Place))),
            None => read.push((tokens.clone(), *kind)),
        }
    });
    *names = read;
}

/// Goes through names with the sentence of each.
fn each_with_sentence<'n>(
    tokenized: &TokenizedText<'_>,
    names: &'n [Name],
    mut each: impl FnMut(&'n Name, &SentenceRange),
) {
    let mut sentences = tokenized.sentences.iter().peekable();
    for name in names {
        while sentences.next_if(|sentence| sentence.tokens.end <= name.0.start).is_some() {}
        if let Some(sentence) = sentences.peek() {
            each(name, sentence);
        }
    }
}

/// The countries that such a name begins and may end with; `None` where it may be a name.
fn countries(
    tokenized: &TokenizedText<'_>,
    sentence: &SentenceRange,
    tokens: &Tokens,
) -> Option<impl Iterator<Item = Range<usize>> + use<>> {
    let is_country = |part: &Range<usize>| tokenized.listed(part).any(Classes::REGION);
    let view = NameView { tokenized, sentence: Some(sentence), spelled: &HashSet::new() };
    let lengths = || (1..=LONGEST_COUNTRY.min(tokens.len() - 1)).rev();
    let first = lengths().map(|words| tokens.start..tokens.start + words).find(is_country)?;
    let last = lengths().map(|words| tokens.end - words..tokens.end).find(is_country);
    let last = last.filter(|last| last.start > first.end);
    let between = first.end..last.as_ref().map_or(tokens.end, |last| last.start);
    let has_head = |at: usize| tokenized.tokens.get(at).is_some_and(|token| token.word.any(HEADS));
    let is_name = tokenized.listed(tokens).any(LISTED_NAME)
        || has_head(tokens.end - 1)
        || has_head(first.end)
        || !view.is_plain(first.end)
        || between.is_empty();
    (!is_name).then(|| std::iter::once(first).chain(last))
}

#[cfg(test)]
mod tests {
    use super::super::sift::tests::names;

    #[test]
    fn countries_with_ordinary_words_between_them_are_no_name_of_a_headline() {
        for (text, expected) in [
            ("Sweden Summons Russia Envoy Over Breach of Airspace", &["place Sweden", "place Russia"][..]),
            ("NATO, Ukraine Discuss Western Defense Support", &["organization NATO", "place Ukraine"]),
        ] {
            let found = names(text);
            assert!(expected.iter().all(|name| found.iter().any(|of| of == name)), "{text}: {found:?}");
            let long = found.iter().find(|name| name.contains("Discuss") || name.contains("Summons"));
            assert_eq!(long, None, "{text}");
        }
    }

    #[test]
    fn what_a_text_calls_by_its_name_is_called_so_in_its_headline() {
        let text = "Ukraine Crisis Group Opens Bigger Office In Oslo\n\nThe Ukraine Crisis Group opened an office in Oslo on \
                    Monday, its director said. The Ukraine Crisis Group has ten members.";
        let found = names(text);
        assert!(found.iter().filter(|name| name.ends_with("Ukraine Crisis Group")).count() >= 2, "{found:?}");
    }
}
