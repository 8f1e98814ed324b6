//! `perusal tag`: tags a document, or takes tags away.
//!
//! Not here: tags of notes (`add`), listing tags (`list`).

use std::io;
use std::path::PathBuf;

use super::add::{FilePart, document, keep, read_tag};
use crate::cli::finding::Searched;
use crate::cli::{Outcome, report_failure};
use crate::paths::Paths;
use crate::query::{MarkChange, NotebookChange, Tag};

/// A document, and its tags.
#[derive(clap::Args)]
pub struct TagArguments {
    /// The file; one that is not indexed yet is indexed first
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Tags, nested by / as in people/witness
    #[arg(required = true, value_name = "TAG", value_parser = read_tag)]
    tags: Vec<Tag>,
    #[command(flatten)]
    part: FilePart,
    /// Take the tags away
    #[arg(long)]
    remove: bool,
}

/// Tags a document.
pub fn tag(asked: &TagArguments, paths: &Paths) -> io::Result<Outcome> {
    let tagged = || {
        let searched = Searched::open(Some(&asked.file), paths)?;
        let id = document(&searched, &asked.file, asked.part.part)?;
        let mark = |tag: &Tag| MarkChange::Tag { id, tag: tag.clone(), value: !asked.remove };
        let changes: Vec<NotebookChange> = asked.tags.iter().map(mark).map(NotebookChange::Mark).collect();
        keep(&searched, paths, &changes)
    };
    Ok(match tagged() {
        Ok(()) => Outcome::Found,
        Err(error) => report_failure(&error),
    })
}
