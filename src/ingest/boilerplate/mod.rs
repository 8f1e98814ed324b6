//! Counts lines over the files of a folder to find boilerplate (site chrome), and the names that may be its
//! site's. Says which files are to be read again because lines of theirs turned out to be boilerplate, or
//! their folder to be of one site.
//!
//! The counts are kept beside the index from run to run, as an aid: when they are lost, counting begins again. What is
//! counted goes into a journal with each commit (`journal`), so that a commit costs what was read since the last one,
//! and the lines of the files read need not stay in memory until all others are known. A file is counted when it is
//! first read; later changes to it and its removal are not, so the counts are exact again only once the index is
//! rebuilt.
//!
//! Not here: what makes a line boilerplate (`segment::boilerplate`) and a name the site's (`segment::source`).

mod counts;
mod journal;

use std::path::PathBuf;

use self::counts::{Counts, Event, ReadLines};
use self::journal::Journal;
use super::plan::{TaskState, Tasks};
use super::walk::FoundFile;
use crate::index::{Error, KnownFile, KnownFiles};
use crate::segment::{KnownBoilerplate, LineOccurrence, SiteCounts, SiteEvidence};

/// The name of the file that keeps the counts.
pub(super) const FILE: &str = "lines";

/// The lines of a folder, and where they are kept.
#[derive(Debug)]
pub(super) struct BoilerplateCounts {
    counts: Counts,
    /// What was counted since the counts were last written down as a whole.
    journal: Journal,
}

impl BoilerplateCounts {
    /// Reads the counts; none in place of such that are missing, damaged or of another version.
    pub(super) fn open(place: Option<PathBuf>) -> BoilerplateCounts {
        let (counts, journal) = Journal::open(place, Counts::apply);
        BoilerplateCounts { counts, journal }
    }

    /// No counts, and none kept: what was counted of an index that is no more would be counted twice.
    pub(super) fn begin(place: Option<PathBuf>) -> BoilerplateCounts {
        BoilerplateCounts { counts: Counts::default(), journal: Journal::begin(place) }
    }

    /// The lines known.
    pub(super) fn known(&self) -> &KnownBoilerplate {
        &self.counts.known
    }

    /// The sites of folders.
    pub(super) fn sites(&self) -> &SiteCounts {
        &self.counts.sites
    }

    /// Keeps what was counted since this was done before. When that fails it is as if it had been lost.
    pub(super) fn save(&mut self) {
        self.journal.flush();
    }

    /// Counts the lines of a file, document by document, and the names its site may have, unless they were
    /// counted when it was `new`.
    pub(super) fn count(
        &mut self,
        path: &str,
        documents: Vec<Vec<LineOccurrence>>,
        site: Option<SiteEvidence>,
        new: bool,
    ) {
        let lines = documents.iter().map(Vec::len).sum::<usize>();
        if lines > 0 || site.is_some() {
            self.note(&Event::Read(ReadLines { path: path.to_owned(), documents, site, new }));
        }
    }

    fn note(&mut self, event: &Event) {
        self.counts.apply(event);
        self.journal.add(event);
    }

    /// The files to be read again, as they are in the index: those with known lines in the order in which they
    /// were read, then those whose folder turned out to be of one site, or of none.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(super) fn due(&mut self, known_files: &KnownFiles) -> Result<Tasks, Error> {
        self.counts.sites.begin_telling();
        let (mut tasks, mut seen) = (Tasks::default(), vec![false; known_files.len()]);
        let known = &self.counts.known;
        let is_chrome = |line: &LineOccurrence| line.is_undecided() && known.is_chrome(line);
        self.journal.each_since(&Event::RevisionEnded, |event| {
            let Event::Read(read) = event else { return };
            if !read.documents.iter().flatten().any(is_chrome) {
                return;
            }
            let Some(number) = known_files.find(&read.path).filter(|&number| !seen[number]) else { return };
            seen[number] = true;
            push(&mut tasks, read.path, known_files.at(number));
        });
        let sites = &self.counts.sites;
        if sites.is_all_told() {
            return Ok(tasks);
        }
        let unseen = |number: usize| !seen.get(number).copied().unwrap_or(true);
        known_files.each(unseen, |path, known| {
            if sites.is_untold(path) {
                push(&mut tasks, path.to_owned(), Some(known));
            }
        })?;
        Ok(tasks)
    }

    /// Notes that what is due is being done. Whether all of it was left undone so far: what an
    /// interrupted run revised was judged by other counts.
    pub(super) fn begin_revision(&mut self) -> bool {
        let untouched = !self.counts.revision_begun;
        self.note(&Event::RevisionBegun);
        self.save();
        untouched
    }

    /// Notes that what was due is done.
    pub(super) fn end_revision(&mut self) {
        self.note(&Event::RevisionEnded);
        self.journal.end(&self.counts);
    }
}

