//! Copies of the notebook, each written whole or not at all: one a day, and one before every migration
//! and every return to a copy.
//!
//! Not here: which are kept as they grow old (`copies`).

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rusqlite::Connection;

use super::check::is_whole;
use super::copies::{CopyName, copies, folder, outdated, place};
use super::seal;
use crate::notebook::error::Cause;
use crate::notebook::{Error, Notebook, edition};

impl Notebook {
    /// Copies the notebook to `backups/notebook-YYYY-MM-DD.db` beside it, unless there is a copy
    /// of `today`, and removes old copies: those of the last seven days and one of each of the eight
    /// weeks before are kept. Gives the new copy's path.
    ///
    /// # Errors
    /// When the copy cannot be written, or the notebook not be read whole.
    pub fn back_up(&self, today: Date) -> Result<Option<PathBuf>, Error> {
        if !self.is_kept() {
            return Ok(None);
        }
        back_up(&self.connection, &folder(&self.path), today).map_err(self.failing("back up the notebook"))
    }

    /// Copies the notebook as it is now, whatever copies of `today` there are.
    pub(super) fn back_up_again(&self, today: Date) -> Result<(), Cause> {
        let folder = folder(&self.path);
        fs::create_dir_all(&folder)?;
        let of_today = copies(&folder)?.into_iter().filter(|copy| copy.day == today);
        let number = of_today.map(|copy| copy.number).max().unwrap_or(0) + 1;
        copy(&self.connection, &place(&folder, CopyName { day: today, number }))
    }
}

fn back_up(connection: &Connection, folder: &Path, today: Date) -> Result<Option<PathBuf>, Cause> {
    fs::create_dir_all(folder)?;
    let mut known = copies(folder)?;
    if known.iter().any(|copy| copy.day == today) {
        return Ok(None);
    }
    let name = CopyName { day: today, number: 1 };
    copy(connection, &place(folder, name))?;
    known.push(name);
    known.sort();
    for old in outdated(&known, today) {
        fs::remove_file(place(folder, old))?;
    }
    Ok(Some(place(folder, name)))
}

/// Writes a copy of the notebook to `target`, which appears only when it is whole and on disk.
pub(in crate::notebook) fn copy(connection: &Connection, target: &Path) -> Result<(), Cause> {
    let mut partial = target.as_os_str().to_owned();
    partial.push(".partial");
    let partial = PathBuf::from(partial);
    match fs::remove_file(&partial) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    let written = write_copy(connection, &partial).and_then(|()| Ok(put_in_place(&partial, target)?));
    if written.is_err() {
        // On a full disk the half of a copy would only be in the way.
        let _ = fs::remove_file(&partial);
    }
    written
}

fn write_copy(connection: &Connection, partial: &Path) -> Result<(), Cause> {
    let name = partial.to_str().ok_or_else(|| rusqlite::Error::InvalidPath(partial.to_owned()))?;
    connection.execute("VACUUM INTO ?1", [name])?;
    let copy = Connection::open(partial)?;
    edition::renew(&copy)?;
    seal::seal(&copy)?;
    copy.close().map_err(|(_, error)| error)?;
    is_whole(partial)
}

/// Gives a file that is whole its name, and returns once both are on disk.
pub(super) fn put_in_place(partial: &Path, target: &Path) -> io::Result<()> {
    File::open(partial)?.sync_all()?;
    fs::rename(partial, target)?;
    File::open(target.parent().unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn one_copy_a_day_is_made_and_each_has_what_stood_there_that_day() {
        let folder = tempfile::tempdir().unwrap();
        let mut notebook = Notebook::open(&folder.path().join("notebook.db")).unwrap();
        for number in 1..=9 {
            notebook.keep_session("day", &number.to_string()).unwrap();
            assert!(notebook.back_up(day(&format!("2030-01-0{number}"))).unwrap().is_some());
        }
        assert_eq!(notebook.back_up(day("2030-01-09")).unwrap(), None);
        let backups = folder.path().join("backups");
        // The first two are the latest of no week: the 3rd to the 9th are the last seven days.
        assert_eq!(copies(&backups).unwrap().first().map(|copy| copy.day), Some(day("2030-01-02")));
        let copy = Notebook::open(&backups.join("notebook-2030-01-05.db")).unwrap();
        assert_eq!(copy.session("day").unwrap().as_deref(), Some("5"));
    }

    #[test]
    fn a_clock_that_was_ahead_once_does_not_end_the_copies() {
        let folder = tempfile::tempdir().unwrap();
        let notebook = Notebook::open(&folder.path().join("notebook.db")).unwrap();
        // More than are kept, each in a week of its own.
        for year in 2080..2099 {
            notebook.back_up(day(&format!("{year}-01-01"))).unwrap();
        }
        let today = notebook.back_up(day("2030-01-01")).unwrap().unwrap();
        assert!(today.exists());
    }

    #[test]
    fn a_copy_that_was_cut_short_is_made_anew() {
        let folder = tempfile::tempdir().unwrap();
        let notebook = Notebook::open(&folder.path().join("notebook.db")).unwrap();
        let backups = folder.path().join("backups");
        fs::create_dir(&backups).unwrap();
        fs::write(backups.join("notebook-2030-01-01.db.partial"), "half").unwrap();
        // Not even with its whole name does an empty file count.
        fs::write(backups.join("notebook-2030-01-01.db"), "").unwrap();
        let copy = notebook.back_up(day("2030-01-01")).unwrap().unwrap();
        assert!(fs::metadata(&copy).unwrap().len() > 0 && Notebook::open(&copy).is_ok());
    }

    #[test]
    fn of_a_notebook_in_which_a_row_is_unsound_no_copy_is_made() {
        let folder = tempfile::tempdir().unwrap();
        let notebook = Notebook::open(&folder.path().join("notebook.db")).unwrap();
        let unsound = "INSERT INTO documents (path, part, file_hash) VALUES ('/a.txt', 1, x'00')";
        notebook.connection.execute(unsound, []).unwrap();
        assert!(notebook.back_up(day("2030-01-01")).unwrap_err().is_damage());
        assert_eq!(fs::read_dir(folder.path().join("backups")).unwrap().count(), 0);
    }

    #[test]
    fn a_notebook_in_memory_is_not_copied() {
        assert_eq!(Notebook::in_memory().unwrap().back_up(day("2030-01-01")).unwrap(), None);
    }
}
