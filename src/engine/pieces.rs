//! Makes what a person keeps ready to be exported: with the documents as they are now, and what their files tell.
//!
//! Not here: what a piece of a document is (`export::prepare`), and writing it (`export`).

use std::collections::HashMap;
use std::sync::Arc;

use super::Engine;
use crate::export::{self, Piece};
use crate::ingest::provenance::{Provenance, provenance};
use crate::model::{DocumentId, Kind};
use crate::query::{
    Answer, DocumentPage, DossierPiece, Failure, Marks, Note, NoteSubject, PieceSubject, Query, QueryContext,
    Question, TypedSearch,
};

/// What is made ready, with what was learned meanwhile.
struct Preparation<'a> {
    engine: &'a Engine,
    /// The page asked for last: pieces of one document often stand together.
    page: Option<(DocumentId, Option<Arc<DocumentPage>>)>,
    files: HashMap<String, Provenance>,
}

impl Engine {
    /// The pieces of a dossier, in its order. `context` is what searches among them mean.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn pieces(
        &self,
        pieces: &[DossierPiece],
        marks: &Arc<Marks>,
        context: &QueryContext<'_>,
    ) -> Result<Vec<Piece>, Failure> {
        let mut preparation = Preparation::new(self);
        let prepared = pieces.iter().map(|piece| {
            let page = preparation.page(piece.on.document())?;
            let mut prepared = export::of_piece(piece, page.as_deref());
            match &piece.on {
                PieceSubject::Entity(kind, name) => preparation.learn_entity(&mut prepared, *kind, name)?,
                PieceSubject::Search(search) => {
                    preparation.learn_search(&mut prepared, search, marks, context)?;
                }
                _ => {}
            }
            preparation.learn_file(&mut prepared, page.as_deref());
            Ok(prepared)
        });
        prepared.collect()
    }

    /// Notes, in the order of the files, and of the text within a document; then those on names and on the collection.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn noted_pieces(&self, notes: &[Arc<Note>]) -> Result<Vec<Piece>, Failure> {
        let mut preparation = Preparation::new(self);
        let mut sorted: Vec<&Arc<Note>> = notes.iter().collect();
        // By document first, so that each page is asked for once.
        sorted.sort_by_key(|note| {
            (note.on.document(), note.on.anchor().map(|anchor| anchor.span.start), note.id)
        });
        let mut prepared = Vec::new();
        for note in sorted {
            let page = preparation.page(note.on.document())?;
            let mut piece = export::of_note(note, page.as_deref());
            if let NoteSubject::Entity(kind, name) = &note.on {
                preparation.learn_entity(&mut piece, *kind, name)?;
            }
            preparation.learn_file(&mut piece, page.as_deref());
            let place = piece.citation.as_ref().map(|cited| (cited.file.clone(), cited.part));
            prepared.push(((note.on.document().is_none(), place), piece));
        }
        // Stable: what stands in one document stays in its order.
        prepared.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(prepared.into_iter().map(|(_, piece)| piece).collect())
    }

    /// Documents, each as a piece.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn document_pieces(&self, ids: &[DocumentId]) -> Result<Vec<Piece>, Failure> {
        let mut preparation = Preparation::new(self);
        let mut prepared = Vec::with_capacity(ids.len());
        for id in ids {
            if let Some(page) = preparation.page(Some(*id))? {
                let mut piece = export::of_document(&page);
                preparation.learn_file(&mut piece, Some(&page));
                prepared.push(piece);
            }
        }
        Ok(prepared)
    }
}

impl<'a> Preparation<'a> {
    fn new(engine: &'a Engine) -> Preparation<'a> {
        Preparation { engine, page: None, files: HashMap::new() }
    }

    /// The page of a document; `None` where it is not in the collection.
    fn page(&mut self, id: Option<DocumentId>) -> Result<Option<Arc<DocumentPage>>, Failure> {
        let Some(id) = id else { return Ok(None) };
        if let Some((_, page)) = self.page.as_ref().filter(|(of, _)| *of == id) {
            return Ok(page.clone());
        }
        let asked =
            self.engine.ask(&Question::Page { id, query: Query::default(), notes: Arc::default() })?;
        // What is not there has an empty page without a file.
        let page = match asked {
            Answer::Page(page) => Some(page).filter(|page| !page.path.is_empty()),
            _ => None,
        };
        self.page = Some((id, page.clone()));
        Ok(page)
    }

    /// Adds what the file of a piece tells.
    fn learn_file(&mut self, piece: &mut Piece, page: Option<&DocumentPage>) {
        let (Some(cited), Some(page)) = (&mut piece.citation, page) else { return };
        let Some(path) = self.engine.file_of(page.id) else { return };
        let told = self.files.entry(page.path.clone()).or_insert_with(|| provenance(&path));
        (cited.sha256, cited.saved) = (told.sha256.clone(), told.saved);
        let declared = (cited.part as usize).checked_sub(1).and_then(|at| told.addresses.get(at));
        // The addresses are of the file's own documents, as many as it has.
        let same = told.addresses.len() == cited.parts as usize;
        cited.address = cited.address.take().or_else(|| declared.filter(|_| same).cloned().flatten());
    }

    fn learn_entity(&self, piece: &mut Piece, kind: Kind, name: &str) -> Result<(), Failure> {
        if let Answer::Entity { card, .. } =
            self.engine.ask(&Question::Entity { kind, name: name.to_owned() })?
        {
            match card {
                Some(card) => piece.details = export::known_of_entity(&card),
                None => piece.lost = Some("nobody in the collection has this name any more".to_owned()),
            }
        }
        Ok(())
    }

    fn learn_search(
        &self,
        piece: &mut Piece,
        search: &TypedSearch,
        marks: &Arc<Marks>,
        context: &QueryContext<'_>,
    ) -> Result<(), Failure> {
        let searches = vec![(search.to_search(context), None)];
        let asked = self.engine.ask(&Question::SearchCounts { searches, marks: Arc::clone(marks) })?;
        if let Answer::SearchCounts(counts) = asked {
            piece.details =
                counts.iter().flat_map(|count| export::known_of_search(count.documents)).collect();
        }
        Ok(())
    }
}
