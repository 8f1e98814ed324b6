//! Stories as rows of the list: one row for all reports of a story, opened to them and from them to their copies, and
//! closed again; marked, counted, and made anew by what the reader says of stories.

use insta::assert_snapshot;
use perusal::app::App;
use perusal::query::{SharedBy, StoryRows};

use crate::harness::Harness;

/// Chooses that a story is one row.
fn choose(harness: &mut Harness) {
    harness.press("V").type_text("found first").press("enter");
    assert_eq!(harness.app.settings.stories, StoryRows::Rows);
}

/// Goes down to the next story.
fn go_to_story(harness: &mut Harness) {
    let is_story = |app: &App| {
        let row = app.list.shared_row(app.current().unwrap());
        row.is_some_and(|row| row.by == SharedBy::Story)
    };
    while !is_story(&harness.app) {
        let before = harness.app.list.selected;
        harness.press("j");
        assert_ne!(harness.app.list.selected, before, "there is a story below");
    }
}

#[test]
fn a_story_of_the_sample_is_one_row_that_opens_to_its_reports() {
    for (columns, rows) in [(120, 40), (80, 24)] {
        let mut reader = Harness::open(columns, rows);
        choose(&mut reader);
        go_to_story(&mut reader);
        assert_snapshot!(format!("story-row-closed-{columns}"), reader.screen());
        assert_snapshot!(format!("story-row-open-{columns}"), reader.press("+").screen());
    }
}
