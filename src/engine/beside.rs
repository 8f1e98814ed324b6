//! What is known of a page beside other documents: how a copy differs from the fullest of them, and which of its sentences
//! the reader has read elsewhere.

use crate::compare::differences;
use crate::index::{Error, Snapshot};
use crate::model::{Document, DocumentId, Span};
use crate::query::{Answer, ComparedWith, DocumentPage, PageBeside, PageLayer, Passage, ReadSentences};
use crate::text::sentence_fingerprint::sentence_fingerprint;

/// A page beside the fullest of its copies, or beside what was read.
///
/// # Errors
/// When the index cannot be read.
pub(super) fn beside(
    snapshot: &Snapshot,
    page: &DocumentPage,
    layer: PageLayer,
    read: Option<&ReadSentences>,
) -> Result<Answer, Error> {
    let mut beside = PageBeside { id: page.id, ..PageBeside::default() };
    if layer == PageLayer::Copies
        && let Some(with) = snapshot.fullest_copy(page.id)
        && let Some(other) = snapshot.document(with)?
    {
        beside.compared = Some(compared(snapshot, &page.document, with, &other));
    }
    if let Some(read) = read {
        (beside.known, beside.new) = known_and_new(page, read);
    }
    Ok(Answer::Beside(Box::new(beside)))
}

/// Says of those of these documents that are copies how each differs from the fullest.
///
/// # Errors
/// When the index cannot be read.
pub(super) fn add_differences(snapshot: &Snapshot, passages: &mut [Passage]) -> Result<(), Error> {
    for passage in passages {
        let Some(with) = snapshot.fullest_copy(passage.id) else { continue };
        if let Some((own, other)) = snapshot.document(passage.id)?.zip(snapshot.document(with)?) {
            passage.differences = Some(differences(&own, &other).words());
        }
    }
    Ok(())
}

fn compared(snapshot: &Snapshot, document: &Document, with: DocumentId, other: &Document) -> ComparedWith {
    let name = || snapshot.place(with).map(|(_, path)| path.rsplit('/').next().unwrap_or(&path).to_owned());
    ComparedWith {
        id: with,
        title: other.title.clone().or_else(name).unwrap_or_default(),
        source: other.marked_source(),
        differences: differences(document, other),
    }
}

/// The sentences of a page that were read in other documents, and those that were not; without such as are too short to
/// be known again.
fn known_and_new(page: &DocumentPage, read: &ReadSentences) -> (Vec<Span>, Vec<Span>) {
    let text = &page.document.text;
    let (mut known, mut new) = (Vec::new(), Vec::new());
    for span in page.document.own_sentences() {
        match sentence_fingerprint(span.of(text)) {
            Some(print) if read.is_known_to(page.id, print) => known.push(span),
            Some(_) => new.push(span),
            None => {}
        }
    }
    (known, new)
}
