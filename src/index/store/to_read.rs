//! Opens the index of a folder for those who only ask it. Nothing is changed there, nothing removed,
//! nothing begun: what cannot answer is an error that says why.
//!
//! Not here: opening it to fill it (`generation`).

use std::path::Path;

use super::folders::{OLDER, engine_dir, folders};
use super::generation::{IndexState, Older, Opening, is_whole_at_first};
use super::lazy_reader::LazyReader;
use super::version::{MadeBy, made_by};
use crate::index::Error;

/// Opens the index in the folder `dir`: what another version made as long as that answers.
///
/// # Errors
/// [`Error::Damaged`], [`Error::Newer`] or [`Error::Unreadable`]; when it cannot be read.
pub(super) fn open(dir: &Path) -> Result<Opening, Error> {
    // Somebody who fills it may exchange its folders meanwhile.
    open_once(dir).or_else(|_| open_once(dir))
}

fn open_once(dir: &Path) -> Result<Opening, Error> {
    let place = || dir.to_owned();
    let damaged = || Error::Damaged { place: place() };
    let folder = engine_dir(dir);
    let made_by = made_by(dir).map_err(|error| Error::disk(dir, error))?;
    if made_by == MadeBy::Newer {
        return Err(Error::Newer { place: place() });
    }
    for folder in folders(dir, OLDER) {
        let older = Older::open(&folder).ok_or_else(damaged)?;
        if older.searcher().num_docs() > 0 {
            return Ok(upgrading(older));
        }
    }
    match made_by {
        MadeBy::Us if is_whole_at_first(&folder)? => match open_all(&folder) {
            Err(refusal) if refusal.is_mended_by_rebuilding() => Err(damaged()),
            opened => opened.map(|reader| Opening { reader, older: None, state: IndexState::Current }),
        },
        MadeBy::Older(_) => {
            Older::open(&folder).map(upgrading).ok_or_else(|| Error::Unreadable { place: place() })
        }
        MadeBy::Us | MadeBy::Unknown | MadeBy::Newer => Err(damaged()),
    }
}

/// Opens the segments as well: whoever fills the index may exchange the folder a moment later.
fn open_all(folder: &Path) -> Result<LazyReader, Error> {
    let reader = LazyReader::of_files(folder)?;
    reader.open()?;
    Ok(reader)
}

