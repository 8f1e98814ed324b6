//! What is other for a text that its format says is one document, all of it (a mail, a chapter, an entry of a
//! feed): its headline, title and date are what the format has for them, and nothing is chrome but what the
//! writer of a mail did not write.
//!
//! Not here: the rows of a mail (`mail`).

use super::authors::byline::Byline;
use super::authors::declared as declared_authors;
use super::date_text::{DateExpression, find_dates};
use super::line::measured::Line;
use super::mail::head::MailHead;
use super::published::evidence::evidence_of;
use super::title::declared;
use super::title::find::find_headline;
use super::title::headline::Headline;
use crate::mail::sent;
use crate::model::{BlockKind, EvidenceKind, Metadata, PartialDate, Published, Verdict};
use crate::text::fold::fold;

/// The headline stands among so many lines, if it is shown. Set by hand.
const TOP: usize = 12;

/// The headline of a document: the subject of a mail, else the line with the title that is declared, else the
/// first that is marked as a heading, else what looks like one where none is marked.
pub fn headline(lines: &[Line<'_>], metadata: &Metadata, mail: Option<&MailHead>) -> Option<Headline> {
    if let Some(mail) = mail {
        let line = mail.subject.as_ref()?.line;
        let text = lines.get(line)?.text;
        let start = text.find(':').map_or(0, |at| text.len() - text[at + 1..].trim_start().len());
        return (start < text.len()).then(|| of_line(line, start, text));
    }
    let top = &lines[..lines.len().min(TOP)];
    let title = metadata.title.as_deref().map(fold);
    let declared = || top.iter().position(|line| title.as_deref() == Some(&*fold(line.text)));
    let marked = || top.iter().position(is_marked);
    let any = lines.iter().any(is_marked);
    let at = declared().or_else(|| marked().filter(|_| !metadata.sure || metadata.title.is_none()));
    match at {
        Some(at) => Some(of_line(at, 0, lines[at].text)),
        None if any || metadata.sure => None,
        None => {
            let found = find_headline(lines, &(0..lines.len()), None, metadata, None);
            let found = found.filter(|found| lines[found.line].kind == BlockKind::Paragraph)?;
            Some(Headline { trail: 0, doubles: Vec::new(), ..found })
        }
    }
}

fn of_line(line: usize, start: usize, text: &str) -> Headline {
    Headline { line, title: start..text.len(), trail: start, source: None, doubles: Vec::new() }
}

/// Whether the format says that a line is a heading.
pub fn is_marked(line: &Line<'_>) -> bool {
    matches!(line.kind, BlockKind::Heading | BlockKind::Headline)
}

/// The title: as the format has it, where that is sure; else as a marked heading shows it, since writers leave
/// the title of another text in the properties of their files.
pub fn title(headline: Option<&Headline>, lines: &[Line<'_>], metadata: &Metadata) -> Option<String> {
    let marked = headline.is_some_and(|headline| is_marked(&lines[headline.line]));
    if metadata.sure && metadata.title.is_some() {
        return metadata.title.clone();
    }
    let shown = headline.and_then(|headline| lines[headline.line].text.get(headline.title.clone()));
    let shown = shown.map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
    if marked { shown } else { declared::choose(shown, false, metadata) }
}

/// Who wrote it.
pub fn byline(shown: Option<&Byline>, metadata: &Metadata) -> Option<String> {
    match metadata.sure {
        true => metadata.byline.clone(),
        false => declared_authors::choose(shown, metadata),
    }
}

/// When it was published, as the format has it; `None` where it has no day, month or year.
pub fn published(metadata: &Metadata, mail: bool) -> Option<Published> {
    let words = metadata.published.as_deref()?;
    let date = PartialDate::parse(words).or_else(|| sent::day(words));
    let date = date.or_else(|| find_dates(words).iter().find_map(DateExpression::full_date))?;
    let kind = if mail { EvidenceKind::MailDate } else { EvidenceKind::Metadata };
    let evidence = vec![evidence_of(kind, words, Verdict::Decided)];
    Some(Published { date: Some(date), sure: true, evidence, ..Published::default() })
}

#[cfg(test)]
mod tests {
    use crate::model::{Block, BlockKind, Document, Extract, Format, Metadata, Span, TextBlock, Vote};
    use crate::segment::segment;

    /// The only document of a text of these blocks.
    fn whole(format: Format, blocks: &[(BlockKind, &str)], metadata: Metadata) -> Document {
        let gap = if format == Format::PlainText { "\n" } else { "\n\n" };
        let mut extract = Extract { format, metadata, whole: true, ..Extract::default() };
        for (kind, words) in blocks {
            if !extract.text.is_empty() {
                extract.text.push_str(gap);
            }
            let span = Span::new(extract.text.len(), extract.text.len() + words.len());
            extract.text.push_str(words);
            extract.text_blocks.push(TextBlock { span, kind: *kind, vote: Vote::None });
        }
        let mut documents = segment(&extract);
        assert_eq!(documents.len(), 1);
        documents.remove(0)
    }

    fn kinds(document: &Document) -> Vec<(BlockKind, &str)> {
        let of = |block: &Block| (block.kind, block.span.of(&document.text));
        document.blocks.iter().map(of).collect()
    }

    #[test]
    fn a_mail_has_what_its_header_says_and_its_paragraphs_flow() {
        let rows = [
            "From: Ann Bell <ann@norwick.example>",
            "Cc: Eva <eva@norwick.example>",
            "Date: Tue, 6 Apr 1993 23:26:49 -0800",
            "Subject: Fwd: Late boats",
            "",
            "They lie in the old harbour, where they have been since the leak",
            "was found, and nobody knows when they will leave.",
            "",
            "________________",
            "From: Ben",
            "To: Ann",
            "Subject: Boats",
            "",
            "Where are they?",
        ];
        let metadata = Metadata {
            title: Some("Fwd: Late boats".to_owned()),
            byline: Some("ann@norwick.example".to_owned()),
            published: Some("Tue, 6 Apr 1993 23:26:49 -0800".to_owned()),
            sure: true,
            ..Metadata::default()
        };
        let mail = whole(Format::PlainText, &rows.map(|row| (BlockKind::Paragraph, row)), metadata);
        assert_eq!(mail.title.as_deref(), Some("Fwd: Late boats"));
        assert_eq!(mail.byline.as_deref(), Some("ann@norwick.example"));
        let published = mail.published.as_ref().unwrap();
        assert_eq!((published.date.unwrap().to_string().as_str(), published.sure), ("1993-04-06", true));
        assert_eq!(mail.lines, None);
        let kinds = kinds(&mail);
        assert_eq!(kinds[1], (BlockKind::Byline, "Cc: Eva <eva@norwick.example>"));
        assert!(kinds.contains(&(BlockKind::Headline, "Fwd: Late boats")));
        assert!(
            kinds
                .iter()
                .any(|(kind, words)| *kind == BlockKind::Paragraph && words.contains("the leak was found"))
        );
    }

    #[test]
    fn nothing_of_a_report_is_chrome_and_its_heading_goes_before_the_title_of_its_template() {
        let metadata = Metadata { title: Some("Letter of the council".to_owned()), ..Metadata::default() };
        let blocks = [
            (BlockKind::Paragraph, "Share Tweet Email"),
            (BlockKind::Heading, "The harbour of Norwick"),
            (BlockKind::Paragraph, "The Boats"),
            (
                BlockKind::Paragraph,
                "They lie in the old harbour, where they have been since the leak was found.",
            ),
            (BlockKind::Table, "Boat | Leak"),
        ];
        let report = whole(Format::Office, &blocks, metadata);
        assert_eq!(report.title.as_deref(), Some("The harbour of Norwick"));
        use BlockKind::*;
        assert_eq!(
            kinds(&report).iter().map(|(kind, _)| *kind).collect::<Vec<_>>(),
            [Paragraph, Headline, Paragraph, Paragraph, Table]
        );
    }

    #[test]
    fn a_chapter_has_the_title_of_the_contents_though_it_is_not_shown() {
        let metadata = Metadata { title: Some("The leak".to_owned()), sure: true, ..Metadata::default() };
        let text = [(BlockKind::Paragraph, "They lie in the old harbour of Norwick.")];
        let chapter = whole(Format::Book, &text, metadata);
        assert_eq!((chapter.title.as_deref(), chapter.published), (Some("The leak"), None));
        assert_eq!(chapter.blocks[0].kind, BlockKind::Paragraph);
    }
}
