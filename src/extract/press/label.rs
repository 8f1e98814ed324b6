//! What a line of an export of a press database says it is, by its label or its form: `LENGTH: 760 words`,
//! `End of Document`, `3 of 166 DOCUMENTS`, `Document NYTF000020050408dp1900j9s`.
//!
//! Not here: where an article begins and ends (`article`).

use std::collections::HashMap;
use std::sync::OnceLock;

const LABELS: &str = include_str!("../../../assets/lexicon/press_labels.txt");

/// A longer line is text, in bytes.
const LONGEST: usize = 4000;
/// A label has at most so many words.
const LABEL_WORDS: usize = 3;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PressLine<'t> {
    /// How many words the article has.
    Length,
    /// Who wrote it.
    Author(&'t str),
    /// Where it was written.
    Dateline,
    /// The part of the newspaper.
    Section,
    /// In which language.
    Language(&'t str),
    /// Something else that the database says of it.
    Field,
    /// The text follows.
    Body,
    /// It ends here.
    End,
    /// It begins here, and is one of several.
    Start,
    /// Whose rights they are.
    Copyright,
    /// A day, and few words beside it.
    Day,
    /// Anything else.
    Text,
}

/// What a line is.
pub fn press_line(line: &str) -> PressLine<'_> {
    let line = line.trim();
    if line.len() > LONGEST {
        return PressLine::Text;
    }
    let lower = line.to_lowercase();
    by_form(&lower).or_else(|| by_label(line)).unwrap_or(match is_day(line) {
        true => PressLine::Day,
        false => PressLine::Text,
    })
}

/// What a line is by its form as a whole.
fn by_form<'t>(lower: &str) -> Option<PressLine<'t>> {
    let rights = ["copyright", "©", "(c)"].iter().any(|start| lower.starts_with(start));
    match section(lower) {
        Some("end") => Some(PressLine::End),
        Some("body") => Some(PressLine::Body),
        Some("other") => Some(PressLine::Field),
        _ if is_number_of_document(lower) => Some(PressLine::End),
        _ if is_one_of_several(lower) => Some(PressLine::Start),
        _ if counts_words(lower) => Some(PressLine::Length),
        _ if rights => Some(PressLine::Copyright),
        _ => None,
    }
}

/// What a line is by the label before its colon.
fn by_label(line: &str) -> Option<PressLine<'_>> {
    let (label, value) = line.split_once(':')?;
    let (label, value) = (label.trim().to_lowercase(), value.trim());
    if label.split_whitespace().count() > LABEL_WORDS {
        return None;
    }
    match section(&label)? {
        "length" if counts_words(&value.to_lowercase()) => Some(PressLine::Length),
        "author" => Some(PressLine::Author(value)),
        "dateline" => Some(PressLine::Dateline),
        "section" => Some(PressLine::Section),
        "language" => Some(PressLine::Language(value)),
        "other" | "length" => Some(PressLine::Field),
        _ => None,
    }
}

impl PressLine<'_> {
    /// Whether it is of the head or the tail of an article, not of its text.
    pub fn is_field(self) -> bool {
        !matches!(self, PressLine::Text | PressLine::Day)
    }
}

/// `760 words`, `1285 Wörter`, `6957 字`.
fn counts_words(lower: &str) -> bool {
    let digits = lower
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '\u{a0}' | '\u{202f}'));
    digits.len() < lower.len()
        && lower.starts_with(|c: char| c.is_ascii_digit())
        && section(digits.trim()) == Some("words")
}

/// `3 of 166 DOCUMENTS`, `Dokument 3 von 49`.
fn is_one_of_several(lower: &str) -> bool {
    let words: Vec<&str> = lower.split_whitespace().collect();
    let number = |word: &str| word.parse::<u32>().is_ok();
    let documents = |word: &str| section(word) == Some("documents");
    match words.as_slice() {
        [one, two, three, four] => {
            number(one) && number(three) && documents(four) || documents(one) && number(two) && number(four)
        }
        _ => false,
    }
}

/// `Document NYTF000020050408dp1900j9s`.
fn is_number_of_document(lower: &str) -> bool {
    let Some((named, code)) = lower.split_once(' ') else { return false };
    let code = code.trim();
    let digits = code.bytes().filter(u8::is_ascii_digit).count();
    let is_code = code.len() >= 18 && digits >= 8 && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_code && NUMBERS.contains(&named)
}

/// The words before the number of a document.
const NUMBERS: [&str; 8] =
    ["document", "dokument", "documento", "文件", "文書", "文档", "документ", "documentum"];

/// Whether a line is a day with its year: `May 30, 2014 Friday`, `27. Februar 2012 Montag 9:50 PM GMT+1`.
fn is_day(line: &str) -> bool {
    let words: Vec<&str> =
        line.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()).collect();
    let number = |word: &&str| word.trim_end_matches(['.', '日', '年', '月']).parse::<u32>().ok();
    let year = words.iter().filter_map(number).any(|number| (1800..2100).contains(&number));
    let day = words.iter().filter_map(number).any(|number| (1..=31).contains(&number));
    let runs: Vec<usize> =
        line.split(|c: char| !c.is_ascii_digit()).map(str::len).filter(|length| *length > 0).collect();
    let together =
        runs.first() == Some(&4) && line.starts_with(|c: char| c.is_ascii_digit()) && runs.len() >= 3;
    words.len() <= 12 && !line.contains(": ") && (year && day || together)
}

/// The section of the table that has some words.
fn section(words: &str) -> Option<&'static str> {
    static SECTIONS: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    let sections = SECTIONS.get_or_init(|| {
        let (mut sections, mut of) = (HashMap::new(), "");
        for line in LABELS.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                Some(section) => of = section,
                None => _ = sections.entry(line).or_insert(of),
            }
        }
        sections
    });
    sections.get(words).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_say_what_they_are_in_many_languages() {
        use PressLine::*;
        for (line, is) in [
            ("LENGTH: 760 words", Length),
            ("LÄNGE: 1285 Wörter", Length),
            ("1.285 Wörter", Length),
            ("6957 字", Length),
            ("Byline: Ann Bell", Author("Ann Bell")),
            ("End of Document", End),
            ("Dokument TIDE00020170401ed4100001", End),
            ("3 of 166 DOCUMENTS", Start),
            ("Dokument 3 von 49", Start),
            ("Load-Date: May 30, 2014", Field),
            ("Copyright 2014 Norwick Tide", Copyright),
            ("May 30, 2014 Friday", Day),
            ("27. Februar 2012 Montag 9:50 PM GMT+1", Day),
            ("2018 年 10 月 1 日", Day),
            ("Body", Body),
            ("Words fail me.", Text),
            ("Note: the ferry sails", Text),
        ] {
            assert_eq!(press_line(line), is, "{line}");
        }
    }
}
