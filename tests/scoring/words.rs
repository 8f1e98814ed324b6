//! Texts compared by their words: how much of one is in another, whether two titles are one.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::count::{Score, Tally};

/// A word: letters and digits, or one sign of a script that is written without spaces.
static WORD: LazyLock<Regex> = LazyLock::new(|| {
    let single = r"\u{3040}-\u{30ff}\u{3400}-\u{9fff}\u{ac00}-\u{d7af}";
    Regex::new(&format!(r"[{single}]|[\p{{L}}\p{{N}}&&[^{single}]]+")).unwrap()
});

/// The words of a text in small letters.
pub fn words(text: &str) -> Vec<String> {
    WORD.find_iter(text).map(|word| word.as_str().to_lowercase()).collect()
}

/// How many words two texts share, each as often as it stands in both.
pub fn shared(found: &[String], wanted: &[String]) -> usize {
    let mut left: HashMap<&str, usize> = HashMap::new();
    wanted.iter().for_each(|word| *left.entry(word).or_default() += 1);
    let mut shared = 0;
    for word in found {
        if let Some(count) = left.get_mut(word.as_str()).filter(|count| **count > 0) {
            *count -= 1;
            shared += 1;
        }
    }
    shared
}

/// How much of the words of a text was found, and how much of what was found is of it.
pub fn text_score(found: &str, wanted: &str) -> Score {
    let (found, wanted) = (words(found), words(wanted));
    if wanted.is_empty() {
        return if found.is_empty() { Score::of(1.0, 1.0) } else { Score::default() };
    }
    let right = shared(&found, &wanted);
    if right == 0 {
        return Score::default();
    }
    Tally { right, wrong: found.len() - right, missed: wanted.len() - right }.score()
}

/// Whether a title is the wanted one: the same words, or four of five in common.
pub fn is_title(found: &str, wanted: &str) -> bool {
    let plain = |text: &str| words(&text.nfkc().collect::<String>());
    let (found, wanted) = (plain(found), plain(wanted));
    if found.is_empty() || wanted.is_empty() {
        return false;
    }
    found == wanted || overlap(&found, &wanted) >= 0.8
}

/// Whether an author is the wanted one: half of the words in common.
pub fn is_author(found: &str, wanted: &str) -> bool {
    let (found, wanted) = (words(found), words(wanted));
    !found.is_empty() && overlap(&found, &wanted) >= 0.5
}

/// The words in common, as a share of the different words of both.
fn overlap(a: &[String], b: &[String]) -> f64 {
    let (a, b): (HashSet<&String>, HashSet<&String>) = (a.iter().collect(), b.iter().collect());
    a.intersection(&b).count() as f64 / a.union(&b).count().max(1) as f64
}
