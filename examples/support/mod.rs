//! What examples share: a folder, indexed and ready to be asked.

use std::error::Error;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use perusal::engine::Engine;
use perusal::index::Index;
use perusal::ingest::{self, Root};
use perusal::notebook::Notebook;
use perusal::paths::Paths;

/// The folder, with its index brought up to date.
pub fn open(folder: &Path, home: &Path) -> Result<Engine, Box<dyn Error>> {
    let (root, index) = index(folder, home)?;
    Ok(Engine::new(vec![index], vec![root], Vec::new()))
}

/// A folder with its index, which is kept below `home`.
pub fn index(folder: &Path, home: &Path) -> Result<(Root, Index), Box<dyn Error>> {
    let root = Root::open(folder)?;
    let index = Index::open(&Paths::find(Some(home), &|_| None)?.index_dir(root.path()))?;
    bring_up_to_date(&root, &index, home)?;
    Ok((root, index))
}

/// Reads what changed in a folder.
pub fn bring_up_to_date(root: &Root, index: &Index, home: &Path) -> Result<(), Box<dyn Error>> {
    let paths = Paths::find(Some(home), &|_| None)?;
    let mut notebook = Notebook::open(&paths.notebook())?;
    let (lists, _) = ingest::own_lists::read(&paths.config.join("lists"), false);
    ingest::run(root, index, &mut notebook, &lists, &AtomicBool::new(false), &mut |_| {})?;
    Ok(())
}
