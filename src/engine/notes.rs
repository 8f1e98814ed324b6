//! Finds the passages of notes again: in their document, or, where it has lost them, in the other documents of its file,
//! which may be split otherwise than it was.
//!
//! Not here: what speaks for a place (`text::anchor`).

use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use super::path::file;
use crate::index::{Error, Snapshot};
use crate::ingest::Root;
use crate::model::{Anchor, Document, DocumentId, Span};
use crate::query::{Answer, DocumentPage, Note, NoteChange, NotePlace, NoteSubject, Notes, PlacedNote};
use crate::text::anchor::{Sought, anchor, unmoved};

/// So many documents of a file are looked through for a passage that its own has lost, those next to it first. Set by
/// hand.
const BESIDE: usize = 16;

/// So many documents are kept while notes are looked for.
const KEPT: usize = 64;

/// Documents that notes are looked for in.
struct Looked<'s> {
    snapshot: &'s Snapshot,
    documents: HashMap<DocumentId, Arc<Document>>,
}

impl<'s> Looked<'s> {
    fn new(snapshot: &'s Snapshot) -> Looked<'s> {
        Looked { snapshot, documents: HashMap::new() }
    }

    /// Takes in the text of a document that is read already.
    fn hold(&mut self, id: DocumentId, text: &str) {
        let text_alone = || Arc::new(Document { text: text.to_owned(), ..Document::default() });
        self.documents.entry(id).or_insert_with(text_alone);
    }

    fn document(&mut self, id: DocumentId) -> Result<Arc<Document>, Error> {
        if let Some(document) = self.documents.get(&id) {
            return Ok(Arc::clone(document));
        }
        if self.documents.len() >= KEPT {
            self.documents.clear();
        }
        let document = Arc::new(self.snapshot.document(id)?.unwrap_or_default());
        self.documents.insert(id, Arc::clone(&document));
        Ok(document)
    }

    /// Where a passage of a document is, in that or in one of those it was beside.
    fn find(
        &mut self,
        anchor: &Anchor,
        own: DocumentId,
        beside: &[DocumentId],
    ) -> Result<Option<(DocumentId, Span)>, Error> {
        let mut sought = Sought::new(anchor);
        let mut looked_in = Vec::new();
        for id in std::iter::once(own).chain(nearest(beside, own)) {
            let order = beside.iter().position(|other| *other == id).unwrap_or(0);
            sought.look_in(&self.document(id)?.text, order);
            looked_in.push(id);
            // What is found nowhere for sure may be likelier elsewhere.
            if sought.is_sure() {
                break;
            }
        }
        let found = sought.found();
        Ok(found.and_then(|(number, span)| Some((*looked_in.get(number)?, span))))
    }
}

/// The documents next to one, the nearest first.
fn nearest(beside: &[DocumentId], own: DocumentId) -> impl Iterator<Item = DocumentId> + '_ {
    let at = beside.iter().position(|id| *id == own).unwrap_or(0);
    let mut others: Vec<(usize, DocumentId)> = beside
        .iter()
        .enumerate()
        .filter(|(_, id)| **id != own)
        .map(|(n, id)| (n.abs_diff(at), *id))
        .collect();
    others.sort();
    others.into_iter().take(BESIDE).map(|(_, id)| id)
}

/// The documents that hold now what the file of one held: those of its file; of one that is in no file any more, those
/// that were beside it.
fn beside(snapshot: &Snapshot, notes: &Notes, id: DocumentId) -> Vec<DocumentId> {
    let parts = snapshot.parts_of(id);
    if parts.is_empty() { notes.left_beside(id).collect() } else { parts }
}

/// Puts the notes of a page where their passages are.
pub(super) fn place(page: &mut DocumentPage, snapshot: &Snapshot, notes: &Notes) -> Result<(), Error> {
    if notes.is_empty() || !page.id.is_document() {
        return Ok(());
    }
    let mut looked = Looked::new(snapshot);
    let hash = OnceCell::new();
    let siblings: Vec<DocumentId> = nearest(&page.siblings, page.id).collect();
    let gone = notes.gone_from_beside(page.id);
    for of in std::iter::once(page.id).chain(siblings).chain(gone) {
        for note in notes.of(of) {
            let Some(anchor) = note.on.anchor() else { continue };
            // Most are on a text that is as it was: that is known at once.
            if of == page.id
                && let Some(span) = unmoved(anchor, &page.document.text, || {
                    *hash.get_or_init(|| xxh3_64(page.document.text.as_bytes()))
                })
            {
                page.notes.push(PlacedNote { id: note.id, span: Some(span) });
                continue;
            }
            looked.hold(page.id, &page.document.text);
            let found = looked.find(anchor, of, &beside(snapshot, notes, of))?;
            let here = found.filter(|(id, _)| *id == page.id).map(|(_, span)| span);
            if let Some((id, span)) = found.filter(|(id, _)| *id != of && (of == page.id || *id == page.id)) {
                page.moved.push(moved(note, id, span, &looked.document(id)?.text));
            }
            // A note that is found in another document is shown there.
            if here.is_some() || of == page.id && found.is_none() {
                page.notes.push(PlacedNote { id: note.id, span: here });
            }
        }
    }
    place_of_copies(page, notes);
    page.notes.sort_by_key(|placed| (placed.span.is_none(), placed.span));
    Ok(())
}

/// Puts the notes on passages of copies of a page where these passages stand in the page, too.
fn place_of_copies(page: &mut DocumentPage, notes: &Notes) {
    let copies = page.copies.iter().filter(|copy| !page.siblings.contains(copy)).take(BESIDE);
    for note in copies.flat_map(|copy| notes.of(*copy)) {
        let Some(anchor) = note.on.anchor() else { continue };
        let mut sought = Sought::new(anchor);
        sought.look_in(&page.document.text, 0);
        if let Some((_, span)) = sought.found() {
            page.notes.push(PlacedNote { id: note.id, span: Some(span) });
        }
    }
}

/// The change of a note whose passage is in another document now.
fn moved(note: &Note, to: DocumentId, span: Span, text: &str) -> NoteChange {
    let after = Note { on: NoteSubject::Passage(to, anchor(text, span)), ..note.clone() };
    NoteChange { before: Some(note.clone()), after: Some(after) }
}

/// Where all notes on documents are, in the order of their files.
pub(super) fn places(
    snapshot: &Snapshot,
    roots: &[Root],
    notes: &Notes,
    cancelled: &dyn Fn() -> bool,
) -> Result<Answer, Error> {
    let mut looked = Looked::new(snapshot);
    let mut noted: Vec<DocumentId> = notes.noted().collect();
    noted.sort_unstable();
    let mut places = Vec::new();
    for of in noted {
        if cancelled() {
            return Err(Error::Cancelled);
        }
        let beside = beside(snapshot, notes, of);
        for note in notes.of(of) {
            let found = match note.on.anchor() {
                Some(anchor) => looked.find(anchor, of, &beside)?,
                None => None,
            };
            let document = found.map_or(of, |(id, _)| id);
            let read = looked.document(document)?;
            let span = found.map(|(_, span)| span);
            places.push(NotePlace {
                id: note.id,
                document,
                path: snapshot
                    .place(document)
                    .map(|(root, path)| file(roots, root, &path))
                    .unwrap_or_default(),
                part: read.part,
                title: read.title.clone(),
                span,
                passage: span.map(|span| span.of(&read.text).to_owned()),
            });
        }
    }
    places.sort_by(|a, b| (&a.path, a.part, a.span, a.id).cmp(&(&b.path, b.part, b.span, b.id)));
    Ok(Answer::NotePlaces(places))
}
