//! `perusal note add`: notes something on a passage of a document, or on the document.
//!
//! Not here: listing notes (`list`).

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::finding::Searched;
use crate::cli::{Outcome, choice, report_failure};
use crate::model::{Anchor, DocumentId, Span};
use crate::notebook::Notebook;
use crate::paths::Paths;
use crate::query::{
    Answer, Colour, DocumentPage, Note, NoteIds, NoteSubject, NotebookChange, Query, Question, Tag,
};
use crate::text::anchor::{anchor, occurrences};

/// What to do.
#[derive(clap::Args)]
pub struct NoteArguments {
    #[command(subcommand)]
    command: NoteCommand,
}

#[derive(clap::Subcommand)]
enum NoteCommand {
    /// Add a note
    Add(AddArguments),
}

/// A note to be added.
#[derive(clap::Args)]
struct AddArguments {
    /// The file; one that is not indexed yet is indexed first
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    part: FilePart,
    /// The passage it is on, as it stands in the document; without it the note is on the document
    #[arg(long, value_name = "TEXT")]
    quote: Option<String>,
    /// What to note
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// A tag, nested by / as in people/witness; can be given several times
    #[arg(long = "tag", value_name = "TAG", value_parser = read_tag)]
    tags: Vec<Tag>,
    /// The colour of the passage: yellow, green, blue or red
    #[arg(long, value_name = "COLOUR", value_parser = read_colour)]
    colour: Option<Colour>,
}

/// Which document of a file.
#[derive(clap::Args)]
pub(super) struct FilePart {
    /// The number of the document in a file of several, from 1
    #[arg(long, value_name = "N")]
    pub part: Option<u32>,
}

/// A tag as it was typed.
pub(super) fn read_tag(typed: &str) -> Result<Tag, String> {
    Tag::new(typed).ok_or_else(|| "a tag needs a letter".to_owned())
}

fn read_colour(typed: &str) -> Result<Colour, String> {
    choice::one_of(Colour::ALL, |colour| colour.name().to_owned(), typed)
}

/// Adds a note.
pub fn note(asked: &NoteArguments, paths: &Paths) -> io::Result<Outcome> {
    let NoteCommand::Add(asked) = &asked.command;
    match add(asked, paths) {
        Ok(note) => {
            writeln!(io::stdout(), "{}", note.id)?;
            Ok(Outcome::Found)
        }
        Err(error) => Ok(report_failure(&error)),
    }
}

fn add(asked: &AddArguments, paths: &Paths) -> Result<Note, String> {
    if asked.quote.is_none() && asked.note.is_none() && asked.tags.is_empty() {
        return Err("nothing to note: --quote, --note or --tag says what".into());
    }
    let searched = Searched::open(Some(&asked.file), paths)?;
    let on = match &asked.quote {
        Some(quote) => passage(&searched, asked, quote)?,
        None => NoteSubject::Document(document(&searched, &asked.file, asked.part.part)?),
    };
    let now = jiff::Timestamp::now().as_second();
    let mut tags = asked.tags.clone();
    tags.sort();
    tags.dedup();
    let note = Note {
        id: note_ids().issue(),
        colour: asked.colour.or((asked.quote.is_some()).then(Colour::default)),
        on,
        words: asked.note.clone().unwrap_or_default(),
        tags,
        made: now,
        changed: now,
    };
    keep(&searched, paths, &[NotebookChange::note(None, Some(note.clone()))])?;
    Ok(note)
}

/// Numbers of new notes, drawn by lot.
pub fn note_ids() -> NoteIds {
    NoteIds { lot: RandomState::new().hash_one(()), latest: 0 }
}

/// Writes changes into the notebook.
pub fn keep(searched: &Searched, paths: &Paths, changes: &[NotebookChange]) -> Result<(), String> {
    let opened = Notebook::open_or_mend(&paths.notebook(), jiff::Zoned::now().date());
    let (mut notebook, mended) = opened.map_err(|error| error.to_string())?;
    if let Some(mended) = mended {
        report_failure(&mended.to_string());
    }
    notebook.apply(changes, &searched.indexed.collection()).map_err(|error| error.to_string())
}

/// The document of a file; of a file of several one must be chosen.
pub(super) fn document(searched: &Searched, file: &Path, part: Option<u32>) -> Result<DocumentId, String> {
    let hit = searched.indexed.document_of(&searched.engine, file, part.unwrap_or(1))?;
    match (part, hit.row.parts) {
        (None, parts) if parts > 1 => {
            Err(format!("{}: {parts} documents are in it: --part says which is meant", file.display()))
        }
        _ => Ok(hit.row.id),
    }
}

/// Where a quote stands in a file; without a part, in whichever of its documents.
fn passage(searched: &Searched, asked: &AddArguments, quote: &str) -> Result<NoteSubject, String> {
    let first = searched.indexed.document_of(&searched.engine, &asked.file, asked.part.part.unwrap_or(1))?;
    let page = page(searched, first.row.id)?;
    let others = if asked.part.part.is_some() { Vec::new() } else { page.siblings.clone() };
    let mut found: Vec<(DocumentId, Anchor)> = Vec::new();
    let mut take = |page: &DocumentPage| {
        let places: Vec<Span> = occurrences(quote, &page.document.text);
        found.extend(places.into_iter().map(|span| (page.id, anchor(&page.document.text, span))));
    };
    take(&page);
    for id in others.into_iter().filter(|id| *id != page.id && id.is_document()) {
        take(&*self::page(searched, id)?);
    }
    let file = asked.file.display();
    match found.len() {
        0 => Err(format!("{file}: the quote does not stand in it: “{quote}”")),
        1 => {
            let (id, anchor) = found.swap_remove(0);
            Ok(NoteSubject::Passage(id, anchor))
        }
        times => Err(format!(
            "{file}: the quote stands in it {times} times: more words around it say which is meant: “{quote}”"
        )),
    }
}

fn page(searched: &Searched, id: DocumentId) -> Result<Arc<DocumentPage>, String> {
    let question = Question::Page { id, query: Query::default(), notes: Arc::default() };
    match searched.ask(&question)? {
        Answer::Page(page) => Ok(page),
        _ => Err("the document could not be read".into()),
    }
}
