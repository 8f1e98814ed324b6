//! Lays the entries of a picker out in columns: a column is filled from top to bottom before the next one begins, a
//! heading stands with the entry below it, and an entry of several rows is not divided.
//!
//! Not here: drawing them (`picker`).

/// What is laid out: a heading, or an entry, of so many rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// Whether it is a heading, which has an empty row above it.
    pub is_heading: bool,
    /// Its rows.
    pub rows: usize,
}

/// The place of an item: its column, and its first row there.
pub(super) type Place = (usize, usize);

/// Where each item stands in columns of so many rows; the columns are as many as it takes.
pub(super) fn flow(items: &[Item], rows: usize) -> Vec<Place> {
    let (mut column, mut y) = (0, 0);
    let mut places = Vec::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        let gap = usize::from(item.is_heading && y > 0);
        // A heading at the end of a column would say nothing of what follows.
        let below = if item.is_heading { items.get(at + 1).map_or(0, |next| next.rows) } else { 0 };
        if y > 0 && y + gap + item.rows + below > rows {
            (column, y) = (column + 1, 0);
        }
        y += usize::from(item.is_heading && y > 0);
        places.push((column, y));
        y += item.rows;
    }
    places
}

/// How many columns these places take.
pub(super) fn columns(places: &[Place]) -> usize {
    places.last().map_or(0, |&(column, _)| column + 1)
}

/// How many rows the longest of their columns has.
pub(super) fn rows(items: &[Item], places: &[Place]) -> usize {
    items.iter().zip(places).map(|(item, &(_, y))| y + item.rows).max().unwrap_or(0)
}

/// The places in as few rows as so many columns need, and never in more than `most`.
pub(super) fn balanced(items: &[Item], columns_at_most: usize, most: usize) -> Vec<Place> {
    let all: usize = items.iter().map(|item| item.rows + usize::from(item.is_heading)).sum();
    let fewest = all.div_ceil(columns_at_most.max(1)).max(1);
    let fits = |&rows: &usize| columns(&flow(items, rows)) <= columns_at_most;
    flow(items, (fewest..most).find(fits).unwrap_or(most))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADING: Item = Item { is_heading: true, rows: 1 };

    fn entry(rows: usize) -> Item {
        Item { is_heading: false, rows }
    }

    #[test]
    fn a_heading_stands_with_what_follows_and_an_entry_is_not_divided() {
        let items = [HEADING, entry(1), entry(1), HEADING, entry(2), entry(1)];
        assert_eq!(flow(&items, 20), [(0, 0), (0, 1), (0, 2), (0, 4), (0, 5), (0, 7)]);
        assert_eq!(flow(&items, 6), [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 3)]);
        assert_eq!(flow(&items, 3), [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (2, 0)]);
        // Where there is no room for an entry at all, each has a column.
        assert_eq!(columns(&flow(&items, 0)), 6);
    }

    #[test]
    fn columns_are_equally_long_as_far_as_may_be() {
        let items = [entry(1); 9];
        let places = balanced(&items, 2, 40);
        assert_eq!((columns(&places), rows(&items, &places)), (2, 5));
        let places = balanced(&items, 2, 3);
        assert_eq!((columns(&places), rows(&items, &places)), (3, 3), "the others are scrolled to");
        assert_eq!(balanced(&[], 3, 9), []);
    }
}
