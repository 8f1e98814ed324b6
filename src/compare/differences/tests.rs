use super::differences;
use crate::model::{Block, BlockKind, Document, Kind, Mention, Span};
use crate::query::{Differences, SentenceRelation as R};

/// A document of paragraphs, each a line; a sentence ends with its full stop, and names are told with their kind.
fn document(text: &str, names: &[(Kind, &str)]) -> Document {
    let mut document = Document { text: text.to_owned(), ..Document::default() };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let block = Span::new(at, at + line.trim_end().len());
        document.blocks.push(Block { span: block, kind: BlockKind::Paragraph });
        let mut start = at;
        for sentence in line.trim_end().split_inclusive(". ") {
            document.sentences.push(Span::new(start, start + sentence.trim_end().len()));
            start += sentence.len();
        }
        at += line.len();
    }
    for (kind, name) in names {
        for (at, _) in text.match_indices(name) {
            let span = Span::new(at, at + name.len());
            document.mentions.push(Mention { span, kind: *kind, key: None });
        }
    }
    document.mentions.sort_by_key(|mention| mention.span);
    document
}

fn relations(of: &Differences) -> Vec<R> {
    of.sentences.iter().map(|sentence| sentence.relation).collect()
}

const FIRE: &str = "A fire broke out in the old mill by the river on Monday night. It killed 12 people.\n\
    The owner, Anna Bell, said that the alarm had been switched off in March. Firemen came from three towns.";

#[test]
fn what_is_moved_joined_or_set_otherwise_is_the_same() {
    let moved = "Firemen came from three towns. The owner, Anna Bell, said that the alarm had been switched off in \
        March.\nNORWICK – A fire broke out in the old mill by the river on Monday night. It killed 12 people.";
    let found = differences(&document(moved, &[]), &document(FIRE, &[]));
    assert_eq!((relations(&found), found.dropped.len()), (vec![R::Same; 4], 0));
}

#[test]
fn another_figure_name_or_quotation_is_told_from_a_new_sentence() {
    let other = "A fire broke out in the old mill by the river on Monday night. It killed 14 people.\n\
        The manager, Carl Dow, said that the alarm had been switched off in March. The mayor will speak tomorrow.";
    let names = [(Kind::Person, "Carl Dow")];
    let other = document(other, &names);
    let found = differences(&other, &document(FIRE, &[]));
    assert_eq!(relations(&found), [R::Same, R::OtherFigure, R::OtherName, R::Added]);
    let words = |at: usize| -> Vec<&str> {
        found.sentences[at].other_words.iter().map(|span| span.of(&other.text)).collect()
    };
    assert_eq!((words(1), words(2)), (vec!["14"], vec!["manager, Carl Dow"]));
    let dropped: Vec<_> = found.dropped.iter().map(|of| (of.text.as_str(), of.before)).collect();
    assert_eq!(dropped, [("Firemen came from three towns.", other.sentences[3].end)]);
    let said = document("She said “we saw the smoke at noon and ran” and left the town for good.", &[]);
    let other = document("She said “we saw the smoke at dawn and ran” and left the town for good.", &[]);
    assert_eq!(relations(&differences(&said, &other)), [R::OtherQuotation]);
}

#[test]
fn a_day_told_otherwise_is_no_other_figure() {
    let one = document(
        "The minister met the two delegations at the palace on 5 June 2023 in the evening.",
        &[(Kind::Date, "5 June 2023")],
    );
    let other = document("The minister met the two delegations at the palace on Monday in the evening.", &[]);
    assert_eq!(relations(&differences(&one, &other)), [R::Same]);
}

#[test]
fn head_and_chrome_are_not_compared() {
    let mut one =
        document("Fire in the old mill\nRead also our report on mills.\nNobody was hurt in it.", &[]);
    one.blocks[0].kind = BlockKind::Headline;
    one.blocks[1].kind = BlockKind::Chrome;
    let found = differences(&one, &document("Nobody was hurt in it.", &[]));
    assert_eq!((relations(&found), found.words()), (vec![R::Same], "the same sentences".to_owned()));
    assert_eq!(differences(&Document::default(), &one).words(), "1 left out");
}
