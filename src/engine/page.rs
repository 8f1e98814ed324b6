//! Makes a document ready to be read: its text with matches and entities, and the path of its file.

use super::corrected::CorrectedDocuments;
use super::notes;
use super::path::file;
use crate::index::{Error, Snapshot};
use crate::ingest::Root;
use crate::model::{Block, BlockKind, Document, DocumentId, Span};
use crate::query::{
    DocumentPage, Notes, Query, document_matches, matches_of_title, needs_folded_lines, with_spans,
};
use crate::text::word_count::count_words;

/// So many copies of a document are named among its facts.
const COPIES_NAMED: usize = 5;

/// A document with what the query finds in it. One whose file could not be read is an empty page.
pub(super) fn page(
    snapshot: &Snapshot,
    roots: &[Root],
    id: DocumentId,
    query: &Query,
    noted: &Notes,
    corrected: &CorrectedDocuments,
) -> Result<DocumentPage, Error> {
    let document = snapshot.document(id)?.unwrap_or_default();
    let named = snapshot.named_in(id, &document, query)?;
    let file = snapshot.place(id).map(|(root, path)| file(roots, root, &path));
    // The title of a frame says what it is, and is not of the file.
    let (in_headline, title_matches) =
        if id.is_frame() { Default::default() } else { matches_of_title(query, &document) };
    let found = with_spans(matches(query, id, &document), &in_headline);
    let copies = snapshot.copies_of(id);
    let mut page = DocumentPage {
        id,
        matches: with_spans(found, &named),
        title_matches,
        needs_folded_lines: needs_folded_lines(query, &document),
        entities: snapshot.resolved_entities(id, &document),
        words: words(&document),
        corrected: corrected.of(id, &document, snapshot),
        document,
        path: file.unwrap_or_default(),
        siblings: snapshot.parts_of(id),
        thread: snapshot.thread_of(id),
        is_mail: snapshot.is_mail(id),
        first_copies: snapshot.rows(&copies[..copies.len().min(COPIES_NAMED)]),
        copies,
        notes: Vec::new(),
        moved: Vec::new(),
    };
    notes::place(&mut page, snapshot, noted)?;
    Ok(page)
}

/// How many words are to be read in a document.
fn words(document: &Document) -> usize {
    use BlockKind as K;
    let is_read = |block: &&Block| !matches!(block.kind, K::Headline | K::Byline | K::Chrome);
    let read = document.blocks.iter().filter(is_read);
    read.map(|block| count_words(block.span.of(&document.text))).sum()
}

/// The matches of a query in a page.
pub(super) fn matches(query: &Query, id: DocumentId, document: &Document) -> Vec<Span> {
    let mut matches = document_matches(query, document);
    if id.is_frame() {
        // What says where the lines stand is ours and not the file's.
        let mut places = document.blocks.iter().filter(|block| block.kind == BlockKind::Heading).peekable();
        matches.retain(|found| {
            while places.next_if(|place| place.span.end <= found.start).is_some() {}
            !places.peek().is_some_and(|place| place.span.overlaps(*found))
        });
    }
    matches
}
