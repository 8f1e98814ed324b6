//! Folds what a mail quotes, so that one reads what its writer wrote: each quote becomes a line that says of whom it
//! is and when.
//!
//! Not here: finding quotes (`segment`), and the other fragments of a page (`fragments`).

use super::choose::Fragment;
use super::facts::date_words;
use crate::model::{BlockKind, Document, Quoted, Span};
use crate::text::sanitize::sanitize_line;

/// A quote of fewer rows is read faster than the line in its place. Set by hand.
const LEAST: u32 = 4;

/// The fragments with quotes folded, but for those in which one of the `shown` places lies. Of a mail that has no
/// words of its writer nothing is folded: it is what was sent.
pub fn fold_quotes(document: &Document, fragments: Vec<Fragment>, shown: &[&[Span]]) -> Vec<Fragment> {
    let quotes = &document.quotes;
    if quotes.is_empty() || !has_own_words(document) {
        return fragments;
    }
    let is_shown =
        |quote: &Quoted| shown.iter().any(|spans| spans.iter().any(|span| span.overlaps(quote.span)));
    let folded: Vec<bool> = quotes.iter().map(|quote| quote.rows >= LEAST && !is_shown(quote)).collect();
    let mut out: Vec<Fragment> = Vec::with_capacity(fragments.len());
    let mut last = None;
    for fragment in fragments {
        let of = |span: Span| {
            let at = quotes.partition_point(|quote| quote.span.end <= span.start);
            let holds = |at: usize| quotes[at].span.start <= span.start && span.end <= quotes[at].span.end;
            Some(at).filter(|&at| folded.get(at) == Some(&true) && holds(at))
        };
        // What is folded inside a quote goes with it.
        let quote = match fragment {
            Fragment::Block { span, .. } | Fragment::Folded { span, .. } => of(span),
            _ => None,
        };
        match quote {
            None => out.push(fragment),
            Some(at) if last == Some(at) => {}
            Some(at) => {
                out.push(Fragment::Quoted { quote: at, span: quotes[at].span });
                last = Some(at);
            }
        }
    }
    out
}

fn has_own_words(document: &Document) -> bool {
    let own =
        |kind| matches!(kind, BlockKind::Paragraph | BlockKind::List | BlockKind::Heading | BlockKind::Code);
    document.blocks.iter().any(|block| own(block.kind))
}

/// The line in place of a quote.
pub fn fold_line(quote: &Quoted) -> String {
    let from = quote.from.as_deref().map(|name| format!(" from {}", sanitize_line(name))).unwrap_or_default();
    let day = quote.day.map(|day| format!(", {}", date_words(day))).unwrap_or_default();
    format!("┄ {} lines quoted{from}{day} · c ┄", quote.rows)
}

#[cfg(test)]
mod tests {
    use super::super::choose::{PageMode, fragments};
    use super::*;
    use crate::model::{Block, PartialDate};

    /// Lines, each of which is a block; those that begin with ">" quote.
    fn mail(text: &str) -> Document {
        let (mut blocks, mut quotes, mut start): (Vec<Block>, Vec<Quoted>, usize) =
            (Vec::new(), Vec::new(), 0);
        for line in text.split('\n') {
            let span = Span::new(start, start + line.len());
            let kind = if line.starts_with('>') { BlockKind::Quote } else { BlockKind::Paragraph };
            match (quotes.last_mut(), blocks.last()) {
                _ if kind != BlockKind::Quote => {}
                (Some(quote), Some(block)) if block.kind == kind => {
                    (quote.span.end, quote.rows) = (span.end, quote.rows + 1);
                }
                _ => quotes.push(Quoted { span, rows: 1, ..Quoted::default() }),
            }
            blocks.push(Block { span, kind });
            start += line.len() + 1;
        }
        Document { text: text.to_owned(), blocks, quotes, ..Document::default() }
    }

    fn shown(document: &Document, spans: &[Span]) -> Vec<String> {
        let all = fragments(document, PageMode::Clean, &[], &[]);
        let row = |fragment: Fragment| match fragment {
            Fragment::Quoted { quote, .. } => Some(format!("{} folded", document.quotes[quote].rows)),
            Fragment::Block { span, .. } => Some(span.of(&document.text).to_owned()),
            _ => None,
        };
        fold_quotes(document, all, &[spans]).into_iter().filter_map(row).collect()
    }

    #[test]
    fn answers_between_quotes_stay_and_a_short_quote_too() {
        let document = mail("> a\n> b\n> c\n> d\nYes.\n> e\nNo.\n> f\n> g\n> h\n> i\n> j");
        assert_eq!(shown(&document, &[]), ["4 folded", "Yes.", "> e", "No.", "5 folded"]);
        let hit = Span::new(document.text.len() - 1, document.text.len());
        assert_eq!(
            shown(&document, &[hit])[3..],
            ["No.", "> f", "> g", "> h", "> i", "> j"],
            "what is searched"
        );
    }

    #[test]
    fn a_mail_that_is_all_quote_is_not_folded_away() {
        assert_eq!(shown(&mail("> a\n> b\n> c\n> d"), &[]).len(), 4);
    }

    #[test]
    fn the_line_says_whose_words_are_folded() {
        let quote = Quoted { rows: 12, ..Quoted::default() };
        assert_eq!(fold_line(&quote), "┄ 12 lines quoted · c ┄");
        let quote = Quoted {
            from: Some("Ida\u{1b} Marrel".to_owned()),
            day: PartialDate::parse("2001-05-03"),
            ..quote
        };
        assert_eq!(fold_line(&quote), "┄ 12 lines quoted from Ida\u{fffd} Marrel, 3 May 2001 · c ┄");
    }
}
