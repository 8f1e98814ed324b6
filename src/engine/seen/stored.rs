//! What of the last answers is kept, and how it lies in bytes: rows, counts and the page in the front; the ids of all
//! documents, and which share a row, in the rest.

use std::collections::HashMap;
use std::mem::take;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::file::Rest;
use super::key::{ScreenKey, Written, hash_of};
use crate::model::{DocumentId, DocumentKind, Format, Kind};
use crate::query::{
    Age, CollectionCounts, Criterion, DocumentIds, DocumentPage, Facet, FacetGroup, FacetText, FacetValue,
    Facets, FileCounts, GroupedRows, Passage, Query, Row, SearchResults, SharedRow, State, Tag, TimeCounts,
};

/// The longest page that is kept, in bytes. Set by hand: it is read before the first screen, and few texts are longer.
const LONGEST_PAGE: usize = 512 << 10;

/// The other documents of each row that stands for several, by the one that is shown.
pub type Others = HashMap<DocumentId, Vec<SharedRow>>;

/// Reads those of all rows; `None` where they cannot be read.
pub type SharedRowsRead = Box<dyn Fn() -> Option<Others> + Send + Sync>;

/// What is kept of a screen.
pub struct KeptScreen {
    pub key: ScreenKey,
    pub results: SearchResults,
    /// Those of the rows around the selected one.
    pub rows: Vec<Row>,
    pub passages: Vec<Passage>,
    pub hits: Option<(u64, u64)>,
    pub facets: Facets,
    pub page: Option<KeptPage>,
    pub counts: CollectionCounts,
    pub selected: Option<DocumentId>,
    /// Reads which documents share a row, where some do.
    pub others: Option<SharedRowsRead>,
}

/// A page, with what it depends on beside the collection.
#[derive(Clone)]
pub struct KeptPage {
    pub query: u64,
    pub notes: u64,
    pub page: Arc<DocumentPage>,
}

impl KeptPage {
    /// A page as it was answered.
    pub fn new(query: &Query, notes: u64, page: &Arc<DocumentPage>) -> KeptPage {
        KeptPage { query: hash_of(&format!("{query:?}")), notes, page: Arc::clone(page) }
    }

    /// Whether it is that of a document with what such a query finds in it, under these notes.
    pub fn is_of(&self, id: DocumentId, query: &Query, notes: u64) -> bool {
        self.page.id == id && self.notes == notes && self.query == hash_of(&format!("{query:?}"))
    }
}

impl KeptScreen {
    /// By what it is known that a file holds this.
    pub fn written(&self) -> Written {
        let page = self.page.as_ref().map(|page| page.page.id);
        Written { key: self.key, selected: self.selected, page }
    }

    /// The places of the rows that are kept among all.
    fn stretch(&self) -> std::ops::Range<usize> {
        let first = self.rows.first().and_then(|row| self.results.row_ids().place(row.id)).unwrap_or(0);
        first..first + self.rows.len()
    }
}

/// The front as it lies in the file.
#[derive(Serialize, Deserialize)]
struct Front {
    key: ScreenKey,
    /// How many documents are found, without folded lines, and are there in all.
    found: [usize; 3],
    newest: DocumentId,
    resolved_names: Vec<String>,
    files: FileCounts,
    knows: [bool; 2],
    copies: usize,
    /// How many rows there are, how many without folded lines; how many of them are copies, and stories.
    grouped: Option<[usize; 4]>,
    /// The place of the first row.
    first: usize,
    ids: Vec<DocumentId>,
    others: Others,
    rows: Vec<Row>,
    passages: Vec<Passage>,
    hits: Option<(u64, u64)>,
    facets: StoredFacets,
    /// A page as it lies in bytes of its own, so that it is not read where it is not asked for.
    page: Option<(u64, u64, DocumentPage)>,
    counts: CollectionCounts,
    selected: Option<DocumentId>,
}

/// The rest as it lies in the file.
#[derive(Default, Serialize, Deserialize)]
struct Behind {
    /// The ids of all documents found, 8 bytes each.
    #[serde(with = "packed")]
    ids: Vec<DocumentId>,
    /// Those of the rows, where they are others.
    #[serde(with = "packed")]
    row_ids: Vec<DocumentId>,
    others: Others,
}

