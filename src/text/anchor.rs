//! Anchors of passages: made from a text, and found again in it after it has changed.

use xxhash_rust::xxh3::xxh3_64;

use crate::model::{Anchor, Span};

/// So many bytes of the text before and after a passage are kept, up to the word they end in. Set by hand.
const AROUND: usize = 120;

/// The anchor of a passage of a text.
pub fn anchor(text: &str, span: Span) -> Anchor {
    let (start, end) = (span.range().start.min(text.len()), span.range().end.min(text.len()));
    let from = text.ceil_char_boundary(start.saturating_sub(AROUND));
    let until = text.floor_char_boundary((end + AROUND).min(text.len()));
    Anchor {
        quote: span.of(text).to_owned(),
        before: text.get(from..start).unwrap_or_default().to_owned(),
        after: text.get(end..until).unwrap_or_default().to_owned(),
        span,
        text_hash: xxh3_64(text.as_bytes()),
    }
}

/// Where the passage of an anchor stands in a text; `None` where that is not sure.
pub fn place(anchor: &Anchor, text: &str) -> Option<Span> {
    if anchor.quote.is_empty() {
        return None;
    }
    if anchor.span.of(text) == anchor.quote && anchor.text_hash == xxh3_64(text.as_bytes()) {
        return Some(anchor.span);
    }
    let mut found = text.match_indices(&anchor.quote);
    let (start, quote) = found.next()?;
    found.next().is_none().then(|| Span::new(start, start + quote.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_found_again_where_its_words_stand_once() {
        let text = "The dam held. Then the dam broke.";
        let made = anchor(text, Span::new(23, 32));
        assert_eq!((made.quote.as_str(), made.after.as_str()), ("dam broke", "."));
        assert_eq!(place(&made, text), Some(Span::new(23, 32)));
        assert_eq!(place(&made, "Late. The dam broke."), Some(Span::new(10, 19)));
        assert_eq!(place(&made, "The dam held."), None);
        assert_eq!(place(&made, "The dam broke; the dam broke."), None, "which is it?");
    }
}
