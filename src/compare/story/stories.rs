//! The stories of a collection, from all of its reports.

use rustc_hash::FxHashMap;

use super::candidates::candidates;
use super::cluster::cluster;
use super::demand::{Summed, alike};
use super::evidence::has_evidence;
use super::measures::measures;
use super::report::Report;
use super::said::SaidPairs;
use super::terms::{Rareness, Weighed};
use super::weights::Weights;
use crate::compare::in_parts;
use crate::model::DocumentId;
use crate::query::{Story, StoryPair, StoryTable};

/// So many pairs are compared between two looks at whether anybody waits. Set by hand: some tens of milliseconds.
const AT_ONCE: usize = 16_384;

/// The reports of a collection, and which pairs of them are alike: of that the stories are made, under what a reader
/// says of them.
pub struct ComparedReports {
    /// The reports, each with how many terms it has.
    reports: Vec<(DocumentId, usize)>,
    places: FxHashMap<DocumentId, u32>,
    alike: Vec<((u32, u32), f32)>,
    threshold: f32,
    /// How rare the terms of all reports are.
    pub rareness: Rareness,
}

/// Compares these reports; `None` once `cancelled` says so. Their order makes no difference.
pub fn compare_reports(
    reports: Vec<Report>,
    weights: &Weights,
    cancelled: &dyn Fn() -> bool,
) -> Option<ComparedReports> {
    let weighed = Weighed::new(reports);
    let pairs = candidates(&weighed, cancelled)?;
    let summed = |&(a, b): &(u32, u32)| {
        let (one, other) = (a as usize, b as usize);
        let sum = weights.sum(&measures(&weighed, one, other));
        Summed { pair: (a, b), sum, has_evidence: has_evidence(&weighed, one, other) }
    };
    let summed = in_parts(&pairs, AT_ONCE, cancelled, |part| part.iter().map(summed).collect())?;
    let (alike, threshold) = (alike(&summed, weights), weights.threshold);
    let reports: Vec<_> = weighed.reports.iter().map(|report| (report.id, report.terms.len())).collect();
    let places = reports.iter().map(|report| report.0).zip(0..).collect();
    Some(ComparedReports { reports, places, alike, threshold, rareness: weighed.rareness })
}

impl ComparedReports {
    /// The stories that more than one of the reports tells, under what is said of pairs of them, the latest last.
    pub fn stories(&self, said: impl DoubleEndedIterator<Item = StoryPair>) -> StoryTable {
        let known = said.filter_map(|pair| {
            let [one, other] = pair.documents().map(|id| self.place(id));
            Some((one?, other?, pair.same))
        });
        let said = SaidPairs::of(known);
        let clusters = cluster(self.reports.len(), &self.alike, self.threshold, &said);
        let mut found: Vec<Story> = clusters.iter().filter_map(|members| self.story(members)).collect();
        found.sort_unstable_by(|a, b| a.reports.cmp(&b.reports));
        StoryTable::new(found)
    }

    /// Whether a document is among the reports.
    pub fn has(&self, id: DocumentId) -> bool {
        self.place(id).is_some()
    }

    fn place(&self, id: DocumentId) -> Option<u32> {
        self.places.get(&id).copied()
    }

    fn story(&self, members: &[u32]) -> Option<Story> {
        let reports = members.iter().filter_map(|&at| self.reports.get(at as usize));
        let mut reports: Vec<(DocumentId, usize)> = reports.copied().collect();
        reports.sort_unstable();
        let fullest = reports.iter().rev().max_by_key(|(_, terms)| *terms)?.0;
        (reports.len() > 1).then(|| Story { reports: reports.iter().map(|(id, _)| *id).collect(), fullest })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::compare::story::WEIGHTS;
    use crate::model::{Block, BlockKind, Document, DocumentId, Kind, Mention, Span};
    use crate::text::token::tokens;

    fn report(id: u64, text: &str, day: i32) -> Report {
        let span = Span::new(0, text.len());
        let mut document = Document {
            text: text.to_owned(),
            blocks: vec![Block { span, kind: BlockKind::Paragraph }],
            ..Document::default()
        };
        let names = tokens(text).filter(|span| span.of(text).starts_with(char::is_uppercase));
        document.mentions = names.map(|span| Mention { span, kind: Kind::Person, key: None }).collect();
        Report::of(DocumentId(id), &document, [day])
    }

    /// Reports of a fire, of a quake and of another quake, and some of other things.
    fn all() -> Vec<Report> {
        let mut all = vec![
            report(1, "A fire burned the old mill of Tarn on Monday, the miller Pike said.", 100),
            report(2, "The old mill of Tarn burned in a fire, said the miller Pike.", 101),
            report(3, "A quake of 7.7 shook Vell and broke the dam of Orvane.", 200),
            report(4, "The quake that shook Vell, of 7.7, broke the dam of Orvane.", 200),
            report(5, "A quake of 5.1 was felt in Norwick and Saxby; nothing broke.", 900),
        ];
        let things = [
            "nothing is told of cups",
            "saucers break when dropped",
            "plates hang above doors",
            "spoons go black",
            "ships sail at dawn",
            "bells ring each noon",
            "gulls cry over water",
        ];
        all.extend((6..).zip(things).map(|(id, thing)| report(id, thing, 1000 * id as i32)));
        all
    }

    fn found(reports: Vec<Report>) -> Vec<Vec<u64>> {
        found_as_said(reports, &[])
    }

    fn found_as_said(reports: Vec<Report>, said: &[StoryPair]) -> Vec<Vec<u64>> {
        let compared = compare_reports(reports, &WEIGHTS, &|| false).unwrap();
        let table = compared.stories(said.iter().copied());
        table.stories().iter().map(|story| story.reports.iter().map(|id| id.0).collect()).collect()
    }

    #[test]
    fn reports_of_one_event_are_one_story_and_two_events_of_one_kind_are_not() {
        assert_eq!(found(all()), [[1, 2], [3, 4]]);
        assert_eq!(found(Vec::new()), Vec::<Vec<u64>>::new());
        assert!(compare_reports(all(), &WEIGHTS, &|| true).is_none(), "nobody waits for it");
    }

    #[test]
    fn what_a_reader_says_of_two_reports_holds() {
        let said = |one, other, same| StoryPair::new(DocumentId(one), DocumentId(other), same);
        assert_eq!(found_as_said(all(), &[said(1, 2, false), said(9, 3, true)]), [[3, 4, 9]]);
        let joined = [said(4, 9, true), said(3, 4, true), said(1, 404, true), said(404, 2, false)];
        assert_eq!(found_as_said(all(), &joined), [vec![1, 2], vec![3, 4, 9]]);
    }

    proptest! {
        #[test]
        fn the_order_of_the_reports_makes_no_difference(
            texts in prop::collection::vec((prop::collection::vec(0..9_usize, 1..9), 0..5_i32), 0..14),
            turned in any::<usize>(),
        ) {
            const WORDS: [&str; 9] =
                ["quake", "Tarn", "dam", "fire", "7.7", "Pike", "gates", "minister", "the"];
            let text = |words: &[usize]| words.iter().map(|&at| WORDS[at]).collect::<Vec<_>>().join(" ");
            let mut reports: Vec<Report> =
                (0..).zip(&texts).map(|(id, (words, day))| report(id, &text(words), *day)).collect();
            let before = found(reports.clone());
            let by = turned % reports.len().max(1);
            reports.rotate_left(by);
            prop_assert_eq!(&before, &found(reports.clone()));
            reports.reverse();
            prop_assert_eq!(before, found(reports));
        }
    }
}
