//! Opens compressed files (gzip, bzip2, xz, zstd) as streams.

use std::io::Read;

use bzip2::read::MultiBzDecoder;
use flate2::read::MultiGzDecoder;
use lzma_rust2::XzReader;
use ruzstd::decoding::StreamingDecoder;

use super::inside::Inside;
use crate::extract::contents::{Contents, Piece, ReadOutcome};
use crate::model::Problem;

/// What the forms begin with, from their specifications.
const GZIP: &[u8] = b"\x1F\x8B\x08";
const BZIP2: &[u8] = b"BZh";
const XZ: &[u8] = b"\xFD7zXZ\0";
const ZSTD: &[u8] = b"\x28\xB5\x2F\xFD";
/// Behind its head and the size of its blocks, a bzip2 file has this.
const BLOCK: &[u8] = b"1AY&SY";

/// Whether bytes are a compressed file.
pub fn is_compressed(bytes: &[u8]) -> bool {
    let bzip2 = bytes.starts_with(BZIP2) && bytes.get(4..10) == Some(BLOCK);
    bzip2 || [GZIP, XZ, ZSTD].iter().any(|form| bytes.starts_with(form))
}

/// What the bytes unpack to, as a stream.
///
/// # Errors
/// When they are no such file.
pub fn stream(bytes: &[u8]) -> Result<Box<dyn Read + '_>, Problem> {
    Ok(match bytes {
        _ if bytes.starts_with(GZIP) => Box::new(MultiGzDecoder::new(bytes)),
        _ if bytes.starts_with(BZIP2) => Box::new(MultiBzDecoder::new(bytes)),
        _ if bytes.starts_with(XZ) => Box::new(XzReader::new(bytes, true)),
        _ => Box::new(StreamingDecoder::new(bytes).map_err(|_| broken())?),
    })
}

/// The first bytes that a compressed file unpacks to.
pub fn beginning(bytes: &[u8], length: usize) -> Vec<u8> {
    let mut begins = Vec::new();
    // What comes before a break is there.
    _ = stream(bytes).map(|stream| stream.take(length as u64).read_to_end(&mut begins));
    begins
}

/// The only file in a compressed one. It is called as that, without its last ending.
///
/// # Errors
/// When it is broken, or unpacks to more than is read.
pub fn read(bytes: &[u8]) -> ReadOutcome {
    let mut inside = Inside::default();
    let mut whole = Kept::of(stream(bytes)?);
    inside.take("", &mut whole, 0, bytes.len() as u64);
    let broke_off = whole.broke_off;
    let mut contents = inside.finish(None);
    match contents.pieces.pop() {
        Some(Piece::Unread { problem, .. }) => return Err(problem),
        Some(file) => contents.pieces.push(file),
        None if broke_off => return Err(broken()),
        None => return Err(Problem::new("no text: what it holds is empty, or a picture, sound or font")),
    }
    let problem = broke_off.then(|| Problem::new("it breaks off: what comes before that was read"));
    Ok(Contents { problem, ..contents })
}

fn broken() -> Problem {
    Problem::new("a broken compressed file")
}

/// A stream that ends where it breaks off.
struct Kept<'s> {
    stream: Box<dyn Read + 's>,
    broke_off: bool,
}

impl Kept<'_> {
    fn of(stream: Box<dyn Read + '_>) -> Kept<'_> {
        Kept { stream, broke_off: false }
    }
}

impl Read for Kept<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        match self.stream.read(buffer) {
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => Err(error),
            Err(_) => {
                self.broke_off = true;
                Ok(0)
            }
            read => read,
        }
    }
}
