//! What a reader says of whole folders, by which files are read that come later: a rule lies where the document
//! lies of which it was said first. Files that were read before a rule was made are not read again for it, since
//! what is alike among them was corrected by itself.
//!
//! Not here: which documents are alike (`query::correction::alike`).

use std::collections::{HashMap, HashSet};

use xxhash_rust::xxh3::xxh3_64;

use crate::model::{Document, DocumentId};
use crate::notebook::RuleOfFolder;
use crate::query::{DocumentCorrection, DocumentFact, FolderRule, said_by_rule};

/// The rules that hold, by full paths of folders.
#[derive(Debug, Default)]
pub(super) struct FolderRules {
    /// Those of a folder, the earliest first.
    rules: HashMap<String, Vec<SummedRule>>,
    /// What single documents had learnt, and is taken back for them.
    refused: HashMap<DocumentId, Vec<DocumentFact>>,
}

#[derive(Debug)]
struct SummedRule {
    rule: FolderRule,
    sum: u64,
    /// The files, by their full paths, that came since it was made.
    later: HashSet<String>,
}

impl FolderRules {
    /// Those that hold, the earliest first, and what they do not say again.
    pub(super) fn new(of_folders: Vec<RuleOfFolder>, refused: Vec<DocumentCorrection>) -> FolderRules {
        let mut rules = FolderRules::default();
        for RuleOfFolder { folder, rule, later } in of_folders {
            // What cannot be encoded has no sum: files are then not read again when it is taken back.
            let sum = postcard::to_stdvec(&rule).map_or(0, |bytes| xxh3_64(&bytes));
            rules.rules.entry(folder).or_default().push(SummedRule { rule, sum, later });
        }
        for of in refused {
            rules.refused.entry(of.document).or_default().push(of.fact);
        }
        rules
    }

    fn of(&self, path: &str) -> &[SummedRule] {
        self.rules.get(folder(path)).map_or(&[], Vec::as_slice)
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// Whether any rule is of the folder of a file.
    pub(super) fn any(&self, path: &str) -> bool {
        !self.of(path).is_empty()
    }

    /// A sum of all rules that a file is read by.
    pub(super) fn sum(&self, path: &str) -> u64 {
        self.of(path).iter().fold(0, |sum, of| sum.wrapping_add(of.sum))
    }

    /// The sums of the rules that a file may have been read by: those made before it came, and as many of the others
    /// as were made when it was last read.
    pub(super) fn sums(&self, path: &str) -> impl Iterator<Item = u64> {
        let rules = self.of(path);
        let needed = rules.iter().rposition(|of| of.later.contains(path)).map_or(0, |last| last + 1);
        let sums = rules.iter().scan(0u64, |sum, of| {
            *sum = sum.wrapping_add(of.sum);
            Some(*sum)
        });
        std::iter::once(0).chain(sums).skip(needed)
    }

    /// Has the rules of its folder say of a document what they do, one after the other; `apply` makes it so.
    pub(super) fn say(
        &self,
        path: &str,
        id: DocumentId,
        document: &mut Document,
        mut apply: impl FnMut(&[DocumentCorrection], &mut Document),
    ) {
        let refused = self.refused.get(&id).map_or(&[][..], Vec::as_slice);
        for of in self.of(path) {
            let mut said = said_by_rule(&of.rule, id, document);
            said.retain(|of| !refused.contains(&of.fact));
            apply(&said, document);
        }
    }
}

/// The folder of a file, by its full path.
fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
