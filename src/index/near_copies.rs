//! The near copies of the collection: found for a snapshot when first asked for, from those of the one before.
//!
//! Not here: what makes a copy (`compare::copies`), putting copies in one row of a list (`search::grouped`), and asking
//! for them in a query (`compared`).

use std::sync::Arc;

use super::Snapshot;
use super::error::Error;
use super::view::View;
use crate::compare::Runs;
use crate::compare::copies::NearCopies;
use crate::model::DocumentId;

impl View {
    /// The copies in the collection; found once. That reads the texts that may be copies and were not compared for
    /// the snapshot before.
    ///
    /// # Errors
    /// [`Error::Cancelled`] when nobody waits for it; otherwise when a text cannot be read.
    pub(super) fn copies(&self, cancelled: &dyn Fn() -> bool) -> Result<&Arc<NearCopies>, Error> {
        if let Some(copies) = self.copies.get() {
            return Ok(copies);
        }
        let _finding = self.last_copies.begin();
        if let Some(copies) = self.copies.get() {
            return Ok(copies);
        }
        let sketches = self.segments.iter().flat_map(|segment| segment.sketches()).collect();
        let read = |id| if cancelled() { Err(Error::Cancelled) } else { self.runs_of(id) };
        let found = Arc::new(NearCopies::of(sketches, &self.last_copies.get(), read)?);
        self.last_copies.keep(&found);
        Ok(self.copies.get_or_init(|| found))
    }

    fn runs_of(&self, id: DocumentId) -> Result<Runs, Error> {
        let Some((address, segment)) = self.locate(id) else { return Ok(Runs::default()) };
        Ok(Runs::of(&self.stored_document(segment, address.row)?))
    }

    /// The copies as far as they are known without reading a text, and whether these are all: else they are those of
    /// an earlier state of the collection.
    pub(super) fn known_copies(&self) -> (Arc<NearCopies>, bool) {
        match self.copies.get() {
            Some(copies) => (Arc::clone(copies), true),
            None => (self.last_copies.get(), false),
        }
    }
}

impl Snapshot {
    /// The copies in the collection; found once.
    ///
    /// # Errors
    /// [`Error::Cancelled`] when nobody waits for it; otherwise when a text cannot be read.
    pub fn near_copies(&self, cancelled: &dyn Fn() -> bool) -> Result<Arc<NearCopies>, Error> {
        self.view.copies(cancelled).cloned()
    }

    /// The documents that share the row of this one as its copies, the fullest first, as far as they are known.
    pub fn copies_of(&self, id: DocumentId) -> Vec<DocumentId> {
        self.view.known_copies().0.row_of(id)
    }

    /// The fullest document that this one is a copy of, as far as that is known; `None` of what is none.
    pub fn fullest_copy(&self, id: DocumentId) -> Option<DocumentId> {
        self.view.known_copies().0.all().shown_for(id)
    }

    /// The copies in the collection, where they have been found.
    pub fn known_near_copies(&self) -> Option<Arc<NearCopies>> {
        let (copies, are_all) = self.view.known_copies();
        are_all.then_some(copies)
    }

    /// Whether the copies of this state of the collection have been found.
    pub fn knows_copies(&self) -> bool {
        self.view.known_copies().1
    }
}

#[cfg(test)]
mod tests {
    use crate::index::fixtures::*;
    use crate::index::{Collection, Index, Snapshot};
    use crate::model::DocumentId;
    use crate::query::{CopyRows, Marks, QueryContext, RowSharing, Search, SearchResults, SharedBy, parse};

    const TOLD: &str = "The old mill at Tarn burned on Monday. Firemen from Vell fought the flames all night, and the \
        roof fell in before dawn. Nobody was hurt, said the mayor of the town.";

    fn add(index: &Index, id: u64, text: &str) {
        let mut writer = index.writer().unwrap();
        writer.replace(&file(&format!("{id}.txt")), &[(DocumentId(id), document("Fire", text))]).unwrap();
        writer.commit().unwrap();
    }

    fn grouped(snapshot: &Snapshot, copies: CopyRows) -> SearchResults {
        let mut found = snapshot.search(&Search::default(), &Marks::default(), &|| false).unwrap();
        let sharing = RowSharing { threads: true, copies, ..RowSharing::default() };
        snapshot.group(&mut found, sharing);
        found
    }

    #[test]
    fn copies_share_the_row_of_the_fullest_once_they_are_found_and_as_far_as_they_are_known() {
        let index = Index::in_memory().unwrap();
        let collection = Collection::new(vec![index.clone()]);
        add(&index, 1, TOLD);
        add(&index, 2, &format!("{TOLD} The mill had stood there since 1702."));
        add(
            &index,
            3,
            "The harbour of Orvane is to have a letter box at last, the council of the town said on Friday \
            after it had been asked for one for years.",
        );
        let first = collection.snapshot().unwrap();
        let before = grouped(&first, CopyRows::Folded);
        assert!(before.grouped.is_none() && !before.knows_copies);
        assert_eq!(first.near_copies(&|| false).unwrap().all().len(), 1);
        let after = grouped(&first, CopyRows::Folded);
        let rows = after.grouped.as_ref().unwrap();
        assert_eq!((&rows.ids[..], rows.copies, after.knows_copies), (&[2, 3].map(DocumentId)[..], 1, true));
        let [row] = &rows.others[&DocumentId(2)][..] else { panic!("{rows:?}") };
        assert_eq!((row.by, &row.others[..]), (SharedBy::Copies, &[DocumentId(1)][..]));
        assert_eq!(first.once(&after).ids[..], [2, 3].map(DocumentId));
        assert!(grouped(&first, CopyRows::Apart).grouped.is_none());
        // Another document changes nothing until its copies are looked for, and then it alone is.
        add(&index, 4, &TOLD.to_uppercase());
        let second = collection.snapshot().unwrap();
        let known = grouped(&second, CopyRows::Folded);
        assert_eq!((known.grouped.unwrap().ids.len(), known.knows_copies), (3, false));
        assert_eq!(second.near_copies(&|| false).unwrap().compared(), 1, "1 and 4 are the same text");
        assert_eq!(second.copies_of(DocumentId(4)), [2, 1].map(DocumentId));
    }

    #[test]
    fn copies_are_asked_for_and_counted() {
        let index = Index::in_memory().unwrap();
        for (id, text) in
            [(1, TOLD), (2, &TOLD.to_lowercase()), (3, &format!("{TOLD} It was insured.")), (4, "Calm.")]
        {
            add(&index, id, text);
        }
        let snapshot = Collection::new(vec![index]).snapshot().unwrap();
        for (typed, expected) in [
            ("is:copy", &[1, 2][..]),
            ("-is:copy", &[3, 4]),
            ("copies:2", &[1, 2, 3]),
            ("copies:>2", &[]),
            ("copies:0", &[4]),
        ] {
            let query = parse(typed, false, &QueryContext::default()).query;
            assert_eq!(found_sorted(&snapshot, &Search { query, ..Search::default() }), expected, "{typed}");
        }
    }

    #[test]
    fn nobody_reads_texts_for_copies_that_nobody_waits_for() {
        let index = Index::in_memory().unwrap();
        add(&index, 1, TOLD);
        add(&index, 2, &format!("{TOLD} It was insured."));
        let snapshot = Collection::new(vec![index]).snapshot().unwrap();
        assert!(snapshot.near_copies(&|| true).is_err() && !snapshot.knows_copies());
        assert!(snapshot.near_copies(&|| false).is_ok() && snapshot.knows_copies());
    }
}
