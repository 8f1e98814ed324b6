//! Many short texts in one allocation, numbered from 0.

/// A table of texts.
#[derive(Default)]
pub(super) struct Bank {
    texts: String,
    ends: Vec<u32>,
}

impl Bank {
    /// Adds a text under the next number. Beyond 4 GiB texts come back empty.
    pub(super) fn push(&mut self, text: &str) {
        self.texts.push_str(text);
        self.ends.push(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
    }

    /// The text with that number; empty when there is none.
    pub(super) fn get(&self, number: usize) -> &str {
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(number).copied().unwrap_or(start);
        self.texts.get(start as usize..end as usize).unwrap_or("")
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The texts in their order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|number| self.get(number))
    }

    /// The number of a text, if the texts are sorted.
    pub(super) fn search(&self, text: &str) -> Option<u32> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = (low + high) / 2;
            match self.get(middle).cmp(text) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return u32::try_from(middle).ok(),
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::Bank;

    #[test]
    fn texts_come_back_by_number_and_numbers_by_text() {
        let texts = ["", "aspen", "birch", "élan"];
        let mut bank = Bank::default();
        texts.iter().for_each(|text| bank.push(text));
        assert_eq!(bank.iter().collect::<Vec<_>>(), texts);
        for (number, text) in (0..).zip(texts) {
            assert_eq!(bank.search(text), Some(number));
        }
        assert_eq!((bank.search("alder"), bank.search("z"), bank.get(9)), (None, None, ""));
    }
}
