//! Reads tables in text form (CSV, TSV): finds out by what their cells are parted, whether the first row names the
//! columns, and which rows are not as the others.
//!
//! Not here: what the columns are for (`mapping`).

use csv::{ReaderBuilder, StringRecord};

use super::collected::{Collected, OddLines};
use super::day::is_date;
use super::flatten::Record;
use super::mapping::{Mapping, guess, is_address};
use super::table;
use crate::extract::contents::Contents;
use crate::extract::field_names::role_of;
use crate::model::{MappedField, Problem};

/// So much of a table shows its form, in bytes, and so many of its rows. Set by hand.
pub const SAMPLE: usize = 256 << 10;
const SAMPLE_ROWS: usize = 200;
/// Cells are parted by one of these.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// A cell with so many lines was not meant: its quotation mark is never closed. Set by hand.
const MOST_LINES: usize = 2000;
/// Of the rows of a table so many in a hundred have as many cells as most. Set by hand: prose with commas has fewer.
const ALIKE: usize = 70;
/// The longest name of a column, in bytes. Set by hand.
const LONGEST_NAME: usize = 60;

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    delimiter: u8,
    /// A backslash stands before quotation marks within cells.
    escaped: bool,
    quoted: bool,
    /// How many cells most rows have.
    columns: usize,
}

/// The form of a table, found in its beginning.
#[derive(Debug)]
pub struct TableForm {
    dialect: Dialect,
    /// The names of the columns.
    pub names: Vec<String>,
    /// Whether the first row has them.
    is_headed: bool,
    /// What they are for.
    pub mapping: Mapping,
}

impl TableForm {
    /// The form of a table by its beginning; `None` of what is none.
    pub fn of(text: &str, set: &[MappedField]) -> Option<TableForm> {
        let start = beginning(without_note(text));
        let dialect = dialect(start)?;
        let rows: Vec<StringRecord> = rows(start, dialect).take(SAMPLE_ROWS).map(|(_, row)| row).collect();
        let first: Vec<String> =
            rows.first()?.iter().map(|cell| cell.trim().trim_start_matches('\u{FEFF}').to_owned()).collect();
        let is_headed = is_head(&first, rows.get(1));
        let names = match is_headed {
            true => first
                .into_iter()
                .zip(1..)
                .map(|(name, at)| if name.is_empty() { format!("column {at}") } else { name })
                .collect(),
            false => (1..=dialect.columns).map(|at| format!("column {at}")).collect::<Vec<_>>(),
        };
        let samples: Vec<Record> =
            rows.iter().skip(usize::from(is_headed)).map(|row| Record::of_row(&names, row.iter())).collect();
        let mapping = guess(&samples, set);
        Some(TableForm { dialect, names, is_headed, mapping })
    }
}

/// The rows of a table: each a record, if there is running text in them; else all of them one text.
///
/// # Errors
/// When there is nothing in it.
pub fn read(text: &str, set: &[MappedField]) -> Result<Contents, Problem> {
    let form =
        TableForm::of(text, set).ok_or_else(|| Problem::new("no table: its rows have nothing in common"))?;
    let text = without_note(text);
    if !form.mapping.is_of_documents() {
        return Ok(table::read(rows(text, form.dialect)));
    }
    let mut collected = Collected::default();
    let (mut odd_lines, mut all) = (OddLines::default(), 0);
    for (line, row) in rows(text, form.dialect).skip(usize::from(form.is_headed)) {
        all += 1;
        if row.len() != form.names.len() {
            odd_lines.note(line);
        }
        if !collected.add(&Record::of_row(&form.names, row.iter()), &form.mapping) {
            break;
        }
    }
    Ok(collected
        .contents(odd_lines.said(all, "rows have more or fewer cells than there are columns, in the lines")))
}

