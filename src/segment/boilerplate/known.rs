//! Recognises boilerplate (site chrome) by lines that stand in many files of a folder, though in a
//! single file such a line may read like the article: "Sign up for our evening letter."
//!
//! A line is boilerplate when most other files took it for chrome, by what stands around it there, or
//! when it is a sentence and stands in so many files that it cannot be the words of each. Headings
//! repeat from article to article ("What we know so far"), so for a line that may be one only the first
//! holds; for a line of few words neither does.
//!
//! Not here: how a line is counted (`occurrence`), and which files are read again (`ingest`).

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::occurrence::{LineOccurrence, OccurrenceKind};
use crate::model::BlockKind;

/// A sentence stands everywhere when it is in so many other files, and in as many as the square
/// root of all: a small folder may be of one site, a large one has agencies' stock phrases in it.
const EVERYWHERE: u32 = 3;

/// Lines counted at most, some 20 MB; those that come later are not known.
const MOST: usize = 1_800_000;

/// The lines known from the files of a folder.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct KnownBoilerplate {
    files: u32,
    lines: FxHashMap<u32, OccurrenceCounts>,
}

/// In how many files a line stands, by what it was taken for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
struct OccurrenceCounts {
    chrome: u16,
    content: u16,
}

impl KnownBoilerplate {
    /// Counts the lines of a file, each once. A document that is for the most part known is a
    /// copy and shows nothing new: else ten copies of an article would make chrome of it wherever
    /// it is quoted.
    pub fn count(&mut self, documents: &[Vec<LineOccurrence>]) {
        let new = documents.iter().filter(|document| !self.is_copy(document)).flatten();
        // Content in one of its documents, the line is content of the file.
        let mut lines: Vec<_> =
            new.map(|line| (line.fingerprint, line.kind == OccurrenceKind::Chrome)).collect();
        lines.sort_unstable();
        lines.dedup_by_key(|(fingerprint, _)| *fingerprint);
        self.files += u32::from(!lines.is_empty());
        for (fingerprint, chrome) in lines {
            let full = self.lines.len() >= MOST;
            let counts = match self.lines.entry(fingerprint) {
                Entry::Occupied(counts) => counts.into_mut(),
                Entry::Vacant(_) if full => continue,
                Entry::Vacant(place) => place.insert(OccurrenceCounts::default()),
            };
            let count = if chrome { &mut counts.chrome } else { &mut counts.content };
            *count = count.saturating_add(1);
        }
    }

    fn is_copy(&self, document: &[LineOccurrence]) -> bool {
        let known = |line: &&LineOccurrence| self.knows(line);
        2 * running(document.iter().filter(known)) >= running(document)
    }

    /// Whether a line was counted.
    pub fn knows(&self, line: &LineOccurrence) -> bool {
        self.lines.contains_key(&line.fingerprint)
    }

    /// Whether a line is chrome, by the files counted; its own is one of them.
    pub fn is_chrome(&self, line: &LineOccurrence) -> bool {
        let counts = self.lines.get(&line.fingerprint).copied().unwrap_or_default();
        let (chrome, content) = (u32::from(counts.chrome), u32::from(counts.content.saturating_sub(1)));
        let others = chrome + content;
        let outvoted = chrome >= 2 && chrome > content;
        let everywhere = others >= EVERYWHERE && others.saturating_mul(others) >= self.files;
        match line.kind {
            OccurrenceKind::Chrome | OccurrenceKind::Own => false,
            OccurrenceKind::Phrase => outvoted,
            OccurrenceKind::Sentence => outvoted || everywhere,
        }
    }

    /// Whether some of a document's lines are chrome. None is when they are more than a third of
    /// the running text: then the document is one of several versions, and they are what it says.
    pub fn marks<'l>(&self, lines: impl Iterator<Item = &'l LineOccurrence> + Clone) -> bool {
        let chrome = lines.clone().filter(|line| self.is_chrome(line));
        chrome.clone().next().is_some() && 3 * running(chrome) <= running(lines)
    }

    /// Makes chrome of the lines that are.
    pub fn mark(&self, occurrences: &[Option<LineOccurrence>], kinds: &mut [BlockKind]) {
        if !self.marks(occurrences.iter().flatten()) {
            return;
        }
        for (line, kind) in occurrences.iter().zip(kinds) {
            if line.as_ref().is_some_and(|line| self.is_chrome(line)) {
                *kind = BlockKind::Chrome;
            }
        }
    }
}

fn running<'s>(lines: impl IntoIterator<Item = &'s LineOccurrence>) -> u64 {
    lines.into_iter().map(|line| u64::from(line.running)).sum()
}

