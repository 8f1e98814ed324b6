//! Tests of whole exports in the shapes of press databases.

use super::articles;
use crate::extract::html;
use crate::model::{BlockKind, Extract, Format, Vote};

const STORY: &str = "The boats lie in the old harbour, where they have been since the leak was found, and nobody knows when they will leave.";

fn page(lines: &[String]) -> Vec<Extract> {
    let body: String = lines.iter().map(|line| format!("<p>{line}</p>")).collect();
    articles(html::extract(&format!("<html><body>{body}</body></html>")))
}

fn owned(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

#[test]
fn the_articles_of_a_word_export_have_what_their_lines_say() {
    let article = |title: &str, day: &str| {
        owned(&[
            title,
            "The Norwick Tide (Norwick)",
            day,
            "Copyright 2014 Norwick Tide All Rights Reserved",
            "Section: NEWS; Pg. 3",
            "Length: 937 words",
            "Byline: By Ann Bell",
            "Body",
            STORY,
            STORY,
            "Classification",
            "Language: ENGLISH",
            "Load-Date: June 2, 2014",
            "End of Document",
        ])
    };
    let cover = owned(&[
        "Date and Time: Wednesday, December 19, 2018 7:08:00 PM",
        "Documents (2)",
        "1. Late boats",
        "Search Terms: boats",
    ]);
    let lines =
        [cover, article("Late boats", "May 30, 2014 Friday"), article("A leak", "June 1, 2014 Sunday")]
            .concat();
    let found = page(&lines);
    assert_eq!(found.len(), 2);
    let of = &found[0].metadata;
    assert_eq!(
        (of.title.as_deref(), of.source.as_deref()),
        (Some("Late boats"), Some("The Norwick Tide (Norwick)"))
    );
    assert_eq!(of.byline.as_deref(), Some("Ann Bell"));
    let shown = found[0].text_blocks.iter().filter(|block| block.vote == Vote::Content).count();
    assert!(shown == 3 && found[0].text.starts_with("Date and Time"), "the cover is folded, not lost");
    assert_eq!(found[1].metadata.published.as_deref(), Some("June 1, 2014 Sunday"));
    let shown = found[1].text_blocks.iter().filter(|block| block.vote == Vote::Content);
    let shown: Vec<(BlockKind, &str)> =
        shown.map(|block| (block.kind, block.span.of(&found[1].text))).collect();
    assert_eq!(
        shown,
        [(BlockKind::Heading, "A leak"), (BlockKind::Paragraph, STORY), (BlockKind::Paragraph, STORY)]
    );
}

#[test]
fn the_articles_of_an_older_export_begin_with_their_number() {
    let article = |at: usize| {
        owned(&[
            &format!("{at} of 2 DOCUMENTS"),
            "Der Norwicker",
            "27. Februar 2012 Montag 9:50 PM GMT+1",
            "Späte Boote",
            "AUTOR: Ann Bell",
            "LÄNGE: 1285 Wörter",
            STORY,
            "SPRACHE: GERMAN",
            "Copyright 2012 Der Norwicker",
        ])
    };
    let found = page(&[article(1), article(2)].concat());
    let of = &found[1].metadata;
    assert_eq!(
        (found.len(), of.title.as_deref(), of.source.as_deref()),
        (2, Some("Späte Boote"), Some("Der Norwicker"))
    );
    assert_eq!(
        (of.byline.as_deref(), of.published.as_deref()),
        (Some("Ann Bell"), Some("27. Februar 2012 Montag 9:50 PM GMT+1"))
    );
    assert_eq!(found[1].text_blocks.iter().filter(|block| block.vote == Vote::Content).count(), 2);
}

#[test]
fn the_articles_of_a_news_export_end_with_their_number() {
    let article = |at: usize| {
        owned(&[
            "Foreign Desk",
            &format!("{at}) Late boats are seen again in the harbour"),
            "By ANN BELL",
            "1,285 words",
            "9 January 1993",
            "The Norwick Tide",
            "NTIDE",
            "English",
            "Copyright 1993 The Norwick Tide. All Rights Reserved.",
            STORY,
            STORY,
            &format!("Document NTIDE00020050408dp1900j9{at}"),
        ])
    };
    let found = page(&[article(1), article(2)].concat());
    let of = &found[0].metadata;
    assert_eq!((found.len(), of.title.as_deref()), (2, Some("Late boats are seen again in the harbour")));
    assert_eq!((of.source.as_deref(), of.byline.as_deref()), (Some("The Norwick Tide"), Some("ANN BELL")));
    assert_eq!(of.published.as_deref(), Some("9 January 1993"));
}

#[test]
fn an_article_alone_and_one_without_a_day_are_told_by_their_fields() {
    let lines = owned(&[
        "Late boats",
        "The Norwick Tide",
        "Correction Appended",
        "Copyright 2014 Norwick Tide",
        "Section: NEWS; Pg. 3",
        "Length: 937 words",
        "Body",
        STORY,
        STORY,
        "Load-Date: June 2, 2014",
    ]);
    let found = page(&lines);
    let of = &found[0].metadata;
    assert_eq!((of.title.as_deref(), of.source.as_deref()), (Some("Late boats"), Some("The Norwick Tide")));
    assert!(found[0].whole && of.published.is_none());
}

#[test]
fn what_is_no_export_stays_one_text() {
    let lines = owned(&["Late boats", STORY, "760 words", STORY, "End of document"]);
    assert_eq!(page(&lines).len(), 1);
    assert!(!page(&lines)[0].whole);
    let plain = Extract { format: Format::PlainText, text: STORY.to_owned(), ..Extract::default() };
    assert_eq!(articles(plain).len(), 1);
}
