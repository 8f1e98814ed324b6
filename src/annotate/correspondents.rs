//! Finds the people whom the header of a mail names: who wrote it, and to whom.
//!
//! A name there stands with an address and not in a sentence, so it is taken by its form and by the lists of names, not
//! by the model. Firms and mailing lists stand there, too.
//!
//! Not here: which lines are the header (`segment`), and addresses themselves (`identifiers`).

use std::ops::Range;

use crate::lexicon::{Classes, folded_classes, lexicon};
use crate::mail::field::{FieldRole, begins};
use crate::model::{BlockKind, Document, Span};
use crate::text::fold::fold;

/// Words of a name, at most.
const LONGEST: usize = 4;

/// A person of a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correspondent {
    /// The name as it stands there, without quotes.
    pub span: Span,
    /// The name with its family name last, where it stands first there: "Bell, Ann".
    pub full: Option<String>,
}

/// The people in the header of a mail, in order, and the fields that they stand in.
pub fn correspondents(document: &Document) -> (Vec<Correspondent>, Vec<Span>) {
    let (mut people, mut fields) = (Vec::new(), Vec::new());
    if document.mail.is_none() {
        return (people, fields);
    }
    let header = document.blocks.iter().take_while(|block| block.kind != BlockKind::Paragraph);
    for block in header.filter(|block| block.kind == BlockKind::Byline) {
        let text = block.span.of(&document.text);
        let first = text.lines().next().unwrap_or_default();
        let of_people = begins(first).is_some_and(|(name, role, _)| {
            matches!(role, FieldRole::From | FieldRole::To) || name.eq_ignore_ascii_case("cc")
        });
        let Some(colon) = text.find(':').filter(|_| of_people) else { continue };
        let before = people.len();
        for part in parts(text, colon + 1) {
            people.extend(name(text, part).map(|(range, full)| {
                let start = block.span.start as usize;
                Correspondent { span: Span::new(start + range.start, start + range.end), full }
            }));
        }
        if people.len() > before {
            fields.push(block.span);
        }
    }
    (people, fields)
}

/// The ranges of a value between its commas and semicolons, those in quotes and brackets aside.
fn parts(text: &str, from: usize) -> Vec<Range<usize>> {
    let (mut quoted, mut depth, mut start) = (false, 0_usize, from);
    let mut parts = Vec::new();
    for (at, c) in text.char_indices().filter(|(at, _)| *at >= from) {
        match c {
            '"' => quoted = !quoted,
            '<' | '(' if !quoted => depth += 1,
            '>' | ')' if !quoted => depth = depth.saturating_sub(1),
            ',' | ';' if !quoted && depth == 0 => {
                // "Bell, Ann <ann@norwick.example>" lacks its quotes: a family name is no address.
                let alone = !text[start..at].contains(['@', '<']) && !text[start..at].trim().contains(' ');
                if c == ';' || !alone {
                    parts.push(start..at);
                    start = at + 1;
                }
            }
            _ => {}
        }
    }
    parts.push(start..text.len());
    parts
}

/// The name in one part of a value, and that name in its usual order.
fn name(text: &str, part: Range<usize>) -> Option<(Range<usize>, Option<String>)> {
    let whole = &text[part.clone()];
    let bracket = whole.find('<').unwrap_or(whole.len());
    let (from, to) = match (whole[..bracket].trim().is_empty(), whole.find('('), whole.rfind(')')) {
        // "ann@norwick.example (Ann Bell)"
        (_, Some(open), Some(close)) if open < close && whole[..open].contains('@') => (open + 1, close),
        _ => (0, bracket),
    };
    let around = |c: char| c.is_whitespace() || matches!(c, '"' | '\'');
    let inside = whole.get(from..to)?;
    let start = part.start + from + inside.len() - inside.trim_start_matches(around).len();
    let range = start..start + inside.trim_matches(around).len();
    let words = text.get(range.clone())?;
    let full = match words.split_once(", ") {
        Some((family, given)) if !given.contains(',') => Some(format!("{} {}", given.trim(), family.trim())),
        _ => None,
    };
    is_person(full.as_deref().unwrap_or(words)).then_some((range, full))
}

/// Whether words have the form of a person's name: a given name that a list knows, or an initial, and a family name.
fn is_person(words: &str) -> bool {
    let words: Vec<&str> = words.split_whitespace().collect();
    let lettered =
        |word: &&str| word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'));
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let of_firm = Classes::ORGANIZATION_HEAD.with(Classes::ORGANIZATION_SUFFIX);
    let inner = |word: &&str| capital(word) || lexicon().word(word).any(Classes::PARTICLE);
    let initial = first.trim_end_matches('.').chars().count() == 1;
    let given = || folded_classes(&fold(first)).any(Classes::GIVEN_NAME);
    (2..=LONGEST).contains(&words.len())
        && words.iter().all(lettered)
        && capital(first)
        && capital(last)
        && words.iter().all(inner)
        && (initial || given())
        && !words.iter().any(|word| lexicon().word(word).any(of_firm))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Correspondence};

    fn found(header: &[&str]) -> Vec<(String, Option<String>)> {
        let mut document =
            Document { mail: Some(Box::new(Correspondence::default())), ..Document::default() };
        for line in header {
            let start = document.text.len();
            document.text.push_str(line);
            let span = Span::new(start, document.text.len());
            document.blocks.push(Block { span, kind: BlockKind::Byline });
            document.text.push('\n');
        }
        let (people, fields) = correspondents(&document);
        assert!(people.iter().all(|of| fields.iter().any(|field| field.start <= of.span.start)));
        people.into_iter().map(|of| (of.span.of(&document.text).to_owned(), of.full)).collect()
    }

    #[test]
    fn people_are_found_in_every_form_of_an_address() {
        let plain = |name: &str| (name.to_owned(), None);
        assert_eq!(
            found(&[
                "From: Mara Bell <mara@norwick.example>",
                "To: \"Quill, Eva\" <eva@tide.example>,\n\tben@norwick.example (Tom Marl); Bell, Susan <s@n.example>",
                "Cc: T. Marl <tm@norwick.example>, Mary Ann Reed",
            ]),
            [
                plain("Mara Bell"),
                ("Quill, Eva".to_owned(), Some("Eva Quill".to_owned())),
                plain("Tom Marl"),
                ("Bell, Susan".to_owned(), Some("Susan Bell".to_owned())),
                plain("T. Marl"),
                plain("Mary Ann Reed"),
            ]
        );
    }

    #[test]
    fn what_is_no_person_is_left_out() {
        let header = [
            "From: Norwick Harbour Board <board@norwick.example>",
            "To: undisclosed-recipients:;",
            "Cc: ann@norwick.example, =?utf-8?Q?Bj=C3=B6rn?= <b@n.example>, Mara <m@n.example>, Mara Bell Ltd <x@n.example>, Mara Bell via List <l@n.example>",
            "Subject: Mara Bell",
            "Date: Tue, 6 Apr 1993 10:26:49",
        ];
        assert_eq!(found(&header), []);
    }
}
