//! Opens a notebook whose file may be damaged. A damaged file is kept under another name; in its place
//! comes the newest whole copy, with everything over it that can still be read of the damaged file.
//!
//! Not here: what counts as damage (`check`), reading what is damaged (`salvage`).

use std::fmt;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rusqlite::{Connection, OpenFlags};

use super::backup::put_in_place;
use super::check::{damage, is_whole, suspect, trust};
use super::copies::{copies, folder, place};
use super::salvage::{Salvaged, salvage};
use crate::notebook::connection::PATIENCE;
use crate::notebook::error::Cause;
use crate::notebook::open::open;
use crate::notebook::{Error, Notebook, version};

/// What became of a notebook that was damaged, empty or gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// Where the damaged file is now; `None` when there was none.
    pub kept: Option<PathBuf>,
    /// The day of the copy that took its place; `None` when there was none.
    pub copy: Option<Date>,
    /// Whether anything was read of the damaged file.
    pub salvaged: bool,
    /// Whether every row of the damaged file could be read.
    pub complete: bool,
}

impl fmt::Display for Mended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let was = if self.kept.is_some() { "damaged" } else { "gone" };
        write!(f, "the notebook was {was}: ")?;
        match (self.copy, self.salvaged) {
            (_, true) if self.complete => f.write_str("all that stood in it could be read and is kept"),
            (Some(day), true) => {
                write!(f, "the copy of {day} and what could still be read; of later marks some may be lost")
            }
            (Some(day), false) => write!(f, "the copy of {day} is restored; what was marked later is lost"),
            (None, true) => f.write_str("what could still be read is kept, the rest is lost"),
            (None, false) => {
                f.write_str("nothing of it could be read, there was no copy, a new one is begun")
            }
        }?;
        match self.kept.as_ref().and_then(|kept| kept.file_name()) {
            Some(name) => write!(f, " (the damaged file is {})", name.to_string_lossy()),
            None => Ok(()),
        }
    }
}

impl Notebook {
    /// Opens the notebook in a file as [`Notebook::open`] does, after looking through it. A damaged
    /// file gets the name `NAME.damaged-TODAY`; what takes its place is made of the newest whole copy
    /// and of all that can be read of it. One that is empty or gone while there are copies is damaged.
    ///
    /// # Errors
    /// When a newer version of the program wrote it, or the disk refuses; then all is as it was.
    pub fn open_or_mend(path: &Path, today: Date) -> Result<(Notebook, Option<Mended>), Error> {
        open_or_mend(path, today).map_err(|cause| Error::new(path, "open the notebook", cause))
    }
}

fn open_or_mend(path: &Path, today: Date) -> Result<(Notebook, Option<Mended>), Cause> {
    fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    // Of two programs that start at once the second must not rename what the first restored.
    let lock = File::create(path.with_extension("lock"))?;
    lock.lock()?;
    if !is_damaged(path)? {
        let damage = match open(path, &version::STEPS) {
            Err(cause) if cause.is_damage() => cause,
            opened => return Ok((opened?, None)),
        };
        // Of a large one only what a start reads was looked at; a migration reads all of it.
        suspect(path)?;
        if !is_damaged(path)? {
            return Err(damage);
        }
    }
    let mended = mend(path, today)?;
    trust(path)?;
    Ok((open(path, &version::STEPS)?, Some(mended)))
}

/// Whether the notebook cannot be used as it is. None is as good as a new one, but only if there never
/// was one.
fn is_damaged(path: &Path) -> Result<bool, Cause> {
    let length = match fs::metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        metadata => Some(metadata?.len()),
    };
    match length {
        // To SQLite both are new notebooks.
        None | Some(0) => Ok(!copies(&folder(path))?.is_empty()),
        Some(_) => {
            let damage = damage(path)?;
            if damage.is_none() {
                trust(path)?;
            }
            Ok(damage.is_some())
        }
    }
}

