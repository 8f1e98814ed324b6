//! What the head of a page says beside the title: above it source and place in the file, below it date, author and
//! length; and dates as list and page show them.

use crate::model::{BlockKind, EvidenceKind, PartialDate, Published, Verdict};
use crate::query::DocumentPage;
use crate::text::digits::group_digits;

/// So many words are read in a minute. Set by hand: adults read some 240 of English prose.
const WORDS_A_MINUTE: usize = 230;

/// A date as it is shown: `5 Jun 2023`, `Feb 2022`, `2021`.
pub fn date_words(date: PartialDate) -> String {
    date.words()
}

/// The publication date with how sure it is and where it is from: `5 June 2023 · from the dateline`,
/// `~February 2022 · a guess from the address`, `~after 10 May 2024`.
fn published_words(published: &Published) -> Option<String> {
    let why = published.evidence.iter().find(|evidence| evidence.verdict == Verdict::Decided);
    // What the reader said is said as such.
    let origin = why.filter(|why| why.what != EvidenceKind::Corrected).map(|why| why.what.origin());
    match (published.date, published.after, published.before) {
        (Some(date), ..) if published.sure => {
            let origin = origin.map_or_else(String::new, |origin| format!(" · {origin}"));
            Some(format!("{}{origin}", date.full_words()))
        }
        (Some(date), ..) => {
            let from = |origin: String| match origin.starts_with("from ") {
                true => format!(" {origin}"),
                false => format!(", {origin}"),
            };
            let origin = origin.map_or_else(String::new, from);
            Some(format!("~{} · a guess{origin}", date.full_words()))
        }
        (None, Some(after), _) => Some(format!("~after {}", after.full_words())),
        (None, None, Some(before)) => Some(format!("~before {}", before.full_words())),
        (None, None, None) => None,
    }
}

/// Who wrote it, without a doubled "By".
pub fn byline(byline: &str) -> &str {
    let rest = byline.get(..3).filter(|start| start.eq_ignore_ascii_case("by "));
    rest.map_or(byline, |_| byline[3..].trim())
}

/// The line above the headline: source and place in the file, as far as they are known.
pub fn source_line(page: &DocumentPage) -> String {
    let document = &page.document;
    if page.id.is_frame() {
        return format!("what stands in {} outside its articles", file_name(&page.path));
    }
    let mut facts = Vec::new();
    facts.extend(document.marked_source());
    if let Some(path) = document.attachment.as_ref().filter(|path| Some(*path) != document.title.as_ref()) {
        facts.push(path.clone());
    }
    if let Some(at) = page.thread.iter().position(|&id| id == page.id) {
        facts.push(format!("mail {} of {} in its thread", at + 1, page.thread.len()));
    } else if document.parts > 1 {
        let kind = if page.is_mail { "mail" } else { document.kind.name() };
        facts.push(format!("{kind} {} of {}", document.part, document.parts));
    } else if facts.is_empty() {
        // What has no title is called as its file: then only the folder is news.
        let folder = || page.path.rsplit_once('/').map(|(folder, _)| format!("in {}", file_name(folder)));
        match document.title.as_deref() {
            Some(title) if title != file_name(&page.path) => facts.push(file_name(&page.path).to_owned()),
            _ => facts.extend(folder()),
        }
    }
    facts.join(" · ")
}

/// The line below the headline: date, author, what the reader corrected, and how long it is.
pub fn facts_line(page: &DocumentPage) -> String {
    let document = &page.document;
    let mut facts = Vec::new();
    if !page.id.is_frame() {
        facts.extend(document.published.as_ref().and_then(published_words));
        facts.extend(document.byline.as_deref().map(|name| format!("by {}", byline(name))));
        facts.extend(page.corrected_words().map(|words| format!("{words} by you")));
    }
    match page.words {
        _ if !page.id.is_document() => {}
        0 => {}
        1 => facts.push("1 word".to_owned()),
        words => {
            facts.push(format!("{} words", group_digits(words as u64)));
            facts.push(format!("{} min", group_digits(words.div_ceil(WORDS_A_MINUTE) as u64)));
        }
    }
    facts.join(" · ")
}

/// What the head says of a page that is mostly folded: whoever misses text there should know.
pub fn fold_note(page: &DocumentPage) -> Option<&'static str> {
    let (mut folded, mut all) = (0, 0);
    for block in &page.document.blocks {
        all += block.span.len();
        folded += if block.kind == BlockKind::Chrome { block.span.len() } else { 0 };
    }
    (folded * 2 > all).then_some("more than half of this page is folded · c shows it")
}

/// The last part of a path.
pub fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Document, Evidence, EvidenceKind};

    #[test]
    fn the_facts_say_what_is_known_and_mark_guesses() {
        let evidence =
            Evidence { what: EvidenceKind::Dateline, words: "June 5".into(), verdict: Verdict::Decided };
        let published = |sure| Published {
            date: PartialDate::parse("2021-06-05"),
            sure,
            evidence: vec![evidence.clone()],
            ..Published::default()
        };
        let mut page = DocumentPage { path: "web/017.txt".into(), words: 412, ..DocumentPage::default() };
        page.document = Document { part: 1, parts: 1, ..Document::default() };
        assert_eq!(source_line(&page), "in web", "the title is the name of the file");
        page.document.title = Some("A thaw".into());
        assert_eq!((&*source_line(&page), &*facts_line(&page)), ("017.txt", "412 words · 2 min"));
        page.document.source = Some("Harbour Courier".into());
        page.document.byline = Some("By Ida Marrel".into());
        page.document.published = Some(published(true));
        assert_eq!(source_line(&page), "Harbour Courier");
        assert_eq!(facts_line(&page), "5 June 2021 · from the dateline · by Ida Marrel · 412 words · 2 min");
        let labelled = Evidence { what: EvidenceKind::LabelledAbove, ..evidence.clone() };
        page.document.published = Some(Published { evidence: vec![labelled], ..published(false) });
        assert!(facts_line(&page).starts_with("~5 June 2021 · a guess, labelled before the headline · by"));
        page.document.published = Some(published(false));
        page.document.parts = 3;
        page.words = 1;
        assert_eq!(source_line(&page), "Harbour Courier · article 1 of 3");
        assert_eq!(facts_line(&page), "~5 June 2021 · a guess from the dateline · by Ida Marrel · 1 word");
        page.document =
            Document { part: 2, parts: 3, attachment: Some("a/b.txt".into()), ..Document::default() };
        page.document.title = Some("b.txt".into());
        page.path = "letters.zip".into();
        assert_eq!(source_line(&page), "a/b.txt · article 2 of 3");
    }
}
