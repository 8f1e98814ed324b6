//! `perusal notes`: lists the notes of a collection and the tags of its documents, each passage as it stands now.
//!
//! Not here: adding notes (`add`), tagging (`tag`).

use std::collections::HashSet;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::json;

use super::add::read_tag;
use super::sync::{SyncArguments, sync};
use crate::cli::finding::Searched;
use crate::cli::{Outcome, json, report_failure};
use crate::ingest::known_path;
use crate::model::DocumentId;
use crate::paths::Paths;
use crate::query::{Answer, Note, NoteId, NotePlace, NoteSubject, Notes, Question, Search, Tag};
use crate::text::sanitize::sanitize_line;

/// Which notes are listed.
#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct NotesArguments {
    #[command(subcommand)]
    command: Option<NotesCommand>,
    /// Only those on files in this file or folder; else all
    #[arg(long = "in", value_name = "PATH")]
    path: Option<PathBuf>,
    /// Only those with this tag or one below it
    #[arg(long, value_name = "TAG", value_parser = read_tag)]
    tag: Option<Tag>,
    /// Print JSON, one object a line
    #[arg(long)]
    json: bool,
}

#[derive(clap::Subcommand)]
enum NotesCommand {
    /// Keep them in step with a folder of text files, and so with other people's
    Sync(SyncArguments),
}

/// A line of the list: a note, or the tags of a document.
struct Line<'n> {
    note: Option<&'n Note>,
    file: Option<String>,
    part: Option<u32>,
    passage: Option<String>,
    tags: Vec<&'n Tag>,
}

/// Prints notes, or exchanges them.
pub fn notes(asked: &NotesArguments, paths: &Paths) -> io::Result<Outcome> {
    if let Some(NotesCommand::Sync(asked)) = &asked.command {
        return sync(asked, paths);
    }
    let found = || {
        let searched = Searched::open(asked.path.as_deref(), paths)?;
        let Some(notebook) = &searched.notebook else { return Ok(None) };
        let notes = notebook.notes(&searched.indexed.collection()).map_err(|error| error.to_string())?;
        let places = match searched.ask(&Question::NotePlaces { notes: Arc::clone(&notes) })? {
            Answer::NotePlaces(places) => places,
            _ => Vec::new(),
        };
        let tagged = tagged(&searched, &notes)?;
        Ok::<_, String>(Some((notes, places, tagged)))
    };
    let (notes, places, tagged) = match found() {
        Ok(Some(found)) => found,
        Ok(None) => return Ok(Outcome::NothingFound),
        Err(error) => return Ok(report_failure(&error)),
    };
    let mut lines = lines(&notes, places, tagged);
    asked.narrow(&mut lines);
    let mut out = BufWriter::new(io::stdout().lock());
    for line in &lines {
        if asked.json { json::line(&mut out, &object(line))? } else { print(&mut out, line)? }
    }
    out.flush()?;
    Ok(if lines.is_empty() { Outcome::NothingFound } else { Outcome::Found })
}

impl NotesArguments {
    /// Leaves what is asked for.
    fn narrow(&self, lines: &mut Vec<Line<'_>>) {
        if let Some(path) = &self.path {
            let below = known_path(path);
            lines.retain(|line| {
                line.file.as_ref().is_some_and(|file| std::path::Path::new(file).starts_with(&below))
            });
        }
        if let Some(tag) = &self.tag {
            lines.retain(|line| line.tags.iter().any(|own| own.is_within(tag)));
        }
    }
}

/// The documents with tags of their own that are in the collection, with the path and the part of each.
fn tagged(searched: &Searched, notes: &Notes) -> Result<Vec<(DocumentId, String, u32)>, String> {
    let mut ids: Vec<DocumentId> = notes.tagged().map(|(id, _)| id).collect();
    ids.sort_unstable();
    let rows = match searched.ask(&Question::Rows { search: Search::default(), ids, read: None })? {
        Answer::Rows { rows, .. } => rows,
        _ => Vec::new(),
    };
    let file = |id| searched.engine.file_of(id).map(|path| path.display().to_string());
    Ok(rows.into_iter().map(|row| (row.id, file(row.id).unwrap_or(row.path), row.part)).collect())
}

