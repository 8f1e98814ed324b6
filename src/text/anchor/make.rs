//! Makes the anchor of a passage.
//!
//! Not here: finding it again (`find`).

use xxhash_rust::xxh3::xxh3_64;

use super::rivals::rivals;
use crate::model::{Anchor, Span};
use crate::text::token::is_word;

/// So many bytes of the text before and after a passage are kept, less what belongs to a word that stands only in part
/// among them: some forty words. Set by hand.
const AROUND: usize = 240;

/// The anchor of a passage of a text.
pub fn anchor(text: &str, span: Span) -> Anchor {
    let start = text.floor_char_boundary(span.range().start.min(text.len()));
    let end = text.floor_char_boundary(span.range().end.min(text.len())).max(start);
    let from = text.ceil_char_boundary(start.saturating_sub(AROUND));
    let until = text.floor_char_boundary((end + AROUND).min(text.len()));
    let mut before = text.get(from..start).unwrap_or_default();
    if text.get(..from).is_some_and(|left| left.ends_with(is_word)) {
        before = before.find(|c| !is_word(c)).and_then(|at| before.get(at..)).unwrap_or(before);
    }
    let mut after = text.get(end..until).unwrap_or_default();
    if text.get(until..).is_some_and(|right| right.starts_with(is_word)) {
        after = after.rfind(|c| !is_word(c)).and_then(|at| after.get(..at)).unwrap_or(after);
    }
    let plain = Anchor {
        quote: text.get(start..end).unwrap_or_default().to_owned(),
        before: before.to_owned(),
        after: after.to_owned(),
        span: Span::new(start, end),
        text_hash: xxh3_64(text.as_bytes()),
        ..Anchor::default()
    };
    let (rival, twin) = rivals(&plain, text);
    Anchor { rival, twin, ..plain }
}
