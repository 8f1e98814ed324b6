//! Parses ranges of numbers, as after `words:` and `count:`, and writes them back.

use crate::query::condition::NumberRange;

/// What compares a number.
const SIGNS: [char; 3] = ['>', '<', '='];

/// Reads `>500`, `>=500`, `<500`, `<=500`, `=500`, `500` or `500..900`; a range the wrong way round is
/// turned. `None` when it is none of these, or no number is in it.
pub(super) fn range(text: &str) -> Option<NumberRange> {
    let number = |digits: &str| digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?;
    let (from, to): (u32, u32) = if let Some(digits) = text.strip_prefix(">=") {
        (number(digits)?, u32::MAX)
    } else if let Some(digits) = text.strip_prefix("<=") {
        (0, number(digits)?)
    } else if let Some(digits) = text.strip_prefix('>') {
        (number(digits)?.checked_add(1)?, u32::MAX)
    } else if let Some(digits) = text.strip_prefix('<') {
        (0, number(digits)?.checked_sub(1)?)
    } else if let Some((from, to)) = text.strip_prefix('=').unwrap_or(text).split_once("..") {
        let end = |digits: &str, open| if digits.is_empty() { Some(open) } else { number(digits) };
        (end(from, 0)?, end(to, u32::MAX)?)
    } else {
        let only = number(text.strip_prefix('=').unwrap_or(text))?;
        (only, only)
    };
    Some(NumberRange { from: from.min(to), to: from.max(to) })
}

/// Words and what compares their number: `putin>5`. `None` without a sign.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    text.find(SIGNS).map(|at| text.split_at(at))
}

/// Writes a range with a sign before it.
pub(super) fn show(range: NumberRange) -> String {
    match (range.from, range.to) {
        (from, to) if from == to => format!("={from}"),
        (0, u32::MAX) => ">=0".to_owned(),
        (from, u32::MAX) => format!(">{}", from - 1),
        (0, to) => format!("<{}", to + 1),
        (from, to) => format!("={from}..{to}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_and_written_back() {
        for (text, shown) in [
            (">500", ">500"),
            (">=500", ">499"),
            ("<500", "<500"),
            ("<=500", "<501"),
            ("500", "=500"),
            ("=500", "=500"),
            ("500..900", "=500..900"),
            ("=900..500", "=500..900"),
            ("500..", ">499"),
            ("..500", "<501"),
            (">=0", ">=0"),
        ] {
            let read = range(text);
            assert_eq!(read.map(show).as_deref(), Some(shown), "{text}");
            assert_eq!(range(shown), read);
        }
        for text in ["", ">", "<0", ">4294967295", "+5", "-5", "5x", "5...6", "many", "99999999999"] {
            assert_eq!(range(text), None, "{text}");
        }
        assert_eq!((split("putin>5"), split("putin")), (Some(("putin", ">5")), None));
    }
}
