//! The day on which a page was fetched or saved, as its file says: nothing on it was published later.
//!
//! Not here: clocks that a page shows (`outside_body`).

use jiff::civil::Date;

use super::evidence::{DateEvidence, DateFindings};
use crate::model::{DeclaredAs, EvidenceKind, Metadata, PartialDate, Verdict};
use crate::segment::date_text::find_dates;

/// The day, and the words for it.
fn captured(metadata: &Metadata) -> Option<(PartialDate, &str)> {
    let words = metadata.dates.iter().find(|date| date.how == DeclaredAs::Captured)?.words.as_str();
    let day = PartialDate::parse(words).or_else(|| find_dates(words).first()?.full_date())?;
    Some((day, words))
}

/// The last day on which a page can have been published: that of its capture, else the day of reading.
pub fn last_day(metadata: &Metadata, today: Option<Date>) -> Option<Date> {
    captured(metadata).map(|(day, _)| day.last_day()).or(today)
}

/// Notes the day as a clock, from which the years of other days are inferred.
pub fn note<'t>(metadata: &'t Metadata, findings: &mut DateFindings<'t>) {
    if let Some((_, words)) = captured(metadata) {
        let clock = DateEvidence::new(EvidenceKind::PageClock, words, Verdict::NotUsed);
        findings.evidence.push(DateEvidence { date: find_dates(words).into_iter().next(), ..clock });
    }
}

/// Where nothing dates the page, or bounds it closer, it is not younger than its capture.
pub fn bound(metadata: &Metadata, findings: &mut DateFindings<'_>) {
    let Some((day, words)) = captured(metadata) else { return };
    if findings.date.is_some() || findings.before.is_some_and(|before| before <= day) {
        return;
    }
    findings.before = Some(day);
    findings.after = findings.after.filter(|after| *after <= day);
    let clocks = findings.evidence.iter_mut().filter(|piece| piece.words == words);
    clocks.for_each(|piece| piece.verdict = Verdict::UpperBound);
}

#[cfg(test)]
mod tests {
    use crate::model::{
        BlockKind, DeclaredAs, DeclaredDate, Extract, Format, Metadata, Span, TextBlock, Vote,
    };
    use crate::segment::segment;

    /// Date and last day of a page that was captured on 3 January 2014 and shows these lines.
    fn dated(lines: &[&str]) -> (Option<String>, Option<String>) {
        let captured = DeclaredDate { how: DeclaredAs::Captured, words: "2014-01-03".to_owned() };
        let metadata = Metadata { dates: vec![captured], ..Metadata::default() };
        let mut page = Extract { format: Format::Html, metadata, ..Extract::default() };
        for line in lines {
            let start = page.text.len();
            page.text.push_str(line);
            let span = Span::new(start, page.text.len());
            page.text_blocks.push(TextBlock { span, kind: BlockKind::Paragraph, vote: Vote::None });
            page.text.push_str("\n\n");
        }
        let published = segment(&page).remove(0).published.unwrap();
        let words = |date: Option<crate::model::PartialDate>| date.map(|date| date.to_string());
        (words(published.date), words(published.before))
    }

    const TEXT: &str =
        "The boats of Norwick are late again, says the master of the harbour in a long sentence.";

    #[test]
    fn a_page_is_not_younger_than_its_capture_which_is_no_date_of_publication() {
        assert_eq!(dated(&["Boats are late", TEXT]), (None, Some("2014-01-03".to_owned())));
        assert_eq!(
            dated(&["Boats are late", "Published: 4 May 2012", TEXT]).0.as_deref(),
            Some("2012-05-04")
        );
    }
}
