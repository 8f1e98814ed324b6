//! What is counted over the files of a folder, and the events that it is made of: after the same events in the same
//! order the counts are the same.
//!
//! Not here: keeping events and counts on the disk (`journal`).

use serde::{Deserialize, Serialize};

use crate::segment::{KnownBoilerplate, LineOccurrence, SiteCounts, SiteEvidence};

/// What was counted.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Counts {
    pub known: KnownBoilerplate,
    pub sites: SiteCounts,
    /// Some of the files read since files were last revised may have been revised already.
    pub revision_begun: bool,
}

/// What happens to counts, in order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Event {
    /// A file was read.
    Read(ReadLines),
    /// Files are being revised.
    RevisionBegun,
    /// That is done.
    RevisionEnded,
}

/// What is counted of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct ReadLines {
    pub path: String,
    /// Of its documents, one after the other.
    pub documents: Vec<Vec<LineOccurrence>>,
    pub site: Option<SiteEvidence>,
    /// It was not counted before.
    pub new: bool,
}

impl Counts {
    /// Counts what happened.
    pub(super) fn apply(&mut self, event: &Event) {
        match event {
            Event::Read(ReadLines { path, documents, site, new }) => {
                if *new {
                    self.known.count(documents);
                }
                if let Some(page) = site {
                    self.sites.count(path, page, *new);
                }
            }
            Event::RevisionBegun => {
                self.sites.begin_telling();
                self.revision_begun = true;
            }
            Event::RevisionEnded => {
                self.sites.begin_telling();
                self.sites.end_telling();
                self.revision_begun = false;
            }
        }
    }
}
