//! The dates a file gives outside its visible text: the metadata of its format, elements that
//! call themselves a date, and its address. Which claim wins is `published`.

use super::candidates::{ADDRESS, Claim, METADATA, Setting, UPDATED};
use crate::model::{Given, Metadata, PartialDate};
use crate::segment::date_text::expressions::{DateExpression, find_dates};

/// [`Claim::what`] of a date the page shows in an element that calls itself one. It may be the
/// day of something else on the page.
pub const MARKED: &str = "marked as a date";

/// No page is older; earlier dates are those of history.
const FIRST_YEAR: i16 = 1990;

impl Setting<'_, '_> {
    /// What the format gives and what the address says.
    pub fn weigh_given(&self, claims: &mut Vec<Claim>) {
        claims.extend(of_metadata(self.metadata, self.english));
        let closing = self
            .lines
            .iter()
            .rev()
            .take(2)
            .map(|line| line.text)
            .find(|text| crate::segment::source::domain(text).is_some());
        for address in self.metadata.url.as_deref().into_iter().chain(closing) {
            if let Some(date) = date_in_address(address) {
                claims.push(claim(ADDRESS, "address", address, date));
            }
        }
    }
}

/// The first readable date of each kind: a page that shows many is about other things as well.
fn of_metadata(metadata: &Metadata, english: bool) -> Vec<Claim> {
    let given = |how: Given| {
        let dates = metadata.dates.iter().filter(move |date| date.how == how);
        dates.map(|date| date.words.as_str())
    };
    let first = |how: Given| given(how).find_map(|words| Some((words, full_date(words, english)?)));
    let plainest = metadata.published.as_deref().map(|words| by_own_clock(words, given(Given::Published)));
    let published = plainest.and_then(|words| Some((words, full_date(words, english)?)));
    let published = published.or_else(|| first(Given::Published));
    let unread = plainest.filter(|_| published.is_none());
    let mut claims: Vec<Claim> = Vec::new();
    claims.extend(published.map(|(words, date)| Claim { firm: true, ..claim(105, METADATA, words, date) }));
    claims
        .extend(unread.map(|words| Claim { date: None, ..claim(1, METADATA, words, PartialDate::year(0)) }));
    for (weight, what, how) in
        [(64, MARKED, Given::Marked), (34, UPDATED, Given::Changed), (30, "given by the way", Given::Aside)]
    {
        claims.extend(first(how).map(|(words, date)| claim(weight, what, words, date)));
    }
    claims
}

/// Of some words for a moment and others for the same one, those that tell it by the page's own
/// clock: where it is not that of Greenwich, its day may be another.
fn by_own_clock<'m>(words: &'m str, mut others: impl Iterator<Item = &'m str>) -> &'m str {
    let Some(told) = moment(words).filter(|_| !tells_own_clock(words)) else { return words };
    others.find(|other| tells_own_clock(other) && moment(other) == Some(told)).unwrap_or(words)
}

/// Whether some words tell a moment by another clock than that of Greenwich.
pub fn tells_own_clock(words: &str) -> bool {
    let greenwich = ["Z", "z", "+00:00", "+0000"].iter().any(|zone| words.ends_with(zone));
    !greenwich && moment(words).is_some()
}

/// The second of a moment that is told with the offset of its clock.
fn moment(words: &str) -> Option<i64> {
    words.parse::<jiff::Timestamp>().ok().map(|moment| moment.as_second())
}

fn claim(weight: u32, what: &'static str, words: &str, date: PartialDate) -> Claim {
    let words = words.to_owned();
    Claim { weight, firm: false, exact: false, what, words, date: Some(date), readings: None }
}

/// The first date of some words that is known to the day; of numbers that could change places
/// the day comes first, but in English.
fn full_date(words: &str, english: bool) -> Option<PartialDate> {
    let dates = find_dates(words);
    let told = |date: &DateExpression| {
        let first = || date.readings().filter(|_| date.swappable && !english).map(|(day_first, _)| day_first);
        date.full_date().or_else(first)
    };
    dates.iter().filter_map(told).find(|date| date.parts().0 >= 1900).or_else(|| run_of_digits(words))
}

