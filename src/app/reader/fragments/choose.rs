//! The fragments a page consists of, from top to bottom: its head, its blocks, and folded runs of site
//! chrome, some of them opened.
//!
//! Not here: breaking a fragment into lines (`lines`).

use crate::model::{Block, BlockKind, Document, Evidence, Span, Verdict};

/// Blocks longer than this are laid out in chunks, so that one endless line costs no more than
/// what is looked at.
const CHUNK_BYTES: usize = 16 * 1024;

/// A byline or dateline with more words has more in it than the line under the title.
const MOST_FACT_WORDS: usize = 16;

/// A row of verse is no longer than this.
const VERSE_BYTES: usize = 70;

/// So much of a text shows whether it parts its paragraphs by blank lines.
const SEEN_BYTES: usize = 16 * 1024;

/// A part of a page that is laid out at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fragment {
    /// Title and facts; holds the span of the headline if the text has one.
    Head(Option<Span>),
    /// A block, or a chunk of a long one.
    Block {
        /// The kind of the block.
        kind: BlockKind,
        /// Bytes of the document's text.
        span: Span,
    },
    /// Chrome that is not shown.
    Folded {
        /// Lines of the text that are hidden.
        lines: usize,
        /// Bytes of the document's text.
        span: Span,
    },
    /// A quote of a mail that is not shown.
    Quoted {
        /// Which of `Document::quotes`.
        quote: usize,
        /// Bytes of the document's text.
        span: Span,
    },
    /// A stretch of the whole text, without kinds of blocks.
    Raw(Span),
    /// The line below the text.
    End,
}

impl Fragment {
    /// The bytes of the document's text that the fragment shows or hides.
    pub fn span(&self) -> Option<Span> {
        match *self {
            Fragment::Head(headline) => headline,
            Fragment::Block { span, .. }
            | Fragment::Folded { span, .. }
            | Fragment::Quoted { span, .. }
            | Fragment::Raw(span) => Some(span),
            Fragment::End => None,
        }
    }

    /// Whether it hides what it stands for.
    pub fn is_fold(&self) -> bool {
        matches!(self, Fragment::Folded { .. } | Fragment::Quoted { .. })
    }

    /// Whether fragments of this sort follow each other without a gap: lists, bylines and dates.
    pub fn stands_with_its_like(&self) -> bool {
        let Fragment::Block { kind, .. } = self else { return false };
        matches!(kind, BlockKind::List | BlockKind::Byline | BlockKind::Dateline | BlockKind::Chrome)
    }

    /// Whether the two stand together.
    pub fn is_like(&self, other: &Fragment) -> bool {
        let sort = |fragment: &Fragment| match fragment {
            Fragment::Block { kind: BlockKind::Byline | BlockKind::Dateline, .. } => Some(BlockKind::Byline),
            Fragment::Block { kind, .. } => Some(*kind),
            _ => None,
        };
        sort(self).is_some() && sort(self) == sort(other)
    }
}

/// Whether two paragraphs of a plain text are rows of verse, an address or the like: short, one below the
/// other, in a text that parts its paragraphs by blank lines.
pub fn stand_in_verse(document: &Document, above: &Fragment, below: &Fragment) -> bool {
    let row = |fragment: &Fragment| match fragment {
        Fragment::Block { kind: BlockKind::Paragraph, span } if span.len() <= VERSE_BYTES => Some(*span),
        _ => None,
    };
    let Some((above, below)) = row(above).zip(row(below)).filter(|_| document.lines.is_some()) else {
        return false;
    };
    let text = &document.text;
    let between = text.get(above.end as usize..below.start as usize).unwrap_or_default();
    let apart = || text[..text.floor_char_boundary(SEEN_BYTES)].contains("\n\n");
    between.matches('\n').count() == 1
        && !above.of(text).contains('\n')
        && !below.of(text).contains('\n')
        && apart()
}

/// How a page is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PageMode {
    /// Site chrome folded.
    #[default]
    Clean,
    /// Site chrome shown, muted.
    WithChrome,
    /// The whole decoded text, as it was read.
    Original,
}

