//! Makes a document ready to be read: its text with matches and entities, and the path of its file.

use crate::index::{Error, Snapshot};
use crate::ingest::Root;
use crate::model::DocumentId;
use crate::query::{DocumentPage, Query, matches, with_spans};

/// A document with what the query finds in it. One whose file could not be read is an empty page.
pub(super) fn page(
    snapshot: &Snapshot,
    roots: &[Root],
    id: DocumentId,
    query: &Query,
) -> Result<DocumentPage, Error> {
    let document = snapshot.document(id)?.unwrap_or_default();
    let named = snapshot.named_in(id, &document, query)?;
    let file = snapshot.place(id).map(|(root, path)| file(roots, root, &path));
    Ok(DocumentPage {
        id,
        matches: with_spans(matches(query, &document.text), &named),
        entities: snapshot.meant(id, &document),
        document,
        path: file.unwrap_or_default(),
        siblings: snapshot.parts_of(id),
    })
}

/// A file as a path a person can use, by its root and its path below that.
pub(super) fn file(roots: &[Root], root: usize, path: &str) -> String {
    roots.get(root).map_or_else(|| path.to_owned(), |root| root.path_of(path).display().to_string())
}
