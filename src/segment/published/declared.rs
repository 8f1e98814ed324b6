//! Collects the dates a file declares outside its visible text: the metadata of its format, elements
//! that call themselves a date, and its address.
//!
//! Not here: choosing among them (`choice`).

use super::candidate::DateCandidate;
use super::context::DateContext;
use super::label::DateLabel;
use super::weights as weight;
use crate::model::{DeclaredAs, DeclaredDate, EvidenceKind, Metadata, PartialDate};
use crate::segment::date_text::{DateExpression, find_dates};
use crate::segment::line::measured::Line;
use crate::segment::source::address::closing_address;

/// No page is older; earlier dates are those of history.
const FIRST_YEAR: i16 = 1990;
/// Nor does a format declare earlier ones.
const FIRST_DECLARED: i16 = 1900;

/// What the format declares and what the address says.
pub fn candidates<'t>(context: &DateContext<'t, '_>) -> Vec<DateCandidate<'t>> {
    let mut candidates =
        of_metadata(context.metadata, context.english || !context.lines.iter().any(Line::is_prose));
    for address in context.metadata.url.as_deref().into_iter().chain(closing_address(context.lines)) {
        let dated = |date| DateCandidate::new(weight::ADDRESS, EvidenceKind::Address, address, Some(date));
        candidates.extend(date_in_address(address).map(dated));
    }
    candidates
}

/// The first readable date of each kind: a page that shows many is about other things as well.
fn of_metadata(metadata: &Metadata, english: bool) -> Vec<DateCandidate<'_>> {
    // An element may say of its date that it is that of a change.
    let how = |date: &DeclaredDate| match date.how {
        DeclaredAs::Marked if is_of_change(&date.words) => DeclaredAs::Changed,
        how => how,
    };
    let given = |wanted: DeclaredAs| {
        let dates = metadata.dates.iter().filter(move |date| how(date) == wanted);
        dates.map(|date| date.words.as_str())
    };
    let first = |how: DeclaredAs| given(how).find_map(|words| Some((words, full_date(words, english)?)));
    let declared =
        metadata.published.as_deref().map(|words| by_local_clock(words, given(DeclaredAs::Published)));
    let published = declared.and_then(|words| Some((words, full_date(words, english)?)));
    let published = published.or_else(|| first(DeclaredAs::Published));
    let unread = declared.filter(|_| published.is_none());
    let mut candidates: Vec<DateCandidate<'_>> = Vec::new();
    candidates.extend(published.map(|(words, date)| {
        let declared = DateCandidate::new(weight::METADATA, EvidenceKind::Metadata, words, Some(date));
        DateCandidate { local_clock: is_of_local_clock(words), ..declared.conclusive() }
    }));
    let kept = |words| DateCandidate::new(weight::METADATA_UNREAD, EvidenceKind::Metadata, words, None);
    candidates.extend(unread.map(kept));
    for (weight, kind, how) in [
        (weight::MARKED, EvidenceKind::MarkedElement, DeclaredAs::Marked),
        (weight::CHANGED_ELEMENT, EvidenceKind::LabelledUpdated, DeclaredAs::Changed),
        (weight::INCIDENTAL, EvidenceKind::Incidental, DeclaredAs::Incidental),
    ] {
        let dated = |(words, date)| DateCandidate {
            bounds: how == DeclaredAs::Changed,
            ..DateCandidate::new(weight, kind, words, Some(date))
        };
        candidates.extend(first(how).map(dated));
    }
    candidates
}

/// Whether the first date in some words is labelled as that of a change.
fn is_of_change(words: &str) -> bool {
    let dates = find_dates(words);
    dates.first().is_some_and(|date| DateLabel::before(&words[..date.span.start]) == Some(DateLabel::Updated))
}

/// Of some words for a moment and others for the same one, those that give it by the page's own
/// clock: where it is not that of Greenwich, its day may be another.
fn by_local_clock<'m>(words: &'m str, mut others: impl Iterator<Item = &'m str>) -> &'m str {
    let Some(declared) = moment(words).filter(|_| !is_of_local_clock(words)) else { return words };
    others.find(|other| is_of_local_clock(other) && moment(other) == Some(declared)).unwrap_or(words)
}

/// Whether some words give a moment by another clock than that of Greenwich.
fn is_of_local_clock(words: &str) -> bool {
    let greenwich = ["Z", "z", "+00:00", "+0000"].iter().any(|zone| words.ends_with(zone));
    !greenwich && moment(words).is_some()
}

/// The second of a moment that is given with the offset of its clock.
fn moment(words: &str) -> Option<i64> {
    words.parse::<jiff::Timestamp>().ok().map(|moment| moment.as_second())
}

/// The first date of some words that is known to the day; of numbers that could change places
/// the day comes first, but in English.
fn full_date(words: &str, english: bool) -> Option<PartialDate> {
    let dates = find_dates(words);
    let read = |date: &DateExpression| {
        let first = || date.readings().filter(|_| date.swappable && !english).map(|(day_first, _)| day_first);
        date.full_date().or_else(first)
    };
    dates
        .iter()
        .filter_map(read)
        .find(|date| date.parts().0 >= FIRST_DECLARED)
        .or_else(|| run_of_digits(words))
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
    use crate::model::DeclaredDate;

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
    fn a_moment_given_by_two_clocks_is_of_the_day_of_the_page() {
        let day = |published: &str| {
            let own =
                DeclaredDate { how: DeclaredAs::Published, words: "2020-05-03T17:18:13-08:00".to_owned() };
            let metadata =
                Metadata { published: Some(published.to_owned()), dates: vec![own], ..Metadata::default() };
            of_metadata(&metadata, true)
                .first()
                .and_then(|candidate| candidate.date)
                .map(|date| date.to_string())
        };
        assert_eq!(day("2020-05-04T01:18:13Z").as_deref(), Some("2020-05-03"));
        assert_eq!(day("2020-05-04T06:00:00Z").as_deref(), Some("2020-05-04"));
    }

    #[test]
    fn the_first_readable_date_of_each_kind_is_heard() {
        let date = |how, words: &str| DeclaredDate { how, words: words.to_owned() };
        let metadata = Metadata {
            published: Some("yesterday".to_owned()),
            dates: vec![
                date(DeclaredAs::Published, "4 May 2020"),
                date(DeclaredAs::Marked, "at 8:00"),
                date(DeclaredAs::Marked, "03/05/2020"),
            ],
            ..Metadata::default()
        };
        assert!(
            is_of_change("Updated November 19, 2021")
                && !is_of_change("By Ann Bell, May 4, 2020, updated May 5, 2020")
        );
        let dates = |english| -> Vec<String> {
            of_metadata(&metadata, english).iter().filter_map(|found| Some(found.date?.to_string())).collect()
        };
        assert_eq!(dates(false), ["2020-05-04", "2020-05-03"]);
        assert_eq!(dates(true), ["2020-05-04"]);
    }
}
