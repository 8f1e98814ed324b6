//! Opens the index of a folder for those who only ask it. Nothing is changed there, nothing removed,
//! nothing begun: what cannot answer is an error that says why.
//!
//! Not here: opening it to fill it (`generation`).

use std::path::Path;

use super::folders::{OLDER, engine_dir, folders};
use super::generation::{IndexState, Older, Opening, is_whole_at_first, open_engine};
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
        MadeBy::Us if is_whole_at_first(&folder)? => match open_engine(&folder) {
            Err(refusal) if refusal.is_mended_by_rebuilding() => Err(damaged()),
            opened => opened.map(|reader| Opening { reader, older: None, state: IndexState::Current }),
        },
        MadeBy::Older(_) => {
            Older::open(&folder).map(upgrading).ok_or_else(|| Error::Unreadable { place: place() })
        }
        MadeBy::Us | MadeBy::Unknown | MadeBy::Newer => Err(damaged()),
    }
}

fn upgrading(older: Older) -> Opening {
    Opening { reader: older.reader.clone(), older: Some(older), state: IndexState::Upgrading }
}
