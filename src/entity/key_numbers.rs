//! Numbers the keys of a collection, whose partitions each have theirs sorted: a merge of sorted streams, so that no
//! partition's keys need to be in memory.
//!
//! Not here: the keys of rows (`key_table`).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::key_text::{DecodedKey, decode};
use crate::model::{KeyNumber, Kind};
use crate::text::string_table::StringTable;

/// The number of keys of deleted documents only.
pub const UNUSED_KEY: KeyNumber = KeyNumber::MAX;

/// Adds the next key of a partition to an empty text, if there is one: whether there is.
pub type NextKey<'p> = Box<dyn FnMut(&mut String) -> bool + 'p>;

/// The key statistics of one partition.
pub struct PartitionKeys<'p> {
    /// Its keys one after the other, sorted.
    pub next: NextKey<'p>,
    /// For each, in how many documents that are not deleted it is.
    pub documents: Vec<u32>,
}

/// The keys in use of all partitions, numbered in their order.
pub(super) struct KeyNumbers {
    pub texts: StringTable,
    /// For each name the number of its first key.
    pub firsts: Vec<KeyNumber>,
    /// For each key, in how many documents it is.
    pub documents: Vec<u32>,
    /// For each partition the numbers of its keys, in their order there.
    pub of_partitions: Vec<Vec<KeyNumber>>,
}

/// The next key of a partition that was not numbered yet. The least text comes first, then the first partition.
type Ahead = Reverse<(String, usize, usize)>;

impl KeyNumbers {
    /// Numbers the keys of all partitions.
    pub fn of(mut partitions: Vec<PartitionKeys<'_>>) -> KeyNumbers {
        let mut ahead: BinaryHeap<Ahead> = BinaryHeap::with_capacity(partitions.len());
        for (number, keys) in partitions.iter_mut().enumerate() {
            let mut text = String::new();
            if (keys.next)(&mut text) {
                ahead.push(Reverse((text, number, 0)));
            }
        }
        let unused = |keys: &PartitionKeys<'_>| vec![UNUSED_KEY; keys.documents.len()];
        let mut made = KeyNumbers {
            texts: StringTable::default(),
            firsts: Vec::new(),
            documents: Vec::new(),
            of_partitions: partitions.iter().map(unused).collect(),
        };
        let mut last_name: Option<(Kind, String)> = None;
        while let Some(Reverse((mut text, partition, ordinal))) = ahead.pop() {
            let Some(keys) = partitions.get_mut(partition) else { continue };
            made.number(&text, partition, ordinal, keys.documents.get(ordinal), &mut last_name);
            text.clear();
            if (keys.next)(&mut text) {
                ahead.push(Reverse((text, partition, ordinal + 1)));
            }
        }
        made
    }

    /// Gives a key of a partition its number, if it is in documents.
    fn number(
        &mut self,
        text: &str,
        partition: usize,
        ordinal: usize,
        documents: Option<&u32>,
        last_name: &mut Option<(Kind, String)>,
    ) {
        let Some(&documents) = documents.filter(|&&documents| documents > 0) else { return };
        let Some(DecodedKey { kind, name, .. }) = decode(text) else { return };
        match self.documents.last_mut() {
            Some(last) if self.texts.get(self.texts.len() - 1) == text => *last += documents,
            _ => {
                if last_name.as_ref().is_none_or(|(of, last)| (*of, last.as_str()) != (kind, name)) {
                    *last_name = Some((kind, name.to_owned()));
                    self.firsts.push(self.texts.len() as KeyNumber);
                }
                self.texts.push(text);
                self.documents.push(documents);
            }
        }
        let of_partition = self.of_partitions.get_mut(partition);
        if let Some(slot) = of_partition.and_then(|of| of.get_mut(ordinal)) {
            *slot = (self.texts.len() - 1) as KeyNumber;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_all_partitions_are_numbered_in_one_order() {
        let partition = |keys: &'static [(&'static str, u32)]| {
            let mut texts = keys.iter();
            PartitionKeys {
                next: Box::new(move |text| {
                    let key = texts.next();
                    text.extend(key.map(|(key, _)| *key));
                    key.is_some()
                }),
                documents: keys.iter().map(|&(_, documents)| documents).collect(),
            }
        };
        let (gone, ode, quill) = ("l\u{1F}gone", "p\u{1F}ode", "p\u{1F}quill\u{1F}0000000000000001");
        let partitions = vec![
            partition(&[("l\u{1F}gone", 0), ("p\u{1F}ode", 2)]),
            partition(&[]),
            partition(&[("p\u{1F}ode", 1), ("p\u{1F}quill\u{1F}0000000000000001", 1), ("x", 4)]),
        ];
        let numbers = KeyNumbers::of(partitions);
        assert_eq!(numbers.texts.iter().collect::<Vec<_>>(), [ode, quill]);
        assert!(!numbers.texts.iter().any(|text| text == gone));
        assert_eq!(numbers.documents, [3, 1]);
        assert_eq!(numbers.firsts, [0, 1]);
        assert_eq!(numbers.of_partitions, [vec![UNUSED_KEY, 0], vec![], vec![0, 1, UNUSED_KEY]]);
    }
}
