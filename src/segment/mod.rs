//! From the text of one file to its documents: where one article ends and the next begins, what
//! is site chrome, and what the head says (title, byline, source, date). Pure.
//!
//! ```text
//! Extract ─lines→ [Line] ─split (seams, cuts, evidence)→ [Part] ─reader (page, features)→ [LineRole]
//!                                                          └─ body, title, byline, source, published → blocks → Document
//! ```
//!
//! What each line is for is read with a learned model; seams and headlines are chosen by weighed
//! sums; the rest goes by the form of lines and by short phrases from `assets/lexicon`. Nothing
//! is made for a particular site.
//!
//! Not here: reading formats (`extract`) and names (`annotate`).

mod authors;
mod blocks;
mod body;
mod byline;
mod byline_words;
mod claimed;
mod claims;
mod counts;
mod credits;
mod cuts;
mod date_tokens;
mod dateline;
mod dates;
mod evidence;
mod familiar;
mod features;
mod firmness;
mod form;
mod given;
mod headline;
pub mod learning;
mod lexicon;
mod lines;
mod mail;
mod menu;
mod names;
mod order;
mod page;
mod phrases;
mod prints;
mod published;
mod reader;
mod residue;
mod seams;
mod signed;
mod source;
mod split;
mod terms;
mod title;
mod told_dates;
mod trimmings;
mod words;
mod wrap;
mod years;

use std::ops::Range;

use crate::model::{BlockKind, Document, DocumentKind, Extract, Format, Link, Metadata};
use claims::Setting;
pub use familiar::{Familiar, Sighting};
use lines::Line;
pub use reader::LineRole;
use split::Part;

/// An article has at least so many characters.
const LEAST: usize = 120;

/// Cuts an extract into documents. There is always at least one, though it may be empty.
pub fn segment(extract: &Extract) -> Vec<Document> {
    segment_among(extract, &Familiar::default()).0
}

/// As [`segment`], where lines are known from other files. With each document come its lines as
/// they were before those were asked.
pub fn segment_among(extract: &Extract, familiar: &Familiar) -> (Vec<Document>, Vec<Vec<Sighting>>) {
    let lines = lines::measure(extract);
    let parts = split::split(&lines, extract.format != Format::PlainText);
    let count = parts.len();
    let (mut documents, mut seen) = (Vec::with_capacity(count), Vec::with_capacity(count));
    for (at, part) in parts.iter().enumerate() {
        let cut_out = part.lines.len() < lines.len();
        let (mut document, lines) = document(extract, &lines, part, cut_out, familiar);
        (document.part, document.parts) = (at as u32 + 1, count as u32);
        documents.push(document);
        seen.push(lines);
    }
    order::bound(&mut documents);
    (documents, seen)
}

/// What the lines of a document are, before its blocks are made.
struct Outline {
    kind: DocumentKind,
    mail: Option<mail::MailHead>,
    roles: Option<Vec<LineRole>>,
    headline: Option<title::Headline>,
    byline: Option<byline::Byline>,
    body: Range<usize>,
}

