//! A document as it is compared with others: its terms with how often and where they stand, and its days.
//!
//! Terms are kept as hashes, so that neither the order of documents nor a table of words makes a difference.

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use crate::model::{Block, Document, DocumentId, Kind, Mention};
use crate::text::search_terms::search_term;
use crate::text::token::tokens;

/// What a term is in a document; several may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It stands in the title.
    Title = 1,
    /// It stands in the lead or the title.
    Lead = 2,
    /// It is of the name of a person.
    Person = 4,
    /// It is of the name of a place.
    Place = 8,
    /// It is of another name.
    Name = 16,
    /// It has digits, and is no year.
    Figure = 32,
}

/// A term of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// The hash of its word; in [`super::Weighed`] its number in the order of these.
    pub id: u32,
    /// How often it stands there; twice more for each time in the lead.
    pub times: u8,
    marks: u8,
}

impl Term {
    /// Whether it is this in its document.
    pub fn is(self, mark: Mark) -> bool {
        self.marks & mark as u8 != 0
    }

    /// Whether it is of a name.
    pub fn is_of_name(self) -> bool {
        self.marks & (Mark::Person as u8 | Mark::Place as u8 | Mark::Name as u8) != 0
    }

    /// Whether it is of a name, or a figure.
    pub fn is_telling(self) -> bool {
        self.marks & TELLING != 0
    }
}

const TELLING: u8 = Mark::Person as u8 | Mark::Place as u8 | Mark::Name as u8 | Mark::Figure as u8;

/// A document as it is compared with others.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Which it is.
    pub id: DocumentId,
    /// Its terms in the order of their hashes.
    pub(super) terms: Vec<Term>,
    /// The day of its publication, in days since 1970.
    pub published: Option<i32>,
    /// The days that it names, that of its publication included, in days since 1970, ascending.
    pub days: Vec<i32>,
    /// The day within the year of its publication, or that its dateline has without a year, from 1.
    of_year: Option<i32>,
    /// The hash of its language; `None` where that is not known.
    pub(super) language: Option<u32>,
}

/// Days of a year.
const YEAR: i32 = 365;

/// So many blocks at the beginning are the lead. Set by hand: headline, line of the author, first paragraph.
const LEAD: usize = 3;

/// A term of the lead counts so many times more. Set by hand: in the texts of `story_weights` better than none.
const LEAD_COUNTS: u8 = 2;

/// So much of a text is looked at, in bytes: what a report is of stands at its beginning. Set by hand.
const LOOKED_AT: usize = 12_000;

impl Report {
    /// What is compared of a document. `days` are those that its text names, in days since 1970.
    pub fn of(id: DocumentId, document: &Document, days: impl IntoIterator<Item = i32>) -> Report {
        let mut terms = FxHashMap::default();
        let looked_at =
            document.body_blocks().filter(|block| !block.span.of(&document.text).trim().is_empty());
        for (number, block) in looked_at.enumerate() {
            if block.span.start as usize > LOOKED_AT {
                break;
            }
            add_block(&mut terms, document, block, number < LEAD);
        }
        for term in terms_of(document.title.as_deref().unwrap_or_default()) {
            add(&mut terms, &term, 1, Mark::Title as u8 | Mark::Lead as u8);
        }
        let mut terms: Vec<Term> =
            terms.into_iter().map(|(id, (times, marks))| Term { id, times, marks }).collect();
        terms.sort_unstable_by_key(|term| term.id);
        let published = document.published.as_ref().and_then(|published| published.date);
        let published = published.filter(|date| date.parts().2.is_some()).map(|date| day(date.first_day()));
        let mut days: Vec<i32> = days.into_iter().chain(published).collect();
        days.sort_unstable();
        days.dedup();
        let of_year = published.map(day_of_year);
        Report { id, terms, published, days, of_year, language: document.language.as_deref().map(hash) }
    }

    /// The same report, whose dateline has this day, which is only looked at where no day of publication is known: a
    /// day within the year, from 1.
    #[must_use]
    pub fn with_dateline(self, of_year: Option<i32>) -> Report {
        Report { of_year: self.of_year.or(of_year), ..self }
    }

