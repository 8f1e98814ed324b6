//! Many short texts in one allocation, or in a mapped file, numbered from 0.

use std::io::{self, Write};

use crate::mapped::{Array, TableReader, TableWriter};

/// A table of texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StringTable {
    texts: Array<u8>,
    ends: Array<u32>,
}

impl StringTable {
    /// Adds a text under the next number. Beyond 4 GiB texts come back empty.
    pub fn push(&mut self, text: &str) {
        let texts = self.texts.to_mut();
        texts.extend_from_slice(text.as_bytes());
        self.ends.to_mut().push(u32::try_from(texts.len()).unwrap_or(u32::MAX));
    }

    /// The text with that number; empty when there is none.
    pub fn get(&self, number: usize) -> &str {
        str::from_utf8(self.bytes(number)).unwrap_or_default()
    }

    fn bytes(&self, number: usize) -> &[u8] {
        let ends = &*self.ends;
        let start = number.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
        let end = ends.get(number).copied().unwrap_or(start);
        self.texts.get(start as usize..end as usize).unwrap_or_default()
    }

    /// Writes the texts as they lie in memory.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn write(&self, table: &mut TableWriter<impl Write>) -> io::Result<()> {
        table.array(&self.texts)?;
        table.array(&self.ends)
    }

    /// The texts that [`write`](Self::write) wrote, where they lie.
    pub fn read(table: &mut TableReader) -> Option<StringTable> {
        Some(StringTable { texts: table.array()?, ends: table.array()? })
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The texts in their order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|number| self.get(number))
    }

    /// The number of a text, if the texts are sorted.
    pub fn search(&self, text: &str) -> Option<u32> {
        let at = self.first_from(text);
        (at < self.len() && self.bytes(at) == text.as_bytes()).then(|| u32::try_from(at).ok()).flatten()
    }

    /// The number of the first text that does not come before `text`, if the texts are sorted; as many as there are
    /// where all do.
    pub fn first_from(&self, text: &str) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = (low + high) / 2;
            if self.bytes(middle) < text.as_bytes() { low = middle + 1 } else { high = middle }
        }
        low
    }
}

#[cfg(test)]
mod tests {
    use super::StringTable;

    #[test]
    fn texts_come_back_by_number_and_numbers_by_text() {
        let texts = ["", "aspen", "birch", "élan"];
        let mut table = StringTable::default();
        texts.iter().for_each(|text| table.push(text));
        assert_eq!(table.iter().collect::<Vec<_>>(), texts);
        for (number, text) in (0..).zip(texts) {
            assert_eq!(table.search(text), Some(number));
        }
        assert_eq!((table.search("alder"), table.search("z"), table.get(9)), (None, None, ""));
    }
}
