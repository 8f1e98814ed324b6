//! How a line of a document is counted over the files of a folder: by its fingerprint, and by what it
//! was taken for in its own file.
//!
//! Not here: what many occurrences show (`known`).

use serde::{Deserialize, Serialize};

use crate::model::BlockKind;
use crate::segment::lexicon::Cues;
use crate::segment::line::fingerprint::exact;
use crate::segment::line::measured::Line;

/// Lines of fewer words, not counting figures, stand in files that have nothing else in common.
const FEWEST: usize = 4;

/// With so many words a paragraph is no label, whether or not it ends as a sentence does.
const MANY: usize = 8;

/// A line of more characters is the document's own.
const LONGEST: usize = 220;

/// A line of a file as it is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineOccurrence {
    /// See [`fingerprint`].
    pub(super) fingerprint: u32,
    /// Its characters if it is running text, else 0.
    pub(super) running: u16,
    pub(super) kind: OccurrenceKind,
}

/// What a line was taken for in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum OccurrenceKind {
    Chrome,
    /// The document's own, in however many files it stands.
    Own,
    /// Few words, or words that may head a section.
    Phrase,
    Sentence,
}

impl LineOccurrence {
    /// Whether other files may show that it is chrome.
    pub fn is_undecided(&self) -> bool {
        matches!(self.kind, OccurrenceKind::Phrase | OccurrenceKind::Sentence)
    }
}

/// Each line of a document as it is counted; `None` where it is not.
pub fn occurrences(lines: &[Line<'_>], kinds: &[BlockKind]) -> Vec<Option<LineOccurrence>> {
    lines.iter().zip(kinds).map(|(line, &kind)| occurrence(line, kind)).collect()
}

pub(super) fn occurrence(line: &Line<'_>, kind: BlockKind) -> Option<LineOccurrence> {
    let words = line.lettered;
    let prose = kind != BlockKind::Chrome && line.is_prose();
    let short = line.size <= LONGEST;
    let taken_for = match kind {
        BlockKind::Chrome => OccurrenceKind::Chrome,
        _ if !short || line.cues.any(Cues::BYLINE) => OccurrenceKind::Own,
        BlockKind::Paragraph if line.ends_sentence || words >= MANY => OccurrenceKind::Sentence,
        BlockKind::Paragraph | BlockKind::Heading => OccurrenceKind::Phrase,
        _ => OccurrenceKind::Own,
    };
    let running = if prose { u16::try_from(line.size).unwrap_or(u16::MAX) } else { 0 };
    // A long line is known only so that copies are.
    let counts = words >= FEWEST && (short || prose);
    counts.then(|| LineOccurrence { fingerprint: fingerprint(line), running, kind: taken_for })
}

/// A hash of how a line reads. Digits count: a row of a table is not that of another.
fn fingerprint(line: &Line<'_>) -> u32 {
    // Of a line without digits both fingerprints are the same.
    let known = line.fingerprint != 0 && !line.text.bytes().any(|b| b.is_ascii_digit());
    let hash = if known { line.fingerprint } else { exact(line.text) };
    (hash ^ hash >> 32) as u32
}
