//! Reads files of captures (WARC, ARC), packed record by record or not: each page is a file inside, by the address
//! it was fetched from, with the day of the capture. What was asked, repeated, or said of the files is passed over,
//! and so are answers that are no page: moved, not found.
//!
//! Not here: where records begin and end (`record`), and what a server sent (`http`).

use std::io::{self, Read};

use flate2::bufread::GzDecoder;

use super::http::Answer;
use super::record::{CapturedRecord, FoundRecord, find, opens};
use crate::extract::contents::{Contents, Piece, ReadOutcome};
use crate::extract::{opening, packed};
use crate::model::Problem;

/// So many bytes of pages are given on in one step. Set by hand.
const STEP: usize = 16 << 20;
/// So many pages are given on in one step. Set by hand.
const STEP_PAGES: usize = 2_000;
/// So many bytes of pages may come of one packed part: it is taken as a whole. Set by hand.
const MOST: usize = 64 << 20;
/// A packed part unpacks to so many bytes at most. Set by hand: some programs pack the file as one.
const LARGEST: u64 = 256 << 20;
/// Addresses of what the program that captured noted for itself: its own settings, texts it made of pages.
const OWN: [&str; 4] = ["metadata:", "urn:", "dns:", "about:"];
/// What packed parts begin with.
const GZIP: &[u8] = b"\x1F\x8B\x08";

/// Whether bytes are a file of captures.
pub fn is_one(bytes: &[u8]) -> bool {
    opens(bytes) || bytes.starts_with(GZIP) && opens(&packed::beginning(bytes, 16))
}

/// The pages from that place on.
///
/// # Errors
/// When there is none at all.
pub fn read(bytes: &[u8], from: usize) -> ReadOutcome {
    let mut pages = Pages::default();
    let next = match bytes.starts_with(GZIP) {
        true => pages.add_packed(bytes, from),
        false => pages.add(bytes, from, STEP),
    };
    let problem = pages.problem();
    if from == 0 && next.is_none() && pages.pieces.is_empty() {
        let none = "no page was captured in it: no text";
        return Err(problem.map_or_else(|| Problem::new(none), |why| Problem::new(format!("{none}; {why}"))));
    }
    Ok(Contents { pieces: pages.pieces, problem, next })
}

/// The pages found so far.
#[derive(Default)]
struct Pages {
    pieces: Vec<Piece>,
    bytes: usize,
    /// Places where a record should stand and none does, and records that were cut.
    broken: usize,
    cut: usize,
    /// Whether a packed part holds more than is taken.
    is_over: bool,
}

impl Pages {
    fn is_full(&self, most: usize) -> bool {
        self.bytes >= most || most == STEP && self.pieces.len() >= STEP_PAGES
    }

    /// Adds the pages of records from a place on; gives the place to go on at.
    fn add(&mut self, bytes: &[u8], from: usize, most: usize) -> Option<usize> {
        let mut at = from;
        loop {
            if self.is_full(most) {
                return Some(at);
            }
            match find(bytes, at) {
                FoundRecord::End => return None,
                FoundRecord::Broken(next) => (self.broken, at) = (self.broken + 1, next.max(at + 1)),
                FoundRecord::Record(record, next) => {
                    self.take(&record);
                    at = next.max(at + 1);
                }
            }
        }
    }

    /// The same of a file whose records, or groups of them, are packed each by itself.
    fn add_packed(&mut self, bytes: &[u8], from: usize) -> Option<usize> {
        let mut at = from;
        while at < bytes.len() {
            if self.is_full(STEP) {
                return Some(at);
            }
            let packed = &bytes[at..];
            let mut decoder = GzDecoder::new(packed);
            let mut part = Vec::new();
            let mut ended = decoder.by_ref().take(LARGEST).read_to_end(&mut part).is_ok();
            if part.len() as u64 == LARGEST {
                self.is_over = true;
                ended = io::copy(&mut decoder.by_ref().take(8 * LARGEST), &mut io::sink()).is_ok();
            }
            let end = packed.len() - decoder.into_inner().len();
            self.is_over |= self.add(&part, 0, MOST).is_some();
            self.broken += usize::from(!ended);
            at = match ended && end > 0 {
                true => at + end,
                false => at + 1 + position(&packed[1..], GZIP).unwrap_or(packed.len()),
            };
        }
        None
    }

    /// Takes a record if it is a page.
    fn take(&mut self, record: &CapturedRecord<'_>) {
        let answer = match record.kind.as_str() {
            "response" => match record.block.starts_with(b"HTTP/") {
                true => Answer::read(record.block),
                false => Answer::of(&record.type_, record.block),
            },
            "resource" | "conversion" => Answer::of(&record.type_, record.block),
            _ => return,
        };
        if !(200..300).contains(&answer.status) || OWN.iter().any(|own| record.address.starts_with(own)) {
            return;
        }
        let body = answer.body();
        let seen = || opening::is_html(&body).then_some("html");
        let Some(ending) = answer.ending().or_else(|| seen().filter(|_| !answer.is_typed())) else { return };
        if body.trim_ascii().is_empty() {
            return;
        }
        self.cut += usize::from(record.is_cut);
        self.bytes += body.len();
        self.pieces.push(Piece::Capture {
            name: format!("page.{ending}"),
            address: record.address.clone(),
            day: record.day.clone(),
            bytes: body,
        });
    }

    /// What of it was not read.
    fn problem(&self) -> Option<Problem> {
        let mut said = Vec::new();
        if self.cut > 0 {
            said.push(format!("pages that were cut when they were captured, or later: {}", self.cut));
        }
        if self.broken > 0 {
            said.push(format!("broken records, which were passed over: {}", self.broken));
        }
        if self.is_over {
            said.push(format!(
                "more than {} MiB in one packed part: the rest of it was not read",
                MOST >> 20
            ));
        }
        (!said.is_empty()).then(|| Problem::new(said.join("; ")))
    }
}

fn position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}
