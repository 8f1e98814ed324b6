//! `perusal [PATH…]`: opening the screen.

use std::io;
use std::path::PathBuf;

use super::{Outcome, complain};
use crate::config::Config;
use crate::notebook::{self, Notebook};
use crate::paths::Paths;
use crate::sample;
use crate::terminal::{self, Options};

/// The notebook's name for what was opened last.
const LAST_OPENED: &str = "last opened";

/// Opens files and folders on the screen; without any the ones opened last, or the sample.
pub fn open(given: &[PathBuf], paths: Paths) -> io::Result<Outcome> {
    let (config, notices) = match Config::load(&paths.config.join("config.toml")) {
        Ok(config) => config,
        Err(error) => return Ok(complain(&error)),
    };
    let roots = match roots(given, &paths) {
        Ok(roots) => roots,
        Err(error) => return Ok(complain(&error.to_string())),
    };
    let sample = roots.is_empty();
    let roots = if sample { vec![sample::lay_out(&paths.cache)?] } else { roots };
    match terminal::run(Options { roots, paths, config, notices, sample }) {
        Ok(()) => Ok(Outcome::Found),
        Err(error) => Ok(complain(&error.to_string())),
    }
}

/// What to open: what was given, and is remembered for the next time; else what is remembered.
fn roots(given: &[PathBuf], paths: &Paths) -> Result<Vec<PathBuf>, notebook::Error> {
    let mut notebook = Notebook::open(&paths.notebook())?;
    if given.is_empty() {
        let last = notebook.session(LAST_OPENED)?.unwrap_or_default();
        let last: Vec<PathBuf> = serde_json::from_str(&last).unwrap_or_default();
        return Ok(last.into_iter().filter(|path| path.exists()).collect());
    }
    let absolute: Vec<PathBuf> = given.iter().filter_map(|path| path.canonicalize().ok()).collect();
    // A name that is not text cannot be remembered; it can be opened all the same.
    if let Ok(json) = serde_json::to_string(&absolute) {
        notebook.keep_session(LAST_OPENED, &json)?;
    }
    Ok(given.to_vec())
}
