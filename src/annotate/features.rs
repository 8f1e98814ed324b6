//! What a token tells of its label: the word itself, its neighbours, the lists, what the rules
//! take it for, and the rest of the document. Emitted as hashes, to whoever learns or reads.

use super::words::Word;
use crate::sequence::Feature;

/// The place of a word beside the one that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Itself,
    Before,
    After,
    SecondBefore,
    SecondAfter,
}

impl Role {
    pub const ALL: [Role; 5] =
        [Role::Itself, Role::Before, Role::After, Role::SecondBefore, Role::SecondAfter];
}

/// What the document tells of a token.
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
pub struct View<'a> {
    pub before: &'a Word,
    pub second_before: &'a Word,
    pub word: &'a Word,
    pub after: &'a Word,
    pub second_after: &'a Word,
    pub clues: &'a Clues,
    pub clues_before: Clues,
    pub clues_after: Clues,
    /// How the sentence is written: its casing, and whether it is running text.
    pub casing: u8,
    /// Whether it is the first word of its sentence.
    pub opens: bool,
}

impl<'a> View<'a> {
    /// The words in the order of [`Role::ALL`].
    pub fn words(&self) -> [&'a Word; 5] {
        [self.word, self.before, self.after, self.second_before, self.second_after]
    }
}

/// Numbers of the kinds of feature that need more than one word; those of one word follow from
/// its role.
const OF_WORDS: u64 = 1 << 8;

/// Emits what a word tells by itself in a role. `plain` is the word with digits made 0, `lower`
/// the same in lower case.
pub fn of_word(word: &Word, plain: &str, lower: &str, role: Role, emit: &mut impl FnMut(Feature)) {
    let of = |kind: u64| Feature::of(kind).with(role as u64);
    let classes = u64::from(word.classes.bits());
    let names = u64::from(word.names.bits());
    emit(of(0).with(word.lower));
    emit(of(1).with(u64::from(word.cluster.number)));
    emit(of(2).with(u64::from(word.cluster.group)));
    if matches!(role, Role::SecondBefore | Role::SecondAfter) {
        emit(of(3).with(word.outline));
        return;
    }
    emit(of(3).with(word.outline));
    emit(of(4).with(classes));
    emit(of(5).with(names));
    for bit in (0..32).filter(|bit| classes >> bit & 1 == 1) {
        emit(of(6).with(bit).with(word.outline));
    }
    for bit in (0..32).filter(|bit| names >> bit & 1 == 1) {
        emit(of(7).with(bit));
    }
    if let Some((at, _)) = lower.char_indices().rev().nth(2) {
        emit(of(8).text(&lower[at..]));
    }
    if role != Role::Itself {
        return;
    }
    emit(of(9));
    emit(of(10).text(plain));
    emit(of(11).with(u64::from(word.cluster.group)).with(word.outline));
    emit(of(12).with(names).with(classes));
    emit(of(13).with(word.shape as u64).with(plain.chars().count().min(12) as u64));
    let ends: Vec<usize> = plain.char_indices().map(|(at, _)| at).chain([plain.len()]).collect();
    for length in 1..=5 {
        if ends.len() > length + 1 {
            emit(of(14).with(length as u64).text(&plain[..ends[length]]));
            emit(of(15).with(length as u64).text(&plain[ends[ends.len() - 1 - length]..]));
        }
    }
    if let Some((first, last)) = lower.split_once('-') {
        emit(of(16).text(first));
        emit(of(17).text(last));
    }
}

/// Emits what a token tells together with its neighbours and its document.
pub fn of_view(view: &View<'_>, emit: &mut impl FnMut(Feature)) {
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
    let names = |word: &Word| u64::from(word.names.bits());
    emit(of(13).with(names(p)).with(names(w)).with(p.shape as u64));
    emit(of(14).with(names(w)).with(names(n)).with(n.shape as u64));
    of_document(view, emit);
}

fn of_document(view: &View<'_>, emit: &mut impl FnMut(Feature)) {
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