/// The first line of a table that says by what its cells are parted: `sep=;`.
fn without_note(text: &str) -> &str {
    let text = text.trim_start_matches('\u{FEFF}');
    match text.split_once('\n') {
        Some((note, rest)) if note.trim().len() == 5 && note.to_ascii_lowercase().starts_with("sep=") => rest,
        _ => text,
    }
}

fn beginning(text: &str) -> &str {
    let start = &text[..text.floor_char_boundary(SAMPLE)];
    if start.len() == text.len() { text } else { &start[..start.rfind('\n').unwrap_or(start.len())] }
}

/// The rows that are not blank, each with the line it begins on, from 1. Where a quotation mark is never closed, the
/// rest is read as if there were none.
fn rows(text: &str, dialect: Dialect) -> impl Iterator<Item = (usize, StringRecord)> {
    let mut reader = Rows::of(text, dialect);
    std::iter::from_fn(move || reader.next())
}

struct Rows<'t> {
    text: &'t str,
    dialect: Dialect,
    reader: csv::Reader<&'t [u8]>,
    /// Where the reader began: bytes and lines.
    from: (usize, usize),
}

impl<'t> Rows<'t> {
    fn of(text: &'t str, dialect: Dialect) -> Rows<'t> {
        Rows { text, dialect, reader: reader(text, dialect), from: (0, 0) }
    }

    fn next(&mut self) -> Option<(usize, StringRecord)> {
        loop {
            let mut row = StringRecord::new();
            let start = self.reader.position().clone();
            if !self.reader.read_record(&mut row).ok()? {
                return None;
            }
            let flooded = self.dialect.quoted
                && row.len() < self.dialect.columns.max(2)
                && row
                    .iter()
                    .next_back()
                    .is_some_and(|cell| cell.bytes().filter(|&byte| byte == b'\n').count() > MOST_LINES);
            let place = row.position().unwrap_or(&start);
            let (byte, line) = (self.from.0 + place.byte() as usize, self.from.1 + place.line() as usize);
            if flooded {
                let dialect = Dialect { quoted: false, ..self.dialect };
                self.from = (byte, line - 1);
                self.reader = reader(self.text.get(byte..)?, dialect);
                self.dialect = dialect;
                continue;
            }
            if row.iter().any(|cell| !cell.trim().is_empty()) {
                return Some((line, row));
            }
        }
    }
}

fn reader(text: &str, dialect: Dialect) -> csv::Reader<&[u8]> {
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(dialect.delimiter).quoting(dialect.quoted);
    if dialect.escaped {
        builder.double_quote(false).escape(Some(b'\\'));
    }
    builder.from_reader(text.as_bytes())
}

/// How a table is written: so that most of its rows have as many cells, of two the way that gives more of them.
fn dialect(start: &str) -> Option<Dialect> {
    let escaped = start.contains("\\\"") && !start.contains("\"\"");
    let scored = DELIMITERS.into_iter().filter_map(|delimiter| {
        let dialect =
            Dialect { delimiter, escaped, quoted: delimiter != b'\t' || start.contains("\t\""), columns: 0 };
        let lengths: Vec<usize> = rows(start, dialect).take(SAMPLE_ROWS).map(|(_, row)| row.len()).collect();
        let most = (2..=lengths.iter().copied().max()?)
            .max_by_key(|length| lengths.iter().filter(|of| *of == length).count())?;
        let alike = lengths.iter().filter(|length| **length == most).count();
        let share = alike * 100 / lengths.len();
        (share >= ALIKE && lengths.len() > 1).then_some((
            share >= 95,
            most,
            share,
            Dialect { columns: most, ..dialect },
        ))
    });
    scored.max_by_key(|(sure, most, share, _)| (*sure, *most, *share)).map(|(.., dialect)| dialect)
}

/// Whether a row names the columns: short words without numbers, other than what stands below.
fn is_head(first: &[String], second: Option<&StringRecord>) -> bool {
    let blank = first.iter().filter(|cell| cell.is_empty()).count();
    let is_name = |cell: &String| {
        cell.len() <= LONGEST_NAME && !is_address(cell) && !is_date(cell) && cell.parse::<f64>().is_err()
    };
    let distinct: std::collections::HashSet<&String> = first.iter().collect();
    let named = first.iter().filter(|name| role_of(name).is_some()).count();
    let same = second.is_some_and(|second| second.iter().map(str::trim).eq(first.iter().map(String::as_str)));
    let all = first.iter().all(is_name) && distinct.len() + blank.saturating_sub(1) == first.len();
    all && !same && blank * 2 <= first.len() && (named > 0 || second.is_some())
}

/// Whether a file that is called a table is one.
pub fn is_table(text: &str) -> bool {
    dialect(beginning(without_note(text))).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Piece;
    use crate::model::{Extract, FieldRole};

    fn texts(table: &str) -> (Vec<Extract>, Option<String>) {
        let contents = read(table, &[]).unwrap();
        let texts = contents.pieces.into_iter().filter_map(|piece| match piece {
            Piece::Text(text) => Some(*text),
            _ => None,
        });
        (texts.collect(), contents.problem.map(|problem| problem.0))
    }

    const STORY: &str =
        "The ferry to Ostra sails again, the port said on Monday, after a month in dock for repairs.";

    #[test]
    fn rows_with_running_text_are_records_whatever_parts_their_cells() {
        for delimiter in [",", ";", "\t", "|"] {
            let table = format!(
                "Titel,Datum,Text\nFähre,4.5.2020,\"{STORY}\nAgain.\"\nHafen,13.5.2020,\"{STORY} \"\"Yes\"\".\"\n"
            );
            let (head, rest) = table.split_once(",\"").unwrap();
            let table = format!("{},\"{}", head, rest)
                .replace(", the", " the")
                .replace(", after", " after")
                .replace(',', delimiter);
            let (texts, problem) = texts(&table);
            assert_eq!((texts.len(), problem), (2, None), "{delimiter}");
            assert_eq!(texts[0].metadata.title.as_deref(), Some("Fähre"));
            assert_eq!(texts[0].metadata.published.as_deref(), Some("2020-05-04"));
            assert!(texts[1].text.contains("\"Yes\"."));
        }
    }

    #[test]
    fn rows_that_are_not_as_the_others_are_said_and_read() {
        let rows: String = (0..20).map(|at| format!("{at},\"{STORY} {at}\",Ann\n")).collect();
        let (texts, problem) =
            texts(&format!("id,text,author\n{rows}7,\"{STORY}\",Ann,more\n8,\"{STORY}\"\n"));
        assert_eq!(texts.len(), 22);
        let problem = problem.unwrap();
        assert!(problem.starts_with("2 of 22 rows") && problem.ends_with(": 22, 23"), "{problem}");
        assert!(texts[20].text.contains("column 4: more"));
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_does_not_swallow_the_rest() {
        let rows: String =
            (0..2100).map(|at| format!("{at},{},Ann\n", format!("{STORY} {at}").replace(',', ""))).collect();
        let (texts, _) = texts(&format!("id,text,author\n{rows}x,\"{STORY},Ann\n{rows}"));
        assert!(texts.len() >= 4200, "{}", texts.len());
    }

    #[test]
    fn columns_without_names_are_told_by_what_stands_in_them() {
        let form = TableForm::of(&format!("1,\"{STORY}\"\n2,\"{STORY} Twice.\"\n"), &[]).unwrap();
        assert_eq!(form.mapping.field(FieldRole::Text), Some("column 2"));
    }

    #[test]
    fn prose_with_commas_is_no_table() {
        for prose in ["One, two.\nThree four.\nFive, six, seven and eight.\n", STORY, "word\nother\n", ""] {
            assert!(!is_table(prose), "{prose}");
        }
        assert!(is_table("sep=;\na;b\n1;2\n"));
    }
}
