//! Reads the files of a tar archive as they come.

use std::io::Read;

use tar::{Archive, EntryType};

use super::inside::{Inside, is_of_system, shown};
use crate::extract::contents::Contents;
use crate::model::Problem;

/// The length of a header, in bytes.
const HEADER: usize = 512;
/// Where its sum stands, in octal digits.
const SUM: std::ops::Range<usize> = 148..156;
/// Bytes that are unpacked from one archive. Set by hand.
const MOST_BYTES: u64 = 2 << 30;

/// Whether bytes open with the header of a tar archive: its sum is right.
pub fn is_one(bytes: &[u8]) -> bool {
    let Some(header) = bytes.get(..HEADER).filter(|header| header[0] != 0) else { return false };
    let digits: String = header[SUM].iter().map(|&byte| byte as char).collect();
    let written = u32::from_str_radix(digits.trim_matches(['\0', ' ']), 8);
    let blank = |(at, &byte): (usize, &u8)| u32::from(if SUM.contains(&at) { b' ' } else { byte });
    written == Ok(header.iter().enumerate().map(blank).sum())
}

/// The files from that number on, of a stream that is packed to so many bytes.
pub fn read(stream: impl Read, packed: usize, from: usize) -> Contents {
    let mut inside = Inside::default();
    let mut archive = Archive::new(stream.take(MOST_BYTES));
    let Ok(entries) = archive.entries() else { return Contents::default() };
    for (number, entry) in entries.enumerate() {
        if number >= from && (inside.is_full() || inside.is_unsound()) {
            return inside.finish(Some(number));
        }
        let entry = match entry {
            Ok(entry) => entry,
            Err(_) => {
                inside.break_off(Problem::new(
                    "the archive is broken, or larger than is read: the rest of it was not read",
                ));
                break;
            }
        };
        let name = shown(&String::from_utf8_lossy(&entry.path_bytes()));
        if number < from || is_of_system(&name) {
            continue;
        }
        match entry.header().entry_type() {
            EntryType::Regular | EntryType::Continuous | EntryType::GNUSparse => {
                let size = entry.size();
                // A stream is packed as a whole; no file of it takes more than all of it.
                inside.take(&name, entry, size, packed as u64);
            }
            EntryType::Symlink | EntryType::Link => {
                inside.pass_over(&name, Problem::new("a link: not followed"))
            }
            EntryType::Char | EntryType::Block | EntryType::Fifo => {
                inside.pass_over(&name, Problem::new("a device, not a file"));
            }
            _ => {}
        }
    }
    inside.finish(None)
}
