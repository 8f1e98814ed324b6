//! Reads notes that Evernote and programs like it have exported (ENEX): each note is a text of its own, with its
//! title, day, address and tags; what it has attached follows it.
//!
//! Not here: the markup of a note (`html`).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::extract::blocks::Blocks;
use crate::extract::contents::{Contents, Piece};
use crate::extract::fact::fact;
use crate::extract::xml::{Node, walk};
use crate::extract::{decode, html};
use crate::model::{BlockKind, DeclaredAs, DeclaredDate, Extract, Format, Metadata, Problem, Vote};

/// Notes that are read of one file. Set by hand.
const MOST_NOTES: usize = 50_000;
/// How an export begins, behind its declarations.
const SIGN: &[u8] = b"<en-export";
/// Bytes in which it begins.
const START: usize = 2048;

/// Whether bytes are an export of notes.
pub fn is_one(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(START)];
    start.trim_ascii_start().starts_with(b"<") && start.windows(SIGN.len()).any(|window| window == SIGN)
}

/// The notes of an export.
///
/// # Errors
/// When there is none.
pub fn read(bytes: &[u8]) -> Result<Contents, Problem> {
    let text = decode::text(bytes.into())?;
    let mut reader = NoteReader::default();
    let mut problem = walk(&text, |node| reader.node(node)).err();
    if reader.count > MOST_NOTES {
        problem.get_or_insert(Problem::new(format!("more than {MOST_NOTES} notes: the rest was not read")));
    }
    match reader.pieces.is_empty() {
        true => Err(problem.unwrap_or_else(|| Problem::new("an export without notes: no text"))),
        false => Ok(Contents { pieces: reader.pieces, problem, ..Contents::default() }),
    }
}

/// A note as far as it was read.
#[derive(Debug, Default)]
struct Note {
    title: String,
    content: String,
    created: String,
    updated: String,
    author: String,
    address: String,
    tags: Vec<String>,
    /// What is to be done.
    tasks: Vec<String>,
    files: Vec<NoteFile>,
    /// Whether a task is open: it has a title of its own.
    in_task: bool,
}

/// A file in a note.
#[derive(Debug, Default)]
struct NoteFile {
    name: String,
    kind: String,
    data: String,
}

#[derive(Default)]
struct NoteReader {
    note: Option<Note>,
    /// The characters of the open element.
    value: String,
    pieces: Vec<Piece>,
    count: usize,
}

impl NoteReader {
    fn node(&mut self, node: Node<'_>) {
        match node {
            Node::Start(element) => {
                self.value.clear();
                match (element.name(), &mut self.note) {
                    ("note", _) => self.note = Some(Note::default()),
                    ("task", Some(note)) => note.in_task = true,
                    ("resource", Some(note)) => note.files.push(NoteFile::default()),
                    _ => {}
                }
            }
            Node::Text(text) => self.value.push_str(&text),
            Node::End("note") => {
                if let Some(note) = self.note.take() {
                    self.count += 1;
                    if self.count <= MOST_NOTES {
                        self.pieces.extend(pieces(note));
                    }
                }
            }
            Node::End(name) => {
                let value = std::mem::take(&mut self.value);
                if let Some(note) = &mut self.note {
                    note.set(name, value);
                }
            }
        }
    }
}

impl Note {
    fn set(&mut self, name: &str, value: String) {
        let file = self.files.last_mut();
        match (name, file) {
            ("title", _) if self.in_task => self.tasks.push(value),
            ("task", _) => self.in_task = false,
            _ if self.in_task => {}
            ("title", None) => self.title = value,
            ("content", None) => self.content = value,
            ("created", None) => self.created = value,
            ("updated", None) => self.updated = value,
            ("tag", _) => self.tags.push(value),
            ("author", None) => self.author = value,
            ("source-url", None) => self.address = value,
            ("data", Some(file)) => file.data = value,
            ("mime", Some(file)) => file.kind = value,
            ("file-name", Some(file)) => file.name = value,
            _ => {}
        }
    }
}

/// A note as a text, and what it has attached.
fn pieces(mut note: Note) -> Vec<Piece> {
    let files = std::mem::take(&mut note.files);
    let attached = files.into_iter().enumerate().map(|(at, file)| {
        let name = fact(&file.name).unwrap_or_else(|| format!("attachment {}", at + 1));
        // What is no text of its own is named only.
        let is_read = !["image/", "audio/", "video/"].iter().any(|kind| file.kind.starts_with(kind));
        let data: String = file.data.split_ascii_whitespace().collect();
        let bytes = is_read.then(|| STANDARD.decode(data).ok()).flatten();
        Piece::File { name, bytes }
    });
    let attached: Vec<Piece> = attached.collect();
    let text = Piece::Text(Box::new(text(note)));
    std::iter::once(text).chain(attached).collect()
}

