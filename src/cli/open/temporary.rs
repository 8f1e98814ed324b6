//! A folder in the system's temporary folder that others cannot look into and that goes with its owner.

use std::fs::{self, DirBuilder};
use std::io;
use std::path::{Path, PathBuf};

/// The folder; it is removed when this is dropped.
pub struct TemporaryFolder(PathBuf);

impl TemporaryFolder {
    /// Makes it. It must not exist before: other users may write in the folder above.
    ///
    /// # Errors
    /// When it exists, or the disk refuses.
    pub fn make(path: &Path) -> io::Result<TemporaryFolder> {
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(path)?;
        Ok(TemporaryFolder(path.to_owned()))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
