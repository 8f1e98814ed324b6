//! What two reports of one event have in common, and do not differ in, whatever else is alike in them: of pairs without
//! it far more is demanded (`demand`), or texts on one subject (guides to one town, matches of one tournament) would be
//! taken for reports.

use super::measures::have_day_in_common;
use super::report::{Mark, Report};
use super::terms::Weighed;

/// Both name so many rare terms of names, at least. Set by hand: of the pairs of one story in ECB+ 98 in a hundred do.
const NAMES: usize = 1;

/// Both have so many rare words and figures of no name, at least: the same people stand in reports of many events, what
/// happened is in other words. Set by hand, on 112 pairs judged in a pile of news without days, where it tells
/// more than the sum of all measures.
const WORDS: usize = 14;

/// Reports of one event are published within so many days of each other, or tell of a day in common; where the year is
/// not known, by the days of their datelines. Set by hand, on 100 pairs judged in a pile of dispatches: what comes in one
/// form each week or month (rainfall, crops, an index) has the same names and words and other days.
const DAYS: i32 = 10;

/// Whether two reports, by their numbers, have what reports of one event have: in one language, not published far
/// apart, with a rare name and enough rare words in common. What is not known of one speaks against nothing.
pub fn has_evidence(weighed: &Weighed, a: usize, b: usize) -> bool {
    let (Some(one), Some(other)) = (weighed.reports.get(a), weighed.reports.get(b)) else { return false };
    let differ = one.language.zip(other.language).is_some_and(|(one, other)| one != other);
    let far = one.days_apart(other).is_some_and(|days| days > DAYS) && !have_day_in_common(one, other);
    let (names, words) = rare_in_common(weighed, one, other);
    !differ && !far && names >= NAMES && words >= WORDS
}

/// How many rare terms in both are of names in both, and how many are other words or figures.
fn rare_in_common(weighed: &Weighed, one: &Report, other: &Report) -> (usize, usize) {
    let mut others = other.terms.iter().peekable();
    let (mut names, mut words) = (0, 0);
    for term in &one.terms {
        while others.next_if(|other| other.id < term.id).is_some() {}
        let Some(other) = others.next_if(|other| other.id == term.id) else { continue };
        if !weighed.rareness.is_rare(weighed.rareness.of(term.id)) {
            continue;
        }
        let of_name = term.is_of_name() && other.is_of_name();
        if of_name {
            names += 1;
        }
        if !of_name || term.is(Mark::Figure) {
            words += 1;
        }
    }
    (names, words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, BlockKind, Document, DocumentId, Kind, Mention, Span};
    use crate::text::token::tokens;

    fn report(id: u64, text: &str, dateline: i32) -> Report {
        let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph };
        let names = tokens(text).filter(|span| span.of(text).starts_with(char::is_uppercase));
        let mentions = names.map(|span| Mention { span, kind: Kind::Place, key: None }).collect();
        let document =
            Document { text: text.to_owned(), blocks: vec![block], mentions, ..Document::default() };
        Report::of(DocumentId(id), &document, []).with_dateline(Some(dateline))
    }

    #[test]
    fn what_comes_in_one_form_each_month_is_no_event() {
        let rain =
            "rain fell on hills fields barns roads mills weirs locks quays farms sheds yards lanes in Tarn";
        let of_days = |days: [i32; 2]| {
            let mut reports = vec![report(1, rain, days[0]), report(2, rain, days[1])];
            reports.extend((3..20).map(|id| report(id, &format!("cups{id} saucers{id} Plates{id}"), 100)));
            let weighed = Weighed::new(reports);
            let at = |id| weighed.reports.iter().position(|report| report.id == DocumentId(id)).unwrap();
            has_evidence(&weighed, at(1), at(2))
        };
        assert!(of_days([68, 70]));
        assert!(!of_days([68, 94]));
        assert!(of_days([364, 2]), "a year ends between them");
    }
}
