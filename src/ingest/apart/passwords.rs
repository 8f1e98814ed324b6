//! The passwords that the settings name, each for the files whose path fits a pattern.
//!
//! Not here: opening a file with one (`extract::pdf`). None is stored in the index.

use crate::config::Config;
use crate::extract;
use crate::index::KnownFile;
use crate::model::path_fits;
use crate::paths::Paths;

/// Passwords with the patterns of the files that they are for, in the order of the patterns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passwords(Vec<(String, String)>);

impl Passwords {
    /// Those of the settings; none where they cannot be read, which whoever loads them says.
    pub fn of(paths: &Paths) -> Passwords {
        let settings = Config::load(&paths.config.join("config.toml"));
        Passwords(settings.map_or_else(|_| Vec::new(), |(config, _)| config.passwords.into_iter().collect()))
    }

    /// Whether one may open a file, by its path below the folder, that the index knows to be locked.
    pub(in crate::ingest) fn may_open(&self, known: &KnownFile, path: &str) -> bool {
        let locked = |problem: u64| extract::LOCKED.map(KnownFile::fingerprint).contains(&problem);
        known.problem.is_some_and(locked) && !self.for_file(path).is_empty()
    }

    /// Those for a file, by its path below the folder.
    pub fn for_file(&self, path: &str) -> Vec<String> {
        let fitting = self.0.iter().filter(|(pattern, _)| path_fits(pattern, path));
        fitting.map(|(_, password)| password.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_all_passwords_that_fit_it() {
        let passwords = [("*.pdf", "one"), ("a/*", "two"), ("b/*", "three")];
        let passwords = Passwords(passwords.map(|(a, b)| (a.to_owned(), b.to_owned())).to_vec());
        assert_eq!(passwords.for_file("a/x.pdf"), ["one", "two"]);
    }
}