    /// How many days apart two were published; within the year where the year of one is not known.
    pub(super) fn days_apart(&self, other: &Report) -> Option<i32> {
        if let Some((one, other)) = self.published.zip(other.published) {
            return Some((one - other).abs());
        }
        let apart = self.of_year.zip(other.of_year).map(|(one, other)| (one - other).abs())?;
        Some(apart.min(YEAR - apart))
    }

    /// By what it is put in order whatever its id: equal ones are alike in all that is compared.
    pub(super) fn order_key(&self) -> u64 {
        let terms = self.terms.iter().flat_map(|term| {
            let [a, b, c, d] = term.id.to_le_bytes();
            [a, b, c, d, term.times, term.marks]
        });
        let days = self.published.iter().chain(&self.days).chain(&self.of_year);
        let days = days.flat_map(|day| day.to_le_bytes());
        let days = days.chain(self.language.unwrap_or(0).to_le_bytes());
        xxh3_64(&terms.chain(days).collect::<Vec<u8>>())
    }
}

/// A day as a number, in days since 1970.
pub(super) fn day(date: jiff::civil::Date) -> i32 {
    let epoch = jiff::civil::date(1970, 1, 1);
    (date - epoch).get_days()
}

/// Which day within its year a day since 1970 is, from 1.
fn day_of_year(day: i32) -> i32 {
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch.checked_add(jiff::Span::new().days(day)).map_or(1, |date| i32::from(date.day_of_year()))
}

/// The hash by which a term is known.
pub(super) fn hash(term: &str) -> u32 {
    (xxh3_64(term.as_bytes()) & u64::from(u32::MAX)) as u32
}

/// The terms of a text in order.
pub(super) fn terms_of(text: &str) -> impl Iterator<Item = String> {
    tokens(text).map(move |span| search_term(span.of(text)))
}

type Uses = FxHashMap<u32, (u8, u8)>;

fn add(terms: &mut Uses, term: &str, times: u8, marks: u8) {
    let used = terms.entry(hash(term)).or_default();
    used.0 = used.0.saturating_add(times);
    used.1 |= marks | if is_figure(term) { Mark::Figure as u8 } else { 0 };
}

fn add_block(terms: &mut Uses, document: &Document, block: &Block, is_lead: bool) {
    let text = block.span.of(&document.text);
    let first = document.mentions.partition_point(|mention| mention.span.end <= block.span.start);
    let mut mentions = document.mentions.get(first..).unwrap_or_default().iter().peekable();
    let (times, marks) = if is_lead { (1 + LEAD_COUNTS, Mark::Lead as u8) } else { (1, 0) };
    for span in tokens(text) {
        let stands = span.shifted(block.span.start as usize);
        while mentions.next_if(|mention| mention.span.end <= stands.start).is_some() {}
        // A single sign of a script without spaces is no name: it stands in many.
        let of_name =
            mentions.peek().filter(|mention| mention.span.overlaps(stands) && !is_one_sign(span.of(text)));
        let of_name = of_name.map_or(0, name_mark);
        add(terms, &search_term(span.of(text)), times, marks | of_name);
    }
}

fn is_one_sign(token: &str) -> bool {
    token.chars().nth(1).is_none()
}

fn name_mark(mention: &&Mention) -> u8 {
    match mention.kind {
        Kind::Person => Mark::Person as u8,
        Kind::Place => Mark::Place as u8,
        kind if kind.is_name() && kind != Kind::Group => Mark::Name as u8,
        _ => 0,
    }
}

/// Whether a term is a figure: it has digits, and is not written as a year is.
pub(super) fn is_figure(term: &str) -> bool {
    let is_year = term.len() == 4
        && (term.starts_with("19") || term.starts_with("20"))
        && term.bytes().all(|byte| byte.is_ascii_digit());
    term.bytes().any(|byte| byte.is_ascii_digit()) && !is_year
}
