//! Writers over indexes in memory and on the disk.

use tantivy::indexer::NoMergePolicy;

use super::*;
use crate::index::fixtures::*;
use crate::index::{Collection, Error, Index};
use crate::model::FileStamp;
use crate::query::{EntityListRequest, Search};

#[test]
fn replacing_a_file_takes_its_old_documents_away() {
    let (index, collection, _) = town();
    let mut writer = index.writer().unwrap();
    let new = document("Council meets", "Nothing of walls.");
    writer.replace(&file("news/council.txt"), &[(DocumentId(5), new)]).unwrap();
    writer.commit().unwrap();
    let town = collection.snapshot().unwrap();
    assert_eq!(found_sorted(&town, &Search::default()), [1, 4, 5]);
    assert_eq!(found_sorted(&town, &all(vec![must(words("wall"))])), NONE);
}

#[test]
fn a_removed_file_is_gone_with_its_documents_and_never_counted() {
    let (index, collection, _) = town();
    let mut writer = index.writer().unwrap();
    writer.remove("news/council.txt");
    writer.commit().unwrap();
    let town = collection.snapshot().unwrap();
    assert_eq!(found_sorted(&town, &Search::default()), [1, 4]);
    let quill = &town.entities(&EntityListRequest { limit: 9, ..EntityListRequest::default() }).unwrap()[1];
    assert_eq!((quill.name.as_str(), quill.documents), ("Mara Quill", 1));
    assert_eq!(town.counts().documents, 2);
    assert!(index.known_files().unwrap().get("news/council.txt").is_none());
    let found = town.search(&all(vec![must(words("harbour"))]), &Default::default(), &|| false).unwrap();
    assert_eq!(town.hits(&all(vec![must(words("harbour"))]), &found), (2, 1));
}

#[test]
fn touching_a_file_changes_the_ledger_and_keeps_the_documents() {
    let (index, collection, _) = town();
    let mut writer = index.writer().unwrap();
    let stamp = FileStamp { modified: 99, ..FileStamp::default() };
    writer.touch(&SourceFile { stamp, documents: 2, ..file("news/council.txt") }).unwrap();
    writer.commit().unwrap();
    let known = index.known_files().unwrap();
    assert_eq!((known.len(), known.get("news/council.txt").unwrap().stamp), (4, stamp));
    assert_eq!(found_sorted(&collection.snapshot().unwrap(), &Search::default()), [1, 2, 3, 4]);
}

#[test]
fn a_snapshot_does_not_change_while_the_writer_goes_on() {
    let (index, collection, before) = town();
    let mut writer = index.writer().unwrap();
    writer.remove("harbour.txt");
    assert_eq!(found_sorted(&collection.snapshot().unwrap(), &Search::default()), [1, 2, 3, 4]);
    writer.commit().unwrap();
    let after = collection.snapshot().unwrap();
    assert_eq!(found_sorted(&before, &Search::default()), [1, 2, 3, 4]);
    assert!(before.document(DocumentId(1)).unwrap().is_some());
    assert_eq!(found_sorted(&after, &Search::default()), [2, 3, 4]);
    assert_eq!(after.document(DocumentId(1)).unwrap(), None);
}

#[test]
fn a_second_writer_is_refused_in_clear_words() {
    let (index, ..) = town();
    let _first = index.writer().unwrap();
    let refusal = index.writer().err().unwrap();
    assert!(matches!(refusal, Error::Busy { .. }), "{refusal}");
}

#[test]
fn more_than_the_queue_holds_is_written_all_the_same() {
    let index = Index::in_memory().unwrap();
    let mut writer = index.writer().unwrap();
    let text = "wide waters ".repeat(70_000);
    for id in 1..=12 {
        let large = document("Large", &text);
        writer.replace(&file(&format!("{id}.txt")), &[(DocumentId(id), large)]).unwrap();
    }
    writer.commit().unwrap();
    let snapshot = Collection::new(vec![index]).snapshot().unwrap();
    assert_eq!(snapshot.counts().documents, 12);
    assert_eq!(snapshot.document(DocumentId(3)).unwrap().unwrap().text, text);
}

