//! Tests of `segment` on whole files, which are small invented pages.

use proptest::prelude::*;

use super::segment;
use crate::model::{
    BlockKind, DeclaredAs, DeclaredDate, Document, DocumentKind, EvidenceKind, Extract, Format, Link, Span,
    TextBlock, Verdict, Vote,
};

const PROSE: &str = "The harbour of Norwick was closed for most of the week, the port said on Monday, and the ferries \
    stayed at their moorings while engineers looked for the leak. Nobody could say when it would open again.";
const MORE: &str = "Ann Bell, who runs the ferries, told reporters that the company would lose a good deal of money, and \
    that the passengers had been patient so far. The council will meet again before the month is out.";

const BRIDGE: &str = "Two years after the mayor promised it, the bridge over the canal carries its first lorries, and those who \
    called it a folly now cross it every morning.\n\nIts arches are painted green because the contractor had bought too \
    much paint for another project, which is the kind of thrift this town admires more than any architecture.";

fn plain(text: &str) -> Vec<Document> {
    let mut text_blocks = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        if !line.trim().is_empty() {
            let span = Span::new(start, start + line.len());
            text_blocks.push(TextBlock { span, kind: BlockKind::Paragraph, vote: Vote::None });
        }
        start += line.len() + 1;
    }
    segment(&Extract { format: Format::PlainText, text: text.to_owned(), text_blocks, ..Extract::default() })
}

fn of_kind(document: &Document, kind: BlockKind) -> Vec<&str> {
    document
        .blocks
        .iter()
        .filter(|block| block.kind == kind)
        .map(|block| block.span.of(&document.text))
        .collect()
}

fn date(document: &Document) -> Option<String> {
    Some(document.published.as_ref()?.date?.to_string())
}

#[test]
fn a_document_has_the_links_that_are_wholly_inside_it() {
    let link = |start, end| Link { span: Span::new(start, end), target: format!("/{start}") };
    let links = vec![link(0, 4), link(8, 12), link(12, 14), link(15, 20), link(20, 22), link(30, 31)];
    let extract = Extract { links, ..Extract::default() };
    let found = |range| -> Vec<(String, Span)> {
        super::document::links(&extract, &range).into_iter().map(|link| (link.target, link.span)).collect()
    };
    let expected = [("/12", 2, 4), ("/15", 5, 10)].map(|(to, a, b)| (to.to_owned(), Span::new(a, b)));
    assert_eq!(found(10..20), expected);
    assert_eq!(found(0..40).len(), 6);
    assert_eq!(found(23..30), []);
}

#[test]
fn one_page_is_one_document_with_its_chrome_marked() {
    let text = format!(
        "Home\nNews\n\nHarbour of Norwick closed by a leak – Norwick Star\n\nBy Carl Dow\n\nFebruary 14, 2022\n\n{PROSE}\n\n\
         Also Read: Ferries to run again\n\n{MORE} read more\n\nRelated Stories\n\nBridge painted\n\nCopyright 2022 Norwick Star"
    );
    let documents = plain(&text);
    let [page] = documents.as_slice() else { panic!("{} documents", documents.len()) };
    assert_eq!(page.lines, Some((0, text.split('\n').count() as u32)));
    assert_eq!(page.title.as_deref(), Some("Harbour of Norwick closed by a leak"));
    assert_eq!((page.byline.as_deref(), page.source.as_deref()), (Some("Carl Dow"), Some("Norwick Star")));
    assert_eq!(date(page).as_deref(), Some("2022-02-14"));
    assert!(page.published.as_ref().is_some_and(|published| published.sure));
    let chrome = of_kind(page, BlockKind::Chrome);
    for line in ["Home", "Also Read: Ferries to run again", "read more", "Related Stories", "Bridge painted"]
    {
        assert!(chrome.contains(&line), "{line}: {chrome:?}");
    }
    assert_eq!(of_kind(page, BlockKind::Paragraph), [PROSE, MORE]);
}

