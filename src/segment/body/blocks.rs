//! The blocks of a document: every line with its function, some lines cut where a part of them
//! has another.

use std::ops::Range;

use super::dateline::dateline;
use super::pull_quotes::is_residue;
use crate::model::{Block, BlockKind, DocumentKind, Span, Vote};
use crate::segment::authors::byline::is_byline;
use crate::segment::lexicon::names::is_person;
use crate::segment::lexicon::{self, Cues};
use crate::segment::line::measure::{Bullet, Line};
use crate::segment::mail::MailHead;
use crate::segment::roles::decode::LineRole;
use crate::segment::title::headline::Headline;

/// What is known of a document when its blocks are made.
pub struct Plan<'p> {
    pub kind: DocumentKind,
    pub body: Range<usize>,
    pub headline: Option<&'p Headline>,
    pub byline: Option<usize>,
    /// What each line is for, where that was read from the lines.
    pub roles: Option<&'p [LineRole]>,
    pub mail: Option<&'p MailHead>,
    /// The lines "LENGTH: 322 words" of an export of a press database are fields, not text.
    pub fields: bool,
}

/// Whether the line is a field of an export: a label in capitals, a colon, a few words.
pub fn is_field(line: &Line<'_>) -> bool {
    let Some((label, _)) = line.text.split_once(':').filter(|_| line.words <= 14) else { return false };
    let capitals = |c: char| c.is_ascii_uppercase() || matches!(c, '-' | ' ');
    (3..=24).contains(&label.len()) && label.chars().all(capitals)
}

