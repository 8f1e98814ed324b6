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
