//! Where the fragments of a page stand on the map beside it, and which are headings.
//!
//! Not here: the map (`reader::map`), the outline (`reader::outline`).

use super::choose::Fragment;
use crate::model::BlockKind;

/// What a line that is no text of the document counts for, in bytes. Set by hand: about a row of text.
const LINE: usize = 70;

/// Where each fragment begins on the map, and where the last one ends.
pub fn positions(fragments: &[Fragment]) -> Vec<usize> {
    let mut end = 0;
    let mut positions = vec![0];
    positions.extend(fragments.iter().map(|fragment| {
        end += match fragment {
            Fragment::Block { span, .. } | Fragment::Raw(span) => span.len().max(LINE),
            Fragment::Head(_) => 3 * LINE,
            Fragment::Folded { .. } | Fragment::Quoted { .. } | Fragment::End => LINE,
        };
        end
    }));
    positions
}

/// Which fragments are headings.
pub fn headings(fragments: &[Fragment]) -> Vec<usize> {
    let is_heading = |(at, fragment): (usize, &Fragment)| {
        matches!(fragment, Fragment::Block { kind: BlockKind::Heading, .. }).then_some(at)
    };
    fragments.iter().enumerate().filter_map(is_heading).collect()
}
