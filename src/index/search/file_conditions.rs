//! Evaluates conditions on the files that documents are in: what they are called, the folders they are in,
//! their format, and when they were last changed.

use std::collections::HashSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::select::Selector;
use crate::index::Error;
use crate::index::segments::{Columns, DocSet, Segment, Sets, rank_of};
use crate::index::store::format_number;
use crate::index::view::View;
use crate::model::Format;
use crate::query::PathPart;
use crate::text::fold::fold;

impl Selector<'_> {
    /// Documents, failed files and frames below a folder, or of one file.
    pub(super) fn below(&self, path: &str) -> Result<Sets, Error> {
        let mut sets = Vec::with_capacity(self.view.segments.len());
        for segment in self.view.segments.iter() {
            let paths = &segment.columns().path;
            let wanted = match path.is_empty() || path.ends_with('/') {
                true => paths.with_beginning(path),
                false => paths.find(path).map(|found| found.map_or(0..0, |at| at..at + 1)),
            };
            let wanted = wanted.map_err(|error| segment.error(error))?;
            sets.push(DocSet::of(segment.size(), |doc| {
                paths.ordinal(doc).is_some_and(|ordinal| wanted.contains(&ordinal))
            }));
        }
        Ok(sets)
    }

    /// The rows whose file or folders are called so.
    pub(super) fn called(&self, part: PathPart, text: &str, prefix: bool) -> Result<Sets, Error> {
        let mut sets = Vec::with_capacity(self.view.segments.len());
        for segment in self.view.segments.iter() {
            let paths = &segment.columns().path;
            let mut meeting = Vec::with_capacity(paths.len());
            let meet = |path: &str| meeting.push(is_called(path, part, text, prefix));
            paths.each(meet).map_err(|error| segment.error(error))?;
            let is_met = |ordinal: u64| meeting.get(ordinal as usize) == Some(&true);
            sets.push(DocSet::of(segment.size(), |doc| paths.ordinal(doc).is_some_and(is_met)));
        }
        Ok(sets)
    }

    /// The rows of the files of that format.
    pub(super) fn of_format(&self, format: Format) -> Sets {
        self.view.formats().get(format as usize).cloned().unwrap_or_default()
    }

    /// The rows of the files that were last changed on one of these days, as days are where we are.
    pub(super) fn saved_within(&self, from: Option<Date>, to: Option<Date>) -> Sets {
        let zone = TimeZone::system();
        let begins = |day: Date| {
            zone.to_zoned(day.at(0, 0, 0, 0)).map(|at| at.timestamp().as_nanosecond()).unwrap_or(i128::MIN)
        };
        let from = from.map_or(i128::MIN, begins);
        let to = to.and_then(|day| day.tomorrow().ok()).map_or(i128::MAX, begins);
        self.view.of_files(|columns, doc| {
            columns.file.modified.first(doc).is_some_and(|at| (from..to).contains(&i128::from(at)))
        })
    }
}

impl View {
    /// The rows of each format, by its number; found once, as each search counts them.
    pub(super) fn formats(&self) -> &[Sets; Format::ALL.len()] {
        self.formats.get_or_init(|| {
            Format::ALL.map(|format| {
                let number = format_number(format);
                self.of_files(|columns, doc| columns.file.format.first(doc) == Some(number))
            })
        })
    }

    /// The rows of the files whose own row passes the test.
    fn of_files(&self, test: impl Fn(&Columns, u32) -> bool) -> Sets {
        // A file and its documents may stand in different segments.
        let ranks = self.ranks.path(&self.segments);
        let mut passing = HashSet::new();
        for (number, segment) in self.segments.iter().enumerate() {
            let columns = segment.columns();
            let files = segment.files().filter(|&doc| test(columns, doc));
            passing.extend(files.map(|doc| rank_of(ranks, number, columns.path.ordinal(doc))));
        }
        let of_segment = |(number, segment): (usize, &Segment)| {
            let path = |doc| rank_of(ranks, number, segment.columns().path.ordinal(doc));
            DocSet::of(segment.size(), |doc| passing.contains(&path(doc)))
        };
        self.segments.iter().enumerate().map(of_segment).collect()
    }
}

/// Whether the file of a path, or a folder above it, is called so.
fn is_called(path: &str, part: PathPart, text: &str, prefix: bool) -> bool {
    let path = fold(path);
    let (folders, file) = path.rsplit_once('/').unwrap_or(("", &path));
    match part {
        PathPart::File => file.contains(text),
        PathPart::Folder => folders.match_indices(text).any(|(at, _)| {
            let (before, after) = (&folders[..at], &folders[at + text.len()..]);
            let begins = before.is_empty() || before.ends_with('/');
            begins && (prefix || after.is_empty() || after.starts_with('/'))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::fixtures::*;
    use crate::query::Condition;

    #[test]
    fn folders_are_called_by_whole_names_and_files_by_any_part() {
        let path = "News/World 2021/Council.html";
        for (part, text, prefix, expected) in [
            (PathPart::File, "council", false, true),
            (PathPart::File, "ncil.h", false, true),
            (PathPart::File, "news", false, false),
            (PathPart::Folder, "news", false, true),
            (PathPart::Folder, "world 2021", false, true),
            (PathPart::Folder, "news/world 2021", false, true),
            (PathPart::Folder, "world", false, false),
            (PathPart::Folder, "world", true, true),
            (PathPart::Folder, "2021", true, false),
            (PathPart::Folder, "council", true, false),
        ] {
            assert_eq!(is_called(path, part, text, prefix), expected, "{text}");
        }
    }

    #[test]
    fn documents_are_found_by_their_file() {
        let by = |condition| found_sorted(&town().2, &all(vec![must(condition)]));
        let called = |part, text: &str| by(Condition::Path { part, text: text.to_owned(), prefix: false });
        assert_eq!(called(PathPart::File, "council"), [2, 3]);
        assert_eq!(called(PathPart::Folder, "news"), [2, 3, 4]);
        assert_eq!(by(Condition::Format(Format::PlainText)), [1, 2, 3, 4]);
        assert_eq!(by(Condition::Format(Format::Html)), NONE);
        let saved = |from: &str| by(Condition::Saved { from: Some(from.parse().unwrap()), to: None });
        assert_eq!(saved("1960-01-01"), [1, 2, 3, 4]);
        assert_eq!(saved("1980-01-01"), NONE);
    }
}
