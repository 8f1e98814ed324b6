//! Words that stand beside names in bylines, from `assets/lexicon/bylines.txt`: agencies and teams, job
//! titles, other work than writing, counts of time and readers.
//!
//! Not here: finding authors (`authors`).

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::head_words;
use crate::text::fold::{fold, folded};

/// The words beside names in bylines, by section. Read once, never changed.
static BESIDE: LazyLock<Beside> = LazyLock::new(|| {
    let list = include_str!("../../../assets/lexicon/bylines.txt");
    let section = |name: &str| {
        let start = list.find(&format!("[{name}]")).map_or("", |at| &list[at + name.len() + 2..]);
        read(start.split("\n[").next().unwrap_or_default())
    };
    Beside {
        groups: section("group"),
        ranks: section("rank"),
        works: section("work"),
        counts: section("count"),
        surnames: section("surname"),
    }
});

struct Beside {
    groups: FxHashSet<String>,
    ranks: FxHashSet<String>,
    works: FxHashSet<String>,
    counts: FxHashSet<String>,
    surnames: FxHashSet<String>,
}

fn read(list: &str) -> FxHashSet<String> {
    list.lines().filter(|line| !line.starts_with('#')).map(fold).collect()
}

/// Whether a folded word is an agency, or one for those who sign together.
pub fn is_group_word(word: &str) -> bool {
    BESIDE.groups.contains(word)
}

/// Whether a word stands before or for a trade: "Senior", "Editor".
pub fn is_role(word: &str) -> bool {
    let folded = folded(word);
    BESIDE.ranks.contains(folded.trim_end_matches('.')) || head_words::is_trade(&folded)
}

/// Whether a folded word before "by" says that somebody did other work than the writing.
pub fn is_other_work(word: &str) -> bool {
    BESIDE.works.contains(word)
}

/// Whether a folded word ends the lines that count time or readers beside a byline: "2 days ago".
pub fn is_counted(word: &str) -> bool {
    BESIDE.counts.contains(word)
}

/// Whether a name in Chinese characters begins with a family name that many bear.
pub fn has_surname(name: &str) -> bool {
    let first = name.char_indices().nth(1).map_or(name, |(end, _)| &name[..end]);
    BESIDE.surnames.contains(first)
}
