//! Counts lines over the files of a folder to find boilerplate (site chrome), and the names that may be its
//! site's. Says which files are to be read again because lines of theirs turned out to be boilerplate, or
//! their folder to be of one site.
//!
//! The counts are kept beside the index from run to run and saved with each commit, as an aid: when they
//! are lost, counting begins again. A file is counted when it is first read; later changes to it and its
//! removal are not, so the counts are exact again only once the index is rebuilt.
//!
//! Not here: what makes a line boilerplate (`segment::boilerplate`) and a name the site's (`segment::source`).

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::plan::ReadTask;
use super::walk::FoundFile;
use crate::index::KnownFile;
use crate::segment::{KnownBoilerplate, LineOccurrence, SiteCounts, SiteEvidence};

/// The name of the file that keeps the counts.
pub(super) const FILE: &str = "lines";

/// Of the file's layout. What lines are known by belongs to the version of reading.
const VERSION: u8 = 4;

/// The lines of a folder.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct BoilerplateCounts {
    pub known: KnownBoilerplate,
    pub sites: SiteCounts,
    /// The files read since files were last revised, with the lines that are theirs unless other
    /// files say otherwise.
    open: Vec<(String, Vec<LineOccurrence>)>,
    /// Some of those may have been revised already.
    revision_begun: bool,
    /// Where they are kept; nowhere for an index in memory.
    #[serde(skip)]
    place: Option<PathBuf>,
}

impl BoilerplateCounts {
    /// Reads the counts; none in place of such that are missing, damaged or of another version.
    pub(super) fn open(place: Option<PathBuf>) -> BoilerplateCounts {
        let read = |place: &Path| decode(&fs::read(place).ok()?);
        let counts = place.as_deref().and_then(read).unwrap_or_default();
        BoilerplateCounts { place, ..counts }
    }

    /// No counts, and none kept: what was counted of an index that is no more would be counted twice.
    pub(super) fn begin(place: Option<PathBuf>) -> BoilerplateCounts {
        let counts = BoilerplateCounts { place, ..BoilerplateCounts::default() };
        counts.save();
        counts
    }

    /// Keeps the counts. When that fails it is as if they had been lost.
    pub(super) fn save(&self) {
        let Some((place, bytes)) = self.place.as_deref().zip(encode(self)) else { return };
        let partial = place.with_extension("partial");
        let _ = fs::write(&partial, bytes).and_then(|()| fs::rename(&partial, place));
    }

    /// Counts the lines of a file, document by document, and the names its site may have, unless they were
    /// counted when it was `new`.
    pub(super) fn count(
        &mut self,
        path: &str,
        documents: &[Vec<LineOccurrence>],
        site: Option<&SiteEvidence>,
        new: bool,
    ) {
        if new {
            self.known.count(documents);
        }
        if let Some(page) = site {
            self.sites.count(path, page, new);
        }
        // What found no place among the lines will never be known.
        let is_open = |line: &&LineOccurrence| line.is_undecided() && self.known.knows(line);
        let open: Vec<_> = documents.iter().flatten().filter(is_open).copied().collect();
        if !open.is_empty() {
            self.open.push((path.to_owned(), open));
        }
    }

    /// The files to be read again, as they are in the index: those with known lines in the order in which they
    /// were read, then those whose folder turned out to be of one site, or of none.
    pub(super) fn due(&mut self, known_files: &HashMap<String, KnownFile>) -> Vec<ReadTask> {
        self.sites.begin_telling();
        let mut seen = HashSet::new();
        let held = |lines: &[LineOccurrence]| lines.iter().any(|line| self.known.is_chrome(line));
        let files = self.open.iter().filter(|(_, lines)| held(lines)).map(|(path, _)| path);
        let mut untold: Vec<_> = known_files.keys().filter(|path| self.sites.is_untold(path)).collect();
        untold.sort_unstable();
        let files = files.chain(untold);
        let task = |path: &String| {
            let known = *known_files.get(path)?;
            let found = FoundFile { name: path.clone(), stamp: known.stamp, beside: None };
            Some(ReadTask { found, known: Some(known), documents: 0, again: true })
        };
        files.filter(|path| seen.insert(*path)).filter_map(task).collect()
    }

    /// Notes that what is due is being done. Whether all of it was left undone so far: what an
    /// interrupted run revised was judged by other counts.
    pub(super) fn begin_revision(&mut self) -> bool {
        let untouched = !self.revision_begun;
        self.revision_begun = true;
        self.save();
        untouched
    }

    /// Notes that what was due is done.
    pub(super) fn end_revision(&mut self) {
        self.open = Vec::new();
        self.sites.end_telling();
        self.revision_begun = false;
        self.save();
    }
}

/// The version, a checksum, and the counts.
fn encode(counts: &BoilerplateCounts) -> Option<Vec<u8>> {
    let bytes = postcard::to_stdvec(counts).ok()?;
    Some([&[VERSION], &xxh3_64(&bytes).to_le_bytes()[..], &bytes].concat())
}

fn decode(bytes: &[u8]) -> Option<BoilerplateCounts> {
    let (sum, counts) = bytes.strip_prefix(&[VERSION])?.split_first_chunk()?;
    (xxh3_64(counts) == u64::from_le_bytes(*sum)).then(|| postcard::from_bytes(counts).ok())?
}

#[cfg(test)]
mod tests {
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
        fs::write(home.path().join(FILE), "something else").unwrap();
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

    #[test]
    fn counts_that_are_damaged_or_of_another_version_are_none() {
        let mut counts = BoilerplateCounts::default();
        counts.open.push(("a.txt".to_owned(), Vec::new()));
        let bytes = encode(&counts).unwrap();
        assert_eq!(decode(&bytes), Some(counts));
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert_eq!(decode(&damaged), None, "byte {at}");
        }
        assert_eq!(decode(&bytes[..4]), None);
    }
}