/// The function of each line.
pub fn kinds(lines: &[Line<'_>], plan: &Plan<'_>) -> Vec<BlockKind> {
    (0..lines.len()).map(|at| kind(lines, at, plan)).collect()
}

/// The blocks of lines of these `kinds`, as spans of the text that begins at `origin` of the
/// extract.
pub fn blocks(lines: &[Line<'_>], kinds: &[BlockKind], plan: &Plan<'_>, origin: usize) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(lines.len() + 4);
    for (at, (line, &kind)) in lines.iter().zip(kinds).enumerate() {
        let (start, end) = (line.span.start - origin, line.span.end - origin);
        let (mut from, mut to) = (start, end);
        if kind == BlockKind::Headline {
            from += plan.headline.map_or(0, |headline| headline.trail);
        }
        if matches!(kind, BlockKind::Paragraph | BlockKind::List | BlockKind::Quote) {
            to -= line.glued_link;
        }
        // The white space at a cut belongs to neither block.
        let word = line.text.get(to - start..).map_or(0, |rest| rest.len() - rest.trim_start().len());
        let trail_end = line.text.get(..from - start).map_or(start, |trail| start + trail.trim_end().len());
        push(&mut blocks, start, trail_end, BlockKind::Chrome);
        let dated = match kind == BlockKind::Paragraph && at < plan.body.start + 6 {
            true => dateline(line.text),
            false => 0,
        };
        push(&mut blocks, from, from + dated, BlockKind::Dateline);
        let space = line.text.get(dated..).map_or(0, |rest| rest.len() - rest.trim_start().len());
        push(&mut blocks, from + dated + space, to, kind);
        push(&mut blocks, to + word, end, BlockKind::Chrome);
    }
    blocks
}

fn push(blocks: &mut Vec<Block>, start: usize, end: usize, kind: BlockKind) {
    if start < end {
        blocks.push(Block { span: Span::new(start, end), kind });
    }
}

fn kind(lines: &[Line<'_>], at: usize, plan: &Plan<'_>) -> BlockKind {
    let line = &lines[at];
    if let Some(headline) = plan.headline {
        if headline.line == at {
            return BlockKind::Headline;
        }
        if headline.doubles.contains(&at) {
            return BlockKind::Chrome;
        }
    }
    if plan.mail.is_some_and(|mail| mail.lines.contains(&at)) {
        return match plan.mail.is_some_and(|mail| mail.from == at) {
            true => BlockKind::Byline,
            false if line.is_date_line() => BlockKind::Byline,
            false => BlockKind::Chrome,
        };
    }
    let after_headline = plan.headline.is_some_and(|headline| at > headline.line);
    let in_head = at < plan.body.start.max(plan.headline.map_or(0, |headline| headline.line + 6));
    if plan.byline == Some(at) && !line.is_prose() {
        return BlockKind::Byline;
    }
    let label = line.cues.any(Cues::PUBLISHED.or(Cues::UPDATED)) && line.words <= 4 && !line.is_prose();
    if in_head && after_headline && (line.is_date_line() || label || is_byline(line)) {
        return BlockKind::Byline;
    }
    if plan.fields && is_field(line) {
        return BlockKind::Chrome;
    }
    let voted = line.vote == Vote::Content;
    if let Some(&role) = plan.roles.and_then(|roles| roles.get(at)) {
        return kind_of(role, lines, at, plan, after_headline);
    }
    if is_chrome(line, &plan.body, at, after_headline) || !voted && is_residue(lines, at) {
        return BlockKind::Chrome;
    }
    if is_caption(line) {
        return BlockKind::Caption;
    }
    body_kind(lines, at, plan)
}

/// The function of a line of which is known what it is for.
fn kind_of(
    role: LineRole,
    lines: &[Line<'_>],
    at: usize,
    plan: &Plan<'_>,
    after_headline: bool,
) -> BlockKind {
    let line = &lines[at];
    let outside = is_chrome_anywhere(line) || is_residue(lines, at);
    let beside = plan.headline.is_none() || after_headline;
    match role {
        _ if outside => BlockKind::Chrome,
        _ if is_caption(line) && beside => BlockKind::Caption,
        LineRole::Chrome | LineRole::Comment => BlockKind::Chrome,
        LineRole::Byline | LineRole::Dateline | LineRole::Caption | LineRole::Headline if !beside => {
            BlockKind::Chrome
        }
        LineRole::Byline | LineRole::Dateline if !line.is_prose() => BlockKind::Byline,
        LineRole::Caption => BlockKind::Caption,
        LineRole::Headline => BlockKind::Heading,
        LineRole::Byline | LineRole::Dateline | LineRole::Content => body_kind(lines, at, plan),
    }
}

/// Whether the words of the line leave no doubt: it is a phrase of site chrome, or begins with one
/// as a label ("Also Read: …").
fn is_chrome_anywhere(line: &Line<'_>) -> bool {
    let labelled = || {
        line.text
            .split_once(':')
            .is_some_and(|(label, rest)| label.split(' ').count() <= 3 && !rest.trim().is_empty())
    };
    line.cues.any(Cues::CHROME) && line.words <= 6
        || crate::segment::source::domain(line.text).is_some()
        || line.cues.any(Cues::CHROME_START) && line.is_chrome_by_words() && labelled()
}

/// Whether the line is no part of the article.
fn is_chrome(line: &Line<'_>, body: &Range<usize>, at: usize, after_headline: bool) -> bool {
    match line.vote {
        Vote::Chrome => return true,
        Vote::Content => return line.cues.any(Cues::CHROME) && line.words <= 6,
        Vote::None => {}
    }
    if line.is_rule() || line.is_chrome_by_words() || crate::segment::source::domain(line.text).is_some() {
        return true;
    }
    let standfirst = after_headline && at < body.start && line.ends_sentence && line.words >= 6;
    !body.contains(&at) && !standfirst && !is_caption(line)
}

/// Whether the line is a picture's caption or credit.
fn is_caption(line: &Line<'_>) -> bool {
    line.cues.any(Cues::CAPTION) && (line.words <= 14 || line.words <= 60 && credits(line.text))
        || line.kind == BlockKind::Caption
        || line.words <= 12 && !line.ends_sentence && credits(line.text)
}

/// Whether the words have the form of a credit: "(Photo: …)", "Ann Bell | Agency", "via Agency".
fn credits(text: &str) -> bool {
    let opened =
        text.starts_with('(') && text.get(1..).is_some_and(|rest| lexicon::cues(rest).any(Cues::CAPTION));
    let closed = text
        .rsplit(['|', '/'])
        .next()
        .is_some_and(|last| last.len() < text.len() && lexicon::cues(last.trim()).any(Cues::CAPTION));
    let signed = text
        .split_once(" | ")
        .is_some_and(|(name, outlet)| is_person(name) && outlet.split_whitespace().count() <= 3);
    opened || closed || signed || text.contains(" via ") && lexicon::cues(text).any(Cues::CAPTION)
}

fn body_kind(lines: &[Line<'_>], at: usize, plan: &Plan<'_>) -> BlockKind {
    let line = &lines[at];
    if line.kind != BlockKind::Paragraph && line.kind != BlockKind::Headline {
        return line.kind;
    }
    if plan.kind == DocumentKind::List || line.bullet == Some(Bullet::Mark) {
        return BlockKind::List;
    }
    let neighbour = |at: Option<usize>| {
        at.and_then(|at| lines.get(at)).is_some_and(|other| other.bullet.is_some() && other.gap == 0)
    };
    if line.bullet.is_some() && (neighbour(at.checked_sub(1)) || neighbour(Some(at + 1)) || line.gap == 0) {
        return BlockKind::List;
    }
    let next = lines.iter().skip(at + 1).take(4).find(|next| !next.is_chrome_by_words());
    let next = next.is_some_and(|next| next.words > 6 || next.ends_sentence || next.bullet.is_some());
    let question = line.text.ends_with('?') && line.words <= 14;
    let heading = line.words <= 16 && (!line.ends_sentence || question) && line.could_be_headline();
    if next && heading && line.glued_link == 0 {
        return BlockKind::Heading;
    }
    BlockKind::Paragraph
}