impl Outline {
    fn of(extract: &Extract, lines: &[Line<'_>], one_of_several: bool) -> Outline {
        let kind = kind(lines);
        let mail = mail::find_head(lines);
        // The lines of a mail are for other things than those of a page.
        let roles = roles(extract, lines, kind).filter(|_| mail.is_none());
        let mut body = match kind == DocumentKind::List || one_of_several {
            true => 0..lines.len(),
            false => body::find_body(lines, roles.as_deref()),
        };
        // The fields of some exports have codes; HD is the headline's.
        let coded = lines.iter().take(12).position(|line| line.text.starts_with("HD "));
        let first = || coded.or_else(|| lines.iter().position(|line| !line.is_date_line()));
        let first = one_of_several.then(first).flatten();
        let headline = match &mail {
            Some(mail) => Some(title::Headline::of_mail(mail)),
            None => title::find_headline(lines, &body, first, &extract.metadata),
        };
        body.start = mail.as_ref().map_or(body.start, |mail| body.start.max(mail.lines.end).min(body.end));
        let line = headline.as_ref().map(|headline| headline.line);
        if let Some(at) = line.filter(|at| body.contains(at)) {
            body.start = at + 1;
        }
        let byline = match &mail {
            Some(mail) => byline::sender(mail.from, mail::sender(&lines[mail.from])),
            None => byline::find_byline(lines, line, &body, roles.as_deref()),
        };
        Outline { kind, mail, roles, headline, byline, body }
    }

    fn plan(&self, lines: &[Line<'_>]) -> blocks::Plan<'_> {
        blocks::Plan {
            kind: self.kind,
            body: self.body.clone(),
            headline: self.headline.as_ref(),
            mail: self.mail.as_ref(),
            roles: self.roles.as_deref(),
            byline: self.byline.as_ref().map(|byline| byline.line),
            fields: lines.iter().filter(|line| blocks::is_field(line)).count() >= 3,
        }
    }

    fn title(&self, lines: &[Line<'_>], metadata: &Metadata) -> Option<String> {
        let headline = self.headline.as_ref();
        let spoken = headline.and_then(|h| lines[h.line].text.get(h.title.clone())).map(joined);
        let marked = headline.is_some_and(|h| lines[h.line].kind == BlockKind::Headline);
        claimed::title(spoken, marked, metadata).and_then(|title| trimmings::bare(&title))
    }

    /// The paper or site: as the format claims, as the headline ends, or as the text tells.
    fn source(&self, lines: &[Line<'_>], metadata: &Metadata) -> Option<String> {
        let suffix = self.headline.as_ref().and_then(|headline| headline.source.clone());
        let line = self.headline.as_ref().map(|headline| headline.line);
        let found = || source::find_source(lines, line, &self.body);
        metadata.source.clone().or(suffix).or_else(found).and_then(|name| trimmings::bare(&name))
    }
}

/// One document from its lines, and its lines as they were before other files were asked.
fn document(
    extract: &Extract,
    all: &[Line<'_>],
    part: &Part,
    one_of_several: bool,
    familiar: &Familiar,
) -> (Document, Vec<Sighting>) {
    let (lines, metadata) = (&all[part.lines.clone()], &extract.metadata);
    let (span, numbers) = extent(extract, lines, one_of_several);
    let outline = Outline::of(extract, lines, one_of_several);
    let plan = outline.plan(lines);
    let title = outline.title(lines, metadata);
    let setting = Setting {
        lines,
        before: &all[part.before.clone()],
        headline: outline.headline.as_ref().map(title::Headline::top),
        mail: outline.mail.as_ref().and_then(|mail| mail.date),
        byline: plan.byline,
        body: &outline.body,
        one_of_several,
        metadata,
        english: firmness::is_english(lines),
    };
    let published = published::weigh(&setting, title.as_deref());
    let mut kinds = blocks::kinds(lines, &plan);
    let seen = familiar::sightings(lines, &kinds);
    familiar.mark(&seen, &mut kinds);
    let document = Document {
        lines: (extract.format == Format::PlainText).then_some(numbers),
        kind: outline.kind,
        title,
        byline: claimed::byline(outline.byline.as_ref(), metadata),
        source: outline.source(lines, metadata),
        published,
        language: language(extract),
        text: extract.text.get(span.clone()).unwrap_or_default().to_owned(),
        links: links(extract, &span),
        blocks: blocks::blocks(lines, &kinds, &plan, span.start),
        ..Document::default()
    };
    (document, seen.into_iter().flatten().collect())
}

/// What each line of a document is for, where that can be learned from its text alone: another
/// format's structure says more, and of a list each entry is one.
fn roles(extract: &Extract, lines: &[Line<'_>], kind: DocumentKind) -> Option<Vec<LineRole>> {
    let plain = extract.format == Format::PlainText && kind == DocumentKind::Article;
    let roles = plain.then(|| reader::read(lines))?;
    let told = lines.iter().zip(&roles).filter(|(_, role)| **role == LineRole::Content);
    let told = told.map(|(line, _)| line.size).sum::<usize>();
    // Where next to nothing was recognised, or little but phrases of sites, there is no article.
    let chrome = lines.iter().filter(|line| line.is_chrome_by_words()).count();
    let bare = chrome * 3 >= lines.len() && !lines.iter().any(Line::is_prose);
    (told >= LEAST && !bare).then_some(roles)
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

/// A list of headlines has entries and next to no running text.
fn kind(lines: &[Line<'_>]) -> DocumentKind {
    let entries =
        lines.iter().filter(|line| line.bullet.is_some() && line.words >= 5 && !line.ends_sentence).count();
    let prose = lines.iter().filter(|line| line.is_prose() && line.bullet.is_none()).count();
    let chrome = lines.iter().filter(|line| line.is_chrome_by_words()).count();
    match entries >= 3 && prose == 0 && entries * 2 >= lines.len() - chrome {
        true => DocumentKind::List,
        false => DocumentKind::Article,
    }
}

/// The language a file claims, as ISO 639-1.
fn language(extract: &Extract) -> Option<String> {
    let claimed = extract.metadata.language.as_deref()?;
    let primary = claimed.split(['-', '_']).next()?.to_ascii_lowercase();
    (primary.len() == 2 && primary.bytes().all(|b| b.is_ascii_lowercase())).then_some(primary)
}

/// The links inside a span of the extract, as spans of it.
fn links(extract: &Extract, span: &Range<usize>) -> Vec<Link> {
    // Links stand in the order of the text.
    let from = extract.links.partition_point(|link| (link.span.start as usize) < span.start);
    let links = extract.links.iter().skip(from).take_while(|link| link.span.start as usize <= span.end);
    let moved = |link: &Link| {
        let range = link.span.range();
        Link {
            span: crate::model::Span::new(range.start - span.start, range.end - span.start),
            target: link.target.clone(),
        }
    };
    links.filter(|link| link.span.end as usize <= span.end).map(moved).collect()
}

/// A title that was broken over lines, on one line.
fn joined(title: &str) -> String {
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
