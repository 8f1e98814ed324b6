//! Finds the stretch of a text with most of the words searched for, and puts it on one line: from shortly
//! before the first of them, and on to what follows.

use std::collections::HashMap;

use crate::model::Span;
use crate::text::fold::fold;

/// Matches within so many bytes of each other are shown together. Set by hand.
const REACH: usize = 160;
/// Words that stand so many bytes closer together do so better; less makes no difference. Set by hand.
const CLOSER: u32 = 16;
/// The length of a passage, in characters: a row of a wide list. Set by hand.
const LENGTH: usize = 240;
/// A sentence that begins at most so many characters before the first match is shown from its beginning. Set by
/// hand.
const SENTENCE: usize = 48;
/// Else a clause or a line that begins so near. Set by hand.
const CLAUSE: usize = 32;
/// Else so many characters before the first match are shown. Set by hand.
const CONTEXT: usize = 24;

/// The stretch with most different words, then with these closest together, then with most matches; on one
/// line, with its matches. `word_of` tells which of the words searched for a match is of.
pub(super) fn best_stretch(
    body: &str,
    matches: &[Span],
    word_of: impl Fn(&str) -> Option<usize>,
) -> (String, Vec<Span>) {
    let Some(first) = best_first(body, matches, word_of) else { return Default::default() };
    let at = first.start as usize;
    let from = at - beginning_before(body.get(..at).unwrap_or("")).len();
    let room = LENGTH.max(body.get(from..first.end as usize).map_or(0, |text| text.chars().count()));
    let to = from + beginning_of(body.get(from..).unwrap_or(""), room).len();
    one_line(body, from, to.max(first.end as usize), matches)
}

/// The first match of the best stretch.
fn best_first(body: &str, matches: &[Span], word_of: impl Fn(&str) -> Option<usize>) -> Option<Span> {
    let words = words_of(body, matches, word_of);
    let mut inside = vec![0u32; words.iter().max().map_or(0, |&most| most + 1)];
    let (mut different, mut start) = (0, 0);
    let mut best = None;
    for (end, (last, &word)) in matches.iter().zip(&words).enumerate() {
        different += usize::from(inside[word] == 0);
        inside[word] += 1;
        while start < end && (last.end - matches[start].start) as usize > REACH {
            inside[words[start]] -= 1;
            different -= usize::from(inside[words[start]] == 0);
            start += 1;
        }
        // The shortest stretch up to here that has as many words.
        let (mut first, mut left) = (start, inside.clone());
        while different > 1 && first < end && left[words[first]] > 1 {
            left[words[first]] -= 1;
            first += 1;
        }
        let apart = if different > 1 { (last.end - matches[first].start) / CLOSER } else { 0 };
        let value = (different, std::cmp::Reverse(apart), end - start);
        if best.is_none_or(|(than, _)| value > than) {
            best = Some((value, matches[first]));
        }
    }
    best.map(|(_, first)| first)
}

/// For every match the number of the word it is of; what is of none is of one of its own.
fn words_of(body: &str, matches: &[Span], word_of: impl Fn(&str) -> Option<usize>) -> Vec<usize> {
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut known: Vec<Option<usize>> = Vec::new();
    let number = |span: &Span| {
        let text = span.of(body);
        *numbers.entry(fold(text)).or_insert_with_key(|_| {
            let word = word_of(text);
            let same = word.and_then(|word| known.iter().position(|&other| other == Some(word)));
            same.unwrap_or_else(|| {
                known.push(word);
                known.len() - 1
            })
        })
    };
    matches.iter().map(number).collect()
}

/// The end of `text` from which on it is shown: from the beginning of its last sentence or clause, or some
/// words.
fn beginning_before(text: &str) -> &str {
    let near = end_of(text, SENTENCE);
    let after = |at: usize, c: char| near[at + c.len_utf8()..].trim_start_matches(CLOSING);
    let begins = |rest: &str| rest.starts_with(char::is_whitespace);
    let sentence = near.char_indices().rev().find_map(|(at, c)| {
        let rest = after(at, c);
        let ends = match c {
            // The end of a paragraph; a single one may be that of any line.
            '\n' => near[..at].ends_with('\n'),
            '.' => begins(rest) && is_word_end(&near[..at]),
            '!' | '?' | '…' => begins(rest),
            '。' | '！' | '？' | '\u{2029}' => true,
            _ => false,
        };
        ends.then_some(rest)
    });
    let clause = || {
        let near = end_of(text, CLAUSE);
        near.char_indices().find_map(|(at, c)| {
            let rest = &near[at + c.len_utf8()..];
            let ends = match c {
                ',' | ';' | ':' | '—' | '–' => begins(rest),
                '，' | '；' | '\n' => true,
                _ => false,
            };
            ends.then_some(rest)
        })
    };
    let whole = (near.len() == text.len()).then_some(near);
    sentence.or(whole).or_else(clause).unwrap_or_else(|| end_of(near, CONTEXT)).trim_start()
}

