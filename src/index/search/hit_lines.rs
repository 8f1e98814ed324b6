//! The hits of a search one by one: how many each document has, which is counted without reading texts, and
//! those on a screen as lines.
//!
//! Not here: sentences that mention names (`index::entities::sentences`).

use xxhash_rust::xxh3::xxh3_64;

use super::hits::Hits;
use super::stretch::one_line;
use crate::index::{Error, Snapshot};
use crate::model::{BlockKind, Document, DocumentId, Span};
use crate::query::{
    LinePlaces, Marks, Query, Search, SentenceLine, SentencePlace, document_matches, matches_of_title,
    with_spans,
};
use crate::text::sanitize::sanitize_line;
use crate::text::sentence_fingerprint::sentence_fingerprint;

/// So many bytes before and after a hit are shown of a long sentence. Set by hand.
const BEFORE: usize = 200;
const AFTER: usize = 400;

/// How many hits each document of some lines has.
type HitsByDocument = Vec<(DocumentId, usize)>;

impl Snapshot {
    /// Where the hits of a search are, in the order of the documents found. Those in folded lines are only
    /// counted.
    ///
    /// # Errors
    /// As [`Snapshot::search`].
    pub fn hit_places(
        &self,
        search: &Search,
        marks: &Marks,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<LinePlaces, Error> {
        let found = self.search_unfolded(search, marks, cancelled)?;
        let view = &*self.view;
        let hits = Hits::of(view, search);
        let count = |&id: &DocumentId| {
            let address = view.addresses().get(id)?;
            let segment = view.segments.get(address.partition as usize)?;
            let headlined = segment.columns().headlined.first(address.row) == Some(1);
            Some((id, hits.of_row(address.partition as usize, address.row, headlined).0))
        };
        let mut places = LinePlaces::of_hits(found.ids.iter().filter_map(count));
        places.folded = self.hits(search, &found).1;
        Ok(places)
    }

    /// Hits as lines, with those that follow in the same sentence and the names of the search; and how many
    /// hits each of their documents has.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn hit_lines(
        &self,
        search: &Search,
        places: &[SentencePlace],
    ) -> Result<(Vec<SentenceLine>, HitsByDocument), Error> {
        let (mut lines, mut counts) = (Vec::with_capacity(places.len()), Vec::new());
        for of_document in places.chunk_by(|one, next| one.0 == next.0) {
            let id = of_document[0].0;
            let Some((row, segment)) = self.view.locate(id) else { continue };
            let Some(document) = self.document(id)? else { continue };
            let hits = DocumentHits::of(&search.query, &document);
            let named = self.named_in(id, &document, &search.query)?;
            counts.push((id, hits.in_title.len() + hits.in_text.len()));
            let line = |&(_, number): &SentencePlace| {
                let (span, (text, names)) = hits.line(number as usize, &document, &named)?;
                Some(SentenceLine {
                    id,
                    sentence: number,
                    span,
                    text,
                    names,
                    dating: segment.dating(row.row),
                    title: document.title.clone(),
                    source: document.marked_source(),
                })
            };
            lines.extend(of_document.iter().filter_map(line));
        }
        Ok((lines, counts))
    }
}

/// The hits of a document by their numbers, each with what the words around it are known by.
pub(in crate::index) fn hit_words(query: &Query, document: &Document) -> Vec<(u32, u64)> {
    let hits = DocumentHits::of(query, document);
    let title = document.title.iter().flat_map(|title| hits.in_title.iter().map(|_| words_known_by(title)));
    let around = |hit: &Span| words_known_by(&document.text[sentence_around(document, *hit)]);
    (0..).zip(title.chain(hits.in_text.iter().map(around))).collect()
}

/// By what the words of a line are known again in a copy of its document.
pub(in crate::index) fn words_known_by(line: &str) -> u64 {
    sentence_fingerprint(line).unwrap_or_else(|| xxh3_64(line.trim().as_bytes()))
}

