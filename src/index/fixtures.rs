//! Small invented collections for the tests of the index.

use std::path::Path;

use super::{Collection, Index, Snapshot, Writer};
use crate::model::{
    Block, BlockKind, Document, DocumentId, DocumentKind, FileStamp, Key, Kind, ListName, Mention,
    PartialDate, Problem, Published, Role, SourceFile, Span,
};
use crate::query::{Clause, Condition, Likeness, Marks, Query, Search, TextField};
use crate::text::search_terms::search_terms;

/// No document is found.
pub const NONE: [u64; 0] = [];

/// A file that was read.
pub fn file(path: &str) -> SourceFile {
    SourceFile {
        path: path.to_owned(),
        stamp: FileStamp { size: path.len() as u64, modified: -5, changed: 6, inode: 7, device: 8 },
        hash: 7 << 64 | 9,
        format: Default::default(),
        documents: 1,
        lists: 3,
        problem: None,
    }
}

/// A file that could not be read.
pub fn failed(path: &str, reason: &str) -> SourceFile {
    SourceFile { documents: 0, problem: Some(Problem::new(reason)), ..file(path) }
}

/// A document with these paragraphs, one a line; lines beginning with `~` are chrome.
pub fn document(title: &str, text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let kind = if line.starts_with('~') { BlockKind::Chrome } else { BlockKind::Paragraph };
        blocks.push(Block { span: Span::new(start, start + line.len()), kind });
        start += line.len() + 1;
    }
    Document {
        part: 1,
        parts: 1,
        title: Some(title.to_owned()),
        text: text.to_owned(),
        blocks,
        ..Document::default()
    }
}

/// The document with keys of persons.
pub fn naming(mut document: Document, names: &[&str]) -> Document {
    let key = |name: &&str| Key { kind: Kind::Person, name: (*name).to_owned(), bare: false };
    document.keys = names.iter().map(key).collect();
    document
}

/// The document with one more key, of an own list.
pub fn listing(mut document: Document, list: &str, name: &str) -> Document {
    let kind = Kind::Own(ListName::new(list).unwrap());
    document.keys.push(Key { kind, name: name.to_owned(), bare: false });
    document
}

/// The document with a date of publication.
pub fn dated(mut document: Document, date: &str) -> Document {
    document.published =
        Some(Published { date: PartialDate::parse(date), sure: true, ..Published::default() });
    document
}

/// Four documents of three files, and a file that failed, committed.
///
/// 1 `harbour.txt` of The Gull, May 2021, in English; 2 and 3 in `news/council.txt`, the second
/// of them a list; 4 `news/storm.txt`, dated 2022.
pub fn town() -> (Index, Collection, Snapshot) {
    let index = Index::in_memory().unwrap();
    let mut writer = index.writer().unwrap();
    fill(&mut writer);
    writer.commit().unwrap();
    let collection = Collection::new(vec![index.clone()]);
    let snapshot = collection.snapshot().unwrap();
    (index, collection, snapshot)
}

/// Writes the documents of [`town`].
pub fn fill(writer: &mut Writer) {
    let mut harbour = dated(
        naming(
            document(
                "Harbour reopens",
                "The harbour of Vell reopened on Monday.\nMara Quill cut the ribbon.\n~Subscribe to the harbour letter",
            ),
            &["Mara Quill", "Tomas Reed"],
        ),
        "2021-05-14",
    );
    harbour.source = Some("The Gull".to_owned());
    harbour.language = Some("en".to_owned());
    harbour.byline = Some("Ada Quayle".to_owned());
    let mut council = dated(
        naming(
            document("Council votes", "Mayor Quill spoke for the new harbour\nwall."),
            &["MARA QUILL", "Mara Quill"],
        ),
        "2021-06",
    );
    council.parts = 2;
    (council.source, council.source_guessed) = (Some("Vell Courier".to_owned()), true);
    let mut list = document("This week", "Ribbon cut\nWall planned");
    (list.part, list.parts, list.kind) = (2, 2, DocumentKind::List);
    let storm = dated(
        naming(document("Storm warning", "Winds over Vell. Winds everywhere."), &["Tomas Reed"]),
        "2022",
    );
    let write = |writer: &mut Writer, path: &str, documents: &[(DocumentId, Document)]| {
        writer.replace(&file(path), documents).unwrap();
    };
    write(writer, "harbour.txt", &[(DocumentId(1), harbour)]);
    write(writer, "news/council.txt", &[(DocumentId(2), council), (DocumentId(3), list)]);
    write(writer, "news/storm.txt", &[(DocumentId(4), storm)]);
    writer.replace(&failed("news/picture.png", "not text: starts like a PNG picture"), &[]).unwrap();
}

