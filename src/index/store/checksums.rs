//! The list of checksums that lies beside the engine's files: of each file as it was written, and of the
//! engine's own list of segments (`meta.json`). It is written with every commit, and says afterwards
//! whether the files are still what was written.
//!
//! The list is written before `meta.json` and covers that of before too. So whatever moment a process is
//! killed at, the two that lie there fit each other.
//!
//! Not here: when files are compared (`generation`, `index`), and who writes (`directory`).

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// The file that keeps the list.
pub(super) const FILE: &str = "checksums";

/// The engine's own list of segments.
pub(super) const META: &str = "meta.json";

/// Of the list's layout.
const VERSION: u8 = 1;

/// Bytes read at once.
const CHUNK: usize = 1 << 18;

/// How often commits of somebody else may come between while files are compared.
const ATTEMPTS: usize = 20;

/// What a file was when it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Checksum {
    length: u64,
    hash: u64,
}

/// How closely files are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// The list and `meta.json` whole, of the other files the length: as quick as opening them.
    Lengths,
    /// Every byte.
    Bytes,
}

/// The list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Checksums {
    /// Of `meta.json`: as it is about to be, and as it is.
    metas: Vec<Checksum>,
    /// Of the files of segments, by name.
    files: BTreeMap<String, Checksum>,
}

/// Takes the checksum of a file while its bytes stream through.
#[derive(Clone, Default)]
pub(super) struct Summing {
    length: u64,
    hasher: Xxh3,
}

impl Summing {
    pub(super) fn update(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        self.hasher.update(bytes);
    }

    pub(super) fn checksum(&self) -> Checksum {
        Checksum { length: self.length, hash: self.hasher.digest() }
    }
}

impl Checksum {
    fn of(bytes: &[u8]) -> Checksum {
        Checksum { length: bytes.len() as u64, hash: xxh3_64(bytes) }
    }

    /// Whether the file at `path` is as it was. One that is not there is not.
    fn fits(self, path: &Path, depth: Depth) -> io::Result<bool> {
        let compare = || -> io::Result<bool> {
            let mut file = File::open(path)?;
            if file.metadata()?.len() != self.length {
                return Ok(false);
            }
            if depth == Depth::Lengths {
                return Ok(true);
            }
            let (mut summing, mut chunk) = (Summing::default(), vec![0; CHUNK]);
            loop {
                match file.read(&mut chunk)? {
                    0 => return Ok(summing.checksum() == self),
                    read => summing.update(chunk.get(..read).unwrap_or_default()),
                }
            }
        };
        match compare() {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            compared => compared,
        }
    }
}

impl Checksums {
    /// The list of a folder; `None` when it is missing or damaged.
    pub(super) fn read(folder: &Path) -> Option<Checksums> {
        decode(&fs::read(folder.join(FILE)).ok()?)
    }

    /// Notes what a file of a segment was written as.
    pub(super) fn note(&mut self, name: &str, checksum: Checksum) {
        self.files.insert(name.to_owned(), checksum);
    }

    /// The names of the files it lists.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The list for the moment at which `meta` takes the place of the `former` one.
    pub(super) fn for_commit(&self, meta: &[u8], former: &[u8]) -> Checksums {
        let segments = [segments(meta), segments(former)].concat();
        let named = |name: &str| segments.iter().any(|segment| segment.owns(name));
        let files = self.files.iter().filter(|(name, _)| named(name));
        Checksums {
            metas: vec![Checksum::of(meta), Checksum::of(former)],
            files: files.map(|(name, &checksum)| (name.clone(), checksum)).collect(),
        }
    }

    /// As bytes: the version, a checksum, and the list.
    ///
    /// # Errors
    /// When it cannot be encoded.
    pub(super) fn encode(&self) -> io::Result<Vec<u8>> {
        let bytes = postcard::to_stdvec(self).map_err(io::Error::other)?;
        Ok([&[VERSION], &xxh3_64(&bytes).to_le_bytes()[..], &bytes].concat())
    }
}

fn decode(bytes: &[u8]) -> Option<Checksums> {
    let (sum, list) = bytes.strip_prefix(&[VERSION])?.split_first_chunk()?;
    (xxh3_64(list) == u64::from_le_bytes(*sum)).then(|| postcard::from_bytes(list).ok())?
}

/// A segment, as `meta.json` names it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct CommittedSegment {
    /// What the names of its files begin with.
    id: String,
    /// The end of the name of the file that says which of its rows are deleted.
    deletes: Option<String>,
}

impl CommittedSegment {
    /// Whether it consists of this file among others.
    fn owns(&self, name: &str) -> bool {
        let Some(end) = name.strip_prefix(&self.id).and_then(|end| end.strip_prefix('.')) else {
            return false;
        };
        if end.ends_with("del") { Some(end) == self.deletes.as_deref() } else { !end.ends_with("temp") }
    }
}

