//! The one pass over the bytes of a text that finds identifiers: it stops at "@", full stops and digits,
//! and hands what stands there to those who know.

use std::ops::Range;

use super::account::account;
use super::card::card;
use super::digits::Digits;
use super::domain::domain;
use super::email::email;
use super::phone::phone;
use super::wallet::wallet;
use super::words::{Announced, announced};
use crate::model::{Block, BlockKind, Kind, Mention, Span};

/// The shortest telephone number; of fewer digits nothing is made.
const FEWEST: usize = 6;

/// What is found, and where to go on.
type Step = (Option<(Range<usize>, Kind)>, usize);

/// The identifiers in the blocks of a text, in order and without overlaps; their keys come later. Chrome
/// is passed over, but for that below the words of a mail, where it is the signature.
pub fn identifiers(text: &str, blocks: &[Block]) -> Vec<Mention> {
    let mail =
        blocks.iter().any(|block| block.kind == BlockKind::Byline && is_of_people(block.span.of(text)));
    let mut found = Vec::new();
    let mut begun = false;
    for block in blocks {
        begun |= !matches!(block.kind, BlockKind::Headline | BlockKind::Byline | BlockKind::Chrome);
        let signature = || mail && begun && !is_of_transport(block.span.of(text));
        if block.kind == BlockKind::Chrome && !signature() {
            continue;
        }
        let set = matches!(block.kind, BlockKind::Table | BlockKind::Code);
        scan(text, block.span.start as usize..block.span.end as usize, set, &mut found);
    }
    found
}

/// Whether a block of the head is a field of a mail that says whose it is: "From: Ada <ada@norwick.com>".
fn is_of_people(block: &str) -> bool {
    field(block).is_some_and(|(_, value)| value.contains('@'))
}

/// Whether a block is a field that machines wrote on the way of a mail: "Message-ID: …", "Received: …".
fn is_of_transport(block: &str) -> bool {
    field(block).is_some_and(|(label, _)| {
        label.contains('-') || label.eq_ignore_ascii_case("received") || is_number(label)
    })
}

/// Whether the field holds numbers of mails.
fn is_number(label: &str) -> bool {
    announced(label, label.len()).any(|of| of == Announced::Message)
}

/// A field of the head of a mail: its label and its value.
fn field(block: &str) -> Option<(&str, &str)> {
    let (label, value) = block.trim_start().split_once(':')?;
    let is_label = label.chars().count() <= 32 && label.chars().all(|c| c.is_alphabetic() || c == '-');
    (is_label && value.starts_with([' ', '\t'])).then_some((label, value))
}

fn scan(text: &str, bounds: Range<usize>, set: bool, found: &mut Vec<Mention>) {
    let Some(bytes) = text.as_bytes().get(..bounds.end) else { return };
    let is_trigger = |byte: &u8| TRIGGERS[usize::from(*byte)];
    let mut at = bounds.start;
    while let Some(next) = bytes[at..].iter().position(is_trigger) {
        at += next;
        let (identifier, end) = match bytes[at] {
            b'@' => (email(text, at, &bounds).map(|range| (range, Kind::Email)), at + 1),
            b'.' => at_full_stop(text, at, &bounds),
            _ => at_digit(text, at, &bounds, set),
        };
        at = end.max(at + 1);
        if let Some((range, kind)) = identifier {
            at = at.max(range.end);
            let before = found.last().map_or(0, |last| last.span.end as usize);
            if range.start >= before {
                found.push(Mention { span: Span::new(range.start, range.end), kind, key: None });
            }
        }
        while !text.is_char_boundary(at) {
            at += 1;
        }
    }
}

/// Bytes that identifiers are found by.
const TRIGGERS: [bool; 256] = {
    let mut triggers = [false; 256];
    triggers[b'@' as usize] = true;
    triggers[b'.' as usize] = true;
    let mut digit = b'0';
    while digit <= b'9' {
        triggers[digit as usize] = true;
        digit += 1;
    }
    triggers
};

