//! English words whose forms follow no rule, from a list.

use std::collections::HashMap;
use std::sync::LazyLock;

/// By each form, the groups it belongs to: `lay` is a form of `lie` and a word of its own.
static GROUPS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut groups: HashMap<&'static str, Vec<&'static str>> = HashMap::new();
    let lines = include_str!("../../../assets/lexicon/irregular_forms.txt").lines();
    for line in lines.filter(|line| !line.starts_with('#')) {
        line.split_whitespace().for_each(|form| groups.entry(form).or_default().push(line));
    }
    groups
});

/// The other forms of an irregular word.
pub(super) fn irregular_forms(word: &str) -> impl Iterator<Item = &'static str> {
    let lines = GROUPS.get(word).into_iter().flatten();
    let forms: Vec<_> = lines.flat_map(|line| line.split_whitespace()).filter(|&form| form != word).collect();
    forms.into_iter()
}
