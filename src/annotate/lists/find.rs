//! Finds the names of the reader's own lists in a document: every place where one stands as whole words.
//! Of names that overlap one is chosen.
//!
//! Not here: the table of spellings (`spelling_table`), and names recognised without a list
//! (`annotate::names_of_text`).

use std::cmp::Reverse;
use std::collections::HashMap;

use super::normalize::{BREAK, NormalizedText, lower};
use super::spelling_table::{SpellingTable, is_boundary};
use super::spellings::{ListPattern, Spellings};
use crate::model::{Block, Key, Kind, Mention};

/// What a pattern meets is no name when it is longer, in bytes.
const LONGEST_MATCH: usize = 200;

/// A place in the normalised text where a name stands.
#[derive(Clone, Copy)]
struct ListMatch<'a> {
    start: usize,
    end: usize,
    list: u8,
    canonical: &'a str,
}

/// The names in blocks, in order and without overlaps, and their keys. Of names that overlap the first
/// counts, of those the longest, and of those a spelling. They are chosen as they come: where names
/// stand in names, all places of all of them would be a hundred times the text.
pub(super) fn find(
    table: &SpellingTable,
    known: &Spellings,
    text: &str,
    blocks: &[Block],
) -> (Vec<Mention>, Vec<Key>) {
    let normalized = NormalizedText::of(text, blocks);
    let lowered = lower(&normalized.text);
    let plain = normalized.text.as_str();
    let mut spelling = spelling_from(table, known, plain, &lowered, 0);
    let mut patterns: Vec<_> =
        known.patterns.iter().map(|pattern| matches_of(pattern, known, plain).peekable()).collect();
    let (mut mentions, mut keys) = (Vec::new(), Vec::new());
    let mut numbers: HashMap<(u8, &str), u32> = HashMap::new();
    let mut free = 0;
    loop {
        if spelling.is_some_and(|found| found.start < free) {
            spelling = spelling_from(table, known, plain, &lowered, free);
        }
        let of_patterns = patterns.iter_mut().map(|matches| {
            while matches.next_if(|found| found.start < free).is_some() {}
            matches.peek().copied()
        });
        let found = std::iter::once(spelling).chain(of_patterns);
        // Of equals the first is taken.
        let Some(found) = found.flatten().min_by_key(|found| (found.start, Reverse(found.end))) else {
            break;
        };
        let ListMatch { start, end, list, canonical } = found;
        free = end;
        let Some(&name) = known.lists.get(usize::from(list)) else { continue };
        let kind = Kind::Own(name);
        let key = *numbers.entry((list, canonical)).or_insert_with(|| {
            keys.push(Key { kind, name: canonical.to_owned(), bare: false });
            (keys.len() - 1) as u32
        });
        mentions.push(Mention { span: normalized.source(text, start, end), kind, key: Some(key) });
    }
    (mentions, keys)
}

/// The first place of a spelling at `free` or behind, and there the longest.
fn spelling_from<'a>(
    table: &SpellingTable,
    known: &'a Spellings,
    plain: &str,
    lowered: &str,
    free: usize,
) -> Option<ListMatch<'a>> {
    let begins = |&(at, c): &(usize, char)| c != ' ' && c != BREAK && is_boundary(plain, at);
    let mut starts = plain[free..].char_indices().map(|(at, c)| (free + at, c)).filter(begins);
    starts.find_map(|(start, _)| {
        let (end, number) = table.longest(known, plain, lowered, start)?;
        let (_, canonical) = known.spellings.get(number)?;
        let (list, canonical) = known.canonical.get(*canonical as usize)?;
        Some(ListMatch { start, end, list: *list, canonical })
    })
}

/// The places of a pattern, in order.
fn matches_of<'a>(
    pattern: &'a ListPattern,
    known: &'a Spellings,
    plain: &'a str,
) -> impl Iterator<Item = ListMatch<'a>> {
    let ListPattern { list, regex, canonical } = pattern;
    let canonical = canonical.and_then(|number| known.canonical.get(number as usize));
    regex.find_iter(plain).filter_map(move |found| {
        let name = found.as_str().trim();
        let start = found.start() + (found.len() - found.as_str().trim_start().len());
        let end = start + name.len();
        let is_name = !name.is_empty() && name.len() <= LONGEST_MATCH && !name.contains(BREAK);
        let whole = is_name && is_boundary(plain, start) && is_boundary(plain, end);
        let canonical = canonical.map_or(name, |(_, name)| name);
        whole.then_some(ListMatch { start, end, list: *list, canonical })
    })
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

    #[test]
    fn names_in_names_cost_no_more_than_the_text_is_long() {
        let mut lists = Lists::default();
        let nested: Vec<String> = (1..100).map(|words| vec!["a"; words].join(" ")).collect();
        let patterns = "/a+/\n".repeat(150);
        for (name, text) in [("nested", nested.join("\n")), ("patterns", patterns)] {
            assert_eq!(lists.add(ListName::new(name).unwrap(), ListFormat::Text, &text), []);
        }
        let text = "a ".repeat(990);
        let (mentions, keys) = lists.find(&text, &blocks(&text));
        assert_eq!((mentions.len(), keys.len()), (10, 1), "the longest, one behind the other");
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