#[test]
fn the_clock_of_a_page_is_no_date_of_publication() {
    let text =
        format!("12.4 C\nMonday, March 6, 2023\n\nHarbour of Norwick closed by a leak\n\n{PROSE}\n\n{MORE}");
    let documents = plain(&text);
    let published = documents[0].published.clone().unwrap_or_default();
    assert_eq!((published.date, published.sure), (None, false));
    assert_eq!(
        published.evidence.first().map(|e| (e.what, e.verdict)),
        Some((EvidenceKind::PageClock, Verdict::NotUsed))
    );
}

#[test]
fn numbers_that_could_be_day_or_month_give_bounds_only() {
    let text = format!("Harbour of Norwick closed by a leak\n\nPublished: 05/12/2021\n\n{PROSE}\n\n{MORE}");
    let published = plain(&text)[0].published.clone().unwrap_or_default();
    assert_eq!((published.date, published.sure), (None, false));
    let bounds = [published.after, published.before].map(|bound| bound.map(|date| date.to_string()));
    assert_eq!(bounds, [Some("2021-05-12".to_owned()), Some("2021-12-05".to_owned())]);
}

#[test]
fn a_line_that_repeats_between_articles_cuts_them() {
    let article = |title: &str, text: &str| format!("{title}\n\n{text}\n\nRead original article here\n\n");
    let list = "Ferry news of the week – Norwick Star\n\n  1. Ferries lie still as the harbour is shut Norwick Star\n  \
        2. Leak found under the old pier today Daily Tide\n  3. Council is asked to pay for it all Evening Gull\n\nRead original article here\n\n";
    let text = format!(
        "Tag Archives: Ferries\n\n{list}{}{}",
        article("Harbour closed by a leak", &format!("{PROSE}\n\n{MORE}")),
        article("Opinion | The bridge is late and it is good", BRIDGE)
    );
    let documents = plain(&text);
    let titles: Vec<_> = documents.iter().filter_map(|document| document.title.as_deref()).collect();
    assert_eq!(
        titles,
        ["Ferry news of the week", "Harbour closed by a leak", "The bridge is late and it is good"]
    );
    assert_eq!(documents[0].kind, DocumentKind::List);
    assert_eq!(documents[1].kind, DocumentKind::Article);
    for document in &documents {
        let (first, end) = document.lines.unwrap_or_default();
        let lines: Vec<&str> = text.split('\n').collect();
        assert_eq!(lines[first as usize..end as usize].join("\n"), document.text);
    }
}

#[test]
fn articles_of_a_press_export_are_cut_and_dated() {
    let article = |number: u32, title: &str| {
        format!(
            "                 {number} of 2 DOCUMENTS\n\n\n                 Norwick Star\n\n             January {number}, 2010 Monday\n\n\
             {title}\n\nBYLINE: Ann Bell\n\nLENGTH: 120 words\n\n{PROSE}\n\n{MORE}\n\nLANGUAGE: ENGLISH\n\n"
        )
    };
    let documents = plain(&format!("{}{}", article(1, "Harbour closed"), article(2, "Harbour open")));
    let heads: Vec<_> =
        documents.iter().map(|d| (d.title.as_deref(), d.byline.as_deref(), date(d))).collect();
    assert_eq!(heads[0], (Some("Harbour closed"), Some("Ann Bell"), Some("2010-01-01".to_owned())));
    assert_eq!(heads[1], (Some("Harbour open"), Some("Ann Bell"), Some("2010-01-02".to_owned())));
    assert!(of_kind(&documents[0], BlockKind::Chrome).contains(&"LENGTH: 120 words"));
}

#[test]
fn teasers_below_an_article_are_not_articles() {
    let teaser = |title: &str| format!("{title}\n\nA short line on what it is about.\n\nRead more\n\n");
    let text = format!(
        "Harbour closed by a leak\n\n{PROSE}\n\n{MORE}\n\n{PROSE}\n\n{}{}{}",
        teaser("Bridge painted in green again"),
        teaser("School finds an old bell"),
        teaser("Market moves to the square")
    );
    assert_eq!(plain(&text).len(), 1);
}

