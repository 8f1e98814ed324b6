//! Builds one document from its part of a file: puts together its outline, date and blocks, with the
//! text, links and language that are its own.

use std::ops::Range;

use super::authors::declared;
use super::body::{block_kinds, blocks};
use super::boilerplate::known::KnownBoilerplate;
use super::boilerplate::occurrence::{LineOccurrence, occurrences};
use super::line::measured::Line;
use super::mail::attribution;
use super::outline::Outline;
use super::published::context::DateContext;
use super::published::{captured, choice, conclusive};
use super::source::folder::SiteEvidence;
use super::split::choice::Part;
use super::title::headline::Headline;
use super::whole;
use crate::model::{
    BlockKind, Document, Extract, Format, Link, Published, Quoted, Span, file_name, pages_within,
};

/// A document, with what it shows of others.
pub struct PageReading {
    pub document: Document,
    /// Its lines as they were before other files were taken into account.
    pub lines: Vec<LineOccurrence>,
    /// What it gives for the name of its site; `None` of a mail.
    pub site: Option<SiteEvidence>,
}

/// One document from its lines.
pub fn document(
    extract: &Extract,
    all: &[Line<'_>],
    part: &Part,
    one_of_several: bool,
    known: &KnownBoilerplate,
    today: Option<jiff::civil::Date>,
) -> PageReading {
    let (lines, metadata) = (&all[part.lines.clone()], &extract.metadata);
    let (span, numbers) = extent(extract, lines, one_of_several);
    let outline = Outline::of(extract, lines, one_of_several);
    let context = outline.block_context(lines);
    let title = title(extract, &outline, lines);
    let dated = DateContext {
        lines,
        before: &all[part.before.clone()],
        headline: outline.headline.as_ref().map(Headline::top),
        mail: outline.mail.as_ref().and_then(|mail| mail.sent),
        byline: context.byline,
        body: &outline.body,
        one_of_several,
        metadata,
        english: conclusive::is_english(lines),
        today: captured::last_day(metadata, today),
    };
    let (source, site) = match extract.whole {
        true => (metadata.source.clone().map(|name| (name, true)), None),
        false => outline.source(lines, metadata),
    };
    let published = published(&outline, &dated, title.as_deref());
    let mut kinds = block_kinds::kinds(lines, &context);
    let quotes = quotes(&outline, lines, &mut kinds, span.start);
    let found = occurrences(lines, &kinds);
    known.mark(&found, &mut kinds);
    let document = Document {
        lines: is_file(extract).then_some(numbers),
        kind: outline.kind,
        title: title.or_else(|| extract.attached_as.as_deref().map(|path| file_name(path).to_owned())),
        byline: byline(extract, &outline),
        source_guessed: source.as_ref().is_some_and(|(_, sure)| !sure),
        source: source.map(|(name, _)| name),
        published,
        language: declared_language(extract),
        text: text(extract, lines, &kinds, &span),
        pages: pages_within(&extract.pages, span.clone()),
        links: links(extract, &span),
        link: metadata.url.clone().filter(|_| !one_of_several),
        mail: extract.mail.clone().or_else(|| outline.correspondence().map(Box::new)),
        quotes,
        attachments: extract.attachments.clone(),
        attachment: extract.attached_as.clone(),
        mapping: extract.mapping.clone(),
        text_beside: extract.text_beside.clone(),
        blocks: blocks::blocks(lines, &kinds, &context, span.start),
        ..Document::default()
    };
    PageReading { document, lines: found.into_iter().flatten().collect(), site }
}

fn published(outline: &Outline, dated: &DateContext<'_, '_>, title: Option<&str>) -> Option<Published> {
    match dated.metadata.sure {
        true => whole::published(dated.metadata, outline.mail.is_some()),
        false => choice::weigh(dated, title),
    }
}

/// What it quotes, if it is a mail.
fn quotes(outline: &Outline, lines: &[Line<'_>], kinds: &mut [BlockKind], origin: usize) -> Vec<Quoted> {
    if outline.mail.is_some() { attribution::quotes(lines, kinds, origin) } else { Vec::new() }
}

fn byline(extract: &Extract, outline: &Outline) -> Option<String> {
    match extract.whole {
        true => whole::byline(outline.byline.as_ref(), &extract.metadata),
        false => declared::choose(outline.byline.as_ref(), &extract.metadata),
    }
}

fn title(extract: &Extract, outline: &Outline, lines: &[Line<'_>]) -> Option<String> {
    match extract.whole {
        true => whole::title(outline.headline.as_ref(), lines, &extract.metadata),
        false => outline.title(lines, &extract.metadata),
    }
}

/// The bytes and the 0-based lines of the extract that are the document.
fn extent(extract: &Extract, lines: &[Line<'_>], one_of_several: bool) -> (Range<usize>, (u32, u32)) {
    let text = extract.text.as_str();
    match (lines.first(), lines.last()) {
        (Some(first), Some(last)) if one_of_several => {
            let start = text[..first.span.start].rfind('\n').map_or(0, |at| at + 1);
            let end = text[last.span.end..].find('\n').map_or(text.len(), |at| last.span.end + at);
            (start..end, (first.number, last.last_number + 1))
        }
        _ => (0..text.len(), (0, text.bytes().filter(|&b| b == b'\n').count() as u32 + 1)),
    }
}

/// The text of a document. Where its lines are not those of a file, nobody looks for them there: a paragraph that
/// was broken at a width has spaces in place of its line ends.
fn text(extract: &Extract, lines: &[Line<'_>], kinds: &[BlockKind], span: &Range<usize>) -> String {
    let text = extract.text.get(span.clone()).unwrap_or_default().to_owned();
    if is_file(extract) || extract.format != Format::PlainText {
        return text;
    }
    let mut bytes = text.into_bytes();
    for (line, kind) in lines.iter().zip(kinds) {
        let flows = line.last_number > line.number && matches!(kind, BlockKind::Paragraph | BlockKind::List);
        let own = line.span.start.saturating_sub(span.start)..line.span.end.saturating_sub(span.start);
        if let Some(own) = bytes.get_mut(own).filter(|_| flows) {
            own.iter_mut().filter(|byte| **byte == b'\n').for_each(|byte| *byte = b' ');
        }
    }
    // One byte of ASCII for another leaves characters whole.
    String::from_utf8(bytes).unwrap_or_default()
}

/// Whether the lines of an extract are those of a file.
fn is_file(extract: &Extract) -> bool {
    extract.format == Format::PlainText && !extract.whole && extract.attached_as.is_none()
}

/// The language a file declares, as ISO 639-1. Which one the text is in is decided where it is read for
/// names (`annotate`).
fn declared_language(extract: &Extract) -> Option<String> {
    let declared = extract.metadata.language.as_deref()?;
    let primary = declared.split(['-', '_']).next()?.to_ascii_lowercase();
    (primary.len() == 2 && primary.bytes().all(|b| b.is_ascii_lowercase())).then_some(primary)
}

/// The links inside a span of the extract, as spans of it.
pub fn links(extract: &Extract, span: &Range<usize>) -> Vec<Link> {
    // Links stand in the order of the text.
    let from = extract.links.partition_point(|link| (link.span.start as usize) < span.start);
    let links = extract.links.iter().skip(from).take_while(|link| link.span.start as usize <= span.end);
    let relative = |link: &Link| {
        let range = link.span.range();
        Link {
            span: Span::new(range.start - span.start, range.end - span.start),
            target: link.target.clone(),
        }
    };
    links.filter(|link| link.span.end as usize <= span.end).map(relative).collect()
}
