//! What the reader says of documents, applied where a file is read: search, lists, filters and exports know one
//! title, one date, one source. The corrections come from the notebook by the id of a document, once that is
//! known; a file whose corrections are others than it was read by is read again, as it is for other own lists. What
//! is said of a whole folder (`rules`) comes before what is said of a document itself.
//!
//! Not here: storing them (`notebook`), and corrections of names (`resolve`).

mod apply;
mod blocks;
mod rules;

use std::collections::HashMap;
use std::fs;

use xxhash_rust::xxh3::xxh3_64;

use self::rules::FolderRules;
use super::plan::{Plan, TaskState};
use super::root::Root;
use super::walk::FoundFile;
use crate::annotate::{self, lists::Lists};
use crate::index::{self, KnownFiles};
use crate::model::{Anchor, Document, DocumentId};
use crate::notebook::{Error, Notebook};
use crate::query::{DocumentCorrection, DocumentFact};
use crate::segment::StatedBeginning;

/// What is said of documents, at the time of a run.
#[derive(Debug, Default)]
pub(super) struct CorrectedDocuments {
    /// For each document what is said of it, the earliest first.
    said: HashMap<DocumentId, Vec<DocumentCorrection>>,
    /// For each file with such documents, by its full path, a sum of what is said of them.
    files: HashMap<String, u64>,
    /// For each file of which that is said, by its full path, where documents begin.
    beginnings: HashMap<String, Vec<StatedBeginning>>,
    /// What is said of whole folders.
    rules: FolderRules,
}

impl CorrectedDocuments {
    /// All that the notebook has.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn of(notebook: &Notebook) -> Result<CorrectedDocuments, Error> {
        let rules = FolderRules::new(notebook.folder_rules()?, notebook.refused_corrections()?);
        let mut corrected = CorrectedDocuments { rules, ..CorrectedDocuments::default() };
        for file in notebook.file_corrections()? {
            if let Some(path) = file.path {
                // What cannot be encoded has no sum: the file is then not read again for it.
                let sum = postcard::to_stdvec(&file.corrections).map_or(0, |bytes| xxh3_64(&bytes));
                let beginnings: Vec<_> = file.corrections.iter().filter_map(beginning).collect();
                if !beginnings.is_empty() {
                    corrected.beginnings.insert(path.clone(), beginnings);
                }
                corrected.files.insert(path, sum);
            }
            for of in file.corrections {
                corrected.said.entry(of.document).or_default().push(of);
            }
        }
        Ok(corrected)
    }

    /// By what a file is read: a number for the own lists and what is said of its documents and its folder.
    pub(super) fn read_by(&self, full_name: &str, lists: u64) -> u64 {
        self.own(full_name, lists).wrapping_add(self.rules.sum(full_name))
    }

    /// Whether a file that was read by such a number is as it would be read now: rules made since are of files that
    /// come after them.
    pub(super) fn is_read_so(&self, full_name: &str, lists: u64, read_by: u64) -> bool {
        let own = self.own(full_name, lists);
        self.rules.sums(full_name).any(|rules| own.wrapping_add(rules) == read_by)
    }

    fn own(&self, full_name: &str, lists: u64) -> u64 {
        lists.wrapping_add(self.files.get(full_name).copied().unwrap_or(0))
    }

    /// Where documents of a file begin, and do not, as the reader says.
    pub(super) fn beginnings(&self, full_name: &str) -> &[StatedBeginning] {
        self.beginnings.get(full_name).map_or(&[], Vec::as_slice)
    }

    /// The files that the index has as they were read by other corrections. Nothing else of the folder is looked
    /// at; what is away keeps waiting for its corrections.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(super) fn to_read_again(
        &self,
        root: &Root,
        known_files: &KnownFiles,
        lists: u64,
    ) -> Result<Plan, index::Error> {
        let mut plan = Plan::default();
        let other = |number: usize| {
            let known = known_files.at(number);
            known.is_some_and(|known| known.hash != 0 && (!self.is_plain() || known.lists != lists))
        };
        known_files.each(other, |name, known| {
            if self.is_read_so(&root.full_name(name), lists, known.lists) {
                return;
            }
            match fs::symlink_metadata(root.path_of(name)) {
                Ok(_) => {
                    let found = FoundFile { name: name.to_owned(), stamp: known.stamp, beside: None };
                    plan.read.push(found, &TaskState { known: Some(known), ..TaskState::default() });
                }
                Err(_) => {
                    plan.away += 1;
                    plan.kept.insert(name);
                }
            }
        })?;
        Ok(plan)
    }

    /// Whether nothing is said of any file or folder.
    pub(super) fn is_plain(&self) -> bool {
        self.files.is_empty() && self.rules.is_empty()
    }

    /// Has a document that was read from a file say what the reader says of it.
    pub(super) fn apply(&self, full_name: &str, id: DocumentId, document: &mut Document, lists: &Lists) {
        let said = self.said.get(&id);
        if said.is_none() && !self.rules.any(full_name) {
            return;
        }
        let before = document.blocks.clone();
        self.rules.say(full_name, id, document, apply::apply);
        apply::apply(said.map_or(&[], Vec::as_slice), document);
        // Where a line is for something else now, names are looked for anew.
        if document.blocks != before {
            annotate::annotate(document, lists);
        }
    }
}

fn beginning(of: &DocumentCorrection) -> Option<StatedBeginning> {
    match &of.fact {
        DocumentFact::Beginning { heading, begins } => {
            Some(StatedBeginning { heading: Anchor::clone(heading), begins: *begins })
        }
        _ => None,
    }
}
