//! A long list of files in little memory: some 30 bytes each, in the order in which they are added. A name is kept as
//! what is other than in the one before it, a stamp as its differences. The list is gone through from the beginning;
//! where that is for the last time, what was passed is given back.
//!
//! Not here: finding the files (`walk`), and what is to be done about them (`plan`).

use std::collections::VecDeque;
use std::marker::PhantomData;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::model::FileStamp;

/// A piece of the list is closed once it has so many bytes. Set by hand: what is given back at a time.
const PIECE: usize = 64 << 10;

/// A file as the walk meets it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::ingest) struct FoundFile {
    /// The path below the root, as in `SourceFile::path`.
    pub name: String,
    /// What the system says of it. For one behind a link that of its target, without the device: the
    /// link is in the folder though its target's disk is away.
    pub stamp: FileStamp,
    /// The path of the scan that it may be the text of. It stands right behind that, with others of it.
    pub beside: Option<String>,
}

/// Files with something that is said of each.
#[derive(Clone, Debug)]
pub(in crate::ingest) struct FileList<T> {
    /// Each can be read by itself.
    pieces: VecDeque<Vec<u8>>,
    /// The last one that was added, in the last piece.
    last: FoundFile,
    length: usize,
    said: PhantomData<T>,
}

impl<T> Default for FileList<T> {
    fn default() -> FileList<T> {
        FileList { pieces: VecDeque::new(), last: FoundFile::default(), length: 0, said: PhantomData }
    }
}

impl<T: Serialize + DeserializeOwned> FileList<T> {
    /// Adds a file at the end.
    pub fn push(&mut self, file: FoundFile, said: &T) {
        if self.pieces.back().is_none_or(|piece| piece.len() >= PIECE) {
            if let Some(piece) = self.pieces.back_mut() {
                piece.shrink_to_fit();
            }
            self.pieces.push_back(Vec::with_capacity(PIECE + PIECE / 16));
            self.last = FoundFile::default();
        }
        let Some(piece) = self.pieces.back_mut() else { return };
        let shared = shared(&self.last.name, &file.name);
        let (now, before) = (&file.stamp, &self.last.stamp);
        put(piece, shared as u64);
        put_text(piece, &file.name[shared..]);
        put(piece, now.size);
        put_difference(piece, now.modified, before.modified);
        put_difference(piece, now.changed, now.modified);
        put_difference(piece, now.inode as i64, before.inode as i64);
        put_difference(piece, now.device as i64, before.device as i64);
        match &file.beside {
            None => put(piece, 0),
            Some(scan) => {
                put(piece, 1);
                put_text(piece, scan);
            }
        }
        // What is said is plain data, which can always be written down.
        if let Ok(more) = postcard::to_extend(said, std::mem::take(piece)) {
            *piece = more;
        }
        self.length += 1;
        self.last = file;
    }
}

impl<T> FileList<T> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }
}

impl<T: DeserializeOwned> FileList<T> {
    /// The files, one after the other.
    pub fn iter(&self) -> impl Iterator<Item = (FoundFile, T)> {
        self.pieces.iter().flat_map(|piece| {
            let (mut rest, mut before) = (piece.as_slice(), FoundFile::default());
            std::iter::from_fn(move || next(&mut rest, &mut before))
        })
    }
}

impl<T: DeserializeOwned> IntoIterator for FileList<T> {
    type Item = (FoundFile, T);
    type IntoIter = Taken<T>;

    /// The files, one after the other, for the last time.
    fn into_iter(self) -> Taken<T> {
        Taken { pieces: self.pieces, at: 0, before: FoundFile::default(), said: PhantomData }
    }
}

/// A list that is given back piece by piece while it is gone through.
#[derive(Debug)]
pub(in crate::ingest) struct Taken<T> {
    pieces: VecDeque<Vec<u8>>,
    /// Where in the first piece.
    at: usize,
    before: FoundFile,
    said: PhantomData<T>,
}

impl<T: DeserializeOwned> Iterator for Taken<T> {
    type Item = (FoundFile, T);

    fn next(&mut self) -> Option<(FoundFile, T)> {
        loop {
            let piece = self.pieces.front()?;
            let mut rest = piece.get(self.at..).unwrap_or_default();
            if let Some(found) = next(&mut rest, &mut self.before) {
                self.at = piece.len() - rest.len();
                return Some(found);
            }
            self.pieces.pop_front();
            (self.at, self.before) = (0, FoundFile::default());
        }
    }
}

