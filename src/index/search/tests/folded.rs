//! Tests of what is found only in folded lines, and in the frames of files.

use crate::index::fixtures::*;
use crate::index::{Collection, Index, Snapshot};
use crate::model::{DocumentId, Frame, FrameRun, Kind};
use crate::query::{
    Clause, Condition, Criterion, FacetText, Filter, Marks, Mode, Order, Search, SearchResults, State,
};

/// Six documents and the frame of a file. "Ferry" stands in the body of 1 and 2, in folded lines of 3
/// and 4, in the frame of `4.txt`; 5 and 6 are of no ferry.
fn ferries() -> (Index, Snapshot) {
    let index = Index::in_memory().unwrap();
    let mut writer = index.writer().unwrap();
    let documents = [
        ("2021-01-01", "The ferry is late.\n~Read more of harbours"),
        ("2023-01-01", "A ferry sank."),
        ("2022-01-01", "The harbour of Vell.\n~All about the ferry\nNobody came.\n~Ferry menu"),
        ("2024-01-01", "The bridge of Vell.\n~Ferry times\nNobody left.\n~Late news"),
        ("2020-01-01", "The road of Vell."),
        ("2020-01-01", "The ship of Vell."),
    ];
    for (id, (date, text)) in (1..).zip(documents) {
        let mut ship = naming(dated(document("News", text), date), &["Mara Quill"]);
        ship.source = (id == 6).then(|| "The Gull".to_owned());
        ship.byline = (id == 6).then(|| "Tomas Reed".to_owned());
        ship.title = ship.title.filter(|_| id != 6);
        writer.replace(&file(&format!("{id}.txt")), &[(DocumentId(id), ship)]).unwrap();
    }
    let run = |line, text: &str| FrameRun { line: Some(line), text: text.to_owned() };
    let frame = Frame { runs: vec![run(1, "THE COURIER"), run(30, "Seen today:\nferry and whale")] };
    writer.add_frame(&file("4.txt"), &frame).unwrap();
    writer.commit().unwrap();
    let snapshot = Collection::new(vec![index.clone()]).snapshot().unwrap();
    (index, snapshot)
}

fn search(typed: &str) -> Search {
    Search {
        query: crate::query::parse(typed, false, &crate::query::QueryContext::default()).query,
        ..Search::default()
    }
}

fn results(snapshot: &Snapshot, search: &Search) -> SearchResults {
    snapshot.search(search, &Marks::default(), &|| false).unwrap()
}

/// The documents found without folded lines, those found with them, and whether a frame is.
fn groups(snapshot: &Snapshot, search: &Search) -> (Vec<u64>, Vec<u64>, bool) {
    let found = results(snapshot, search);
    let ids = |ids: &[DocumentId]| ids.iter().filter(|id| id.is_document()).map(|id| id.0).collect();
    let (unfolded, folded) = found.ids.split_at(found.unfolded);
    assert!(unfolded.iter().all(|id| id.is_document()));
    (ids(unfolded), ids(folded), folded.iter().any(|id| id.is_frame()))
}

#[test]
fn what_needs_folded_lines_comes_after_all_others_in_every_order() {
    let (_, snapshot) = ferries();
    let mut ferry = search("ferry");
    for (order, unfolded, folded) in [
        (Order::Relevance, vec![2, 1], vec![3, 4]),
        (Order::Newest, vec![2, 1], vec![4, 3]),
        (Order::Oldest, vec![1, 2], vec![3, 4]),
    ] {
        ferry.order = order;
        assert_eq!(groups(&snapshot, &ferry), (unfolded, folded, true), "{order:?}");
    }
    assert_eq!(groups(&snapshot, &search("ferry \"harbours\"")), (vec![], vec![1], false), "half and half");
    assert_eq!(groups(&snapshot, &search("ferry nobody")), (vec![], vec![3, 4], false));
    assert_eq!(groups(&snapshot, &search("ferry OR road")).0, [5, 2, 1]);
}

#[test]
fn what_is_excluded_and_filtered_by_looks_at_no_folded_lines() {
    let (_, snapshot) = ferries();
    assert_eq!(groups(&snapshot, &search("vell -ferry")), (vec![5, 3, 4, 6], vec![], false));
    assert_eq!(groups(&snapshot, &search("ferry -late")), (vec![2], vec![3, 4], true));
    assert_eq!(groups(&snapshot, &search("road -gull")).0, [5]);
    assert_eq!(groups(&snapshot, &search("vell -gull")).0.len(), 4, "a source excludes nothing");
    assert_eq!(groups(&snapshot, &search("title:ferry")), (vec![], vec![], false));
    let filtered = |mode, criterion| {
        let filters = vec![Filter { mode, criterion }];
        groups(&snapshot, &Search { filters, ..search("ferry") })
    };
    let path = |path: &str| Criterion::Path(path.to_owned());
    assert_eq!(filtered(Mode::Include, path("4.txt")), (vec![], vec![4], true));
    assert_eq!(filtered(Mode::Exclude, path("4.txt")), (vec![2, 1], vec![3], false));
    let quill = Criterion::Entity { kind: Kind::Person, name: "Mara Quill".to_owned() };
    assert_eq!(filtered(Mode::Include, quill), (vec![2, 1], vec![3, 4], false), "a frame mentions nobody");
    assert!(!filtered(Mode::Include, Criterion::State(State::Unread)).2);
    assert!(!filtered(Mode::Include, Criterion::text(FacetText::Source, "")).2);
}

