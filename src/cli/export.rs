//! `perusal export`: writes a dossier, all notes, or the documents of a search as a file for others. Asked the same
//! again it writes the same, byte by byte, as long as nothing has changed.
//!
//! Not here: what the formats look like (`export`), and making pieces ready (`engine`).

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::choice::one_of;
use super::indexed::{Indexed, kept, notebook};
use super::{Outcome, own_lists, report_failure};
use crate::engine::Engine;
use crate::export::{Export, ExportFormat, Piece};
use crate::ingest::Lists;
use crate::model::DocumentId;
use crate::notebook::Notebook;
use crate::paths::Paths;
use crate::query::{Answer, Dossiers, Marks, Order, QueryContext, Question, Search, parse};
use crate::small_file;

/// What is exported, and how.
#[derive(clap::Args)]
pub struct ExportArguments {
    /// The dossier of this name
    #[arg(long, value_name = "NAME", conflicts_with = "notes")]
    dossier: Option<String>,
    /// All notes, with the passages they are on
    #[arg(long)]
    notes: bool,
    /// A query ('' for all documents), then the files and folders to look in, which with --dossier or --notes stand
    /// alone; without files and folders all that is indexed
    #[arg(value_name = "QUERY|PATH")]
    asked: Vec<String>,
    /// md, html, csv, jsonl, csl (CSL-JSON) or bib (BibTeX)
    #[arg(long, default_value = "md", value_parser = format_of)]
    format: ExportFormat,
    /// Write into this file, in the place of what it holds; else to standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Export at most so many documents of a query
    #[arg(long, default_value_t = 1000, value_name = "N")]
    limit: usize,
}

const NOTHING_ASKED: &str =
    "what is to be exported? --dossier NAME, --notes, or a query ('' for all documents)";

fn format_of(typed: &str) -> Result<ExportFormat, String> {
    one_of(ExportFormat::ALL, |format| format.name().to_owned(), typed)
}

/// Writes what is asked for.
///
/// # Errors
/// When nothing can be printed.
pub fn export(asked: &ExportArguments, paths: &Paths) -> io::Result<Outcome> {
    let export = match collected(asked, paths) {
        Ok(Some(export)) => export,
        Ok(None) => return Ok(Outcome::NothingFound),
        Err(error) => return Ok(report_failure(&error)),
    };
    let written = export.write(asked.format);
    let Some(file) = &asked.output else {
        io::stdout().lock().write_all(written.as_bytes())?;
        return Ok(Outcome::Found);
    };
    match small_file::write(file, &written, true) {
        Ok(()) => Ok(Outcome::Found),
        Err(error) => Ok(report_failure(&format!("{}: {error}", file.display()))),
    }
}

/// What there is to export; `None` when that is nothing.
fn collected(asked: &ExportArguments, paths: &Paths) -> Result<Option<Export>, String> {
    let is_query = asked.dossier.is_none() && !asked.notes;
    let (query, places) = match asked.asked.split_first() {
        Some((query, places)) if is_query => (query.as_str(), places),
        None if is_query => return Err(NOTHING_ASKED.into()),
        _ => ("", asked.asked.as_slice()),
    };
    let places: Vec<PathBuf> = places.iter().map(PathBuf::from).collect();
    let indexed = Indexed::open(&places, paths)?;
    let source = Source::open(indexed, paths);
    if let Some(file) = &asked.output {
        source.refuse_document(file)?;
    }
    let (title, pieces) = match &asked.dossier {
        Some(name) => (name.clone(), source.dossier(name)?),
        None if asked.notes => ("Notes".to_owned(), source.notes()?),
        None => (query.to_owned(), source.found(query, asked.limit)?),
    };
    let command = command(asked);
    Ok((!pieces.is_empty()).then_some(Export { title, command, pieces }))
}

/// What is exported of.
struct Source {
    indexed: Indexed,
    engine: Engine,
    notebook: Option<Notebook>,
    marks: Arc<Marks>,
    lists: Lists,
}

impl Source {
    fn open(indexed: Indexed, paths: &Paths) -> Source {
        let notebook = notebook(paths);
        let engine = indexed.engine(notebook.as_ref());
        let marks = notebook.as_ref().map(|notebook| {
            let notes = kept(notebook.notes(&indexed.collection()));
            Marks { notes, ..kept(notebook.marks()) }
        });
        Source {
            indexed,
            engine,
            notebook,
            marks: Arc::new(marks.unwrap_or_default()),
            lists: own_lists(paths),
        }
    }