/// Makes the new notebook beside the damaged one, and only then exchanges them.
fn mend(path: &Path, today: Date) -> Result<Mended, Cause> {
    let partial = with_ending(path, ".partial");
    for ending in ["", "-wal", "-shm", "-journal"] {
        remove_if_there(&with_ending(&partial, ending))?;
    }
    let copy = lay_copy(path, &partial)?;
    let mut new = open(&partial, &version::STEPS)?;
    // An older copy is kept where it is; as it was before the migration it need not be kept once more.
    remove_if_there(&with_ending(&partial, &format!(".before-v{}", version::STEPS.len())))?;
    let salvaged = read_damaged(path, &mut new.connection)?;
    new.connection.pragma_update(None, "journal_mode", "delete")?;
    drop(new);
    is_whole(&partial)?;
    let kept = exchange(path, &partial, today)?;
    Ok(Mended { complete: salvaged.gaps == 0 && salvaged.rows > 0, salvaged: salvaged.rows > 0, kept, copy })
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Lays the newest whole copy out at a place; its day, or `None` when there is none.
fn lay_copy(path: &Path, target: &Path) -> Result<Option<Date>, Cause> {
    let folder = folder(path);
    for name in copies(&folder)?.into_iter().rev() {
        let copy = place(&folder, name);
        match is_whole(&copy) {
            Ok(()) => {}
            Err(cause) if cause.is_damage() || matches!(cause, Cause::Newer(..)) => continue,
            // A copy that cannot be read today may be the only whole one.
            Err(cause) => return Err(cause),
        }
        fs::copy(&copy, target)?;
        return Ok(Some(name.day));
    }
    Ok(None)
}

/// What can still be read of the damaged notebook, laid over `to`.
fn read_damaged(path: &Path, to: &mut Connection) -> Result<Salvaged, Cause> {
    if fs::metadata(path).map_or(0, |metadata| metadata.len()) == 0 {
        return Ok(Salvaged::default());
    }
    let opened = || -> Result<Connection, Cause> {
        let from = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        from.busy_timeout(PATIENCE)?;
        version::check(&from, &version::STEPS)?;
        Ok(from)
    };
    match opened() {
        Ok(from) => salvage(&from, to),
        Err(cause) if cause.is_damage() || matches!(cause, Cause::Newer(..)) => Ok(Salvaged::default()),
        Err(cause) => Err(cause),
    }
}

/// Puts the new notebook in place of the damaged one, which gets another name together with its log:
/// that belongs to no other. At every moment there is a notebook at the path.
fn exchange(path: &Path, partial: &Path, today: Date) -> Result<Option<PathBuf>, Cause> {
    let mut kept = None;
    if path.exists() {
        let name = |number: u32| match number {
            1 => with_ending(path, &format!(".damaged-{today}")),
            _ => with_ending(path, &format!(".damaged-{today}-{number}")),
        };
        let free = |place: &PathBuf| !place.exists();
        let place = (1..=u32::MAX).map(name).find(free).ok_or(io::Error::from(ErrorKind::AlreadyExists))?;
        // Not every disk has links.
        fs::hard_link(path, &place).or_else(|_| fs::copy(path, &place).map(drop))?;
        kept = Some(place);
    }
    for ending in ["-wal", "-shm"] {
        let beside = with_ending(path, ending);
        let moved = match &kept {
            Some(kept) => fs::rename(&beside, with_ending(kept, ending)),
            None => fs::remove_file(&beside),
        };
        match moved {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            moved => moved?,
        }
    }
    put_in_place(partial, path)?;
    Ok(kept)
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
    use crate::query::NotebookChange;

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
        let id = notebook.issue(&[&file], &|_| true).unwrap().ids[0][0];
        notebook.apply(&[NotebookChange::star(id, true)], "/a").unwrap();
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn stars(notebook: &Notebook) -> Vec<DocumentId> {
        let mut stars: Vec<_> = notebook.marks().unwrap().starred.into_iter().collect();
        stars.sort();
        stars
    }

    fn mended(path: &Path) -> (Notebook, Mended) {
        let (notebook, mended) = Notebook::open_or_mend(path, day("2030-01-05")).unwrap();
        (notebook, mended.unwrap())
    }

    fn noise() -> Vec<u8> {
        (0..20_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect()
    }

    /// Damages the first page of a table or an index; what is in the file then.
    fn damage_root(path: &Path, name: &str) -> Vec<u8> {
        let select = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
        let root: u32 = Connection::open(path).unwrap().query_row(select, [name], |row| row.get(0)).unwrap();
        let mut bytes = fs::read(path).unwrap();
        bytes[(root as usize - 1) * 4096..][..10].fill(0xff);
        fs::write(path, &bytes).unwrap();
        bytes
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
    fn what_is_no_notebook_any_more_is_kept_and_its_newest_whole_copy_restored() {
        let (folder, path) = written();
        for (number, name) in [(1, "damaged-2030-01-05"), (2, "damaged-2030-01-05-2")] {
            // Copies of later days that are damaged, too, are passed over.
            fs::write(folder.path().join("backups/notebook-2030-01-04.db"), noise()).unwrap();
            fs::write(folder.path().join("backups/notebook-2030-01-05.db"), "").unwrap();
            fs::write(&path, noise()).unwrap();
            fs::write(with_ending(&path, "-wal"), "log").unwrap();
            let (notebook, mended) = mended(&path);
            assert_eq!((mended.copy, mended.salvaged), (Some(day("2030-01-01")), false), "{number}");
            let kept = mended.kept.clone().unwrap();
            assert!(mended.to_string().ends_with(&format!("{name})")), "{mended}");
            assert_eq!(fs::read(&kept).unwrap(), noise());
            assert_eq!(fs::read(with_ending(&kept, "-wal")).unwrap(), b"log");
            assert_eq!(stars(&notebook), [DocumentId(1)]);
        }
        assert_eq!(Notebook::open_or_mend(&path, day("2030-01-05")).unwrap().1, None, "once");
    }

    #[test]
    fn what_can_still_be_read_of_a_damaged_notebook_is_laid_over_the_copy() {
        let (_folder, path) = written();
        let edition = Notebook::open(&path).unwrap().edition().unwrap();
        // An index: no row is lost with it.
        let bytes = damage_root(&path, "documents_by_file");
        let (mut notebook, mended) = mended(&path);
        assert!(mended.complete && mended.to_string().contains("all that stood in it"), "{mended}");
        assert_eq!(fs::read(mended.kept.unwrap()).unwrap(), bytes);
        assert_eq!(stars(&notebook), [DocumentId(1), DocumentId(2)]);
        assert_eq!(notebook.edition().unwrap(), edition, "the index need not be made again");
        star(&mut notebook, "/new.txt");
        assert!(stars(&notebook)[2].0 > 1_000_000, "no id that may be lost is issued again");
    }

    #[test]
    fn a_table_that_cannot_be_read_is_that_of_the_copy() {
        let (_folder, path) = written();
        damage_root(&path, "marks");
        let (notebook, mended) = mended(&path);
        assert!(mended.salvaged && !mended.complete);
        assert!(mended.to_string().contains("the copy of 2030-01-01 and what"), "{mended}");
        assert_eq!(stars(&notebook), [DocumentId(1)]);
        assert!(notebook.knows_below("/late").unwrap(), "of the documents nothing is lost");
    }

    #[test]
    fn rows_on_both_sides_of_a_damaged_page_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notebook.db");
        let mut notebook = Notebook::open(&path).unwrap();
        for number in 0..600 {
            star(&mut notebook, &format!("/{number:0200}.txt"));
        }
        drop(notebook);
        let mut bytes = fs::read(&path).unwrap();
        let middle = bytes.len() / 4096 / 2;
        let leaf = (middle..).find(|page| bytes[page * 4096] == 0x0d).unwrap();
        bytes[leaf * 4096..][..4096].fill(0xff);
        fs::write(&path, &bytes).unwrap();
        let (notebook, mended) = mended(&path);
        let kept = stars(&notebook).len();
        assert!(!mended.complete && (550..600).contains(&kept), "{kept}");
        assert!(stars(&notebook).contains(&DocumentId(1)) && stars(&notebook).contains(&DocumentId(600)));
    }

    #[test]
    fn what_only_a_migration_finds_is_mended_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notebook.db");
        let old = Connection::open(&path).unwrap();
        // So large that a start does not look at every row.
        let rows = "PRAGMA user_version = 2;
            WITH RECURSIVE n (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM n WHERE n < 6000)
            INSERT INTO documents (path, part, file_hash) SELECT hex(zeroblob(200)), n, zeroblob(16) FROM n;
            INSERT INTO marks SELECT id, 0, 1 FROM documents; UPDATE marks SET read = 7 WHERE document = 9;";
        old.execute_batch(&[&version::STEPS[..2].concat(), rows].concat()).unwrap();
        drop(old);
        let (notebook, mended) = mended(&path);
        assert!(stars(&notebook).len() == 5999 && !mended.complete, "{mended}");
        assert_eq!(Notebook::open_or_mend(&path, day("2030-01-05")).unwrap().1, None, "once");
    }

    #[test]
    fn a_notebook_that_is_empty_or_gone_while_there_are_copies_is_restored() {
        let (_folder, path) = written();
        for is_gone in [false, true] {
            match is_gone {
                true => fs::remove_file(&path).unwrap(),
                false => fs::write(&path, "").unwrap(),
            }
            let (notebook, mended) = mended(&path);
            assert_eq!((mended.copy, mended.kept.is_none()), (Some(day("2030-01-01")), is_gone));
            assert_eq!(stars(&notebook), [DocumentId(1)]);
        }
    }

    #[test]
    fn an_older_copy_is_migrated_and_nothing_is_left_of_that() {
        let (folder, path) = written();
        fs::write(&path, noise()).unwrap();
        let copy = Connection::open(folder.path().join("backups/notebook-2030-01-02.db")).unwrap();
        copy.execute_batch(&[&version::STEPS[..2].concat(), "PRAGMA user_version = 2"].concat()).unwrap();
        assert_eq!(mended(&path).1.copy, Some(day("2030-01-02")));
        let names = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
        assert!(names.into_iter().all(|name| !name.to_string_lossy().contains("partial")));
    }

    #[test]
    fn without_a_copy_a_new_notebook_is_begun() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notebook.db");
        fs::write(&path, "Dear diary, ".repeat(200)).unwrap();
        let (notebook, mended) = mended(&path);
        assert!(mended.copy.is_none() && stars(&notebook).is_empty());
        assert!(mended.to_string().contains("a new one is begun"), "{mended}");
        assert!(fs::read_to_string(mended.kept.unwrap()).unwrap().starts_with("Dear diary"));
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
