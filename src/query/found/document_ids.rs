//! The ids of the documents of a list, in its order. Of a list that was kept from last time, and of a long one, only a
//! stretch is there at first, with how many there are in all: a first screen needs no more, and the others may be millions.
//!
//! Not here: where they are kept (`engine::seen`).

use std::fmt;
use std::ops::{Deref, Range};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::model::DocumentId;

/// Ids in an order. Cheap to clone. Read as a slice all of them are there, which for kept ones may read a file: what is
/// drawn asks for stretches.
#[derive(Clone)]
pub struct DocumentIds(Arc<Ids>);

enum Ids {
    Listed(Vec<DocumentId>),
    Kept(KeptIds),
}

/// Ids of which a stretch is there at once, and the others when they are asked for.
struct KeptIds {
    count: usize,
    /// The place of the first of the stretch.
    first: usize,
    stretch: Vec<DocumentId>,
    read: Box<ReadIds>,
    /// None in it: they could not be read.
    all: OnceLock<Option<Vec<DocumentId>>>,
}

/// Reads all ids of a list; `None` where they cannot be read.
pub type ReadIds = dyn Fn() -> Option<Vec<DocumentId>> + Send + Sync;

impl DocumentIds {
    /// A list of `count` ids, of which those from `first` on are there, and `read` gives all.
    pub fn kept(count: usize, first: usize, stretch: Vec<DocumentId>, read: Box<ReadIds>) -> DocumentIds {
        DocumentIds(Arc::new(Ids::Kept(KeptIds { count, first, stretch, read, all: OnceLock::new() })))
    }

    /// A list of `count` ids that begins with these; `make` gives all when they are asked for.
    pub fn beginning(
        first: Vec<DocumentId>,
        count: usize,
        make: impl FnOnce() -> Vec<DocumentId> + Send + 'static,
    ) -> DocumentIds {
        let make = Mutex::new(Some(make));
        // Once they are made, what they were made from is gone.
        let take = move || make.lock().unwrap_or_else(PoisonError::into_inner).take();
        DocumentIds::kept(count, 0, first, Box::new(move || take().map(|make| make())))
    }

