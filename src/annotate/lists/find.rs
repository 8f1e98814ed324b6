//! Finds the names of the reader's own lists in a document: every place where one stands as whole words.
//! Of names that overlap one is chosen.
//!
//! Not here: names recognised without a list (`annotate::names_of_text`).

use std::cmp::Reverse;
use std::collections::HashMap;

use aho_corasick::AhoCorasick;

use super::normalize::{BREAK, NormalizedText, lower};
use super::spellings::Spellings;
use crate::model::{Block, Key, Kind, Mention};
use crate::text::token::parts_words;

/// Names with more letters are found in any case; shorter ones are often words too.
const SHORT: usize = 4;

/// What a pattern meets is no name when it is longer, in bytes.
const LONGEST_MATCH: usize = 200;

/// Finds the spellings of the lists, all at once.
#[derive(Debug)]
pub(super) struct Finder {
    /// Over small letters; `None` without spellings.
    automaton: Option<AhoCorasick>,
    /// For each spelling whether its case counts.
    cased: Vec<bool>,
}

/// A place in the normalised text where a name stands.
struct ListMatch<'a> {
    start: usize,
    end: usize,
    list: u8,
    canonical: &'a str,
}

impl Finder {
    pub fn new(spellings: &[(String, u32)]) -> Finder {
        let is_short = |name: &str| name.chars().filter(|c| c.is_alphabetic()).count() <= SHORT;
        let lowered = spellings.iter().map(|(spelling, _)| lower(spelling));
        // It refuses only more than memory could hold; lists are bounded.
        let automaton = if spellings.is_empty() { None } else { AhoCorasick::new(lowered).ok() };
        Finder { automaton, cased: spellings.iter().map(|(spelling, _)| is_short(spelling)).collect() }
    }

    /// The names in blocks, in order and without overlaps, and their keys.
    pub fn find(&self, known: &Spellings, text: &str, blocks: &[Block]) -> (Vec<Mention>, Vec<Key>) {
        let normalized = NormalizedText::of(text, blocks);
        let mut matches = Vec::new();
        self.spellings(known, &normalized.text, &mut matches);
        patterns(known, &normalized.text, &mut matches);
        // The sort is stable: a spelling of a list takes precedence over a pattern.
        matches.sort_by_key(|found| (found.start, Reverse(found.end)));
        let (mut mentions, mut keys) = (Vec::new(), Vec::new());
        let mut numbers: HashMap<(u8, &str), u32> = HashMap::new();
        let mut free = 0;
        for ListMatch { start, end, list, canonical } in matches {
            let Some(&name) = known.lists.get(usize::from(list)).filter(|_| start >= free) else { continue };
            free = end;
            let kind = Kind::Own(name);
            let key = *numbers.entry((list, canonical)).or_insert_with(|| {
                keys.push(Key { kind, name: canonical.to_owned(), bare: false });
                (keys.len() - 1) as u32
            });
            mentions.push(Mention { span: normalized.source(text, start, end), kind, key: Some(key) });
        }
        (mentions, keys)
    }

    /// Every place of every spelling: a longer one may turn out to be none, so the choice comes
    /// after.
    fn spellings<'a>(&self, known: &'a Spellings, plain: &str, matches: &mut Vec<ListMatch<'a>>) {
        let Some(automaton) = &self.automaton else { return };
        let lowered = lower(plain);
        for found in automaton.find_overlapping_iter(&lowered) {
            let (number, start, end) = (found.pattern().as_usize(), found.start(), found.end());
            let Some((spelling, canonical)) = known.spellings.get(number) else { continue };
            let cased = self.cased.get(number).copied().unwrap_or(true);
            if !is_whole(plain, start, end) || (cased && plain.get(start..end) != Some(spelling)) {
                continue;
            }
            if let Some((list, canonical)) = known.canonical.get(*canonical as usize) {
                matches.push(ListMatch { start, end, list: *list, canonical });
            }
        }
    }
}

fn patterns<'a>(known: &'a Spellings, plain: &'a str, matches: &mut Vec<ListMatch<'a>>) {
    for pattern in &known.patterns {
        for found in pattern.regex.find_iter(plain) {
            let name = found.as_str().trim();
            let start = found.start() + (found.len() - found.as_str().trim_start().len());
            let end = start + name.len();
            let is_name = !name.is_empty() && name.len() <= LONGEST_MATCH && !name.contains(BREAK);
            if !is_name || !is_whole(plain, start, end) {
                continue;
            }
            let canonical = pattern.canonical.and_then(|number| known.canonical.get(number as usize));
            let canonical = canonical.map_or(name, |(_, name)| name);
            matches.push(ListMatch { start, end, list: pattern.list, canonical });
        }
    }
}

/// Whether no word reaches into a range or out of it.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let is_boundary = |at: usize| {
        let (before, after) = text.split_at(at);
        before.chars().next_back().zip(after.chars().next()).is_none_or(|(a, b)| parts_words(a, b))
    };
    is_boundary(start) && is_boundary(end)
}

