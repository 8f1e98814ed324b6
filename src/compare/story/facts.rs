//! The names and figures of a story, and which of its reports have each: what all have in common, and what stands in
//! one alone.

use std::collections::{BTreeMap, HashMap};

use crate::model::{Document, Key, Kind};
use crate::query::StoryFact;
use crate::text::fold::fold;

/// The facts of some reports, those in most of them first. `called` tells what the key of one of them, by its place,
/// is called in the collection; `None` keeps the name it has in its document.
pub fn facts(reports: &[&Document], called: impl Fn(usize, &Key) -> Option<String>) -> Vec<StoryFact> {
    let mut found: BTreeMap<(Kind, String), StoryFact> = BTreeMap::new();
    for (place, document) in reports.iter().enumerate() {
        let mut named: HashMap<u32, String> = HashMap::new();
        for mention in document.mentions.iter().filter(|mention| !document.is_chrome_at(mention.span)) {
            let name = match mention.kind {
                Kind::Money | Kind::Percent | Kind::Quantity => mention.span.of(&document.text).to_owned(),
                kind if kind.is_name() && kind != Kind::Group => {
                    let Some(number) = mention.key else { continue };
                    let Some(key) = document.keys.get(number as usize).filter(|key| !key.bare) else {
                        continue;
                    };
                    let name = || called(place, key).unwrap_or_else(|| key.name.clone());
                    named.entry(number).or_insert_with(name).clone()
                }
                _ => continue,
            };
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            let fact = found.entry((mention.kind, fold(&name)));
            let fact = fact.or_insert_with(|| StoryFact { name, kind: mention.kind, reports: Vec::new() });
            if fact.reports.last() != Some(&place) {
                fact.reports.push(place);
            }
        }
    }
    let mut facts: Vec<StoryFact> = found.into_values().collect();
    // Kinds and names are in order already.
    facts.sort_by_key(|fact| std::cmp::Reverse(fact.reports.len()));
    facts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Mention, Span};

    fn document(text: &str, names: &[(&str, Kind)]) -> Document {
        let mut document = Document { text: text.to_owned(), ..Document::default() };
        for &(name, kind) in names {
            let start = text.find(name).unwrap();
            let key = kind.is_name().then_some(document.keys.len() as u32);
            document.mentions.push(Mention { span: Span::new(start, start + name.len()), kind, key });
            document.keys.push(Key { kind, name: name.to_owned(), bare: false });
        }
        document
    }

    #[test]
    fn what_reports_share_comes_before_what_one_has_alone() {
        let first =
            document("Ann Bell paid £20 in Norwick.", &[("Ann Bell", Kind::Person), ("£20", Kind::Money)]);
        let second = document(
            "In Norwick A. Bell paid £20.",
            &[("Norwick", Kind::Place), ("A. Bell", Kind::Person), ("£20", Kind::Money)],
        );
        let called = |_, key: &Key| (key.name == "A. Bell").then(|| "Ann Bell".to_owned());
        let found = facts(&[&first, &second], called);
        let found: Vec<(&str, &[usize])> =
            found.iter().map(|fact| (fact.name.as_str(), fact.reports.as_slice())).collect();
        assert_eq!(found, [("Ann Bell", &[0, 1][..]), ("£20", &[0, 1]), ("Norwick", &[1])]);
    }
}
