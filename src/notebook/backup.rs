//! Daily backups of the notebook, of which the newest few are kept. `migrate` asks for one before a
//! migration.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rusqlite::Connection;

use super::error::Cause;
use super::{Error, Notebook, edition};

/// How many daily copies are kept.
const KEPT: usize = 7;

impl Notebook {
    /// Copies the notebook to `backups/notebook-YYYY-MM-DD.db` beside it, unless there is a copy
    /// of `today`, and removes the oldest copies beyond seven. Gives the new copy's path.
    ///
    /// # Errors
    /// When the copy cannot be written.
    pub fn back_up(&self, today: Date) -> Result<Option<PathBuf>, Error> {
        if !self.is_kept() {
            return Ok(None);
        }
        back_up(&self.connection, &folder(&self.path), today).map_err(self.failing("back up the notebook"))
    }
}

fn back_up(connection: &Connection, folder: &Path, today: Date) -> Result<Option<PathBuf>, Cause> {
    fs::create_dir_all(folder)?;
    let mut days = days(folder)?;
    // A copy of a day to come was made while the clock was wrong.
    if days.contains(&today) {
        return Ok(None);
    }
    let target = backup_path(folder, today);
    copy(connection, &target)?;
    days.push(today);
    days.sort();
    for &day in days.iter().rev().skip(KEPT).filter(|&&day| day != today) {
        fs::remove_file(backup_path(folder, day))?;
    }
    Ok(Some(target))
}

/// Writes a copy of the notebook to `target`, which appears only when it is whole.
pub(super) fn copy(connection: &Connection, target: &Path) -> Result<(), Cause> {
    let mut partial = target.as_os_str().to_owned();
    partial.push(".partial");
    let partial = PathBuf::from(partial);
    match fs::remove_file(&partial) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    let name = partial.to_str().ok_or_else(|| rusqlite::Error::InvalidPath(partial.clone()))?;
    connection.execute("VACUUM INTO ?1", [name])?;
    edition::renew(&Connection::open(&partial)?)?;
    fs::rename(&partial, target)?;
    Ok(())
}

/// The copies of the notebook at a path with their days, oldest first.
pub(super) fn copies(path: &Path) -> Result<Vec<(Date, PathBuf)>, Cause> {
    let folder = folder(path);
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    Ok(days(&folder)?.into_iter().map(|day| (day, backup_path(&folder, day))).collect())
}

/// Where the copies of the notebook at a path are.
fn folder(path: &Path) -> PathBuf {
    path.with_file_name("backups")
}

/// The days of the copies in a folder, oldest first.
fn days(folder: &Path) -> Result<Vec<Date>, Cause> {
    let mut days = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        let day =
            name.to_str().and_then(|name| name.strip_prefix("notebook-")?.strip_suffix(".db")?.parse().ok());
        days.extend(day.filter(|&day| backup_path(folder, day).file_name() == Some(&name)));
    }
    days.sort();
    Ok(days)
}

fn backup_path(folder: &Path, day: Date) -> PathBuf {
    folder.join(format!("notebook-{day}.db"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn one_copy_a_day_is_made_and_seven_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let mut notebook = Notebook::open(&folder.path().join("notebook.db")).unwrap();
        for number in 1..=9 {
            notebook.keep_session("day", &number.to_string()).unwrap();
            assert!(notebook.back_up(day(&format!("2030-01-0{number}"))).unwrap().is_some());
        }
        assert_eq!(notebook.back_up(day("2030-01-09")).unwrap(), None);
        let backups = folder.path().join("backups");
        assert_eq!(days(&backups).unwrap().len(), KEPT);
        assert_eq!(days(&backups).unwrap().first(), Some(&day("2030-01-03")));
        let copy = Notebook::open(&backups.join("notebook-2030-01-05.db")).unwrap();
        assert_eq!(copy.session("day").unwrap().as_deref(), Some("5"));
    }

    #[test]
    fn a_clock_that_was_ahead_once_does_not_end_the_copies() {
        let folder = tempfile::tempdir().unwrap();
        let notebook = Notebook::open(&folder.path().join("notebook.db")).unwrap();
        for number in 1..=8 {
            notebook.back_up(day(&format!("2099-01-0{number}"))).unwrap();
        }
        let today = notebook.back_up(day("2030-01-01")).unwrap().unwrap();
        assert!(today.exists());
    }

    #[test]
    fn a_copy_that_was_cut_short_is_made_anew() {
        let folder = tempfile::tempdir().unwrap();
        let notebook = Notebook::open(&folder.path().join("notebook.db")).unwrap();
        fs::create_dir(folder.path().join("backups")).unwrap();
        fs::write(folder.path().join("backups/notebook-2030-01-01.db.partial"), "half").unwrap();
        let copy = notebook.back_up(day("2030-01-01")).unwrap().unwrap();
        assert!(Notebook::open(&copy).is_ok());
    }

    #[test]
    fn a_notebook_in_memory_is_not_copied() {
        assert_eq!(Notebook::in_memory().unwrap().back_up(day("2030-01-01")).unwrap(), None);
    }
}
