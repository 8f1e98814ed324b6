//! Parses one list file: names, other spellings (aliases) of them, and patterns. Says what is wrong with
//! it, by line.
//!
//! Not here: reading the file from disk (`ingest::own_lists`).

use regex::{Regex, RegexBuilder};

use super::normalize::normalize;
use super::spellings::{ListPattern, Spellings};

/// Names of all lists, spellings included.
const MOST_NAMES: usize = 1_000_000;

/// Patterns of all lists: each is looked for by itself.
const MOST_PATTERNS: usize = 200;

/// The longest name in bytes.
const NAME_BYTES: usize = 200;

/// How large a pattern may become when it is made ready, in bytes.
const PATTERN_BYTES: usize = 1 << 20;

/// Faults reported of one list; whoever made a hundred alike needs not read all of them.
const MOST_FAULTS: usize = 5;

/// The first cell of a row that only says what stands in the columns.
const HEADING: &str = "name";

/// How the names of a list are written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListFormat {
    /// One a line.
    Text,
    /// One a row, its other spellings beside it.
    Csv,
}

/// Something wrong in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Counted from 1.
    pub line: u64,
    /// In words for the reader; may quote the list, not sanitised.
    pub reason: String,
}

/// Adds the names in a text to the list of that number.
pub(super) fn read(spellings: &mut Spellings, list: u8, format: ListFormat, text: &str) -> Vec<Fault> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut reading = ListReader { spellings, list, faults: Vec::new() };
    match format {
        ListFormat::Text => reading.lines(text),
        ListFormat::Csv => reading.rows(text),
    }
    let ListReader { mut faults, .. } = reading;
    if let Some(more) = faults.len().checked_sub(MOST_FAULTS).filter(|&more| more > 0) {
        faults.truncate(MOST_FAULTS);
        if let Some(last) = faults.last_mut() {
            last.reason.push_str(&format!(" (and {more} more)"));
        }
    }
    faults
}

/// A list being read.
struct ListReader<'a> {
    spellings: &'a mut Spellings,
    list: u8,
    faults: Vec<Fault>,
}

impl ListReader<'_> {
    fn lines(&mut self, text: &str) {
        for (line, name) in (1..).zip(text.lines().map(str::trim)) {
            if !name.is_empty() && !name.starts_with('#') && !self.row(line, [name].into_iter()) {
                return;
            }
        }
    }

    fn rows(&mut self, text: &str) {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        for (row, record) in reader.records().enumerate() {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    let line = error.position().map_or(1, csv::Position::line);
                    return self.fault(line, error.to_string());
                }
            };
            let line = record.position().map_or(1, csv::Position::line);
            if row == 0 && record.get(0) == Some(HEADING) {
                continue;
            }
            if !self.row(line, record.iter().filter(|cell| !cell.is_empty())) {
                return;
            }
        }
    }

    /// Takes a name with its other spellings; whether there is room for more.
    fn row<'a>(&mut self, line: u64, cells: impl Iterator<Item = &'a str>) -> bool {
        let mut canonical = None;
        for (column, cell) in cells.enumerate() {
            if self.spellings.spellings.len() >= MOST_NAMES {
                self.fault(line, format!("only {MOST_NAMES} names are read; from here on they are left out"));
                return false;
            }
            let pattern = cell.strip_prefix('/').and_then(|cell| cell.strip_suffix('/'));
            let taken = match pattern.filter(|pattern| !pattern.is_empty()) {
                Some(pattern) => self.pattern(pattern, canonical),
                None => self.name(cell, canonical).map(|number| {
                    // A name beside a pattern is not a spelling of it, but one for itself.
                    canonical = canonical.or(Some(number).filter(|_| column == 0));
                }),
            };
            if let Err(reason) = taken {
                self.fault(line, reason);
            }
        }
        true
    }

    /// Takes a name over, or a spelling of the canonical name at that position; the position of the canonical
    /// name.
    fn name(&mut self, name: &str, canonical: Option<u32>) -> Result<u32, String> {
        let spelling = normalize(name);
        if spelling.len() > NAME_BYTES {
            return Err(format!("longer than {NAME_BYTES} bytes: no name"));
        }
        if !spelling.contains(char::is_alphanumeric) {
            return Err(format!("no letter or digit in “{spelling}”"));
        }
        if spelling.contains(char::is_control) {
            return Err("a control character is in the name".to_owned());
        }
        let number = canonical.unwrap_or_else(|| {
            self.spellings.canonical.push((self.list, spelling.clone()));
            (self.spellings.canonical.len() - 1) as u32
        });
        self.spellings.spellings.push((spelling, number));
        Ok(number)
    }

    fn pattern(&mut self, pattern: &str, canonical: Option<u32>) -> Result<(), String> {
        if self.spellings.patterns.len() >= MOST_PATTERNS {
            return Err(format!("only {MOST_PATTERNS} patterns are read; this one is left out"));
        }
        let regex = compiled(pattern).map_err(|reason| format!("/{pattern}/ is no pattern: {reason}"))?;
        self.spellings.patterns.push(ListPattern { list: self.list, regex, canonical });
        Ok(())
    }

    fn fault(&mut self, line: u64, reason: String) {
        self.faults.push(Fault { line, reason });
    }
}

