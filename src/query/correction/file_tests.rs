//! Tests of the text form of corrections: what is written reads back the same.

use proptest::prelude::*;

use super::document::{CorrectedPart, DocumentCorrection, DocumentFact, FolderRule};
use super::file::{correction_line, corrections_head};
use super::file_reader::{ParsedCorrections, read_corrections};
use super::log::{Correction, NameReference, RecordedCorrection};
use super::story_pair::StoryPair;
use crate::model::{Anchor, DocumentId, Kind, Span};
use crate::query::request::DocumentLocation;

/// Documents of which the last digit is the part.
fn location(id: DocumentId) -> Option<DocumentLocation> {
    let path = format!("news/{} \u{202e}#.txt", id.0 / 10);
    (id.0 < 1000).then_some(DocumentLocation { path, part: (id.0 % 10) as u32 })
}

fn find(wanted: &DocumentLocation) -> Option<DocumentId> {
    (0..1000).map(DocumentId).find(|&id| location(id).as_ref() == Some(wanted))
}

fn read(text: &str) -> ParsedCorrections {
    read_corrections(text, &|location, _| {
        (location.path == "a.txt").then_some(DocumentId(u64::from(location.part)))
    })
}

#[test]
fn a_file_is_read_line_by_line_whatever_its_order_and_spaces() {
    let text = "\u{feff}# perusal corrections 1\n\n\
        same person \"Volodymyr\" person \"Volodymir\"  # a remark\n\
        \tnot-here part 2 in \"a.txt\" \"Ann \\\"A\\\" Bell\" person\r\n\
        called person\"Ann Bell\" in \"a.txt\" \"Dame Ann\" everywhere\n\
        kind person \"Tarn\" place\n";
    let ann = |name: &str, part| NameReference {
        document: Some(DocumentId(part)),
        ..NameReference::new(Kind::Person, name)
    };
    let recorded =
        |correction, everywhere| RecordedCorrection { everywhere, ..RecordedCorrection::here(correction) };
    let person = |name: &str| NameReference::new(Kind::Person, name);
    let expected = vec![
        recorded(Correction::Same(person("Volodymyr"), person("Volodymir")), false),
        recorded(Correction::NotHere(ann("Ann \"A\" Bell", 2)), false),
        recorded(Correction::Called(ann("Ann Bell", 1), "Dame Ann".into()), true),
        recorded(Correction::Kind(person("Tarn"), Kind::Place), false),
    ];
    assert_eq!(read(text), ParsedCorrections { corrections: expected, ..ParsedCorrections::default() });
}

#[test]
fn what_is_not_understood_is_listed_by_line_with_what_was_expected() {
    for (line, words) in [
        ("# perusal corrections 2", "a file of format 1 was expected"),
        (
            "merge person \"A\"",
            "same, apart, not-here, called, kind, hidden, title, date, source, author, text, chrome, folder, same-story or other-story was expected, not merge",
        ),
        ("everywhere", "folder, same-story or other-story was expected at the end"),
        ("hidden \"A\"", "a kind (person, organization, place"),
        ("hidden date \"A\"", "was expected, not date"),
        ("hidden person", "a name in quotation marks was expected at the end"),
        ("hidden person \"A", "a text in quotation marks was expected at \"A"),
        ("hidden person \"A\" \"B\"", "the end of the line was expected, not \"B\""),
        ("hidden person \"A\" in a.txt", "a path in quotation marks was expected, not a.txt"),
        ("hidden person \"A\" part 2", "in \"PATH\" was expected"),
        ("hidden person \"A\" in \"a.txt\" part two", "the number of a part was expected, not two"),
        ("not-here person \"A\"", "in \"PATH\" was expected"),
        ("called person \"A\"", "a new name in quotation marks was expected"),
        ("kind person \"A\"", "a kind ("),
        ("title \"A\"", "in was expected, not \"A\""),
        ("title in \"a.txt\" \"A\"", "is was expected, not \"A\""),
        ("title in \"a.txt\" is nothing", "a text, or none, in quotation marks was expected, not nothing"),
        ("date in \"a.txt\" is \"soon\"", "“soon” is no date"),
        ("chrome in \"a.txt\" is none", "passage was expected, not is"),
        ("text in \"a.txt\" passage \"A\" at 3", "where it ended was expected at the end"),
        ("folder", "title, source, author, text or chrome was expected at the end"),
        ("folder folder source in \"a.txt\" is \"A\" where \"B\"", "was expected, not folder"),
        ("folder source in \"a.txt\" is \"A\"", "where was expected at the end"),
        ("same-story in \"a.txt\"", "and was expected at the end"),
        ("other-story in \"a.txt\" and \"a.txt\"", "in was expected, not \"a.txt\""),
        ("other-story in \"a.txt\" and in \"a.txt\" part 1", "two documents were expected"),
    ] {
        let found = read(&format!("\nhidden person \"ZZ\"\n{line}"));
        assert_eq!((found.corrections.len(), found.unlocated.len()), (1, 0), "{line}");
        let [(3, expected)] = found.misread.as_slice() else { panic!("{line}: {found:?}") };
        assert!(expected.contains(words), "{line}: {expected}");
    }
}

