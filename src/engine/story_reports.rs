//! The documents of the open collection as they are compared for stories: with the days that they name, and the day of
//! their dateline.
//!
//! Not here: what is compared of a text (`compare::story`), and when stories are found (`stories`).

use std::collections::HashSet;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::annotate::value::{Value, value};
use crate::compare::in_parts;
use crate::compare::story::Report;
use crate::index::{Error, Snapshot};
use crate::model::{BlockKind, Document, DocumentId, DocumentKind, Kind, Mention, PartialDate};
use crate::query::StoryPair;

/// So many documents are read between two looks at whether anybody waits. Set by hand: some tens of milliseconds.
const AT_ONCE: usize = 512;

/// Of larger collections reports are not kept: they would take more memory than a reading again is worth. Set by hand: some
/// 80 MB.
const MOST_KEPT: usize = 60_000;

/// The reports of the documents of a snapshot. What did not change since those that were made before is not read again.
#[derive(Default)]
pub(super) struct KeptReports(FxHashMap<DocumentId, KeptReport>);

/// A report with the checksum of the document that it is of.
struct KeptReport {
    checksum: u64,
    /// Whether that is an article: lists of headlines report nothing themselves.
    is_article: bool,
    report: Report,
}

impl KeptReports {
    /// Makes them those of a snapshot. On an error they stay as they were.
    pub(super) fn renew(&mut self, snapshot: &Snapshot, cancelled: &dyn Fn() -> bool) -> Result<(), Error> {
        let ids = snapshot.stored_ids();
        let known = &self.0;
        let made = in_parts(&ids, AT_ONCE, cancelled, |part| {
            part.iter().map(|&id| KeptReport::of(snapshot, id, known.get(&id))).collect()
        });
        let made: Vec<Option<KeptReport>> =
            made.ok_or(Error::Cancelled)?.into_iter().collect::<Result<_, _>>()?;
        let mut before = std::mem::take(&mut self.0);
        let reports = ids.into_iter().zip(made);
        self.0 = reports.filter_map(|(id, made)| Some((id, made.or_else(|| before.remove(&id))?))).collect();
        Ok(())
    }

    /// The reports to compare: articles, and of what else something is said.
    pub(super) fn compared(&self, said: &[StoryPair]) -> Vec<Report> {
        let said: HashSet<DocumentId> = said.iter().flat_map(|pair| pair.documents()).collect();
        let is_compared = |kept: &&KeptReport| kept.is_article || said.contains(&kept.report.id);
        self.0.values().filter(is_compared).map(|kept| kept.report.clone()).collect()
    }

    /// Forgets them where they are too many to be kept.
    pub(super) fn forget_many(&mut self) {
        if self.0.len() > MOST_KEPT {
            self.0 = FxHashMap::default();
        }
    }
}

impl KeptReport {
    /// That of a document; `None` where what is known of it still holds, or it is gone.
    fn of(
        snapshot: &Snapshot,
        id: DocumentId,
        known: Option<&KeptReport>,
    ) -> Result<Option<KeptReport>, Error> {
        let Some(stored) = snapshot.stored(id)? else { return Ok(None) };
        let checksum = stored.checksum();
        if known.is_some_and(|known| known.checksum == checksum) {
            return Ok(None);
        }
        let document = stored.read()?;
        let is_article = document.kind == DocumentKind::Article;
        Ok(Some(KeptReport { checksum, is_article, report: report(id, &document) }))
    }
}

/// A document as it is compared.
pub(super) fn report(id: DocumentId, document: &Document) -> Report {
    let dates = document.mentions.iter().filter(|mention| mention.kind == Kind::Date);
    let days = dates.filter_map(|mention| match value(document, mention)? {
        Value::Date { date } => day_number(PartialDate::parse(&date)?),
        Value::Amount { .. } => None,
    });
    Report::of(id, document, days).with_dateline(dateline(document))
}

/// A date known to the day, in days since 1970.
fn day_number(date: PartialDate) -> Option<i32> {
    date.parts().2?;
    Some((date.first_day() - Date::constant(1970, 1, 1)).get_days())
}

/// Blocks in which the day of a dateline is looked for: what stands above the text, and its first. Set by hand.
const HEAD: usize = 3;

/// A date that begins within so many bytes of a paragraph may be of its dateline. Set by hand: a long name of a place, and
/// an agency in brackets.
const BEGINNING: u32 = 40;

/// The day within the year that the dateline of a document has, in a line of its own or where its text begins.
fn dateline(document: &Document) -> Option<i32> {
    let of = |mention: &Mention| match value(document, mention)? {
        Value::Date { date } => day_of_year(&date),
        Value::Amount { .. } => None,
    };
    document.body_blocks().take(HEAD).find_map(|block| {
        if block.kind == BlockKind::Dateline {
            return of(&Mention { span: block.span, kind: Kind::Date, key: None });
        }
        let first = document.mentions.partition_point(|mention| mention.span.start < block.span.start);
        let begins =
            |mention: &&Mention| mention.span.start < block.span.end.min(block.span.start + BEGINNING);
        let mut beginning = document.mentions.get(first..)?.iter().take_while(begins);
        of(beginning.find(|mention| mention.kind == Kind::Date)?)
    })
}

/// The day within the year of `--02-14` or `2022-02-14`, in a leap year.
fn day_of_year(date: &str) -> Option<i32> {
    let mut parts = date.rsplit('-').map(str::parse::<i8>);
    let (day, month) = (parts.next()?.ok()?, parts.next()?.ok()?);
    Date::new(2000, month, day).ok().map(|date| i32::from(date.day_of_year()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Span};

    fn document(blocks: &[(&str, BlockKind)], date: Option<&str>) -> Document {
        let mut document = Document::default();
        for &(text, kind) in blocks {
            let start = document.text.len();
            document.text.push_str(text);
            document.blocks.push(Block { span: Span::new(start, document.text.len()), kind });
        }
        let start = date.and_then(|date| document.text.find(date));
        let span = start.zip(date).map(|(start, date)| Span::new(start, start + date.len()));
        document.mentions =
            span.map(|span| Mention { span, kind: Kind::Date, key: None }).into_iter().collect();
        document
    }

    #[test]
    fn a_dateline_is_a_line_of_its_own_or_where_the_text_begins() {
        use BlockKind::{Dateline, Headline, Paragraph};
        let own = [("Rain in Tarn", Headline), ("TARN, March 9 -", Dateline), ("It rained.", Paragraph)];
        assert_eq!(dateline(&document(&own, None)), Some(31 + 29 + 9));
        let within = [("Rain in Tarn", Headline), ("TARN, Feb 2 - It rained.", Paragraph)];
        assert_eq!(dateline(&document(&within, Some("Feb 2"))), Some(33));
        let told = "It rained for days on end, and the mayor remembers the flood of May 3.";
        assert_eq!(dateline(&document(&[(told, Paragraph)], Some("May 3"))), None, "no dateline");
        assert_eq!(dateline(&Document::default()), None);
    }
}
