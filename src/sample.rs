//! Unpacks the sample collection that comes with the program, for a first look.

use std::path::{Path, PathBuf};
use std::{fs, io};

use include_dir::{Dir, include_dir};

/// The document that a first look begins with, below the sample's folder: a long article with many names.
pub const FIRST: &str = "papers/profile_the-woman-who-measures.txt";

static SAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/sample");

/// Lays the sample's files out in a folder below `cache` and returns that folder. Files that are
/// there already stay untouched, so that a second start finds nothing to read.
///
/// # Errors
/// When the folder cannot be written.
pub fn lay_out(cache: &Path) -> io::Result<PathBuf> {
    let folder = cache.join("sample");
    write(&SAMPLE, &folder)?;
    Ok(folder)
}

fn write(dir: &Dir, folder: &Path) -> io::Result<()> {
    for file in dir.files() {
        let path = folder.join(file.path());
        let same = fs::metadata(&path).is_ok_and(|known| known.len() == file.contents().len() as u64);
        if !same {
            fs::create_dir_all(path.parent().unwrap_or(folder))?;
            fs::write(path, file.contents())?;
        }
    }
    dir.dirs().try_for_each(|dir| write(dir, folder))
}

#[cfg(test)]
mod tests {
    use super::{FIRST, SAMPLE, lay_out};

    #[test]
    fn a_first_look_begins_with_a_long_article() {
        let text = SAMPLE.get_file(FIRST).unwrap().contents_utf8().unwrap();
        assert!(text.split_whitespace().count() > 500 && text.contains("Olmander"));
    }

    #[test]
    fn the_sample_is_laid_out_once_and_whole() {
        let cache = tempfile::tempdir().unwrap();
        let folder = lay_out(cache.path()).unwrap();
        let file = folder.join("web/tag-archive_dovrin.txt");
        let written = std::fs::metadata(&file).unwrap().modified().unwrap();
        assert_eq!(lay_out(cache.path()).unwrap(), folder);
        assert_eq!(std::fs::metadata(&file).unwrap().modified().unwrap(), written);
    }
}
