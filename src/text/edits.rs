//! Edit distance: how many letters one has to change, add, leave out or swap with their neighbour to make one
//! word of another (optimal string alignment).
//!
//! Not here: how alike two names sound (`resolve::spelling`).

/// The shortest word, in letters, that may be misspelt by one letter, and by two.
const ONE: usize = 4;
const TWO: usize = 8;

/// How many letters of a typed word may be wrong. Set by hand: of shorter words nearly every other word is near.
pub fn most_edits(word: &str) -> usize {
    let letters = word.chars().count();
    usize::from(letters >= ONE) + usize::from(letters >= TWO)
}

/// The edit distance of two words, if it is at most `most`.
pub fn edits(first: &str, second: &str, most: usize) -> Option<usize> {
    // Most words of a pile are of another length, and are told apart without a copy.
    if first.chars().count().abs_diff(second.chars().count()) > most {
        return None;
    }
    let second: Vec<char> = second.chars().collect();
    // Three rows of the table of distances between the beginnings of both words.
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=second.len()).collect();
    let mut above: Option<char> = None;
    for (row, c) in first.chars().enumerate() {
        let mut now = Vec::with_capacity(last.len());
        now.push(row + 1);
        for (column, &d) in second.iter().enumerate() {
            let changed = last[column] + usize::from(c != d);
            let mut least = changed.min(last[column + 1] + 1).min(now[column] + 1);
            let swapped = column > 0 && above == Some(d) && second[column - 1] == c;
            if let Some(&earlier) = before.get(column.wrapping_sub(1)).filter(|_| swapped) {
                least = least.min(earlier + 1);
            }
            now.push(least);
        }
        if now.iter().all(|&distance| distance > most) {
            return None;
        }
        before = std::mem::replace(&mut last, now);
        above = Some(c);
    }
    last.last().copied().filter(|&distance| distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_additions_omissions_and_swaps_are_one_edit_each() {
        for (a, b, distance) in [
            ("thunburg", "thunberg", 1),
            ("thunburg", "thunburg", 0),
            ("stoltenberg", "stoltnbreg", 2),
            ("magnetogorsk", "magnitogorsk", 1),
            ("zelinsky", "zelensky", 1),
            ("харкив", "харьков", 2),
            ("ab", "ba", 1),
            ("", "ab", 2),
        ] {
            assert_eq!(edits(a, b, 2), Some(distance), "{a} {b}");
            assert_eq!(edits(b, a, 2), Some(distance), "{b} {a}");
        }
        assert_eq!(edits("harbour", "labours", 2), None);
        assert_eq!(edits("abc", "abcdef", 2), None);
        assert_eq!(["sun", "suns", "harbours"].map(most_edits), [0, 1, 2]);
    }
}