/// Reads the next file of a piece, which comes behind the one `before` it and takes its place.
fn next<T: DeserializeOwned>(rest: &mut &[u8], before: &mut FoundFile) -> Option<(FoundFile, T)> {
    if rest.is_empty() {
        return None;
    }
    let shared = take(rest)? as usize;
    before.name.truncate(shared);
    before.name.push_str(take_text(rest)?);
    let then = before.stamp;
    let size = take(rest)?;
    let modified = take_difference(rest, then.modified)?;
    let changed = take_difference(rest, modified)?;
    let inode = take_difference(rest, then.inode as i64)? as u64;
    let device = take_difference(rest, then.device as i64)? as u64;
    before.stamp = FileStamp { size, modified, changed, inode, device };
    let beside = if take(rest)? == 0 { None } else { Some(take_text(rest)?.to_owned()) };
    let (said, left) = postcard::take_from_bytes(rest).ok()?;
    *rest = left;
    Some((FoundFile { name: before.name.clone(), stamp: before.stamp, beside }, said))
}

/// How many bytes of a name are those of the one before it, in whole characters.
fn shared(before: &str, name: &str) -> usize {
    let same = before.bytes().zip(name.bytes()).take_while(|(one, other)| one == other).count();
    (0..=same).rev().find(|&at| name.is_char_boundary(at)).unwrap_or(0)
}

/// Writes a number, seven bits a byte, the lowest first.
fn put(into: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        into.push(number as u8 | 0x80);
        number >>= 7;
    }
    into.push(number as u8);
}

fn take(rest: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..u64::BITS).step_by(7) {
        let (&byte, left) = rest.split_first()?;
        *rest = left;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            break;
        }
    }
    Some(number)
}

/// Writes how much more a number is than another, small where that is little, whatever its sign.
fn put_difference(into: &mut Vec<u8>, number: i64, from: i64) {
    let difference = number.wrapping_sub(from);
    put(into, (difference << 1 ^ difference >> 63) as u64);
}

fn take_difference(rest: &mut &[u8], from: i64) -> Option<i64> {
    let folded = take(rest)?;
    Some(from.wrapping_add((folded >> 1) as i64 ^ -((folded & 1) as i64)))
}

fn put_text(into: &mut Vec<u8>, text: &str) {
    put(into, text.len() as u64);
    into.extend_from_slice(text.as_bytes());
}

fn take_text<'a>(rest: &mut &'a [u8]) -> Option<&'a str> {
    let length = take(rest)? as usize;
    let (text, left) = rest.split_at_checked(length)?;
    *rest = left;
    str::from_utf8(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Vec<(FoundFile, u32)> {
        let stamps = [
            FileStamp::default(),
            FileStamp { size: u64::MAX, modified: i64::MIN, changed: i64::MAX, inode: u64::MAX, device: 1 },
            FileStamp { size: 3, modified: i64::MAX, changed: i64::MIN, inode: 1, device: u64::MAX },
        ];
        let name = |number: usize| match number % 5 {
            0 => format!("folder {}/é{number}.txt", number / 50),
            1 => format!("folder {}/è{number}.txt", number / 50),
            2 => String::new(),
            _ => format!("folder {}/{}", number / 50, "x".repeat(number % 300)),
        };
        let file = |number: usize| FoundFile {
            name: name(number),
            stamp: stamps[number % 3],
            beside: number.is_multiple_of(7).then(|| name(number + 1)),
        };
        (0..3_000).map(|number| (file(number), number as u32 % 11)).collect()
    }

    #[test]
    fn what_is_added_comes_back_as_it_was_and_in_order() {
        let mut list = FileList::default();
        files().into_iter().for_each(|(file, said)| list.push(file, &said));
        assert_eq!(list.len(), 3_000);
        assert!(list.pieces.len() > 2, "{}", list.pieces.len());
        assert_eq!(list.iter().collect::<Vec<_>>(), files());
        let mut taken = list.into_iter();
        assert_eq!(taken.by_ref().take(2_900).collect::<Vec<_>>(), files()[..2_900]);
        assert_eq!(taken.pieces.len(), 1, "what was passed is given back");
        assert_eq!(taken.count(), 100);
        assert!(FileList::<()>::default().into_iter().next().is_none());
    }

    #[test]
    fn files_of_one_folder_take_few_bytes() {
        let mut list = FileList::<()>::default();
        for number in 0..10_000 {
            let modified = 1_700_000_000_000_000_000 + number * 1_000_000;
            let stamp = FileStamp {
                size: 1_900,
                modified,
                changed: modified,
                inode: 900 + number as u64,
                device: 64,
            };
            let name = format!("articles/2024/{number:06}.txt");
            list.push(FoundFile { name, stamp, beside: None }, &());
        }
        let bytes: usize = list.pieces.iter().map(Vec::len).sum();
        assert!(bytes < 22 * 10_000, "{bytes}");
    }
}