fn at_full_stop(text: &str, at: usize, bounds: &Range<usize>) -> Step {
    let bytes = text.as_bytes();
    let is_host = |byte: &u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
    let between = at > bounds.start
        && is_host(&bytes[at - 1])
        && bytes[at + 1..bounds.end].first().is_some_and(is_host);
    if !between {
        return (None, at + 1);
    }
    let (range, end) = domain(text, at, bounds);
    (range.map(|range| (range, Kind::Domain)), end)
}

fn at_digit(text: &str, at: usize, bounds: &Range<usize>, set: bool) -> Step {
    let bytes = &text.as_bytes()[..bounds.end];
    let run = at + bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let wallet = wallet(text, at, bounds).map(|range| (range, Kind::Wallet));
    if wallet.is_some() {
        return (wallet, run);
    }
    if at > bounds.start && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'_') {
        let country = at >= bounds.start + 2 && bytes[at - 2..at].iter().all(u8::is_ascii_uppercase);
        let account = country.then(|| account(text, at - 2, bounds)).flatten();
        return (account.map(|range| (range, Kind::Account)), run);
    }
    let digits = Digits::read(text, at, bounds);
    if digits.total(digits.len()) < FEWEST {
        return (None, digits.range(digits.len() - 1).end);
    }
    let card = card(&digits, set).map(|range| (range, Kind::Card));
    (card.or_else(|| phone(&digits, set).map(|range| (range, Kind::Phone))), run)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str, kind: BlockKind) -> Vec<String> {
        let blocks = [Block { span: Span::new(0, text.len()), kind }];
        let of = |mention: &Mention| format!("{} {}", mention.kind.name(), mention.span.of(text));
        identifiers(text, &blocks).iter().map(of).collect()
    }

    #[test]
    fn identifiers_of_all_sorts_are_found_in_one_pass() {
        let text = "Write to ada@norwick.com (+44 20 7946 0000) or see https://norwick.com/a.com?t=020-7946-0000; pay \
                    DE89 3704 0044 0532 0130 00 by 4111 1111 1111 1111 or bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4.";
        assert_eq!(
            found(text, BlockKind::Paragraph),
            [
                "email ada@norwick.com",
                "phone +44 20 7946 0000",
                "domain norwick.com",
                "account DE89 3704 0044 0532 0130 00",
                "card 4111 1111 1111 1111",
                "wallet bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
            ]
        );
    }

    #[test]
    fn chrome_is_read_below_the_words_of_a_mail_only() {
        let lines = [
            ("From: Ada Pike <ada@norwick.com>", BlockKind::Byline),
            ("Path: mail.norwick.com!ada", BlockKind::Chrome),
            ("All boats are late.", BlockKind::Paragraph),
            ("Tel: +44 20 7946 0000", BlockKind::Chrome),
            ("X-Host: mail.norwick.com", BlockKind::Chrome),
        ];
        let text = lines.map(|(line, _)| line).join("\n");
        let block = |(line, kind): (&str, BlockKind)| {
            let start = text.find(line).unwrap();
            Block { span: Span::new(start, start + line.len()), kind }
        };
        let blocks = lines.map(block);
        let kinds =
            |blocks: &[Block]| identifiers(&text, blocks).iter().map(|of| of.kind).collect::<Vec<_>>();
        assert_eq!(kinds(&blocks), [Kind::Email, Kind::Phone]);
        assert_eq!(kinds(&blocks[1..]), []);
    }

    proptest! {
        #[test]
        fn whatever_stands_there_identifiers_are_in_order_and_apart(
            text in "([+(]?[0-9]{1,4}[ .)/-]{0,2}|[a-z]{1,4}[.@]|com|é|東|DE89|bc1|0x|://|www\\.| |\\n){0,30}"
        ) {
            let blocks = [Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph }];
            let mut end = 0;
            for mention in identifiers(&text, &blocks) {
                prop_assert!(mention.span.start >= end && !mention.span.of(&text).is_empty());
                end = mention.span.end;
            }
        }
    }
}
