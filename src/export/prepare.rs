//! Makes pieces ready to be exported of what a person keeps: their passages placed anew in the documents as they
//! are now.
//!
//! Not here: getting the documents (`engine`), and what only the files tell (`ingest::provenance`).

use super::piece::{Piece, PieceSort};
use crate::model::{Anchor, Citation};
use crate::query::{
    DocumentPage, DossierPiece, EntityCard, Note, NoteSubject, PieceSubject, TypedSearch, cited,
};
use crate::text::anchor::place;

/// Said of a passage that stands nowhere in its document any more.
const PASSAGE_LOST: &str =
    "this passage is not found in its document any more: it stands here as it was when it was kept";
/// Said of what is of a document that is no more.
const DOCUMENT_LOST: &str =
    "its document is not in the collection any more: what is said here is what was kept";

/// A piece of a dossier; `page` is that of its document, `None` where that is gone.
pub fn of_piece(piece: &DossierPiece, page: Option<&DocumentPage>) -> Piece {
    let of = match &piece.on {
        PieceSubject::Passage(_, anchor) => passage(anchor, page, piece.cited.as_ref()),
        PieceSubject::Figure(_, anchor, figure) => Piece {
            sort: PieceSort::Figure,
            subject: Some(figure.clone()),
            ..passage(anchor, page, piece.cited.as_ref())
        },
        PieceSubject::Document(_) => document(page, piece.cited.as_ref()),
        PieceSubject::Entity(_, name) => entity(name),
        PieceSubject::Search(search) => found(search),
        PieceSubject::Comment => Piece { sort: PieceSort::Comment, ..Piece::default() },
    };
    Piece { words: piece.words.clone(), tags: piece.tags.clone(), colour: piece.colour, ..of }
}

/// A note; `page` is that of its document, `None` where that is gone.
pub fn of_note(note: &Note, page: Option<&DocumentPage>) -> Piece {
    let of = match &note.on {
        NoteSubject::Passage(_, anchor) => passage(anchor, page, None),
        NoteSubject::Document(_) => document(page, None),
        NoteSubject::Entity(_, name) => entity(name),
        NoteSubject::Collection => Piece { sort: PieceSort::Comment, ..Piece::default() },
    };
    Piece { words: note.words.clone(), tags: note.tags.clone(), colour: note.colour, ..of }
}

/// A document.
pub fn of_document(page: &DocumentPage) -> Piece {
    document(Some(page), None)
}

/// What is known of an entity, a line each.
pub fn known_of_entity(card: &EntityCard) -> Vec<String> {
    let guess = if card.guess { "~" } else { "" };
    let mut known = vec![format!(
        "{guess}{} · {} in {}",
        card.kind.name(),
        counted(card.mentions as usize, "mention"),
        counted(card.documents as usize, "document")
    )];
    let others: Vec<&str> = card
        .spellings
        .iter()
        .map(|spelling| spelling.name.as_str())
        .filter(|name| *name != card.name)
        .collect();
    if !others.is_empty() {
        let doubt = if card.guess { "which spellings are one is in part a guess: " } else { "also: " };
        known.push(format!("{doubt}{}", others.join(", ")));
    }
    known.extend(card.roles.iter().map(|role| format!("said to be: {}", role.words)));
    known
}

/// How much a search finds, as a line.
pub fn known_of_search(documents: usize) -> Vec<String> {
    vec![format!("finds {}", counted(documents, "document"))]
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

fn passage(anchor: &Anchor, page: Option<&DocumentPage>, kept: Option<&Citation>) -> Piece {
    let Some(page) = page else {
        return Piece {
            quote: Some(anchor.quote.clone()),
            lost: Some(DOCUMENT_LOST.to_owned()),
            citation: kept.cloned(),
            ..Piece::default()
        };
    };
    let found = place(anchor, &page.document.text);
    // Where a lost passage stood on the page or among the lines is not known any more, but for what was kept.
    let citation = match (found, kept) {
        (None, Some(kept)) => Citation { lines: kept.lines, page: kept.page, ..cited(page, None) },
        _ => cited(page, found),
    };
    let quote = found.map_or(anchor.quote.as_str(), |span| span.of(&page.document.text));
    Piece {
        quote: Some(quote.to_owned()),
        lost: found.is_none().then(|| PASSAGE_LOST.to_owned()),
        citation: Some(citation),
        ..Piece::default()
    }
}

fn document(page: Option<&DocumentPage>, kept: Option<&Citation>) -> Piece {
    Piece {
        sort: PieceSort::Document,
        lost: page.is_none().then(|| DOCUMENT_LOST.to_owned()),
        citation: page.map(|page| cited(page, None)).or(kept.cloned()),
        ..Piece::default()
    }
}

fn entity(name: &str) -> Piece {
    Piece { sort: PieceSort::Entity, subject: Some(name.to_owned()), ..Piece::default() }
}

fn found(search: &TypedSearch) -> Piece {
    Piece { sort: PieceSort::Search, subject: Some(search.words()), ..Piece::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Document, DocumentId, Span};
    use crate::query::{DossierId, PieceId};
    use crate::text::anchor::anchor;

    fn page(text: &str) -> DocumentPage {
        let document =
            Document { text: text.into(), lines: Some((0, 9)), part: 1, parts: 1, ..Document::default() };
        DocumentPage { document, path: "/a.txt".into(), ..DocumentPage::default() }
    }

    #[test]
    fn a_passage_is_placed_anew_and_what_is_lost_is_given_as_it_was_kept() {
        let was = page("One.\nThe dam broke.\nEnd.");
        let span = Span::new(5, 19);
        let piece = DossierPiece {
            id: PieceId(1),
            dossier: DossierId(1),
            place: 1,
            on: PieceSubject::Passage(DocumentId(7), anchor(&was.document.text, span)),
            cited: Some(cited(&was, Some(span))),
            words: "mine".into(),
            tags: Vec::new(),
            colour: None,
        };
        let lines = |piece: &Piece| piece.citation.as_ref().and_then(|cited| cited.lines);
        let moved = of_piece(&piece, Some(&page("Zero.\nOne.\nThe dam broke.\nEnd.")));
        assert_eq!(
            (moved.quote.as_deref(), lines(&moved), moved.lost),
            (Some("The dam broke."), Some((3, 3)), None)
        );
        for (now, expected) in [(Some(page("Nothing of it.")), PASSAGE_LOST), (None, DOCUMENT_LOST)] {
            let lost = of_piece(&piece, now.as_ref());
            assert_eq!(
                (lost.quote.as_deref(), lost.lost.as_deref()),
                (Some("The dam broke."), Some(expected))
            );
            assert_eq!((lines(&lost), lost.words.as_str()), (Some((2, 2)), "mine"));
        }
    }
}
