//! The furniture of the page: its head and end, the map beside it, the outline, links, its width; and what the mouse
//! does with rules and map.

use std::sync::Arc;

use perusal::app::{Effect, Message, Mouse, MouseAction, Overlay, View};
use perusal::model::{Block, BlockKind, Document, DocumentId, Link, Span};
use perusal::query::DocumentPage;
use perusal::ui::links;

use crate::harness::Harness;

/// A mouse that does something at a cell.
fn mouse(reader: &mut Harness, what: MouseAction, column: u16, row: u16) {
    reader.send(Message::Mouse(Mouse { what, column, row }));
}

/// A page made of these blocks in the place of the one that is read.
fn show(reader: &mut Harness, blocks: &[(BlockKind, &str)], links: &[(&str, &str)]) {
    let (mut text, mut of) = (String::new(), Vec::new());
    for (kind, words) in blocks {
        let start = text.len();
        text.push_str(words);
        of.push(Block { span: Span::new(start, text.len()), kind: *kind });
        text.push(if *kind == BlockKind::Dateline { ' ' } else { '\n' });
    }
    let link = |(words, target): &(&str, &str)| {
        let start = text.find(words).unwrap();
        Link { span: Span::new(start, start + words.len()), target: (*target).to_owned() }
    };
    let links = links.iter().map(link).collect();
    let id = reader.app.reader.id().unwrap_or(DocumentId(1));
    let document = Document { text, blocks: of, links, part: 1, parts: 1, ..Document::default() };
    let path = "papers/made.html".to_owned();
    let page = Arc::new(DocumentPage { id, document, path, words: 90, ..DocumentPage::default() });
    reader.app.reader.show(page, &Arc::default());
    reader.press("g g");
}

const PARAGRAPH: &str = "The water rose over the wall in the night, and nobody in the harbour had been told that the \
                         gates would be opened before the morning, though three letters had asked for it.";

/// Two parts of twelve paragraphs each.
fn long(reader: &mut Harness) {
    let part = |heading| {
        let paragraphs = std::iter::repeat_n((BlockKind::Paragraph, PARAGRAPH), 12);
        std::iter::once((BlockKind::Heading, heading)).chain(paragraphs)
    };
    let blocks: Vec<_> = part("The first night").chain(part("What the letters said")).collect();
    show(reader, &blocks, &[]);
}

#[test]
fn the_head_stays_muted_above_and_the_end_names_what_comes_next() {
    let mut reader = Harness::open(100, 30);
    reader.press("enter");
    let title = reader.app.reader.title().to_owned();
    assert!(reader.screen().lines().next().unwrap().trim().is_empty());
    let start: String = title.chars().take(20).collect();
    reader.press("ctrl-d ctrl-d");
    let above = reader.screen().lines().next().unwrap().to_owned();
    assert!(above.contains(&start), "{above}");
    assert!(reader.roles().lines().next().unwrap().trim_start().starts_with('m'));
    reader.press("G");
    let screen = reader.screen();
    let end = screen.lines().find(|line| line.contains('∎')).unwrap();
    let next =
        reader.app.list.next_id().and_then(|id| reader.app.list.row(id)).unwrap().title.clone().unwrap();
    let start: String = next.chars().take(20).collect();
    assert!(end.contains("next: ") && end.contains(&start) && end.contains("  J"), "{end}");
}

#[test]
fn a_page_with_lists_tables_quotes_and_two_directions() {
    let mut reader = Harness::open(80, 40);
    reader.press("enter");
    let blocks = [
        (BlockKind::Headline, "What the gauges say"),
        (BlockKind::Dateline, "NORWICK, Feb 14 –"),
        (BlockKind::Paragraph, "The river fell by a hand in one night."),
        (BlockKind::Heading, "What is known"),
        (
            BlockKind::List,
            "1. The first gauge stood still for an hour, which none of its keepers can explain today",
        ),
        (
            BlockKind::List,
            "The second one is new and was set up by the authority without a word to the other side",
        ),
        (BlockKind::Table, "Gauge | Keeper | Metres\nOld bridge | Authority | 1.9\nQuay | nobody | 12.25"),
        (BlockKind::Quote, "It is not calibrated. It is bronze, and it was here before all of us were born."),
        (BlockKind::Caption, "The mark of 1931"),
        (BlockKind::Code, "if level < 2:\n    ring()"),
        (BlockKind::Paragraph, "מים עולים בלילה"),
        (BlockKind::Chrome, "Share this"),
    ];
    show(&mut reader, &blocks, &[]);
    reader.press("c");
    insta::assert_snapshot!("page_of_all_kinds", format!("{}\n\n{}", reader.screen(), reader.roles()));
}

#[test]
fn the_outline_shows_each_heading_and_goes_there_or_back() {
    let mut reader = Harness::open(120, 30);
    reader.press("enter");
    long(&mut reader);
    reader.press("j j j");
    let before = reader.app.reader.top_offset();
    reader.press("g o");
    assert!(reader.screen().contains("HEADINGS"), "{}", reader.screen());
    reader.press("down");
    let there = reader.app.reader.top_offset().unwrap();
    let text = reader.app.reader.page.as_ref().unwrap().document.text.clone();
    assert!(text[there..].starts_with("What the letters said"));
    assert!(reader.screen().contains("What the letters said"));
    reader.press("esc");
    assert_eq!(reader.app.reader.top_offset(), before);
    reader.press("g o").type_text("letters").press("enter");
    assert_eq!(reader.app.reader.top_offset(), Some(there));
    let screen = reader.screen();
    let status = screen.lines().rev().nth(1).unwrap();
    assert!(status.contains("· What the letters said"), "{status}");
}

