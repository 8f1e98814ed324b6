//! Decides the kind of block that each line of a document becomes: paragraph, list, caption, chrome and
//! so on.
//!
//! Not here: cutting a line into several blocks (`blocks`), and lines known from other files
//! (`boilerplate`).

use std::ops::Range;

use super::caption::is_caption;
use super::pull_quotes::is_pull_quote_or_notice;
use crate::model::{BlockKind, DocumentKind, Vote};
use crate::segment::authors::byline::is_byline;
use crate::segment::lexicon::Cues;
use crate::segment::line::bullet::Bullet;
use crate::segment::line::measured::Line;
use crate::segment::mail::head::MailHead;
use crate::segment::mail::part::MailPart;
use crate::segment::roles::role::LineRole;
use crate::segment::source::address::domain;
use crate::segment::title::headline::Headline;

/// So many lines below the headline may belong to the head though the body has begun.
const HEAD: usize = 6;

/// What is known of a document when the kinds of its lines are decided.
pub struct BlockContext<'p> {
    /// An article or a list of headlines.
    pub kind: DocumentKind,
    /// The lines of the body.
    pub body: Range<usize>,
    /// The headline, if there is one.
    pub headline: Option<&'p Headline>,
    /// The line that names the authors.
    pub byline: Option<usize>,
    /// What each line is for, where that was read with the model.
    pub roles: Option<&'p [LineRole]>,
    /// The head of a mail.
    pub mail: Option<&'p MailHead>,
    /// The lines "LENGTH: 322 words" of an export of a press database are fields, not text.
    pub fields: bool,
    /// The format says that all of the text is this document.
    pub whole: bool,
    /// It marks some of the lines as headings.
    pub headed: bool,
}

impl BlockContext<'_> {
    /// Whether a line stands below the headline.
    fn is_below_headline(&self, at: usize) -> bool {
        self.headline.is_some_and(|headline| at > headline.line)
    }

    /// Whether a line stands between the headline and the body, or near enough to the headline.
    fn is_in_head(&self, at: usize) -> bool {
        let end = self.body.start.max(self.headline.map_or(0, |headline| headline.line + HEAD));
        self.is_below_headline(at) && at < end
    }
}

/// Whether the line is a field of an export: a label in capitals, a colon, a few words.
pub fn is_field(line: &Line<'_>) -> bool {
    let Some((label, _)) = line.text.split_once(':').filter(|_| line.words <= 14) else { return false };
    let capitals = |c: char| c.is_ascii_uppercase() || matches!(c, '-' | ' ');
    (3..=24).contains(&label.len()) && label.chars().all(capitals)
}