/// The fragments of a document. Folds in which one of the places `opened` lies are open. What the line under the
/// title says as well is shown only where one of the hits stands in it.
pub fn fragments(document: &Document, mode: PageMode, hits: &[Span], opened: &[Span]) -> Vec<Fragment> {
    if mode == PageMode::Original {
        let whole = Span::new(0, document.text.len());
        return chunks(&document.text, whole).map(Fragment::Raw).collect();
    }
    let headline = document.blocks.iter().position(|block| block.kind == BlockKind::Headline);
    let mut fragments = vec![Fragment::Head(headline.map(|at| document.blocks[at].span))];
    for (at, block) in document.blocks.iter().enumerate() {
        let said = || is_in_facts_line(document, block) && !has_place(hits, block.span);
        if Some(at) == headline || (mode == PageMode::Clean && said()) {
            continue;
        }
        let dateline = at.checked_sub(1).and_then(|above| document.blocks.get(above));
        let span = match dateline.filter(|above| runs_in(above, block)) {
            Some(dateline) => Span { start: dateline.span.start, end: block.span.end },
            None => block.span,
        };
        match (block.kind, mode) {
            (BlockKind::Chrome, PageMode::Clean) => fold(&mut fragments, &document.text, block),
            // It is shown with what follows.
            _ if document.blocks.get(at + 1).is_some_and(|below| runs_in(block, below)) => {}
            (kind, _) => {
                fragments.extend(chunks(&document.text, span).map(|span| Fragment::Block { kind, span }));
            }
        }
    }
    match opened {
        [] => fragments,
        _ => fragments.into_iter().flat_map(|fragment| unfolded(document, fragment, opened)).collect(),
    }
}

/// Whether a block is the dateline with which the next one, a paragraph, begins.
fn runs_in(block: &Block, next: &Block) -> bool {
    block.kind == BlockKind::Dateline && next.kind == BlockKind::Paragraph
}

/// The blocks of a fold with one of these places in it; any other fragment as it is.
fn unfolded(document: &Document, fragment: Fragment, opened: &[Span]) -> Vec<Fragment> {
    let Fragment::Folded { span, .. } = fragment else { return vec![fragment] };
    if !has_place(opened, span) {
        return vec![fragment];
    }
    let first = document.blocks.partition_point(|block| block.span.end <= span.start);
    let blocks = document.blocks.iter().skip(first).take_while(|block| block.span.start < span.end);
    let chrome = blocks.filter(|block| block.kind == BlockKind::Chrome);
    let pieces = chrome.flat_map(|block| chunks(&document.text, block.span));
    pieces.map(|span| Fragment::Block { kind: BlockKind::Chrome, span }).collect()
}

/// Whether one of the places, which are in order, begins in a span.
fn has_place(places: &[Span], span: Span) -> bool {
    let begin = places.partition_point(|place| place.start < span.start);
    places.get(begin).is_some_and(|place| place.start < span.end)
}

/// Whether the line under the title has all that a byline says: each of its lines names the
/// author, the source or the day that stand there.
fn is_in_facts_line(document: &Document, block: &Block) -> bool {
    let words = block.span.of(&document.text);
    // A text of more than a line has more in it than author and date.
    let short = words.split_whitespace().count() <= MOST_FACT_WORDS;
    let sure = document.published.as_ref().filter(|published| published.sure);
    let decided = |evidence: &&Evidence| evidence.verdict == Verdict::Decided;
    let day = sure.and_then(|published| published.evidence.iter().find(decided));
    let day = day.map(|evidence| evidence.words.trim()).filter(|words| !words.is_empty());
    let author = document.byline.as_deref().map(super::facts::byline);
    let has = |text: &str, fact: Option<&str>| fact.is_some_and(|fact| text.contains(fact));
    let is_fact = |line: &str| has(line, author) || has(line, day) || has(line, document.source.as_deref());
    let covered = || words.lines().all(is_fact);
    match block.kind {
        BlockKind::Byline => is_label(words) || short && (has(words, author) || has(words, day)) && covered(),
        _ => false,
    }
}

/// Whether words are a label alone, of what is shown as the title: "Subject:".
fn is_label(words: &str) -> bool {
    words.ends_with(':') && !words.contains(char::is_whitespace)
}

/// Adds a block of chrome to the folded run at the end of the page, or begins one.
fn fold(fragments: &mut Vec<Fragment>, text: &str, block: &Block) {
    let more = block.span.of(text).lines().count().max(1);
    match fragments.last_mut() {
        Some(Fragment::Folded { lines, span }) => {
            *lines += more;
            span.end = block.span.end;
        }
        _ => fragments.push(Fragment::Folded { lines: more, span: block.span }),
    }
}

/// A span in fragments of bounded length, cut at line ends or spaces where there are any.
fn chunks(text: &str, span: Span) -> impl Iterator<Item = Span> {
    let mut rest = span.range();
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let start = rest.start;
        let end = if rest.len() <= CHUNK_BYTES { rest.end } else { cut(text, start, rest.end) };
        rest.start = end;
        Some(Span::new(start, end))
    })
}

