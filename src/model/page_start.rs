//! On which page of its file a place of a text stands, for formats that have pages.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// Where words of a page begin: from there on the text stands on it, up to the next such place. A paragraph may
/// go on on the next page before the foot of its first follows, so that pages need not follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageStart {
    /// The byte of the text.
    pub start: u32,
    /// The page, counted from 1 as the file has them.
    pub page: u32,
}

/// The page on which a byte of a text stands; `None` where the format has no pages.
pub fn page_at(starts: &[PageStart], at: usize) -> Option<u32> {
    let before = starts.partition_point(|place| place.start as usize <= at).max(1);
    starts.get(before - 1).map(|place| place.page)
}

/// The pages of a stretch of the text, counted from its beginning.
pub fn pages_within(starts: &[PageStart], stretch: Range<usize>) -> Vec<PageStart> {
    let first = starts.partition_point(|place| place.start as usize <= stretch.start).saturating_sub(1);
    let within = starts.iter().skip(first).take_while(|place| (place.start as usize) < stretch.end);
    within
        .map(|place| PageStart { start: place.start.saturating_sub(stretch.start as u32), page: place.page })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_begins_on_the_page_that_it_is_cut_from() {
        let starts = [(0, 1), (10, 2), (30, 3)].map(|(start, page)| PageStart { start, page });
        assert_eq!([0, 9, 10, 35].map(|at| page_at(&starts, at)), [Some(1), Some(1), Some(2), Some(3)]);
        assert_eq!(page_at(&[], 3), None);
        let within = pages_within(&starts, 20..40);
        assert_eq!(within, [(0, 2), (10, 3)].map(|(start, page)| PageStart { start, page }));
        assert_eq!(pages_within(&starts, 10..20), [PageStart { start: 0, page: 2 }]);
        assert_eq!(pages_within(&[], 0..20), []);
    }
}
