//! Reads the files beside a scan, once they are asked for.
//!
//! Not here: by which names they belong together (`names`), and the text in them (`extract`).

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use xxhash_rust::xxh3::xxh3_128;

use super::names::{names_beside, scan_of};
use crate::extract::FileBeside;
use crate::index::KnownFile;
use crate::ingest::file_bytes::file_bytes;

/// The files beside a scan, which are read when they are asked for first.
#[derive(Debug)]
pub struct FilesBeside {
    scan: Option<PathBuf>,
    files: OnceLock<Vec<FileBeside>>,
}

impl FilesBeside {
    /// None, of what is no file on disk.
    pub const fn none() -> FilesBeside {
        FilesBeside { scan: None, files: OnceLock::new() }
    }

    /// Those beside the file at a path.
    pub fn of(path: &Path) -> FilesBeside {
        FilesBeside { scan: Some(path.to_owned()), files: OnceLock::new() }
    }

    /// The files, the best first. One that cannot be read is left out.
    pub fn files(&self) -> &[FileBeside] {
        self.files.get_or_init(|| self.scan.as_deref().map_or_else(Vec::new, files_beside))
    }
}

fn files_beside(scan: &Path) -> Vec<FileBeside> {
    let own = scan.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let exists = |name: &str| name == own || scan.with_file_name(name).is_file();
    let file = |name: String| {
        let path = scan.with_file_name(&name);
        let belongs = path.is_file() && scan_of(&name, exists).is_some_and(|scan| scan == own);
        let bytes = belongs.then(|| file_bytes(&path).ok()).flatten()?;
        Some(FileBeside { name, bytes })
    };
    let mut files: Vec<FileBeside> = Vec::new();
    for file in names_beside(own).into_iter().filter_map(file) {
        // Where the disk takes no heed of capitals each is found twice.
        if !files.iter().any(|known| known.name.eq_ignore_ascii_case(&file.name)) {
            files.push(file);
        }
    }
    files
}

/// The hash of a file, given that of its bytes; with that of a text beside it where the index knows it to be a scan
/// with just that text.
pub(in crate::ingest) fn known_hash(own: u128, known: Option<&KnownFile>, beside: &FilesBeside) -> u128 {
    let Some(known) = known.filter(|known| known.hash != 0 && known.hash != own) else { return own };
    let with = |file: &FileBeside| hash_with(own, &file.bytes);
    beside.files().iter().map(with).find(|&hash| hash == known.hash).unwrap_or(own)
}

/// The hash of a scan with the bytes that its text is from.
pub(in crate::ingest) fn hash_with(scan: u128, text: &[u8]) -> u128 {
    let both = [scan.to_le_bytes(), xxh3_128(text).to_le_bytes()];
    xxh3_128(both.as_flattened())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn files_beside_are_read_the_best_first_and_those_of_another_scan_are_not() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.pdf", "a.png", "a.txt", "a.hocr", "b.txt"] {
            fs::write(folder.path().join(name), name).unwrap();
        }
        let names = |scan: &str| -> Vec<String> {
            let beside = FilesBeside::of(&folder.path().join(scan));
            beside.files().iter().map(|file| file.name.clone()).collect()
        };
        assert_eq!(names("a.pdf"), ["a.hocr", "a.txt"]);
        assert_eq!(names("a.png"), [""; 0]);
        assert!(FilesBeside::none().files().is_empty());
    }
}