/// The segments that a `meta.json` names; none when it cannot be understood.
fn segments(meta: &[u8]) -> Vec<CommittedSegment> {
    let meta: serde_json::Value = serde_json::from_slice(meta).unwrap_or_default();
    let segments = meta["segments"].as_array().cloned().unwrap_or_default();
    let named = segments.iter().filter_map(|segment| {
        let id = segment["segment_id"].as_str()?.replace('-', "");
        let deletes = segment["deletes"]["opstamp"].as_u64().map(|stamp| format!("{stamp}.del"));
        Some(CommittedSegment { id, deletes })
    });
    named.collect()
}

/// Whether the files in a folder are not as they were written.
///
/// # Errors
/// When they cannot be looked at.
pub(super) fn is_damaged(folder: &Path, depth: Depth) -> io::Result<bool> {
    let read_meta = || match fs::read(folder.join(META)) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        read => read.map(Some),
    };
    let mut meta = read_meta()?;
    for _ in 0..ATTEMPTS {
        let compared = match &meta {
            Some(meta) => is_whole(folder, meta, depth),
            None => Ok(false),
        };
        if let Ok(true) = compared {
            return Ok(false);
        }
        let before = std::mem::replace(&mut meta, read_meta()?);
        if before != meta {
            // Somebody has committed meanwhile.
            continue;
        }
        return match compared {
            Ok(_) => Ok(true),
            // A disk may fail once and give the bytes the next time.
            Err(_) => meta.map_or(Ok(true), |meta| is_whole(folder, &meta, depth).map(|whole| !whole)),
        };
    }
    Ok(false)
}

/// Whether the files that this `meta.json` names, and it, are as the list says.
fn is_whole(folder: &Path, meta: &[u8], depth: Depth) -> io::Result<bool> {
    let Some(list) = Checksums::read(folder).filter(|list| list.metas.contains(&Checksum::of(meta))) else {
        return Ok(false);
    };
    for segment in segments(meta) {
        let mut files = list.files.iter().filter(|(name, _)| segment.owns(name)).peekable();
        if files.peek().is_none() {
            return Ok(false);
        }
        for (name, checksum) in files {
            if !checksum.fits(&folder.join(name), depth)? {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    const META_JSON: &str = r#"{"segments":[{"segment_id":"0a-1b","max_doc":3,"deletes":{"num_deleted_docs":1,
        "opstamp":9}},{"segment_id":"ff-00","max_doc":1,"deletes":null}]}"#;

    #[test]
    fn a_segment_owns_its_files_and_of_its_deletions_the_last() {
        let of = segments(META_JSON.as_bytes());
        let owned = |name: &str| of.iter().any(|segment| segment.owns(name));
        assert!(owned("0a1b.store") && owned("ff00.fast") && owned("0a1b.9.del"));
        assert!(
            !owned("0a1b.8.del") && !owned("ff00.9.del") && !owned("0a1b.store.temp") && !owned("0a1bc.idx")
        );
        assert!(segments(b"{").is_empty());
    }

    #[test]
    fn the_list_protects_itself() {
        let mut list = Checksums::default();
        list.note("0a1b.store", Checksum::of(b"words"));
        let bytes = list.encode().unwrap();
        assert_eq!(decode(&bytes), Some(list));
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert_eq!(decode(&damaged), None, "byte {at}");
        }
    }

    #[test]
    fn the_list_covers_what_is_committed_and_what_was() {
        let folder = tempfile::tempdir().unwrap();
        let mut list = Checksums::default();
        let put = |name: &str, content: &str| fs::write(folder.path().join(name), content).unwrap();
        for name in ["0a1b.store", "0a1b.9.del", "ff00.fast"] {
            put(name, name);
            list.note(name, Checksum::of(name.as_bytes()));
        }
        let is_damaged = |depth| is_damaged(folder.path(), depth).unwrap();
        put(META, "{}");
        assert!(is_damaged(Depth::Lengths), "there is no list yet");
        fs::write(folder.path().join(FILE), list.for_commit(META_JSON.as_bytes(), b"{}").encode().unwrap())
            .unwrap();
        assert!(!is_damaged(Depth::Bytes), "killed before meta.json was renamed");
        put(META, META_JSON);
        assert!(!is_damaged(Depth::Bytes));
        put("ff00.fast", "ff00.fasT");
        assert!(!is_damaged(Depth::Lengths) && is_damaged(Depth::Bytes));
        put("ff00.fast", "ff00.fas");
        assert!(is_damaged(Depth::Lengths));
        fs::remove_file(folder.path().join("ff00.fast")).unwrap();
        assert!(is_damaged(Depth::Lengths));
    }
}
