//! Finds the records of a file of captures: WARC (ISO 28500) and its forerunner ARC.
//!
//! Not here: what is in a record (`warc`).

use super::http::{field, fields};

/// A capture.
pub struct CapturedRecord<'b> {
    /// What it is: `response`, `resource`, `request` …; of ARC always a response.
    pub kind: String,
    /// The address it was fetched from.
    pub address: String,
    /// The day, as in `2014-01-03`; `None` where it is not said.
    pub day: Option<String>,
    /// What its block is.
    pub type_: String,
    pub block: &'b [u8],
    /// Whether the block is shorter than it was.
    pub is_cut: bool,
}

/// What stands at a place of a file.
pub enum FoundRecord<'b> {
    /// A record, and where the next may stand.
    Record(Box<CapturedRecord<'b>>, usize),
    /// No record; the next may stand there.
    Broken(usize),
    /// Nothing more.
    End,
}

/// Whether bytes open like such a file.
pub fn opens(bytes: &[u8]) -> bool {
    [&b"WARC/1."[..], b"WARC/0.", b"filedesc://"].iter().any(|start| bytes.starts_with(start))
}

/// The record at a place, behind empty lines.
pub fn find(bytes: &[u8], at: usize) -> FoundRecord<'_> {
    let rest = bytes.get(at..).unwrap_or_default();
    let empty = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n' | b' ' | 0)).count();
    let at = at + empty;
    match &bytes[at..] {
        [] => FoundRecord::End,
        record if record.starts_with(b"WARC/") => warc(bytes, at),
        _ => arc(bytes, at),
    }
}

fn warc(bytes: &[u8], at: usize) -> FoundRecord<'_> {
    let (head, rest) = fields(&bytes[at..]);
    let start = bytes.len() - rest.len();
    let length = field(&head, "content-length").and_then(|length| length.parse::<usize>().ok());
    let next = || FoundRecord::Broken(next_after(bytes, at + 1));
    let Some(length) = length else { return next() };
    let end = start.saturating_add(length);
    let value = |name: &str| field(&head, name).unwrap_or_default().to_owned();
    // An end inside of which another record begins, or that none follows, is not that of the record.
    let lies = bytes.get(end..).is_none_or(|behind| !behind.is_empty() && !ends(behind));
    let end = if lies { next_after(bytes, start) } else { end };
    let record = CapturedRecord {
        kind: value("warc-type").to_ascii_lowercase(),
        address: value("warc-target-uri").trim_matches(['<', '>']).to_owned(),
        day: value("warc-date").get(..10).map(str::to_owned),
        type_: value("content-type"),
        block: &bytes[start..end],
        is_cut: lies || field(&head, "warc-truncated").is_some(),
    };
    FoundRecord::Record(Box::new(record), end)
}

/// Whether nothing stands here but the space between records, and then a record or the end.
fn ends(behind: &[u8]) -> bool {
    let record = behind.trim_ascii_start();
    record.is_empty() || record.starts_with(b"WARC/")
}

/// Where the next record of WARC begins, or the end.
fn next_after(bytes: &[u8], from: usize) -> usize {
    const MARK: &[u8] = b"\nWARC/";
    let rest = bytes.get(from.saturating_sub(1)..).unwrap_or_default();
    let at = rest.windows(MARK.len()).position(|window| window == MARK);
    at.map_or(bytes.len(), |at| from.saturating_sub(1) + at + 1)
}

/// A record of ARC: a line with address, host, time, type and length, then so many bytes.
fn arc(bytes: &[u8], at: usize) -> FoundRecord<'_> {
    let line_end = bytes[at..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |end| at + end + 1);
    let line = String::from_utf8_lossy(&bytes[at..line_end.min(at + 8192)]);
    let parts: Vec<&str> = line.split_whitespace().collect();
    let named = parts.first().is_some_and(|address| address.contains(':')) && parts.len() >= 5;
    let length = parts.last().and_then(|length| length.parse::<usize>().ok()).filter(|_| named);
    let Some(length) = length else { return FoundRecord::Broken(line_end) };
    let end = line_end.saturating_add(length);
    let day = |time: &str| Some(format!("{}-{}-{}", time.get(..4)?, time.get(4..6)?, time.get(6..8)?));
    let record = CapturedRecord {
        kind: if parts[0].starts_with("filedesc:") { "warcinfo" } else { "response" }.to_owned(),
        address: parts[0].to_owned(),
        day: day(parts[2]),
        type_: parts[3].to_owned(),
        block: &bytes[line_end..end.min(bytes.len())],
        is_cut: end > bytes.len(),
    };
    FoundRecord::Record(Box::new(record), end.min(bytes.len()))
}
