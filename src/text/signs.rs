//! Words that signs belong to: `C++`, `#tag`, `@handle`, `$AAPL`, `S/S`, mail and web addresses. They are
//! searched by their tokens and, when typed with their signs, as what they are.
//!
//! Not here: what is an address of somebody in a text (`annotate::identifiers`).

use super::fold::fold;
use super::token::is_word;
use crate::model::Span;

/// Stands before the term of a word with signs, so that no beginning of a word goes on to it.
pub const MARK: char = '=';

/// The longest word with signs, in bytes: longer addresses are found by their tokens.
const LONGEST: usize = 256;

/// How many marks may follow a word and still belong to it.
const MOST_SIGNS: usize = 2;

/// The term of a typed word with signs; `None` when signs do not belong to it.
pub fn sign_term(word: &str) -> Option<String> {
    let whole = word.len() <= LONGEST && !word.contains(char::is_whitespace);
    (whole && is_sign_word(word)).then(|| format!("{MARK}{}", fold(word.trim_end_matches('/'))))
}

/// Whether what stands before a token may be a sign of it.
pub(super) fn may_begin(text: &str, start: usize) -> bool {
    let before = start.checked_sub(1).and_then(|at| text.as_bytes().get(at));
    matches!(
        before,
        Some(b'#' | b'@' | b'$' | b'/' | b'=' | b'_' | b'?' | b'&' | b'-' | b'.' | b':' | b'%' | b'~')
    )
}

/// Whether what stands after a token may be a sign of it.
pub(super) fn may_end(text: &str, end: usize) -> bool {
    matches!(text.as_bytes().get(end), Some(b'#' | b'+'))
}

/// The word with signs whose last token this is, and where it stands.
pub(super) fn ending_with(text: &str, token: Span) -> Option<(String, Span)> {
    tag_ending_with(text, token).or_else(|| chunk_ending_with(text, token))
}

/// A tag, whatever it is written together with: "#tag-line".
fn tag_ending_with(text: &str, token: Span) -> Option<(String, Span)> {
    let mut after = text[token.end as usize..].chars();
    if after.next() == Some('_') && after.next().is_some_and(is_word) {
        return None;
    }
    let before = beginning_before(text, token.start as usize);
    let name = before.trim_end_matches(|c| is_word(c) || c == '_');
    let sign = name.chars().next_back().filter(|&c| is_tag_sign(c))?;
    let start = token.start as usize - (before.len() - name.len()) - sign.len_utf8();
    let parted = !text[..start].chars().next_back().is_some_and(|c| is_word(c) || is_tag_sign(c));
    let term = sign_term(text.get(start..token.end as usize)?)?;
    parted.then(|| (term, Span::new(start, token.end as usize)))
}

/// What stands between white space, as far as it ends with this token and perhaps signs behind it.
fn chunk_ending_with(text: &str, token: Span) -> Option<(String, Span)> {
    let (first, last) = (token.start as usize, token.end as usize);
    let rest = &text[last..];
    let signs = rest.bytes().take(MOST_SIGNS).take_while(|byte| matches!(byte, b'+' | b'#')).count();
    if goes_on(&rest[signs..]) {
        return None;
    }
    let before = beginning_before(text, first);
    let chunk = before.rfind(is_outside).map_or(before, |at| {
        let outside = before[at..].chars().next().map_or(0, char::len_utf8);
        &before[at + outside..]
    });
    let chunk = chunk.trim_start_matches(|c| !is_word(c));
    let start = first - chunk.len();
    // "C++" has its signs behind it; an address at the end of a clause has none.
    [last + signs, last].into_iter().find_map(|end| {
        let term = sign_term(text.get(start..end)?)?;
        Some((term, Span::new(start, end)))
    })
}

/// What stands before a place, as far back as a word with signs can reach.
fn beginning_before(text: &str, end: usize) -> &str {
    &text[text.ceil_char_boundary(end.saturating_sub(LONGEST))..end]
}