/// The hits of a document, as they are counted: first those in a title that does not stand in the text.
struct DocumentHits {
    in_title: Vec<Span>,
    in_text: Vec<Span>,
}

impl DocumentHits {
    fn of(query: &Query, document: &Document) -> DocumentHits {
        let (in_headline, in_title) = matches_of_title(query, document);
        let mut in_text = with_spans(document_matches(query, document), &in_headline);
        let mut folded = document.blocks.iter().filter(|block| block.kind == BlockKind::Chrome).peekable();
        in_text.retain(|hit| {
            while folded.next_if(|block| block.span.end <= hit.start).is_some() {}
            folded.peek().is_none_or(|block| block.span.start > hit.start)
        });
        DocumentHits { in_title, in_text }
    }

    /// A hit: where it stands in the text, and the line with the hit and what follows it marked.
    fn line(
        &self,
        number: usize,
        document: &Document,
        named: &[Span],
    ) -> Option<(Span, (String, Vec<Span>))> {
        let Some(at) = number.checked_sub(self.in_title.len()) else {
            let title = sanitize_line(document.title.as_deref()?).into_owned();
            return Some((Span::default(), (title, self.in_title.get(number..)?.to_vec())));
        };
        let &hit = self.in_text.get(at)?;
        let within = sentence_around(document, hit);
        let marked = with_spans(self.in_text.get(at..)?.to_vec(), named);
        let first = marked.partition_point(|span| span.end <= hit.start);
        Some((hit, one_line(&document.text, within.start, within.end, marked.get(first..)?)))
    }
}

/// The sentence of a hit, or the block where it is in none; of a long one what is near.
fn sentence_around(document: &Document, hit: Span) -> std::ops::Range<usize> {
    let (text, (start, end)) = (&document.text, (hit.range().start, hit.range().end));
    let sentences = &document.sentences;
    let first = sentences.partition_point(|sentence| sentence.end as usize <= start);
    let sentence = sentences.get(first).copied().filter(|sentence| sentence.holds(start));
    let block = || document.blocks.iter().map(|block| block.span).find(|block| block.holds(start));
    let whole = sentence.or_else(block).unwrap_or(hit).range();
    let near = text.ceil_char_boundary(start.saturating_sub(BEFORE))..text.floor_char_boundary(end + AFTER);
    let word = |at: usize| text[at..start].find(char::is_whitespace).map_or(start, |blank| at + blank + 1);
    let from = if whole.start < near.start { word(near.start) } else { whole.start };
    from..whole.end.min(near.end).max(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::fixtures::*;

    #[test]
    fn every_hit_is_a_line_in_the_order_of_the_list() {
        let (_, _, town) = town();
        let search = all(vec![must(words("harbour"))]);
        let places = town.hit_places(&search, &Marks::default(), &|| false).unwrap();
        let all: Vec<SentencePlace> = (0..places.len()).filter_map(|at| places.get(at)).collect();
        let (lines, counts) = town.hit_lines(&search, &all).unwrap();
        assert_eq!((places.len(), places.documents(), places.folded), (3, 2, 1));
        assert_eq!(counts, [(DocumentId(1), 2), (DocumentId(2), 1)]);
        let shown: Vec<_> = lines.iter().map(|line| (line.id.0, line.names[0].of(&line.text))).collect();
        assert_eq!(shown, [(1, "Harbour"), (1, "harbour"), (2, "harbour")]);
        assert!(lines[0].span.is_empty(), "it stands in the title alone");
    }

    #[test]
    fn of_a_long_sentence_what_is_near_is_shown() {
        let text = format!("{} oak {}", "é ".repeat(300), "word ".repeat(300));
        let document = document("A", &text);
        let hit = Span::new(text.find("oak").unwrap(), text.find("oak").unwrap() + 3);
        let near = &text[sentence_around(&document, hit)];
        assert!(near.starts_with("é é") && near.contains(" oak ") && near.len() < 700, "{near}");
    }
}
