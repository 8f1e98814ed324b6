use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proptest::prelude::*;

use super::file;
use crate::engine::Engine;
use crate::index::{Index, forget_seen};
use crate::model::{
    Block, BlockKind, Document, DocumentId, FileStamp, Format, Key, Kind, PartialDate, Problem, Published,
    SourceFile, Span,
};
use crate::query::{
    Age, Answer, CopyRows, Correction, Criterion, DocumentPage, Edit, Facets, Filter, Marks, Mode,
    NameReference, Order, Question, RecordedCorrection, RowSharing, Search, SearchResults, Shown, parse,
};

/// What a test of a start works with: where indexes are kept.
struct Ground {
    indexes: tempfile::TempDir,
}

/// What a first screen is told.
#[derive(Debug, Default, PartialEq)]
struct Screen {
    ages: Vec<Age>,
    /// Without their age.
    results: SearchResults,
    rows: Vec<String>,
    passages: Vec<String>,
    facets: Facets,
    page: Option<Arc<DocumentPage>>,
}

const BURNED: &str = "The old mill at Tarn burned on Monday. Firemen from Vell fought the flames all night, and the roof \
    fell in before dawn. Nobody was hurt, said Mayor Mara Quill of Tarn.";

impl Ground {
    fn new() -> Ground {
        Ground { indexes: tempfile::tempdir().unwrap() }
    }

    /// One with some articles, two of them copies, and a file that could not be read.
    fn of_articles() -> Ground {
        let ground = Ground::new();
        let whole = format!("{BURNED} The mill had stood there since 1702.");
        let articles = [
            (1, "2021-05-04", "The ferry of Port Ellery sails again, said Mara Quill on Friday."),
            (2, "2021-06-09", "Tomas Reed is the new keeper of the lighthouse at Vell."),
            (3, "2022-03-02", BURNED),
            (4, "2022-03-03", &whole),
        ];
        let mut writer = ground.index().writer().unwrap();
        for (id, date, text) in articles {
            writer.replace(&file_of(id), &[(DocumentId(id), article(id, date, text))]).unwrap();
        }
        let problem = Some(Problem::new("not text: starts like a PNG picture"));
        writer.replace(&SourceFile { documents: 0, problem, ..file_of(99) }, &[]).unwrap();
        writer.commit().unwrap();
        writer.finish().unwrap();
        ground
    }

    fn place(&self) -> PathBuf {
        self.indexes.path().join("one")
    }

    fn index(&self) -> Index {
        Index::open(&self.place()).unwrap()
    }

    fn add(&self, id: u64, date: &str, text: &str) {
        let mut writer = self.index().writer().unwrap();
        writer.replace(&file_of(id), &[(DocumentId(id), article(id, date, text))]).unwrap();
        writer.commit().unwrap();
        writer.finish().unwrap();
    }

    /// The engine as at a start.
    fn start(&self) -> Engine {
        self.start_with(Vec::new())
    }

    fn start_with(&self, said: Vec<RecordedCorrection>) -> Engine {
        Engine::new(vec![self.index()], Vec::new(), said).beginning_with_last()
    }
}

fn file_of(id: u64) -> SourceFile {
    let stamp = FileStamp { size: id, modified: -5, changed: 6, inode: 7, device: 8 };
    let (path, format) = (format!("{id}.txt"), Format::PlainText);
    SourceFile { path, stamp, hash: 7 << 64 | 9, format, documents: 1, lists: 3, problem: None }
}

/// An article with a key for each person it may name.
fn article(id: u64, date: &str, text: &str) -> Document {
    let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph };
    let named = ["Mara Quill", "Tomas Reed"].into_iter().filter(|name| text.contains(name));
    let key = |name: &str| Key { kind: Kind::Person, name: name.to_owned(), bare: false };
    let published = Published { date: PartialDate::parse(date), sure: true, ..Published::default() };
    Document {
        part: 1,
        parts: 1,
        title: Some(format!("News {id}")),
        text: text.to_owned(),
        blocks: vec![block],
        keys: named.map(key).collect(),
        published: Some(published),
        ..Document::default()
    }
}