#[cfg(test)]
mod tests {
    use super::super::{ListFormat, Lists};
    use super::*;
    use crate::model::{BlockKind, ListName, Span};
    use proptest::prelude::*;

    fn lists() -> Lists {
        let mut lists = Lists::default();
        let texts = [
            ("case numbers", ListFormat::Text, "/[A-Z]{2}-\\d{2,4}/\n/Aurora [A-Z]\\w+/"),
            (
                "vessels",
                ListFormat::Csv,
                "Aurora,MV Aurora,/IMO \\d{7}/\nAurora Bor\nOrca\nBell of Norwick\nO'Hara\n№ 5\nYÉTI ÉTÉ\n極光",
            ),
            ("theatres", ListFormat::Text, "Aurora\nGlobe House"),
        ];
        for (name, form, text) in texts {
            assert_eq!(lists.add(ListName::new(name).unwrap(), form, text), []);
        }
        lists
    }

    fn blocks(text: &str) -> Vec<Block> {
        vec![Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph }]
    }

    /// The kind, the words and the name of each mention.
    fn found(text: &str) -> Vec<(String, String, String)> {
        let (mentions, keys) = lists().find(text, &blocks(text));
        let shown = |mention: &Mention| {
            let key = &keys[mention.key.unwrap() as usize];
            assert_eq!(key.kind, mention.kind);
            (mention.kind.name().to_owned(), mention.span.of(text).to_owned(), key.name.clone())
        };
        mentions.iter().map(shown).collect()
    }

    #[test]
    fn names_are_found_as_whole_words_in_any_case_and_over_line_ends() {
        for (text, expected) in [
            ("The Aurora’s crew", &[("Aurora", "Aurora")][..]),
            ("the AURORA and the auroras", &[("AURORA", "Aurora")]),
            ("MV\n  Aurora sailed", &[("MV\n  Aurora", "Aurora")]),
            ("the bell  of\u{a0}NORWICK rang", &[("bell  of\u{a0}NORWICK", "Bell of Norwick")]),
            ("Orca, orca, ORCA and Orcas", &[("Orca", "Orca")]),
            ("Captain O’Hara", &[("O’Hara", "O'Hara")]),
            ("№ 5 and № 55", &[("№ 5", "№ 5")]),
            ("yéti été", &[("yéti été", "YÉTI ÉTÉ")]),
            ("Auro\u{ad}ra", &[("Auro\u{ad}ra", "Aurora")]),
            ("東京のAurora号、極光号", &[("Aurora", "Aurora"), ("極光", "極光")]),
        ] {
            let found = found(text);
            let shown: Vec<_> =
                found.iter().map(|(_, words, name)| (words.as_str(), name.as_str())).collect();
            assert_eq!(shown, expected, "{text}");
            assert!(found.iter().all(|(kind, ..)| kind == "vessels"), "{found:?}");
        }
    }

    #[test]
    fn of_names_that_overlap_the_first_and_longest_counts_and_of_lists_the_first() {
        for (text, expected) in [
            ("Aurora Borealis", &[("case numbers", "Aurora Borealis")][..]),
            ("Aurora boreal", &[("vessels", "Aurora")]),
            ("Aurora bor", &[("vessels", "Aurora Bor")]),
            ("Globe House", &[("theatres", "Globe House")]),
        ] {
            let found = found(text);
            let shown: Vec<_> = found.iter().map(|(kind, _, name)| (kind.as_str(), name.as_str())).collect();
            assert_eq!(shown, expected, "{text}");
        }
    }

    #[test]
    fn a_pattern_is_met_in_whole_words_and_named_by_what_it_meets() {
        for (text, expected) in [
            ("cases AB-12, AB-1234 and CD-77", &["AB-12", "AB-1234", "CD-77"][..]),
            ("XAB-12, AB-12345, AB-1", &[]),
            ("the ship IMO\n1234567", &["Aurora"]),
        ] {
            let names: Vec<_> = found(text).into_iter().map(|(.., name)| name).collect();
            assert_eq!(names, expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn mentions_are_inside_the_text_in_order_and_apart(
            text in "((MV|Aurora|AURORA|Bor|orca|Orca|’s|AB-12|CD-345|東|É|№ 5|-|\u{ad}|\u{a0}|\n|\n\n|,) ?){0,30}",
            cut in 0usize..200,
        ) {
            let cut = text.floor_char_boundary(cut.min(text.len()));
            let block = |start, end| Block { span: Span::new(start, end), kind: BlockKind::Paragraph };
            let (mentions, keys) = lists().find(&text, &[block(0, cut), block(cut, text.len())]);
            let mut free = 0;
            for mention in mentions {
                prop_assert!(mention.span.start >= free && !mention.span.is_empty());
                prop_assert!(text.get(mention.span.range()).is_some_and(|words| words.trim() == words));
                prop_assert!((mention.key.unwrap() as usize) < keys.len());
                free = mention.span.end;
            }
            prop_assert!(free as usize <= text.len());
        }
    }
}