    fn context(&self) -> QueryContext<'_> {
        QueryContext { lists: self.lists.names(), today: jiff::Zoned::now().date() }
    }

    fn dossier(&self, name: &str) -> Result<Vec<Piece>, String> {
        let collection = self.indexed.collection();
        let dossiers = match &self.notebook {
            Some(notebook) => notebook.dossiers(&collection).map_err(|error| error.to_string())?,
            None => Arc::<Dossiers>::default(),
        };
        let Some(dossier) = dossiers.named(name) else {
            let names: Vec<&str> = dossiers.by_name().iter().map(|dossier| dossier.name.as_str()).collect();
            return Err(match names.is_empty() {
                true => format!("there is no dossier “{name}”, nor any other here"),
                false => format!("there is no dossier “{name}”; there are: {}", names.join(", ")),
            });
        };
        let pieces: Vec<_> = dossiers.pieces(dossier.id).into_iter().cloned().collect();
        // An index that cannot answer is said in words.
        self.indexed.ask(&self.engine, &Question::Counts)?;
        let pieces = self.engine.pieces(&pieces, &self.marks, &self.context());
        pieces.map_err(|failure| failure.to_string())
    }

    fn notes(&self) -> Result<Vec<Piece>, String> {
        self.indexed.ask(&self.engine, &Question::Counts)?;
        let notes: Vec<_> = self.marks.notes.iter().cloned().collect();
        self.engine.noted_pieces(&notes).map_err(|failure| failure.to_string())
    }

    fn found(&self, typed: &str, limit: usize) -> Result<Vec<Piece>, String> {
        let parsed = parse(typed, false, &self.context());
        if let Some(remark) = parsed.remarks.first() {
            return Err(remark.words.clone());
        }
        if parsed.query.clauses.is_empty() {
            return Err("there is no word in it to search for".into());
        }
        let filters = self.indexed.filters().collect();
        let search = Search { query: parsed.query, filters, order: Order::default() };
        let question = Question::TopHits { search, marks: Arc::clone(&self.marks), limit };
        let Answer::TopHits { results, hits } = self.indexed.ask(&self.engine, &question)? else {
            return Ok(Vec::new());
        };
        // Documents with other words than were asked for are not what is to be exported.
        let results = results.as_asked();
        let is_asked = |id: &DocumentId| id.is_document() && results.ids.contains(id);
        let ids: Vec<_> = hits.iter().map(|hit| hit.row.id).filter(is_asked).collect();
        let all = results.ids.iter().filter(|id| id.is_document()).count();
        if all > ids.len() {
            report_failure(&format!("{} of {all} documents; --limit exports more", ids.len()));
        }
        self.engine.document_pieces(&ids).map_err(|failure| failure.to_string())
    }

    /// Fails where the file is one of the documents read: no export takes the place of a source.
    fn refuse_document(&self, file: &Path) -> Result<(), String> {
        let is_ours = || std::fs::read_to_string(file).is_ok_and(|text| Export::is_written(&text));
        match self.indexed.document_of(&self.engine, file, 1) {
            Ok(_) if !is_ours() => {
                Err(format!("{}: not written: it is one of the files that are read", file.display()))
            }
            _ => Ok(()),
        }
    }
}

/// The command that makes the same export anew, as a shell takes it.
fn command(asked: &ExportArguments) -> String {
    let mut words = vec!["perusal".to_owned(), "export".to_owned()];
    if let Some(name) = &asked.dossier {
        words.extend(["--dossier".to_owned(), Export::shell_word(name)]);
    }
    words.extend(asked.notes.then(|| "--notes".to_owned()));
    words.extend(asked.asked.iter().map(|word| Export::shell_word(word)));
    words.extend(["--format".to_owned(), asked.format.name().to_owned()]);
    if asked.limit != 1000 {
        words.extend(["--limit".to_owned(), asked.limit.to_string()]);
    }
    if let Some(file) = &asked.output {
        words.extend(["--output".to_owned(), Export::shell_word(&file.display().to_string())]);
    }
    words.join(" ")
}
