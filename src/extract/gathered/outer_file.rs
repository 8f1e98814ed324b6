//! A file that holds others, while it is read: where it lies, and what is to be said of the files inside it that
//! were not read.
//!
//! Not here: reading them (`gathered`).

use crate::model::{Format, Problem};

/// So many of the files that were not read are named. Set by hand.
const NAMED: usize = 3;

/// A file that may hold others.
#[derive(Clone)]
pub struct OuterFile<'n> {
    /// What it is called.
    pub name: &'n str,
    /// Its path inside the outermost file; `None` of that.
    pub inside: Option<String>,
    /// How deep it lies in others.
    pub depth: usize,
    /// What it was read as, where that is decided by what is inside: a compressed file.
    pub format: Option<Format>,
    /// The text that has the next file attached; `None` in an archive.
    pub holder: Option<usize>,
    /// Why it was not read to its end.
    broke_off: Option<Problem>,
    /// The files inside, and those of them that were not read, or not wholly.
    files: usize,
    unread: usize,
    said: Vec<String>,
}

impl<'n> OuterFile<'n> {
    /// A file of which nothing was read.
    pub fn of(name: &'n str, inside: Option<String>, depth: usize) -> OuterFile<'n> {
        let said = Vec::new();
        OuterFile {
            name,
            inside,
            depth,
            format: None,
            holder: None,
            broke_off: None,
            files: 0,
            unread: 0,
            said,
        }
    }

    /// Where a file lies inside it that is called so.
    pub fn path_of(&self, name: &str) -> Option<String> {
        Some(self.inside.as_ref().map_or_else(|| name.to_owned(), |path| format!("{path}/{name}")))
    }

    /// Its name without the folder and the last ending: what the only file in a compressed one is called.
    pub fn without_ending(&self) -> String {
        let file = self.name.rsplit('/').next().unwrap_or(self.name);
        file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned()
    }

    /// Notes why it is not read to its end. The first reason stays.
    pub fn break_off(&mut self, problem: Problem) {
        self.broke_off.get_or_insert(problem);
    }

    /// Counts a file inside, and why it was not read, or not wholly.
    pub fn count(&mut self, name: &str, problem: Option<Problem>) {
        self.files += 1;
        let Some(problem) = problem else { return };
        self.unread += 1;
        match self.holder {
            Some(_) if self.said.is_empty() => {
                self.said.push(format!("{name}, which is attached: {problem}"))
            }
            None if self.said.len() < NAMED => self.said.push(format!("{name} ({problem})")),
            _ => {}
        }
    }

    /// Why it was not read wholly, files inside included.
    pub fn problem(self) -> Option<Problem> {
        let files = match (self.unread, self.holder) {
            (0, _) => None,
            (_, Some(_)) => self.said.into_iter().next(),
            (unread, None) => {
                let more = if unread > self.said.len() { ", …" } else { "" };
                let of = format!("{unread} of {} files inside were not read, or not wholly", self.files);
                Some(format!("{of}: {}{more}", self.said.join(", ")))
            }
        };
        match (self.broke_off, files) {
            (Some(problem), Some(files)) => Some(Problem::new(format!("{problem}; {files}"))),
            (problem, files) => problem.or(files.map(Problem::new)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_read_of_an_archive_is_counted_and_the_first_are_named() {
        let mut outer = OuterFile::of("letters.zip", None, 0);
        for at in 0..6 {
            outer.count(&format!("{at}.bin"), (at > 0).then(|| Problem::new("not text")));
        }
        let said = "5 of 6 files inside were not read, or not wholly: 1.bin (not text), 2.bin (not text), 3.bin (not text), …";
        assert_eq!(outer.clone().problem(), Some(Problem::new(said)));
        outer.break_off(Problem::new("broken"));
        assert_eq!(outer.problem(), Some(Problem::new(format!("broken; {said}"))));
        assert_eq!(OuterFile::of("a", None, 0).problem(), None);
    }

    #[test]
    fn a_path_leads_through_the_files_it_lies_in() {
        let inner = OuterFile::of("mails/inner.tar.gz", Some("mails/inner.tar.gz".to_owned()), 1);
        assert_eq!(inner.path_of("a.txt").as_deref(), Some("mails/inner.tar.gz/a.txt"));
        assert_eq!(inner.without_ending(), "inner.tar");
    }
}