fn upgrading(older: Older) -> Opening {
    Opening { reader: older.reader(), older: Some(older), state: IndexState::Upgrading }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::PathBuf;
    use std::time::{Duration, SystemTime};

    use super::super::verified;
    use super::*;
    use crate::index::fixtures::*;
    use crate::index::{Collection, Index};
    use crate::model::DocumentId;
    use crate::query::Search;

    /// Every file below a folder, with its bytes.
    fn content(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => files.extend(content(&path)),
                false => _ = files.insert(path.clone(), fs::read(&path).unwrap()),
            }
        }
        files
    }

    fn put_back(content: &BTreeMap<PathBuf, Vec<u8>>) {
        content.iter().for_each(|(path, bytes)| fs::write(path, bytes).unwrap());
    }

    /// The index of [`fill`] with a second segment, and a deletion in the first; its folder's files.
    fn written(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut writer = Index::open(dir).unwrap().writer().unwrap();
        fill(&mut writer);
        writer.commit().unwrap();
        writer.replace(&file("harbour.txt"), &[(DocumentId(1), document("Harbour", "New words."))]).unwrap();
        writer.commit().unwrap();
        writer.finish().unwrap();
        content(dir)
    }

    fn answer(index: &Index) -> Vec<Vec<u64>> {
        let snapshot = Collection::new(vec![index.clone()]).snapshot().unwrap();
        let found = |search: &Search| found_sorted(&snapshot, search);
        vec![
            found(&Search::default()),
            found(&all(vec![must(words("new"))])),
            found(&all(vec![must(words("vell"))])),
        ]
    }

    /// The file `path` with another content, of each sort of damage.
    fn damages(path: &Path, whole: &BTreeMap<PathBuf, Vec<u8>>) -> Vec<Option<Vec<u8>>> {
        let bytes = &whole[path];
        let mut flipped = bytes.clone();
        if let Some(byte) = flipped.get_mut(bytes.len() / 3) {
            *byte ^= 4;
        }
        let ending = path.extension();
        let other = whole.iter().find(|(of, _)| of.extension() == ending && of.as_path() != path);
        let other = other.map_or_else(Vec::new, |(_, bytes)| bytes.clone());
        let appended = [&bytes[..], b"x"].concat();
        let all =
            [flipped, vec![0; bytes.len()], other, bytes[..bytes.len() / 2].to_vec(), appended, Vec::new()];
        all.into_iter().filter(|damaged| damaged != bytes).map(Some).chain([None]).collect()
    }

    #[test]
    fn after_an_unclean_end_an_index_answers_right_or_says_that_it_is_damaged_and_reading_changes_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let mut whole = written(dir.path());
        let right = answer(&Index::open_to_read(dir.path()).unwrap());
        let mark = engine_dir(dir.path()).join("writing");
        fs::write(&mark, "").unwrap();
        whole.insert(mark, Vec::new());
        let mut refused = 0;
        for path in whole.keys() {
            for damaged in damages(path, &whole) {
                match damaged {
                    Some(bytes) => fs::write(path, bytes).unwrap(),
                    None => fs::remove_file(path).unwrap(),
                }
                let before = content(dir.path());
                match Index::open_to_read(dir.path()) {
                    Ok(index) => assert_eq!(answer(&index), right, "{}", path.display()),
                    Err(Error::Damaged { .. }) => refused += 1,
                    Err(other) => panic!("{}: {other}", path.display()),
                }
                assert!(content(dir.path()) == before, "{}", path.display());
                put_back(&whole);
            }
        }
        assert!(refused > 50, "{refused}");
    }

    #[test]
    fn what_another_program_touched_after_a_clean_end_is_compared_before_the_first_answer() {
        let dir = tempfile::tempdir().unwrap();
        let whole = written(dir.path());
        let (engine, opened) = (engine_dir(dir.path()), Index::open(dir.path()).unwrap());
        assert!(verified::is_untouched(&engine));
        for ending in ["store", "fast", "term", "idx", "pos", "fieldnorm", "del"] {
            let path = whole.keys().find(|path| path.to_string_lossy().ends_with(ending)).unwrap();
            let mut bytes = whole[path].clone();
            bytes[0] ^= 1;
            // A second on, since clocks of file systems are coarse.
            let touch = |bytes: &[u8], seconds: u64| {
                fs::write(path, bytes).unwrap();
                let later = SystemTime::now() + Duration::from_secs(seconds);
                fs::File::options().append(true).open(path).unwrap().set_modified(later).unwrap();
            };
            touch(&bytes, 1);
            assert!(matches!(Index::open_to_read(dir.path()), Err(Error::Damaged { .. })), "{ending}");
            assert!(matches!(opened.writer(), Err(Error::Damaged { .. })), "{ending}");
            touch(&whole[path], 2);
            assert!(!verified::is_untouched(&engine));
            assert!(Index::open_to_read(dir.path()).is_ok(), "only touched");
            assert!(Index::open(dir.path()).is_ok() && verified::is_untouched(&engine), "that is remembered");
        }
    }

    #[test]
    fn what_is_damaged_is_begun_anew_by_those_who_fill_it() {
        let dir = tempfile::tempdir().unwrap();
        let whole = written(dir.path());
        let right = answer(&Index::open_to_read(dir.path()).unwrap());
        for ending in ["store", "fast", "del", "checksums", "version", "meta.json"] {
            let path = whole.keys().find(|path| path.to_string_lossy().ends_with(ending)).unwrap();
            let mut bytes = whole[path].clone();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            fs::write(path, bytes).unwrap();
            fs::write(engine_dir(dir.path()).join("writing"), "").unwrap();
            let index = Index::open(dir.path()).unwrap();
            assert_eq!((index.state(), index.is_empty()), (IndexState::Damaged, true), "{ending}");
            drop(index);
            Index::discard(dir.path()).unwrap();
            fs::create_dir(engine_dir(dir.path())).unwrap();
            put_back(&whole);
        }
        let index = Index::open(dir.path()).unwrap();
        assert_eq!((index.state(), answer(&index)), (IndexState::Current, right));
    }

    #[test]
    fn a_kill_before_the_last_renaming_of_a_commit_leaves_what_was_committed_before() {
        let dir = tempfile::tempdir().unwrap();
        let mut writer = Index::open(dir.path()).unwrap().writer().unwrap();
        fill(&mut writer);
        writer.commit().unwrap();
        let meta = engine_dir(dir.path()).join("meta.json");
        let former = fs::read(&meta).unwrap();
        writer.replace(&file("new.txt"), &[(DocumentId(9), document("New", "New words."))]).unwrap();
        writer.commit().unwrap();
        drop(writer);
        fs::write(&meta, former).unwrap();
        fs::write(engine_dir(dir.path()).join("writing"), "").unwrap();
        assert_eq!(answer(&Index::open_to_read(dir.path()).unwrap())[0], [1, 2, 3, 4]);
        let index = Index::open(dir.path()).unwrap();
        assert_eq!(index.state(), IndexState::Current);
        let mut writer = index.writer().unwrap();
        writer.replace(&file("new.txt"), &[(DocumentId(9), document("New", "New words."))]).unwrap();
        writer.commit().unwrap();
        drop(writer);
        assert_eq!(answer(&Index::open_to_read(dir.path()).unwrap())[0], [1, 2, 3, 4, 9]);
        assert!(!index.is_damaged());
    }

    #[test]
    fn an_index_of_a_newer_version_is_kept() {
        let dir = tempfile::tempdir().unwrap();
        written(dir.path());
        let version = format!("99.1 {:016x}", xxhash_rust::xxh3::xxh3_64(b"99.1"));
        fs::write(dir.path().join("version"), version).unwrap();
        let before = content(dir.path());
        for refused in [Index::open(dir.path()).err(), Index::open_to_read(dir.path()).err()] {
            assert!(matches!(refused, Some(Error::Newer { .. })));
        }
        assert!(matches!(Index::discard(dir.path()), Err(Error::Newer { .. })));
        assert!(content(dir.path()) == before);
    }

    #[test]
    fn what_is_only_asked_is_not_thrown_away_though_it_is_damaged() {
        let dir = tempfile::tempdir().unwrap();
        let whole = written(dir.path());
        let index = Index::open_to_read(dir.path()).unwrap();
        fs::remove_file(engine_dir(dir.path()).join("verified")).unwrap();
        let path = whole.keys().find(|path| path.to_string_lossy().ends_with("store")).unwrap();
        fs::write(path, "short").unwrap();
        let before = content(dir.path());
        assert!(index.is_damaged() && !index.is_check_due());
        assert!(matches!(index.begin_anew(), Err(Error::Damaged { .. })));
        assert!(content(dir.path()) == before);
    }

    #[cfg(unix)]
    #[test]
    fn what_cannot_be_compared_is_not_remembered_as_whole() {
        let dir = tempfile::tempdir().unwrap();
        let whole = written(dir.path());
        let index = Index::open(dir.path()).unwrap();
        fs::remove_file(engine_dir(dir.path()).join("verified")).unwrap();
        let path = whole.keys().find(|path| path.to_string_lossy().ends_with("store")).unwrap();
        fs::remove_file(path).unwrap();
        std::os::unix::fs::symlink(path, path).unwrap();
        assert!(matches!(index.check(), Err(Error::Disk { .. })));
        assert!(index.is_check_due() && !index.is_damaged());
    }

    #[test]
    fn an_older_index_answers_where_it_lies() {
        let dir = tempfile::tempdir().unwrap();
        written(dir.path());
        fs::write(dir.path().join("version"), "4.1").unwrap();
        let before = content(dir.path());
        let index = Index::open_to_read(dir.path()).unwrap();
        assert_eq!((index.state(), answer(&index)[0].len()), (IndexState::Upgrading, 4));
        assert!(!index.is_damaged() && content(dir.path()) == before);
    }
}
