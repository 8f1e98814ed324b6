//! Keeps what the program writes from other people's eyes: texts lie in the index in clear.
//!
//! Not here: the sample in the system's temporary folder (`open`).

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::Path;

use rustix::fs::Mode;

use crate::paths::Paths;

/// What group and others may.
const OTHERS: u32 = 0o077;

/// From now on whatever is written is for its owner only, folders and files.
pub fn write_privately() {
    rustix::process::umask(Mode::RWXG | Mode::RWXO);
}

/// Takes from others what an older version left open. Below the folders of the indexes nothing needs to
/// be looked at: nobody else gets there.
pub fn close(paths: &Paths) {
    for folder in [&paths.cache, &paths.indexes(), &paths.data, &paths.state] {
        close_one(folder);
    }
    for folder in [paths.data.clone(), paths.data.join("backups"), paths.state.clone()] {
        let inside = fs::read_dir(folder).into_iter().flatten().flatten();
        inside.for_each(|entry| close_one(&entry.path()));
    }
}

/// Takes every right of others from a file or folder of the reader's own. A link is left alone.
fn close_one(path: &Path) {
    let Ok(metadata) = fs::symlink_metadata(path) else { return };
    let own = metadata.uid() == rustix::process::geteuid().as_raw();
    let mut permissions = metadata.permissions();
    if own && !metadata.is_symlink() && permissions.mode() & OTHERS != 0 {
        permissions.set_mode(permissions.mode() & !OTHERS);
        // Where the file system has no rights there is nothing to take.
        let _ = fs::set_permissions(path, permissions);
    }
}
