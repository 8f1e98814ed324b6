//! The outline of one document, found before its blocks are made: its kind, mail header, line roles,
//! headline, byline and body, and the title and source that follow from them.
//!
//! Not here: how each of them is found (the modules it calls), and the date (`published`).

use std::ops::Range;

use super::authors::byline::Byline;
use super::authors::find::find_byline;
use super::body::block_kinds::{BlockContext, is_field};
use super::body::extent;
use super::line::measured::Line;
use super::mail::head::{MailHead, find_head};
use super::roles::decode::Reader;
use super::roles::role::LineRole;
use super::source::find::{NamedSource, find_source, is_said_to_be_site};
use super::source::folder::SiteEvidence;
use super::source::said::SourceContext;
use super::title::find::find_headline;
use super::title::headline::Headline;
use super::title::{declared, trimmings};
use super::whole;
use crate::model::{BlockKind, Correspondence, DocumentKind, Extract, Format, Metadata};

/// An article has at least so many characters.
const LEAST: usize = 120;

/// What the lines of a document are, before its blocks are made.
pub struct Outline {
    /// An article or a list of headlines.
    pub kind: DocumentKind,
    /// The head of a mail.
    pub mail: Option<MailHead>,
    /// What each line is for, where that was read with the model.
    roles: Option<Vec<LineRole>>,
    /// The headline.
    pub headline: Option<Headline>,
    /// Who wrote it, and on which line that stands.
    pub byline: Option<Byline>,
    /// The lines of the body.
    pub body: Range<usize>,
    /// The format says that all of the text is this document.
    pub whole: bool,
}