#[test]
fn a_phrase_stands_in_the_body_or_in_one_fold() {
    let (_, snapshot) = ferries();
    let phrase = |typed: &str| groups(&snapshot, &search(typed));
    assert_eq!(phrase("\"vell nobody came\""), (vec![3], vec![], false), "over a fold");
    assert_eq!(phrase("\"about the ferry\"").1, [3]);
    assert_eq!(phrase("\"ferry ferry\""), (vec![], vec![], false), "from fold to fold");
    assert_eq!(phrase("\"vell ferry\""), (vec![], vec![], false), "from the body into a fold");
    assert_eq!(phrase("\"today ferry\""), (vec![], vec![], true), "on in the next line of a frame");
    assert_eq!(phrase("\"courier seen\""), (vec![], vec![], false), "from run to run of a frame");
}

#[test]
fn counts_and_facets_are_of_what_is_found_without() {
    let (_, snapshot) = ferries();
    let ferry = search("ferry");
    let found = results(&snapshot, &ferry);
    assert_eq!((found.ids.len(), found.unfolded, found.of), (5, 2, 6));
    assert_eq!(snapshot.hits(&ferry, &found), (2, 0));
    let marks = Marks { read: found.ids.iter().copied().collect(), ..Marks::default() };
    for found in [&found, &SearchResults { ids: found.ids.to_vec().into(), ..found.clone() }] {
        let facets = snapshot.facets(found, &marks, 9, &|| false).unwrap();
        let counted = facets.groups.iter().flat_map(|group| &group.values).map(|value| value.documents);
        assert_eq!(counted.collect::<Vec<_>>(), [2; 9], "{facets:?}");
    }
    let counts = snapshot.counts();
    assert_eq!((counts.files, counts.documents), (6, 6), "a frame is neither");
}

#[test]
fn a_frame_is_a_row_with_its_line_and_a_page_and_goes_with_its_file() {
    let (index, snapshot) = ferries();
    let whale = search("whale");
    let id = results(&snapshot, &whale).ids[0];
    assert!(id.is_frame() && !id.is_document());
    let row = &snapshot.rows(&[id])[0];
    assert_eq!((row.frame, row.path.as_str(), row.title.as_deref()), (true, "4.txt", None));
    let passage = &snapshot.passages(&whale, &[id])[0];
    assert_eq!((passage.line, passage.text.as_str()), (Some(31), "Seen today: ferry and whale"));
    assert_eq!((passage.hits, passage.folded), (0, 1));
    let page = snapshot.document(id).unwrap().unwrap();
    assert!(page.text.contains("lines 30–31\nSeen today:\nferry and whale"), "{}", page.text);
    assert_eq!(snapshot.parts_of(id), [DocumentId(4)]);
    assert_eq!(snapshot.scores(&whale, &[id]), [0.0]);
    let mut writer = index.writer().unwrap();
    writer.remove("4.txt");
    writer.commit().unwrap();
    let snapshot = Collection::new(vec![index]).snapshot().unwrap();
    assert_eq!(groups(&snapshot, &search("ferry")), (vec![2, 1], vec![3], false));
}

#[test]
fn a_passage_shows_folded_lines_where_the_words_stand_nowhere_else() {
    let (_, snapshot) = ferries();
    let passages = snapshot.passages(&search("ferry"), &[DocumentId(1), DocumentId(3)]);
    assert_eq!((passages[0].hits, passages[0].text.as_str()), (1, "The ferry is late."));
    assert_eq!((passages[1].hits, passages[1].folded), (0, 2));
    assert_eq!(passages[1].text, "~All about the ferry ~Ferry menu");
}

#[test]
fn what_the_head_shows_is_found_too() {
    let (_, snapshot) = ferries();
    for typed in ["gull", "reed", "6.txt", "\"tomas reed\""] {
        assert_eq!(groups(&snapshot, &search(typed)), (vec![6], vec![], false), "{typed}");
    }
    let tarn = Clause { negated: false, any: vec![words("tarn"), Condition::Is(State::Starred)] };
    assert_eq!(groups(&snapshot, &all(vec![tarn])), (vec![], vec![], false));
}