/// What a start asks for: a search with the row of a document, and its page.
#[derive(Clone, Debug)]
struct Start {
    search: Search,
    marks: Marks,
    sharing: RowSharing,
    selected: Option<DocumentId>,
    height: usize,
}

impl Start {
    fn of_all() -> Start {
        let sharing = RowSharing { threads: true, ..RowSharing::default() };
        Start { search: Search::default(), marks: Marks::default(), sharing, selected: None, height: 20 }
    }

    fn ask(&self, engine: &Engine) -> Screen {
        let Start { search, marks, sharing, height, .. } = self.clone();
        let around = self.selected.map(|id| (id, 0));
        let marks = Arc::new(marks);
        let notes = Arc::clone(&marks.notes);
        let question = Question::Search { search: search.clone(), marks, around, height, sharing };
        let mut screen = Screen::default();
        let mut take = |answer| match answer {
            Answer::Results { results, rows } => {
                screen.ages.push(results.age);
                screen.results = SearchResults { age: Age::Fresh, ..results };
                screen.rows = rows.iter().map(|row| format!("{row:?}")).collect();
            }
            Answer::Rows { passages, .. } => {
                screen.passages = passages.iter().map(|passage| format!("{passage:?}")).collect();
            }
            Answer::SharedRows(others) => screen.results.grouped.as_mut().unwrap().others = others,
            Answer::Facets(facets) => screen.facets = *facets,
            _ => {}
        };
        engine.answer(&question, &|| false, &mut take).unwrap();
        if let Some(id) = self.selected.or(screen.results.row_ids().first().copied()) {
            let Answer::Page(page) = engine.ask(&Question::Page { id, query: search.query, notes }).unwrap()
            else {
                panic!("no page")
            };
            screen.page = Some(page);
        }
        screen
    }

    /// A session that ends on what it began with.
    fn see(&self, engine: &Engine) -> Screen {
        let screen = self.ask(engine);
        let selected = self.selected.or(screen.results.row_ids().first().copied());
        let (facets, marks) = (screen.facets.clone(), Arc::new(self.marks.clone()));
        engine.keep_seen(&Shown { facets, marks, selected, height: self.height }).unwrap();
        screen
    }
}

impl Screen {
    /// Whether both show the same in a window of so many rows; of the kept one there may be more.
    fn shows(&self, other: &Screen) -> bool {
        let begins = |kept: &[String], fresh: &[String]| fresh.iter().all(|row| kept.contains(row));
        self.results == other.results
            && begins(&self.rows, &other.rows)
            && begins(&self.passages, &other.passages)
            && (&self.facets, &self.page) == (&other.facets, &other.page)
    }
}

