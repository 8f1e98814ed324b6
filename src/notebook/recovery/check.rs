//! Tells a damaged notebook from a disk or a program in the way. Only what SQLite finds twice, on
//! separate connections, in a file that can be read from end to end, is damage.
//!
//! Not here: what is done about it (`mend`).

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::copies::{copies, folder};
use super::salvage::unsound;
use super::seal::verify;
use crate::notebook::connection::PATIENCE;
use crate::notebook::error::Cause;
use crate::notebook::{Error, Notebook, version};

/// Up to this many bytes a notebook is looked through before it is opened; a larger one behind the
/// first screen, for that takes longer than the rest of a start.
const SMALL: u64 = 2 << 20;

/// What reads every row that a start reads, by the version since which there are such rows.
const READ_AT_START: [(u32, &str); 5] = [
    (
        1,
        "SELECT (SELECT total(read + starred) FROM marks)
        + (SELECT total(offset) FROM positions) + (SELECT total(length(value)) FROM session)",
    ),
    (2, " + (SELECT total(number + length(name)) FROM corrections)"),
    (
        4,
        " + (SELECT total(number) FROM openings) + (SELECT total(length(name) + length(search)) FROM searches)",
    ),
    (
        5,
        " + (SELECT total(length(words) + length(tags) + ifnull(length(anchor), 0)) FROM notes)
        + (SELECT total(length(tag)) FROM document_tags) + (SELECT total(listed) FROM reading_list)
        + (SELECT total(length(name)) FROM dossiers) + (SELECT total(length(piece)) FROM pieces)
        + (SELECT total(place + ifnull(length(value), 0) + ifnull(length(anchor), 0)) FROM document_corrections)
        + (SELECT total(length(anchor)) FROM position_passages) + (SELECT total(length(change)) FROM deeds)
        + (SELECT total(length(content)) FROM exchanged)",
    ),
    (7, " + (SELECT total(place + other) FROM story_corrections)"),
];

/// What the check of SQLite says of a page it did not get, and how that ends when the file is at fault.
const UNREAD: &str = "unable to get the page";
const CORRUPT: &str = "error code=11";

/// A look at every page of a notebook that is still to come, as it was too large for one at the start.
#[derive(Clone, Debug)]
pub struct LookThrough(PathBuf);

impl LookThrough {
    /// Whether it was not looked through on this day: it is before it is copied, and copied once a day. A large notebook
    /// has as many pages as its collections have documents, and starts are many.
    pub fn is_due(&self, today: Date) -> bool {
        !copies(&folder(&self.0)).is_ok_and(|known| known.iter().any(|copy| copy.day == today))
    }

    /// Looks at every page. What is damaged is put together again at the next start: the open connections
    /// of the program would go on writing in a file that was moved away.
    ///
    /// # Errors
    /// When the notebook is damaged, or cannot be read.
    pub fn look(&self) -> Result<(), Error> {
        let found = match confirmed(&self.0, true) {
            Ok(None) => return Ok(()),
            Ok(Some(damage)) => suspect(&self.0).err().map_or(damage, Cause::from),
            Err(cause) => cause,
        };
        Err(Error::new(&self.0, "look through the notebook", found))
    }
}

impl Notebook {
    /// Looks at every page of the notebook in a file; why it is damaged, if it is. Nothing of it is changed.
    ///
    /// # Errors
    /// When it cannot be looked at, and when a newer version of the program wrote it.
    pub fn damage_in(path: &Path) -> Result<Option<Error>, Error> {
        let error = |cause| Error::new(path, "look through the notebook", cause);
        confirmed(path, true).map(|damage| damage.map(error)).map_err(error)
    }

    /// The look through it that is still to come; `None` when it was looked through at the start.
    pub fn look_through(&self) -> Option<LookThrough> {
        let length = || fs::metadata(&self.path).map_or(0, |metadata| metadata.len());
        (self.is_kept() && length() > SMALL).then(|| LookThrough(self.path.clone()))
    }