/// The pattern, to be met in whole words only.
fn compiled(pattern: &str) -> Result<Regex, String> {
    let build = |pattern: &str| {
        let built = RegexBuilder::new(pattern).size_limit(PATTERN_BYTES).build();
        // The engine draws a picture of the mistake; its last line says what it is.
        built.map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => "it stands for too much".to_owned(),
            error => {
                let error = error.to_string();
                let last = error.lines().last().unwrap_or_default();
                last.strip_prefix("error: ").unwrap_or(last).to_owned()
            }
        })
    };
    build(pattern)?;
    build(&format!(r"\b{{start-half}}(?:{pattern})\b{{end-half}}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(format: ListFormat, text: &str) -> (Spellings, Vec<String>) {
        let mut lists = Spellings::default();
        let faults = read(&mut lists, 0, format, text);
        (lists, faults.into_iter().map(|fault| format!("{}: {}", fault.line, fault.reason)).collect())
    }

    /// Spellings with their canonical names.
    fn spellings(lists: &Spellings) -> Vec<(&str, &str)> {
        let canonical = |number: u32| lists.canonical[number as usize].1.as_str();
        lists.spellings.iter().map(|(spelling, number)| (spelling.as_str(), canonical(*number))).collect()
    }

    #[test]
    fn a_text_has_a_name_a_line() {
        let (lists, faults) = added(
            ListFormat::Text,
            "\u{FEFF}# Norwick\r\nAurora\r\n\r\n  Bell  of\tNorwick \r\n/IMO \\d{7}/\n",
        );
        assert_eq!(faults, [""; 0]);
        assert_eq!(spellings(&lists), [("Aurora", "Aurora"), ("Bell of Norwick", "Bell of Norwick")]);
        assert_eq!(lists.patterns.len(), 1);
    }

    #[test]
    fn a_row_has_a_name_and_its_other_spellings() {
        let text = "name,also\nAurora,\"MV Aurora, of Norwick\",,/M\\.?V\\.? Aurora/\n\nname\n/N-\\d+/,N 7\n";
        let (lists, faults) = added(ListFormat::Csv, text);
        assert_eq!(faults, [""; 0]);
        assert_eq!(
            spellings(&lists),
            [("Aurora", "Aurora"), ("MV Aurora, of Norwick", "Aurora"), ("name", "name"), ("N 7", "N 7")]
        );
        let canonical: Vec<_> = lists.patterns.iter().map(|pattern| pattern.canonical).collect();
        assert_eq!(canonical, [Some(0), None]);
    }

    #[test]
    fn what_is_wrong_is_reported_with_its_line_and_the_rest_counts() {
        let (lists, faults) =
            added(ListFormat::Text, &format!("Aurora\n/(/\n--\n{}\n/x{{9999999}}/\nOrca", "x".repeat(201)));
        assert_eq!(spellings(&lists).len(), 2);
        assert_eq!(
            faults,
            [
                "2: /(/ is no pattern: unclosed group",
                "3: no letter or digit in “--”",
                "4: longer than 200 bytes: no name",
                "5: /x{9999999}/ is no pattern: it stands for too much",
            ]
        );
        let (_, faults) = added(ListFormat::Text, &"--\n".repeat(9));
        assert!(faults.len() == MOST_FAULTS && faults[4].ends_with("(and 4 more)"), "{faults:?}");
        let (_, faults) = added(ListFormat::Csv, "Aurora\n/[/,Orca\n");
        assert!(faults.len() == 1 && faults[0].starts_with("2: /[/ is no pattern: "), "{faults:?}");
    }

    #[test]
    fn patterns_beyond_the_limit_are_left_out() {
        let text: String = (0..=MOST_PATTERNS).map(|number| format!("/N{number}/\n")).collect();
        let (lists, faults) = added(ListFormat::Text, &text);
        assert_eq!((lists.patterns.len(), faults.len()), (MOST_PATTERNS, 1));
    }
}