/// Ids as bytes, which are read many times faster one by one than as numbers of any length.
mod packed {
    use serde::de::{Deserializer, Visitor};
    use serde::ser::Serializer;

    use crate::model::DocumentId;

    pub fn serialize<S: Serializer>(ids: &[DocumentId], serializer: S) -> Result<S::Ok, S::Error> {
        let bytes: Vec<u8> = ids.iter().flat_map(|id| id.0.to_le_bytes()).collect();
        serializer.serialize_bytes(&bytes)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<DocumentId>, D::Error> {
        struct Ids;
        impl<'de> Visitor<'de> for Ids {
            type Value = Vec<DocumentId>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("ids of eight bytes")
            }
            fn visit_borrowed_bytes<E: serde::de::Error>(self, bytes: &'de [u8]) -> Result<Self::Value, E> {
                let (ids, []) = bytes.as_chunks::<8>() else { return Err(E::custom("not whole")) };
                Ok(ids.iter().map(|id| DocumentId(u64::from_le_bytes(*id))).collect())
            }
        }
        deserializer.deserialize_bytes(Ids)
    }
}

/// Counts as they lie in the file: what a value filters by is told apart by a number, not by trying.
#[derive(Serialize, Deserialize)]
struct StoredFacets {
    groups: Vec<(Facet, Vec<StoredValue>, usize)>,
    time: TimeCounts,
}

#[derive(Serialize, Deserialize)]
struct StoredValue {
    label: String,
    criterion: StoredCriterion,
    documents: u32,
    guess: bool,
}

#[derive(Serialize, Deserialize)]
enum StoredCriterion {
    Entity(Kind),
    State(State),
    Path(String),
    Kind(DocumentKind),
    Format(Format),
    Tag(Tag),
    Text(FacetText, String),
}

impl StoredFacets {
    /// `None` where a value filters by something else than facets do.
    fn of(facets: &Facets) -> Option<StoredFacets> {
        let value = |value: &FacetValue| {
            let criterion = match &value.criterion {
                Criterion::Entity { kind, name } if *name == value.label => StoredCriterion::Entity(*kind),
                Criterion::State(state) => StoredCriterion::State(*state),
                Criterion::Path(path) => StoredCriterion::Path(path.clone()),
                Criterion::Kind(kind) => StoredCriterion::Kind(*kind),
                Criterion::Format(format) => StoredCriterion::Format(*format),
                Criterion::Tag(tag) => StoredCriterion::Tag(tag.clone()),
                Criterion::Text(text) => StoredCriterion::Text(text.of, text.value.clone()),
                _ => return None,
            };
            let (label, documents, guess) = (value.label.clone(), value.documents, value.guess);
            Some(StoredValue { label, criterion, documents, guess })
        };
        let group = |group: &FacetGroup| {
            Some((group.facet, group.values.iter().map(value).collect::<Option<Vec<_>>>()?, group.total))
        };
        let groups = facets.groups.iter().map(group).collect::<Option<Vec<_>>>()?;
        Some(StoredFacets { groups, time: facets.time.clone() })
    }

    fn facets(self) -> Facets {
        let value = |StoredValue { label, criterion, documents, guess }: StoredValue| {
            let criterion = match criterion {
                StoredCriterion::Entity(kind) => Criterion::Entity { kind, name: label.clone() },
                StoredCriterion::State(state) => Criterion::State(state),
                StoredCriterion::Path(path) => Criterion::Path(path),
                StoredCriterion::Kind(kind) => Criterion::Kind(kind),
                StoredCriterion::Format(format) => Criterion::Format(format),
                StoredCriterion::Tag(tag) => Criterion::Tag(tag),
                StoredCriterion::Text(of, value) => Criterion::text(of, value),
            };
            FacetValue { label, criterion, documents, guess }
        };
        let groups = self.groups.into_iter().map(|(facet, values, total)| FacetGroup {
            facet,
            values: values.into_iter().map(value).collect(),
            total,
        });
        Facets { groups: groups.collect(), time: self.time }
    }
}

