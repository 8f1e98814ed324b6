//! Opening a notebook whose file may be damaged. What cannot be read is moved aside, never
//! removed, and the newest whole copy takes its place, so that reading goes on.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::connection::PATIENCE;
use super::error::Cause;
use super::open::open;
use super::{Error, Notebook, backup, migrate};

/// What became of a damaged notebook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// Where the damaged file is now.
    pub aside: PathBuf,
    /// The day of the copy that took its place; `None` when there was none and a new notebook
    /// was begun.
    pub restored: Option<Date>,
}

impl fmt::Display for Mended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.aside.file_name().unwrap_or_default().to_string_lossy();
        write!(f, "damaged notebook moved to {name}; ")?;
        match self.restored {
            Some(day) => write!(f, "{day} restored"),
            None => f.write_str("a new one begun"),
        }
    }
}

impl Notebook {
    /// Opens the notebook in a file as [`Notebook::open`] does, after looking through it.
    /// A damaged file is moved aside, to `NAME.damaged-TODAY`, and the newest whole copy or a new
    /// notebook takes its place.
    ///
    /// # Errors
    /// When a newer version of the program wrote it, or the disk refuses; then all is as it was.
    pub fn open_or_mend(path: &Path, today: Date) -> Result<(Notebook, Option<Mended>), Error> {
        open_or_mend(path, today).map_err(|cause| Error::new(path, "open the notebook", cause))
    }
}

fn open_or_mend(path: &Path, today: Date) -> Result<(Notebook, Option<Mended>), Cause> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    // Of two programs that start at once the second must not move aside what the first restored.
    let alone = File::create(path.with_extension("lock"))?;
    alone.lock()?;
    let opened = look_through(path, today).and_then(|()| open(path, &migrate::STEPS));
    match opened {
        Err(cause) if cause.is_damage() => {}
        opened => return Ok((opened?, None)),
    }
    let aside = move_aside(path, today)?;
    let restored = restore(path)?;
    File::open(folder)?.sync_all()?;
    Ok((open(path, &migrate::STEPS)?, Some(Mended { aside, restored })))
}

/// Looks whether a notebook can be used, and once a day, before it is copied, at every page of
/// it: that takes time, and every start would have to wait. No notebook is as good as a whole one.
fn look_through(path: &Path, today: Date) -> Result<(), Cause> {
    let length = match fs::metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        metadata => metadata?.len(),
    };
    // To SQLite that is a new notebook; but somebody has already written in this one.
    if length == 0 && !backup::copies(path)?.is_empty() {
        return Err(Cause::Damaged("it is empty".to_owned()));
    }
    let connection = Connection::open(path)?;
    connection.busy_timeout(PATIENCE)?;
    // The log of a damaged notebook is worth keeping, too; to close would be to remove it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    migrate::check(&connection, &migrate::STEPS)?;
    let looked = backup::copies(path)?.last().is_some_and(|&(day, _)| day >= today);
    if looked { Ok(()) } else { quick_check(&connection) }
}

fn quick_check(connection: &Connection) -> Result<(), Cause> {
    let found: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if found == "ok" { Ok(()) } else { Err(Cause::Damaged(found)) }
}

/// Moves a notebook aside with its log, which belongs to no other.
fn move_aside(path: &Path, today: Date) -> io::Result<PathBuf> {
    let name = |number: u32| match number {
        1 => with_ending(path, &format!(".damaged-{today}")),
        _ => with_ending(path, &format!(".damaged-{today}-{number}")),
    };
    let free = |aside: &PathBuf| !aside.exists();
    let aside = (1..=u32::MAX).map(name).find(free).ok_or(ErrorKind::AlreadyExists)?;
    // The notebook last: if the power fails in between, the rest follows the next time.
    for ending in ["-wal", "-shm", ""] {
        match fs::rename(with_ending(path, ending), with_ending(&aside, ending)) {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            moved => moved?,
        }
    }
    Ok(aside)
}

/// Puts the newest whole copy in place; its day, or `None` when there is none.
fn restore(path: &Path) -> Result<Option<Date>, Cause> {
    for (day, copy) in backup::copies(path)?.into_iter().rev() {
        if is_whole(&copy).is_err() {
            continue;
        }
        let partial = with_ending(path, ".partial");
        fs::copy(&copy, &partial)?;
        File::open(&partial)?.sync_all()?;
        fs::rename(&partial, path)?;
        return Ok(Some(day));
    }
    Ok(None)
}

