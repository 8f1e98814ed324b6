//! A folder read into an index and a notebook in memory, and read again.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use perusal::index::Index;
use perusal::ingest::{self, Lists, Root, RunSort};
use perusal::notebook::Notebook;
use perusal::query::Edit;

/// A folder as it was read.
pub struct Reading {
    root: Root,
    pub index: Index,
    pub notebook: Notebook,
}

impl Reading {
    pub fn of(folder: &Path, lists: &Lists) -> Reading {
        Reading::into(Index::in_memory().unwrap(), folder, lists)
    }

    /// A folder as it is read into that index.
    pub fn into(index: Index, folder: &Path, lists: &Lists) -> Reading {
        let root = Root::open(folder).unwrap().parsed_by(Some(Path::new(env!("CARGO_BIN_EXE_perusal"))));
        let notebook = Notebook::in_memory().unwrap();
        let mut reading = Reading { root, index, notebook };
        reading.run(RunSort::Plain, lists);
        reading
    }

    pub fn run(&mut self, sort: RunSort, lists: &Lists) {
        let never = AtomicBool::new(false);
        let Reading { root, index, notebook } = self;
        ingest::run_as(sort, root, index, notebook, lists, &never, &mut |_| {}).unwrap();
    }

    /// Writes corrections of documents down, and reads their files again.
    pub fn correct(&mut self, edit: &Edit) {
        self.notebook.correct(edit, "/").unwrap();
        self.run(RunSort::Corrected, &Lists::default());
    }
}
