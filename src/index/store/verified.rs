//! When an engine's files were last compared with what was written: once since the machine was started,
//! or once a day where that is not known. And the times at which they were changed last: what another
//! program has touched since is compared before it answers.
//!
//! Not here: comparing them (`checksums`), and when that is done (`generation`).

use std::fs::{self, Metadata};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use xxhash_rust::xxh3::Xxh3;

use super::checksums::{self, Checksums, META};

/// The file that says for which start of the machine the files are known to be whole, and how they lay there
/// when the last writer ended.
const FILE: &str = "verified";

/// Where Linux names each start of the machine.
const BOOT: &str = "/proc/sys/kernel/random/boot_id";

/// Seconds of a day.
const DAY: u64 = 24 * 60 * 60;

/// Whether the files were compared since the machine was started.
pub(super) fn is_noted(folder: &Path) -> bool {
    noted(folder).is_some_and(|(compared, _)| compared == period())
}

/// Notes that they are whole. When that fails they are compared once more than needed.
pub(super) fn note(folder: &Path) {
    write(folder, &period());
}

/// Notes that a writer ends, who has found whole what it has not written itself.
pub(super) fn note_writing(folder: &Path) {
    let compared = noted(folder).map_or_else(|| "never".to_owned(), |(compared, _)| compared);
    write(folder, &compared);
}

/// Whether nobody has touched the files since that was noted.
pub(super) fn is_untouched(folder: &Path) -> bool {
    noted(folder).is_some_and(|(_, stamps)| Some(stamps) == stamps_of(folder))
}

fn write(folder: &Path, compared: &str) {
    let stamps = stamps_of(folder).unwrap_or_default();
    let _ = fs::write(folder.join(FILE), format!("{compared} {stamps}"));
}

/// For which time they were compared, and how they lay there then.
fn noted(folder: &Path) -> Option<(String, String)> {
    let noted = fs::read_to_string(folder.join(FILE)).ok()?;
    let (compared, stamps) = noted.split_once(' ')?;
    Some((compared.to_owned(), stamps.to_owned()))
}

/// The sizes and times of change of all files that are listed, as one number.
fn stamps_of(folder: &Path) -> Option<String> {
    let list = Checksums::read(folder)?;
    let mut stamps = Xxh3::new();
    for name in [META, checksums::FILE].into_iter().chain(list.names()) {
        stamps.update(name.as_bytes());
        if let Ok(found) = fs::metadata(folder.join(name)) {
            stamp(&found).iter().for_each(|number| stamps.update(&number.to_le_bytes()));
        }
    }
    Some(format!("{:016x}", stamps.digest()))
}

/// What changes when somebody writes a file or puts another in its place.
#[cfg(unix)]
fn stamp(found: &Metadata) -> [i64; 5] {
    use std::os::unix::fs::MetadataExt as _;
    [found.size() as i64, found.mtime(), found.mtime_nsec(), found.ctime(), found.ctime_nsec()]
}

/// What changes when somebody writes a file or puts another in its place.
#[cfg(not(unix))]
fn stamp(found: &Metadata) -> [i64; 2] {
    let since = found.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    [found.len() as i64, since.unwrap_or_default().as_nanos() as i64]
}

/// The time for which files that were whole are taken to stay so.
fn period() -> String {
    fs::read_to_string(BOOT).map(|boot| boot.trim().to_owned()).unwrap_or_else(|_| {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        (since.as_secs() / DAY).to_string()
    })
}