    /// Has the notebook looked through at the next start, whatever its size.
    pub fn suspect(&self) {
        if self.is_kept() {
            // Without the sign it is found behind the first screen.
            let _ = suspect(&self.path);
        }
    }
}

pub(super) fn suspect(path: &Path) -> io::Result<()> {
    fs::write(sign(path), "")
}

/// The file whose presence says that damage was found.
fn sign(path: &Path) -> PathBuf {
    path.with_extension("suspected")
}

/// Removes the sign that damage was found.
pub(super) fn trust(path: &Path) -> io::Result<()> {
    match fs::remove_file(sign(path)) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// What is wrong with the notebook at a path, if it is damaged. Of a large one only what a start reads
/// is looked at, unless damage was found before.
///
/// # Errors
/// When it cannot be looked at: that says nothing about the notebook.
pub(super) fn damage(path: &Path) -> Result<Option<Cause>, Cause> {
    let length = fs::metadata(path)?.len();
    confirmed(path, length <= SMALL || sign(path).exists())
}

fn confirmed(path: &Path, every_page: bool) -> Result<Option<Cause>, Cause> {
    let look = || match look(path, every_page) {
        Ok(()) => Ok(None),
        Err(cause) if cause.is_damage() => Ok(Some(cause)),
        Err(cause) => Err(cause),
    };
    if look()?.is_none() {
        return Ok(None);
    }
    io::copy(&mut File::open(path)?, &mut io::sink())?;
    look()
}

fn look(path: &Path, every_page: bool) -> Result<(), Cause> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(PATIENCE)?;
    // The log of a damaged notebook is worth keeping, too; to close would be to remove it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    let version = version::check(&connection, &version::STEPS)?;
    if version == 0 {
        let count = "SELECT count(*) FROM sqlite_schema";
        return match connection.query_row(count, [], |row| row.get::<_, i64>(0))? {
            // One that was never written.
            0 => Ok(()),
            _ => Err(Cause::Damaged("its version is 0".to_owned())),
        };
    }
    if every_page {
        return check_all(&connection, version);
    }
    let read = READ_AT_START.iter().filter(|(since, _)| *since <= version).map(|(_, read)| *read);
    connection.query_row(&read.collect::<String>(), [], |_| Ok(())).map_err(of_the_schema)
}

/// Checks rows and indexes against each other: what an index does not find is as good as lost. Then what
/// stands in the rows, which to SQLite is all the same.
fn check_all(connection: &Connection, version: u32) -> Result<(), Cause> {
    check_pages(connection)?;
    if let Some(table) = unsound(connection, version).map_err(of_the_schema)? {
        return Err(Cause::Damaged(format!("a row of {table} is none that was written")));
    }
    verify(connection)
}

/// A statement that every notebook of its version understands was not: its schema is damaged.
fn of_the_schema(error: rusqlite::Error) -> Cause {
    match error.sqlite_error_code() {
        Some(ErrorCode::Unknown) => Cause::Damaged(error.to_string()),
        _ => error.into(),
    }
}

fn check_pages(connection: &Connection) -> Result<(), Cause> {
    let found: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    match found.as_str() {
        "ok" => Ok(()),
        // The check goes on after an error of the disk and reports it as if it were damage.
        _ if found.contains(UNREAD) && !found.ends_with(CORRUPT) => Err(io::Error::other(found).into()),
        _ => Err(Cause::Damaged(found.replace('\n', " "))),
    }
}

/// Looks whether a copy can take the notebook's place.
pub(super) fn is_whole(copy: &Path) -> Result<(), Cause> {
    let connection = Connection::open_with_flags(copy, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    // An empty file would pass the check.
    match version::check(&connection, &version::STEPS)? {
        0 => Err(Cause::Damaged("it is empty".to_owned())),
        version => check_all(&connection, version),
    }
}
