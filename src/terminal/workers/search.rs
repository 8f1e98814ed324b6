//! Answers what the list shows: a search in its stages, and rows scrolled into view.

use std::sync::Arc;
use std::sync::mpsc::Receiver;

use super::crew::{Crew, Outcome};
use super::mailbox::Mailbox;
use crate::app::{Message, Ticket};
use crate::index::Error;
use crate::model::DocumentId;
use crate::query::{Marks, Search, SearchResults};

/// Values of each facet that are fetched: as many as anybody scrolls through in a picker.
const FACET_VALUES: usize = 300;
/// Rows made before the answer is sent and newer wishes are looked at.
const ROWS_AT_ONCE: usize = 50;

/// A search to be made.
pub struct SearchAsked {
    pub ticket: Ticket,
    pub search: Search,
    /// The row to be selected, and its place on the screen.
    pub around: Option<(DocumentId, usize)>,
    /// The rows visible.
    pub height: usize,
    pub marks: Arc<Marks>,
}

/// Rows to be made.
pub struct RowsAsked {
    pub ticket: Ticket,
    pub search: Search,
    pub ids: Vec<DocumentId>,
}

/// Makes one search, what is seen first sent first; gives up between stages when a newer one
/// waits.
pub fn search(crew: &Crew, asked: SearchAsked, mailbox: &Mailbox<SearchAsked>) -> Outcome {
    match in_stages(crew, asked, &|| mailbox.is_overtaken()) {
        Ok(()) | Err(Error::Cancelled) => Ok(()),
        Err(error) => Err(crew.current.failed(&error)),
    }
}

fn in_stages(crew: &Crew, asked: SearchAsked, overtaken: &dyn Fn() -> bool) -> Result<(), Error> {
    let SearchAsked { ticket, search, marks, .. } = &asked;
    let go_on = || if overtaken() { Err(Error::Cancelled) } else { Ok(()) };
    let snapshot = crew.current.snapshot()?;
    let found = snapshot.search(search, marks, overtaken)?;
    let visible = visible(&found, asked.around, asked.height).to_vec();
    let rows = snapshot.rows(&visible);
    crew.outbox.send(Message::Found { ticket: *ticket, found: found.clone(), rows });
    if !search.query.clauses.is_empty() {
        go_on()?;
        let passages = snapshot.passages(search, &visible);
        crew.outbox.send(Message::Rows { ticket: *ticket, rows: Vec::new(), passages });
        go_on()?;
        let (hits, folded) = snapshot.hits(search, &found);
        crew.outbox.send(Message::Hits { ticket: *ticket, hits, folded });
    }
    go_on()?;
    let facets = snapshot.facets(&found, marks, FACET_VALUES, overtaken)?;
    crew.outbox.send(Message::Facets { ticket: *ticket, facets: Box::new(facets) });
    Ok(())
}

/// The documents that will be on the screen, and one more that may show its first line.
fn visible(found: &SearchResults, around: Option<(DocumentId, usize)>, height: usize) -> &[DocumentId] {
    let place = |(id, row): (DocumentId, usize)| {
        Some(found.ids.iter().position(|&other| other == id)?.saturating_sub(row))
    };
    let last = found.ids.len();
    // Near the end the list is scrolled no further than it must be.
    let first = around.and_then(place).unwrap_or(0).min(last.saturating_sub(height));
    &found.ids[first..last.min(first + height + 1)]
}

/// Makes the rows wanted, with all that is wished for meanwhile, the latest wishes first.
pub fn make_rows(crew: &Crew, mut wanted: RowsAsked, wishes: &Receiver<RowsAsked>) -> Outcome {
    loop {
        for wish in wishes.try_iter() {
            wanted.join(wish);
        }
        let now = wanted.ids.split_off(wanted.ids.len().saturating_sub(ROWS_AT_ONCE));
        if now.is_empty() {
            return Ok(());
        }
        let snapshot = crew.current.snapshot().map_err(|error| crew.current.failed(&error))?;
        let rows = snapshot.rows(&now);
        let sought = !wanted.search.query.clauses.is_empty();
        let passages = if sought { snapshot.passages(&wanted.search, &now) } else { Vec::new() };
        crew.outbox.send(Message::Rows { ticket: wanted.ticket, rows, passages });
    }
}

impl RowsAsked {
    /// Adds a later wish: one for the same search goes on top, one for another search makes these
    /// useless, since nobody shows them any more.
    fn join(&mut self, later: RowsAsked) {
        if later.ticket == self.ticket {
            self.ids.extend(later.ids);
        } else {
            *self = later;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visible_of(count: u64, around: Option<(u64, usize)>) -> Vec<u64> {
        let ids = Arc::new((0..count).map(DocumentId).collect());
        let found = SearchResults { ids, of: count as usize, ..SearchResults::default() };
        let around = around.map(|(id, row)| (DocumentId(id), row));
        visible(&found, around, 3).iter().map(|id| id.0).collect()
    }

    #[test]
    fn the_rows_around_the_selected_one_are_sent_first() {
        assert_eq!(visible_of(10, None), [0, 1, 2, 3]);
        assert_eq!(visible_of(10, Some((5, 1))), [4, 5, 6, 7]);
        assert_eq!(visible_of(10, Some((9, 0))), [7, 8, 9], "the list ends there");
        assert_eq!(visible_of(10, Some((1, 2))), [0, 1, 2, 3], "the list begins there");
        assert_eq!(visible_of(10, Some((77, 2))), [0, 1, 2, 3], "it was not found");
        assert_eq!(visible_of(0, Some((1, 1))), [0; 0]);
    }

    #[test]
    fn wishes_for_rows_join_unless_they_are_of_another_search() {
        let wish = |ticket, ids: &[u64]| RowsAsked {
            ticket,
            search: Search::default(),
            ids: ids.iter().copied().map(DocumentId).collect(),
        };
        let mut wanted = wish(1, &[1, 2]);
        wanted.join(wish(1, &[3]));
        assert_eq!(wanted.ids, [1, 2, 3].map(DocumentId));
        wanted.join(wish(2, &[9]));
        assert_eq!((wanted.ticket, wanted.ids), (2, vec![DocumentId(9)]));
    }
}
