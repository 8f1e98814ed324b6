//! How wide page, list and filters are where the reader has set it: with keys, or by dragging the rules between them.
//!
//! Not here: where the panes are then (`app::layout`).

use serde::{Deserialize, Serialize};

/// Columns as the reader has set them; `None` where nothing was set. Kept from one start to the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Widths {
    /// Of text on a page.
    pub page: Option<u16>,
    /// Of the list.
    pub list: Option<u16>,
    /// Of the filters.
    pub filters: Option<u16>,
}

/// The columns of text on a page that keys choose from. Set by hand: shorter and longer lines are hard to read.
const PAGE: (u16, u16) = (50, 110);
/// By how many columns a key changes them.
const STEP: u16 = 4;
/// A list is not narrower.
const LIST: u16 = 24;
/// Nor are the filters.
const FILTERS: u16 = 20;
/// Nor is the page beside them.
const BESIDE: u16 = 30;

impl Widths {
    /// The next width of a page, from the one it has; `None` where there is none.
    pub fn next_page(now: u16, wider: bool) -> Option<u16> {
        let (least, most) = PAGE;
        let next = if wider { now.saturating_add(STEP) } else { now.saturating_sub(STEP) };
        Some(next.clamp(least, most)).filter(|&next| if wider { next > now } else { next < now })
    }

    /// The columns of list and filters on a screen: as set, else as given, with room for the page left; filters of
    /// no columns are not shown.
    pub fn fit(self, columns: u16, list: u16, filters: u16) -> (u16, u16) {
        let room = columns.saturating_sub(BESIDE);
        let filters = match filters {
            0 => 0,
            _ => self.filters.unwrap_or(filters).clamp(FILTERS, room.saturating_sub(LIST).max(FILTERS)),
        };
        let list = self.list.unwrap_or(list).clamp(LIST, room.saturating_sub(filters).max(LIST));
        (list, filters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_changed_in_steps_between_two_widths() {
        assert_eq!(Widths::next_page(76, true), Some(80));
        assert_eq!(Widths::next_page(108, true), Some(110));
        assert_eq!(Widths::next_page(110, true), None);
        assert_eq!(Widths::next_page(160, true), None);
        assert_eq!(Widths::next_page(160, false), Some(110));
        assert_eq!(Widths::next_page(50, false), None);
    }

    #[test]
    fn the_page_keeps_room_whatever_is_set() {
        assert_eq!(Widths::default().fit(120, 44, 24), (44, 24));
        for set in [0, 30, 500] {
            let widths = Widths { list: Some(set), filters: Some(set), page: None };
            for columns in 110..200 {
                let (list, filters) = widths.fit(columns, 44, 24);
                assert!(
                    list >= LIST && filters >= FILTERS && columns - list - filters >= BESIDE,
                    "{columns} {set}"
                );
            }
            assert_eq!(widths.fit(90, 33, 0).1, 0);
        }
    }
}
