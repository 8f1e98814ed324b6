//! What is marked on a page of what is known of it beside other documents: sentences that are told elsewhere, and what is
//! other in those that are told otherwise.
//!
//! Not here: comparing (`compare`), asking for it (`app::perform::beside`).

use super::page::Reader;
use crate::model::Span;
use crate::query::{ComparedWith, PageBeside, SentenceRelation};

/// So many bytes may lie between what is on the screen and what was before, and nothing is left out: the white space and
/// folded lines between paragraphs. Set by hand.
const PARTING: u32 = 4;

/// What stands in the margin of a line beside what another document says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BesideSign {
    /// Only this one says what begins on the line or goes on on it.
    Added,
    /// The other says it otherwise.
    Changed,
    /// The other says something before what begins on the line.
    Dropped,
}

impl Reader {
    /// Takes over what is known of the page beside others.
    pub fn set_beside(&mut self, beside: Option<PageBeside>) {
        let beside = beside.filter(|beside| Some(beside.id) == self.id());
        if self.beside != beside {
            let place = self.place();
            self.beside = beside;
            self.write_facts();
            self.hold(place);
        }
    }

    /// What the page is compared with.
    pub fn compared(&self) -> Option<&ComparedWith> {
        self.beside.as_ref()?.compared.as_ref()
    }

    /// What is known of the page beside others, in words for the line of facts: "beside The Ledger: 3 sentences more".
    pub(super) fn beside_words(&self) -> Option<String> {
        let beside = self.beside.as_ref()?;
        if let Some(compared) = &beside.compared {
            let name = compared.source.as_deref().unwrap_or(&compared.title);
            return Some(format!("beside {name}: {}", compared.differences.words()));
        }
        beside.new_to_reader().map(|new| format!("{new} % new to you"))
    }

    /// Whole sentences that are dimmed on a stretch of the page, in order.
    pub(super) fn told_elsewhere(&self, seen: Span) -> Vec<Span> {
        let Some(beside) = &self.beside else { return Vec::new() };
        let known = overlapping(&beside.known, seen, |span| *span).copied();
        // In what says nothing else there is nothing to set off.
        let other = beside.compared.iter().filter(|compared| compared.differences.has_other_sentences());
        let same = other.flat_map(|compared| {
            let sentences = overlapping(&compared.differences.sentences, seen, |sentence| sentence.span);
            let same = sentences.filter(|sentence| sentence.relation == SentenceRelation::Same);
            same.map(|sentence| sentence.span)
        });
        known.chain(same).collect()
    }

    /// The words on a stretch of the page that the other document has otherwise, in order.
    pub(super) fn other_words(&self, seen: Span) -> Vec<Span> {
        let Some(compared) = self.compared() else { return Vec::new() };
        let sentences = overlapping(&compared.differences.sentences, seen, |sentence| sentence.span);
        let words = sentences.flat_map(|sentence| &sentence.other_words);
        words.filter(|span| span.overlaps(seen)).copied().collect()
    }

    /// What the margin of a line says of what is on it: most that is new.
    pub fn beside_sign(&self, fragment: usize, line: usize) -> Option<BesideSign> {
        let compared = self.compared()?;
        let seen = self.seen(fragment, line)?;
        let differences = &compared.differences;
        let is = |relations: fn(SentenceRelation) -> bool| {
            overlapping(&differences.sentences, seen, |sentence| sentence.span)
                .any(|sentence| relations(sentence.relation))
        };
        let dropped = || differences.dropped.iter().any(|of| seen.holds(of.before as usize));
        use SentenceRelation as R;
        if is(|relation| relation == R::Added) {
            Some(BesideSign::Added)
        } else if is(|relation| !matches!(relation, R::Added | R::Same)) {
            Some(BesideSign::Changed)
        } else {
            dropped().then_some(BesideSign::Dropped)
        }
    }

    /// Where what is new begins, in order: what the other document has not or has otherwise; what was not read before.
    fn new_places(&self) -> Vec<Span> {
        let Some(beside) = &self.beside else { return Vec::new() };
        let Some(compared) = &beside.compared else { return beside.new.clone() };
        let sentences = compared.differences.sentences.iter();
        let other = sentences.filter(|sentence| sentence.relation != SentenceRelation::Same);
        other.map(|sentence| sentence.span).collect()
    }

    /// Notes that what is on the screen is read.
    pub fn note_seen(&mut self) {
        let rows = self.visible.iter().filter_map(|row| self.seen(row.fragment, row.line));
        let Some(seen) = rows.reduce(|first, last| Span { end: last.end, ..first }) else { return };
        match self.been_seen.last_mut() {
            // A page further: a screen that begins where the last one ended, or within it.
            Some(last) if seen.start <= last.end + PARTING && last.start <= seen.end + PARTING => {
                (last.start, last.end) = (last.start.min(seen.start), last.end.max(seen.end));
            }
            _ => self.been_seen.push(seen),
        }
    }

    /// What of the page was on the screen since this was last asked.
    pub fn take_seen(&mut self) -> Vec<Span> {
        std::mem::take(&mut self.been_seen)
    }

    /// Goes to the next sentence that is new, from what is at the upper edge; whether there is one.
    pub fn go_to_next_new(&mut self) -> bool {
        let from = self.first_shown().filter(|_| !self.is_at_start());
        let places = self.new_places();
        let is_after = |span: &&Span| from.is_none_or(|from| span.start as usize > from);
        let Some(next) = places.iter().find(is_after) else { return false };
        self.go_to_offset(next.start as usize, 0);
        self.held = None;
        true
    }
}

/// Those that are in a stretch of the text, of such as are in its order.
fn overlapping<T>(all: &[T], seen: Span, span: impl Fn(&T) -> Span) -> impl Iterator<Item = &T> {
    let first = all.partition_point(|of| span(of).end <= seen.start);
    let last = all.partition_point(|of| span(of).start < seen.end);
    all.get(first..last.max(first)).unwrap_or_default().iter()
}
