//! The stretch of a document that shows best why it was found: where the words stand, or else
//! who is spoken of.

use std::collections::HashMap;

use super::concordance::Wishes;
use super::hits::Hits;
use super::record;
use super::snapshot::{Snapshot, View};
use crate::model::{BlockKind, DocumentId, Span};
use crate::query::{Passage, Search, matches};
use crate::text::fold::fold;

/// The length of a passage, in characters.
const LENGTH: usize = 160;

/// How much of a document's body is looked through, in bytes.
const LOOKED_THROUGH: usize = 256 << 10;

impl Snapshot {
    /// What the search finds inside these documents, in that order. Those no longer in the
    /// collection are left out.
    pub fn passages(&self, search: &Search, ids: &[DocumentId]) -> Vec<Passage> {
        let hits = Hits::of(&self.view, search);
        // A query of names alone is answered by the sentences that speak of them.
        let wishes = self.view.wishes(&search.query).unwrap_or_default();
        let passage = |&id: &DocumentId| {
            let mut passage = passage(&self.view, search, &hits, id)?;
            if passage.text.is_empty() && !wishes.is_empty() {
                self.speak(&mut passage, &wishes);
            }
            Some(passage)
        };
        ids.iter().filter_map(passage).collect()
    }

    /// Fills a passage with the first sentence that speaks of as many as are asked for together.
    fn speak(&self, passage: &mut Passage, wishes: &Wishes) {
        let view = &*self.view;
        let Some((number, segment, doc)) = view.place(passage.id) else { return };
        let together = view.together(number, segment, doc, wishes).unwrap_or_default();
        let alone = || {
            wishes.iter().find_map(|wish| {
                let one = std::slice::from_ref(wish);
                view.together(number, segment, doc, one).ok()?.first().copied()
            })
        };
        let Some(sentence) = together.first().copied().or_else(alone) else { return };
        let Ok(registry) = view.registry() else { return };
        let asked = |of: &&u32| wishes.iter().any(|wish| wish.get(**of as usize) == Some(&true));
        let entities: Vec<u32> = registry.of_row(number, doc).iter().filter(asked).copied().collect();
        let lines = self.lines_of(&[(passage.id, sentence)], &entities).unwrap_or_default();
        if let Some(line) = lines.first() {
            (passage.text, passage.matches) = best_stretch(&line.text, &line.names);
        }
    }
}

fn passage(view: &View, search: &Search, hits: &Hits, id: DocumentId) -> Option<Passage> {
    let (number, segment, doc) = view.place(id)?;
    let headlined = segment.columns().headlined.first(doc) == Some(1);
    let (hits, folded) = hits.of_row(number, doc, headlined);
    let mut passage = Passage { id, hits, folded, ..Passage::default() };
    if hits > 0
        && let Ok((text, layout)) = view.stored(segment, doc)
        && let Some(body) = body(&text, &layout)
    {
        (passage.text, passage.matches) = best_stretch(&body, &matches(&search.query, &body));
    }
    Some(passage)
}

/// The beginning of a document's text without chrome and without its head, which a list shows
/// anyway.
fn body(text: &str, layout: &[u8]) -> Option<String> {
    let mut body = String::new();
    let told = |kind| {
        !matches!(kind, BlockKind::Chrome | BlockKind::Headline | BlockKind::Byline | BlockKind::Dateline)
    };
    for block in record::decode_blocks(layout)?.iter().filter(|block| told(block.kind)) {
        let words = block.span.of(text);
        let room = LOOKED_THROUGH.saturating_sub(body.len());
        body.push_str(&words[..words.floor_char_boundary(room)]);
        if words.len() >= room {
            break;
        }
        body.push('\n');
    }
    Some(body)
}

/// The stretch with most different matches, then with most; on one line, with its matches.
fn best_stretch(body: &str, matches: &[Span]) -> (String, Vec<Span>) {
    let Some((first, last)) = densest(body, matches) else { return Default::default() };
    let covered = Span { start: first.start, end: last.end }.range();
    let room = LENGTH.saturating_sub(body.get(covered.clone()).map_or(LENGTH, |t| t.chars().count()));
    let (before, after) = (body.get(..covered.start).unwrap_or(""), body.get(covered.end..).unwrap_or(""));
    let lead = end_of(before, room / 3);
    let trail = beginning_of(after, room - lead.chars().count());
    let from = covered.start - lead.len();
    one_line(body, from, covered.end + trail.len(), matches)
}

/// The first and the last match of the best stretch.
fn densest(body: &str, matches: &[Span]) -> Option<(Span, Span)> {
    let mut numbers = HashMap::new();
    let words: Vec<usize> = matches
        .iter()
        .map(|span| {
            let next = numbers.len();
            *numbers.entry(fold(span.of(body))).or_insert(next)
        })
        .collect();
    let mut inside = vec![0u32; numbers.len()];
    let (mut different, mut start) = (0, 0);
    let mut best: Option<((usize, usize), Span, Span)> = None;
    for (end, (last, &word)) in matches.iter().zip(&words).enumerate() {
        different += usize::from(inside[word] == 0);
        inside[word] += 1;
        while start < end && (last.end - matches[start].start) as usize > LENGTH {
            inside[words[start]] -= 1;
            different -= usize::from(inside[words[start]] == 0);
            start += 1;
        }
        let value = (different, end - start);
        if best.is_none_or(|(than, ..)| value > than) {
            best = Some((value, matches[start], *last));
        }
    }
    best.map(|(_, first, last)| (first, last))
}

