//! Passages (snippets): the stretch of a document that best shows why it was found, by its words or else
//! by the entities it mentions.

use super::hits::Hits;
use super::stretch::{beginning, best_stretch};
use crate::entity::{EntityConstraint, RowAddress, meets_any, sentences_meeting};
use crate::index::Snapshot;
use crate::index::store::{decode_blocks, decode_frame};
use crate::index::view::View;
use crate::model::{Block, BlockKind, DocumentId, Frame};
use crate::query::{FacetText, Passage, Query, Search, matches};

/// How much of a document's text is looked through, in bytes.
const LOOKED_THROUGH: usize = 256 << 10;

impl Snapshot {
    /// What the search finds inside these documents, in that order. Those no longer in the
    /// collection are left out.
    pub fn passages(&self, search: &Search, ids: &[DocumentId]) -> Vec<Passage> {
        let hits = Hits::of(&self.view, search);
        // A query of names alone is answered by the sentences that mention them.
        let constraints = self.view.query_constraints(&search.query).unwrap_or_default();
        let like = self.view.like_all(search, &|| false).unwrap_or_default();
        let passage = |&id: &DocumentId| {
            let mut passage = passage(&self.view, search, &hits, id)?;
            if passage.text.is_empty() && !constraints.is_empty() {
                self.fill_with_sentence(&mut passage, &constraints);
            }
            passage.shared = like.iter().flat_map(|of| self.view.shared(of, id)).collect();
            Some(passage)
        };
        ids.iter().filter_map(passage).collect()
    }

    /// As [`Snapshot::passages`]; of a document in which there is nothing to find, how its text begins.
    pub fn list_passages(&self, search: &Search, ids: &[DocumentId]) -> Vec<Passage> {
        let mut passages = self.passages(search, ids);
        for passage in passages.iter_mut().filter(|passage| passage.text.is_empty()) {
            passage.text = opening(&self.view, passage.id).unwrap_or_default();
        }
        passages
    }

    /// Fills a passage with the first sentence that mentions all who are asked for, or else one.
    fn fill_with_sentence(&self, passage: &mut Passage, constraints: &[EntityConstraint]) {
        let Some((row, segment)) = self.view.locate(passage.id) else { return };
        let Ok(entities) = self.view.entities() else { return };
        let first = |constraints: &[EntityConstraint]| {
            sentences_meeting(entities, row, || segment.mentions(row.row), constraints).first().copied()
        };
        let of_one = || constraints.iter().find_map(|one| first(std::slice::from_ref(one)));
        let Some(sentence) = first(constraints).or_else(of_one) else { return };
        let of_row = entities.of_row(row).iter().copied();
        let asked: Vec<u32> = of_row.filter(|&of| meets_any(constraints, of)).collect();
        let lines = self.lines_of(&[(passage.id, sentence)], &asked).unwrap_or_default();
        if let Some(line) = lines.first() {
            (passage.text, passage.matches) = best_stretch(&line.text, &line.names, |_| None);
        }
    }
}

fn passage(view: &View, search: &Search, hits: &Hits, id: DocumentId) -> Option<Passage> {
    let (RowAddress { partition, row: doc }, segment) = view.locate(id)?;
    let headlined = segment.columns().headlined.first(doc) == Some(1);
    let (hits, folded) = hits.of_row(partition as usize, doc, headlined);
    let mut passage = Passage { id, hits, folded, ..Passage::default() };
    if hits == 0 && folded == 0 {
        return Some(passage);
    }
    let Ok((text, layout)) = view.stored(segment, doc) else { return Some(passage) };
    if id.is_frame() {
        fill_from_frame(&mut passage, search, &decode_frame(&text, &layout)?);
        return Some(passage);
    }
    let shown: fn(BlockKind) -> bool = if hits > 0 { is_body } else { |kind| kind == BlockKind::Chrome };
    if let Some(words) = text_of(&text, &layout, shown) {
        let language = segment.columns().text(FacetText::Language).value(doc);
        let found = matches(&search.query, language.as_deref(), &words);
        (passage.text, passage.matches) =
            best_stretch(&words, &found, |text| clause_of(search, language.as_deref(), text));
    }
    Some(passage)
}

