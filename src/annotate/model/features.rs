//! The features of a token that need its neighbours or its document, as hashes; the same for training
//! and for decoding. They are in groups by what they need, so that the sums of the weights of a group can be
//! kept (`scorer`).
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

/// What is known of a token itself from its sentence and its document.
#[derive(Clone, Copy, Debug)]
pub struct OwnClues {
    pub clues: Clues,
    /// How the sentence is written: its casing, and whether it is running text.
    pub casing: u8,
    /// Whether it is the first word of its sentence.
    pub opens: bool,
}

impl OwnClues {
    /// All of it as one number.
    pub fn number(&self) -> u32 {
        let clues = &self.clues;
        let parts = [
            (clues.listed, 7),
            (u32::from(clues.candidate), 7),
            (u32::from(clues.settled), 3),
            (u32::from(clues.written), 4),
            (u32::from(clues.elsewhere), 5),
            (u32::from(clues.counted), 1),
            (u32::from(self.casing), 2),
            (u32::from(self.opens), 1),
        ];
        parts.into_iter().fold(0, |number, (part, bits)| number << bits | part)
    }
}

/// What is known of a token and of those beside it from the document: which candidate each belongs to, and what
/// it is settled as.
#[derive(Clone, Copy, Debug)]
pub struct ClueTriple {
    pub before: (u16, u8),
    pub settled: u8,
    pub after: (u16, u8),
}

impl ClueTriple {
    /// All of it as one number.
    pub fn number(&self) -> u32 {
        let side = |(candidate, settled): (u16, u8)| u32::from(candidate) << 3 | u32::from(settled);
        (side(self.before) << 10 | side(self.after)) << 3 | u32::from(self.settled)
    }
}

/// Numbers of the kinds of feature that need more than one word; those of one word follow from its
/// position.
const OF_WORDS: u64 = 1 << 8;

const fn of(kind: u64) -> Feature {
    Feature::of(OF_WORDS + kind)
}

fn names(word: &WordEntry) -> u64 {
    u64::from(word.names.bits())
}

/// Emits the features of a word and the one before it.
pub fn with_before(word: &WordEntry, before: &WordEntry, emit: &mut impl FnMut(Feature)) {
    let (w, p) = (word, before);
    let (wc, pc) = (w.cluster, p.cluster);
    emit(of(0).with(p.lower).with(w.lower));
    emit(of(5).with(p.lower).with(w.outline));
    emit(of(8).with(u64::from(pc.number)).with(u64::from(wc.number)));
    emit(of(11).with(u64::from(pc.number)).with(w.outline));
    emit(of(13).with(names(p)).with(names(w)).with(p.shape as u64));
}

/// Emits the features of a word and the one after it.
pub fn with_after(word: &WordEntry, after: &WordEntry, emit: &mut impl FnMut(Feature)) {
    let (w, n) = (word, after);
    let (wc, nc) = (w.cluster, n.cluster);
    emit(of(1).with(w.lower).with(n.lower));
    emit(of(6).with(n.lower).with(w.outline));
    emit(of(9).with(u64::from(wc.number)).with(u64::from(nc.number)));
    emit(of(12).with(u64::from(nc.number)).with(w.outline));
    emit(of(14).with(names(w)).with(names(n)).with(n.shape as u64));
}

/// Emits the features of the two words before one.
pub fn of_two_before(before: &WordEntry, second_before: &WordEntry, emit: &mut impl FnMut(Feature)) {
    emit(of(2).with(before.lower).with(second_before.lower));
}

/// Emits the features of the two words after one.
pub fn of_two_after(after: &WordEntry, second_after: &WordEntry, emit: &mut impl FnMut(Feature)) {
    emit(of(3).with(after.lower).with(second_after.lower));
}

/// Emits the features that the words on both sides of one have together.
pub fn of_both_sides(
    before: &WordEntry,
    word: &WordEntry,
    after: &WordEntry,
    emit: &mut impl FnMut(Feature),
) {
    let groups = [before, word, after].map(|word| u64::from(word.cluster.group));
    emit(of(4).with(before.lower).with(after.lower));
    emit(of(7).with(before.outline).with(word.outline).with(after.outline));
    emit(of(10).with(groups[0]).with(groups[1]).with(groups[2]));
}

/// Emits the features of a word and what is known of it from its sentence and its document.
pub fn with_clues(word: &WordEntry, own: &OwnClues, emit: &mut impl FnMut(Feature)) {
    let (w, clues) = (word, &own.clues);
    let place = u64::from(own.casing) << 1 | u64::from(own.opens);
    emit(of(20).with(place).with(w.outline));
    if own.opens || own.casing > 0 {
        emit(of(21).with(place).with(w.lower));
    }
    if clues.counted {
        emit(of(22));
    }
    if clues.listed != 0 {
        emit(of(23).with(u64::from(clues.listed)));
    }
    let candidate = u64::from(clues.candidate);
    emit(of(24).with(candidate).with(u64::from(own.casing)));
    emit(of(25).with(candidate).with(w.outline));
    let settled = u64::from(clues.settled);
    emit(of(27).with(settled).with(w.outline));
    emit(of(28).with(settled).with(w.lower));
    emit(of(29).with(settled).with(u64::from(w.cluster.number)));
    emit(of(30).with(settled).with(candidate).with(u64::from(clues.elsewhere)));
    emit(of(33).with(u64::from(clues.written)).with(place).with(w.shape as u64));
    emit(of(34).with(u64::from(clues.elsewhere)).with(w.shape as u64));
}

/// Emits the features of what is known of a word and of those beside it from the document.
pub fn of_clues(clues: &ClueTriple, emit: &mut impl FnMut(Feature)) {
    let settled = u64::from(clues.settled);
    let ((candidate_before, before), (candidate_after, after)) = (clues.before, clues.after);
    emit(of(26).with(u64::from(before)).with(settled).with(u64::from(after)));
    emit(of(31).with(u64::from(candidate_before)).with(settled));
    emit(of(32).with(u64::from(candidate_after)).with(settled));
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn different_clues_have_different_numbers() {
        let most =
            Clues { listed: 0x7f, candidate: 0x7f, settled: 7, written: 15, elsewhere: 31, counted: true };
        let none = OwnClues { clues: Clues::default(), casing: 0, opens: false };
        let with = |clues: Clues| OwnClues { clues, ..none };
        let all = [
            none,
            with(Clues { listed: most.listed, ..Clues::default() }),
            with(Clues { candidate: most.candidate, ..Clues::default() }),
            with(Clues { settled: most.settled, ..Clues::default() }),
            with(Clues { written: most.written, ..Clues::default() }),
            with(Clues { elsewhere: most.elsewhere, ..Clues::default() }),
            with(Clues { counted: true, ..Clues::default() }),
            OwnClues { casing: 3, ..none },
            OwnClues { opens: true, ..none },
        ];
        let numbers: Vec<u32> = all.iter().map(OwnClues::number).collect();
        assert_eq!(numbers.iter().collect::<HashSet<_>>().len(), all.len());
        assert_eq!(numbers.iter().fold(0, |bits, number| bits ^ number), (1 << 30) - 1, "no two share a bit");
        let sides = [((127, 7), 0, (0, 0)), ((0, 0), 7, (0, 0)), ((0, 0), 0, (127, 7))];
        let triples = sides.map(|(before, settled, after)| ClueTriple { before, settled, after }.number());
        assert_eq!(triples.iter().fold(0, |bits, number| bits ^ number), (1 << 23) - 1);
    }
}
