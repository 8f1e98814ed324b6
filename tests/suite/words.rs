//! Every word of the sample finds the document that it stands in, and the file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use perusal::engine::Engine;
use perusal::model::{BlockKind, DocumentId};
use perusal::query::{
    Answer, Clause, Condition, DocumentPage, Likeness, Query, QueryContext, Question, RowSharing, Search,
    SearchResults, TextField, parse,
};
use perusal::text::search_terms::search_terms;

use crate::harness::{Harness, sample};

/// One of so many words is looked for.
const SAMPLED: usize = 5;

struct Collection {
    engine: Engine,
}

impl Collection {
    fn sample() -> Collection {
        Collection { engine: Engine::new(vec![sample()], Vec::new(), Vec::new()) }
    }

    fn found(&self, terms: &[&str]) -> SearchResults {
        let clauses = terms.iter().map(|term| {
            let terms = vec![(*term).to_owned()];
            let any = vec![Condition::Text {
                field: TextField::Anywhere,
                terms,
                prefix: false,
                likeness: Likeness::Exact,
            }];
            Clause { negated: false, any }
        });
        let search = Search { query: Query { clauses: clauses.collect() }, ..Search::default() };
        let question = Question::TopHits { search, marks: Arc::default(), limit: 0 };
        match self.engine.ask(&question) {
            Ok(Answer::TopHits { results, .. }) => results,
            other => panic!("{other:?}"),
        }
    }

    fn page(&self, id: DocumentId) -> Arc<DocumentPage> {
        match self.engine.ask(&Question::Page { id, query: Query::default(), notes: Arc::default() }) {
            Ok(Answer::Page(page)) => page,
            other => panic!("{other:?}"),
        }
    }
}

fn sampled(text: &str) -> Vec<String> {
    let all: BTreeSet<String> = search_terms(text).collect();
    all.into_iter().step_by(SAMPLED).collect()
}

#[test]
fn every_word_of_every_block_finds_its_document_in_the_group_it_belongs_to() {
    let collection = Collection::sample();
    let mut found: BTreeMap<String, SearchResults> = BTreeMap::new();
    let mut tried = 0;
    for &id in collection.found(&[]).ids.iter() {
        let document = &collection.page(id).document;
        for folded in [false, true] {
            let blocks = document.blocks.iter().filter(|block| (block.kind == BlockKind::Chrome) == folded);
            let words: String =
                blocks.map(|block| block.span.of(&document.text)).collect::<Vec<_>>().join("\n");
            for term in sampled(&words) {
                let of_term = found.entry(term.clone()).or_insert_with(|| collection.found(&[&term]));
                let group = if folded { &of_term.ids } else { of_term.unfolded_ids() };
                assert!(group.contains(&id), "{term:?} does not find {id:?}, folded: {folded}");
                tried += 1;
            }
        }
        let head = [&document.title, &document.byline, &document.source];
        for term in head.into_iter().flatten().flat_map(|head| search_terms(head)) {
            assert!(collection.found(&[&term]).unfolded_ids().contains(&id), "{term:?} of the head");
        }
    }
    assert!(tried > 2000, "only {tried} words were tried");
}

#[test]
fn every_word_of_a_plain_file_finds_it_by_a_document_or_by_its_frame() {
    let collection = Collection::sample();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
    let mut paths: BTreeMap<DocumentId, String> = BTreeMap::new();
    let mut frames = 0;
    for folder in ["mail-list", "papers", "web"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            let below = path.strip_prefix(&root).unwrap().to_str().unwrap();
            for term in sampled(&text).into_iter().filter(|_| path.extension().is_some_and(|e| e == "txt")) {
                let found = collection.found(&[&term]);
                let hit = found.ids.iter().find(|id| {
                    *paths.entry(**id).or_insert_with(|| collection.page(**id).path.clone()) == below
                });
                frames += usize::from(hit.is_some_and(|id| id.is_frame()));
                assert!(hit.is_some(), "{term:?} does not find {below}");
            }
        }
    }
    assert!(frames > 0, "some words stand in frames only");
}

/// The parts of the answer to a search for the list, by name, and the ids of the two that have them.
fn parts(collection: &Collection, typed: &str, around: Option<DocumentId>) -> (String, [usize; 2]) {
    let search = Search { query: parse(typed, false, &QueryContext::default()).query, ..Search::default() };
    let around = around.map(|id| (id, 0));
    let question = Question::Search {
        search,
        marks: Arc::default(),
        around,
        height: 40,
        sharing: RowSharing::default(),
    };
    let (mut names, mut ids) = (Vec::new(), [0; 2]);
    let mut take = |answer: Answer| {
        names.push(match answer {
            Answer::Results { results, rows } => {
                assert_eq!(rows.len(), results.ids.len().min(41));
                ids[0] = results.ids.len();
                "list"
            }
            Answer::Folded { ids: all, rows, passages } => {
                assert_eq!((rows.len(), passages.len()), (all.len() - ids[0], all.len() - ids[0]));
                ids[1] = all.len();
                "folded"
            }
            Answer::Rows { .. } => "passages",
            Answer::Suggestion(_) => "suggestion",
            Answer::HitCounts { .. } => "hits",
            Answer::Facets(_) => "facets",
            other => panic!("{other:?}"),
        });
    };
    collection.engine.answer(&question, &|| false, &mut take).unwrap();
    (names.join(" "), ids)
}

