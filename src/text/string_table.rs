//! Many short texts in one allocation, numbered from 0.

/// A table of texts.
#[derive(Default)]
pub struct StringTable {
    texts: String,
    ends: Vec<u32>,
}

impl StringTable {
    /// Adds a text under the next number. Beyond 4 GiB texts come back empty.
    pub fn push(&mut self, text: &str) {
        self.texts.push_str(text);
        self.ends.push(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
    }

    /// The text with that number; empty when there is none.
    pub fn get(&self, number: usize) -> &str {
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(number).copied().unwrap_or(start);
        self.texts.get(start as usize..end as usize).unwrap_or("")
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
        (at < self.len() && self.get(at) == text).then(|| u32::try_from(at).ok()).flatten()
    }

    /// The number of the first text that does not come before `text`, if the texts are sorted; as many as there are
    /// where all do.
    pub fn first_from(&self, text: &str) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = (low + high) / 2;
            if self.get(middle) < text { low = middle + 1 } else { high = middle }
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
