//! What is searched in from the command line: opening it, and understanding a query.
//!
//! Not here: what is printed of what is found (`search`, `grep`).

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::index::index_if_unknown;
use crate::cli::indexed::{Indexed, kept, notebook};
use crate::cli::outcome::report_as_it_is;
use crate::cli::{Outcome, own_lists, report_failure};
use crate::engine::Engine;
use crate::ingest::Lists;
use crate::notebook::Notebook;
use crate::paths::Paths;
use crate::query::{
    Answer, Criterion, Example, Filter, Marks, Mode, Order, Query, QueryContext, Question, Remark, ScoredHit,
    Search, SearchResults, parse,
};
use crate::text::sanitize::sanitize_line;
use crate::text::width::width;

/// Where to ask.
#[derive(clap::Args)]
pub struct SearchScope {
    /// Only in this file or folder; else in everything indexed
    #[arg(long = "in", value_name = "PATH")]
    pub path: Option<PathBuf>,
    /// Print JSON, one object a line
    #[arg(long)]
    pub json: bool,
}

/// What is searched in, and what is known of it.
pub struct Searched {
    pub indexed: Indexed,
    pub engine: Engine,
    pub marks: Arc<Marks>,
    lists: Lists,
    pub notebook: Option<Notebook>,
}

impl Searched {
    /// What is asked for; a file or folder that is not indexed yet is indexed first.
    pub fn open(asked: Option<&Path>, paths: &Paths) -> Result<Searched, String> {
        if let Some(path) = asked {
            index_if_unknown(path, paths)?;
        }
        Searched::open_all(&asked.into_iter().map(Path::to_owned).collect::<Vec<_>>(), paths)
    }

    /// All of these, which are indexed; of none everything that is.
    pub fn open_all(asked: &[PathBuf], paths: &Paths) -> Result<Searched, String> {
        let indexed = Indexed::open(asked, paths)?;
        // Without the notebook one can still search, only not for what is read or starred.
        let notebook = notebook(paths);
        let marks = marks(notebook.as_ref(), &indexed);
        let engine = indexed.engine(notebook.as_ref());
        Ok(Searched { indexed, engine, marks: Arc::new(marks), lists: own_lists(paths), notebook })
    }

    /// Reads the marks and notes again, after they were changed.
    pub fn read_marks(&mut self, paths: &Paths) {
        self.notebook = notebook(paths);
        self.marks = Arc::new(marks(self.notebook.as_ref(), &self.indexed));
    }

    /// A query that is understood as it is typed: a person sees the remark on what was left out, a program
    /// would take the wrong answer. The last word of what was typed on a screen `goes_on`.
    pub fn parse(&self, typed: &str, goes_on: bool) -> Result<Query, Remark> {
        let context = QueryContext { lists: self.lists.names(), today: jiff::Zoned::now().date() };
        let parsed = parse(typed, goes_on, &context);
        if let Some(remark) = parsed.remarks.into_iter().next() {
            return Err(remark);
        }
        // Nothing typed asks for everything; signs that no document can have ask for nothing.
        if parsed.query.clauses.is_empty() && !typed.trim().is_empty() {
            return Err(Remark {
                words: "there is no word in it to search for".into(),
                place: 0..typed.len(),
            });
        }
        Ok(parsed.query)
    }

    pub fn search(&self, query: Query, order: Order) -> Search {
        Search { query, filters: self.indexed.filters().collect(), order }
    }

    /// The filter for documents like that of a file.
    pub fn example(&self, like: &Path) -> Result<Filter, String> {
        let (file, part) = file_and_part(like);
        let hit = self.indexed.document_of(&self.engine, file, part)?;
        let title = hit.row.title.unwrap_or_default();
        let criterion = Criterion::Like(Example { id: hit.row.id, passage: None, title });
        Ok(Filter { mode: Mode::Include, criterion })
    }

    pub fn ask(&self, question: &Question) -> Result<Answer, String> {
        self.indexed.ask(&self.engine, question)
    }

    pub fn top(&self, search: Search, limit: usize) -> Result<(SearchResults, Vec<ScoredHit>), String> {
        let question = Question::TopHits { search, marks: Arc::clone(&self.marks), limit };
        match self.ask(&question)? {
            Answer::TopHits { results, hits } => Ok((results, hits)),
            _ => Ok(Default::default()),
        }
    }
}

/// What the notebook has of documents and notes.
fn marks(notebook: Option<&Notebook>, indexed: &Indexed) -> Marks {
    let marks = notebook.map(|notebook| Marks {
        notes: kept(notebook.notes(&indexed.collection())),
        ..kept(notebook.marks())
    });
    marks.unwrap_or_default()
}

/// A file and the number of a document in it: what stands behind the last `#`, unless there is a file of that name.
fn file_and_part(like: &Path) -> (&Path, u32) {
    let split = || {
        let (file, part) = like.to_str()?.rsplit_once('#')?;
        Some((Path::new(file), part.parse().ok()?))
    };
    split().filter(|_| !like.exists()).unwrap_or((like, 1))
}

/// Says what of a query is not understood, and where it stands in it.
pub fn report_query(typed: &str, remark: &Remark) -> Outcome {
    let outcome = report_failure(&remark.words);
    let part = |from: usize, to: usize| sanitize_line(typed.get(from..to).unwrap_or_default()).into_owned();
    let (before, at) = (part(0, remark.place.start), part(remark.place.start, remark.place.end));
    let after = part(remark.place.end, typed.len());
    let (blanks, carets) = (" ".repeat(width(&before)), "^".repeat(width(&at).max(1)));
    // A pasted page has no place to point at.
    if typed.len() <= LONGEST_SHOWN && !typed.contains('\n') {
        report_as_it_is(&format!("  {before}{at}{after}\n  {blanks}{carets}\n"));
    }
    outcome
}

/// Queries of more bytes than these are not shown again.
const LONGEST_SHOWN: usize = 400;
