//! Counts the numbered paragraphs of a DOCX file: its text has no numbers, only by which list of numbers and on
//! which level a paragraph is counted.
//!
//! Not here: lists of bullets, which have none.

use std::collections::HashMap;

use crate::extract::xml::{Node, walk};

/// Levels of a list at most; programs have nine.
const LEVELS: usize = 9;

/// The lists of a document and how far each is counted.
#[derive(Debug, Default)]
pub struct Numbering {
    /// Which list a number of a list stands for: several may share one.
    lists: HashMap<String, String>,
    levels: HashMap<String, [Level; LEVELS]>,
    counts: HashMap<String, [u32; LEVELS]>,
    /// Where a number of a list begins to count anew, and with what, until it has.
    restarts: HashMap<(String, usize), u32>,
}

/// How a level is numbered.
#[derive(Clone, Debug, Default)]
struct Level {
    /// The first number.
    start: u32,
    format: String,
    /// "%1.%2", with the number of each level.
    text: String,
}

impl Numbering {
    /// Reads the lists, as far as they can be read.
    pub fn read(text: &str) -> Numbering {
        let mut numbering = Numbering::default();
        let (mut list, mut number, mut at) = (String::new(), String::new(), 0);
        _ = walk(text, |node| {
            let Node::Start(element) = node else { return };
            let value = || element.attribute("val").unwrap_or_default();
            match element.name() {
                "abstractNum" => {
                    list = element.attribute("abstractNumId").unwrap_or_default();
                    numbering.levels.insert(list.clone(), Default::default());
                }
                "lvl" | "lvlOverride" => at = level(element.attribute("ilvl")),
                "num" => {
                    number = element.attribute("numId").unwrap_or_default();
                    list.clear();
                }
                "startOverride" => {
                    _ = numbering.restarts.insert((number.clone(), at), value().parse().unwrap_or(1))
                }
                "abstractNumId" => _ = numbering.lists.insert(number.clone(), value()),
                name => {
                    let Some(level) = numbering.levels.get_mut(&list).map(|levels| &mut levels[at]) else {
                        return;
                    };
                    match name {
                        "start" => level.start = value().parse().unwrap_or(1),
                        "numFmt" => level.format = value(),
                        "lvlText" => level.text = value(),
                        _ => {}
                    }
                }
            }
        });
        numbering
    }

    /// The number of the next paragraph of a list on a level; `None` of one that has a bullet or nothing.
    pub fn next(&mut self, list: &str, at: usize) -> Option<String> {
        let at = at.min(LEVELS - 1);
        let restart = self.restarts.remove(&(list.to_owned(), at));
        let list = self.lists.get(list)?;
        let levels = self.levels.get(list)?;
        let counts = self.counts.entry(list.clone()).or_default();
        for (count, level) in counts.iter_mut().zip(levels).take(at) {
            *count = if *count == 0 { level.start.max(1) } else { *count };
        }
        counts[at] = match (restart, counts[at]) {
            (Some(start), _) => start,
            (None, 0) => levels[at].start.max(1),
            (None, count) => count.saturating_add(1),
        };
        counts[at + 1..].fill(0);
        if matches!(levels[at].format.as_str(), "" | "bullet" | "none") {
            return None;
        }
        let mut text = levels[at].text.clone();
        for (number, (count, level)) in counts.iter().zip(levels).enumerate() {
            text = text.replace(&format!("%{}", number + 1), &written(*count, &level.format));
        }
        Some(text).filter(|text| text.chars().any(char::is_alphanumeric))
    }
}

/// The level that an attribute gives.
pub fn level(value: Option<String>) -> usize {
    value.and_then(|value| value.parse().ok()).unwrap_or(0).min(LEVELS - 1)
}

/// A number as its level writes it.
fn written(count: u32, format: &str) -> String {
    match format {
        "lowerLetter" => letters(count, b'a'),
        "upperLetter" => letters(count, b'A'),
        "lowerRoman" => roman(count).to_lowercase(),
        "upperRoman" => roman(count),
        _ => count.to_string(),
    }
}

/// "a" to "z", then "aa" to "zz".
fn letters(count: u32, first: u8) -> String {
    let Some(before) = count.checked_sub(1) else { return String::new() };
    let letter = char::from(first + (before % 26) as u8);
    std::iter::repeat_n(letter, (before / 26 + 1).min(9) as usize).collect()
}

fn roman(count: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if count > 9999 {
        return count.to_string();
    }
    let (mut rest, mut roman) = (count, String::new());
    for (value, sign) in SIGNS {
        while rest >= value {
            roman.push_str(sign);
            rest -= value;
        }
    }
    roman
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_level_is_counted_below_the_one_above() {
        let level = |at: usize, format: &str, text: &str| {
            format!(
                "<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{format}'/><w:lvlText w:val='{text}'/></w:lvl>"
            )
        };
        let list =
            [level(0, "decimal", "%1."), level(1, "lowerLetter", "%1.%2)"), level(2, "bullet", "•")].concat();
        let mut numbering = Numbering::read(&format!(
            "<w:numbering><w:abstractNum w:abstractNumId='7'>{list}</w:abstractNum><w:num w:numId='3'><w:abstractNumId w:val='7'/></w:num><w:num w:numId='4'><w:abstractNumId w:val='7'/>\
             <w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num></w:numbering>"
        ));
        let all: Vec<Option<String>> = [0, 1, 1, 2, 0, 1].map(|at| numbering.next("3", at)).to_vec();
        let want = [Some("1."), Some("1.a)"), Some("1.b)"), None, Some("2."), Some("2.a)")];
        assert_eq!(all.iter().map(Option::as_deref).collect::<Vec<_>>(), want);
        let anew = [("4", 0), ("4", 0), ("3", 0)].map(|(list, at)| numbering.next(list, at));
        assert_eq!(anew.map(Option::unwrap), ["1.", "2.", "3."]);
        assert_eq!(numbering.next("9", 0), None);
        assert_eq!(
            (written(4, "upperRoman"), written(28, "lowerLetter")),
            ("IV".to_owned(), "bb".to_owned())
        );
    }
}
