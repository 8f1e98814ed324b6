//! Finds documents of a folder of which the same can be said as of a corrected one.
//!
//! Not here: what makes them alike (`query::correction::alike`).

use crate::index::{Error, Snapshot};
use crate::model::DocumentId;
use crate::query::{Answer, DocumentFact, Marks, said_alike, search_for_alike};

/// So many documents are looked at, at most: what is offered is done in one step, and read again. Set by hand.
const MOST: usize = 2000;

/// What can be said of others in the folder of a document, as it was said of that. `before` is what the part was
/// before.
pub(super) fn alike(
    snapshot: &Snapshot,
    id: DocumentId,
    fact: &DocumentFact,
    before: &str,
    cancelled: &dyn Fn() -> bool,
) -> Result<Answer, Error> {
    let Some((root, path)) = snapshot.place(id) else { return Ok(Answer::Alike(Vec::new())) };
    let folder = path.rfind('/').map_or("", |at| &path[..=at]);
    let Some(search) = search_for_alike(fact, before, folder) else {
        return Ok(Answer::Alike(Vec::new()));
    };
    let found = snapshot.search(&search, &Marks::default(), cancelled)?;
    let mut said = Vec::new();
    let others = found.ids.iter().filter(|other| **other != id && other.is_document());
    for &other in others.take(MOST) {
        if cancelled() {
            return Err(Error::Cancelled);
        }
        let is_beside = |(of, path): (usize, String)| {
            of == root && path.strip_prefix(folder).is_some_and(|name| !name.contains('/'))
        };
        if snapshot.place(other).is_some_and(is_beside)
            && let Some(document) = snapshot.document(other)?
        {
            said.extend(said_alike(fact, before, other, &document));
        }
    }
    Ok(Answer::Alike(said))
}