/// The files of an engine's folder.
fn files(dir: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(dir.join("tantivy")).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_merge_does_not_swallow_the_first_change_after_opening() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::open(dir.path()).unwrap();
    let mut writer = index.writer().unwrap();
    let write = |writer: &mut Writer, path: &str, id: u64, text: &str| {
        writer.replace(&file(path), &[(DocumentId(id), document("Title", text))]).unwrap();
    };
    // Two segments, of each of which the last commit removed a file.
    writer.engine.set_merge_policy(Box::new(NoMergePolicy));
    for (number, paths) in [["a", "b"], ["c", "d"]].iter().enumerate() {
        let first = number as u64 * 2 + 1;
        (first..).zip(paths).for_each(|(id, path)| write(&mut writer, path, id, "Old words."));
        writer.commit().unwrap();
    }
    writer.remove("b");
    writer.remove("d");
    writer.commit().unwrap();
    writer.finish().unwrap();

    let mut writer = index.writer().unwrap();
    let segments = writer.engine.index().searchable_segment_ids().unwrap();
    assert_eq!(segments.len(), 2);
    write(&mut writer, "a", 1, "New words.");
    writer.changes.hand_over(&writer.engine).unwrap();
    writer.engine.merge(&segments).wait().unwrap();
    write(&mut writer, "c", 3, "New words.");
    writer.commit().unwrap();
    assert!(index.standing_twice().unwrap().is_empty());
    let snapshot = Collection::new(vec![index]).snapshot().unwrap();
    assert_eq!(found_sorted(&snapshot, &Search::default()), [1, 3]);
    assert_eq!(found_sorted(&snapshot, &all(vec![must(words("old"))])), NONE);
}

#[test]
fn what_a_killed_writer_left_is_collected_and_in_nobodys_way() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::open(dir.path()).unwrap();
    let mut writer = index.writer().unwrap();
    fill(&mut writer);
    writer.commit().unwrap();
    writer.finish().unwrap();
    let before = files(dir.path());
    let segment = before.iter().find_map(|name| name.strip_suffix(".store")).unwrap();
    let leave = |name: &str| std::fs::write(dir.path().join("tantivy").join(name), "half").unwrap();
    (1..40).for_each(|stamp| leave(&format!("{segment}.{stamp}.del")));
    for name in [&format!("{:032x}.store", 7), ".tmpAbCdEf", ".managed.json"] {
        leave(name);
    }
    let mut writer = Index::open(dir.path()).unwrap().writer().unwrap();
    let now: Vec<String> = files(dir.path()).into_iter().filter(|name| name != "writing").collect();
    assert_eq!(now, before);
    // And names that are wanted before they are collected do not stop a commit.
    (1..80).for_each(|stamp| leave(&format!("{segment}.{stamp}.del")));
    writer.remove("harbour.txt");
    writer.commit().unwrap();
    writer.finish().unwrap();
    let snapshot = Collection::new(vec![Index::open(dir.path()).unwrap()]).snapshot().unwrap();
    assert_eq!(found_sorted(&snapshot, &Search::default()), [2, 3, 4]);
}

#[test]
fn an_end_without_finishing_is_clean_and_a_failure_is_not() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::open(dir.path()).unwrap();
    let writing = dir.path().join("tantivy/writing");
    let mut writer = index.writer().unwrap();
    fill(&mut writer);
    assert!(writing.exists());
    drop(writer);
    assert!(!writing.exists());
    let mut writer = index.writer().unwrap();
    writer.failed(TantivyError::InternalError("x".to_owned()));
    drop(writer);
    assert!(writing.exists());
    assert!(index.writer().is_ok(), "it is looked at closely, and whole");
}