/// The end of the chunk that begins at `start` and may not reach `end`.
fn cut(text: &str, start: usize, end: usize) -> usize {
    let limit = text.floor_char_boundary((start + CHUNK_BYTES).min(end));
    let chunk = &text[start..limit];
    let at = chunk.rfind('\n').or_else(|| chunk.rfind(' ')).map_or(limit, |at| start + at + 1);
    if at > start { at } else { limit }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str, kinds: &[BlockKind]) -> Document {
        let mut start = 0;
        let mut blocks = Vec::new();
        for (line, &kind) in text.split('\n').zip(kinds) {
            blocks.push(Block { span: Span::new(start, start + line.len()), kind });
            start += line.len() + 1;
        }
        Document { text: text.into(), blocks, ..Document::default() }
    }

    #[test]
    fn the_headline_is_the_head_and_chrome_in_a_row_is_one_fold() {
        use BlockKind::{Chrome, Headline, Paragraph};
        let document =
            document("menu\nmore\nThe dam\nWater rose.\nads", &[Chrome, Chrome, Headline, Paragraph, Chrome]);
        let clean = fragments(&document, PageMode::Clean, &[], &[]);
        assert_eq!(
            clean,
            [
                Fragment::Head(Some(Span::new(10, 17))),
                Fragment::Folded { lines: 2, span: Span::new(0, 9) },
                Fragment::Block { kind: Paragraph, span: Span::new(18, 29) },
                Fragment::Folded { lines: 1, span: Span::new(30, 33) },
            ]
        );
        let opened = fragments(&document, PageMode::Clean, &[], &[Span::new(5, 9)]);
        assert_eq!(
            opened[1..3],
            [(0, 4), (5, 9)]
                .map(|(start, end)| Fragment::Block { kind: Chrome, span: Span::new(start, end) })
        );
        assert_eq!(opened[3..], clean[2..], "the other fold stays");
        assert_eq!(fragments(&document, PageMode::WithChrome, &[], &[]).len(), 5);
        assert_eq!(
            fragments(&document, PageMode::Original, &[], &[]),
            [Fragment::Raw(Span::new(0, document.text.len()))]
        );
    }

    #[test]
    fn a_byline_is_not_shown_twice_and_comes_back_with_the_chrome() {
        use BlockKind::{Byline, Headline, Paragraph};
        let mut document = document("The dam\nBy Ida Marrel\nWater rose.", &[Headline, Byline, Paragraph]);
        assert_eq!(fragments(&document, PageMode::Clean, &[], &[]).len(), 3, "the author is nowhere else");
        document.byline = Some("Ida Marrel".into());
        assert_eq!(fragments(&document, PageMode::Clean, &[], &[]).len(), 2);
        let author = Span::new(11, 14);
        assert_eq!(fragments(&document, PageMode::Clean, &[author], &[]).len(), 3, "it is searched for");
        assert_eq!(fragments(&document, PageMode::WithChrome, &[], &[]).len(), 3);
        let mail = self::document("Subject:\nThe dam", &[Byline, Headline]);
        assert_eq!(fragments(&mail, PageMode::Clean, &[], &[]).len(), 1, "the label of what is the title");
    }

    #[test]
    fn a_dateline_is_one_with_the_paragraph_it_begins() {
        use BlockKind::{Dateline, Headline, Paragraph};
        let document = document(
            "The dam\nNORWICK –\nWater rose.\nIt fell.",
            &[Headline, Dateline, Paragraph, Paragraph],
        );
        let clean = fragments(&document, PageMode::Clean, &[], &[]);
        let block = |start, end| Fragment::Block { kind: Paragraph, span: Span::new(start, end) };
        assert_eq!(clean[1..], [block(8, 31), block(32, 40)]);
        assert_eq!(clean[1].span().unwrap().of(&document.text), "NORWICK –\nWater rose.");
    }

    #[test]
    fn an_endless_line_comes_in_chunks_that_lose_nothing() {
        for text in ["word ".repeat(20_000), "é".repeat(30_000)] {
            let document = document(&text, &[BlockKind::Paragraph]);
            let spans: Vec<Span> = fragments(&document, PageMode::Clean, &[], &[])[1..]
                .iter()
                .filter_map(Fragment::span)
                .collect();
            assert!(spans.len() > 3 && spans.iter().all(|span| span.len() <= CHUNK_BYTES));
            assert!(spans.windows(2).all(|pair| pair[0].end == pair[1].start));
            assert_eq!(spans.iter().map(|span| span.of(&text)).collect::<String>(), text);
        }
    }
}
