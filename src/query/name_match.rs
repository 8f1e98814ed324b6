//! Names of a list, and in which documents each of them stands.
//!
//! Not here: reading a list (`annotate::lists`), and finding its names (`index::entities::name_matches`).

use crate::model::Kind;

/// A name that is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedName {
    /// As the list has it.
    pub name: String,
    /// All its spellings, the name itself among them.
    pub spellings: Vec<String>,
}

/// Where a name of a list stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NameMatch {
    /// As the list has it.
    pub name: String,
    /// As what it is found; `None` when it is not.
    pub found: Option<FoundAs>,
    /// Documents that have it.
    pub documents: u32,
    /// Places in these.
    pub mentions: u64,
    /// The first of the documents, the latest first.
    pub first: Vec<MatchedDocument>,
}

/// So many of those who have a name are named.
const SHOWN: usize = 2;

impl NameMatch {
    /// As what it is found, in a few words, and whether that is sure.
    pub fn found_words(&self) -> (String, bool) {
        let (named, sure) = match &self.found {
            Some(FoundAs::Entities { named, sure }) => (named, *sure),
            Some(FoundAs::Words) => return ("as words".to_owned(), true),
            None => return (String::new(), true),
        };
        let words = |(kind, name): &(Kind, String)| match *name == self.name {
            true => kind.word().to_owned(),
            false => format!("{} {name}", kind.word()),
        };
        let mut all: Vec<String> = named.iter().take(SHOWN).map(words).collect();
        if let Some(last) = all.last_mut().filter(|_| named.len() > SHOWN) {
            last.push_str(&format!(" and {} more", named.len() - SHOWN));
        }
        (all.join(", "), sure)
    }
}

/// As what a name is found.
#[derive(Clone, Debug, PartialEq)]
pub enum FoundAs {
    /// As somebody or something that is recognised in the texts, with all spellings of it.
    Entities {
        /// Kind and name of each as they are shown.
        named: Vec<(Kind, String)>,
        /// They have that very name, and no spelling of theirs is a guess.
        sure: bool,
    },
    /// As words that stand so in the text.
    Words,
}

/// A document in which a name stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchedDocument {
    /// The file as a path a person can use.
    pub file: String,
    /// Its place in the file, from 1; of a frame 0.
    pub part: u32,
    /// `None` when the document has none.
    pub title: Option<String>,
}

impl MatchedDocument {
    /// By its file, and its number there where it is not the first.
    pub fn place(&self) -> String {
        match self.part {
            0 | 1 => self.file.clone(),
            part => format!("{}#{part}", self.file),
        }
    }
}
