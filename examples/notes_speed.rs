//! Measures what notes cost: `cargo run --release --example notes_speed -- [DOCUMENTS [NOTES]]`. An invented
//! collection is searched, counted, opened and listed without notes and with them; then the notes are searched.
//! The median of many runs is printed, in milliseconds of the thread.

use std::error::Error;
use std::sync::Arc;

use perusal::engine::Engine;
use perusal::index::Index;
use perusal::model::{Block, BlockKind, Document, DocumentId, FileStamp, SourceFile, Span};
use perusal::query::{
    Answer, Colour, Marks, Note, NoteId, NoteOrder, NoteSubject, Notes, Query, QueryContext, Question,
    RowSharing, Search, Tag, parse,
};
use perusal::text::anchor::anchor;

/// Words of a document, and of a note.
const WORDS: usize = 400;
const NOTE_WORDS: usize = 12;
/// Runs of which the median is taken.
const RUNS: usize = 25;
/// Rows on a screen.
const ROWS: usize = 40;

/// Knuth's MMIX linear congruential generator, so that every run measures the same.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) % limit
    }

    fn words(&mut self, count: usize) -> String {
        (0..count).map(|_| format!("w{}", self.below(5000))).collect::<Vec<_>>().join(" ")
    }
}

fn document(chance: &mut Chance) -> Document {
    let mut document = Document { title: Some(chance.words(6)), ..Document::default() };
    for _ in 0..WORDS / 50 {
        let start = document.text.len();
        document.text.push_str(&chance.words(50));
        document
            .blocks
            .push(Block { span: Span::new(start, document.text.len()), kind: BlockKind::Paragraph });
        document.text.push('\n');
    }
    document
}

/// Notes on passages, so many, on every second document.
fn notes(chance: &mut Chance, texts: &[String], count: usize) -> Notes {
    let note = |number: usize| {
        let at = (number * 2) % texts.len();
        let text = texts[at].as_str();
        let start = text.find(' ').map_or(0, |at| at + 1) + 100;
        let passage = anchor(text, Span::new(start, start + 120));
        Note {
            id: NoteId(number as u128),
            on: NoteSubject::Passage(DocumentId(at as u64 + 1), passage),
            colour: Some(Colour::ALL[number % 4]),
            words: chance.words(NOTE_WORDS),
            tags: Tag::new(&format!("topic{}/part{}", number % 20, number % 100)).into_iter().collect(),
            made: number as i64,
            changed: 0,
        }
    };
    (0..count).map(note).collect()
}

/// The time that this thread has used, in milliseconds: others may run beside it.
fn used() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

fn say(line: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stdout(), "{line}");
}

fn median(mut run: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = used();
            run();
            used() - start
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}

fn search(typed: &str) -> Search {
    let query = parse(typed, false, &QueryContext::default()).query;
    Search { query, ..Search::default() }
}

/// The list with all its parts, the facets among them.
fn list(engine: &Engine, typed: &str, marks: &Arc<Marks>) -> f64 {
    let (search, marks) = (search(typed), Arc::clone(marks));
    let question =
        Question::Search { search, marks, around: None, height: ROWS, sharing: RowSharing::default() };
    median(|| _ = engine.answer(&question, &|| false, &mut |_| {}))
}

/// Opening documents and laying them out, with their notes.
fn open(engine: &Engine, notes: &Arc<Notes>) -> f64 {
    let mut id = 0;
    median(|| {
        for _ in 0..20 {
            id = id % 1000 + 1;
            let question =
                Question::Page { id: DocumentId(id), query: Query::default(), notes: Arc::clone(notes) };
            if let Ok(Answer::Page(page)) = engine.ask(&question) {
                let mut reader = perusal::app::reader::Reader::default();
                reader.fit(76, ROWS);
                reader.show(page, notes);
                reader.fit(76, ROWS);
                reader.take_notes(notes);
                reader.fit(76, ROWS);
            }
        }
    }) / 20.0
}

/// The notebook view under a search.
fn view(engine: &Engine, typed: &str, marks: &Arc<Marks>) -> (f64, usize) {
    let question =
        Question::Notes { search: search(typed), order: NoteOrder::Newest, marks: Arc::clone(marks) };
    let mut found = 0;
    let time = median(|| {
        if let Ok(Answer::Notes(notes)) = engine.ask(&question) {
            found = notes.here.len();
        }
    });
    (time, found)
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1).map(|count| count.parse::<usize>());
    let documents = arguments.next().transpose()?.unwrap_or(20_000);
    let count = arguments.next().transpose()?.unwrap_or(10_000);
    let mut chance = Chance(7);
    let index = Index::in_memory()?;
    let mut writer = index.writer()?;
    let mut texts = Vec::with_capacity(documents);
    for number in 0..documents {
        let (id, document) = (DocumentId(number as u64 + 1), document(&mut chance));
        texts.push(document.text.clone());
        let file = SourceFile {
            path: format!("{number}.txt"),
            stamp: FileStamp { size: number as u64, ..FileStamp::default() },
            hash: number as u128,
            format: Default::default(),
            documents: 1,
            lists: 0,
            problem: None,
        };
        writer.replace(&file, &[(id, document)])?;
    }
    writer.commit()?;
    let engine = Engine::new(vec![index], Vec::new(), Vec::new());
    let none = Arc::new(Marks::default());
    let start = used();
    let noted = Arc::new(Marks { notes: Arc::new(notes(&mut chance, &texts, count)), ..Marks::default() });
    say(&format!("{documents} documents, {count} notes made in {:.1} ms", used() - start));
    say(&format!("{:<34}{:>10}{:>10}", "", "without", "with"));
    for typed in ["", "w7", "w7 OR w8"] {
        let label = format!("list and facets “{typed}”");
        say(&format!(
            "{label:<34}{:>10.2}{:>10.2}",
            list(&engine, typed, &none),
            list(&engine, typed, &noted)
        ));
    }
    let opened = (open(&engine, &none.notes), open(&engine, &noted.notes));
    say(&format!("{:<34}{:>10.3}{:>10.3}", "open a document", opened.0, opened.1));
    let first = used();
    let found = noted.notes.with_terms(&["w77".to_owned()], true).count();
    say(&format!("first search in notes: {:.2} ms, {found} found", used() - first));
    let terms = ["w77".to_owned()];
    say(&format!("search in notes: {:.2} ms", median(|| _ = noted.notes.with_terms(&terms, true).count())));
    for typed in ["", "note:w77*", "tag:topic7", "-tag:topic7 is:noted", "colour:red w7"] {
        let question = Question::TopHits { search: search(typed), marks: Arc::clone(&noted), limit: 0 };
        let documents = median(|| _ = engine.ask(&question));
        let (notes, found) = view(&engine, typed, &noted);
        say(&format!("“{typed}”: documents {documents:.2} ms, notebook view {notes:.2} ms ({found} notes)"));
    }
    let tag = Tag::new("x").ok_or("no tag")?;
    let copied = median(|| Notes::clone(&noted.notes).set_tag(DocumentId(1), &tag, true));
    say(&format!("one change: {copied:.2} ms"));
    Ok(())
}