/// What may stand between the end of a sentence and the blank after it.
const CLOSING: [char; 6] = ['"', '\'', '”', '’', ')', '»'];

/// Whether a dot after `text` is more than that of "Mr." or "U.S."
fn is_word_end(text: &str) -> bool {
    let mut last = text.chars().rev().take_while(|c| c.is_alphanumeric());
    last.by_ref().take(3).count() == 3 && last.next().is_some() || text.ends_with(CLOSING)
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

/// How a text begins, on one line and as long as a passage.
pub(super) fn beginning(text: &str) -> String {
    let text = text.trim_start();
    one_line(text, 0, beginning_of(text, LENGTH).len(), &[]).0
}

/// The bytes `from..to` of the body with single spaces for all white space, and the matches in
/// them.
pub(super) fn one_line(body: &str, from: usize, to: usize, matches: &[Span]) -> (String, Vec<Span>) {
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
        let (text, spans) = best_stretch(&body, &matches(&search.query, None, &body), |_| None);
        let marked: Vec<_> = spans.iter().map(|span| span.of(&text)).collect();
        assert_eq!(marked, ["ash", "oak"]);
    }

    /// The passage for words, each in any form that begins so.
    fn passage(typed: &[&str], body: &str) -> String {
        let search = all(typed.iter().map(|word| must(words(&format!("{word}*")))).collect());
        let word_of = |text: &str| typed.iter().position(|word| text.starts_with(word));
        best_stretch(body, &matches(&search.query, None, body), word_of).0
    }

    #[test]
    fn words_close_together_win_over_words_apart_and_forms_of_one_are_one_word() {
        let far = "x ".repeat(200);
        let body = format!("oak {} ash {far}the oak and ash {far}", "y ".repeat(50));
        assert!(passage(&["oak", "ash"], &body).starts_with("x x"), "{}", passage(&["oak", "ash"], &body));
        let body = format!("oak oaks oaken {far}oak elm{far}");
        assert!(passage(&["oak", "elm"], &body).contains("oak elm"));
    }

    #[test]
    fn a_passage_begins_with_the_sentence_or_clause_of_its_first_word_if_that_is_near() {
        let after = "and more ".repeat(60);
        for (before, begins) in [
            ("It was late. Then the old ", "Then the old oak and"),
            ("It was late.” Then the old ", "Then the old oak and"),
            ("It was late\n\nNew: the old ", "New: the old oak and"),
            ("It was late\nthe very old ", "It was late the very old oak and"),
            ("It was late and very cold in the whole of the town\nthe very old ", "the very old oak and"),
            ("They asked whether Mr. Bell, who has no garden, had seen the old ", "had seen the old oak and"),
            (
                "It was said by some people of the town that in the town there was the old ",
                "town there was the old oak and",
            ),
            ("He had met with the U.S. court and its old ", "He had met with the U.S. court and its old oak"),
            ("", "oak and more"),
        ] {
            let text = passage(&["oak"], &format!("{before}oak {after}"));
            assert!(text.starts_with(begins), "{text}");
            assert!(text.chars().count() > LENGTH - 10, "what follows fills it");
        }
    }

    proptest! {
        #[test]
        fn a_passage_is_short_one_line_and_its_matches_are_whole(body in "([a-zé東\u{2029}]{1,30}[ \n\t]{1,3}|oak ){0,80}") {
            let search = all(vec![must(words("oak"))]);
            let (text, spans) = best_stretch(&body, &matches(&search.query, None, &body), |_| None);
            prop_assert!(text.chars().count() <= LENGTH);
            prop_assert!(!text.contains(['\n', '\t']) && !text.contains("  "));
            prop_assert!(spans.iter().all(|span| span.of(&text) == "oak"));
            prop_assert_eq!(spans.is_empty(), matches(&search.query, None, &body).is_empty());
        }
    }
}
