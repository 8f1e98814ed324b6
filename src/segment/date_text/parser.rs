//! Parses date expressions in a text, in the orders of a dozen languages.

use super::calendars::{Calendar, has_digit, ours};
use super::expression::DateExpression;
use super::tokens::{Token, TokenKind, tokens};

/// The dates in a text, from left to right; their spans do not overlap.
pub fn find_dates(line: &str) -> Vec<DateExpression> {
    if !has_digit(line) {
        return Vec::new();
    }
    let tokens = tokens(line);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let parser = DateParser { tokens: &tokens, at };
        let parsed = match tokens[at].kind {
            TokenKind::Number(_, 4) => parser.year_first(),
            TokenKind::Number(_, 1 | 2) => {
                parser.day_first().or_else(|| parser.numeric()).or_else(|| parser.foreign())
            }
            TokenKind::Month(_) | TokenKind::LikeMonth(_) => parser.month_first(),
            TokenKind::Era(..) => parser.era(),
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
            TokenKind::Month(month) | TokenKind::LikeMonth(month) => Some(month),
            _ => None,
        }
    }

    /// A day without a year, if the name of its month can mean nothing else.
    fn yearless(&self, named: usize, month: u8, day: u8, end: usize) -> Parsed {
        let sure = matches!(self.kind(named)?, TokenKind::Month(_));
        sure.then(|| (date(None, month, Some(day)), end))
    }

    /// The year behind a time of day: `Nov 2 10:21:05 1998`, `Mar 12 09:14:02 CET 2019`.
    fn year_behind_time(&self, at: usize) -> Option<(i16, usize)> {
        let colon = |at: usize| self.kind(at) == Some(TokenKind::Mark(':'));
        let two = |at: usize| matches!(self.kind(at), Some(TokenKind::Number(0..=60, 1 | 2)));
        if !(two(at) && colon(at + 1) && two(at + 2)) {
            return None;
        }
        let end = if colon(at + 3) && two(at + 4) { at + 5 } else { at + 3 };
        let zoned = end + usize::from(self.kind(end) == Some(TokenKind::Word));
        [end, zoned].into_iter().find_map(|at| Some((self.year(at)?, at + 1)))
    }

    /// `12 มีนาคม 2562`, `۲۱ اسفند ۱۳۹۷`: a day of another calendar, as one of ours.
    fn foreign(&self) -> Parsed {
        let day = self.small(self.at, 31)?;
        let named = self.past(self.at + 1, &[]);
        let TokenKind::Foreign(calendar, month) = self.kind(named)? else { return None };
        let after = self.past(named + 1, &[',', '،']);
        let year = match self.kind(after)? {
            TokenKind::Number(year, 4) => year,
            TokenKind::Number(year, 2) if calendar == Calendar::Thai => year,
            _ => return None,
        };
        let (year, month, day) = ours(calendar, year, month, Some(day))?;
        Some((date(Some(year), month, day), after + 1))
    }

    /// `令和元年5月1日`, `民國108年3月12日`.
    fn era(&self) -> Parsed {
        let TokenKind::Era(before, first) = self.kind(self.at)? else { return None };
        let (count, unit) = match self.kind(self.at + 1)? {
            TokenKind::Unit('年') if first => (1, self.at + 1),
            TokenKind::Number(count @ 1..=200, 1..=3) if !first => (count as i16, self.at + 2),
            _ => return None,
        };
        // `民國111.02.14`.
        if let Some(TokenKind::Mark('.' | '/' | '-')) = self.kind(unit) {
            let (month, day) = (self.small(unit + 1, 12)?, self.small(unit + 3, 31)?);
            let whole = self.kind(unit + 2) == self.kind(unit);
            return whole.then(|| (date(Some(before + count), month, Some(day)), unit + 4));
        }
        self.year_of_units(before + count, unit)
    }

    /// `年2月14日` behind a year.
    fn year_of_units(&self, year: i16, unit: usize) -> Parsed {
        let Some(TokenKind::Unit('年' | '년')) = self.kind(unit) else { return None };
        let month = self.small(unit + 1, 12)?;
        let named = matches!(self.kind(unit + 4), Some(TokenKind::Unit(_)));
        let day = self.small(unit + 3, 31).filter(|_| named);
        let end = if day.is_some() { unit + 5 } else { unit + 3 };
        Some((date(Some(year), month, day), end.min(self.tokens.len())))
    }

    /// `2022-02-14`, `2022/02/14`, `2022 Feb 14`, `2022. február 14.`, `2022年2月14日`, `۱۴۰۰/۱۱/۲۵`.
    fn year_first(&self) -> Parsed {
        let Some(year) = self.year(self.at) else { return self.persian_numbers() };
        if let Some(TokenKind::Unit('年' | '년')) = self.kind(self.at + 1) {
            return self.year_of_units(year, self.at + 1);
        }
        let dotted = self.kind(self.at + 1) == Some(TokenKind::Mark('.')) && self.touch(self.at);
        let named = self.at + 1 + usize::from(dotted);
        if let Some(month) = self.month(named) {
            let day = self.past(named + 1, &['.', '-']);
            return Some((date(Some(year), month, Some(self.small(day, 31)?)), day + 1));
        }
        let Some(TokenKind::Mark(mark @ ('-' | '/' | '.'))) = self.kind(self.at + 1) else { return None };
        let (month, day) = (self.small(self.at + 2, 12)?, self.small(self.at + 4, 31)?);
        let whole = (0..4).all(|step| self.touch(self.at + step))
            && self.kind(self.at + 3) == Some(TokenKind::Mark(mark));
        whole.then(|| (date(Some(year), month, Some(day)), self.at + 5))
    }

    /// A day of Iran in the digits of Iran, year first.
    fn persian_numbers(&self) -> Parsed {
        let TokenKind::Number(year, 4) = self.kind(self.at)? else { return None };
        let Some(TokenKind::Mark(mark @ ('/' | '-' | '.'))) = self.kind(self.at + 1) else { return None };
        let (month, day) = (self.small(self.at + 2, 12)?, self.small(self.at + 4, 31)?);
        let whole = (0..4).all(|step| self.touch(self.at + step))
            && self.kind(self.at + 3) == Some(TokenKind::Mark(mark));
        // Four digits of ours have four bytes; numbers of parts are written in them.
        let own_digits = self.tokens[self.at].span.len() > 4;
        let (year, month, day) =
            ours(Calendar::Persian, year, month, Some(day)).filter(|_| whole && own_digits)?;
        Some((date(Some(year), month, day), self.at + 5))
    }

    /// A year of two digits behind the name of a month: after an apostrophe, or with the time or nothing behind
    /// it, `27 Mar 20 à 9:21`.
    fn short_year(&self, at: usize) -> Option<i16> {
        let TokenKind::Number(value, 2) = self.kind(at)? else { return None };
        let number = |at: usize| matches!(self.kind(at), Some(TokenKind::Number(_, 1 | 2)));
        let time = |at: usize| number(at) && self.kind(at + 1) == Some(TokenKind::Mark(':'));
        let word =
            matches!(self.kind(at + 1), Some(TokenKind::Word | TokenKind::Mark(',' | '-' | '|' | '·')));
        let quoted = matches!(self.kind(at - 1), Some(TokenKind::Mark('\'' | '’')));
        let sure = quoted || at + 1 == self.tokens.len() || time(at + 1) || word && time(at + 2);
        sure.then_some((if value < 50 { 2000 } else { 1900 }) + value as i16)
    }

    /// `14 February 2022`, `14. Februar 2022`, `14 de febrero de 2022`, `14-Feb-2022`, `14 Feb`.
    fn day_first(&self) -> Parsed {
        let day = self.small(self.at, 31)?;
        let mut named = self.past(self.at + 1, &['.', '-', '/', 'º', 'ª', '°']);
        let month = self.month(named)?;
        // The month under both of its names: `14 شباط/فبراير 2022`.
        if self.kind(named + 1) == Some(TokenKind::Mark('/')) && self.month(named + 2) == Some(month) {
            named += 2;
        }
        let after = self.past(named + 1, &['.', ',', '-', '/', '\'', '’']);
        let sure = matches!(self.kind(named)?, TokenKind::Month(_));
        match self.year(after).or_else(|| self.short_year(after).filter(|_| sure)) {
            Some(year) => Some((date(Some(year), month, Some(day)), after + 1)),
            None => self.yearless(named, month, day, named + 1),
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
            None => match self.year_behind_time(after) {
                Some((year, end)) => Some((date(Some(year), month, Some(day)), end)),
                None => self.yearless(self.at, month, day, next + 1),
            },
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
            "Mon Feb 14 10:21:05 2022",
            "Mon Feb 14 09:14:02 CET 2022",
            "14 февр. 2022 г. в 19:13",
            "14 fev 2022",
            "14 בפברואר 2022",
            "١٤ فبراير ٢٠٢٢",
            "１４ Feb ２０２２",
            "14 กุมภาพันธ์ 2565",
            "๑๔ ก.พ. พ.ศ. ๒๕๖๕",
            "۲۵ بهمن ۱۴۰۰",
            "令和4年2月14日",
            "令和四年二月十四日",
            "二〇二二年二月十四日",
            "民國一百一十一年二月十四日",
            "民國111.02.14",
            "14 ก.พ. 65",
            "۱۴۰۰/۱۱/۲۵",
            "14 شباط/فبراير 2022",
            "י״ג באדר א׳ תשפ״ב",
            "י\"ג אדר א' ה'תשפ\"ב",
            "2022. február 14.",
            "14 febr. 2022",
            "14 Feb 22 at 9:21",
            "14 Feb '22",
            "14-Feb-22",
            "le 14 févr. 2022 à 9h21",
            "民國111年2月14日",
            "February 14, 20228:23 PM",
            "February 14, 2022March 3, 2022",
        ] {
            assert_eq!(first(line).as_deref(), Some("2022-02-14"), "{line}");
        }
        assert_eq!(first("4 تشرين الأول 2020").as_deref(), Some("2020-10-04"));
        assert_eq!(first("令和元年5月1日").as_deref(), Some("2019-05-01"));
        assert_eq!(first("2 set 2020").as_deref(), Some("2020-09-02"));
        assert_eq!(first("February 2022").as_deref(), Some("2022-02"));
    }

    #[test]
    fn what_cannot_be_distinguished_is_not_decided() {
        let found = find_dates("05/12/2024 07:39:38 am");
        assert_eq!((found.len(), found[0].swappable, found[0].date()), (1, true, None));
        let readings = found[0].readings().map(|(day, month)| (day.to_string(), month.to_string()));
        assert_eq!(readings, Some(("2024-12-05".into(), "2024-05-12".into())));
        assert_eq!(first("NORWICK, Feb 14 (Wire)"), None, "no year");
    }

    #[test]
    fn other_numbers_are_no_dates() {
        for line in [
            "12,000 to 20,000",
            "version 2.10.1",
            "Mirage 2000-5",
            "10.0.0.1",
            "4/5",
            "",
            "1 2 3",
            "5 out of 10",
            "12 des 20",
            "צה״ל",
            "一年三月",
            "1350/10/12",
        ] {
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
