//! Aligns words of an anchor with words of a text: which of them are which, with words changed, left out and put in
//! between, at the least cost (dynamic programming with affine gaps; O. Gotoh, "An improved algorithm for matching
//! biological sequences", 1982).
//!
//! Not here: what an alignment is worth (`weigh`).

use super::words::Word;

/// What a word of the anchor that is another or is not there costs, what it costs that words stand between, and
/// what each of these costs; a match gives what the word weighs. Set by hand.
const CHANGED: i32 = 8;
const BETWEEN: i32 = 16;
const EACH: i32 = 1;

/// Less than anything that is reached.
const NEVER: i32 = i32::MIN / 2;

/// What a beginning of `words` that goes on from the edge of a place is worth beside the `text` that goes on from there.
/// It may end anywhere: what comes behind it may have been cut away. Both run away from the edge.
pub(super) fn agreement<'w>(
    words: impl Iterator<Item = &'w Word>,
    text: impl Iterator<Item = &'w Word>,
) -> i32 {
    let text: Vec<u64> = text.map(|word| word.hash).collect();
    // The best that ends here with a pair or a left-out word; and with a word of the text put in.
    let mut paired: Vec<i32> = vec![NEVER; text.len() + 1];
    let mut put_in: Vec<i32> = (0..=text.len() as i32).map(|n| -BETWEEN - n * EACH).collect();
    (paired[0], put_in[0]) = (0, NEVER);
    let mut best = 0;
    for word in words {
        let mut diagonal = paired[0].max(put_in[0]);
        paired[0] = diagonal - CHANGED;
        put_in[0] = NEVER;
        for (column, hash) in (1..).zip(&text) {
            let above = paired[column].max(put_in[column]);
            let pair = diagonal + if *hash == word.hash { word.weight } else { -CHANGED };
            let here = pair.max(above - CHANGED);
            put_in[column] = (paired[column - 1] - BETWEEN).max(put_in[column - 1]) - EACH;
            paired[column] = here;
            diagonal = above;
            best = best.max(here);
        }
    }
    best
}

/// The best that ends in each cell, a row of it a word of the pattern: with a pair or a left-out word, and with a word of
/// the text put in.
struct Table {
    width: usize,
    paired: Vec<i32>,
    put_in: Vec<i32>,
}

impl Table {
    fn best(&self, row: usize, column: usize) -> i32 {
        let at = row * self.width + column;
        self.paired[at].max(self.put_in[at])
    }

    fn of(pattern: &[Word], text: &[Word]) -> Table {
        let width = text.len() + 1;
        let cells = width * (pattern.len() + 1);
        let mut table = Table { width, paired: vec![0; cells], put_in: vec![NEVER; cells] };
        for (row, word) in (1..).zip(pattern) {
            table.fill(row * width, word, text);
        }
        table
    }

    /// Fills the row that begins with a cell, by the row above. Most of the time that finding takes is spent here.
    fn fill(&mut self, begins: usize, word: &Word, text: &[Word]) {
        let (above, here) = self.paired.split_at_mut(begins);
        let (put_in_above, put_in) = self.put_in.split_at_mut(begins);
        let begins_above = begins - self.width;
        let mut above =
            above[begins_above..].iter().zip(&put_in_above[begins_above..]).map(|(a, b)| *a.max(b));
        let mut diagonal = above.next().unwrap_or(NEVER);
        let (mut left, mut left_put_in) = (diagonal - CHANGED, NEVER);
        here[0] = left;
        for (((other, above), paired), put_in) in
            text.iter().zip(above).zip(&mut here[1..]).zip(&mut put_in[1..])
        {
            left_put_in = (left - BETWEEN).max(left_put_in) - EACH;
            left = (diagonal + pair(word, other)).max(above - CHANGED);
            (*paired, *put_in, diagonal) = (left, left_put_in, above);
        }
    }
}

/// What a pair of words gives.
fn pair(word: &Word, other: &Word) -> i32 {
    if word.hash == other.hash { word.weight } else { -CHANGED }
}

/// For each word of a pattern the word of a text that it is there, or that stands in its place; the whole pattern is
/// looked for where that costs least.
pub(super) fn aligned(pattern: &[Word], text: &[Word]) -> Vec<Option<usize>> {
    let table = Table::of(pattern, text);
    let mut row = pattern.len();
    let last = |column: &usize| (table.best(row, *column), std::cmp::Reverse(*column));
    let mut column = (0..table.width).max_by_key(last).unwrap_or(0);
    let mut places = vec![None; pattern.len()];
    let mut is_put_in = table.put_in[row * table.width + column] > table.paired[row * table.width + column];
    while row > 0 {
        let at = row * table.width + column;
        if is_put_in && column > 0 {
            is_put_in = table.put_in[at - 1] > table.paired[at - 1] - BETWEEN;
            column -= 1;
            continue;
        }
        let left_out = table.best(row - 1, column) - CHANGED;
        row -= 1;
        if column == 0 || table.paired[at] == left_out && !is_pair(&table, at, pattern, text) {
            is_put_in = table.put_in[at - table.width] > table.paired[at - table.width];
            continue;
        }
        column -= 1;
        places[row] = Some(column);
        let before = at - table.width - 1;
        is_put_in = table.put_in[before] > table.paired[before];
    }
    places
}

/// Whether the best that ends in a cell ends with a pair.
fn is_pair(table: &Table, at: usize, pattern: &[Word], text: &[Word]) -> bool {
    let (row, column) = (at / table.width, at % table.width);
    match (row.checked_sub(1), column.checked_sub(1)) {
        (Some(above), Some(left)) => {
            table.paired[at] == table.best(above, left) + pair(&pattern[above], &text[left])
        }
        _ => false,
    }
}