#[test]
fn the_articles_of_a_file_are_in_its_outline() {
    let mut reader = Harness::open(120, 40);
    reader.open_one_of_several();
    reader.press("g o");
    let screen = reader.screen();
    assert!(screen.contains("ARTICLES OF THE FILE") && screen.contains("this one"), "{screen}");
    reader.press("pagedown pagedown enter");
    let document = &reader.app.reader.page.as_ref().unwrap().document;
    assert_eq!(document.part, document.parts);
    assert_eq!(reader.app.view, View::Read);
}

#[test]
fn a_link_is_followed_by_a_letter_once_its_whole_address_was_seen() {
    let mut reader = Harness::open(140, 30);
    reader.press("enter");
    let address = format!("https://guild.example/{}", "harbour/".repeat(20));
    let links = [("harbour", address.as_str()), ("wall", "javascript:alert(1)")];
    show(&mut reader, &[(BlockKind::Paragraph, PARAGRAPH)], &links);
    assert_eq!(links_of(&reader), std::slice::from_ref(&address));
    assert!(reader.screen().contains("f follow"));
    reader.press("f");
    assert!(links_of(&reader).is_empty(), "the letters lie over it");
    assert!(matches!(&reader.app.overlay, Some(Overlay::Follow(follow)) if follow.targets.len() == 1));
    reader.press("a");
    let screen = reader.screen();
    let seen: String = screen.lines().map(str::trim).collect();
    assert!(seen.contains(&address), "{screen}");
    assert!(reader.left.iter().all(|effect| !matches!(effect, Effect::OpenAddress(_))));
    reader.press("esc f a enter");
    assert_eq!(reader.left.last(), Some(&Effect::OpenAddress(address.clone())));
    reader.press("f");
    reader.send(Message::Resize(60, 30));
    assert!(reader.app.overlay.is_none(), "the words under the letters have moved");
    show(&mut reader, &[(BlockKind::Paragraph, PARAGRAPH)], &links[1..]);
    reader.press("f");
    assert!(reader.screen().contains("no links or notes in sight"));
}

fn links_of(reader: &Harness) -> Vec<String> {
    links(&reader.app).into_iter().map(|link| link.address).collect()
}

#[test]
fn the_lines_of_a_page_are_made_longer_and_shorter_and_stay_so() {
    let mut reader = Harness::open(120, 30);
    reader.press("enter");
    let width = |reader: &Harness| reader.app.panes.page(reader.app.settings.page_width).width;
    let before = width(&reader);
    reader.press("+ +");
    assert_eq!(width(&reader), before + 8);
    reader.press("- - -");
    assert_eq!((width(&reader), reader.app.widths.page), (before - 4, Some(before - 4)));
    for _ in 0..30 {
        reader.press("-");
    }
    assert_eq!(width(&reader), 50);
    assert!(reader.screen().contains("as short as they get"));
    for _ in 0..30 {
        reader.press("+");
    }
    assert_eq!(width(&reader), 110);
    reader.press("q q");
    let kept = reader.left.iter().find_map(|effect| match effect {
        Effect::Remember(session) => Some(session.widths.page),
        _ => None,
    });
    assert_eq!(kept, Some(Some(110)));
}

#[test]
fn a_click_on_the_map_goes_to_that_part_of_the_page_and_dragging_goes_on() {
    let mut reader = Harness::open(100, 30);
    reader.press("enter");
    long(&mut reader);
    let map = reader.app.panes.map(reader.app.settings.page_width);
    mouse(&mut reader, MouseAction::Click, map.x, map.y + map.height / 2);
    let middle = reader.app.reader.top_offset().unwrap();
    let length = reader.app.reader.page.as_ref().unwrap().document.text.len();
    assert!((length / 4..length * 3 / 4).contains(&middle), "{middle} of {length}");
    mouse(&mut reader, MouseAction::Drag, map.x + 3, map.bottom() + 5);
    assert_eq!(reader.app.reader.percent(), 100);
    mouse(&mut reader, MouseAction::Release, map.x, map.y);
    mouse(&mut reader, MouseAction::Drag, map.x, map.y);
    assert_eq!(reader.app.reader.percent(), 100, "nothing is held");
    assert!(reader.app.reader.selection.is_none());
}

#[test]
fn rules_between_panes_are_dragged_and_a_click_on_one_goes_to_that_part_of_the_page() {
    let mut reader = Harness::open(120, 30);
    long(&mut reader);
    let (list, filters) = (reader.app.panes.list.width, reader.app.panes.filters.width);
    let x = reader.app.panes.reader.x;
    mouse(&mut reader, MouseAction::Click, x, 10);
    mouse(&mut reader, MouseAction::Drag, x + 6, 11);
    mouse(&mut reader, MouseAction::Release, x + 6, 11);
    assert_eq!((reader.app.panes.list.width, reader.app.panes.filters.width), (list + 6, filters));
    let x = reader.app.panes.filters.x;
    mouse(&mut reader, MouseAction::Click, x, 10);
    assert!(reader.app.reader.is_at_start(), "it may be meant to be dragged");
    mouse(&mut reader, MouseAction::Drag, x - 5, 10);
    mouse(&mut reader, MouseAction::Release, x - 5, 10);
    assert_eq!(reader.app.panes.filters.width, filters + 5);
    assert!(reader.app.reader.is_at_start());
    let map = reader.app.panes.map(reader.app.settings.page_width);
    assert_eq!(map.x, reader.app.panes.filters.x);
    mouse(&mut reader, MouseAction::Click, map.x, map.bottom() - 1);
    mouse(&mut reader, MouseAction::Release, map.x, map.bottom() - 1);
    assert_eq!(reader.app.reader.percent(), 100);
}