/// How the text of a document begins, on one line: its first paragraph, else whatever it has.
fn opening(view: &View, id: DocumentId) -> Option<String> {
    let (RowAddress { row: doc, .. }, segment) = view.locate(id).filter(|_| !id.is_frame())?;
    let (text, layout) = view.stored(segment, doc).ok()?;
    let blocks = decode_blocks(&layout)?;
    let words = |block: &Block| Some(beginning(block.span.of(&text))).filter(|words| !words.is_empty());
    let of_kind =
        |wanted: fn(BlockKind) -> bool| blocks.iter().filter(|block| wanted(block.kind)).find_map(words);
    of_kind(|kind| kind == BlockKind::Paragraph).or_else(|| of_kind(is_body))
}

/// The first run of a frame that has one of the words.
fn fill_from_frame(passage: &mut Passage, search: &Search, frame: &Frame) {
    for run in &frame.runs {
        let found = matches(&search.query, None, &run.text);
        if let Some(first) = found.first() {
            passage.line = run.line_at(first.start as usize);
            (passage.text, passage.matches) =
                best_stretch(&run.text, &found, |text| clause_of(search, None, text));
            return;
        }
    }
}

/// Whether a block is neither chrome nor of a document's head, which a list shows anyway.
fn is_body(kind: BlockKind) -> bool {
    !matches!(kind, BlockKind::Chrome | BlockKind::Headline | BlockKind::Byline | BlockKind::Dateline)
}

/// The beginning of a document's text in blocks of the wanted kinds.
fn text_of(text: &str, layout: &[u8], wanted: fn(BlockKind) -> bool) -> Option<String> {
    let mut body = String::new();
    for block in decode_blocks(layout)?.iter().filter(|block| wanted(block.kind)) {
        let words = block.span.of(text);
        let room = LOOKED_THROUGH.saturating_sub(body.len());
        body.push_str(&words[..words.floor_char_boundary(room)]);
        if words.len() >= room {
            break;
        }
        body.push('\n');
    }
    Some(body)
}

/// The clause of the query that a match is of.
fn clause_of(search: &Search, language: Option<&str>, text: &str) -> Option<usize> {
    if search.query.clauses.len() == 1 {
        return Some(0);
    }
    search.query.clauses.iter().position(|clause| {
        let alone = Query { clauses: vec![clause.clone()] };
        !matches(&alone, language, text).is_empty()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::fixtures::*;

    fn of_one(typed: &str, id: u64) -> (Passage, Vec<String>) {
        let search = all(vec![must(words(typed))]);
        let passage = town().2.passages(&search, &[DocumentId(id), DocumentId(99)]).remove(0);
        let marked = passage.matches.iter().map(|span| span.of(&passage.text).to_owned()).collect();
        (passage, marked)
    }

    #[test]
    fn a_passage_shows_the_matches_and_counts_those_in_folded_lines_apart() {
        let (passage, marked) = of_one("harbour", 1);
        assert_eq!(passage.text, "The harbour of Vell reopened on Monday. Mara Quill cut the ribbon.");
        assert_eq!(marked, ["harbour"]);
        // Once in the body, once in a title that does not stand in the body.
        assert_eq!((passage.hits, passage.folded), (2, 1));
    }

    #[test]
    fn a_phrase_over_a_line_end_is_one_match_on_one_line() {
        let (passage, marked) = of_one("harbour wall", 2);
        assert_eq!((marked, passage.hits), (vec!["harbour wall".to_owned()], 1));
    }

    #[test]
    fn names_alone_are_shown_in_a_sentence_that_mentions_all_or_the_first() {
        let of = |typed: &str, id| {
            let search = Search {
                query: crate::query::parse(typed, false, &crate::query::QueryContext::default()).query,
                ..Search::default()
            };
            let passage = council().passages(&search, &[DocumentId(id)]).remove(0);
            let marked: Vec<_> = passage.matches.iter().map(|m| m.of(&passage.text).to_owned()).collect();
            (passage.text, marked)
        };
        let both = vec!["Mara Quill".to_owned(), "Tomas Reed".to_owned()];
        assert_eq!(of("person:quill with:reed", 1), ("Mara Quill met Tomas Reed in Vell.".to_owned(), both));
        assert_eq!(of("person:quill place:tarn", 2).0, "The mayor, Mara Quill, is ill.");
        assert_eq!(of("is:unread", 2).0, "");
    }

    #[test]
    fn a_match_in_the_title_alone_has_no_passage() {
        let (passage, _) = of_one("warning", 4);
        assert_eq!((passage.text.as_str(), passage.hits), ("", 1));
    }
}
