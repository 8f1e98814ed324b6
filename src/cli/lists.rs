//! Loads the user's own lists of names for the commands that need them.
//!
//! Not here: parsing a list (`annotate::lists`).

use super::outcome::report_failure;
use crate::config::Config;
use crate::ingest::{self, Lists};
use crate::paths::Paths;

/// The reader's own lists of names. Faults of settings and lists are printed.
pub fn own_lists(paths: &Paths) -> Lists {
    let (lists, notices) = match Config::load(&paths.config.join("config.toml")) {
        Ok((config, mut notices)) => (lists_in(&config, paths, &mut notices), notices),
        Err(error) => (Lists::default(), vec![error]),
    };
    notices.iter().for_each(|notice| _ = report_failure(notice));
    lists
}

/// The lists in the folder that the settings name, and what the settings say of fields; the faults of lists are
/// added to `notices`.
pub fn lists_in(config: &Config, paths: &Paths, notices: &mut Vec<String>) -> Lists {
    let mappings = config.mappings();
    let Some((folder, named)) = config.lists_folder(&paths.config) else {
        return Lists::default().with_mappings(mappings);
    };
    let (lists, faults) = ingest::own_lists::read(&folder, named);
    notices.extend(faults);
    lists.with_mappings(mappings)
}
