//! `perusal notes sync`: keeps the notebook of a collection in step with a folder of text files, and by that with the
//! notebooks of others who do the same.
//!
//! Not here: merging (`query::merge`), the text of a file (`query::exchange_files`).

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::PathBuf;

use super::folder::Folder;
use super::places::Places;
use super::take_in;
use crate::cli::finding::Searched;
use crate::cli::{Outcome, report_failure};
use crate::notebook::Notebook;
use crate::paths::Paths;
use crate::query::{Held, Holding, Item, merge};

/// A folder to keep in step with.
#[derive(clap::Args)]
pub struct SyncArguments {
    /// The folder; it is made where there is none
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The files and folders whose notes are exchanged; else all that is indexed
    #[arg(long = "in", value_name = "PATH")]
    path: Option<PathBuf>,
    /// Also which documents are read and which are on the reading list: for one person on two machines
    #[arg(long)]
    reading: bool,
}

/// Keeps a notebook and a folder in step.
pub fn sync(asked: &SyncArguments, paths: &Paths) -> io::Result<Outcome> {
    match exchange(asked, paths) {
        Ok(Exchanged { taken, written, waiting }) => {
            writeln!(io::stdout(), "{taken} changes taken in, {written} files written")?;
            if waiting > 0 {
                writeln!(
                    io::stdout(),
                    "{waiting} corrections wait until their files are taken apart as the others say: perusal index, \
                     then notes sync again"
                )?;
            }
            Ok(Outcome::Found)
        }
        Err(error) => Ok(report_failure(&error)),
    }
}

/// What came of it.
struct Exchanged {
    /// Changes of the notebook.
    taken: usize,
    /// Files of the folder.
    written: usize,
    /// Corrections of documents of which it is not known yet which they are.
    waiting: usize,
}

fn exchange(asked: &SyncArguments, paths: &Paths) -> Result<Exchanged, String> {
    let searched = Searched::open(asked.path.as_deref(), paths)?;
    let collection = searched.indexed.collection();
    let opened = Notebook::open_or_mend(&paths.notebook(), jiff::Zoned::now().date());
    let (mut notebook, mended) = opened.map_err(|error| error.to_string())?;
    if let Some(mended) = mended {
        report_failure(&mended.to_string());
    }
    let said = |error: crate::notebook::Error| error.to_string();
    let folder = Folder::open(&asked.folder)?;
    let theirs = folder.read()?;
    let base = notebook.exchanged(&collection, folder.name()).map_err(said)?;
    let known = base.values().chain(theirs.values()).filter_map(|held| held.item().place());
    let mut places = Places::new(&searched, known)?;
    let own = take_in::Own::of(&notebook, &collection, asked.reading)?;
    let mine = own.items(&mut places)?;
    let cut = take_in::cut_anew(&theirs, &mine);
    let is_wanted = |item: &Item| match item {
        Item::Read(_) | Item::Later(_) if !asked.reading => false,
        item => take_in::is_known(item, &places, &cut),
    };
    let (base, theirs, away) = set_aside(base, theirs, &mine, &own, &is_wanted);
    let waits =
        |held: &Held| matches!(held, Held::There(Item::Correction(line)) if take_in::waits(line, &cut));
    let waiting = away.values().filter(|(_, held)| waits(held)).count();
    let merged = merge(&base, &mine, &theirs);
    let taken = own.take(&merged, &mine, &places, &mut notebook, &collection)?;
    let mut all = merged.clone();
    all.extend(away.iter().map(|(key, (_, held))| (key.clone(), held.clone())));
    let written = folder.write(&all)?;
    let mut exchanged = merged;
    exchanged.extend(away.into_iter().filter_map(|(key, (base, _))| Some((key, base?))));
    notebook.keep_exchanged(&collection, folder.name(), &exchanged).map_err(said)?;
    Ok(Exchanged { taken, written, waiting })
}

/// What is of documents that are not here, or is not wanted, stays as it is, for those who have them: each with what was exchanged of it
/// and what stands in the folder.
type Away = BTreeMap<String, (Option<Held>, Held)>;

fn set_aside(
    mut base: Holding,
    mut theirs: Holding,
    mine: &BTreeMap<String, Item>,
    own: &take_in::Own,
    is_wanted: &dyn Fn(&Item) -> bool,
) -> (Holding, Holding, Away) {
    let keys: Vec<String> = base.keys().chain(theirs.keys()).cloned().collect();
    let mut away = Away::new();
    for key in keys.into_iter().filter(|key| !mine.contains_key(key)) {
        let Some(item) = theirs.get(&key).or(base.get(&key)).map(Held::item) else { continue };
        if own.has_note(&key) || !is_wanted(item) {
            let known = base.remove(&key);
            if let Some(held) = theirs.remove(&key).or_else(|| known.clone()) {
                away.insert(key, (known, held));
            }
        }
    }
    (base, theirs, away)
}
