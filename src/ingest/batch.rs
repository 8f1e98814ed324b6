//! Writes what was read, in batches: gets document ids from the notebook, writes rows into the index,
//! and commits now and then, so that the user sees results early.

use std::io;
use std::time::{Duration, Instant};

use super::boilerplate::BoilerplateCounts;
use super::error::Error;
use super::load::{Loaded, ReadFile};
use super::plan::KeptFiles;
use super::read_queue::ReadQueue;
use super::report::Report;
use super::root::{Root, unescape};
use crate::index::Writer;
use crate::model::{Document, DocumentId, SourceFile};
use crate::notebook::Notebook;

/// Files that get their ids in one transaction.
const FILES: usize = 256;

/// After so long there is a commit, however many there were: what a crash takes is read again. Set by hand.
const LONGEST: Duration = Duration::from_secs(30);

/// The writing side of a run.
pub(super) struct Batch<'a, 'r> {
    writer: Writer,
    notebook: &'a mut Notebook,
    queue: &'a ReadQueue<'a>,
    report: &'a mut Report<'r>,
    /// Counts the lines of what is written; `None` when that is done and files are revised.
    counts: Option<&'a mut BoilerplateCounts>,
    /// Files that are in the index though they cannot be seen now: their documents keep their ids. With what the full
    /// names of all files begin with.
    kept: (KeptFiles, String),
    /// The index may know files that it did not know when the run was planned.
    doubted: bool,
    /// Read and not yet written.
    pending: Vec<Loaded>,
    /// Files written since the last commit, and when that was.
    uncommitted: usize,
    last: Instant,
    begun: Instant,
}

impl<'a, 'r> Batch<'a, 'r> {
    pub(super) fn new(
        writer: Writer,
        notebook: &'a mut Notebook,
        queue: &'a ReadQueue<'a>,
        report: &'a mut Report<'r>,
        counts: Option<&'a mut BoilerplateCounts>,
    ) -> Batch<'a, 'r> {
        let (pending, begun) = (Vec::new(), Instant::now());
        let (kept, doubted) = Default::default();
        let (uncommitted, last) = (0, begun);
        Batch { writer, notebook, queue, report, counts, kept, doubted, pending, uncommitted, last, begun }
    }

    /// Takes into account that somebody else may have written since the run was planned.
    pub(super) fn doubt(&mut self, doubted: bool) {
        self.doubted = doubted;
    }

    /// Leaves the ids of documents to these files of a root, though they cannot be seen now.
    pub(super) fn keep_ids(&mut self, kept: KeptFiles, root: &Root) {
        self.kept = (kept, root.full_name(""));
    }

    /// Forgets a file that is no more.
    pub(super) fn remove(&mut self, path: &str) {
        self.writer.remove(path);
        self.uncommitted += 1;
    }

    /// Notes why something in the folder is not read; what was read of it before stays.
    pub(super) fn note(&mut self, file: &SourceFile) -> Result<(), Error> {
        self.writer.touch(file)?;
        self.uncommitted += 1;
        Ok(())
    }

    /// Takes files; writes when enough have come together, commits when it is time.
    pub(super) fn add(&mut self, loaded: Vec<Loaded>) -> Result<(), Error> {
        self.pending.extend(loaded);
        if self.pending.len() >= FILES {
            self.write()?;
        }
        self.settle()
    }

    /// Writes what is pending, since nothing more comes at the moment; commits when it is time.
    pub(super) fn pause(&mut self) -> Result<(), Error> {
        self.write()?;
        self.settle()
    }

    /// Writes and commits everything, and gives the writer back.
    pub(super) fn finish(mut self) -> Result<Writer, Error> {
        self.commit()?;
        Ok(self.writer)
    }

    fn settle(&mut self) -> Result<(), Error> {
        let files = self.uncommitted + self.pending.len();
        let committed = self.report.progress.committed;
        let since = self.last.saturating_duration_since(self.begun);
        if is_due(files, self.last.elapsed(), committed, since) { self.commit() } else { Ok(()) }
    }

    fn commit(&mut self) -> Result<(), Error> {
        self.write()?;
        if self.uncommitted > 0 {
            self.writer.commit()?;
            if let Some(counts) = &mut self.counts {
                counts.save();
            }
            self.report.progress.committed = self.report.progress.done;
            self.report.notify_now();
        }
        self.uncommitted = 0;
        self.last = Instant::now();
        Ok(())
    }