/// The last words of `text`, at most so many characters.
fn end_of(text: &str, chars: usize) -> &str {
    let Some((start, _)) = text.char_indices().rev().take(chars).last() else { return "" };
    let end = &text[start..];
    match start == 0 || text[..start].ends_with(char::is_whitespace) {
        true => end,
        false => end.find(char::is_whitespace).map_or("", |at| &end[at..]),
    }
}

/// The first words of `text`, at most so many characters.
fn beginning_of(text: &str, chars: usize) -> &str {
    let Some((cut, next)) = text.char_indices().nth(chars) else { return text };
    let beginning = &text[..cut];
    match next.is_whitespace() {
        true => beginning,
        false => beginning.rfind(char::is_whitespace).map_or("", |at| &beginning[..at]),
    }
}

/// The bytes `from..to` of the body with single spaces for all white space, and the matches in
/// them.
fn one_line(body: &str, from: usize, to: usize, matches: &[Span]) -> (String, Vec<Span>) {
    let stretch = body.get(from..to).unwrap_or("");
    let mut line = String::with_capacity(stretch.len());
    // For every byte of the stretch, and for its end, its offset in the line.
    let mut offsets = Vec::with_capacity(stretch.len() + 1);
    for c in stretch.chars() {
        offsets.extend(std::iter::repeat_n(line.len(), c.len_utf8()));
        if !c.is_whitespace() {
            line.push(c);
        } else if !line.is_empty() && !line.ends_with(' ') {
            line.push(' ');
        }
    }
    offsets.push(line.len());
    line.truncate(line.trim_end().len());
    let offset = |at: u32| Some(line.len().min(*offsets.get((at as usize).checked_sub(from)?)?));
    let first = matches.partition_point(|span| (span.start as usize) < from);
    let inside = matches.iter().skip(first).take_while(|span| span.end as usize <= to);
    let spans = inside.filter_map(|span| Some(Span::new(offset(span.start)?, offset(span.end)?))).collect();
    (line, spans)
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use super::*;
    use proptest::prelude::*;

    fn of_one(typed: &str, id: u64) -> (Passage, Vec<String>) {
        let search = all(vec![must(words(typed))]);
        let passage = town().2.passages(&search, &[DocumentId(id), DocumentId(99)]).remove(0);
        let marked = passage.matches.iter().map(|span| span.of(&passage.text).to_owned()).collect();
        (passage, marked)
    }

    #[test]
    fn a_passage_shows_the_matches_and_counts_those_in_folded_lines_apart() {
        let (passage, marked) = of_one("harbour", 1);
        assert_eq!(passage.text, "The harbour of Vell reopened on Monday. Mara Quill cut the ribbon.");
        assert_eq!(marked, ["harbour"]);
        // Once in the body, once in a title that does not stand in the body.
        assert_eq!((passage.hits, passage.folded), (2, 1));
    }

    #[test]
    fn a_phrase_over_a_line_end_is_one_match_on_one_line() {
        let (passage, marked) = of_one("harbour wall", 2);
        assert_eq!((marked, passage.hits), (vec!["harbour wall".to_owned()], 1));
    }

    #[test]
    fn names_alone_are_shown_in_a_sentence_that_speaks_of_all_or_of_the_first() {
        let of = |typed: &str, id| {
            let search = Search { query: crate::query::parse(typed, false, &[]).query, ..Search::default() };
            let passage = speaking().passages(&search, &[DocumentId(id)]).remove(0);
            let marked: Vec<_> = passage.matches.iter().map(|m| m.of(&passage.text).to_owned()).collect();
            (passage.text, marked)
        };
        let both = vec!["Mara Quill".to_owned(), "Tomas Reed".to_owned()];
        assert_eq!(of("person:quill with:reed", 1), ("Mara Quill met Tomas Reed in Vell.".to_owned(), both));
        assert_eq!(of("person:quill place:tarn", 2).0, "The mayor, Mara Quill, is ill.");
        assert_eq!(of("is:unread", 2).0, "");
    }

    #[test]
    fn a_match_in_the_title_alone_has_no_passage() {
        let (passage, _) = of_one("warning", 4);
        assert_eq!((passage.text.as_str(), passage.hits), ("", 1));
    }

    #[test]
    fn the_stretch_with_most_different_words_wins() {
        let far = "x ".repeat(200);
        let body = format!("oak oak oak {far}ash then oak {far}ash");
        let search = all(vec![must(words("oak")), must(words("ash"))]);
        let (text, spans) = best_stretch(&body, &matches(&search.query, &body));
        let marked: Vec<_> = spans.iter().map(|span| span.of(&text)).collect();
        assert_eq!(marked, ["ash", "oak"]);
    }

    proptest! {
        #[test]
        fn a_passage_is_short_one_line_and_its_matches_are_whole(body in "([a-zé東\u{2029}]{1,30}[ \n\t]{1,3}|oak ){0,80}") {
            let search = all(vec![must(words("oak"))]);
            let (text, spans) = best_stretch(&body, &matches(&search.query, &body));
            prop_assert!(text.chars().count() <= LENGTH);
            prop_assert!(!text.contains(['\n', '\t']) && !text.contains("  "));
            prop_assert!(spans.iter().all(|span| span.of(&text) == "oak"));
            prop_assert_eq!(spans.is_empty(), matches(&search.query, &body).is_empty());
        }
    }
}
