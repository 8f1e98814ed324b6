//! How what is found and read is told in lines: no sequences, boxes or columns, and every number said with what it counts.
//!
//! Not here: asking for it (`dialogue`).

use crate::model::{BlockKind, Document, Kind, Span, file_name};
use crate::query::{
    DocumentPage, EntityCard, Note, NotePlace, NoteSubject, Row, ScoredHit, Suggestion, Tag, cited_row,
};
use crate::text::sanitize::sanitize_line;

/// A number with what it counts: "1 document", "2 documents".
pub fn counted(count: usize, one: &str) -> String {
    let (stem, ending) = match one.strip_suffix('y') {
        Some(stem) if count != 1 => (stem, "ies"),
        _ => (one, if count == 1 { "" } else { "s" }),
    };
    format!("{count} {stem}{ending}")
}

/// A row of the list: its number, title, date and source.
pub fn row(number: usize, row: &Row) -> String {
    let called = row.called();
    if let Some(problem) = &row.problem {
        return line(&format!("{number}: not read: {called}: {problem}"));
    }
    let citation = cited_row(row);
    let date = citation.date.as_ref().and_then(|date| date.words()).unwrap_or_else(|| "undated".to_owned());
    let source =
        citation.marked_source().map(|source| format!(", {}", spoken_guess(&source))).unwrap_or_default();
    let facts = format!("{}{source}", spoken_guess(&date));
    line(&format!("{number}: {} {}", ended(&called), ended(&facts)))
}

/// What a search finds in a document.
pub fn passage(hit: &ScoredHit) -> Option<String> {
    let passage = hit.passage.as_ref().filter(|passage| !passage.text.is_empty())?;
    Some(line(&format!("   … {} …", passage.text)))
}

/// What may have been meant.
pub fn suggestion(suggestion: &Suggestion) -> String {
    let (typed, new) = (suggestion.typed_words(), suggestion.new_words());
    line(&if suggestion.shown {
        format!("Nothing has {typed}; these have {new}.")
    } else {
        format!("Did you mean {new}?")
    })
}

/// A note: what it is on, its words and its tags.
pub fn note_told(note: &Note, place: Option<&NotePlace>) -> String {
    let there = place.filter(|place| !place.path.is_empty());
    let passage = there.and_then(|place| place.passage.as_deref());
    let title = there.map(|place| place.title.as_deref().unwrap_or_else(|| file_name(&place.path)));
    let on = match (&note.on, passage) {
        (NoteSubject::Passage(..), Some(passage)) => format!("On “{passage}”"),
        (NoteSubject::Passage(..), None) => "On a passage that is not there any more".to_owned(),
        (NoteSubject::Document(_), _) => "On the document".to_owned(),
        (NoteSubject::Entity(_, name), _) => format!("On {name}"),
        (NoteSubject::Collection, _) => "On the collection".to_owned(),
    };
    let of = title.map(|title| format!(" of {title}")).unwrap_or_default();
    let words = if note.words.is_empty() { "highlighted" } else { note.words.as_str() };
    let tags: Vec<&str> = note.tags.iter().map(Tag::name).collect();
    let tags = if tags.is_empty() { String::new() } else { format!(" Tagged {}.", tags.join(", ")) };
    line(&format!("{on}{of}: {}{tags}", ended(words)))
}

/// A date or source whose sign of a guess is a word.
pub fn spoken_guess(told: &str) -> String {
    told.strip_prefix('~').map_or_else(|| told.to_owned(), |told| format!("probably {told}"))
}

/// The parts of a document's text that are read one after the other; a dateline is read with what follows it.
pub fn paragraphs(document: &Document) -> Vec<Span> {
    let shown = document.blocks.iter().filter(|block| block.kind != BlockKind::Chrome);
    let (mut paragraphs, mut dateline) = (Vec::new(), None::<Span>);
    for block in shown.filter(|block| !block.span.of(&document.text).trim().is_empty()) {
        let start = dateline.take().map_or(block.span.start, |dateline| dateline.start);
        let span = Span { start, end: block.span.end };
        match block.kind {
            BlockKind::Dateline => dateline = Some(span),
            _ => paragraphs.push(span),
        }
    }
    paragraphs.extend(dateline);
    paragraphs
}

/// A paragraph, with what it is where it is no running text.
pub fn paragraph(document: &Document, number: usize, of: usize, span: Span) -> String {
    let block = document.blocks.iter().find(|block| block.span == span);
    let what = match block.map(|block| block.kind) {
        Some(BlockKind::Headline) => "headline: ",
        Some(BlockKind::Byline) => "byline: ",
        Some(BlockKind::Heading) => "heading: ",
        Some(BlockKind::List) => "item: ",
        Some(BlockKind::Quote) => "quotation: ",
        Some(BlockKind::Table) => "table: ",
        Some(BlockKind::Caption) => "caption: ",
        _ => "",
    };
    let text = span.of(&document.text);
    format!("[{number} of {of}] {what}{}", line(text))
}

