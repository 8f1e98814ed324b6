//! Keeps counts on the disk: all of them in one file, and what was counted since in another, which only grows. Each
//! piece of it has a checksum; what a crash left half written is as if it had never been counted. Once the second file
//! is no longer small beside the first, the first is written anew.
//!
//! Not here: what is counted (`boilerplate`).

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::counts::{Counts, Event};

/// Of the files' layout. What lines are known by belongs to the version of reading.
const VERSION: u8 = 5;

/// Bytes that are gathered before they are written. Set by hand.
const PIECE: usize = 256 << 10;

/// The journal may have so many bytes, or half as many as the file of all counts, before that is written anew. Set by
/// hand: reading it takes some milliseconds.
const SMALL: u64 = 1 << 20;

/// What was counted since all counts were written.
#[derive(Debug)]
pub(super) struct Journal {
    kept: Kept,
    /// Events that are not written yet.
    pending: Vec<u8>,
}

/// Where it is kept.
#[derive(Debug)]
enum Kept {
    /// In memory: each piece of events.
    Memory(Vec<Vec<u8>>),
    Disk(Files),
}

/// The two files.
#[derive(Debug)]
struct Files {
    /// That of all counts.
    all: PathBuf,
    /// Which counts the journal goes on from: the checksum of that file, 0 where there is none.
    sum: u64,
    /// How many bytes that file has.
    size: u64,
    /// How many bytes of the journal are whole.
    length: u64,
}

impl Journal {
    /// Reads counts and journal, and applies what is in it; nothing in place of what is missing, damaged or of
    /// another version.
    pub(super) fn open(
        place: Option<PathBuf>,
        mut apply: impl FnMut(&mut Counts, &Event),
    ) -> (Counts, Journal) {
        let Some(all) = place else { return (Counts::default(), Journal::begin(None)) };
        let bytes = fs::read(&all).unwrap_or_default();
        let (mut counts, sum) = decode(&bytes).unwrap_or_default();
        let mut files = Files { all, sum, size: bytes.len() as u64, length: 0 };
        drop(bytes);
        files.length = files.each(|event| apply(&mut counts, &event));
        (counts, Journal { kept: Kept::Disk(files), pending: Vec::new() })
    }

    /// An empty journal of no counts; what was kept in its place goes.
    pub(super) fn begin(place: Option<PathBuf>) -> Journal {
        let kept = match place {
            None => Kept::Memory(Vec::new()),
            Some(all) => {
                let files = Files { all, sum: 0, size: 0, length: 0 };
                let _ = fs::remove_file(files.journal());
                let _ = fs::remove_file(&files.all);
                Kept::Disk(files)
            }
        };
        Journal { kept, pending: Vec::new() }
    }

    /// Adds an event.
    pub(super) fn add(&mut self, event: &Event) {
        // It is plain data, which can always be written down.
        if let Ok(more) = postcard::to_extend(event, std::mem::take(&mut self.pending)) {
            self.pending = more;
        }
        if self.pending.len() >= PIECE {
            self.flush();
        }
    }

    /// Writes what was added. What cannot be written is lost.
    pub(super) fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        match &mut self.kept {
            Kept::Memory(pieces) => pieces.push(std::mem::take(&mut self.pending)),
            Kept::Disk(files) => {
                let _ = files.append(&self.pending);
                self.pending.clear();
            }
        }
    }

    /// Visits the events behind the last one that is like `last`, or all.
    pub(super) fn each_since(&mut self, last: &Event, mut visit: impl FnMut(Event)) {
        self.flush();
        let (mut number, mut from) = (0usize, 0);
        self.each(|event| {
            number += 1;
            if event == *last {
                from = number;
            }
        });
        let mut number = 0usize;
        self.each(|event| {
            number += 1;
            if number > from {
                visit(event);
            }
        });
    }

    fn each(&self, mut visit: impl FnMut(Event)) {
        match &self.kept {
            Kept::Memory(pieces) => pieces.iter().for_each(|piece| each_in(piece, &mut visit)),
            Kept::Disk(files) => _ = files.each(visit),
        }
    }

    /// Ends a run that left these counts. Where the journal has grown large they are written down as a whole.
    pub(super) fn end(&mut self, counts: &Counts) {
        self.flush();
        match &mut self.kept {
            // Nothing is begun again from there.
            Kept::Memory(pieces) => pieces.clear(),
            Kept::Disk(files) if files.length > SMALL.max(files.size / 2) => {
                let _ = files.write_all(counts);
            }
            Kept::Disk(_) => {}
        }
    }
}

