//! What made an index: the file `version` beside it, which protects itself.
//!
//! Not here: what is counted as a version (`schema`).

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use xxhash_rust::xxh3::xxh3_64;

use super::schema;

/// The file.
const FILE: &str = "version";

/// The last version of the schema that was written down without a checksum.
const LAST_BARE: u32 = 4;

/// What made an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum MadeBy {
    /// This version of the program.
    Us,
    /// An older one, by its versions of schema and reading.
    Older(String),
    /// A newer one.
    Newer,
    /// It is not written down, or damaged.
    Unknown,
}

/// What made the index in `dir`.
///
/// # Errors
/// When it cannot be read for another reason than that it is not there.
pub(super) fn made_by(dir: &Path) -> io::Result<MadeBy> {
    match fs::read(dir.join(FILE)) {
        Ok(written) => Ok(understand(&String::from_utf8_lossy(&written))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(MadeBy::Unknown),
        Err(error) => Err(error),
    }
}

fn understand(written: &str) -> MadeBy {
    let (version, sum) = match written.split_once(' ') {
        Some((version, sum)) => (version, Some(sum)),
        None => (written, None),
    };
    let Some(numbers) = numbers(version) else { return MadeBy::Unknown };
    match sum {
        Some(sum) if sum == checksum(version) => {}
        None if numbers.0 <= LAST_BARE => {}
        _ => return MadeBy::Unknown,
    }
    match numbers.cmp(&schema::version_numbers()) {
        std::cmp::Ordering::Equal => MadeBy::Us,
        std::cmp::Ordering::Less => MadeBy::Older(version.to_owned()),
        std::cmp::Ordering::Greater => MadeBy::Newer,
    }
}

/// The versions of schema and reading; the oldest had none of reading.
fn numbers(version: &str) -> Option<(u32, u32)> {
    match version.split_once('.') {
        Some((schema, reading)) => Some((schema.parse().ok()?, reading.parse().ok()?)),
        None => Some((version.parse().ok()?, 0)),
    }
}

fn checksum(version: &str) -> String {
    format!("{:016x}", xxh3_64(version.as_bytes()))
}

/// Writes down that this version of the program made the index in `dir`.
///
/// # Errors
/// When the disk refuses.
pub(super) fn write(dir: &Path) -> io::Result<()> {
    let (schema, reading) = schema::version_numbers();
    let version = format!("{schema}.{reading}");
    let partial = dir.join("version.partial");
    let mut file = fs::File::create(&partial)?;
    write!(file, "{version} {}", checksum(&version))?;
    file.sync_all()?;
    fs::rename(partial, dir.join(FILE))?;
    fs::File::open(dir)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_ours_older_newer_or_damaged() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(made_by(dir.path()).unwrap(), MadeBy::Unknown);
        write(dir.path()).unwrap();
        assert_eq!(made_by(dir.path()).unwrap(), MadeBy::Us);
        for older in ["4", "3.1", "4.0"] {
            assert_eq!(understand(older), MadeBy::Older(older.to_owned()));
        }
        assert_eq!(understand(&format!("99.1 {}", checksum("99.1"))), MadeBy::Newer);
        let (schema, reading) = schema::version_numbers();
        let next = format!("{schema}.{}", reading + 1);
        assert_eq!(understand(&format!("{next} {}", checksum(&next))), MadeBy::Newer);
        for damaged in ["", "x", "5.1", "99.1", "99.1 0000000000000000"] {
            assert_eq!(understand(damaged), MadeBy::Unknown, "{damaged}");
        }
        let written = fs::read(dir.path().join(FILE)).unwrap();
        for at in 0..written.len() {
            let mut flipped = written.clone();
            flipped[at] ^= 1;
            assert_eq!(understand(&String::from_utf8_lossy(&flipped)), MadeBy::Unknown, "byte {at}");
        }
    }
}