#[test]
fn a_line_about_a_document_that_is_not_known_is_listed() {
    let line = "not-here person \"A\" in \"b.txt\" part 1";
    let found = read(&format!("{line}\nhidden person \"A\""));
    assert_eq!((found.corrections.len(), found.unlocated), (1, vec![(1, line.to_owned())]));
    let name = NameReference { document: Some(DocumentId(1000)), ..NameReference::new(Kind::Person, "A") };
    let recorded =
        RecordedCorrection { everywhere: true, ..RecordedCorrection::here(Correction::NotHere(name)) };
    let written = correction_line(&recorded, &location).unwrap_err();
    assert_eq!(written, "everywhere not-here person \"A\" in a document that is not indexed");
}

prop_compose! {
    fn some_name()(
        kind in prop::sample::select(vec![Kind::Person, Kind::Organization, Kind::Place]),
        name in any::<String>(),
        document in prop::option::of((0..1000u64).prop_map(DocumentId)),
    ) -> NameReference {
        NameReference { kind, name, document }
    }
}

fn said_of_document(sort: i32, id: u64, one: &str, other: String) -> Correction {
    let fact = match sort {
        6 => CorrectedPart::Title.fact(one),
        7 => CorrectedPart::Source.fact(one),
        8 => CorrectedPart::Author.fact(""),
        9 => CorrectedPart::Date.fact("~2023-06"),
        14 => {
            let fact = CorrectedPart::Source.fact(one).unwrap();
            Ok(DocumentFact::Folder(Box::new(FolderRule { fact, before: other.clone() })))
        }
        _ => {
            let span = Span { start: 3, end: 7 };
            let passage = Anchor {
                quote: one.to_owned(),
                before: other.clone(),
                span,
                text_hash: id,
                ..Anchor::default()
            };
            let at = Box::new(passage);
            Ok(match sort {
                10 | 11 => DocumentFact::Passage { passage: at, chrome: sort == 10 },
                _ => DocumentFact::Beginning { heading: at, begins: sort == 12 },
            })
        }
    };
    let learnt_from = Some(other).filter(|_| id.is_multiple_of(2));
    Correction::Document(Box::new(DocumentCorrection {
        document: DocumentId(id),
        fact: fact.unwrap(),
        learnt_from,
    }))
}

prop_compose! {
    fn some_recorded()(
        sort in 0..17,
        (one, other) in (some_name(), some_name()),
        id in 0..1000u64,
        everywhere in any::<bool>(),
    ) -> RecordedCorrection {
        let correction = match sort {
            0 => Correction::Same(one, other),
            1 => Correction::Apart(one, other),
            2 => Correction::NotHere(NameReference { document: Some(DocumentId(id)), ..one }),
            3 => Correction::Called(one, other.name),
            4 => Correction::Kind(one, other.kind),
            5 => Correction::Hidden(one),
            15 | 16 => {
                Correction::Stories(StoryPair::new(DocumentId(id), DocumentId((id + 7) % 1000), sort == 15))
            }
            _ => said_of_document(sort, id, &one.name, other.name),
        };
        let everywhere = everywhere && correction.subject().is_some();
        RecordedCorrection { everywhere, ..RecordedCorrection::here(correction) }
    }
}

proptest! {
    #[test]
    fn what_is_written_reads_back_the_same(corrections in prop::collection::vec(some_recorded(), 0..6)) {
        let lines = corrections.iter().map(|recorded| correction_line(recorded, &location).unwrap() + "\n");
        let text = format!("{}\n{}", corrections_head(), lines.collect::<String>());
        prop_assert_eq!(text.lines().count(), corrections.len() + 1);
        let read = read_corrections(&text, &|location, _| find(location));
        prop_assert_eq!(read, ParsedCorrections { corrections, ..ParsedCorrections::default() });
    }

    #[test]
    fn any_text_is_read(text in "X") {
        let read = read(&text);
        prop_assert!(read.corrections.len() + read.unlocated.len() + read.misread.len() <= text.lines().count());
    }
}
