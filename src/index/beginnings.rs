//! Keeps what is counted of the short beginnings of words, a file for each segment, and takes counts from there: the first
//! letters that are typed find most of a collection.
//!
//! Not here: counting (`segments::occurrences`).

use std::cmp::Reverse;
use std::sync::Arc;

use super::error::Error;
use super::kept_tables::KeptTables;
use super::search::asks_for_short_beginning;
use super::segments::{FieldTerms, RowCounts, Segment, ShortBeginnings};
use super::snapshot::Snapshot;
use super::view::View;
use crate::query::Search;

/// What the names of the files begin with.
const NAMED: &str = "beginnings-";

impl View {
    /// How often words stand in their field, for every segment.
    ///
    /// # Errors
    /// [`Error::Cancelled`] when the answer is no longer wanted; otherwise when the index cannot be read.
    pub(super) fn counts(
        &self,
        words: &FieldTerms,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Arc<Vec<RowCounts>>, Error> {
        if words.short_beginning().is_some() {
            self.beginnings_looked_for.get_or_init(|| self.read_beginnings());
        }
        self.occurrences.of(&self.segments, words, cancelled)
    }

    /// Reads what is kept, and forgets what is kept of segments that are no more.
    fn read_beginnings(&self) {
        let Some(tables) = &self.tables else { return };
        for segment in self.segments.iter().filter(|segment| !segment.columns().beginnings.are_known()) {
            let read = tables.of_segment(segment).read(&name(segment));
            if let Some(read) = read.and_then(|mut table| ShortBeginnings::read(&mut table)) {
                segment.columns().beginnings.take(read);
            }
        }
        let names: Vec<String> = self.segments.iter().map(name).collect();
        tables.forget_others(NAMED, &names);
    }

    fn keep_beginnings(&self, tables: &KeptTables, cancelled: &dyn Fn() -> bool) -> Result<(), Error> {
        let mut unknown: Vec<&Segment> =
            self.segments.iter().filter(|segment| !segment.columns().beginnings.are_known()).collect();
        unknown.sort_by_key(|segment| Reverse(segment.size()));
        let fields = [self.fields.title, self.fields.body];
        for segment in unknown {
            let write = |table: &mut _| {
                let written = ShortBeginnings::write(&segment.reader, &fields, cancelled, table);
                written.map_err(|error| segment.error(error))?.ok_or(Error::Cancelled)
            };
            let written = tables.of_segment(segment).keep(&name(segment), write)?;
            // Where nothing can be kept they are counted each time.
            let Some(mut written) = written else { return Ok(()) };
            if let Some(read) = ShortBeginnings::read(&mut written) {
                segment.columns().beginnings.take(read);
            }
        }
        Ok(())
    }
}

impl Snapshot {
    /// After a search for the beginning of a word that has only one or two letters yet: counts all such beginnings in
    /// the segments where it was not done yet, and keeps that, so that later ones are found at once. Takes some
    /// seconds the first time of a million documents; `cancelled` ends it after any segment.
    ///
    /// # Errors
    /// [`Error::Cancelled`] when there is something else to do; otherwise when an index cannot be read.
    pub fn count_short_beginnings(&self, search: &Search, cancelled: &dyn Fn() -> bool) -> Result<(), Error> {
        let Some(tables) = self.view.tables.as_ref().filter(|_| asks_for_short_beginning(search)) else {
            return Ok(());
        };
        self.view.keep_beginnings(tables, cancelled)
    }
}

fn name(segment: &Segment) -> String {
    format!("{NAMED}{}", segment.reader.segment_id().uuid_string())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::index::fixtures::*;
    use crate::index::{Collection, Index};
    use crate::model::DocumentId;
    use crate::query::{Marks, parse};

    fn add(dir: &Path, id: u64, text: &str) {
        let mut writer = Index::open(dir).unwrap().writer().unwrap();
        writer.replace(&file(&format!("{id}.txt")), &[(DocumentId(id), document("Harbour", text))]).unwrap();
        writer.commit().unwrap();
    }

    /// What is found by a beginning, and how often it stands there.
    fn answer(of: &Snapshot, typed: &str) -> (Vec<u64>, (u64, u64)) {
        let search = Search { query: parse(typed, true, &Default::default()).query, ..Search::default() };
        let found = of.search(&search, &Marks::default(), &|| false).unwrap();
        (found.ids.iter().map(|id| id.0).collect(), of.hits(&search, &found))
    }

    fn count(of: &Snapshot) -> usize {
        of.view.segments.iter().filter(|segment| segment.columns().beginnings.are_known()).count()
    }

    fn files(dir: &Path) -> usize {
        let names = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name());
        names.filter(|name| name.to_string_lossy().starts_with(NAMED)).count()
    }

    #[test]
    fn answers_are_the_same_from_what_is_kept_until_the_segments_are_others() {
        let dir = tempfile::tempdir().unwrap();
        let many = "the tide ".repeat(300);
        for (id, text) in
            [(1, "the NATO-Russia talks, nato and a ferry"), (2, many.as_str()), (3, "A tired town")]
        {
            add(dir.path(), id, text);
        }
        let open = || Collection::new(vec![Index::open(dir.path()).unwrap()]).snapshot().unwrap();
        let typed = ["t", "ti", "n", "na", "h", "the t", "x", "\"the t"];
        let counted = open();
        let expected: Vec<_> = typed.iter().map(|typed| answer(&counted, typed)).collect();
        assert_eq!(expected[0].1.0, 604, "the tide, 300 times, talks, tired town");
        let letter = Search { query: parse("t", true, &Default::default()).query, ..Search::default() };
        let whole = Search { query: parse("tide ", true, &Default::default()).query, ..Search::default() };
        counted.count_short_beginnings(&whole, &|| false).unwrap();
        assert_eq!((count(&counted), files(dir.path())), (0, 0), "no beginning was asked for");
        assert!(counted.count_short_beginnings(&letter, &|| true).is_err());
        counted.count_short_beginnings(&letter, &|| false).unwrap();
        assert_eq!(files(dir.path()), counted.view.segments.len());

        let kept = open();
        let found: Vec<_> = typed.iter().map(|typed| answer(&kept, typed)).collect();
        assert_eq!(found, expected);
        assert_eq!(count(&kept), kept.view.segments.len());

        for name in kept.view.segments.iter().map(name) {
            fs::write(dir.path().join(name), "damaged").unwrap();
        }
        let damaged = open();
        assert_eq!(typed.iter().map(|typed| answer(&damaged, typed)).collect::<Vec<_>>(), expected);
        assert_eq!(count(&damaged), 0);

        fs::write(dir.path().join(format!("{NAMED}0")), "of a segment that is gone").unwrap();
        add(dir.path(), 4, "To the town");
        let changed = open();
        assert_eq!(answer(&changed, "t").1.0, expected[0].1.0 + 3);
        assert!(!dir.path().join(format!("{NAMED}0")).exists());
    }
}