    /// These ids and then others; what of them is not made yet still is when it is asked for.
    pub fn followed_by(self, others: Vec<DocumentId>) -> DocumentIds {
        let first = match &*self.0 {
            Ids::Kept(kept) if kept.first == 0 && kept.all.get().is_none() => Some(kept.stretch.clone()),
            _ => None,
        };
        let count = self.len() + others.len();
        let all = move || self.into_vec().into_iter().chain(others).collect();
        match first {
            Some(first) => DocumentIds::beginning(first, count, all),
            None => all().into(),
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        match &*self.0 {
            Ids::Listed(ids) => ids.len(),
            Ids::Kept(kept) => kept.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The id at a place.
    pub fn get(&self, at: usize) -> Option<&DocumentId> {
        self.between(at..at.checked_add(1)?).first()
    }

    /// The ids at these places, as far as there are such.
    pub fn between(&self, places: Range<usize>) -> &[DocumentId] {
        let end = places.end.min(self.len());
        let places = places.start.min(end)..end;
        if places.is_empty() {
            return &[];
        }
        if let Ids::Kept(kept) = &*self.0
            && let Some(ids) = kept.in_stretch(&places)
        {
            return ids;
        }
        self.all().get(places).unwrap_or_default()
    }

    /// The place of an id.
    pub fn place(&self, id: DocumentId) -> Option<usize> {
        if let Ids::Kept(kept) = &*self.0
            && let Some(at) = kept.stretch.iter().position(|&other| other == id)
        {
            return Some(kept.first + at);
        }
        self.all().iter().position(|&other| other == id)
    }

    /// Reads what is kept and makes what is not made yet, if there is such: whether all ids are there.
    pub fn read(&self) -> bool {
        self.all().len() == self.len() && !matches!(&*self.0, Ids::Kept(kept) if kept.is_lost())
    }

    /// Whether both are the very same list.
    pub fn is_same(&self, other: &DocumentIds) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// The ids as a list of one's own, to be changed.
    pub fn into_vec(self) -> Vec<DocumentId> {
        match Arc::try_unwrap(self.0) {
            Ok(Ids::Listed(ids)) => ids,
            Ok(Ids::Kept(kept)) => kept.all().to_vec(),
            Err(shared) => DocumentIds(shared).all().to_vec(),
        }
    }

    fn all(&self) -> &[DocumentId] {
        match &*self.0 {
            Ids::Listed(ids) => ids,
            Ids::Kept(kept) => kept.all(),
        }
    }
}

impl KeptIds {
    fn all(&self) -> &[DocumentId] {
        let whole = || (self.read)().filter(|ids| ids.len() == self.count);
        self.all.get_or_init(whole).as_ref().unwrap_or(&self.stretch)
    }

    /// Whether they were to be read and could not be: then there is the stretch alone.
    fn is_lost(&self) -> bool {
        matches!(self.all.get(), Some(None))
    }

    fn len(&self) -> usize {
        if self.is_lost() { self.stretch.len() } else { self.count }
    }

    /// The ids at these places, where all are in the stretch.
    fn in_stretch(&self, places: &Range<usize>) -> Option<&[DocumentId]> {
        let first = if self.is_lost() { 0 } else { self.first };
        self.stretch.get(places.start.checked_sub(first)?..places.end.checked_sub(first)?)
    }
}

impl Deref for DocumentIds {
    type Target = [DocumentId];

    fn deref(&self) -> &[DocumentId] {
        self.all()
    }
}

impl From<Vec<DocumentId>> for DocumentIds {
    fn from(ids: Vec<DocumentId>) -> DocumentIds {
        DocumentIds(Arc::new(Ids::Listed(ids)))
    }
}

impl FromIterator<DocumentId> for DocumentIds {
    fn from_iter<T: IntoIterator<Item = DocumentId>>(ids: T) -> DocumentIds {
        ids.into_iter().collect::<Vec<_>>().into()
    }
}

impl Default for DocumentIds {
    fn default() -> DocumentIds {
        Vec::new().into()
    }
}

impl PartialEq for DocumentIds {
    fn eq(&self, other: &DocumentIds) -> bool {
        self.is_same(other) || self.all() == other.all()
    }
}

impl fmt::Debug for DocumentIds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.all().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn ids(range: Range<u64>) -> Vec<DocumentId> {
        range.map(DocumentId).collect()
    }

    #[test]
    fn what_is_in_the_stretch_is_answered_without_reading_and_the_rest_after_reading_once() {
        let read = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&read);
        let all = move || {
            counted.fetch_add(1, Ordering::Relaxed);
            Some(ids(100..200))
        };
        let kept = DocumentIds::kept(100, 20, ids(120..140), Box::new(all));
        assert_eq!((kept.len(), kept.is_empty(), kept.get(20)), (100, false, Some(&DocumentId(120))));
        assert_eq!((kept.between(30..40), kept.place(DocumentId(139))), (&ids(130..140)[..], Some(39)));
        assert_eq!(kept.get(100), None);
        assert_eq!(read.load(Ordering::Relaxed), 0);
        assert_eq!(kept.between(15..25), ids(115..125));
        assert_eq!((kept.place(DocumentId(199)), kept.place(DocumentId(7))), (Some(99), None));
        assert_eq!(kept, ids(100..200).into());
        assert!(kept.read() && read.load(Ordering::Relaxed) == 1);
        assert_eq!(kept.clone().into_vec(), kept.into_vec());
    }

    #[test]
    fn ids_that_are_not_made_yet_can_be_followed_by_others() {
        let made = Arc::new(AtomicUsize::new(0));
        let begun = || {
            let counted = Arc::clone(&made);
            DocumentIds::beginning(ids(0..3), 9, move || {
                counted.fetch_add(1, Ordering::Relaxed);
                ids(0..9)
            })
        };
        let followed = begun().followed_by(ids(20..22));
        assert_eq!((followed.len(), followed.between(0..3)), (11, &ids(0..3)[..]));
        assert_eq!(made.load(Ordering::Relaxed), 0);
        let all = [ids(0..9), ids(20..22)].concat();
        assert_eq!((followed.between(2..10), made.load(Ordering::Relaxed)), (&all[2..10], 1));
        assert_eq!((followed.between(9..11), &*followed), (&all[9..], &all[..]));
        let read = begun();
        assert!(read.read());
        for ids in [read, ids(0..9).into()] {
            assert_eq!(*ids.followed_by(all[9..].to_vec()), all);
        }
        assert_eq!(made.load(Ordering::Relaxed), 2, "each is made once");
    }

    #[test]
    fn of_ids_that_cannot_be_read_the_stretch_is_left() {
        for lost in [None, Some(ids(0..3))] {
            let kept = DocumentIds::kept(100, 20, ids(120..140), Box::new(move || lost.clone()));
            assert!(!kept.read());
            assert_eq!((kept.len(), kept.get(0), kept.get(20)), (20, Some(&DocumentId(120)), None));
            assert_eq!(kept.between(0..100), ids(120..140));
        }
    }
}