/// Whether more of a word follows marks.
fn goes_on(rest: &str) -> bool {
    let mut marks = rest.chars().take(4).skip_while(|&c| !is_word(c) && !is_outside(c));
    marks.next().is_some_and(is_word)
}

/// Whether a character is in no word with signs.
fn is_outside(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '"' | '“' | '”' | '<' | '>' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | ',' | ';')
}

fn is_sign_word(word: &str) -> bool {
    is_tag(word) || is_language(word) || is_address(word) || is_mail(word) || is_pair(word)
}

/// `#tag`, `@handle`, `$AAPL`.
fn is_tag(word: &str) -> bool {
    let Some(name) = word.strip_prefix(is_tag_sign) else { return false };
    let named = name.chars().all(|c| is_word(c) || c == '_');
    named && name.contains(char::is_alphabetic)
}

fn is_tag_sign(c: char) -> bool {
    matches!(c, '#' | '@' | '$')
}

/// `C++`, `C#`, `Notepad++`.
fn is_language(word: &str) -> bool {
    let name = word.strip_suffix("++").or_else(|| word.strip_suffix('#').filter(|name| name.len() == 1));
    name.is_some_and(|name| !name.is_empty() && name.chars().all(char::is_alphabetic))
}

/// An address on the web.
fn is_address(word: &str) -> bool {
    word.split_once("://")
        .is_some_and(|(scheme, rest)| scheme.chars().all(is_word) && rest.starts_with(is_word))
}

/// An address of mail, as far as it is typed.
fn is_mail(word: &str) -> bool {
    let part =
        |part: &str| part.starts_with(is_word) && part.chars().all(|c| is_word(c) || "._%+-".contains(c));
    word.split_once('@').is_some_and(|(name, host)| part(name) && part(host))
}

/// Two short words or letters with a stroke between, as `S/S` or `w/o`.
fn is_pair(word: &str) -> bool {
    let short = |part: &str| (1..=3).contains(&part.chars().count()) && part.chars().all(is_word);
    word.split_once('/').is_some_and(|(a, b)| short(a) && short(b) && word.contains(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::tokens;

    fn found(text: &str) -> Vec<(String, &str)> {
        let with_signs =
            |span: &Span| may_begin(text, span.start as usize) || may_end(text, span.end as usize);
        let ending = tokens(text).filter(with_signs).filter_map(|span| ending_with(text, span));
        ending.map(|(term, span)| (term, span.of(text))).collect()
    }

    #[test]
    fn words_with_signs_are_found_as_they_are_typed() {
        for (text, expected) in [
            ("written in C++.", &["C++"][..]),
            ("C# and (F#)", &["C#", "F#"]),
            ("Under #SaveTheLamp, #tag-line", &["#SaveTheLamp", "#tag"]),
            ("from @brack_post came", &["@brack_post"]),
            ("bought $AAPL for $5", &["$AAPL"]),
            ("the office S/S asked w/o and/or 1/2", &["S/S", "w/o", "and/or"]),
            ("(https://brack-post.example/lamp?id=41).", &["https://brack-post.example/lamp?id=41"]),
            ("at https://brack.example/ today", &["https://brack.example"]),
            ("the box desk@brack-post.example, all", &["desk@brack-post.example"]),
            ("S. S. Brack, row F, Vitamin C, 10:30", &[]),
            ("a+b=c - d/e/f", &[]),
        ] {
            let found = found(text);
            assert_eq!(found.iter().map(|(_, written)| *written).collect::<Vec<_>>(), expected, "{text}");
            for (term, written) in found {
                assert_eq!(sign_term(written).as_ref(), Some(&term), "{text}");
            }
        }
    }

    #[test]
    fn a_long_run_of_signs_costs_no_more_than_its_length() {
        let text = "a/".repeat(200_000);
        assert!(found(&text).is_empty());
    }
}