/// A screen as front and rest of the file; `None` where it cannot be kept.
pub fn write(screen: &KeptScreen, counts: CollectionCounts) -> Option<(Vec<u8>, Vec<u8>)> {
    let KeptScreen { key, results, rows, passages, hits, facets, page, selected, .. } = screen;
    let stretch = screen.stretch();
    let ids = results.row_ids().between(stretch.clone()).to_vec();
    let grouped = results.grouped.as_deref();
    let all_others = grouped.map(|grouped| (*grouped.others).clone()).unwrap_or_default();
    let in_sight = |id: &DocumentId| Some((*id, all_others.get(id)?.clone()));
    let front = Front {
        key: *key,
        found: [results.ids.len(), results.unfolded, results.of],
        newest: results.newest,
        resolved_names: results.resolved_names.clone(),
        files: results.files,
        knows: [results.knows_copies, results.knows_stories],
        copies: results.copies,
        grouped: grouped.map(|rows| [rows.ids.len(), rows.unfolded, rows.copies, rows.stories]),
        first: stretch.start,
        others: ids.iter().filter_map(in_sight).collect(),
        ids,
        rows: rows.clone(),
        passages: passages.clone(),
        hits: *hits,
        facets: StoredFacets::of(facets)?,
        page: page
            .as_ref()
            .filter(|page| page.page.document.text.len() <= LONGEST_PAGE)
            .map(|page| (page.query, page.notes, (*page.page).clone())),
        counts,
        selected: *selected,
    };
    let row_ids = grouped.map(|grouped| grouped.ids.to_vec()).unwrap_or_default();
    let behind = Behind { ids: results.ids.to_vec(), row_ids, others: all_others };
    Some((postcard::to_stdvec(&front).ok()?, postcard::to_stdvec(&behind).ok()?))
}

/// The rest of a file, which is read when something of it is wanted. Each part of it is taken once.
struct ReadOnce {
    rest: Rest,
    /// Whether it was read, and what there is.
    read: Mutex<(bool, Option<Behind>)>,
}

impl ReadOnce {
    fn take<T>(&self, part: impl FnOnce(&mut Behind) -> T) -> Option<T> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if !std::mem::replace(&mut read.0, true) {
            read.1 = self.rest.read().and_then(|bytes| postcard::from_bytes(&bytes).ok());
        }
        read.1.as_mut().map(part)
    }
}

/// The screen of a front, with what is read of the rest when it is asked for; `None` where it cannot be read.
pub fn read(front: &[u8], rest: Rest) -> Option<KeptScreen> {
    let front: Front = postcard::from_bytes(front).ok()?;
    let behind = Arc::new(ReadOnce { rest, read: Mutex::default() });
    let of = |which: fn(&mut Behind) -> Vec<DocumentId>| {
        let behind = Arc::clone(&behind);
        Box::new(move || behind.take(which))
    };
    let [found, unfolded, all] = front.found;
    let (ids, grouped, others) = match front.grouped {
        None => (DocumentIds::kept(found, front.first, front.ids, of(|all| take(&mut all.ids))), None, None),
        Some([rows, unfolded, copies, stories]) => {
            let ids = DocumentIds::kept(rows, front.first, front.ids, of(|all| take(&mut all.row_ids)));
            let grouped = GroupedRows { ids, unfolded, others: Arc::new(front.others), copies, stories };
            let behind = Arc::clone(&behind);
            let others: SharedRowsRead = Box::new(move || behind.take(|all| take(&mut all.others)));
            let ids = DocumentIds::kept(found, 0, Vec::new(), of(|all| take(&mut all.ids)));
            (ids, Some(Box::new(grouped)), Some(others))
        }
    };
    let results = SearchResults {
        ids,
        unfolded,
        of: all,
        newest: front.newest,
        resolved_names: front.resolved_names,
        files: front.files,
        suggestion: None,
        knows_copies: front.knows[0],
        knows_stories: front.knows[1],
        grouped,
        copies: front.copies,
        age: Age::LastTime,
    };
    Some(KeptScreen {
        key: front.key,
        results,
        rows: front.rows,
        passages: front.passages,
        hits: front.hits,
        facets: front.facets.facets(),
        page: front.page.map(|(query, notes, page)| KeptPage { query, notes, page: Arc::new(page) }),
        counts: front.counts,
        selected: front.selected,
        others,
    })
}