#[test]
fn a_headline_repeated_is_a_headline_once() {
    let text = format!(
        "Town and SeaHarbour closed by a leak in spring\n\nHarbour closed by a leak in spring\n\n{PROSE}\n\n{MORE}"
    );
    let page = &plain(&text)[0];
    assert_eq!(of_kind(page, BlockKind::Headline), ["Harbour closed by a leak in spring"]);
    assert_eq!(of_kind(page, BlockKind::Chrome), ["Town and SeaHarbour closed by a leak in spring"]);
}

#[test]
fn a_mail_is_titled_by_its_subject_and_dated_by_its_head() {
    let text = format!(
        "From: Ann Bell <ann@norwick.example>\nTo: ferries@norwick.example\nDate: Sat, 3 Jul 2021 07:52:10 +0200\n\
         Subject: Re: The leak under the pier\n\nDear all,\n\n{PROSE}\n\n{MORE}\n\nAnn"
    );
    let page = &plain(&text)[0];
    assert_eq!(
        (page.title.as_deref(), page.byline.as_deref()),
        (Some("The leak under the pier"), Some("Ann Bell"))
    );
    assert!(date(page).as_deref() == Some("2021-07-03") && page.published.as_ref().is_some_and(|p| p.sure));
    assert_eq!(of_kind(page, BlockKind::Headline), ["The leak under the pier"]);
}

#[test]
fn the_headline_stands_below_masthead_and_menus() {
    let text = format!(
        "NORWICK STAR\nThe last word in the harbour\n\nNews | City | Docks | Sport\nHome > City > DocksFerries lie still\n\n\
         Ferries lie still\n\nBy Carl Dow\n\n{PROSE}\n\n{MORE}"
    );
    let page = &plain(&text)[0];
    assert_eq!(
        (page.title.as_deref(), page.byline.as_deref()),
        (Some("Ferries lie still"), Some("Carl Dow"))
    );
}

#[test]
fn a_bare_date_of_a_guide_is_only_a_guess() {
    let text = format!("The best ferries of Norwick\n\nMarch 4, 2022\n\n{PROSE}\n\n{MORE}");
    let published = plain(&text)[0].published.clone().unwrap_or_default();
    assert_eq!(
        (published.date.map(|d| d.to_string()).as_deref(), published.sure),
        (Some("2022-03-04"), false)
    );
}

#[test]
fn a_sentence_pulled_out_of_its_paragraph_is_chrome() {
    let (pulled, _) = PROSE.split_once(" Nobody").unwrap_or_default();
    let text = format!(
        "Harbour closed by a leak\n\n{MORE}\n\n{pulled}\n\n{PROSE}\n\n(Reporting by Ann Bell)\n\nOur Principles: the code of the house."
    );
    let chrome = of_kind(&plain(&text)[0], BlockKind::Chrome).join("\n");
    assert_eq!(chrome, format!("{pulled}\nOur Principles: the code of the house."));
}

#[test]
fn a_sentence_with_an_abbreviation_is_one_sentence_when_it_is_pulled_out() {
    let pulled = "The U.S. Port Agency and J. Bell of Norwick have sent two engineers to the harbour.";
    let text = format!("Harbour closed by a leak\n\n{pulled}\n\n{PROSE}\n\n{pulled} {MORE}\n\n{PROSE}");
    assert!(of_kind(&plain(&text)[0], BlockKind::Chrome).contains(&pulled));
}