impl Outline {
    /// The outline of the document that has these lines. `one_of_several` when other documents
    /// of the file have the others.
    pub fn of(extract: &Extract, lines: &[Line<'_>], one_of_several: bool) -> Outline {
        if extract.whole {
            return Outline::of_whole(extract, lines);
        }
        let kind = kind(lines);
        let mail = find_head(lines);
        // The lines of a mail are for other things than those of a page.
        let roles = roles(extract, lines, kind).filter(|_| mail.is_none());
        let whole = kind == DocumentKind::List || one_of_several || mail.is_some();
        let mut body = if whole { 0..lines.len() } else { extent::find_body(lines, roles.as_deref()) };
        // The fields of some exports have codes; HD is the headline's.
        let coded = lines.iter().take(12).position(|line| line.text.starts_with("HD "));
        let first = || coded.or_else(|| lines.iter().position(|line| !line.is_date_line()));
        let first = one_of_several.then(first).flatten();
        let headline = match &mail {
            Some(mail) => mail.subject.as_ref().and_then(Headline::of_mail),
            None => find_headline(lines, &body, first, &extract.metadata, roles.as_deref()),
        };
        body.start = mail.as_ref().map_or(body.start, |mail| body.start.max(mail.lines.end).min(body.end));
        let line = headline.as_ref().map(|headline| headline.line);
        if let Some(at) = line.filter(|at| body.contains(at)) {
            body.start = at + 1;
        }
        let byline = match &mail {
            Some(mail) => mail.from.as_ref().and_then(Byline::of_sender),
            None => find_byline(lines, line, &body, roles.as_deref()),
        };
        Outline { kind, mail, roles, headline, byline, body, whole: false }
    }

    /// Who wrote it to whom, where it is a mail that was saved as text.
    pub fn correspondence(&self) -> Option<Correspondence> {
        self.mail.as_ref().filter(|_| !self.whole).map(|mail| mail.correspondence.clone())
    }

    /// The outline of what its format says is one document.
    fn of_whole(extract: &Extract, lines: &[Line<'_>]) -> Outline {
        let mail = find_head(lines).filter(|_| extract.metadata.sure);
        // The fields of the header are those that a reader asks for.
        let mail = mail.map(|mail| MailHead { letterhead: mail.lines.clone().collect(), ..mail });
        let headline = whole::headline(lines, &extract.metadata, mail.as_ref());
        let header = mail.as_ref().map_or(0, |mail| mail.lines.end);
        let body = header.max(headline.as_ref().map_or(0, |headline| headline.line + 1))..lines.len();
        let line = headline.as_ref().map(|headline| headline.line);
        let byline = match extract.metadata.sure {
            true => None,
            false => find_byline(lines, line, &body, None),
        };
        Outline { kind: DocumentKind::Article, mail, roles: None, headline, byline, body, whole: true }
    }

    /// What the kinds of the lines depend on.
    pub fn block_context(&self, lines: &[Line<'_>]) -> BlockContext<'_> {
        BlockContext {
            kind: self.kind,
            body: self.body.clone(),
            headline: self.headline.as_ref(),
            mail: self.mail.as_ref(),
            roles: self.roles.as_deref(),
            byline: self.byline.as_ref().map(|byline| byline.line),
            fields: lines.iter().filter(|line| is_field(line)).count() >= 3,
            whole: self.whole,
            headed: lines.iter().any(whole::is_marked),
        }
    }

    /// The title: as the headline says it, checked against what the format declares.
    pub fn title(&self, lines: &[Line<'_>], metadata: &Metadata) -> Option<String> {
        if let Some(mail) = &self.mail {
            let subject = mail.subject.as_ref().map(|subject| subject.title.clone());
            return subject.filter(|title| !title.is_empty());
        }
        let headline = self.headline.as_ref();
        let shown = headline.and_then(|h| lines[h.line].text.get(h.title.clone())).map(joined);
        let marked = headline.is_some_and(|h| lines[h.line].kind == BlockKind::Headline);
        declared::choose(shown, marked, metadata).and_then(|title| trimmings::bare(&title))
    }

    /// The newspaper or site, and whether that is sure: as the format declares, as the headline ends, or as the
    /// text shows. With it what the document gives for the name of its site, if it is a page of one.
    pub fn source(
        &self,
        lines: &[Line<'_>],
        metadata: &Metadata,
    ) -> (Option<NamedSource>, Option<SiteEvidence>) {
        let suffix = self.headline.as_ref().and_then(|headline| headline.source.clone());
        let line = self.headline.as_ref().map(|headline| headline.line);
        let page = SourceContext { lines, headline: line, body: &self.body, byline: self.byline.as_ref() };
        let said = suffix.clone().filter(|name| is_said_to_be_site(name, lines)).map(|name| (name, false));
        let declared = metadata.source.clone().map(|name| (name, true)).or(said);
        // Whom a mail quotes is not where it comes from; one that was passed on holds what others published.
        let own = self.mail.as_ref().is_some_and(|mail| mail.sent.is_some());
        let (found, evidence) = match declared {
            Some((name, sure)) => (Some((name.clone(), sure)), SiteEvidence::source(&name)),
            None if own => (None, SiteEvidence::default()),
            None => find_source(&page),
        };
        let found = found.and_then(|(name, sure)| trimmings::bare(&name).map(|name| (name, sure)));
        let evidence = if found.is_none() { evidence.with_suffix(suffix) } else { evidence };
        (found, self.mail.is_none().then_some(evidence))
    }
}

/// What each line of a document is for, where that can be learned from its text alone: another
/// format's structure says more, and of a list each entry is one.
fn roles(extract: &Extract, lines: &[Line<'_>], kind: DocumentKind) -> Option<Vec<LineRole>> {
    let plain = extract.format == Format::PlainText && kind == DocumentKind::Article;
    let roles = Reader::built_in().filter(|_| plain)?.read(lines);
    let content = lines.iter().zip(&roles).filter(|(_, role)| **role == LineRole::Content);
    let content = content.map(|(line, _)| line.size).sum::<usize>();
    // Where next to nothing was recognised, or little but phrases of sites, there is no article.
    let chrome = lines.iter().filter(|line| line.is_chrome_by_words()).count();
    let bare = chrome * 3 >= lines.len() && !lines.iter().any(Line::is_prose);
    (content >= LEAST && !bare).then_some(roles)
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

/// A title that was broken over lines, on one line.
fn joined(title: &str) -> String {
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}
