//! What examples share: a folder, indexed and ready to be asked.

use std::error::Error;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use perusal::engine::Engine;
use perusal::index::Index;
use perusal::ingest::{self, Root};
use perusal::notebook::Notebook;
use perusal::paths::Paths;

/// Brings the index of a folder up to date, which is kept below `home`.
pub fn open(folder: &Path, home: &Path) -> Result<Engine, Box<dyn Error>> {
    let paths = Paths::find(Some(home), &|_| None)?;
    let root = Root::open(folder)?;
    let index = Index::open(&paths.index_dir(root.path()))?;
    let mut notebook = Notebook::open(&paths.notebook())?;
    let (lists, _) = ingest::own_lists::read(&paths.config.join("lists"), false);
    ingest::run(&root, &index, &mut notebook, &lists, &AtomicBool::new(false), &mut |_| {})?;
    Ok(Engine::new(vec![index], vec![root], Vec::new()))
}
