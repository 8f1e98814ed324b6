//! Reads the files of a zip archive in the order of its list.

use std::io::Cursor;

use zip::ZipArchive;

use super::inside::{Inside, is_of_system, shown};
use crate::extract::archive::broken;
use crate::extract::contents::ReadOutcome;
use crate::model::Problem;

/// The files from that number on.
///
/// # Errors
/// When the archive is broken.
pub fn read(bytes: &[u8], from: usize) -> ReadOutcome {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let mut inside = Inside::default();
    for number in from..zip.len() {
        if inside.is_full() || inside.is_unsound() {
            return Ok(inside.finish(Some(number)));
        }
        let name =
            zip.name_for_index(number).and_then(Result::ok).map_or_else(String::new, |name| shown(&name));
        if is_of_system(&name) {
            continue;
        }
        match zip.by_index(number) {
            Ok(file) if file.is_dir() => {}
            Ok(file) if file.is_symlink() => inside.pass_over(&name, Problem::new("a link: not followed")),
            Ok(mut file) => {
                let (size, packed) = (file.size(), file.compressed_size().min(bytes.len() as u64));
                inside.take(&name, &mut file, size, packed);
            }
            Err(error) => inside.pass_over(&name, broken(&error)),
        }
    }
    Ok(inside.finish(None))
}
