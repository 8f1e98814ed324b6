//! What a page shows of other documents: what a copy says otherwise than the fullest, and what was read elsewhere.

use std::fs;

use insta::assert_snapshot;
use perusal::query::{Order, PageLayer};

use crate::harness::Harness;

/// A report in two papers, of which one has another figure and a name, leaves a sentence out and adds one; and another
/// text that has one of its sentences.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let texts = [
        "Old mill burns down\n\nThe Vell Courier\n\nMarch 3, 2023\n\nThe old mill at Tarn burned down on Monday night. \
         It had stood there since 1702.\n\nTwelve houses were emptied and 340 people slept in the school, the town \
         said.\n\nNobody was hurt, said Mara Quill, the mayor of the town, who had come to the river with blankets. \
         Firemen from Vell fought the flames until dawn, and the roof fell in at three.\n\nThe fire began in the loft, where the machines of the last miller had been kept, and it went through the wooden floors \
         in less than ten minutes.\n\nThose who live in the street had asked for a hydrant for years, and the letter \
         that the council wrote to them in autumn said that there was no money for one before the spring.\n\nThe mill was to become a \
         museum of the river next year, and half of the money for that had been found.\n",
        "Old mill burns down\n\nThe Gull\n\nMarch 4, 2023\n\nThe old mill at Tarn burned down on Monday night. It had \
         stood there since 1702.\n\nTwelve houses were emptied and 430 people slept in the school, the town said.\n\n\
         Nobody was hurt, said Tom Pike, the mayor of the town, who had come to the river with blankets. The council \
         will meet on Friday.\n\nThe fire began in the loft, where the machines of the last miller had been kept, and it went through the wooden floors \
         in less than ten minutes.\n\nThose who live in the street had asked for a hydrant for years, and the letter \
         that the council wrote to them in autumn said that there was no money for one before the spring.\n\nThe mill was to become a museum of the river next year, and half of the money for \
         that had been found.\n",
        "The river museum\n\nTide Lines\n\nMay 9, 2023\n\nThe mill was to become a museum of the river next year, and \
         half of the money for that had been found.\n\nNow the council has given it up, and nobody in the town was \
         asked before it did.\n",
    ];
    for (number, text) in texts.iter().enumerate() {
        fs::write(folder.path().join(format!("{number}.txt")), text).unwrap();
    }
    folder
}

#[test]
fn a_copy_shows_what_it_says_beside_the_fullest_and_its_row_how_much() {
    let folder = folder();
    let mut harness = Harness::open_folder(folder.path(), 120, 30);
    harness.press("j +");
    let open = harness.screen();
    assert!(open.contains("1 sentence more"), "{open}");
    harness.press("j enter");
    let page = harness.screen();
    let facts = "beside The Vell Courier: 1 sentence more, 1 figure other, 1 name other, 1 left out";
    assert!(
        page.split_whitespace().collect::<Vec<_>>().join(" ").contains("1 figure other"),
        "{facts}\n{page}"
    );
    assert_snapshot!("copy-beside-the-fullest", page);
    let top = harness.app.reader.top_offset();
    harness.app.size = (80, 8);
    harness.press("ctrl-l ;");
    assert_ne!(harness.app.reader.top_offset(), top, "the next sentence that is new is at the top");
    harness.app.settings.layer = PageLayer::None;
    harness.press("ctrl-l");
    assert!(harness.app.reader.compared().is_none());
}

#[test]
fn what_was_read_in_another_document_is_known_again_and_orders_the_list() {
    let folder = folder();
    let mut harness = Harness::open_folder(folder.path(), 120, 30);
    harness.app.settings.layer = PageLayer::ReadBefore;
    // The latest is read, then left.
    harness.press("enter h j");
    let page = harness.screen();
    assert!(page.contains("% new to you"), "{page}");
    harness.press("S").type_text("most new").press("enter");
    assert_eq!(harness.app.search.order, Order::MostNew);
    let list = harness.screen();
    assert!(list.contains("100 % new to you"), "{list}");
    assert_snapshot!("most-new", list);
    harness.press("ctrl-c");
}

#[test]
fn a_note_on_a_passage_is_shown_in_its_copies_too() {
    let folder = folder();
    let mut harness = Harness::open_folder(folder.path(), 120, 30);
    harness.press("j enter } } } } } } w").type_text("who said so?").press("enter");
    assert!(harness.screen().contains('✎'));
    harness.press("h + j enter");
    let copy = harness.screen();
    assert!(copy.contains('✎'), "{copy}");
    let card = harness.press(")").screen();
    assert!(card.contains("who said so?") && card.contains("noted in a copy of this"), "{card}");
}

#[test]
fn an_order_by_what_is_new_that_an_earlier_session_left_knows_what_was_read() {
    let folder = folder();
    let mut harness = Harness::open_folder(folder.path(), 120, 30);
    harness.app.search.order = Order::MostNew;
    harness.press("ctrl-l");
    assert!(harness.screen().contains("100 % new to you"), "{}", harness.screen());
}
