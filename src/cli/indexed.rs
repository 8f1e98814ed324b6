//! Opens the indexes a command asks, and what the notebook has on them.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::report_failure;
use crate::engine::Engine;
use crate::index::{self, Index};
use crate::ingest::{self, Root, collection_name, index_locator, known_path};
use crate::notebook::{self, Notebook};
use crate::paths::Paths;
use crate::query::{Answer, Criterion, Filter, Mode, Question, SavedSearch, ScoredHit, Search};

/// Indexes that are asked as one.
pub struct Indexed {
    roots: Vec<Root>,
    /// The parts of roots that were asked for.
    pub below: Vec<String>,
    indexes: Vec<Index>,
}

impl Indexed {
    /// The indexes of these files and folders; of none: all there are.
    ///
    /// # Errors
    /// With a sentence about what is not there or not indexed.
    pub fn open(asked: &[PathBuf], paths: &Paths) -> Result<Indexed, String> {
        let known = match asked {
            [] => index_locator::known(paths).map_err(|error| error.to_string())?,
            _ => asked.to_vec(),
        };
        if known.is_empty() {
            return Err("nothing is indexed yet: perusal index PATH".into());
        }
        let mut indexed = Indexed { roots: Vec::new(), below: Vec::new(), indexes: Vec::new() };
        for path in known {
            let opened = match index_locator::find(paths, &path) {
                Ok(Some(opened)) => opened,
                Ok(None) => return Err(format!("{}: not indexed: perusal index PATH", path.display())),
                Err(error) => return Err(refusal(&path, &error)),
            };
            if let Some(notice) = opened.notice() {
                let cure = if opened.is_away { "" } else { ": perusal index PATH" };
                report_failure(&format!("{}: {notice}{cure}", path.display()));
            }
            indexed.below.extend(opened.below);
            if !indexed.roots.contains(&opened.root) {
                indexed.roots.push(opened.root);
                indexed.indexes.push(opened.index);
            }
        }
        Ok(indexed)
    }

    /// The filters that leave only the parts of roots that were asked for.
    pub fn filters(&self) -> impl Iterator<Item = Filter> {
        self.below.iter().map(|path| Filter { mode: Mode::Include, criterion: Criterion::Path(path.clone()) })
    }

    /// Asks them, and says which is damaged where that keeps them from answering.
    ///
    /// # Errors
    /// With a sentence about why there is no answer.
    pub fn ask(&self, engine: &Engine, question: &Question) -> Result<Answer, String> {
        // The engine answers some kinds of damage with a panic.
        let asked = catch_unwind(AssertUnwindSafe(|| engine.ask(question)));
        if let Ok(Ok(answer)) = asked {
            return Ok(answer);
        }
        let mut pairs = self.roots.iter().zip(&self.indexes);
        if let Some((root, _)) = pairs.find(|(_, index)| index.is_damaged()) {
            let root = root.path().display();
            return Err(format!("{root}: the index is damaged: perusal index --check {root} makes it anew"));
        }
        match asked {
            Ok(answered) => answered.map_err(|failure| failure.to_string()),
            Err(panic) => resume_unwind(panic),
        }
    }

    /// The document that is this part of a file.
    ///
    /// # Errors
    /// With a sentence about what is not there or not indexed.
    pub fn document_of(&self, engine: &Engine, file: &Path, part: u32) -> Result<ScoredHit, String> {
        let shown = file.display();
        let path = known_path(file);
        let below = self.roots.iter().find_map(|root| path.strip_prefix(root.path()).ok());
        let below = below.ok_or_else(|| format!("{shown}: not among what is searched in"))?;
        let below = below.to_str().filter(|below| !below.is_empty());
        let filter =
            below.map(|path| Filter { mode: Mode::Include, criterion: Criterion::Path(path.to_owned()) });
        let search = Search { filters: filter.into_iter().collect(), ..Search::default() };
        let question = Question::TopHits { search, marks: Arc::default(), limit: usize::MAX };
        let hits = match self.ask(engine, &question)? {
            Answer::TopHits { hits, .. } => hits,
            _ => Vec::new(),
        };
        let (path, mut hits) = (path.display().to_string(), hits.into_iter());
        hits.find(|hit| hit.row.part == part && hit.file == path)
            .ok_or_else(|| format!("{shown}: no document {part} of it is indexed"))
    }

    /// The command that lists which of their files could not be read. They are counted for whole roots, so
    /// that of a part of one it names the root.
    pub fn search_for_failed(&self, asked: Option<&Path>) -> String {
        let root = self.roots.first().filter(|_| !self.below.is_empty()).map(Root::path);
        let place = asked.map(|asked| format!(" --in {}", root.unwrap_or(asked).display()));
        format!("perusal search is:failed{}", place.unwrap_or_default())
    }

    /// The name under which the notebook keeps the corrections of names in them: the same as for the
    /// screen that shows the same folders.
    pub fn collection(&self) -> String {
        collection_name(&self.roots)
    }

    /// The engine that answers what is asked of them, under the corrections that the notebook has
    /// as far as it can be read.
    pub fn engine(&self, notebook: Option<&Notebook>) -> Engine {
        let corrections = notebook.map(|notebook| kept(notebook.corrections(&self.collection())));
        Engine::new(self.indexes.clone(), self.roots.clone(), corrections.unwrap_or_default())
    }
}

/// Why an index cannot be asked, and what to do about it.
fn refusal(path: &Path, error: &ingest::Error) -> String {
    let path = path.display();
    match error {
        ingest::Error::Index(error @ (index::Error::Damaged { .. } | index::Error::Unreadable { .. })) => {
            format!("{path}: {error}: perusal index {path} makes it anew")
        }
        error => format!("{path}: {error}"),
    }
}

/// The notebook, only to be read; without one the indexes can be asked all the same.
pub fn notebook(paths: &Paths) -> Option<Notebook> {
    kept(Notebook::open_to_read(&paths.notebook()))
}

/// What the notebook has; nothing, and a warning, when it cannot be read.
pub fn kept<T: Default>(read: Result<T, notebook::Error>) -> T {
    read.unwrap_or_else(|error| {
        report_failure(&error.to_string());
        T::default()
    })
}

/// The search saved under a name in a collection.
///
/// # Errors
/// With a sentence about what there is instead.
pub fn saved_search(
    notebook: Option<&Notebook>,
    collection: &str,
    name: &str,
) -> Result<SavedSearch, String> {
    let saved = notebook.map(|notebook| kept(notebook.searches(collection))).unwrap_or_default();
    let mut of_name = saved.iter().filter(|saved| saved.name == name);
    match (of_name.next(), of_name.next()) {
        (Some(saved), None) => Ok(saved.clone()),
        (Some(_), Some(_)) => {
            Err(format!("several searches are saved as “{name}”: --in PATH says which is meant"))
        }
        (None, _) if saved.is_empty() => {
            Err(format!("no search is saved as “{name}”, nor is any other here"))
        }
        (None, _) => {
            let names: Vec<&str> = saved.iter().map(|saved| saved.name.as_str()).collect();
            Err(format!("no search is saved as “{name}”; there are: {}", names.join(", ")))
        }
    }
}
