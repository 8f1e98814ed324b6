//! From the bytes of one file to its visible text. Pure; one format a file.
//!
//! Not here: which of the text is article and which site chrome (`segment`), and reading the
//! file from disk (`ingest`).

mod plain;

use crate::model::{Extract, Problem};

/// Extracts the text of a file from its bytes.
///
/// `name` is the file's name; its ending is a hint, the bytes decide. A text of more than
/// 16 MiB comes as several parts, in order.
///
/// # Errors
/// The reason, in words for the reader, why the bytes give no text.
pub fn extract(name: &str, bytes: &[u8]) -> Result<Vec<Extract>, Problem> {
    let _ = name;
    Ok(vec![plain::extract(&String::from_utf8_lossy(bytes))])
}

/// Decodes the bytes of a plain-text file; line ends become LF.
///
/// # Errors
/// The reason why the bytes are not text.
pub fn decode(name: &str, bytes: &[u8]) -> Result<String, Problem> {
    let _ = name;
    Ok(String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n"))
}
