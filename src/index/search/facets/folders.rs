//! Counts the documents found by folder: the folders below the one that holds them all, nearest first;
//! a folder with a single folder in it and nothing else is one with it.
//!
//! Not here: which folder a file lies in (`segments::folders`).

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::counted::CountedRows;
use crate::index::Error;
use crate::query::{Criterion, Facet, FacetGroup, FacetValue};

/// The group of the folders that the documents of these rows lie in.
pub(super) fn folder_group(
    facet: Facet,
    rows: &CountedRows<'_>,
    of_all: &OnceLock<Vec<u32>>,
    limit: usize,
) -> Result<FacetGroup, Error> {
    let folders = rows.view.folders()?;
    let counts = rows.counts(folders.names.len(), of_all, |counts, number, segment, doc| {
        let path = segment.columns().path.ordinal(doc);
        let folder = path.and_then(|path| counts.get_mut(folders.number(number, path)?));
        folder.into_iter().for_each(|count| *count += 1);
    })?;
    let filled = folders.names.iter().zip(counts).filter(|(_, count)| *count > 0);
    let mut values = tree(filled.map(|(name, count)| (name.as_str(), count)));
    let total = values.len();
    values.truncate(limit);
    Ok(FacetGroup { facet, values, total })
}

/// The folders to choose from, where these folders have so many documents of their own.
fn tree<'f>(filled: impl Iterator<Item = (&'f str, u32)>) -> Vec<FacetValue> {
    // Of each folder, the documents in it and below, and in it alone.
    let mut below: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    let mut total = 0;
    for (name, count) in filled {
        total += count;
        below.entry(name).or_default().1 += count;
        for (end, _) in name.match_indices('/') {
            below.entry(&name[..=end]).or_default().0 += count;
        }
    }
    let holds_all = below.iter().filter(|(_, (all, _))| *all == total).map(|(name, _)| name.len());
    let common = holds_all.max().unwrap_or(0);
    // A folder whose documents all lie in one folder below says nothing that this does not say.
    let is_chain = |name: &str, all: u32, own: u32| {
        let next = below.range(name..).skip(1).take_while(|(other, _)| other.starts_with(name));
        own == 0 && next.into_iter().any(|(_, (of_next, _))| *of_next == all)
    };
    let mut shown: Vec<(usize, Reverse<u32>, &str)> = below
        .iter()
        .filter(|(name, (all, own))| name.len() > common && !is_chain(name, *all, *own))
        .map(|(name, (all, _))| (name[common..].matches('/').count(), Reverse(*all), *name))
        .collect();
    shown.sort_unstable();
    let value = |(_, Reverse(documents), name): (usize, Reverse<u32>, &str)| FacetValue {
        label: name[common..].trim_end_matches('/').to_owned(),
        criterion: Criterion::Path(name.to_owned()),
        documents,
        guess: false,
    };
    shown.into_iter().map(value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(folders: &[(&str, u32)]) -> Vec<(String, u32)> {
        tree(folders.iter().copied()).into_iter().map(|value| (value.label, value.documents)).collect()
    }

    fn expected(values: &[(&str, u32)]) -> Vec<(String, u32)> {
        values.iter().map(|&(label, documents)| (label.to_owned(), documents)).collect()
    }

    #[test]
    fn folders_count_what_lies_below_them_the_nearest_first() {
        let folders = [("", 1), ("a/", 2), ("a/b/", 1), ("a/c/", 4), ("d/", 1)];
        assert_eq!(shown(&folders), expected(&[("a", 7), ("d", 1), ("a/c", 4), ("a/b", 1)]));
    }

    #[test]
    fn folders_with_one_folder_in_them_are_one_with_it() {
        assert_eq!(
            shown(&[("", 1), ("x/y/z/", 3), ("x/y/w/", 1)]),
            expected(&[("x/y", 4), ("x/y/z", 3), ("x/y/w", 1)])
        );
        // What holds everything is no choice.
        assert_eq!(shown(&[("x/y/z/", 3), ("x/y/w/", 1)]), expected(&[("z", 3), ("w", 1)]));
        assert_eq!(shown(&[("x/y/", 3)]), expected(&[]));
        assert_eq!(shown(&[("", 3)]), expected(&[]));
    }
}