#[cfg(test)]
mod tests {
    use super::super::occurrence::{occurrence, occurrences};
    use super::*;
    use crate::segment::line::measure::tests::line;
    use crate::segment::line::measured::Line;

    const STRAP: &str = "Follow the Norwick Herald wherever you are.";

    /// A file of one document: its own paragraph `n`, and a line of a kind.
    fn file(n: usize, text: &str, kind: BlockKind) -> Vec<Vec<LineOccurrence>> {
        let own = format!(
            "{} wrote to the mayor of Norwick about the noise of the harbour, which keeps the street awake, \
             and got the answer that the cranes are to be replaced in the autumn by others that are heard \
             less, as those who live on the other side of the water had been told before.",
            ["Ann", "Bob", "Cid", "Dee", "Eve", "Fay", "Gus"][n]
        );
        let seen = occurrences(&[line(&own), line(text)], &[BlockKind::Paragraph, kind]);
        vec![seen.into_iter().flatten().collect()]
    }

    /// Whether a line of a kind is chrome after `chrome` other files and `content` more had it.
    fn judged(text: &str, kind: BlockKind, chrome: usize, content: usize) -> bool {
        let mut known = KnownBoilerplate::default();
        known.count(&file(0, text, kind));
        for n in 1..=chrome + content {
            known.count(&file(n, text, if n <= chrome { BlockKind::Chrome } else { kind }));
        }
        occurrence(&line(text), kind).is_some_and(|line| known.is_chrome(&line))
    }

    #[test]
    fn a_line_is_chrome_when_other_files_say_so_or_a_sentence_stands_everywhere() {
        use BlockKind::{Heading, List, Paragraph};
        assert!(!judged(STRAP, Paragraph, 0, 2) && judged(STRAP, Paragraph, 0, 3));
        assert!(!judged(STRAP, Paragraph, 1, 1) && judged(STRAP, Paragraph, 2, 0));
        let heading = "What we know so far";
        assert!(!judged(heading, Heading, 0, 6) && judged(heading, Heading, 4, 2));
        assert!(!judged("Read on, reader.", Paragraph, 6, 0), "too few words");
        assert!(!judged("12 345 67 8 9 Norwick 10.", Paragraph, 0, 6), "numbers");
        assert!(!judged(STRAP, List, 6, 0));
        assert!(!judged("Reporting by Ann Bell in Norwick", Paragraph, 0, 6), "a byline");
    }

    #[test]
    fn in_a_large_folder_a_sentence_stands_everywhere_only_in_many_files() {
        let mut known = KnownBoilerplate::default();
        (0..5).for_each(|n| known.count(&file(n, STRAP, BlockKind::Paragraph)));
        let strap = occurrence(&line(STRAP), BlockKind::Paragraph).unwrap();
        assert!(known.is_chrome(&strap));
        known.files = 17;
        assert!(!known.is_chrome(&strap));
    }

    #[test]
    fn copies_are_counted_once() {
        let mut known = KnownBoilerplate::default();
        (0..7).for_each(|_| known.count(&file(0, STRAP, BlockKind::Paragraph)));
        assert_eq!(known.files, 1);
        assert!(file(0, STRAP, BlockKind::Paragraph).concat().iter().all(|line| !known.is_chrome(line)));
    }

    #[test]
    fn a_line_counts_once_a_file_and_as_content_where_it_is_content_once() {
        let mut known = KnownBoilerplate::default();
        let parts = [file(0, STRAP, BlockKind::Chrome), file(1, STRAP, BlockKind::Paragraph)];
        known.count(&parts.concat());
        let strap = occurrence(&line(STRAP), BlockKind::Paragraph).unwrap();
        assert_eq!(known.lines[&strap.fingerprint], OccurrenceCounts { chrome: 0, content: 1 });
    }

    #[test]
    fn a_document_of_which_more_than_a_third_is_known_keeps_its_lines() {
        let long = "Follow the Norwick Herald wherever you are, and never miss what happens in your street.";
        let mut known = KnownBoilerplate::default();
        (0..4).for_each(|n| known.count(&file(n, long, BlockKind::Paragraph)));
        let own = line("The harbour of Norwick was closed for a week, the port said on Monday morning.");
        let kinds = |lines: &[Line<'_>]| {
            let mut kinds = vec![BlockKind::Paragraph; lines.len()];
            known.mark(&occurrences(lines, &kinds), &mut kinds);
            kinds.iter().map(|&kind| kind == BlockKind::Chrome).collect::<Vec<_>>()
        };
        assert_eq!(kinds(&[own.clone(), line(long)]), [false, false]);
        assert_eq!(kinds(&[own.clone(), own.clone(), own, line(long)]), [false, false, false, true]);
    }
}