/// Writes the town into the index of a folder on the disk.
pub fn filled(dir: &Path) {
    let mut writer = Index::open(dir).unwrap().writer().unwrap();
    fill(&mut writer);
    writer.commit().unwrap();
    writer.finish().unwrap();
}

/// A clause of one condition.
pub fn must(condition: Condition) -> Clause {
    Clause { negated: false, any: vec![condition] }
}

/// Words in title or body, as typed; a `*` at the end lets the last go on.
pub fn words(typed: &str) -> Condition {
    within(TextField::Anywhere, typed)
}

/// Words in a field, as typed.
pub fn within(field: TextField, typed: &str) -> Condition {
    let terms = search_terms(typed).collect();
    Condition::Text { field, terms, prefix: typed.ends_with('*'), likeness: Likeness::Exact }
}

/// A search for all these clauses.
pub fn all(clauses: Vec<Clause>) -> Search {
    Search { query: Query { clauses }, ..Search::default() }
}

/// The numbers of the documents found, in the order of the list.
pub fn found(snapshot: &Snapshot, search: &Search) -> Vec<u64> {
    let found = snapshot.search(search, &Marks::default(), &|| false).unwrap();
    found.ids.iter().map(|id| id.0).collect()
}

/// The numbers of the documents found, ascending.
pub fn found_sorted(snapshot: &Snapshot, search: &Search) -> Vec<u64> {
    let mut ids = found(snapshot, search);
    ids.sort_unstable();
    ids
}

/// Three documents that mention people and a town, sentence by sentence.
///
/// 1 of May 2021, 2 of June 2021, 3 of January 2022; "Mara Quill" is called harbour minister in
/// the first and the last, and mayor in the second.
pub fn council() -> Snapshot {
    let index = Index::in_memory().unwrap();
    let mut writer = index.writer().unwrap();
    let documents = [
        (
            "2021-05-14",
            "Harbour minister Mara Quill spoke.\nMara Quill met Tomas Reed in Vell.",
            "harbour minister",
        ),
        ("2021-06-02", "The mayor, Mara Quill, is ill.\nVell is quiet.", "mayor"),
        (
            "2022-01-09",
            "Harbour minister Mara Quill left Vell for Tarn.\nMara Quill will be missed.",
            "harbour minister",
        ),
    ];
    for (id, (date, text, role)) in (1..).zip(documents) {
        let report =
            mentioning(document("Council", text), &["Mara Quill", "Tomas Reed"], &["Vell", "Tarn"], role);
        writer.replace(&file(&format!("{id}.txt")), &[(DocumentId(id), dated(report, date))]).unwrap();
    }
    writer.commit().unwrap();
    Collection::new(vec![index]).snapshot().unwrap()
}

/// Marks every mention of these names, and the first mention of the role as the first person's.
fn mentioning(mut document: Document, people: &[&str], places: &[&str], role: &str) -> Document {
    document.sentences = document.blocks.iter().map(|block| block.span).collect();
    let named = people.iter().map(|name| (Kind::Person, *name));
    for (kind, name) in named.chain(places.iter().map(|name| (Kind::Place, *name))) {
        let key = document.keys.len() as u32;
        let found = document.text.match_indices(name).map(|(at, _)| Span::new(at, at + name.len()));
        let mentions: Vec<_> = found.map(|span| Mention { span, kind, key: Some(key) }).collect();
        if !mentions.is_empty() {
            document.mentions.extend(mentions);
            document.keys.push(Key { kind, name: name.to_owned(), bare: false });
        }
    }
    document.mentions.sort_by_key(|mention| mention.span);
    let at = document.text.to_lowercase().find(role).unwrap();
    document.roles = vec![Role { mention: 0, span: Span::new(at, at + role.len()) }];
    document
}
