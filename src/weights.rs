//! Reads the tables of hand-set weights in `assets/model` at compile time: weights cost nothing at run
//! time, and one that its table does not name stops the build.
//!
//! Not here: the weights themselves and how they were found (the tables say so), and where one is used
//! (the `weights` file of its module says so).

/// A table of weights. Each of its lines has a name, white space and a number (or several), and after a
/// `#` what the weight is for.
#[derive(Clone, Copy)]
pub struct WeightTable(&'static str);

impl WeightTable {
    /// The table with that text.
    pub const fn new(text: &'static str) -> WeightTable {
        WeightTable(text)
    }

    /// The weight of that name, a whole number. To be asked in constants only.
    ///
    /// # Panics
    /// When the table has no such name, or the number is not a whole one.
    pub const fn whole(self, name: &str) -> i32 {
        let number = self.number(name);
        assert!(number.scale == 1, "not a whole number");
        number.digits
    }

    /// The weight of that name. To be asked in constants only.
    ///
    /// # Panics
    /// When the table has no such name.
    pub const fn decimal(self, name: &str) -> f32 {
        let number = self.number(name);
        number.digits as f32 / number.scale as f32
    }

    /// The whole numbers of that name, white space between. To be asked in constants only.
    ///
    /// # Panics
    /// When the table has no such name, or it has fewer numbers.
    pub const fn row<const N: usize>(self, name: &str) -> [i32; N] {
        let mut row = [0; N];
        let mut at = self.behind(name);
        let mut nth = 0;
        while nth < N {
            let number = Number::read(self.0.as_bytes(), at);
            assert!(number.scale == 1, "not a whole number");
            row[nth] = number.digits;
            at = number.end;
            nth += 1;
        }
        row
    }

    const fn number(self, name: &str) -> Number {
        Number::read(self.0.as_bytes(), self.behind(name))
    }

    /// Where the text behind a name begins.
    const fn behind(self, name: &str) -> usize {
        let text = self.0.as_bytes();
        let mut at = 0;
        while at < text.len() {
            if begins_with(text, at, name.as_bytes()) {
                return at + name.len();
            }
            while at < text.len() && text[at] != b'\n' {
                at += 1;
            }
            at += 1;
        }
        panic!("the table has no weight of that name")
    }

    /// The names in the table, in order.
    #[cfg(test)]
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let rows = self.0.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        rows.filter_map(|row| row.split_whitespace().next())
    }
}

/// A decimal number: its digits, by what to divide them, and where it ends in the table.
struct Number {
    digits: i32,
    scale: i32,
    end: usize,
}

impl Number {
    /// The number behind the white space at `at`.
    const fn read(text: &[u8], mut at: usize) -> Number {
        while at < text.len() && text[at] == b' ' {
            at += 1;
        }
        let negative = at < text.len() && text[at] == b'-';
        if negative {
            at += 1;
        }
        let (mut digits, mut scale) = (0, 1);
        let mut fraction = false;
        let first = at;
        while at < text.len() && (text[at].is_ascii_digit() || text[at] == b'.') {
            if text[at] == b'.' {
                fraction = true;
            } else {
                digits = digits * 10 + (text[at] - b'0') as i32;
                scale *= if fraction { 10 } else { 1 };
            }
            at += 1;
        }
        assert!(at > first, "no number behind the name");
        Number { digits: if negative { -digits } else { digits }, scale, end: at }
    }
}

/// Whether a text has a word, and a space behind it, at `at`.
const fn begins_with(text: &[u8], at: usize, word: &[u8]) -> bool {
    if at + word.len() >= text.len() || text[at + word.len()] != b' ' {
        return false;
    }
    let mut i = 0;
    while i < word.len() {
        if text[at + i] != word[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// Holds that a source asks for every name of a table; of a name that the table does not have the
/// compiler tells.
#[cfg(test)]
pub fn assert_all_used(table: WeightTable, source: &str) {
    let unused: Vec<&str> = table.names().filter(|name| !source.contains(&format!("(\"{name}\")"))).collect();
    assert!(unused.is_empty(), "{unused:?} of the table weigh nothing");
}

#[cfg(test)]
mod tests {
    use super::WeightTable;

    #[test]
    fn weights_are_read_by_their_whole_names() {
        const TABLE: WeightTable = WeightTable::new(
            "# A table.\n\nnear-by  12  # by hand\nnear     -3\nshare    3.6\nall 1  -2 0 # of three\n",
        );
        const NEAR: i32 = TABLE.whole("near");
        const SHARE: f32 = TABLE.decimal("share");
        const ALL: [i32; 3] = TABLE.row("all");
        assert_eq!(ALL, [1, -2, 0]);
        assert_eq!((NEAR, TABLE.whole("near-by"), SHARE), (-3, 12, 3.6));
        assert_eq!(TABLE.names().collect::<Vec<_>>(), ["near-by", "near", "share", "all"]);
    }
}
