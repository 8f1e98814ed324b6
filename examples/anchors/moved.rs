//! Measures whether passages are found again after their files have moved: a copy of the folders is read into an index
//! and a notebook, moved, and read again.

use std::error::Error;
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use perusal::annotate::lists::Lists;
use perusal::index::{Collection, Index, Snapshot};
use perusal::ingest::{self, Root};
use perusal::model::{Anchor, DocumentId, Span};
use perusal::notebook::Notebook;
use perusal::text::anchor::anchor;

use crate::changes::Lot;
use crate::tally::Tally;

/// What a moved folder is read into.
struct Read {
    folder: tempfile::TempDir,
    index: Index,
    notebook: Notebook,
}

impl Read {
    fn again(&mut self) -> Result<Snapshot, Box<dyn Error>> {
        let root = Root::open(self.folder.path())?;
        let never = AtomicBool::new(false);
        ingest::run(&root, &self.index, &mut self.notebook, &Lists::default(), &never, &mut |_| {})?;
        Ok(Collection::new(vec![self.index.clone()]).snapshot()?)
    }

    fn documents(&self, snapshot: &Snapshot) -> Result<Vec<DocumentId>, Box<dyn Error>> {
        let mut paths: Vec<String> = Vec::new();
        self.index.known_files()?.each(|_| true, |path, _| paths.push(path.to_owned()))?;
        paths.sort();
        let parts = |path: String| (1..).map_while(move |part| snapshot.at(&path, part));
        Ok(paths.into_iter().flat_map(parts).collect())
    }
}

/// Looks for so many passages by lot, as `passage` chooses them, after the files have moved.
pub fn look(
    lot: &mut Lot,
    files: &[PathBuf],
    count: usize,
    passage: impl Fn(&mut Lot, &[Vec<String>]) -> (usize, usize, usize, usize),
    tally: &mut Tally,
) -> Result<(), Box<dyn Error>> {
    let mut read =
        Read { folder: tempfile::tempdir()?, index: Index::in_memory()?, notebook: Notebook::in_memory()? };
    let (old, new) = (read.folder.path().join("old"), read.folder.path().join("new"));
    for (number, file) in files.iter().enumerate() {
        let folder = old.join(number.to_string());
        fs::create_dir_all(&folder)?;
        fs::copy(file, folder.join(file.file_name().ok_or("no name")?))?;
    }
    let snapshot = read.again()?;
    let ids = read.documents(&snapshot)?;
    let text = |snapshot: &Snapshot, id| snapshot.document(id).map(|found| found.map(|found| found.text));
    let texts: Vec<Vec<String>> = ids
        .iter()
        .map(|id| text(&snapshot, *id).map(|text| text.into_iter().collect()))
        .collect::<Result<_, _>>()?;
    let noted: Vec<(DocumentId, Anchor)> = (0..count)
        .map(|_| {
            let (number, _, start, end) = passage(lot, &texts);
            (ids[number], anchor(&texts[number][0], Span::new(start, end)))
        })
        .collect();
    fs::create_dir(&new)?;
    fs::rename(&old, new.join("deeper"))?;
    let snapshot = read.again()?;
    for (id, made) in &noted {
        let moved = text(&snapshot, *id)?;
        let texts: Vec<&str> = moved.as_deref().into_iter().collect();
        let (start, end) = (made.span.start as usize, made.span.end as usize);
        tally.note(made, &texts, Some((0, start, end)));
    }
    Ok(())
}
