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
use crate::model::{Block, BlockKind, Kind, Mention, Span};

/// The shortest telephone number; of fewer digits nothing is made.
const FEWEST: usize = 6;

/// What is found, and where to go on.
type Step = (Option<(Range<usize>, Kind)>, usize);

/// The identifiers in the blocks of a text, in order and without overlaps; their keys come later. Chrome
/// is passed over, but for that of a mail, where it is the signature.
pub fn identifiers(text: &str, blocks: &[Block]) -> Vec<Mention> {
    let mail = blocks.iter().any(|block| block.kind == BlockKind::Byline && is_field(block.span.of(text)));
    let mut found = Vec::new();
    for block in blocks.iter().filter(|block| mail || block.kind != BlockKind::Chrome) {
        let set = matches!(block.kind, BlockKind::Table | BlockKind::Code);
        scan(text, block.span.start as usize..block.span.end as usize, set, &mut found);
    }
    found
}

/// Whether a block of the head is a field of a mail that says whose it is: "From: Ada <ada@norwick.com>".
fn is_field(block: &str) -> bool {
    let Some((label, rest)) = block.trim_start().split_once(':') else { return false };
    rest.contains('@') && label.chars().count() <= 16 && label.chars().all(|c| c.is_alphabetic() || c == '-')
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
    fn chrome_is_read_in_a_mail_only() {
        let text = "From: Ada Pike <ada@norwick.com>\nTel. +44 20 7946 0000";
        let block = |range: Range<usize>, kind| Block { span: Span::new(range.start, range.end), kind };
        let chrome = block(33..text.len(), BlockKind::Chrome);
        let field = block(0..32, BlockKind::Byline);
        assert_eq!(identifiers(text, &[field, chrome]).len(), 2);
        assert_eq!(identifiers(text, &[chrome]).len(), 0);
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