/// The notes on documents in the order of these, then those on names and on the collection, then the tags of
/// documents.
fn lines(notes: &Notes, places: Vec<NotePlace>, tagged: Vec<(DocumentId, String, u32)>) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let placed: HashSet<NoteId> = places.iter().map(|place| place.id).collect();
    for place in places {
        let Some(note) = notes.get(place.id) else { continue };
        let place = Some(place).filter(|place| !place.path.is_empty());
        let (file, part) = place.as_ref().map(|place| (place.path.clone(), place.part)).unzip();
        let passage = place.and_then(|place| place.passage);
        lines.push(Line { note: Some(note), file, part, passage, tags: note.tags.iter().collect() });
    }
    for note in notes.iter().filter(|note| !placed.contains(&note.id)) {
        let tags = note.tags.iter().collect();
        lines.push(Line { note: Some(note), file: None, part: None, passage: None, tags });
    }
    for (id, file, part) in tagged {
        let tags = notes.tags_of(id).collect();
        lines.push(Line { note: None, file: Some(file), part: Some(part), passage: None, tags });
    }
    lines
}

impl Line<'_> {
    /// What the line is about, in a word.
    fn on(&self) -> &'static str {
        match self.note.map(|note| &note.on) {
            Some(NoteSubject::Passage(..)) => "passage",
            Some(NoteSubject::Document(_)) => "document",
            Some(NoteSubject::Entity(..)) => "name",
            Some(NoteSubject::Collection) => "collection",
            None => "tags",
        }
    }

    /// Whether its passage stands nowhere any more, or its document is not there.
    fn is_lost(&self) -> bool {
        match self.note.map(|note| &note.on) {
            Some(NoteSubject::Passage(..)) => self.passage.is_none(),
            Some(NoteSubject::Document(_)) => self.file.is_none(),
            _ => false,
        }
    }

    fn quote(&self) -> Option<&str> {
        self.note.and_then(|note| note.on.anchor()).map(|anchor| anchor.quote.as_str())
    }
}

fn object(line: &Line<'_>) -> serde_json::Value {
    let named = match line.note.map(|note| &note.on) {
        Some(NoteSubject::Entity(kind, name)) => Some((kind.name(), name.as_str())),
        _ => None,
    };
    let time = |seconds: i64| jiff::Timestamp::from_second(seconds).map(|time| time.to_string()).ok();
    json!({
        "id": line.note.map(|note| note.id.to_string()),
        "on": line.on(),
        "file": line.file,
        "part": line.part,
        "kind": named.map(|(kind, _)| kind),
        "name": named.map(|(_, name)| name),
        "quote": line.quote(),
        "passage": line.passage,
        "note": line.note.map(|note| note.words.as_str()),
        "tags": line.tags.iter().map(|tag| tag.name()).collect::<Vec<_>>(),
        "colour": line.note.and_then(|note| note.colour).map(|colour| colour.name()),
        "lost": line.is_lost(),
        "made": line.note.and_then(|note| time(note.made)),
        "changed": line.note.and_then(|note| time(note.changed)),
    })
}

fn print(out: &mut impl Write, line: &Line<'_>) -> io::Result<()> {
    let part = line.part.filter(|part| *part > 1).map_or_else(String::new, |part| format!("#{part}"));
    let place = match (&line.file, line.note.map(|note| &note.on)) {
        (Some(file), _) => format!("{file}{part}"),
        (None, Some(NoteSubject::Entity(kind, name))) => format!("{name} ({})", kind.name()),
        (None, Some(NoteSubject::Collection)) => "the collection".to_owned(),
        (None, _) => "a document that is not indexed".to_owned(),
    };
    let lost = if line.is_lost() { " (lost its place)" } else { "" };
    let passage = line.passage.as_deref().or(line.quote());
    let passage = passage.map_or_else(String::new, |passage| format!("  “{}”{lost}", passage.trim()));
    let words = line.note.map(|note| note.words.as_str()).filter(|words| !words.is_empty());
    let words = words.map_or_else(String::new, |words| format!("  — {words}"));
    let tags: String = line.tags.iter().map(|tag| format!("  #{tag}")).collect();
    writeln!(out, "{}", sanitize_line(&format!("{place}{passage}{words}{tags}")))
}
