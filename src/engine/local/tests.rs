use std::fs;

use super::*;
use crate::model::Kind;
use crate::query::{Correction, NameReference};

#[test]
fn corrections_hold_at_once_and_over_a_mended_index_too() {
    let (folder, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let index = Index::open(home.path()).unwrap();
    index.writer().unwrap().commit().unwrap();
    let engine = Engine::new(vec![index], vec![Root::open(folder.path()).unwrap()], Vec::new());
    let before = engine.snapshot().unwrap();
    let hidden = |name| Edit::record([Correction::Hidden(NameReference::new(Kind::Person, name))]);
    let obeyed = |snapshot: Snapshot| snapshot.obeys(&engine.corrections());
    engine.correct(&hidden("Ann Bell"));
    assert!(!obeyed(before) && obeyed(engine.snapshot().unwrap()) && obeyed(engine.renew().unwrap()));
    fs::write(home.path().join("tantivy/meta.json"), "{").unwrap();
    engine.suspect();
    assert_eq!(engine.mend().unwrap().len(), 1);
    assert!(obeyed(engine.snapshot().unwrap()));
    engine.correct(&hidden("Tom Pike"));
    assert!(obeyed(engine.snapshot().unwrap()));
}

#[test]
fn an_index_that_is_only_asked_stays_though_it_is_damaged() {
    let (folder, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    Index::open(home.path()).unwrap().writer().unwrap().commit().unwrap();
    let index = Index::open_to_read(home.path()).unwrap();
    let engine = Engine::new(vec![index], vec![Root::open(folder.path()).unwrap()], Vec::new());
    fs::write(home.path().join("tantivy/meta.json"), "{").unwrap();
    fs::remove_file(home.path().join("tantivy/verified")).unwrap();
    assert_eq!(engine.mend().unwrap().len(), 0);
    engine.suspect();
    assert_eq!(engine.mend().unwrap().len(), 0);
    assert_eq!(fs::read(home.path().join("tantivy/meta.json")).unwrap(), b"{");
}

#[test]
fn a_damaged_index_is_made_again_once_it_is_suspected_and_a_whole_one_is_kept() {
    let (folder, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let index = Index::open(home.path()).unwrap();
    index.writer().unwrap().commit().unwrap();
    let engine = Engine::new(vec![index], vec![Root::open(folder.path()).unwrap()], Vec::new());
    fs::write(home.path().join("tantivy/meta.json"), "{").unwrap();
    assert_eq!(engine.mend().unwrap().len(), 0, "nothing is suspected any more");
    engine.suspect();
    assert_eq!(engine.mend().unwrap().len(), 1);
    assert_eq!(engine.snapshot().unwrap().counts().files, 0);
    engine.suspect();
    assert_eq!(engine.mend().unwrap().len(), 0);
    engine.suspect();
    assert!(!engine.is_suspected(), "what was found whole is not read again and again");
    let name = folder.path().file_name().unwrap().to_string_lossy().into_owned();
    assert_eq!((engine.begin_anew(0).unwrap(), engine.snapshot().unwrap().counts().files), (name, 0));
    // On another start of the machine it is compared unasked.
    let written = fs::read(home.path().join("tantivy/meta.json")).unwrap();
    fs::write(home.path().join("tantivy/meta.json"), [&written[..], b" "].concat()).unwrap();
    assert_eq!(engine.mend().unwrap().len(), 0);
    fs::write(home.path().join("tantivy/verified"), "another").unwrap();
    assert_eq!(engine.mend().unwrap().len(), 1);
}