#[test]
fn hard_wrapped_lines_join_into_paragraphs() {
    let wrapped = |text: &str| {
        let mut lines = vec![String::new()];
        for word in text.split_whitespace() {
            if lines.last().is_some_and(|line| line.len() + word.len() > 70) {
                lines.push(String::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push_str(word);
                line.push(' ');
            }
        }
        lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n")
    };
    let text = format!(
        "Harbour closed by a leak\n\n{}\n\n{}\n\n{}",
        wrapped(PROSE),
        wrapped(MORE),
        wrapped(&format!("{PROSE} {MORE}"))
    );
    assert_eq!(of_kind(&plain(&text)[0], BlockKind::Paragraph).len(), 3);
}

#[test]
fn the_kinds_of_a_formats_blocks_are_used_and_its_metadata_is_checked() {
    let blocks = [
        ("Norwick Star", BlockKind::Heading, Vote::Chrome),
        ("Harbour closed by a leak", BlockKind::Headline, Vote::None),
        ("14 February 2022", BlockKind::Paragraph, Vote::None),
        (PROSE, BlockKind::Paragraph, Vote::Content),
        ("Short and dry", BlockKind::Paragraph, Vote::Content),
        (MORE, BlockKind::Paragraph, Vote::Chrome),
    ];
    let mut extract = Extract { format: Format::Html, ..Extract::default() };
    for (words, kind, vote) in blocks {
        let start = extract.text.len();
        extract.text.push_str(words);
        extract.text_blocks.push(TextBlock { span: Span::new(start, extract.text.len()), kind, vote });
        extract.text.push_str("\n\n");
    }
    extract.metadata.title = Some("Harbour closed by a leak | Norwick Star".to_owned());
    extract.metadata.source = Some("Norwick Star".to_owned());
    extract.metadata.published = Some("2022-02-14T08:00:00Z".to_owned());
    extract.metadata.language = Some("en-GB".to_owned());
    let page = &segment(&extract)[0];
    assert_eq!((page.lines, page.title.as_deref()), (None, Some("Harbour closed by a leak")));
    assert_eq!((page.source.as_deref(), page.language.as_deref()), (Some("Norwick Star"), Some("en")));
    assert_eq!(of_kind(page, BlockKind::Chrome), ["Norwick Star", MORE]);
    assert!(date(page).as_deref() == Some("2022-02-14") && page.published.as_ref().is_some_and(|p| p.sure));
    let claimed =
        page.published.as_ref().and_then(|p| p.evidence.iter().find(|e| e.what == EvidenceKind::Metadata));
    assert_eq!(claimed.map(|e| e.verdict), Some(Verdict::Supports));
}

#[test]
fn an_accession_number_or_a_source_closes_an_article() {
    let leak = format!("Harbour closed by a leak\n\n{PROSE}\n\n{MORE}");
    let bridge = format!("The bridge is late and it is good\n\n{BRIDGE}");
    let number = "Document NWCK000020100111e61b0002x";
    assert_eq!(plain(&format!("{leak}\n\n{number}\n\n{bridge}\n\n{number}\n\n")).len(), 2);
    let text = format!("{leak}\n\nSource: Norwick Star\n\n{bridge}\n\nSource: Daily Tide\n\n");
    let sources: Vec<_> = plain(&text).into_iter().filter_map(|document| document.source).collect();
    assert_eq!(sources, ["Norwick Star", "Daily Tide"]);
}

#[test]
fn days_without_a_year_give_a_month_or_a_bound_but_nothing_sure() {
    let found = |text: String| {
        let published = plain(&text)[0].published.clone().unwrap_or_default();
        let text = |date: Option<crate::model::PartialDate>| date.map(|date| date.to_string());
        (text(published.date), text(published.after), published.sure)
    };
    // The 12th and 13th of February were a weekend in 2011 and in 2022.
    let sentence =
        "The ferries have run since 2016. During the weekend of February 12-13 the port was closed again.";
    let weekend = found(format!("Harbour of Norwick closed\n\n{PROSE}\n\n{sentence}\n\n{MORE}"));
    assert_eq!(weekend, (Some("2022-02".to_owned()), Some("2022-02-12".to_owned()), false));
    let sentence = "The port had said so in a briefing to the council of the town on May 10.";
    let clock = "Norwick Star\n\nFriday, June 21, 2024\n\nHome\n\nHarbour of Norwick closed";
    assert_eq!(
        found(format!("{clock}\n\n{PROSE}\n\n{sentence}\n\n{MORE}")),
        (None, Some("2024-05-10".to_owned()), false)
    );
    let sentence = "NORWICK, June 5 (Wire) – The harbour of the town was closed on Saturday, the port said.";
    assert_eq!(
        found(format!("{clock}\n\n{sentence}\n\n{PROSE}\n\n{MORE}")),
        (Some("2021-06-05".to_owned()), None, false)
    );
}

#[test]
fn the_caption_of_a_picture_above_the_text_gives_a_guess_as_one_in_the_text_does() {
    let caption =
        "(Photo: Wire) Two engineers are seen below the old pier of the harbour of Norwick on May 6, 2014.";
    let published = |head: &str| {
        let text = format!("Harbour of Norwick closed by a leak\n\n{head}\n\n{PROSE}\n\n{MORE}");
        let published = plain(&text)[0].published.clone().unwrap_or_default();
        let text = |date: Option<crate::model::PartialDate>| date.map(|date| date.to_string());
        (text(published.date), text(published.after), published.sure)
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(published(caption), (some("2014-05"), some("2014-05-06"), false));
    let dated = format!("May 9, 2014\n\n{caption}");
    assert_eq!(published(&dated).0, some("2014-05-09"), "the caption only bounds what has a date");
}

#[test]
fn what_a_format_gives_is_weighed_against_what_the_page_shows() {
    let given = |how, words: &str| DeclaredDate { how, words: words.to_owned() };
    let dated = |shown: &str, published: Option<&str>, dates: Vec<DeclaredDate>| {
        let text = format!("Harbour of Norwick closed\n\n{shown}\n\n{PROSE}\n\n{MORE}");
        let mut text_blocks = Vec::new();
        for line in text.split("\n\n") {
            let start = line.as_ptr() as usize - text.as_ptr() as usize;
            text_blocks.push(TextBlock {
                span: Span::new(start, start + line.len()),
                kind: BlockKind::Paragraph,
                vote: Vote::None,
            });
        }
        let mut extract =
            Extract { format: Format::Html, text: text.clone(), text_blocks, ..Extract::default() };
        (extract.metadata.published, extract.metadata.dates) = (published.map(str::to_owned), dates);
        date(&segment(&extract)[0])
    };
    let day = |text: &str| Some(text.to_owned());
    assert_eq!(dated("Port", None, vec![given(DeclaredAs::Marked, "4 May 2020")]), day("2020-05-04"));
    assert_eq!(
        dated("4 May 2020", Some("2021-01-02"), vec![given(DeclaredAs::Changed, "2021-01-02")]),
        day("2020-05-04"),
        "the format gives the last change for the date of publication"
    );
    assert_eq!(dated("05/04/2020", Some("2020-04-05"), vec![]), day("2020-04-05"));
}

#[test]
fn an_empty_file_is_one_empty_document() {
    for text in ["", "\n\n", "  \n"] {
        let documents = plain(text);
        assert_eq!((documents.len(), documents[0].blocks.len()), (1, 0));
    }
}

proptest! {
    #[test]
    fn blocks_cover_all_words_in_order_whatever_the_text(
        text in "((Home|Read more|By Ann Bell|4 May 2022|05/12/2021|\\* \\* \\*|1 of 2 DOCUMENTS|[1-3]\\. Ab cd|• e|Łódź “é|東京|A b c d e f g h i j k l m n o p q r s t\\. read more)?[ \t]?\n{1,3}){0,30}"
    ) {
        let documents = plain(&text);
        let lines: Vec<&str> = text.split('\n').collect();
        let mut seen = 0;
        for document in &documents {
            let (first, end) = document.lines.unwrap_or_default();
            prop_assert!(first >= seen);
            seen = end;
            prop_assert_eq!(lines[first as usize..end as usize].join("\n"), document.text.clone());
            let mut at = 0;
            for block in &document.blocks {
                let range = block.span.range();
                prop_assert!(range.start >= at && !block.span.is_empty());
                prop_assert!(document.text[at..range.start].trim().is_empty());
                prop_assert!(document.text.get(range.clone()).is_some());
                at = range.end;
            }
            prop_assert!(document.text[at..].trim().is_empty());
        }
    }
}