/// A start over one of some searches, with some marks.
fn starts() -> impl Strategy<Value = Start> {
    let orders = [Order::Newest, Order::Oldest, Order::Title, Order::Path, Order::LastRead, Order::Relevance];
    let typed = ["", "", "mill", "person:quill", "is:unread", "nothing"];
    let filters = [
        None,
        Some(Criterion::Format(Format::PlainText)),
        Some(Criterion::Entity { kind: Kind::Person, name: "Mara Quill".to_owned() }),
    ];
    let copies = [CopyRows::Folded, CopyRows::Once, CopyRows::Apart];
    (
        (
            prop::sample::select(orders.to_vec()),
            prop::sample::select(typed.to_vec()),
            prop::sample::select(filters.to_vec()),
        ),
        (
            prop::sample::select(copies.to_vec()),
            any::<(bool, bool)>(),
            1..30_usize,
            prop::option::of(1..5_u64),
        ),
    )
        .prop_map(|((order, typed, criterion), (copies, (read, starred), height, selected))| {
            let filters = criterion.map(|criterion| Filter { mode: Mode::Include, criterion });
            let query = parse(typed, true, &Default::default()).query;
            let one = |id, is: bool| is.then_some(DocumentId(id)).into_iter().collect();
            Start {
                search: Search { query, filters: filters.into_iter().collect(), order },
                marks: Marks { read: one(1, read), starred: one(3, starred), ..Marks::default() },
                sharing: RowSharing { threads: true, copies, ..RowSharing::default() },
                selected: selected.map(DocumentId),
                height,
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn what_was_seen_last_is_what_would_be_answered(start in starts(), finds_copies in any::<bool>()) {
        static GROUND: std::sync::OnceLock<std::sync::Mutex<Ground>> = std::sync::OnceLock::new();
        let ground = GROUND.get_or_init(|| std::sync::Mutex::new(Ground::of_articles())).lock().unwrap();
        forget_seen(&ground.place());
        let first = ground.start();
        if finds_copies {
            first.ask(&Question::NearCopies).unwrap();
        }
        let seen = start.see(&first);
        prop_assert_eq!(&seen.ages, &[Age::Fresh]);
        let kept = start.ask(&ground.start());
        // Of few documents others may have been meant, and nothing is kept of that.
        if kept.ages == [Age::Fresh] {
            prop_assert!(!ground.place().join("seen").exists());
        } else {
            prop_assert_eq!(&kept.ages, &[Age::Kept]);
            prop_assert!(kept.shows(&seen), "{kept:#?}\n{seen:#?}");
        }
    }
}

#[test]
fn nothing_is_opened_for_what_is_kept_and_an_end_without_a_change_writes_nothing() {
    let ground = Ground::of_articles();
    let start = Start::of_all();
    let seen = start.see(&ground.start());
    let written = || fs::metadata(ground.place().join("seen")).unwrap().modified().unwrap();
    let before = written();
    let engine = ground.start();
    let counts = |engine: &Engine| engine.ask(&Question::Counts).unwrap();
    let kept = start.see(&engine);
    engine.refresh().unwrap();
    assert_eq!(
        (kept.ages.as_slice(), kept.page.is_some(), written()),
        ([Age::Kept].as_slice(), true, before)
    );
    let counted = counts(&engine);
    assert!(!engine.has_snapshot());
    assert_eq!(counted, counts(&Engine::new(engine.indexes(), Vec::new(), Vec::new())));
    // What is asked then is answered by the index.
    let again = start.ask(&engine);
    assert!(again.shows(&seen) && again.ages == [Age::Fresh] && engine.has_snapshot());
}

#[test]
fn what_has_changed_since_is_shown_until_the_true_answer_is_there() {
    let ground = Ground::of_articles();
    let start = Start::of_all();
    let seen = start.see(&ground.start());
    ground.add(7, "2023-05-04", "The quay of Vell is widened.");
    let engine = ground.start();
    let mut ids = Vec::new();
    let marks = Arc::default();
    let question = Question::Search {
        search: Search::default(),
        marks,
        around: None,
        height: 9,
        sharing: start.sharing,
    };
    let mut take = |answer| {
        if let Answer::Results { results, .. } = answer {
            ids.push((results.age, results.row_ids().to_vec()));
        }
    };
    engine.answer(&question, &|| false, &mut take).unwrap();
    let [(Age::LastTime, old), (Age::Fresh, new)] = &ids[..] else { panic!("{ids:?}") };
    assert_eq!(*old, seen.results.row_ids().to_vec());
    assert_eq!((new.len(), &new[1..]), (old.len() + 1, &old[..]));
    // That is kept in turn.
    start.see(&engine);
    assert_eq!(start.ask(&ground.start()).ages, [Age::Kept]);
}

#[test]
fn marks_and_corrections_that_counts_depend_on_make_it_a_thing_of_the_past() {
    let ground = Ground::of_articles();
    let start = Start::of_all();
    start.see(&ground.start());
    let mut read = start.clone();
    read.marks.read.insert(DocumentId(2));
    assert_eq!(read.ask(&ground.start()).ages, [Age::LastTime, Age::Fresh]);
    let hidden = Correction::Hidden(NameReference::new(Kind::Person, "Mara Quill"));
    let edit = Edit::record([hidden]);
    let engine = ground.start_with(edit.recorded.clone());
    assert_eq!(start.ask(&engine).ages, [Age::LastTime, Age::Fresh]);
    // A session that corrects ends on what was asked for before that.
    let engine = ground.start();
    start.ask(&engine);
    engine.correct(&edit);
    let before = fs::read(ground.place().join("seen")).unwrap();
    engine.keep_seen(&Shown::default()).unwrap();
    assert_eq!(fs::read(ground.place().join("seen")).unwrap(), before);
    let mut other = start;
    other.search.order = Order::Oldest;
    assert_eq!(other.ask(&ground.start()).ages, [Age::Fresh], "it is another search");
}

#[test]
fn a_damaged_file_is_as_good_as_none_and_written_anew() {
    let ground = Ground::of_articles();
    let start = Start::of_all();
    let engine = ground.start();
    engine.ask(&Question::NearCopies).unwrap();
    let seen = start.see(&engine);
    let place = ground.place().join("seen");
    let whole = fs::read(&place).unwrap();
    let last = whole.len() - 1;
    for at in (0..whole.len()).step_by(97).chain([0, 8, 16, 24, 32, last]) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x55;
        for bytes in [&damaged[..], &whole[..at]] {
            fs::write(&place, bytes).unwrap();
            let screen = start.ask(&ground.start());
            assert!(screen.shows(&seen) || screen.results.grouped.is_none(), "{at}");
            assert_eq!(screen.ages.last(), Some(&Age::Fresh), "{at}");
        }
    }
    let engine = ground.start();
    start.see(&engine);
    assert!(file::read(&place).is_some());
    assert_eq!(start.ask(&ground.start()).ages, [Age::Kept]);
    fs::write(&place, "a letter").unwrap();
    assert_eq!(start.ask(&ground.start()).ages, [Age::Fresh]);
    fs::remove_file(&place).unwrap();
    fs::create_dir(&place).unwrap();
    let engine = ground.start();
    start.see(&engine);
    assert!(place.is_dir());
}

#[test]
fn several_collections_are_kept_together_beside_the_first_and_forgotten_with_any() {
    let (ground, other) = (Ground::of_articles(), Ground::of_articles());
    let second = ground.indexes.path().join("two");
    copy(&other.place(), &second);
    let both = |swapped: bool| {
        let mut indexes = vec![Index::open(&ground.place()).unwrap(), Index::open(&second).unwrap()];
        if swapped {
            indexes.reverse();
        }
        Engine::new(indexes, Vec::new(), Vec::new()).beginning_with_last()
    };
    let start = Start::of_all();
    start.see(&both(false));
    assert_eq!(start.ask(&both(false)).ages, [Age::Kept]);
    assert_eq!(start.ask(&both(true)).ages, [Age::Fresh]);
    assert_eq!(start.ask(&ground.start()).ages, [Age::Fresh]);
    forget_seen(&second);
    assert_eq!(start.ask(&both(false)).ages, [Age::Fresh]);
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (path, to) = (entry.as_ref().unwrap().path(), to.join(entry.unwrap().file_name()));
        if path.is_dir() { copy(&path, &to) } else { _ = fs::copy(path, to).unwrap() }
    }
}

#[test]
fn nothing_is_kept_of_an_index_in_memory() {
    let engine = Engine::new(vec![Index::in_memory().unwrap()], Vec::new(), Vec::new()).beginning_with_last();
    Start::of_all().see(&engine);
    assert_eq!(file::place(&engine.indexes()), None);
}
