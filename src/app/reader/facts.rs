//! The line of facts under the title (source, date, author, place in the file), and dates as list and
//! page show them.

use crate::model::{BlockKind, PartialDate, Published, Verdict};
use crate::query::DocumentPage;

/// A date as it is shown: `5 Jun 2023`, `Feb 2022`, `2021`.
pub fn date_words(date: PartialDate) -> String {
    date.words()
}

/// The publication date with how sure it is: `5 Jun 2023 (dateline)`, `~Feb 2022`,
/// `~after 10 May 2024`.
fn published_words(published: &Published) -> Option<String> {
    let why = published.evidence.iter().find(|evidence| evidence.verdict == Verdict::Decided);
    match (published.date, published.after, published.before) {
        (Some(date), ..) if published.sure => {
            let why = why.map_or_else(String::new, |why| format!(" ({})", why.what));
            Some(format!("{}{why}", date_words(date)))
        }
        (Some(date), ..) => Some(format!("~{}", date_words(date))),
        (None, Some(after), _) => Some(format!("~after {}", date_words(after))),
        (None, None, Some(before)) => Some(format!("~before {}", date_words(before))),
        (None, None, None) => None,
    }
}

/// Who wrote it, without a doubled "By".
pub fn byline(byline: &str) -> &str {
    let rest = byline.get(..3).filter(|start| start.eq_ignore_ascii_case("by "));
    rest.map_or(byline, |_| byline[3..].trim())
}

/// Source, date, author and place in the file, as far as they are known.
pub fn facts_line(page: &DocumentPage) -> String {
    let document = &page.document;
    if page.id.is_frame() {
        return format!("what stands in {} outside its articles", file_name(&page.path));
    }
    let mut facts = Vec::new();
    facts.extend(document.marked_source());
    facts.extend(document.published.as_ref().and_then(published_words));
    facts.extend(document.byline.as_deref().map(|name| byline(name).to_owned()));
    facts.extend(page.corrected_words().map(|words| format!("{words} by you")));
    if let Some(path) = document.attachment.as_ref().filter(|path| Some(*path) != document.title.as_ref()) {
        facts.push(path.clone());
    }
    if let Some(at) = page.thread.iter().position(|&id| id == page.id) {
        facts.push(format!("mail {} of {} in its thread", at + 1, page.thread.len()));
    } else if document.parts > 1 {
        let kind = if page.is_mail { "mail" } else { document.kind.name() };
        facts.push(format!("{kind} {} of {} in {}", document.part, document.parts, file_name(&page.path)));
    } else if facts.is_empty() {
        // What has no title is called as its file: then only the folder is news.
        let folder = || page.path.rsplit_once('/').map(|(folder, _)| format!("in {folder}"));
        match document.title {
            Some(_) => facts.push(file_name(&page.path).to_owned()),
            None => facts.extend(folder()),
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
        let mut page = DocumentPage { path: "web/017.txt".into(), ..DocumentPage::default() };
        page.document = Document { part: 1, parts: 1, ..Document::default() };
        assert_eq!(facts_line(&page), "in web", "the title is the name of the file");
        page.document.title = Some("A thaw".into());
        assert_eq!(facts_line(&page), "017.txt");
        page.document.source = Some("Harbour Courier".into());
        page.document.byline = Some("By Ida Marrel".into());
        page.document.published = Some(published(true));
        assert_eq!(facts_line(&page), "Harbour Courier · 5 Jun 2021 (dateline) · Ida Marrel");
        page.document.published = Some(published(false));
        page.document.parts = 3;
        assert_eq!(
            facts_line(&page),
            "Harbour Courier · ~5 Jun 2021 · Ida Marrel · article 1 of 3 in 017.txt"
        );
        page.document =
            Document { part: 2, parts: 3, attachment: Some("a/b.txt".into()), ..Document::default() };
        page.document.title = Some("b.txt".into());
        page.path = "letters.zip".into();
        assert_eq!(facts_line(&page), "a/b.txt · article 2 of 3 in letters.zip");
    }
}
