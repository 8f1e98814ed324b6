//! A test fixture for this folder: a folder of files with its index and notebook.

use std::fs;
use std::sync::atomic::AtomicBool;

use super::report::{Progress, Summary};
use super::root::Root;
use super::run::run;
use crate::annotate::lists::Lists;
use crate::index::Index;
use crate::model::DocumentId;
use crate::notebook::Notebook;

/// A folder with its index and notebook.
pub struct TestFolder {
    /// The files themselves.
    pub files: tempfile::TempDir,
    pub index: Index,
    pub notebook: Notebook,
    pub lists: Lists,
}

impl TestFolder {
    pub fn new(files: &[(&str, &str)]) -> TestFolder {
        TestFolder::over(Index::in_memory().unwrap(), files)
    }

    pub fn over(index: Index, files: &[(&str, &str)]) -> TestFolder {
        let (on_disk, notebook) = (tempfile::tempdir().unwrap(), Notebook::in_memory().unwrap());
        let folder = TestFolder { files: on_disk, index, notebook, lists: Lists::default() };
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.files.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn run(&mut self) -> Summary {
        self.run_until(&AtomicBool::new(false), &mut |_| {})
    }

    pub fn run_until(&mut self, cancelled: &AtomicBool, progress: &mut dyn FnMut(&Progress)) -> Summary {
        let root = Root::open(self.files.path()).unwrap();
        run(&root, &self.index, &mut self.notebook, &self.lists, cancelled, progress).unwrap()
    }

    /// The paths the index knows, in order.
    pub fn paths(&self) -> Vec<String> {
        let mut paths = Vec::new();
        let known = self.index.known_files().unwrap();
        known.each(|_| true, |path, _| paths.push(path.to_owned())).unwrap();
        paths.sort();
        paths
    }

    /// The id the notebook has for the only document of a file.
    pub fn id(&mut self, name: &str) -> DocumentId {
        self.ids(name)[0]
    }

    /// The ids of all documents of a file.
    pub fn ids(&mut self, name: &str) -> Vec<DocumentId> {
        let root = Root::open(self.files.path()).unwrap();
        let hash = self.index.known_files().unwrap().get(name).unwrap().hash;
        self.notebook.issued(&root.full_name(name), hash).unwrap()
    }
}
