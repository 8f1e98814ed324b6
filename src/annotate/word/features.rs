//! The features of a word by itself, as hashes; the same for training and for decoding.
//!
//! Not here: features of several words and of the document (`model::features`).

use super::entry::{WordEntry, WordPosition};
use crate::sequence::Feature;

/// Emits the features of a word by itself in a position. `plain` is the word with digits made 0, `lower`
/// the same in lower case.
pub fn of_word(
    word: &WordEntry,
    plain: &str,
    lower: &str,
    position: WordPosition,
    emit: &mut impl FnMut(Feature),
) {
    let of = |kind: u64| Feature::of(kind).with(position as u64);
    let classes = u64::from(word.classes.bits());
    let names = u64::from(word.names.bits());
    emit(of(0).with(word.lower));
    emit(of(1).with(u64::from(word.cluster.number)));
    emit(of(2).with(u64::from(word.cluster.group)));
    emit(of(18).with(u64::from(word.cluster.vector)));
    if matches!(position, WordPosition::SecondBefore | WordPosition::SecondAfter) {
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
    if position != WordPosition::Itself {
        return;
    }
    emit(of(9));
    emit(of(10).text(plain));
    emit(of(11).with(u64::from(word.cluster.group)).with(word.outline));
    emit(of(19).with(u64::from(word.cluster.vector)).with(word.outline));
    emit(of(12).with(names).with(classes));
    emit(of(13).with(word.shape as u64).with(plain.chars().count().min(12) as u64));
    let (heads, tails) = (plain.char_indices().skip(1), plain.char_indices().rev());
    for (length, ((head, _), (tail, _))) in (1..=5u64).zip(heads.zip(tails)) {
        emit(of(14).with(length).text(&plain[..head]));
        emit(of(15).with(length).text(&plain[tail..]));
    }
    if let Some((first, last)) = lower.split_once('-') {
        emit(of(16).text(first));
        emit(of(17).text(last));
    }
}
