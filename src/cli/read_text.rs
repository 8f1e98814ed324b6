//! Reads a text that an argument names: a file, or standard input.

use std::io;
use std::path::Path;

use crate::small_file;

/// The text of a file of at most so many bytes, or of standard input for `-`.
///
/// # Errors
/// When it cannot be read, is no regular file, is larger or not in UTF-8.
pub fn read_text(path: &Path, most: u64) -> io::Result<String> {
    match path.as_os_str() == "-" {
        true => small_file::read_from(io::stdin().lock(), most),
        false => small_file::read(path, most),
    }
}