/// Adds a file that is read a second time, as it is in the index.
fn push(tasks: &mut Tasks, name: String, known: Option<KnownFile>) {
    if let Some(known) = known {
        let found = FoundFile { name, stamp: known.stamp, beside: None };
        tasks.push(found, &TaskState { known: Some(known), documents: 0, again: true });
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::super::fixture::TestFolder;
    use super::*;
    use crate::index::{Collection, Index};
    use crate::model::BlockKind;

    const STRAP: &str = "The Norwick Herald has told what happens at the harbour since it was founded.";

    /// A page of one site: an article, and the line that stands in the middle of each.
    fn page(name: &str) -> String {
        let subject = match name {
            "a" => ["bridge", "carpenters", "paint"],
            "b" => ["library", "readers", "books"],
            "c" => ["market", "bakers", "bread"],
            "d" => ["school", "teachers", "chalk"],
            _ => ["theatre", "actors", "light"],
        };
        let [place, people, thing] = subject;
        format!(
            "The {place} of Norwick opens again\n\nThe {place} of Norwick was opened again on Monday, two years \
             after the {people} had left it, the council said in a letter to all who live in the street.\n\n\
             {STRAP}\n\nAnn Bell, who speaks for the {people}, told reporters that the {thing} had cost more \
             than anybody thought, and that the {place} would have to be closed for a week in the autumn.\n"
        )
    }

    fn folder(index: Index, names: &[&str]) -> TestFolder {
        let pages: Vec<_> = names.iter().map(|name| (format!("{name}.txt"), page(name))).collect();
        TestFolder::over(
            index,
            &pages.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>(),
        )
    }

    /// Whether the line is chrome in the only document of a file.
    fn is_marked(folder: &mut TestFolder, name: &str) -> bool {
        let id = folder.id(&format!("{name}.txt"));
        let snapshot = Collection::new(vec![folder.index.clone()]).snapshot().unwrap();
        let document = snapshot.document(id).unwrap().unwrap();
        let block = document.blocks.iter().find(|block| block.span.of(&document.text) == STRAP).unwrap();
        block.kind == BlockKind::Chrome
    }

    #[test]
    fn a_line_of_every_page_is_chrome_once_the_folder_is_read() {
        let mut alone = folder(Index::in_memory().unwrap(), &["a"]);
        assert_eq!(alone.run().revised, 0);
        assert!(!is_marked(&mut alone, "a"));
        let home = tempfile::tempdir().unwrap();
        let mut folder = folder(Index::open(home.path()).unwrap(), &["a", "b", "c", "d"]);
        let mut of = 0;
        let first = folder.run_until(&AtomicBool::new(false), &mut |progress| of = progress.of);
        assert_eq!((first.read, first.documents, first.revised, of), (4, 4, 4, 8));
        assert!(["a", "b", "c", "d"].iter().all(|name| is_marked(&mut folder, name)));
        let ids = ["a", "b", "c", "d"].map(|name| folder.id(&format!("{name}.txt")).0);
        assert_eq!(ids, [1, 2, 3, 4], "read twice, issued once");
        let second = folder.run();
        assert_eq!((second.read, second.revised, second.unchanged), (0, 0, 4));
        folder.write("e.txt", &page("e"));
        let third = folder.run();
        assert_eq!((third.read, third.revised, third.unchanged), (1, 1, 4));
        assert!(is_marked(&mut folder, "e"));
    }

    #[test]
    fn without_its_counts_a_folder_is_read_as_before() {
        let home = tempfile::tempdir().unwrap();
        let mut folder = folder(Index::open(home.path()).unwrap(), &["a", "b", "c", "d"]);
        folder.run();
        fs::write(home.path().join(FILE).with_extension("journal"), "something else").unwrap();
        folder.write("e.txt", &page("e"));
        assert_eq!((folder.run().revised, is_marked(&mut folder, "e")), (0, false));
    }

    #[test]
    fn copies_of_an_article_stay_whole() {
        let mut folder = folder(Index::in_memory().unwrap(), &["a"]);
        (0..6).for_each(|n| folder.write(&format!("copy{n}.txt"), &page("a")));
        assert_eq!((folder.run().revised, is_marked(&mut folder, "a")), (0, false));
    }

    #[test]
    fn what_a_cancelled_run_read_is_revised_by_the_next() {
        let home = tempfile::tempdir().unwrap();
        let mut folder = folder(Index::open(home.path()).unwrap(), &["a", "b", "c", "d"]);
        let cancelled = AtomicBool::new(false);
        let once_committed = &mut |progress: &super::super::Progress| {
            cancelled.store(progress.committed > 0, Ordering::Relaxed);
        };
        let first = folder.run_until(&cancelled, once_committed);
        assert!(first.cancelled && first.revised == 0);
        folder.write("e.txt", &page("e"));
        assert_eq!(folder.run().revised, 5);
        assert!(is_marked(&mut folder, "a"));
    }

    /// The sources of pages, in order.
    fn sources(folder: &mut TestFolder, names: &[&str]) -> Vec<Option<String>> {
        let snapshot = Collection::new(vec![folder.index.clone()]).snapshot().unwrap();
        let source = |name: &&str| {
            let id = folder.id(&format!("{name}.txt"));
            snapshot.document(id).unwrap().unwrap().marked_source()
        };
        names.iter().map(source).collect()
    }

    #[test]
    fn the_site_of_a_folder_is_that_of_its_pages_in_whatever_order_they_came() {
        let with_source = |name: &str| format!("{}\n\nSource: The Norwick Herald\n", page(name));
        let home = tempfile::tempdir().unwrap();
        let mut folder = TestFolder::over(
            Index::open(home.path()).unwrap(),
            &[
                ("a.txt", &page("a")),
                (
                    "mail.txt",
                    "From: Ann Bell <ann@norwick.example>\nDate: Mon, 3 Jun 2024 10:00:00 +0000\nSubject: Bread\n\nThere is bread.\n",
                ),
            ],
        );
        folder.run();
        assert_eq!(sources(&mut folder, &["a"]), [None]);
        for name in ["b", "c", "d"] {
            folder.write(&format!("{name}.txt"), &with_source(name));
        }
        let summary = folder.run();
        assert_eq!((summary.read, summary.unchanged), (3, 2));
        assert_eq!(
            sources(&mut folder, &["a", "b"]),
            [Some("~The Norwick Herald".to_owned()), Some("The Norwick Herald".to_owned())]
        );
        let mail = folder.id("mail.txt");
        let snapshot = Collection::new(vec![folder.index.clone()]).snapshot().unwrap();
        assert_eq!(snapshot.document(mail).unwrap().unwrap().source, None);
        folder.write("e.txt", &page("e"));
        assert_eq!(folder.run().read, 1);
        assert_eq!(sources(&mut folder, &["e"]), [Some("~The Norwick Herald".to_owned())]);
        // Now it is one of many.
        for n in 0..8 {
            folder.write(&format!("other{n}.txt"), &format!("{}\n\nSource: Vell Courier {n}\n", page("e")));
        }
        folder.run();
        assert_eq!(sources(&mut folder, &["a", "e"]), [None, None]);
    }
}
