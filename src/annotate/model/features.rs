//! The features of a token that need its neighbours or its document, as hashes; the same for training
//! and for decoding.
//!
//! Not here: the features of a word by itself (`word::features`).

use super::super::word::WordEntry;
use crate::sequence::Feature;

/// What is known of a token from the whole document.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clues {
    /// The longest listed name of several words it belongs to: classes and position.
    pub listed: u32,
    /// The candidate of the rules it belongs to: position, kind and how sure.
    pub candidate: u16,
    /// What the rules settle it as: position and kind; 0 is no name.
    pub settled: u8,
    /// How the word is written elsewhere in the document.
    pub written: u8,
    /// What the rules settle the word as elsewhere in the document.
    pub elsewhere: u8,
    /// Part of a date or a quantity.
    pub counted: bool,
}

/// A token with what stands around it.
pub struct TokenView<'a> {
    pub before: &'a WordEntry,
    pub second_before: &'a WordEntry,
    pub word: &'a WordEntry,
    pub after: &'a WordEntry,
    pub second_after: &'a WordEntry,
    pub clues: &'a Clues,
    pub clues_before: Clues,
    pub clues_after: Clues,
    /// How the sentence is written: its casing, and whether it is running text.
    pub casing: u8,
    /// Whether it is the first word of its sentence.
    pub opens: bool,
}

impl<'a> TokenView<'a> {
    /// The words in the order of [`WordPosition::ALL`].
    pub fn words(&self) -> [&'a WordEntry; 5] {
        [self.word, self.before, self.after, self.second_before, self.second_after]
    }
}

/// Numbers of the kinds of feature that need more than one word; those of one word follow from its
/// position.
const OF_WORDS: u64 = 1 << 8;

/// Emits the features of a token together with its neighbours and its document.
pub fn of_view(view: &TokenView<'_>, emit: &mut impl FnMut(Feature)) {
    let of = |kind: u64| Feature::of(OF_WORDS + kind);
    let (w, p, n) = (view.word, view.before, view.after);
    let (pp, nn) = (view.second_before, view.second_after);
    emit(of(0).with(p.lower).with(w.lower));
    emit(of(1).with(w.lower).with(n.lower));
    emit(of(2).with(p.lower).with(pp.lower));
    emit(of(3).with(n.lower).with(nn.lower));
    emit(of(4).with(p.lower).with(n.lower));
    emit(of(5).with(p.lower).with(w.outline));
    emit(of(6).with(n.lower).with(w.outline));
    emit(of(7).with(p.outline).with(w.outline).with(n.outline));
    let (pc, wc, nc) = (p.cluster, w.cluster, n.cluster);
    emit(of(8).with(u64::from(pc.number)).with(u64::from(wc.number)));
    emit(of(9).with(u64::from(wc.number)).with(u64::from(nc.number)));
    emit(of(10).with(u64::from(pc.group)).with(u64::from(wc.group)).with(u64::from(nc.group)));
    emit(of(11).with(u64::from(pc.number)).with(w.outline));
    emit(of(12).with(u64::from(nc.number)).with(w.outline));
    let names = |word: &WordEntry| u64::from(word.names.bits());
    emit(of(13).with(names(p)).with(names(w)).with(p.shape as u64));
    emit(of(14).with(names(w)).with(names(n)).with(n.shape as u64));
    of_document(view, emit);
}

fn of_document(view: &TokenView<'_>, emit: &mut impl FnMut(Feature)) {
    let of = |kind: u64| Feature::of(OF_WORDS + kind);
    let (w, clues) = (view.word, view.clues);
    let place = u64::from(view.casing) << 1 | u64::from(view.opens);
    emit(of(20).with(place).with(w.outline));
    if view.opens || view.casing > 0 {
        emit(of(21).with(place).with(w.lower));
    }
    if clues.counted {
        emit(of(22));
    }
    if clues.listed != 0 {
        emit(of(23).with(u64::from(clues.listed)));
    }
    let candidate = u64::from(clues.candidate);
    emit(of(24).with(candidate).with(u64::from(view.casing)));
    emit(of(25).with(candidate).with(w.outline));
    let settled = u64::from(clues.settled);
    let before = u64::from(view.clues_before.settled);
    let after = u64::from(view.clues_after.settled);
    emit(of(26).with(before).with(settled).with(after));
    emit(of(27).with(settled).with(w.outline));
    emit(of(28).with(settled).with(w.lower));
    emit(of(29).with(settled).with(u64::from(w.cluster.number)));
    emit(of(30).with(settled).with(candidate).with(u64::from(clues.elsewhere)));
    emit(of(31).with(u64::from(view.clues_before.candidate)).with(settled));
    emit(of(32).with(u64::from(view.clues_after.candidate)).with(settled));
    emit(of(33).with(u64::from(clues.written)).with(place).with(w.shape as u64));
    emit(of(34).with(u64::from(clues.elsewhere)).with(w.shape as u64));
}