impl Files {
    /// The path of the journal.
    fn journal(&self) -> PathBuf {
        self.all.with_extension("journal")
    }

    /// Visits all events of the journal that are whole. How many bytes those have; none where it goes on from other
    /// counts than these.
    fn each(&self, mut visit: impl FnMut(Event)) -> u64 {
        let Ok(file) = File::open(self.journal()) else { return 0 };
        let mut journal = BufReader::with_capacity(PIECE, file);
        if take::<9>(&mut journal) != Some(header(self.sum)) {
            return 0;
        }
        let (mut whole, mut piece) = (header(self.sum).len() as u64, Vec::new());
        while let Some(length) = take::<4>(&mut journal)
            && let Some(sum) = take::<8>(&mut journal)
        {
            piece.clear();
            let length = u64::from(u32::from_le_bytes(length));
            let read = journal.by_ref().take(length).read_to_end(&mut piece);
            if read.is_err() || piece.len() as u64 != length || xxh3_64(&piece) != u64::from_le_bytes(sum) {
                break;
            }
            whole += 12 + length;
            each_in(&piece, &mut visit);
        }
        whole
    }

    /// Writes a piece behind what is whole.
    fn append(&mut self, piece: &[u8]) -> io::Result<()> {
        let mut file = File::options().create(true).truncate(false).write(true).open(self.journal())?;
        file.set_len(self.length)?;
        file.seek(SeekFrom::End(0))?;
        let mut bytes = if self.length == 0 { header(self.sum).to_vec() } else { Vec::new() };
        bytes.extend((piece.len() as u32).to_le_bytes());
        bytes.extend(xxh3_64(piece).to_le_bytes());
        bytes.extend(piece);
        file.write_all(&bytes)?;
        self.length += bytes.len() as u64;
        Ok(())
    }

    /// Writes all counts, and begins the journal that goes on from them. A crash between the two leaves a journal that
    /// goes on from other counts, which says nothing any more.
    fn write_all(&mut self, counts: &Counts) -> io::Result<()> {
        let partial = self.all.with_extension("partial");
        let (sum, size) = write(&partial, counts)?;
        fs::rename(&partial, &self.all)?;
        (self.sum, self.size, self.length) = (sum, size, 0);
        fs::remove_file(self.journal())
    }
}

/// What a journal begins with.
fn header(sum: u64) -> [u8; 9] {
    let mut header = [VERSION; 9];
    header[1..].copy_from_slice(&sum.to_le_bytes());
    header
}

/// The next bytes; nothing where there are fewer.
fn take<const BYTES: usize>(from: &mut impl Read) -> Option<[u8; BYTES]> {
    let mut bytes = [0; BYTES];
    from.read_exact(&mut bytes).ok().map(|()| bytes)
}

fn each_in(mut piece: &[u8], visit: &mut impl FnMut(Event)) {
    while !piece.is_empty()
        && let Ok((event, rest)) = postcard::take_from_bytes(piece)
    {
        piece = rest;
        visit(event);
    }
}

/// Writes the version, the counts, and their checksum, which is given back with the size.
fn write(path: &Path, counts: &impl Serialize) -> io::Result<(u64, u64)> {
    let mut summed = Summed { file: BufWriter::new(File::create(path)?), sum: Xxh3::new(), size: 9 };
    summed.file.write_all(&[VERSION])?;
    postcard::to_io(counts, &mut summed).map_err(io::Error::other)?;
    let sum = summed.sum.digest();
    summed.file.write_all(&sum.to_le_bytes())?;
    summed.file.flush()?;
    Ok((sum, summed.size))
}

/// A file whose checksum is taken while it is written.
struct Summed {
    file: BufWriter<File>,
    sum: Xxh3,
    /// With version and checksum.
    size: u64,
}

impl Write for Summed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write_all(bytes)?;
        self.sum.update(bytes);
        self.size += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// What [`write`] wrote, with its checksum.
fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Option<(T, u64)> {
    let (counts, sum) = bytes.strip_prefix(&[VERSION])?.split_last_chunk()?;
    let sum = u64::from_le_bytes(*sum);
    (xxh3_64(counts) == sum).then(|| Some((postcard::from_bytes(counts).ok()?, sum)))?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::boilerplate::counts::ReadLines;
    use crate::segment::SiteEvidence;

    fn read(number: usize) -> Event {
        let (path, site) = (format!("news/{number}.txt"), Some(SiteEvidence::source("The Norwick Herald")));
        Event::Read(ReadLines { path, documents: Vec::new(), site, new: true })
    }

    /// Counts and journal as they are read again, and the events of the journal.
    fn opened(place: &Path) -> (Counts, Journal, Vec<Event>) {
        let mut events = Vec::new();
        let (counts, journal) = Journal::open(Some(place.to_owned()), |counts, event| {
            counts.apply(event);
            events.push(event.clone());
        });
        (counts, journal, events)
    }

    /// Counts and journal after these events.
    fn written(place: &Path, events: impl IntoIterator<Item = Event>) -> (Counts, Journal) {
        let (mut counts, mut journal) = (Counts::default(), Journal::begin(Some(place.to_owned())));
        for event in events {
            counts.apply(&event);
            journal.add(&event);
            journal.flush();
        }
        (counts, journal)
    }

    #[test]
    fn what_was_counted_is_read_again_in_order_and_what_is_half_written_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("lines");
        let (before, _) = written(&place, (0..5).map(read));
        let (counts, mut journal, events) = opened(&place);
        assert_eq!((counts, events), (before, (0..5).map(read).collect()));
        journal.add(&read(5));
        journal.flush();
        let path = folder.path().join("lines.journal");
        let whole = fs::read(&path).unwrap();
        for length in (0..whole.len()).rev() {
            fs::write(&path, &whole[..length]).unwrap();
            let events = opened(&place).2;
            assert_eq!(events, (0..events.len()).map(read).collect::<Vec<_>>(), "{length} bytes");
            assert!(events.len() < 6);
        }
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            fs::write(&path, damaged).unwrap();
            let (_, mut journal, events) = opened(&place);
            assert_eq!(events, (0..events.len()).map(read).collect::<Vec<_>>(), "byte {at}");
            assert!(events.len() < 6);
            // What is written then stands behind what is whole.
            journal.add(&read(events.len()));
            journal.flush();
            assert_eq!(opened(&place).2.len(), events.len() + 1, "byte {at}");
        }
    }

    #[test]
    fn a_large_journal_becomes_counts_and_an_older_one_says_nothing_of_them() {
        let folder = tempfile::tempdir().unwrap();
        let (place, path) = (folder.path().join("lines"), folder.path().join("lines.journal"));
        let (counts, mut journal) = written(&place, (0..5).map(read));
        journal.end(&counts);
        assert!(!place.exists() && path.exists(), "it is small");
        let Kept::Disk(files) = &mut journal.kept else { panic!() };
        let older = fs::read(&path).unwrap();
        files.write_all(&counts).unwrap();
        assert!(place.exists() && !path.exists());
        journal.add(&Event::RevisionEnded);
        (5..8).for_each(|number| journal.add(&read(number)));
        journal.flush();
        let (now, mut journal, events) = opened(&place);
        assert_eq!((now == counts, events.len()), (false, 4));
        let mut since = Vec::new();
        journal.each_since(&Event::RevisionEnded, |event| since.push(event));
        assert_eq!(since, (5..8).map(read).collect::<Vec<_>>());
        // As after a crash between the two.
        fs::write(&path, older).unwrap();
        let (now, _, events) = opened(&place);
        assert_eq!((now == counts, events.len()), (true, 0));
        for at in 0..fs::metadata(&place).unwrap().len() as usize {
            let mut damaged = fs::read(&place).unwrap();
            damaged[at] ^= 1;
            fs::write(folder.path().join("damaged"), damaged).unwrap();
            assert_eq!(opened(&folder.path().join("damaged")).0, Counts::default(), "byte {at}");
        }
    }

    #[test]
    fn in_memory_events_stay_until_the_end_of_a_run() {
        let mut journal = Journal::begin(None);
        (0..3).for_each(|number| journal.add(&read(number)));
        let mut events = Vec::new();
        journal.each_since(&Event::RevisionEnded, |event| events.push(event));
        assert_eq!(events, (0..3).map(read).collect::<Vec<_>>());
        journal.end(&Counts::default());
        journal.each_since(&Event::RevisionEnded, |event| panic!("{event:?}"));
    }
}
