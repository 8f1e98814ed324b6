//! Figures: names, their kinds, and which of them are one entity, across files.

use std::collections::{BTreeMap, BTreeSet};

use perusal::model::{Key, Kind};

use super::figures::{Figures, Read};
use super::gold::{File, Gold};
use super::names::{KINDS, Labelled, Mention, found, labelled};
use crate::scoring::count::{Tally, b_cubed};
use crate::scoring::reading::entities_of_keys;

/// What is counted of names.
#[derive(Default)]
struct Mentions {
    kinds: [Tally; 3],
    /// Whatever their kind.
    spans: Tally,
    /// Those that are right: kind, true entity, found entity.
    grouped: Vec<(Kind, String, String)>,
}

/// The figures of names and of what they refer to.
pub fn names(gold: &Gold, read: &Read, differences: &mut Vec<String>) -> Figures {
    let keys: Vec<&[Key]> = read.iter().flatten().map(|document| document.keys.as_slice()).collect();
    let entities = entities_of_keys(&keys);
    let mut entities = entities.as_slice();
    let mut counted = Mentions::default();
    for (file, documents) in gold.files.iter().zip(read) {
        let (own, rest) = entities.split_at(documents.len());
        entities = rest;
        if !file.has_markup() {
            let labelled = labelled(file, &file.kinds(), &gold.names);
            counted.add(file, &labelled, found(file, documents, own), differences);
        }
    }
    counted.figures()
}

impl Mentions {
    fn add(
        &mut self,
        file: &File,
        labelled: &Labelled,
        mut found: BTreeMap<Mention, String>,
        differences: &mut Vec<String>,
    ) {
        found.retain(|mention, _| {
            let passed_over = |&(start, end): &(usize, usize)| start < mention.end && mention.start < end;
            labelled.mentions.contains_key(mention) || !labelled.passed_over.iter().any(passed_over)
        });
        for mention in labelled.mentions.keys().chain(found.keys()).collect::<BTreeSet<_>>() {
            let kind = KINDS.iter().position(|kind| *kind == mention.kind).unwrap();
            let (is, put) = (labelled.mentions.get(mention), found.get(mention));
            self.kinds[kind].add(is.is_some(), put.is_some(), 1);
            if let (Some(is), Some(put)) = (is, put) {
                self.grouped.push((mention.kind, is.clone(), put.clone()));
            } else {
                let name = &file.text[mention.start..mention.end];
                let how = if is.is_some() { "missed" } else { "wrong" };
                differences.push(format!("{}: {how} {} {name:?}", file.name, mention.kind.name()));
            }
        }
        let (wanted, found) = (places(labelled.mentions.keys()), places(found.keys()));
        for place in wanted.union(&found) {
            self.spans.add(wanted.contains(place), found.contains(place), 1);
        }
    }

    fn figures(&self) -> Figures {
        let mut all = Tally::default();
        self.kinds.iter().for_each(|&kind| all.join(kind));
        let together = |kind: Option<Kind>| {
            let of = self.grouped.iter().filter(|(of, _, _)| kind.is_none_or(|kind| kind == *of));
            b_cubed(&of.map(|(_, is, put)| (is, put)).collect::<Vec<_>>()).f1
        };
        vec![
            ("names that are labelled", (all.right + all.missed) as f64),
            ("names: precision", all.score().precision),
            ("names: recall", all.score().recall),
            ("names: F1", all.score().f1),
            ("names: F1 whatever their kind", self.spans.score().f1),
            ("people: F1", self.kinds[0].score().f1),
            ("organisations: F1", self.kinds[1].score().f1),
            ("places: F1", self.kinds[2].score().f1),
            ("entities: B-cubed F1", together(None)),
            ("people as entities: B-cubed F1", together(Some(Kind::Person))),
        ]
    }
}

/// Where mentions stand, whatever their kind.
fn places<'a>(mentions: impl Iterator<Item = &'a Mention>) -> BTreeSet<(usize, usize)> {
    mentions.map(|mention| (mention.start, mention.end)).collect()
}
