//! Parses date expressions in a text, in the orders of a dozen languages.

use super::expression::DateExpression;
use super::tokens::{Token, TokenKind, tokens};

/// The dates in a text, from left to right; their spans do not overlap.
pub fn find_dates(line: &str) -> Vec<DateExpression> {
    if !line.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let tokens = tokens(line);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let parser = DateParser { tokens: &tokens, at };
        let parsed = match tokens[at].kind {
            TokenKind::Number(_, 4) => parser.year_first(),
            TokenKind::Number(_, 1 | 2) => parser.day_first().or_else(|| parser.numeric()),
            TokenKind::Month(_) => parser.month_first(),
            _ => None,
        };
        match parsed {
            Some((mut date, end)) => {
                date.span = tokens[at].span.start..tokens[end - 1].span.end;
                found.push(date);
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// A place in the tokens from which one date is read. Each way to read it returns the date and the
/// token after it.
struct DateParser<'a> {
    tokens: &'a [Token],
    at: usize,
}

type Parsed = Option<(DateExpression, usize)>;

impl DateParser<'_> {
    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    /// Whether the tokens `from` and `from + 1` touch.
    fn touch(&self, from: usize) -> bool {
        matches!(self.tokens.get(from..from + 2), Some([a, b]) if a.span.end == b.span.start)
    }

    /// The first token from `at` on that is neither a joiner nor one of `marks`; at most two
    /// are passed over.
    fn past(&self, mut at: usize, marks: &[char]) -> usize {
        let end = at + 3;
        while at < end {
            match self.kind(at) {
                Some(TokenKind::Joiner) => at += 1,
                Some(TokenKind::Mark(mark)) if marks.contains(&mark) => at += 1,
                _ => break,
            }
        }
        at
    }

    fn small(&self, at: usize, most: u32) -> Option<u8> {
        match self.kind(at)? {
            TokenKind::Number(value, 1 | 2) if (1..=most).contains(&value) => Some(value as u8),
            _ => None,
        }
    }

    fn year(&self, at: usize) -> Option<i16> {
        match self.kind(at)? {
            TokenKind::Number(value, 4) if (1800..=2100).contains(&value) => Some(value as i16),
            _ => None,
        }
    }

    fn month(&self, at: usize) -> Option<u8> {
        match self.kind(at)? {
            TokenKind::Month(month) => Some(month),
            _ => None,
        }
    }

    /// `2022-02-14`, `2022/02/14`, `2022 Feb 14`, `2022年2月14日`.
    fn year_first(&self) -> Parsed {
        let year = self.year(self.at)?;
        if let Some(TokenKind::Unit('年' | '년')) = self.kind(self.at + 1) {
            let month = self.small(self.at + 2, 12)?;
            let day = self
                .small(self.at + 4, 31)
                .filter(|_| matches!(self.kind(self.at + 5), Some(TokenKind::Unit(_))));
            let end = if day.is_some() { self.at + 6 } else { self.at + 4 };
            return Some((date(Some(year), month, day), end.min(self.tokens.len())));
        }
        if let Some(month) = self.month(self.at + 1) {
            let day = self.small(self.at + 2, 31)?;
            return Some((date(Some(year), month, Some(day)), self.at + 3));
        }
        let Some(TokenKind::Mark(mark @ ('-' | '/' | '.'))) = self.kind(self.at + 1) else { return None };
        let (month, day) = (self.small(self.at + 2, 12)?, self.small(self.at + 4, 31)?);
        let whole = (0..4).all(|step| self.touch(self.at + step))
            && self.kind(self.at + 3) == Some(TokenKind::Mark(mark));
        whole.then(|| (date(Some(year), month, Some(day)), self.at + 5))
    }

    /// `14 February 2022`, `14. Februar 2022`, `14 de febrero de 2022`, `14-Feb-2022`, `14 Feb`.
    fn day_first(&self) -> Parsed {
        let day = self.small(self.at, 31)?;
        let named = self.past(self.at + 1, &['.', '-', '/', 'º', 'ª', '°']);
        let month = self.month(named)?;
        let after = self.past(named + 1, &['.', ',', '-', '/', '\'', '’']);
        match self.year(after) {
            Some(year) => Some((date(Some(year), month, Some(day)), after + 1)),
            None => Some((date(None, month, Some(day)), named + 1)),
        }
    }

    /// `February 14, 2022`, `Feb. 14th 2022`, `February 2022`, `Feb 14`.
    fn month_first(&self) -> Parsed {
        let month = self.month(self.at)?;
        let next = self.past(self.at + 1, &['.', ',', '/', '-']);
        if let Some(year) = self.year(next) {
            return Some((date(Some(year), month, None), next + 1));
        }
        let day = self.small(next, 31)?;
        let after = self.past(next + 1, &[',', '.', '-', '/']);
        match self.year(after) {
            Some(year) => Some((date(Some(year), month, Some(day)), after + 1)),
            None => Some((date(None, month, Some(day)), next + 1)),
        }
    }

    /// `14.02.2022`, `2/14/2022`, `14/02/22`. With full stops the day comes first.
    fn numeric(&self) -> Parsed {
        let Some(TokenKind::Mark(mark @ ('.' | '/' | '-'))) = self.kind(self.at + 1) else { return None };
        let (first, second) = (self.small(self.at, 31)?, self.small(self.at + 2, 31)?);
        let whole = self.kind(self.at + 3) == Some(TokenKind::Mark(mark))
            && (0..4).all(|step| self.touch(self.at + step));
        let glued = self.touch(self.at + 4)
            && !matches!(
                self.kind(self.at + 5),
                Some(TokenKind::Mark(',' | ')' | ']' | '|' | '.' | '<' | ';'))
            );
        let year = match self.kind(self.at + 4)? {
            TokenKind::Number(value, 4) => {
                i16::try_from(value).ok().filter(|year| (1800..=2100).contains(year))?
            }
            TokenKind::Number(value, 2) if mark != '-' && !glued => {
                (if value < 50 { 2000 } else { 1900 }) + value as i16
            }
            _ => return None,
        };
        if !whole {
            return None;
        }
        let (day, month, swappable) = match (first > 12, second > 12) {
            (true, false) => (first, second, false),
            (false, true) => (second, first, false),
            (false, false) => (first, second, mark != '.' && first != second),
            (true, true) => return None,
        };
        Some((DateExpression { swappable, ..date(Some(year), month, Some(day)) }, self.at + 5))
    }
}

fn date(year: Option<i16>, month: u8, day: Option<u8>) -> DateExpression {
    DateExpression { span: 0..0, year, month: Some(month), day, swappable: false }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn first(line: &str) -> Option<String> {
        find_dates(line).first().and_then(DateExpression::date).map(|date| date.to_string())
    }

    #[test]
    fn dates_are_read_in_many_orders_and_languages() {
        for line in [
            "Monday, February 14, 2022 at 9:30",
            "Feb. 14th, 2022",
            "14 February 2022",
            "14-Feb-2022",
            "2022-02-14T10:00:00Z",
            "2022/02/14",
            "14.02.2022, 11:26 Uhr",
            "14. Februar 2022",
            "2/14/2022",
            "14 de febrero de 2022",
            "le 14 février 2022",
            "14 lutego 2022",
            "14 февраля 2022 г.",
            "14 лютого 2022 року",
            "2022年2月14日",
            "February 14, 20228:23 PM",
            "February 14, 2022March 3, 2022",
        ] {
            assert_eq!(first(line).as_deref(), Some("2022-02-14"), "{line}");
        }
        assert_eq!(first("February 2022").as_deref(), Some("2022-02"));
    }

    #[test]
    fn what_cannot_be_told_apart_is_not_decided() {
        let found = find_dates("05/12/2024 07:39:38 am");
        assert_eq!((found.len(), found[0].swappable, found[0].date()), (1, true, None));
        let readings = found[0].readings().map(|(day, month)| (day.to_string(), month.to_string()));
        assert_eq!(readings, Some(("2024-12-05".into(), "2024-05-12".into())));
        assert_eq!(first("NORWICK, Feb 14 (Wire)"), None, "no year");
    }

    #[test]
    fn other_numbers_are_no_dates() {
        for line in ["12,000 to 20,000", "version 2.10.1", "Mirage 2000-5", "10.0.0.1", "4/5", "", "1 2 3"] {
            assert_eq!(find_dates(line), [], "{line}");
        }
    }

    proptest! {
        #[test]
        fn spans_lie_on_characters_and_do_not_overlap(line in "([0-9]{1,6}|[ ./,-]|may|feb|März|年|月|日|de|é){0,24}") {
            let mut end = 0;
            for date in find_dates(&line) {
                prop_assert!(date.span.start >= end && line.get(date.span.clone()).is_some());
                end = date.span.end;
            }
        }
    }
}
