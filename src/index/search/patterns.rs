//! Regular expressions: looks through the texts of rows for them. What an index cannot look up is read row by
//! row, so only rows are read that meet everything else, and none twice.

use super::query_terms::{Within, query_terms};
use super::select::Selector;
use crate::index::Error;
use crate::index::segments::{LookedThrough, RowMatches, Segment, Sets};
use crate::index::store::decode_blocks;
use crate::index::view::View;
use crate::model::{BlockKind, Span};
use crate::query::{Condition, Pattern, Search};

impl Selector<'_> {
    /// Those of the rows `among` in which an expression matches. Rows that were read before the search was given
    /// up are not read again.
    pub(super) fn matching(&self, pattern: &Pattern, within: Within, among: &Sets) -> Result<Sets, Error> {
        let known = self.view.patterns.take(pattern);
        let mut looked = known.unwrap_or_else(|| LookedThrough::nothing(pattern, &self.view.segments));
        let whole = self.look_through(&mut looked, among);
        let sets = among.iter().zip(&looked.matches).map(|(among, matches)| {
            let mut set = among.clone();
            for row in among.iter() {
                let matches = matches.get(&row).copied().unwrap_or_default();
                if matches.own == 0 && (within != Within::Everywhere || matches.folded == 0) {
                    set.remove(row);
                }
            }
            set
        });
        let sets = sets.collect();
        self.view.patterns.keep(looked);
        whole.map(|()| sets)
    }

    fn look_through(&self, looked: &mut LookedThrough, among: &Sets) -> Result<(), Error> {
        let rows = self.view.segments.iter().zip(among).zip(&mut looked.read).zip(&mut looked.matches);
        for (((segment, among), read), matches) in rows {
            for row in among.iter().filter(|&row| !segment.failed.contains(row)) {
                if read.contains(row) {
                    continue;
                }
                self.go_on()?;
                let found = matches_in(self.view, segment, row, &looked.pattern)?;
                if found.own > 0 || found.folded > 0 {
                    matches.insert(row, found);
                }
                read.insert(row);
            }
        }
        Ok(())
    }
}

/// How often an expression matches in a row.
fn matches_in(view: &View, segment: &Segment, row: u32, pattern: &Pattern) -> Result<RowMatches, Error> {
    let (text, layout) = view.stored(segment, row)?;
    let columns = segment.columns();
    let count = |text: &str, stretch| pattern.find_in(text, stretch).len() as u32;
    let whole = |text: &str| Span::new(0, text.len());
    let mut matches = RowMatches::default();
    if columns.headlined.first(row) != Some(1) {
        let title = columns.title.value(row).unwrap_or_default();
        matches.own += count(&title, whole(&title));
    }
    if !pattern.may_be_in(&text) {
        return Ok(matches);
    }
    if segment.frames.contains(row) {
        matches.folded += count(&text, whole(&text));
        return Ok(matches);
    }
    for block in decode_blocks(&layout).unwrap_or_default() {
        match block.kind {
            BlockKind::Chrome => matches.folded += count(&text, block.span),
            _ => matches.own += count(&text, block.span),
        }
    }
    Ok(matches)
}

/// The expressions that a document is found for, each once.
pub(super) fn patterns(search: &Search) -> impl Iterator<Item = &Pattern> {
    query_terms(search).into_iter().filter_map(Condition::pattern)
}

#[cfg(test)]
mod tests {
    use crate::index::fixtures::*;
    use crate::model::DocumentId;
    use crate::query::{Order, QueryContext, Search, parse};

    fn search(typed: &str) -> Search {
        Search { query: parse(typed, false, &QueryContext::default()).query, ..Search::default() }
    }

    #[test]
    fn expressions_match_titles_and_paragraphs_and_folded_lines_apart() {
        for (typed, expected) in [
            (r"/harbour (of|wall)/", &[1][..]),
            (r"/new harbour|vell/", &[1, 2, 4]),
            (r"/Harbour wall/", &[]),
            (r"/\bwin\w+/", &[4]),
            (r"/subscri.e/", &[1]),
            (r"-/harb.ur/", &[3, 4]),
            (r"(mayor /harb/) OR /warn/", &[2, 4]),
            (r"/o/ /^council votes/", &[2]),
        ] {
            assert_eq!(found_sorted(&town().2, &search(typed)), expected, "{typed}");
        }
    }

    #[test]
    fn matches_are_counted_shown_and_sorted_by() {
        let (_, _, town) = town();
        let mut search = search(r"/harb\w+/");
        search.order = Order::MostHits;
        let found = town.search(&search, &Default::default(), &|| false).unwrap();
        assert_eq!(*found.ids, [DocumentId(1), DocumentId(2)]);
        assert_eq!(town.hits(&search, &found), (3, 1));
        let passage = town.passages(&search, &found.ids).remove(1);
        let marked: Vec<&str> = passage.matches.iter().map(|span| span.of(&passage.text)).collect();
        assert_eq!((marked, passage.hits), (vec!["harbour"], 1));
    }

    #[test]
    fn a_search_that_is_given_up_goes_on_where_it_was() {
        use std::cell::Cell;
        let (_, _, town) = town();
        let asked = Cell::new(0);
        let stop = || asked.replace(asked.get() + 1) > 3;
        let search = search(r"/o/");
        assert!(town.search(&search, &Default::default(), &stop).is_err());
        let found = town.search(&search, &Default::default(), &|| false).unwrap();
        assert_eq!(found.ids.len(), 4);
    }
}
