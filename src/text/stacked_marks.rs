//! Counts the marks that pile up on a letter and in a cluster, and says which of them may be shown.
//!
//! Not here: what else of a text may not be shown (`sanitize`).

use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// Combining marks beyond this many on one letter are dropped. Vietnamese and pointed Hebrew
/// need three.
pub(super) const MARKS_PER_LETTER: u8 = 4;

/// Marks, joiners and selectors beyond this many are dropped in one cluster, over all letters that
/// are joined in it. A couple of two skin tones that kiss needs six.
pub(super) const MARKS_PER_CLUSTER: u8 = 8;

/// Counts the marks on the letter and in the cluster that a text has come to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct StackedMarks {
    on_letter: u8,
    in_cluster: u8,
    /// The next letter belongs to the same cluster.
    joined: bool,
}

impl StackedMarks {
    /// Those at the end of a text.
    pub(super) fn after(text: &str) -> StackedMarks {
        let cluster = text.rfind(|c: char| c.is_ascii()).unwrap_or(0);
        let mut stacked = StackedMarks::default();
        text[cluster..].chars().for_each(|c| _ = stacked.has_room_for(c));
        stacked
    }

    /// Goes on to a character; whether it may be shown. Only what piles up may not.
    pub(super) fn has_room_for(&mut self, c: char) -> bool {
        if c.is_ascii() {
            *self = StackedMarks::default();
            return true;
        }
        let mark = is_combining_mark(c);
        if !mark && !is_attached(c) {
            // A letter. One that is joined to the letter before stands in its cluster.
            self.on_letter = 0;
            self.in_cluster = if self.joined { self.in_cluster } else { 0 };
            self.joined = false;
            return true;
        }
        let room = self.in_cluster < MARKS_PER_CLUSTER && !(mark && self.on_letter == MARKS_PER_LETTER);
        if room {
            self.in_cluster += 1;
            self.on_letter += u8::from(mark);
            self.joined |= c == JOINER || canonical_combining_class(c) == VIRAMA;
        }
        room
    }
}

/// The zero-width joiner: what follows it stands in the same cluster.
const JOINER: char = '\u{200D}';

/// The combining class of the marks that join consonants of Indic scripts.
const VIRAMA: u8 = 9;

/// Whether a character that is no mark stands in the cluster of the letter before it: joiners, skin
/// tones, voicing marks of half width, the vowel am of Thai and Lao.
pub(super) fn is_attached(c: char) -> bool {
    matches!(
        c,
        '\u{200C}' | JOINER | '\u{E33}' | '\u{EB3}' | '\u{FF9E}' | '\u{FF9F}' | '\u{1F3FB}'..='\u{1F3FF}'
    )
}
