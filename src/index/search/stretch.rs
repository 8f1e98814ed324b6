//! Finds the stretch of a text with most of the matches, and puts it on one line.

use std::collections::HashMap;

use crate::model::Span;
use crate::text::fold::fold;

/// The length of a passage, in characters.
const LENGTH: usize = 160;

/// The stretch with most different matches, then with most; on one line, with its matches.
pub(super) fn best_stretch(body: &str, matches: &[Span]) -> (String, Vec<Span>) {
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
    use super::*;
    use crate::index::fixtures::*;
    use crate::query::matches;
    use proptest::prelude::*;

    #[test]
    fn the_stretch_with_most_different_words_wins() {
        let far = "x ".repeat(200);
        let body = format!("oak oak oak {far}ash then oak {far}ash");
        let search = all(vec![must(words("oak")), must(words("ash"))]);
        let (text, spans) = best_stretch(&body, &matches(&search.query, None, &body));
        let marked: Vec<_> = spans.iter().map(|span| span.of(&text)).collect();
        assert_eq!(marked, ["ash", "oak"]);
    }

    proptest! {
        #[test]
        fn a_passage_is_short_one_line_and_its_matches_are_whole(body in "([a-zé東\u{2029}]{1,30}[ \n\t]{1,3}|oak ){0,80}") {
            let search = all(vec![must(words("oak"))]);
            let (text, spans) = best_stretch(&body, &matches(&search.query, None, &body));
            prop_assert!(text.chars().count() <= LENGTH);
            prop_assert!(!text.contains(['\n', '\t']) && !text.contains("  "));
            prop_assert!(spans.iter().all(|span| span.of(&text) == "oak"));
            prop_assert_eq!(spans.is_empty(), matches(&search.query, None, &body).is_empty());
        }
    }
}
