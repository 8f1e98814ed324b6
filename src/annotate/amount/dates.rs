//! Finds dates and times of day in the running text of English documents, from its tokens.
//!
//! `segment::date_text` is another date reader, for the lines around an article: it knows the months of
//! many languages and numbers in any order. In running text it would take "mar", "dec" and "12 out" for
//! dates.
//!
//! Not here: which date is the document's own (`segment::published`), and the calendar date that a
//! mention stands for (`date_value`).

use super::super::text::Token;
use super::super::word::Shape;
use crate::lexicon::Classes;
use crate::model::{Kind, Mention, PartialDate, Span};

/// Appends the dates and times in `tokens`, in order.
pub fn dates(text: &str, tokens: &[Token], mentions: &mut Vec<Mention>) {
    let scan = Scan { text, tokens };
    let mut at = 0;
    while at < tokens.len() {
        let date = scan.date(at).map(|end| (end, Kind::Date));
        match date.or_else(|| scan.time(at).map(|end| (end, Kind::Time))) {
            Some((end, kind)) => {
                let span = Span { start: tokens[at].span.start, end: tokens[end - 1].span.end };
                mentions.push(Mention { span, kind, key: None });
                at = end;
            }
            None => at += 1,
        }
    }
}

struct Scan<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl<'a> Scan<'a> {
    fn written(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.span.of(self.text))
    }

    fn number(&self, at: usize, range: std::ops::RangeInclusive<u32>) -> bool {
        let token = self.tokens.get(at).filter(|t| t.shape == Shape::Number);
        token.and_then(|t| t.span.of(self.text).parse().ok()).is_some_and(|n| range.contains(&n))
    }

    fn day(&self, at: usize) -> bool {
        let ordinal = self.written(at).trim_end_matches(|c: char| c.is_ascii_lowercase());
        let compound = self.tokens.get(at).is_some_and(|t| t.shape == Shape::Compound);
        (compound && ordinal.parse().is_ok_and(|n: u32| (1..=31).contains(&n))) || self.number(at, 1..=31)
    }

    fn year(&self, at: usize) -> bool {
        self.written(at).len() == 4 && self.number(at, 1000..=2199)
    }

    fn month(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is_capitalised() && t.word.any(Classes::MONTH))
    }

    /// The end of the date that begins at `at`.
    fn date(&self, at: usize) -> Option<usize> {
        let token = self.tokens.get(at)?;
        if token.is_capitalised() && token.word.any(Classes::WEEKDAY) {
            let after = at + 1 + usize::from(self.written(at + 1) == ",");
            return Some(
                self.calendar_date(after).filter(|_| self.month(after) || self.day(after)).unwrap_or(at + 1),
            );
        }
        if let Some(end) = self.calendar_date(at) {
            return Some(end);
        }
        let written = token.span.of(self.text);
        let decade = written.strip_suffix('s').is_some_and(|y| y.len() == 4 && y.parse::<u32>().is_ok());
        if decade || PartialDate::parse(written).is_some_and(|_| written.len() == 10) {
            return Some(at + 1);
        }
        if let Some(end) = self.numeric_date(at) {
            return Some(end);
        }
        let cue = at.checked_sub(1).is_some_and(|before| {
            let word = self.written(before);
            let cues = [
                "in", "since", "of", "by", "during", "until", "from", "before", "after", "early", "late",
                "mid",
            ];
            cues.iter().any(|cue| word.eq_ignore_ascii_case(cue))
        });
        (cue && self.year(at) && self.number(at, 1500..=2100)).then_some(at + 1)
    }

    /// "May 17, 2022", "17 May 2022", "May 2022", "12-13 February", and "May" after "in".
    fn calendar_date(&self, at: usize) -> Option<usize> {
        if self.month(at) {
            if self.day(at + 1) {
                return Some(self.with_year(self.to_day(at + 2)));
            }
            if let Some(end) = self.hyphened_days(at + 1) {
                return Some(self.with_year(end));
            }
            if self.year(at + 1) {
                return Some(at + 2);
            }
            let may = self.tokens.get(at).is_some_and(|t| t.word.any(Classes::FUNCTION));
            let cued = at > 0
                && matches!(
                    self.written(at - 1),
                    "in" | "In" | "last" | "next" | "since" | "until" | "late" | "early" | "mid"
                );
            return (!may && self.written(at).len() > 3 && self.lonely(at) || cued).then_some(at + 1);
        }
        let days = if self.day(at) { Some(self.to_day(at + 1)) } else { self.hyphened_days(at) };
        let month = days? + usize::from(self.written(days?) == "of");
        self.month(month).then(|| self.with_year(month + 1))
    }

    /// Whether a month's name is not part of a personal name: nothing capitalised beside it.
    fn lonely(&self, at: usize) -> bool {
        let capitalised = |i: usize| self.tokens.get(i).is_some_and(Token::is_capitalised);
        !(capitalised(at + 1) || at > 0 && capitalised(at - 1))
    }

    /// Past the "-13" of "12-13" or the "to 13" of "12 to 13", if there is one.
    fn to_day(&self, at: usize) -> usize {
        let joined = matches!(self.written(at), "-" | "–" | "to") && self.day(at + 1);
        if joined { at + 2 } else { at }
    }

    fn hyphened_days(&self, at: usize) -> Option<usize> {
        let (first, last) = self.written(at).split_once('-')?;
        let day = |text: &str| text.parse().is_ok_and(|n: u32| (1..=31).contains(&n));
        (day(first) && day(last)).then_some(at + 1)
    }

    fn with_year(&self, at: usize) -> usize {
        let comma = usize::from(self.written(at) == ",");
        if self.year(at + comma) { at + comma + 1 } else { at }
    }

    /// "05/12/2024" and "17.5.2022".
    fn numeric_date(&self, at: usize) -> Option<usize> {
        let parts: Vec<u32> = self.written(at).split('.').map_while(|part| part.parse().ok()).collect();
        if let [day @ 1..=31, month @ 1..=12, year @ 1000..=2199] = parts[..] {
            let (year, month, day) = (year as i16, month as u8, day as u8);
            return PartialDate::day(year, month, day).map(|_| at + 1);
        }
        let slashes = self.written(at + 1) == "/" && self.written(at + 3) == "/";
        let numbers = self.number(at, 1..=31) && self.number(at + 2, 1..=31) && self.year(at + 4);
        (slashes && numbers).then_some(at + 5)
    }

    /// The end of the time of day that begins at `at`: "10:30", "6 pm", "5:15 a.m. GMT".
    fn time(&self, at: usize) -> Option<usize> {
        if let Some(half) = self.tokens.get(at).filter(|t| t.shape == Shape::Compound) {
            let written = half.span.of(self.text);
            let hour = written.strip_suffix("pm").or_else(|| written.strip_suffix("am"))?;
            return hour.parse().is_ok_and(|n: u32| (1..=12).contains(&n)).then_some(at + 1);
        }
        if !self.number(at, 0..=24) {
            return None;
        }
        let minutes =
            self.written(at + 1) == ":" && self.written(at + 2).len() == 2 && self.number(at + 2, 0..=59);
        let end = if minutes { at + 3 } else { at + 1 };
        let half = matches!(self.written(end), "am" | "pm" | "a.m." | "p.m." | "AM" | "PM" | "a.m" | "p.m");
        let end = end + usize::from(half);
        let zone = matches!(self.written(end), "GMT" | "UTC" | "EST" | "EDT" | "CET" | "BST" | "PT" | "ET");
        (minutes || half).then_some(end + usize::from(zone))
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::text::tokenize;
    use super::super::super::word::WordTable;
    use super::*;
    use crate::lexicon::lexicon;

    fn found(text: &str) -> Vec<(Kind, &str)> {
        let (mut tokens, mut mentions) = (Vec::new(), Vec::new());
        tokenize(text, Span::new(0, text.len()), &mut WordTable::new(lexicon(), None), &mut tokens);
        dates(text, &tokens, &mut mentions);
        mentions.iter().map(|m| (m.kind, m.span.of(text))).collect()
    }

    #[test]
    fn calendar_dates_are_found_whole() {
        for date in [
            "May 17, 2022",
            "17 May 2022",
            "Feb. 12-13",
            "Monday, 3 June",
            "January 2021",
            "2022-02-14",
            "05/12/2024",
            "17.5.2022",
            "the 1990s",
            "Sept. 11, 2001",
        ] {
            let date = date.trim_start_matches("the ");
            assert_eq!(found(&format!("It was on {date} they say")), [(Kind::Date, date)]);
        }
    }

    #[test]
    fn a_year_needs_a_cue_and_a_name_like_a_month_is_no_date() {
        assert_eq!(found("born in 1949"), [(Kind::Date, "1949")]);
        assert_eq!(found("room 1949"), []);
        assert_eq!(found("It may march on"), []);
        assert_eq!(found("April Oakes said"), []);
    }

    #[test]
    fn times_of_day_are_found_with_their_half_and_zone() {
        assert_eq!(found("at 10:30 and 6 pm"), [(Kind::Time, "10:30"), (Kind::Time, "6 pm")]);
        assert_eq!(found("by 5:15 a.m. GMT"), [(Kind::Time, "5:15 a.m. GMT")]);
        assert_eq!(found("a 3:1 win"), []);
    }
}
