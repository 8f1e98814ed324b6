//! Why two documents are taken for reports of one event, in words: the names, the days, the words and the figures that
//! both have.

use std::collections::{BTreeMap, BTreeSet};

use super::report::{Report, is_figure, terms_of};
use super::terms::Rareness;
use crate::model::{Document, Kind};
use crate::text::fold::fold;

/// So many names, words and figures are told of, the rarest. Set by hand: what fits a line.
const NAMES: usize = 3;
const WORDS: usize = 4;
const FIGURES: usize = 2;

/// Words in more of the reports tell nothing; as the logarithm of how many come to one that has it. Set by hand.
const TELLING: f32 = 1.5;

/// Why a document is in one story with another.
pub fn reason(one: (&Document, &Report), other: (&Document, &Report), rareness: &Rareness) -> String {
    let (names, words, figures) = shared(one.0, other.0, rareness);
    let mut parts = Vec::new();
    if !names.is_empty() {
        parts.push(format!("both name {}", listed(&names)));
    }
    parts.extend(days(one.1, other.1));
    if !words.is_empty() {
        let quoted: Vec<String> = words.iter().map(|word| format!("“{word}”")).collect();
        parts.push(format!("share {}", quoted.join(", ")));
    }
    if !figures.is_empty() {
        parts.push(format!("the same figures: {}", figures.join(", ")));
    }
    if parts.is_empty() {
        parts.push("alike in many common words".to_owned());
    }
    parts.join("; ")
}

fn listed(names: &[String]) -> String {
    match names {
        [others @ .., last] if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        names => names.join(", "),
    }
}

/// How near the days of both are.
fn days(one: &Report, other: &Report) -> Option<String> {
    match one.days_apart(other) {
        Some(0) => return Some("published on one day".to_owned()),
        Some(days @ 1..=7) => return Some(format!("published within {} days", days.max(2))),
        _ => {}
    }
    let apart = one.days.iter().flat_map(|day| other.days.iter().map(move |of| (day - of).abs())).min();
    (apart? <= 3).then(|| "both tell of the same days".to_owned())
}

/// The names, words and figures of both, the rarest first.
fn shared(one: &Document, other: &Document, rareness: &Rareness) -> (Vec<String>, Vec<String>, Vec<String>) {
    let (names, others) = (names_of(one), names_of(other));
    let of_name = |folded: &str| terms_of(folded).map(|term| rareness.of_term(&term)).fold(0.0_f32, f32::max);
    let both = names.iter().filter(|(folded, _)| others.contains_key(*folded));
    let both = both.map(|(folded, name)| (of_name(folded), name.clone()));
    let in_names: BTreeSet<String> =
        names.keys().chain(others.keys()).flat_map(|name| terms_of(name)).collect();
    let (terms, other_terms) = (terms_in(one), terms_in(other));
    let both_terms = terms.intersection(&other_terms).filter(|term| !in_names.contains(*term));
    let weighed = both_terms.map(|term| (rareness.of_term(term), term.clone()));
    let (figures, words): (Vec<_>, Vec<_>) = weighed.partition(|(_, term)| is_figure(term));
    let telling = words.into_iter().filter(|(rare, term)| {
        *rare >= TELLING && term.chars().count() > 2 && term.chars().all(char::is_alphabetic)
    });
    let figures = figures
        .into_iter()
        .filter(|(_, term)| term.len() > 1 && term.starts_with(|c: char| c.is_ascii_digit()));
    (rarest(both, NAMES), rarest(telling, WORDS), rarest(figures, FIGURES))
}

fn rarest(of: impl Iterator<Item = (f32, String)>, most: usize) -> Vec<String> {
    let mut of: Vec<(f32, String)> = of.collect();
    of.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    of.into_iter().take(most).map(|(_, name)| name).collect()
}

/// The full names of people, organisations, places and other things, by their folded form.
fn names_of(document: &Document) -> BTreeMap<String, String> {
    let is_name = |kind: Kind| kind.is_name() && kind != Kind::Group;
    let keys = document.keys.iter().filter(|key| is_name(key.kind) && !key.bare);
    keys.map(|key| (fold(&key.name), key.name.clone())).collect()
}

fn terms_in(document: &Document) -> BTreeSet<String> {
    let body = document.body_blocks().map(|block| block.span.of(&document.text));
    body.chain(document.title.as_deref()).flat_map(terms_of).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Weighed;
    use super::*;
    use crate::model::{Block, BlockKind, DocumentId, Key, PartialDate, Published, Span};

    fn document(text: &str, names: &[&str], day: &str) -> Document {
        let key = |name: &&str| Key { kind: Kind::Person, name: (*name).to_owned(), bare: false };
        Document {
            text: text.to_owned(),
            blocks: vec![Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph }],
            keys: names.iter().map(key).collect(),
            published: Some(Published { date: PartialDate::parse(day), ..Published::default() }),
            ..Document::default()
        }
    }

    #[test]
    fn a_reason_tells_of_names_days_words_and_figures() {
        let one = document("The quake of 7.7 hit Tarn, said Ann Bell.", &["Ann Bell"], "2021-05-03");
        let other = document("Ann Bell saw the quake: 7.7, they say.", &["Ann Bell"], "2021-05-04");
        let strange = document("Cups and saucers.", &[], "2020-01-01");
        let mut all = vec![&one, &other, &strange];
        all.extend([&strange; 9]);
        let reports: Vec<Report> =
            all.iter().enumerate().map(|(at, of)| Report::of(DocumentId(at as u64), of, [])).collect();
        let (a, b, c) = (reports[0].clone(), reports[1].clone(), reports[2].clone());
        let rareness = Weighed::new(reports).rareness;
        assert_eq!(
            reason((&one, &a), (&other, &b), &rareness),
            "both name Ann Bell; published within 2 days; share “quake”, “the”; the same figures: 7.7"
        );
        assert_eq!(reason((&one, &a), (&strange, &c), &rareness), "alike in many common words");
    }
}