fn is_whole(copy: &Path) -> Result<(), Cause> {
    let connection = Connection::open_with_flags(copy, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    // An empty file would pass the check.
    match migrate::check(&connection, &migrate::STEPS)? {
        0 => Err(Cause::Damaged("it is empty".to_owned())),
        _ => quick_check(&connection),
    }
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut path = path.as_os_str().to_owned();
    path.push(ending);
    PathBuf::from(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DocumentId;
    use crate::notebook::{DocumentLocators, FileLocators};
    use crate::query::MarkChange;

    /// A folder whose notebook has one document with a star, copied on the first, and another
    /// one starred later.
    fn written() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notebook.db");
        let mut notebook = Notebook::open(&path).unwrap();
        star(&mut notebook, "/early.txt");
        notebook.back_up(day("2030-01-01")).unwrap();
        star(&mut notebook, "/late.txt");
        drop(notebook);
        (folder, path)
    }

    fn star(notebook: &mut Notebook, path: &str) {
        let documents = vec![DocumentLocators { part: 1, ..Default::default() }];
        let file = FileLocators { path: path.to_owned(), hash: 1, documents };
        let id = notebook.issue(&[&file], &|_| true).unwrap()[0][0];
        notebook.apply(&MarkChange::Star { id, value: true }).unwrap();
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn stars(notebook: &Notebook) -> Vec<DocumentId> {
        let mut stars: Vec<_> = notebook.marks().unwrap().starred.into_iter().collect();
        stars.sort();
        stars
    }

    #[test]
    fn a_whole_notebook_is_opened_as_it_is_and_a_missing_one_made() {
        let (folder, path) = written();
        let (notebook, mended) = Notebook::open_or_mend(&path, day("2030-01-02")).unwrap();
        assert_eq!((stars(&notebook).len(), mended), (2, None));
        let new = folder.path().join("new/notebook.db");
        assert_eq!(Notebook::open_or_mend(&new, day("2030-01-02")).unwrap().1, None);
    }

    #[test]
    fn a_damaged_notebook_is_moved_aside_and_its_newest_whole_copy_restored() {
        let (folder, path) = written();
        let noise: Vec<u8> = (0..20_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        for (number, name) in [(1, "damaged-2030-01-05"), (2, "damaged-2030-01-05-2")] {
            // A copy of a later day that is damaged, too, is passed over.
            fs::write(folder.path().join("backups/notebook-2030-01-04.db"), &noise).unwrap();
            fs::write(&path, &noise).unwrap();
            fs::write(with_ending(&path, "-wal"), "log").unwrap();
            let (notebook, mended) = Notebook::open_or_mend(&path, day("2030-01-05")).unwrap();
            let mended = mended.unwrap();
            assert_eq!(mended.restored, Some(day("2030-01-01")), "{number}");
            assert!(mended.to_string().contains(&format!("{name}; 2030-01-01")), "{mended}");
            assert_eq!(fs::read(&mended.aside).unwrap(), noise);
            assert_eq!(fs::read(with_ending(&mended.aside, "-wal")).unwrap(), b"log");
            assert_eq!(stars(&notebook), [DocumentId(1)]);
        }
        assert_eq!(Notebook::open_or_mend(&path, day("2030-01-05")).unwrap().1, None, "once");
    }

    #[test]
    fn damage_in_the_middle_is_found_as_well() {
        let (_folder, path) = written();
        let mut bytes = fs::read(&path).unwrap();
        // The second page is the root of the first table.
        bytes[4096..4106].fill(0xff);
        fs::write(&path, &bytes).unwrap();
        let (notebook, mended) = Notebook::open_or_mend(&path, day("2030-01-05")).unwrap();
        assert_eq!(fs::read(mended.unwrap().aside).unwrap(), bytes);
        assert_eq!(stars(&notebook), [DocumentId(1)]);
    }

    #[test]
    fn a_notebook_emptied_after_it_was_copied_is_damaged() {
        let (_folder, path) = written();
        fs::write(&path, "").unwrap();
        let (notebook, mended) = Notebook::open_or_mend(&path, day("2030-01-05")).unwrap();
        assert_eq!(mended.unwrap().restored, Some(day("2030-01-01")));
        assert_eq!(stars(&notebook), [DocumentId(1)]);
    }

    #[test]
    fn without_a_copy_a_new_notebook_is_begun() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notebook.db");
        fs::write(&path, "Dear diary, ".repeat(200)).unwrap();
        let (notebook, mended) = Notebook::open_or_mend(&path, day("2030-01-05")).unwrap();
        let mended = mended.unwrap();
        assert!(mended.restored.is_none() && stars(&notebook).is_empty());
        assert!(fs::read_to_string(mended.aside).unwrap().starts_with("Dear diary"));
    }

    #[test]
    fn a_newer_notebook_is_refused_and_left_where_it_is() {
        let (_folder, path) = written();
        Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
        let before = fs::read(&path).unwrap();
        assert!(Notebook::open_or_mend(&path, day("2030-01-05")).unwrap_err().is_newer());
        assert_eq!(fs::read(&path).unwrap(), before);
    }
}