/// The kind of each line.
pub fn kinds(lines: &[Line<'_>], context: &BlockContext<'_>) -> Vec<BlockKind> {
    (0..lines.len()).map(|at| kind(lines, at, context)).collect()
}

fn kind(lines: &[Line<'_>], at: usize, context: &BlockContext<'_>) -> BlockKind {
    let line = &lines[at];
    if context.whole {
        return kind_of_whole(lines, at, context);
    }
    if is_empty_label(lines, at) && line.mail.is_none() {
        return BlockKind::Chrome;
    }
    if let Some(kind) = head_kind(line, at, context) {
        return kind;
    }
    // What was passed on was chosen by hand: all of it is text.
    if line.mail == Some(MailPart::PassedOn) {
        return body_kind(lines, at, context);
    }
    if context.fields && is_field(line) {
        return BlockKind::Chrome;
    }
    if let Some(&role) = context.roles.and_then(|roles| roles.get(at)) {
        return kind_of_role(role, lines, at, context);
    }
    let voted = line.vote == Vote::Content;
    if is_chrome(line, at, context) || !voted && is_pull_quote_or_notice(lines, at) {
        return BlockKind::Chrome;
    }
    if is_caption(line) {
        return BlockKind::Caption;
    }
    body_kind(lines, at, context)
}

/// The kind of a line of what its format says is one document.
fn kind_of_whole(lines: &[Line<'_>], at: usize, context: &BlockContext<'_>) -> BlockKind {
    let line = &lines[at];
    if line.vote == Vote::Chrome {
        return BlockKind::Chrome;
    }
    let in_head = line.kind == BlockKind::Paragraph || context.headline.is_some_and(|head| head.line == at);
    let head = in_head.then(|| head_kind(line, at, context)).flatten();
    head.or_else(|| kind_of_format(line, context)).unwrap_or_else(|| body_kind(lines, at, context))
}

/// The kind of a line that is neither headline, header nor byline, by what its format says: `None` where the
/// words may tell more.
fn kind_of_format(line: &Line<'_>, context: &BlockContext<'_>) -> Option<BlockKind> {
    match line.kind {
        BlockKind::Headline => Some(BlockKind::Heading),
        BlockKind::Paragraph if is_caption(line) => Some(BlockKind::Caption),
        // Where headings are marked, others are none.
        BlockKind::Paragraph if context.headed && line.bullet.is_none() => Some(BlockKind::Paragraph),
        BlockKind::Paragraph => None,
        kind => Some(kind),
    }
}

/// The kind of a line of the document's head: its headline, the head of a mail, who wrote it and
/// when; and of every line of a mail that is known by now.
fn head_kind(line: &Line<'_>, at: usize, context: &BlockContext<'_>) -> Option<BlockKind> {
    if let Some(headline) = context.headline {
        if headline.line == at {
            return Some(BlockKind::Headline);
        }
        if headline.doubles.contains(&at) {
            return Some(BlockKind::Chrome);
        }
    }
    if let Some(mail) = context.mail.filter(|mail| mail.lines.contains(&at)) {
        return Some(if mail.letterhead.contains(&at) { BlockKind::Byline } else { BlockKind::Chrome });
    }
    if let Some(kind) = line.mail.and_then(MailPart::block_kind) {
        return Some(kind);
    }
    let named = context.byline == Some(at) && !line.is_prose();
    (named || context.is_in_head(at) && is_date_or_byline(line)).then_some(BlockKind::Byline)
}

/// Whether a line is the label of a date, "Published on:", and neither it nor the line below has one.
fn is_empty_label(lines: &[Line<'_>], at: usize) -> bool {
    let line = &lines[at];
    let label = line.cues.any(Cues::PUBLISHED.or(Cues::UPDATED)) && line.words <= 4;
    let dated = |line: &Line<'_>| !line.dates.is_empty();
    label && line.text.ends_with([':', '：']) && !dated(line) && !lines.get(at + 1).is_some_and(dated)
}

fn is_date_or_byline(line: &Line<'_>) -> bool {
    let label = line.cues.any(Cues::PUBLISHED.or(Cues::UPDATED)) && line.words <= 4 && !line.is_prose();
    line.is_date_line() || label || is_byline(line)
}

/// The kind of a line whose role was read with the model.
fn kind_of_role(role: LineRole, lines: &[Line<'_>], at: usize, context: &BlockContext<'_>) -> BlockKind {
    let line = &lines[at];
    let outside = is_chrome_anywhere(line) || is_pull_quote_or_notice(lines, at);
    let beside = context.headline.is_none() || context.is_below_headline(at);
    match role {
        _ if outside => BlockKind::Chrome,
        _ if is_caption(line) && beside => BlockKind::Caption,
        LineRole::Chrome if context.body.contains(&at) && is_asked(line) => body_kind(lines, at, context),
        LineRole::Chrome | LineRole::Comment => BlockKind::Chrome,
        LineRole::Byline | LineRole::Dateline | LineRole::Caption | LineRole::Headline if !beside => {
            BlockKind::Chrome
        }
        LineRole::Byline | LineRole::Dateline if !line.is_prose() => BlockKind::Byline,
        LineRole::Caption => BlockKind::Caption,
        LineRole::Headline => BlockKind::Heading,
        LineRole::Byline | LineRole::Dateline | LineRole::Content => body_kind(lines, at, context),
    }
}

/// "WILL THE FERRY COME BACK?": a question in capitals inside a body is one that the text answers, though links are
/// written so.
fn is_asked(line: &Line<'_>) -> bool {
    let capitals = !line.text.contains(char::is_lowercase) && line.counts.lettered > 0;
    line.words >= 4 && line.text.ends_with(['?', '？']) && capitals && !line.is_chrome_by_words()
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
        || domain(line.text).is_some()
        || line.cues.any(Cues::CHROME_START) && line.is_chrome_by_words() && labelled()
}

/// Whether the line is no part of the article.
fn is_chrome(line: &Line<'_>, at: usize, context: &BlockContext<'_>) -> bool {
    match line.vote {
        Vote::Chrome => return true,
        Vote::Content => return line.cues.any(Cues::CHROME) && line.words <= 6,
        Vote::None => {}
    }
    if line.is_rule() || line.is_chrome_by_words() || domain(line.text).is_some() {
        return true;
    }
    let standfirst =
        context.is_below_headline(at) && at < context.body.start && line.ends_sentence && line.words >= 6;
    !context.body.contains(&at) && !standfirst && !is_caption(line)
}

fn body_kind(lines: &[Line<'_>], at: usize, context: &BlockContext<'_>) -> BlockKind {
    let line = &lines[at];
    if line.kind != BlockKind::Paragraph && line.kind != BlockKind::Headline {
        return line.kind;
    }
    if context.kind == DocumentKind::List || line.bullet == Some(Bullet::Mark) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::line::measure::tests::line;

    #[test]
    fn the_label_of_a_date_without_one_is_no_byline() {
        let lines =
            ["– Published on:", "The harbour is closed.", "Published on:", "4 May 2020", "Published on: May"];
        let lines = lines.map(line);
        assert_eq!([0, 2, 4].map(|at| is_empty_label(&lines, at)), [true, false, false]);
        assert!(!is_empty_label(&[line("Published: 4 May 2020")], 0));
    }

    #[test]
    fn questions_in_capitals_are_asked_by_the_text() {
        assert!(is_asked(&line("WILL THE FERRY COME BACK?")));
        assert!(!is_asked(&line("Will the ferry come back?")) && !is_asked(&line("NEWS?")));
        assert!(!is_asked(&line("WILL THE FERRY COME BACK")) && !is_asked(&line("12 34 56 78?")));
    }
}