    /// Writes what is pending. The notebook keeps the ids before the index shows them: an id
    /// that is issued and not used is no loss, one that is used twice is.
    fn write(&mut self) -> Result<(), Error> {
        let pending = std::mem::take(&mut self.pending);
        let locators: Vec<_> = pending.iter().filter_map(Loaded::locators).collect();
        let (kept, folder) = &self.kept;
        let is_kept = |path: &str| path.strip_prefix(folder.as_str()).is_some_and(|name| kept.contains(name));
        let exists = |path: &str| is_kept(path) || std::fs::symlink_metadata(unescape(path)).is_ok();
        let issued = self.notebook.issue(&locators, &exists)?;
        if self.counts.is_some() {
            self.report.count_issued(&issued);
        }
        let mut ids = issued.ids.into_iter();
        for loaded in pending {
            match loaded {
                Loaded::Read(reading) => self.replace(*reading, ids.next().unwrap_or_default())?,
                Loaded::Touched(file) => {
                    self.writer.touch(&file)?;
                    self.report.count_touched();
                }
                Loaded::Kept(file) => self.keep(&file)?,
                Loaded::Failed(file) => self.fail(&file)?,
            }
            self.queue.written();
            self.uncommitted += 1;
        }
        self.report.notify();
        Ok(())
    }

    fn replace(&mut self, reading: ReadFile, ids: Vec<DocumentId>) -> Result<(), Error> {
        let ReadFile { file, locators, content, new, is_known, text_of } = reading;
        let count = content.documents.len() as usize;
        let documents = ids.into_iter().zip(content.documents.taken().map_err(Error::Spool)?);
        // What the reader says of a document is known by its id.
        let by = self.queue.by();
        let corrected = |id, document: io::Result<Document>| {
            let mut document = document.map_err(Error::Spool)?;
            by.correct(&locators.path, id, &mut document);
            Ok::<_, Error>(document)
        };
        let Some(counts) = self.counts.as_mut() else {
            let wanted = documents.zip(content.wanted).filter(|(_, wanted)| *wanted);
            for ((id, document), _) in wanted {
                self.writer.replace_document(&file, id, &corrected(id, document)?)?;
            }
            self.report.count_revised();
            return Ok(());
        };
        let mut mentions = 0;
        // Looking for what is to be deleted costs more than the row of a small file.
        match is_known || self.doubted {
            true => self.writer.replace(&file, &[])?,
            false => self.writer.add_file(&file)?,
        }
        for (id, document) in documents {
            // Each is given up once it is written: together they may be as large as a file can be.
            let document = corrected(id, document)?;
            mentions += document.mentions.len();
            self.writer.add_document(&file, id, &document)?;
        }
        if !content.frame.runs.is_empty() {
            self.writer.add_frame(&file, &content.frame)?;
        }
        counts.count(&file.path, content.lines, content.site, new);
        self.report.count(&file, count, mentions);
        self.report.summary.texts_beside.extend(text_of.map(|scan| (file.path, scan)));
        Ok(())
    }

    /// Notes a file that was read once and cannot be read now.
    fn keep(&mut self, file: &SourceFile) -> Result<(), Error> {
        if self.counts.is_none() {
            self.report.count_revised();
            return Ok(());
        }
        self.writer.touch(file)?;
        self.report.count(file, 0, 0);
        Ok(())
    }

    /// Notes a file that cannot be read. One that could a moment ago stays as it was read then;
    /// the next run will see what became of it.
    fn fail(&mut self, file: &SourceFile) -> Result<(), Error> {
        if self.counts.is_none() {
            self.report.count_revised();
            return Ok(());
        }
        self.writer.replace(file, &[])?;
        self.report.count(file, 0, 0);
        Ok(())
    }
}

/// Whether so many files, after so long, are worth a commit: the first early, so that there is
/// something to see, later ones seldom, since each costs a segment, and the more seldom the more was `committed`
/// before, which took so long: what is lost when the run is ended by force is a part of what is there.
fn is_due(files: usize, elapsed: Duration, committed: usize, before: Duration) -> bool {
    let (enough, long) = match committed {
        0 => (200, Duration::from_millis(500)),
        _ => (8_000.max(committed), Duration::from_secs(3).max(before / 8).min(LONGEST)),
    };
    files > 0 && (files >= enough || elapsed >= long)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_commit_comes_early_and_later_ones_seldom() {
        let (soon, late) = (Duration::from_millis(1), Duration::from_secs(5));
        assert!(is_due(200, soon, 0, soon) && is_due(1, late, 0, soon) && !is_due(0, late, 0, soon));
        assert!(
            !is_due(200, soon, 200, soon) && is_due(8_000, soon, 200, soon) && is_due(1, late, 200, soon)
        );
        let long = 100 * late;
        assert!(!is_due(4_000, late, 9_000, long) && is_due(9_000, soon, 9_000, long));
        assert!(is_due(1, LONGEST, 1_000_000, 100 * long));
    }
}
