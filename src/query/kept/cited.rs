//! What of a page is cited with a passage of it: where it comes from, how sure that is, where it stands in its file.
//!
//! Not here: what only the file itself tells, such as its sum (`ingest::provenance`).

use crate::model::{Citation, CitedDate, Document, Published, Span, Verdict};
use crate::query::{DocumentPage, FacetText, Row};
use crate::text::copy_as;

/// The citation of a document, or of a passage of it.
pub fn cited(page: &DocumentPage, passage: Option<Span>) -> Citation {
    let document = &page.document;
    let at = passage.map(|span| span.start as usize);
    let is_web = document.attachment.as_deref().is_some_and(|path| path.contains("://"));
    Citation {
        title: document.title.clone(),
        author: document.byline.as_deref().map(|byline| without_by(byline).to_owned()),
        source: document.source.clone(),
        source_sure: document.source.is_some() && !document.source_guessed,
        date: document.published.as_ref().and_then(cited_date),
        file: page.path.clone(),
        part: document.part,
        parts: document.parts,
        inside: document.attachment.clone().filter(|_| !is_web),
        lines: passage.and_then(|span| lines(document, span)),
        page: at.and_then(|at| document.page_at(at)),
        address: document.link.clone().or_else(|| document.attachment.clone().filter(|_| is_web)),
        language: document.language.clone(),
        sha256: None,
        saved: None,
    }
}

/// The citation of a document by its row of the list, before its page is there.
pub fn cited_row(row: &Row) -> Citation {
    let date = CitedDate { date: row.date, sure: row.sure, after: row.after, before: row.before, why: None };
    Citation {
        title: row.title.clone(),
        author: row.texts.get(FacetText::Author).map(str::to_owned),
        source: row.source().map(str::to_owned),
        source_sure: row.source().is_some() && !row.source_guessed,
        date: Some(date).filter(|date| date.words().is_some()),
        file: row.path.clone(),
        part: row.part,
        parts: row.parts,
        inside: row.attachment.clone(),
        ..Citation::default()
    }
}

/// A passage of a page with where it is from, as it is copied.
pub fn quotation(page: &DocumentPage, span: Span, passage: String) -> copy_as::Citation {
    let Citation { title, author, file, inside, lines, address, language, .. } = cited(page, Some(span));
    let of = cited(page, None);
    copy_as::Citation {
        passage,
        language,
        title: title.unwrap_or_default(),
        author: author.unwrap_or_default(),
        source: of.marked_source().unwrap_or_default(),
        date: of.date.and_then(|date| date.words()).unwrap_or_default(),
        file: file + &inside.map(|inside| format!(" ({inside})")).unwrap_or_default(),
        lines: lines.map(lines_words).unwrap_or_default(),
        page: pages_words(&page.document, span).unwrap_or_default(),
        address: address.unwrap_or_default(),
    }
}

/// The document of a row, as it is copied.
pub fn quotation_of_row(row: &Row) -> copy_as::Citation {
    let of = cited_row(row);
    let sender = || row.texts.get(FacetText::Sender).map(str::to_owned);
    copy_as::Citation {
        source: of.marked_source().or_else(sender).unwrap_or_default(),
        date: of.date.and_then(|date| date.words()).unwrap_or_default(),
        title: of.title.unwrap_or_default(),
        file: of.file + &of.inside.map(|inside| format!(" ({inside})")).unwrap_or_default(),
        ..copy_as::Citation::default()
    }
}

fn lines_words((from, to): (u32, u32)) -> String {
    if from == to { format!("line {from}") } else { format!("lines {from}–{to}") }
}

/// The pages that a span stands on.
fn pages_words(document: &Document, span: Span) -> Option<String> {
    let from = document.page_at(span.start as usize)?;
    let to = document.page_at((span.end as usize).saturating_sub(1)).unwrap_or(from);
    Some(if from == to { format!("p. {from}") } else { format!("pp. {}–{}", from.min(to), from.max(to)) })
}

/// Who wrote it, without a doubled "By".
fn without_by(byline: &str) -> &str {
    let begin = byline.get(..3).filter(|start| start.eq_ignore_ascii_case("by "));
    begin.map_or(byline, |_| byline[3..].trim())
}

fn cited_date(published: &Published) -> Option<CitedDate> {
    let why = published.evidence.iter().find(|evidence| evidence.verdict == Verdict::Decided);
    let why = why.or(published.evidence.first()).map(|evidence| match evidence.words.trim() {
        "" => evidence.what.to_string(),
        words => format!("{} “{words}”", evidence.what),
    });
    let date = CitedDate {
        date: published.date,
        sure: published.sure && published.date.is_some(),
        after: published.after,
        before: published.before,
        why,
    };
    date.words().is_some().then_some(date)
}

/// The lines of the file on which a passage stands, from 1, where the file has lines.
fn lines(document: &Document, span: Span) -> Option<(u32, u32)> {
    let (first, _) = document.lines?;
    let ends = |until: usize| document.text.get(..until).map(|text| text.matches('\n').count() as u32);
    let passage = span.of(&document.text);
    let end = span.end as usize - (passage.len() - passage.trim_end().len());
    Some((first + ends(span.start as usize)? + 1, first + ends(end)? + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PartialDate;

    #[test]
    fn a_passage_is_cited_with_its_lines_and_guesses() {
        let document = Document {
            part: 2,
            parts: 3,
            lines: Some((10, 14)),
            byline: Some("By Ida Marrel".into()),
            source: Some("Courier".into()),
            source_guessed: true,
            published: Some(Published { date: PartialDate::parse("2022"), ..Published::default() }),
            text: "Title\nFirst line\nsecond.\n\nMore".into(),
            attachment: Some("https://a.example/x".into()),
            ..Document::default()
        };
        let page = DocumentPage { document, path: "/a/b.txt".into(), ..DocumentPage::default() };
        let cited = cited(&page, Some(Span::new(6, 25)));
        assert_eq!((cited.lines, cited.author.as_deref()), (Some((12, 13)), Some("Ida Marrel")));
        assert_eq!((cited.source_sure, cited.date.unwrap().sure), (false, false));
        assert_eq!((cited.address.as_deref(), cited.inside), (Some("https://a.example/x"), None));
    }
}