/// The date in the path of an address, to the day or the month: `/2022/02/14/`, `/20220214/`,
/// `/2022/02/`.
fn date_in_address(address: &str) -> Option<PartialDate> {
    // The address of an archived page ends with that of the page.
    let start = ["https://", "http://"].iter().filter_map(|scheme| address.rfind(scheme)).max()?;
    let path = address[start..].splitn(4, '/').nth(3)?;
    let day = find_dates(path).into_iter().filter_map(|date| date.full_date());
    let steps: Vec<&str> = path.split('/').collect();
    let month = |pair: &[&str]| {
        let digits = pair[0].len() == 4 && pair[1].len() == 2;
        PartialDate::month(pair[0].parse().ok().filter(|_| digits)?, pair[1].parse().ok()?)
    };
    let months = || steps.windows(2).find_map(month);
    day.chain(run_of_digits(path))
        .find(|date| date.parts().0 >= FIRST_YEAR)
        .or_else(months)
        .filter(|date| date.parts().0 >= FIRST_YEAR)
}

/// The date that eight or fourteen digits in a row are: `20220214`.
fn run_of_digits(text: &str) -> Option<PartialDate> {
    let runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| matches!(run.len(), 8 | 12 | 14));
    let read = |run: &str| {
        PartialDate::day(run[..4].parse().ok()?, run[4..6].parse().ok()?, run[6..8].parse().ok()?)
    };
    runs.filter_map(read).find(|date| (FIRST_YEAR..2100).contains(&date.parts().0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::GivenDate;

    #[test]
    fn addresses_give_days_and_months() {
        for (path, date) in [
            ("news/2022/02/14/bridge.html", Some("2022-02-14")),
            ("news/20220214/bridge", Some("2022-02-14")),
            ("2022/2/14/bridge", Some("2022-02-14")),
            ("2022/02/bridge", Some("2022-02")),
            ("news/28065516.html", None),
        ] {
            let found = date_in_address(&format!("https://norwick.example/{path}"));
            assert_eq!(found.map(|date| date.to_string()).as_deref(), date, "{path}");
        }
        let archived = "https://old.example/web/20110106023242/http://norwick.example/bridge";
        assert_eq!(date_in_address(archived), None);
    }

    #[test]
    fn a_moment_told_by_two_clocks_is_of_the_day_of_the_page() {
        let day = |published: &str| {
            let own = GivenDate { how: Given::Published, words: "2020-05-03T17:18:13-08:00".to_owned() };
            let metadata =
                Metadata { published: Some(published.to_owned()), dates: vec![own], ..Metadata::default() };
            of_metadata(&metadata, true).first().and_then(|claim| claim.date).map(|date| date.to_string())
        };
        assert_eq!(day("2020-05-04T01:18:13Z").as_deref(), Some("2020-05-03"));
        assert_eq!(day("2020-05-04T06:00:00Z").as_deref(), Some("2020-05-04"));
    }

    #[test]
    fn the_first_readable_date_of_each_kind_is_heard() {
        let date = |how, words: &str| GivenDate { how, words: words.to_owned() };
        let metadata = Metadata {
            published: Some("yesterday".to_owned()),
            dates: vec![
                date(Given::Published, "4 May 2020"),
                date(Given::Marked, "at 8:00"),
                date(Given::Marked, "03/05/2020"),
            ],
            ..Metadata::default()
        };
        let told = |english| -> Vec<String> {
            of_metadata(&metadata, english).iter().filter_map(|claim| Some(claim.date?.to_string())).collect()
        };
        assert_eq!(told(false), ["2020-05-04", "2020-05-03"]);
        assert_eq!(told(true), ["2020-05-04"]);
    }
}
