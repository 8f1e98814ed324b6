//! Bounds dates by the order of the documents in one file: archives run from newest to oldest, so dated
//! documents bound those between them.

use super::evidence::evidence_of;
use crate::model::{Document, EvidenceKind, PartialDate, Verdict};

/// A file of fewer documents has no order.
const FEWEST: usize = 3;

/// The first and last day a document can be of, as far as they are known.
type Extent = (Option<PartialDate>, Option<PartialDate>);

/// Bounds the documents without a date by those before and after them.
pub fn bound(documents: &mut [Document]) {
    let extents: Vec<Extent> = documents.iter().map(extent).collect();
    if documents.len() < FEWEST || !runs_backwards(&extents) {
        return;
    }
    let mut before = None;
    for (document, extent) in documents.iter_mut().zip(&extents) {
        if let Some(before) = before.filter(|_| extent.1.is_none()) {
            let published = document.published.get_or_insert_default();
            published.before = Some(before);
            let words = before.to_string();
            published.evidence.push(evidence_of(EvidenceKind::FileOrder, &words, Verdict::UpperBound));
        }
        before = earlier(before, extent.1);
    }
    let mut after = None;
    for (document, extent) in documents.iter_mut().zip(&extents).rev() {
        let undated = document.published.as_ref().is_none_or(|published| published.date.is_none());
        if let Some(after) = after.filter(|after| undated && extent.0.is_none_or(|own| own < *after)) {
            let published = document.published.get_or_insert_default();
            published.after = Some(after);
            let words = after.to_string();
            published.evidence.push(evidence_of(EvidenceKind::FileOrder, &words, Verdict::LowerBound));
        }
        after = later(after, extent.0);
    }
}

fn extent(document: &Document) -> Extent {
    let Some(published) = &document.published else { return (None, None) };
    (published.date.or(published.after), published.date.or(published.before))
}

/// Whether every pair of documents can stand from newer to older, and some pair not the other way
/// round.
fn runs_backwards(extents: &[Extent]) -> bool {
    let (mut earliest, mut latest) = (None, None);
    let mut falls = false;
    for (from, to) in extents {
        // The last day of one before must not lie before the first day of this one.
        if earliest.zip(*from).is_some_and(|(earliest, from): (PartialDate, PartialDate)| {
            earliest.last_day() < from.first_day()
        }) {
            return false;
        }
        falls |= latest
            .zip(*to)
            .is_some_and(|(latest, to): (PartialDate, PartialDate)| latest.first_day() > to.last_day());
        (earliest, latest) = (earlier(earliest, *to), later(latest, *from));
    }
    falls
}

fn earlier(a: Option<PartialDate>, b: Option<PartialDate>) -> Option<PartialDate> {
    a.into_iter().chain(b).min()
}

fn later(a: Option<PartialDate>, b: Option<PartialDate>) -> Option<PartialDate> {
    a.into_iter().chain(b).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Published;

    fn documents(dates: &[&str]) -> Vec<Document> {
        let published = |date: &&str| Published { date: PartialDate::parse(date), ..Published::default() };
        let document = |date| Document { published: Some(published(date)), ..Document::default() };
        dates.iter().map(document).collect()
    }

    fn bounds(dates: &[&str]) -> Vec<(Option<String>, Option<String>)> {
        let mut documents = documents(dates);
        bound(&mut documents);
        let text = |date: Option<PartialDate>| date.map(|date| date.to_string());
        let published = documents.into_iter().filter_map(|document| document.published);
        published.map(|published| (text(published.after), text(published.before))).collect()
    }

    #[test]
    fn dated_documents_bound_those_between_them_when_the_file_runs_backwards() {
        let day = |text: &str| Some(text.to_owned());
        let none = (None, None);
        assert_eq!(
            bounds(&["", "2022-05-17", "", "2022-01-27", ""]),
            [
                (day("2022-05-17"), None),
                none.clone(),
                (day("2022-01-27"), day("2022-05-17")),
                none.clone(),
                (None, day("2022-01-27"))
            ]
        );
        let unbound = vec![none; 3];
        for dates in [["2022-01-27", "", "2022-05-17"], ["2022-05-17", "", ""], ["2022-05", "", "2022-05-17"]]
        {
            assert_eq!(bounds(&dates), unbound, "{dates:?}");
        }
    }
}
