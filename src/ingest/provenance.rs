//! What only a file itself tells of where its documents come from: its SHA-256, the day of its last change, the
//! addresses that its format declares.
//!
//! Not here: what the index knows of it (`query::kept::cited`).

use std::fs::File;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};

use crate::extract;
use crate::model::{Format, PartialDate};

/// Larger files are not read for the addresses they declare, in bytes. Set by hand: web pages are far smaller.
const LARGEST_PAGE: u64 = 16 << 20;

/// What a file tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// SHA-256 of its bytes in hexadecimal digits; `None` when it cannot be read.
    pub sha256: Option<String>,
    /// The day of its last change in UTC, as the disk says.
    pub saved: Option<PartialDate>,
    /// The address of each of its texts, in their order; empty where none declares one.
    pub addresses: Vec<Option<String>>,
}

/// What the file at a path tells; of one that cannot be read nothing.
pub fn provenance(path: &Path) -> Provenance {
    read(path).unwrap_or_default()
}

fn read(path: &Path) -> io::Result<Provenance> {
    let metadata = std::fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(io::Error::other("not a file"));
    }
    let mut file = File::open(path)?;
    let (mut sum, mut page) = (Sha256::new(), Vec::new());
    let mut chunk = vec![0; 64 << 10];
    loop {
        let read = file.read(&mut chunk)?;
        let Some(bytes) = chunk.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
        sum.update(bytes);
        if metadata.len() <= LARGEST_PAGE {
            page.extend_from_slice(bytes);
        }
    }
    let day = metadata.modified().ok().and_then(|time| Timestamp::try_from(time).ok());
    let day = day.map(|time| time.to_zoned(TimeZone::UTC).date().to_string());
    Ok(Provenance {
        sha256: Some(sum.finalize().iter().map(|byte| format!("{byte:02x}")).collect()),
        saved: day.and_then(|day| PartialDate::parse(&day)),
        addresses: addresses(&path.to_string_lossy(), page),
    })
}

/// The addresses that a text file declares of its texts. A text may yet be taken apart into several documents.
fn addresses(name: &str, bytes: Vec<u8>) -> Vec<Option<String>> {
    let declared = || {
        // A compressed page is one; what has parsers that may fail badly is left alone.
        let format = extract::format(name, &bytes).ok()?;
        if !matches!(format, Format::PlainText | Format::Markdown | Format::Html | Format::Feed) {
            return None;
        }
        let parts = extract::extract(name, &bytes).ok()?;
        Some(parts.map(|part| part.metadata.url).collect::<Vec<_>>())
    };
    // A parser that fails takes nothing but the addresses away.
    let declared = catch_unwind(AssertUnwindSafe(declared)).ok().flatten().unwrap_or_default();
    if declared.iter().all(Option::is_none) { Vec::new() } else { declared }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_tells_its_sum_and_the_address_of_its_page() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("page.html");
        let page = "<html><head><link rel=canonical href=\"https://a.example/1\"><title>A thaw</title></head>\
            <body><h1>A thaw</h1><p>The ice of the harbour broke on Monday, said the master of the port.</p></body></html>";
        std::fs::write(&path, page).unwrap();
        let told = provenance(&path);
        assert_eq!(told.addresses, [Some("https://a.example/1".to_owned())]);
        assert!(told.saved.is_some());
        // `sha256sum` of three bytes: FIPS 180-2, appendix B.1.
        std::fs::write(&path, "abc").unwrap();
        let sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(provenance(&path).sha256.as_deref(), Some(sum));
        assert_eq!(provenance(folder.path()), Provenance::default());
        assert_eq!(provenance(&folder.path().join("gone")), Provenance::default());
    }
}
