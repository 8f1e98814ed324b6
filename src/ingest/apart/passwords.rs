//! The passwords that the settings name, each for the files whose path fits a pattern.
//!
//! Not here: opening a file with one (`extract::pdf`). None is stored in the index.

use crate::config::Config;
use crate::extract;
use crate::index::KnownFile;
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
        let fitting = self.0.iter().filter(|(pattern, _)| fits(pattern, path));
        fitting.map(|(_, password)| password.clone()).collect()
    }
}

/// One piece of a pattern.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Piece {
    /// This character.
    One(char),
    /// Any character of a name.
    Any,
    /// Any characters of a name.
    Many,
    /// Any characters, those that part folders too.
    Deep,
}

/// Whether a path fits a pattern: `?` stands for a character, `*` for any number of them in one name, `**` also over
/// folders. A pattern without a folder is for files in all of them.
fn fits(pattern: &str, path: &str) -> bool {
    let pieces = pieces(pattern);
    let path = if pattern.contains('/') { path } else { path.rsplit('/').next().unwrap_or(path) };
    // The places of the pattern that what was seen of the path may have led to.
    let mut places = vec![false; pieces.len() + 1];
    places[0] = true;
    skip(&pieces, &mut places);
    for c in path.chars() {
        let mut next = vec![false; pieces.len() + 1];
        for (at, piece) in pieces.iter().enumerate().filter(|&(at, _)| places[at]) {
            match piece {
                Piece::One(only) => next[at + 1] |= *only == c,
                Piece::Any => next[at + 1] |= c != '/',
                Piece::Many => next[at] |= c != '/',
                Piece::Deep => next[at] = true,
            }
        }
        skip(&pieces, &mut next);
        places = next;
    }
    places.last().copied().unwrap_or(false)
}

/// Any number of characters may be none.
fn skip(pieces: &[Piece], places: &mut [bool]) {
    for (at, piece) in pieces.iter().enumerate() {
        places[at + 1] |= places[at] && matches!(piece, Piece::Many | Piece::Deep);
    }
}

fn pieces(pattern: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for c in pattern.chars() {
        match (c, pieces.last()) {
            ('*', Some(Piece::Many)) => _ = pieces.splice(pieces.len() - 1.., [Piece::Deep]),
            ('*', _) => pieces.push(Piece::Many),
            ('?', _) => pieces.push(Piece::Any),
            (c, _) => pieces.push(Piece::One(c)),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_fits_paths_as_in_a_shell() {
        for (pattern, path, wanted) in [
            ("court/*.pdf", "court/a.pdf", true),
            ("court/*.pdf", "court/old/a.pdf", false),
            ("court/**.pdf", "court/old/a.pdf", true),
            ("*.pdf", "court/old/a.pdf", true),
            ("a?.pdf", "ab.pdf", true),
            ("a?.pdf", "a.pdf", false),
            ("", "a.pdf", false),
            ("a*b*c.pdf", "aXbYbZc.pdf", true),
            ("*", "é.pdf", true),
        ] {
            assert_eq!(fits(pattern, path), wanted, "{pattern} {path}");
        }
    }

    #[test]
    fn a_file_has_all_passwords_that_fit_it() {
        let passwords = [("*.pdf", "one"), ("a/*", "two"), ("b/*", "three")];
        let passwords = Passwords(passwords.map(|(a, b)| (a.to_owned(), b.to_owned())).to_vec());
        assert_eq!(passwords.for_file("a/x.pdf"), ["one", "two"]);
    }
}