/// The names of a document, the most frequent first, with what they are and how often they stand there.
pub fn names(page: &DocumentPage) -> Vec<(Kind, String, usize)> {
    let mut names: Vec<(Kind, String, usize)> = Vec::new();
    let keys = page.document.mentions.iter().filter_map(|mention| mention.key);
    for entity in keys.filter_map(|key| page.entities.get(key as usize)).filter(|entity| !entity.hidden) {
        match names.iter_mut().find(|(kind, name, _)| *kind == entity.kind && *name == entity.name) {
            Some((.., count)) => *count += 1,
            None => names.push((entity.kind, entity.name.clone(), 1)),
        }
    }
    names.sort_by_key(|(.., count)| std::cmp::Reverse(*count));
    names
}

/// Who or what an entity is.
pub fn card(card: &EntityCard) -> Vec<String> {
    let EntityCard { kind, name, documents, mentions, .. } = card;
    let guess = if card.guess { ", put together by what is likely, not sure" } else { "" };
    let documents = counted(*documents as usize, "document");
    let mut lines = vec![format!("{name}, {}{guess}: {documents}, {mentions} times.", kind.word())];
    let roles: Vec<&str> = card.roles.iter().take(ROLES).map(|role| role.words.as_str()).collect();
    if !roles.is_empty() {
        lines.push(format!("Said to be: {}.", roles.join("; ")));
    }
    let spellings = card.spellings.iter().skip(1).take(SPELLINGS);
    let spellings: Vec<String> = spellings
        .map(|spelling| match &spelling.why {
            Some(why) if why.sure => format!("{} ({})", spelling.name, why.rule),
            Some(why) => format!("{} (likely: {})", spelling.name, why.rule),
            None => spelling.name.clone(),
        })
        .collect();
    if !spellings.is_empty() {
        lines.push(format!("Also written: {}.", spellings.join("; ")));
    }
    for sentence in &card.last {
        let title = sentence.title.as_deref().unwrap_or("a document without a title");
        lines.push(format!("“{}” – {}", sentence.text, ended(title)));
    }
    lines.iter().map(|said| line(said)).collect()
}

/// So many roles and spellings are told.
const ROLES: usize = 5;
const SPELLINGS: usize = 12;

/// With a full stop, where no other mark ends it.
pub fn ended(text: &str) -> String {
    let is_ended = text.ends_with(['.', '?', '!', '…']);
    format!("{text}{}", if is_ended { "" } else { "." })
}

/// Fit for a terminal, on one line.
pub fn line(text: &str) -> String {
    let one_line: Vec<&str> = text.split_whitespace().collect();
    sanitize_line(&one_line.join(" ")).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::NoteId;

    #[test]
    fn numbers_are_said_with_what_they_count() {
        let said = [counted(1, "document"), counted(0, "copy"), counted(1, "copy"), counted(2, "file")];
        assert_eq!(said, ["1 document", "0 copies", "1 copy", "2 files"]);
    }

    #[test]
    fn nothing_of_a_text_reaches_the_terminal_but_its_letters() {
        let said = line("red \u{1b}[31mtext\r\n and\tmore\u{202e}");
        assert!(said.starts_with("red ") && said.ends_with("and more"), "{said}");
        assert!(said.chars().all(|c| !c.is_control() && c != '\u{202e}'), "{said}");
    }

    #[test]
    fn a_title_that_is_a_question_ends_as_one() {
        assert_eq!((ended("Who knew?"), ended("The dam")), ("Who knew?".into(), "The dam.".into()));
    }

    #[test]
    fn a_note_is_told_with_what_it_is_on() {
        let note = |on, words: &str| Note {
            id: NoteId::default(),
            on,
            colour: None,
            words: words.into(),
            tags: vec![Tag::new("late").unwrap()],
            made: 0,
            changed: 0,
        };
        let on_collection = note(NoteSubject::Collection, "begin with\nthe mails");
        assert_eq!(note_told(&on_collection, None), "On the collection: begin with the mails. Tagged late.");
        let on_name = note(NoteSubject::Entity(Kind::Person, "Ida Marrel".into()), "");
        assert_eq!(note_told(&on_name, None), "On Ida Marrel: highlighted. Tagged late.");
    }

    #[test]
    fn a_guess_is_said_in_words() {
        assert_eq!(
            (spoken_guess("~May 2021"), spoken_guess("5 Jun 2023")),
            ("probably May 2021".into(), "5 Jun 2023".into())
        );
    }
}
