//! Tests of what a page's lines together say of its date; those of a single step stand in its file.

use crate::model::{BlockKind, Document, Extract, Format, Span, TextBlock, Vote};
use crate::segment::segment;

const PROSE: &str = "The harbour of Norwick was closed on Monday after a leak in the old pier was found by a diver of the \
                     port, the council said.";
const MORE: &str = "Ferries will not run until the hole is shut, and nobody could say on the quay how long that would \
                    take, or who would pay for it.";

fn plain(text: &str) -> Vec<Document> {
    let mut text_blocks = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let span = Span::new(start, start + line.len());
        if !line.trim().is_empty() {
            text_blocks.push(TextBlock { span, kind: BlockKind::Paragraph, vote: Vote::None });
        }
        start += line.len() + 1;
    }
    segment(&Extract { format: Format::PlainText, text: text.to_owned(), text_blocks, ..Extract::default() })
}

fn date(document: &Document) -> Option<String> {
    Some(document.published.as_ref()?.date?.to_string())
}

#[test]
fn a_date_just_above_a_headline_is_its_own() {
    let text = format!(
        "Home\nFerries\n\nMonday, March 6, 2023, 15:59\n\nHarbour of Norwick closed by a leak\n\n{PROSE}\n\n{MORE}"
    );
    let published = plain(&text)[0].published.clone().unwrap_or_default();
    assert_eq!(
        (published.date.map(|date| date.to_string()).as_deref(), published.sure),
        (Some("2023-03-06"), false)
    );
}

#[test]
fn the_day_of_a_change_gives_way_to_any_other_beside_it() {
    let page = |dates: &str| {
        let text = format!("Harbour of Norwick closed by a leak\n\n{dates}\n\n{PROSE}\n\n{MORE}");
        plain(&text)[0].published.clone().unwrap_or_default().date.map(|date| date.to_string())
    };
    let both = "By Ann Bell/March 6, 2023 9:49 am/Updated: August 18, 2023 4:17 pm";
    assert_eq!(page(both).as_deref(), Some("2023-03-06"));
    assert_eq!(page("Updated: August 18, 2023 4:17 pm").as_deref(), Some("2023-08-18"));
}

#[test]
fn a_doubtful_order_is_read_as_the_text_has_the_day_elsewhere() {
    let text = format!(
        "Harbour of Norwick closed by a leak\n\n02-12-2021\n\n{PROSE}\n\n{MORE}\n\nRecent Posts\n\nDecember 02, 2021"
    );
    assert_eq!(date(&plain(&text)[0]).as_deref(), Some("2021-12-02"));
}

#[test]
fn of_two_days_below_a_headline_the_earlier_is_that_of_publication() {
    for both in ["May 21, 2025April 24, 2025 by Ann Bell", "April 24, 2025May 21, 2025 by Ann Bell"] {
        let text = format!("Harbour of Norwick closed by a leak\n\n{both}\n\n{PROSE}\n\n{MORE}");
        assert_eq!(date(&plain(&text)[0]).as_deref(), Some("2025-04-24"), "{both}");
    }
}

#[test]
fn a_change_just_above_a_headline_is_of_its_day_where_it_has_a_time() {
    let page = |change: &str| {
        let text = format!(
            "Home\n\n{change}\n\nFerries\n\nHarbour of Norwick closed by a leak\n\n{PROSE}\n\n{MORE}"
        );
        date(&plain(&text)[0])
    };
    assert_eq!(page("UPDATED 16:47 EST / DECEMBER 19 2023").as_deref(), Some("2023-12-19"));
    assert_eq!(page("UPDATED DECEMBER 19 2023"), None);
}

#[test]
fn numbers_between_full_stops_keep_their_order_open_in_english() {
    let page = |prose: &str, below: &str| {
        let text =
            format!("Harbour of Norwick closed\n\nBy Ann Bell\n\n09.10.2024\n\n{prose}\n\n{prose}{below}");
        let published = plain(&text)[0].published.clone().unwrap_or_default();
        let words = |date: Option<crate::model::PartialDate>| date.map(|date| date.to_string());
        (words(published.date), words(published.before))
    };
    let day = |text: &str| Some(text.to_owned());
    let german = "Der Hafen von Norwick war am Montag geschlossen, weil ein Taucher ein Leck im alten Pier gefunden hat, \
                  wie der Rat der Stadt sagte.";
    assert_eq!(page(PROSE, ""), (None, day("2024-10-09")));
    assert_eq!(page(PROSE, "\n\nRecent posts\n\nSeptember 10, 2024").0, day("2024-09-10"));
    assert_eq!(page(german, "").0, day("2024-10-09"));
}

#[test]
fn the_date_of_a_note_below_the_text_is_that_of_what_it_is_about() {
    let page = |note: &str| {
        let text = format!("Harbour of Norwick closed by a leak\n\n{PROSE}\n\n{MORE}\n\n{PROSE}\n\n{note}");
        date(&plain(&text)[0])
    };
    assert_eq!(page("*As of 8/30/21 on boats.example"), None);
}
