//! Reading goes on where it was when a file is taken apart otherwise, as its reader said or took back: the words that
//! were at the upper edge may be in another document of the file then.
//!
//! Not here: saying where documents begin (`documents`).

use crate::app::focus::View;
use crate::app::requests::CutReading;
use crate::app::state::App;
use crate::query::{CorrectedPart, DocumentPage, Edit, ReadingPosition};

/// Whether an edit says, or takes back, where documents begin.
pub fn says_beginning(edit: &Edit) -> bool {
    let all = edit.recorded.iter().chain(&edit.retracted);
    let mut parts = all.filter_map(|recorded| Some(recorded.correction.of_document()?.fact.part()));
    parts.any(|part| part == CorrectedPart::Beginnings)
}

impl App {
    /// Notes where a text is read before its file is taken apart otherwise.
    pub(in crate::app) fn note_cut(&mut self, edit: &Edit) {
        let Some(page) = self.reader.page.as_ref().filter(|_| says_beginning(edit)) else { return };
        let all = edit.recorded.iter().chain(&edit.retracted);
        let of_file = all.filter_map(|recorded| recorded.correction.of_document());
        let above = of_file.map(|of| of.document).find(|id| page.siblings.contains(id));
        self.requests.cut = above.zip(self.reader.top_offset()).map(|(above, offset)| CutReading {
            of: page.id,
            above,
            position: ReadingPosition::with_words(&page.document.text, offset),
        });
    }

    /// Goes on reading where the words are now that were read; whether that is in another document than a page that
    /// has come.
    pub(in crate::app) fn follow_cut(&mut self, page: &DocumentPage) -> bool {
        let Some(cut) = self.requests.cut.take().filter(|cut| cut.of == page.id && self.view == View::Read)
        else {
            return false;
        };
        let shown = self.reader.page.as_ref().filter(|shown| shown.id == page.id);
        let Some(before) = shown.map(|shown| shown.document.text.as_str()) else { return false };
        let after = page.document.text.as_str();
        let to = if page.path.is_empty() {
            // It is in no file any more: what was in it is in the one above.
            Some(cut.above)
        } else if before == after {
            // It is not read again yet.
            self.requests.cut = Some(cut);
            return false;
        } else {
            let at = page.siblings.iter().position(|of| *of == page.id);
            let next = at.and_then(|at| page.siblings.get(at + 1)).copied();
            next.filter(|_| before.starts_with(after) && cut.position.offset as usize >= after.len())
        };
        if let Some(id) = to {
            self.positions.insert(id, cut.position);
            self.go_to(id);
        }
        to.is_some()
    }
}
