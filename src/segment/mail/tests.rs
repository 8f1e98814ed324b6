//! Tests of mail and news posts on whole files, which are invented.

use crate::model::{BlockKind, Document, Extract, Format, Span, TextBlock, Vote};
use crate::segment::segment;

fn plain(text: &str) -> Vec<Document> {
    let mut text_blocks = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let span = Span::new(start, start + line.len());
        text_blocks.push(TextBlock { span, kind: BlockKind::Paragraph, vote: Vote::None });
        start += line.len() + 1;
    }
    segment(&Extract { format: Format::PlainText, text: text.to_owned(), text_blocks, ..Extract::default() })
}

#[test]
fn a_post_is_its_header_its_quotes_its_signature_and_its_own_words() {
    let post = "Path: norwick!tide!news\nFrom: ann@norwick.example (Ann Bell)\nNewsgroups: norwick.boats\n\
        Subject: Re: Late boats\nMessage-ID: <1993Apr6.2048@norwick.example>\nDate: 6 Apr 93 10:00:00 GMT\nLines: 9\n\n\
        In article <77@tide.example> ben@tide.example (Ben Cole) writes:\n> Where are the boats?\n\n\
        They lie in the old harbour, where they have been since the leak\nwas found, and nobody knows when they will leave.\n\n\
        NOBODY SEES THEM?\n\n- one boat\n- another\n\nAnn\n-- \nAnn Bell, Norwick\n";
    let document = plain(post).remove(0);
    assert_eq!(document.title.as_deref(), Some("Late boats"));
    assert_eq!(document.byline.as_deref(), Some("Ann Bell"));
    let published = document.published.as_ref().unwrap();
    assert_eq!((published.date.unwrap().to_string().as_str(), published.sure), ("1993-04-06", true));
    let of = |kind: BlockKind| -> Vec<&str> {
        document.blocks.iter().filter(|block| block.kind == kind).map(|block| block.span.of(post)).collect()
    };
    assert_eq!(of(BlockKind::Quote).len(), 1);
    assert_eq!(of(BlockKind::List), ["- one boat", "- another"]);
    let own = of(BlockKind::Paragraph);
    assert_eq!(own.len(), 2, "{own:?}");
    assert!(
        own[0].starts_with("They lie") && own[0].ends_with("will leave.") && own[1] == "NOBODY SEES THEM?"
    );
    assert!(of(BlockKind::Heading).is_empty());
    assert!(of(BlockKind::Chrome).last().is_some_and(|last| last.ends_with("Norwick")));
}

#[test]
fn a_text_passed_on_is_text_and_an_answered_mail_is_a_quote() {
    let head = "From: Ann Bell <ann@norwick.example>\nTo: Ben <ben@norwick.example>\nDate: 6 Apr 1993\n\
        Subject: Fwd: Late boats\n\nThis is for all of you who have no paper.\n\n";
    let text = "The Tide\n\nThe harbour waits for its boats\n\n\
        The boats lie in the old harbour, where they have been since the leak was found in the first of them.\n";
    let kinds = |mark: &str| -> Vec<(String, BlockKind)> {
        let mail = format!("{head}{mark}\n{text}");
        let document = plain(&mail).remove(0);
        document.blocks.iter().map(|block| (block.span.of(&mail).to_owned(), block.kind)).collect()
    };
    let of = |kinds: &[(String, BlockKind)], start: &str| {
        kinds.iter().find(|(text, _)| text.starts_with(start)).map(|(_, kind)| *kind)
    };
    let passed = kinds("---------- Forwarded message ----------");
    for (start, kind) in [
        ("To:", BlockKind::Byline),
        ("-----", BlockKind::Chrome),
        ("The harbour", BlockKind::Heading),
        ("The boats", BlockKind::Paragraph),
    ] {
        assert_eq!(of(&passed, start), Some(kind), "{passed:?}");
    }
    assert!(passed.iter().all(|(_, kind)| *kind != BlockKind::Quote), "{passed:?}");
    let answered = kinds("-----Original Message-----");
    assert_eq!(answered.last().map(|(_, kind)| *kind), Some(BlockKind::Quote));
}

#[test]
fn marks_of_texts_passed_on_cost_no_more_than_they_are_long() {
    let mail = format!("From: Ann\nSubject: Boats\n\n{}", "-- forwarded message\n".repeat(40_000));
    assert_eq!(plain(&mail).len(), 1);
}

#[test]
fn the_mails_of_an_mbox_file_are_documents() {
    let mail = |name: &str| {
        format!(
            "From {name}@norwick.example Tue Apr  6 10:26:49 1993\nFrom: {name} <{name}@norwick.example>\nDate: Tue, 6 Apr 1993 10:26:49\n\
             Subject: Boats of {name}\n\nThe boats are late, and nobody knows why.\n\n"
        )
    };
    let both = plain(&format!("{}{}", mail("ann"), mail("ben")));
    let titles: Vec<_> = both.iter().filter_map(|document| document.title.as_deref()).collect();
    assert_eq!(titles, ["Boats of ann", "Boats of ben"]);
}

#[test]
fn a_mail_says_of_its_quotes_whose_they_are() {
    let mail = "From: Ann Bell <ann@norwick.example>\nTo: Ben <ben@norwick.example>\nDate: 6 Apr 2001\nSubject: Re: Boats\n\n\
        On 3 May 2001, Ida Marrel wrote:\n> Where are they?\n>\n> And when do they leave?\n\nIn the old harbour, I think.\n\n\
        Ben Cole wrote:\n> Nobody knows.\n\nI do.\n\n-----Original Message-----\nFrom: Eva Holm\nSent: 2 May 2001\nSubject: Boats\n\nWhere?\n";
    let document = plain(mail).remove(0);
    let said: Vec<_> = document
        .quotes
        .iter()
        .map(|quote| {
            let from = quote.from.as_deref().unwrap_or_default();
            (from, quote.day.map(|day| day.to_string()).unwrap_or_default(), quote.rows)
        })
        .collect();
    let expected = [
        ("Ida Marrel", "2001-05-03".to_owned(), 4),
        ("Ben Cole", String::new(), 2),
        ("Eva Holm", "2001-05-02".to_owned(), 5),
    ];
    assert_eq!(said, expected);
    assert!(document.quotes[0].span.of(mail).starts_with("On 3 May"));
    for own in ["In the old harbour", "I do."] {
        let at = mail.find(own).unwrap() as u32;
        assert!(document.quotes.iter().all(|quote| !(quote.span.start..quote.span.end).contains(&at)));
    }
    let page = plain("The boats\n\nOn 3 May 2001, Ida Marrel wrote:\n\n> Where are they?\n").remove(0);
    assert_eq!(page.quotes, [], "it is no mail");
}
