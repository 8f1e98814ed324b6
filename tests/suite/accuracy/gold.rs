//! The labels of the sample (`tests/data/sample`), and the files they are about.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::scoring::reading::decoded;

/// All labels.
pub struct Gold {
    /// The files that have documents, each with its documents in order.
    pub files: Vec<File>,
    pub names: Names,
    pub faults: Faults,
}

/// One file of the sample.
pub struct File {
    /// Its path below the sample.
    pub name: String,
    pub bytes: Vec<u8>,
    /// Its text, decoded.
    pub text: String,
    pub documents: Vec<Labels>,
}

/// What is labelled of one document; `documents.toml` says what each field means.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labels {
    pub file: String,
    pub lines: Option<(usize, usize)>,
    pub title: Vec<String>,
    #[serde(default)]
    pub author: Vec<String>,
    pub source: Option<String>,
    pub date: Option<String>,
    pub in_text: bool,
    #[serde(default)]
    pub blocks: String,
    pub content: Option<String>,
    pub copy_of: Option<String>,
    pub near_copy_of: Option<String>,
}

/// Who and what is named; `names.toml` says how.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    pub person: BTreeMap<String, Vec<String>>,
    pub organization: BTreeMap<String, Vec<String>>,
    pub place: BTreeMap<String, Vec<String>>,
    pub other: Other,
    pub r#in: BTreeMap<String, BTreeMap<String, String>>,
}

/// Names that nobody asks for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Other {
    pub ambiguous: Vec<String>,
    pub names: Vec<String>,
}

/// What is known to be wrong; `known_faults.toml` says what each row means.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Faults {
    pub mention: Vec<MentionFault>,
    pub field: Vec<FieldFault>,
    pub split: Vec<SplitFault>,
}

/// A text that is taken for what it is not.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MentionFault {
    pub file: String,
    pub text: String,
    pub taken_for: String,
    pub is: String,
}

/// A wrong title, author or date of a document.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldFault {
    pub file: String,
    pub field: String,
    pub says: String,
    pub is: String,
}

/// A wrong number of documents in a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SplitFault {
    pub file: String,
    pub found: usize,
    pub is: usize,
}

#[derive(Deserialize)]
struct Documents {
    document: Vec<Labels>,
}

/// The labels with the files they are about.
pub fn load() -> Gold {
    let documents: Documents = toml::from_str(&labels("documents.toml")).unwrap();
    let mut files: Vec<File> = Vec::new();
    for document in documents.document {
        if files.last().is_none_or(|file| file.name != document.file) {
            let name = document.file.clone();
            let bytes = std::fs::read(sample().join(&name)).unwrap();
            files.push(File { text: decoded(&name, &bytes), name, bytes, documents: Vec::new() });
        }
        files.last_mut().unwrap().documents.push(document);
    }
    Gold {
        files,
        names: toml::from_str(&labels("names.toml")).unwrap(),
        faults: toml::from_str(&labels("known_faults.toml")).unwrap(),
    }
}

/// The folder of the sample.
pub fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample")
}

fn labels(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/sample").join(name);
    std::fs::read_to_string(path).unwrap()
}

impl File {
    /// Whether its text is no plain text, so that what is read of it has no lines.
    pub fn has_markup(&self) -> bool {
        self.documents.iter().any(|document| document.content.is_some())
    }

    /// Where each line begins, and behind the last one where the text ends and a line more would begin.
    pub fn line_starts(&self) -> Vec<usize> {
        let mut starts = vec![0];
        starts.extend(self.text.match_indices('\n').map(|(at, _)| at + 1));
        starts.push(self.text.len() + 1);
        starts
    }

    /// The lines of a document, from 0, the last one excluded.
    pub fn lines_of(&self, document: &Labels) -> (usize, usize) {
        match document.lines {
            Some((first, last)) => (first - 1, last),
            None => (0, self.line_starts().len() - 1),
        }
    }

    /// What each byte of the text is: the kind of its block.
    pub fn kinds(&self) -> Vec<&str> {
        let starts = self.line_starts();
        let mut kinds = vec!["chrome"; self.text.len()];
        for document in &self.documents {
            let (first, end) = self.lines_of(document);
            kinds[starts[first]..starts[end] - 1].fill("paragraph");
            for label in document.blocks.lines().filter(|label| !label.trim().is_empty()) {
                let (lines, label) = label.split_once(' ').unwrap();
                let (kind, piece) = label.split_once(' ').unwrap_or((label, ""));
                let (first, last) = lines.split_once('-').unwrap_or((lines, lines));
                let (first, last): (usize, usize) = (first.parse().unwrap(), last.parse().unwrap());
                let (mut start, mut end) = (starts[first - 1], starts[last] - 1);
                if !piece.is_empty() {
                    let piece = piece.trim_matches('"');
                    let found = self.text[start..end].find(piece);
                    start += found.unwrap_or_else(|| panic!("{}: {label} is not in line {first}", self.name));
                    end = start + piece.len();
                }
                kinds[start..end].fill(kind);
            }
        }
        kinds
    }

    /// The text of the article in a file with markup, without the markup.
    pub fn content(&self, document: &Labels) -> String {
        let tags = regex::Regex::new(r"<[^>]*>|\]\([^)]*\)|(?m)^[#>|:\s-]+$").unwrap();
        let lines: Vec<&str> = self.text.lines().collect();
        let mut content = String::new();
        for range in document.content.as_deref().unwrap_or_default().split_whitespace() {
            let (first, last) = range.split_once('-').unwrap_or((range, range));
            let (first, last): (usize, usize) = (first.parse().unwrap(), last.parse().unwrap());
            content += &lines[first - 1..last].join("\n");
            content.push('\n');
        }
        let content = tags.replace_all(&content, " ");
        let marks = [("&rsquo;", "’"), ("&ldquo;", "“"), ("&rdquo;", "”"), ("&nbsp;", " "), ("&copy;", "©")];
        marks.iter().fold(content.into_owned(), |text, (mark, sign)| text.replace(mark, sign))
    }
}
