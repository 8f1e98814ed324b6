//! Tests of headlines on whole pages.

use crate::model::{BlockKind, Extract, Format, Span, TextBlock, Vote};
use crate::segment::segment;

const PROSE: &str = "The harbour of Norwick was closed for most of the week, the port said on Monday, and the ferries \
    stayed at their moorings while engineers looked for the leak. Nobody could say when it would open again.";

#[test]
fn a_heading_that_the_page_declares_as_its_title_is_the_headline_though_it_begins_with_a_mark() {
    let lines = [
        "[ferry-watch] Salt in the wells of Norwick",
        "Ann Bell ann at norwick.example\nTue Mar 12 09:14:02 CET 2019",
        "Next message: [ferry-watch] Salt in the wells",
        PROSE,
    ];
    let mut extract = Extract { format: Format::Html, ..Extract::default() };
    extract.metadata.title = Some(lines[0].to_owned());
    for (at, line) in lines.iter().enumerate() {
        let start = extract.text.len();
        extract.text.push_str(line);
        let kind = if at == 0 { BlockKind::Heading } else { BlockKind::Paragraph };
        let span = Span::new(start, extract.text.len());
        extract.text_blocks.push(TextBlock { span, kind, vote: Vote::None });
        extract.text.push('\n');
    }
    let documents = segment(&extract);
    let document = &documents[0];
    let headline = document.blocks.iter().find(|block| block.kind == BlockKind::Headline).unwrap();
    assert_eq!(headline.span.of(&document.text), lines[0]);
    assert_eq!(document.byline.as_deref(), Some("Ann Bell"));
    let published = document.published.as_ref().and_then(|published| published.date).unwrap();
    assert_eq!(published.to_string(), "2019-03-12");
}

fn plain_title(lines: &[&str]) -> Option<String> {
    let mut extract = Extract { format: Format::PlainText, ..Extract::default() };
    for line in lines {
        let start = extract.text.len();
        extract.text.push_str(line);
        let span = Span::new(start, extract.text.len());
        extract.text_blocks.push(TextBlock { span, kind: BlockKind::Paragraph, vote: Vote::None });
        extract.text.push_str("\n\n");
    }
    segment(&extract).remove(0).title
}

#[test]
fn a_short_headline_is_told_from_the_standfirst_by_what_its_line_was_read_as() {
    let lines = [
        "Home",
        "Subscribe",
        "Harbour closed by a leak",
        "Can a small port do without its ferries for a week?",
        "By Ann Bell",
        "May 4, 2020",
        PROSE,
        PROSE,
        PROSE,
    ];
    assert_eq!(plain_title(&lines).as_deref(), Some("Harbour closed by a leak"));
}

#[test]
fn a_headline_that_goes_on_below_the_title_of_its_page_is_taken_in_full() {
    let full = "A harbour is not a tap, and a neighbour is not a customer";
    let page = |above: &str| {
        let lines =
            ["Support us   About   Contact", above, full, "By Ann Bell", "May 4, 2020", PROSE, PROSE, PROSE];
        plain_title(&lines)
    };
    assert_eq!(page("Opinion | A harbour is not a tap").as_deref(), Some(full));
}
