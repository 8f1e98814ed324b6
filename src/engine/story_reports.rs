//! The documents of the open collection as they are compared for stories: with the days that they name, and the day of
//! their dateline.
//!
//! Not here: what is compared of a text (`compare::story`), and when stories are found (`stories`).

use std::collections::HashSet;

use jiff::civil::Date;

use crate::annotate::value::{Value, value};
use crate::compare::story::Report;
use crate::index::{Error, Snapshot};
use crate::model::{BlockKind, Document, DocumentId, DocumentKind, Kind, Mention, PartialDate};
use crate::query::{Marks, Search, StoryPair};

/// All documents of a snapshot as they are compared. Lists of headlines report nothing themselves, unless something
/// else is said.
pub(super) fn reports(
    snapshot: &Snapshot,
    said: &[StoryPair],
    cancelled: &dyn Fn() -> bool,
) -> Result<Vec<Report>, Error> {
    let said: HashSet<DocumentId> = said.iter().flat_map(|pair| pair.documents()).collect();
    let found = snapshot.search(&Search::default(), &Marks::default(), cancelled)?;
    let mut reports = Vec::with_capacity(found.ids.len());
    for &id in found.ids.iter().filter(|id| id.is_document()) {
        if cancelled() {
            return Err(Error::Cancelled);
        }
        let document = snapshot.document(id)?;
        let is_report = |of: &Document| of.kind == DocumentKind::Article || said.contains(&id);
        let article = document.filter(is_report);
        reports.extend(article.map(|document| report(id, &document)));
    }
    Ok(reports)
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
