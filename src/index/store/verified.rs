//! When an engine's files were last compared with what was written: once since the machine was started,
//! or once a day where that is not known.
//!
//! Not here: comparing them (`checksums`).

use std::fs;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

/// The file that says for which start of the machine the files are known to be whole.
const FILE: &str = "verified";

/// Where Linux names each start of the machine.
const BOOT: &str = "/proc/sys/kernel/random/boot_id";

/// Seconds of a day.
const DAY: u64 = 24 * 60 * 60;

/// Whether the files were compared since the machine was started.
pub(super) fn is_noted(folder: &Path) -> bool {
    fs::read_to_string(folder.join(FILE)).is_ok_and(|noted| noted == period())
}

/// Notes that they are whole. When that fails they are compared once more than needed.
pub(super) fn note(folder: &Path) {
    let _ = fs::write(folder.join(FILE), period());
}

/// The time for which files that were whole are taken to stay so.
fn period() -> String {
    fs::read_to_string(BOOT).map(|boot| boot.trim().to_owned()).unwrap_or_else(|_| {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        (since.as_secs() / DAY).to_string()
    })
}