fn text(note: Note) -> Extract {
    let (title, url) = (fact(&note.title), fact(&note.address).filter(|address| address.contains("://")));
    let created = day(&note.created);
    let mut blocks = Blocks::new();
    blocks.kind = BlockKind::Heading;
    blocks.words(title.as_deref().unwrap_or_default());
    blocks.end();
    let Blocks { text, text_blocks, links, .. } = blocks;
    let mut extract = Extract { text, text_blocks, links, ..Extract::default() };
    let mut add = |mut part: Extract, vote: Vote| {
        part.text_blocks.iter_mut().for_each(|block| block.vote = vote);
        extract.append(part);
    };
    add(html::whole(&note.content), Vote::Content);
    add(tasks(&note), Vote::Content);
    add(fields(&note), Vote::Chrome);
    let host = url.as_deref().and_then(|url| url.split("://").nth(1)?.split(['/', '?', '#', ':']).next());
    // When a page was clipped says only that it is not younger.
    let clipped = created.clone().filter(|_| url.is_some());
    let metadata = Metadata {
        title,
        byline: fact(&note.author),
        source: host.and_then(|host| fact(host.trim_start_matches("www."))),
        sure: clipped.is_none(),
        dates: clipped.into_iter().map(|words| DeclaredDate { how: DeclaredAs::Changed, words }).collect(),
        published: created.filter(|_| url.is_none()),
        url,
        ..Metadata::default()
    };
    Extract { format: Format::Records, metadata, whole: true, ..extract }
}

/// What is to be done, a task a line.
fn tasks(note: &Note) -> Extract {
    let mut blocks = Blocks::new();
    blocks.kind = BlockKind::List;
    for task in &note.tasks {
        blocks.words(task);
        blocks.end();
    }
    let Blocks { text, text_blocks, links, .. } = blocks;
    Extract { text, text_blocks, links, ..Extract::default() }
}

/// What else is said of a note.
fn fields(note: &Note) -> Extract {
    let mut blocks = Blocks::new();
    let tags = note.tags.join(", ");
    for (name, value) in
        [("tags", &tags), ("address", &note.address), ("created", &note.created), ("updated", &note.updated)]
    {
        if !value.trim().is_empty() {
            blocks.words(&format!("{name}: {value}"));
            blocks.end();
        }
    }
    let Blocks { text, text_blocks, links, .. } = blocks;
    Extract { text, text_blocks, links, ..Extract::default() }
}

/// The day of a time: `20200504T101500Z`.
fn day(time: &str) -> Option<String> {
    let digits = time.trim().get(..8).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    Some(format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_note_is_a_text_with_its_day_and_what_it_has_attached() {
        let export = "<?xml version=\"1.0\"?>\n<!DOCTYPE en-export SYSTEM 'x'>\n<en-export><note><title>Boats</title><content>\
            <![CDATA[<?xml version=\"1.0\"?><en-note><div>They are <b>late</b>.</div><en-media hash='1'/><div>Again.</div></en-note>]]>\
            </content><created>20200504T101500Z</created><tag>harbour</tag><task><title>Ask Ben</title></task><resource><data encoding='base64'>V29y\nZHM=</data>\
            <mime>text/plain</mime><resource-attributes><file-name>a.txt</file-name></resource-attributes></resource></note>\
            <note><title>Page</title><content><![CDATA[<en-note>Kept.</en-note>]]></content><created>20210101T000000Z</created>\
            <note-attributes><author>Ann Bell</author><source-url>https://www.tide.example/1</source-url></note-attributes></note></en-export>";
        assert!(is_one(export.as_bytes()) && !is_one(b"Words of <en-export>"));
        let contents = read(export.as_bytes()).unwrap();
        let [Piece::Text(one), Piece::File { name, bytes }, Piece::Text(two)] = contents.pieces.as_slice()
        else {
            panic!("{contents:?}")
        };
        assert_eq!(
            one.text,
            "Boats\n\nThey are late.\n\nAgain.\n\nAsk Ben\n\ntags: harbour\n\ncreated: 20200504T101500Z"
        );
        assert_eq!(one.metadata.published.as_deref(), Some("2020-05-04"));
        assert_eq!((name.as_str(), bytes.as_deref()), ("a.txt", Some(&b"Words"[..])));
        assert_eq!(
            (two.metadata.source.as_deref(), two.metadata.published.as_deref()),
            (Some("tide.example"), None)
        );
        assert_eq!(two.metadata.dates[0].words, "2021-01-01");
    }

    #[test]
    fn an_export_that_breaks_off_gives_what_it_has() {
        let broken = "<en-export><note><title>One</title></note><note><title>Tw";
        assert_eq!(read(broken.as_bytes()).unwrap().pieces.len(), 1);
        assert!(read(b"<en-export></en-export>").is_err());
    }
}