#[test]
fn the_list_does_not_wait_for_folded_lines_unless_it_would_lose_its_place_or_be_empty() {
    let collection = Collection::sample();
    let whole = collection.found(&["subscribe"]);
    let (unfolded, all) = (whole.unfolded, whole.ids.len());
    assert!(0 < unfolded && unfolded < all && all < 40);
    let early = "list passages folded hits facets".to_owned();
    assert_eq!(parts(&collection, "subscribe", None), (early, [unfolded, all]));
    let late = "list passages hits facets".to_owned();
    assert_eq!(parts(&collection, "subscribe", whole.ids.last().copied()), (late.clone(), [all, 0]));
    let only = collection.found(&["tag", "archives"]);
    assert_eq!((only.unfolded, only.ids.len()), (0, 1));
    assert_eq!(parts(&collection, "tag archives", None), (late.clone(), [1, 0]));
    assert_eq!(parts(&collection, "", None).0, "list passages facets");
    assert_eq!(parts(&collection, "title:council", None).0, late);
}

#[test]
fn what_is_found_only_in_folded_lines_stands_below_a_rule_and_opens_there() {
    let mut reader = Harness::open(120, 24);
    reader.press("/").type_text("subscribe").press("enter");
    insta::assert_snapshot!("folded_list", reader.screen());
    reader.press("j j j j");
    insta::assert_snapshot!("folded_page", reader.screen());
    insta::assert_snapshot!("folded_page_roles", reader.roles());
    let folded = reader.app.list.selected_id();
    reader.press("k k k k n");
    assert_eq!(reader.app.list.selected, 0);
    while reader.app.list.selected_id() != folded {
        reader.press("n");
        assert!(reader.app.reader.hit.is_some(), "hits run on into what is found only there");
    }
    reader.press("c c");
    assert!(!reader.app.reader.hits().is_empty(), "the fold is open again after all were shown");
}

#[test]
fn the_counts_are_shortened_and_the_rule_fits_on_small_screens() {
    for (columns, rows) in [(80, 24), (50, 20), (60, 7)] {
        let mut reader = Harness::open(columns, rows);
        reader.press("/").type_text("subscribe").press("enter");
        insta::assert_snapshot!(format!("folded_{columns}"), reader.screen());
        reader.press("j j j");
        assert_eq!(reader.app.list.selected, 3);
        assert!(reader.screen().contains("Torvia closes"), "the selected row is on the screen");
    }
}

#[test]
fn the_frame_of_a_file_is_a_row_that_opens_and_cannot_be_marked() {
    let mut reader = Harness::open(120, 24);
    reader.press("/").type_text("tag archives").press("enter");
    assert!(reader.app.list.selected_id().is_some_and(|id| id.is_frame()));
    reader.press("enter");
    insta::assert_snapshot!("frame_page", reader.screen());
    reader.press("h");
    insta::assert_snapshot!("frame_list", reader.screen());
    let (left, marks) = (reader.left.len(), reader.app.marks.clone());
    reader.press("*");
    let notice = reader.app.notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default();
    assert!(notice.contains("no article"), "{notice}");
    assert_eq!((reader.left.len(), &reader.app.marks), (left, &marks), "nothing is written down");
}

#[test]
fn a_word_looked_for_on_a_page_opens_the_fold_it_stands_in() {
    let mut reader = Harness::open(120, 40);
    reader.press("/").type_text("pilot comes aboard").press("enter enter");
    assert!(reader.screen().contains("of site chrome · c"));
    reader.press("/").type_text("subscribe").press("enter");
    assert_eq!(reader.app.reader.hits().len(), 1);
    assert!(reader.screen().contains("Subscribe"));
    reader.press("esc");
    assert!(reader.app.reader.hits().len() > 1, "those of the search again");
}

#[test]
fn the_command_line_prints_what_is_found_only_in_folded_lines_after_a_line_that_says_so() {
    let home = tempfile::tempdir().unwrap();
    let perusal = |arguments: &[&str]| {
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_perusal"));
        program.args(arguments).env("PERUSAL_HOME", home.path()).current_dir(env!("CARGO_MANIFEST_DIR"));
        let printed = String::from_utf8(program.output().unwrap().stdout).unwrap();
        printed.replace(env!("CARGO_MANIFEST_DIR"), "")
    };
    perusal(&["index", "assets/sample"]);
    insta::assert_snapshot!("cli_folded", perusal(&["search", "subscribe", "--limit", "4"]));
    insta::assert_snapshot!("cli_frame", perusal(&["search", "tag archives"]));
    let folded: Vec<bool> = perusal(&["search", "subscribe", "--json"])
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["folded"].as_bool().unwrap())
        .collect();
    assert_eq!(folded, [vec![false; 2], vec![true; 5]].concat());
    assert_eq!(
        perusal(&["search", "subscribe", "--limit", "1"]).lines().last(),
        Some("1 of 2 documents, 0 of 5 only in folded lines; --limit shows more")
    );
}
