//! The folder in which notebooks are exchanged: its files read and written.
//!
//! Not here: the text of a file (`query::exchange_files`).

use std::collections::hash_map::RandomState;
use std::fs;
use std::hash::BuildHasher as _;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::cli::read_text::read_text;
use crate::query::{Holding, exchange_files, read_exchange_file, unite};

/// The file with the name of the folder, and the folder of those with notes.
const NAME: &str = "folder-id";
const FILES: &str = "notes";

/// A longer file is not read, in bytes.
const LARGEST: u64 = 64 << 20;

/// A folder that is exchanged by.
pub struct Folder {
    place: PathBuf,
    name: String,
}

impl Folder {
    /// Opens a folder, or makes it. It has a name of its own, by which others know what they exchanged with it.
    pub fn open(place: &Path) -> Result<Folder, String> {
        let failing = |path: &Path, error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let files = place.join(FILES);
        fs::create_dir_all(&files).map_err(|error| failing(&files, &error))?;
        let file = place.join(NAME);
        let name = match fs::read_to_string(&file) {
            Ok(name) => name.trim().to_owned(),
            Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
            Err(error) => return Err(failing(&file, &error)),
        };
        if !name.is_empty() {
            return Ok(Folder { place: files, name });
        }
        let name = format!("{:016x}", RandomState::new().hash_one(()));
        fs::write(&file, format!("{name}\n")).map_err(|error| failing(&file, &error))?;
        Ok(Folder { place: files, name })
    }

    /// Its own name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// All that stands in it; where a file cannot be understood, nothing, as what stands in that might be taken for
    /// deleted.
    pub fn read(&self) -> Result<Holding, String> {
        let mut held = Holding::new();
        for path in self.files()? {
            let said = |error: String| format!("{}: {error}", path.display());
            let text = read_text(&path, LARGEST).map_err(|error| said(error.to_string()))?;
            held = unite(held, read_exchange_file(&text).map_err(said)?);
        }
        Ok(held)
    }

    /// Writes what differs from what stands in it; how many files. Those of other names were read, and go: copies that
    /// came about when two people wrote one file at once.
    pub fn write(&self, holding: &Holding) -> Result<usize, String> {
        let files = exchange_files(holding)?;
        let mut written = 0;
        for (name, text) in &files {
            let path = self.place.join(name);
            if fs::read_to_string(&path).is_ok_and(|before| before == *text) {
                continue;
            }
            let new = self.place.join(format!("{name}.new"));
            let moved = fs::write(&new, text).and_then(|()| fs::rename(&new, &path));
            moved.map_err(|error| format!("{}: {error}", path.display()))?;
            written += 1;
        }
        for path in self.files()? {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if !files.contains_key(&*name) {
                fs::remove_file(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            }
        }
        Ok(written)
    }

    /// The paths of its files, in their order.
    fn files(&self) -> Result<Vec<PathBuf>, String> {
        let said = |error: std::io::Error| format!("{}: {error}", self.place.display());
        let mut files = Vec::new();
        for entry in fs::read_dir(&self.place).map_err(said)? {
            let path = entry.map_err(said)?.path();
            if path.extension().is_some_and(|ending| ending == "toml") {
                files.push(path);
            }
        }
        files.sort();
        Ok(files)
    }
}
