//! The reports of a collection with the weight that each term has among them (tf-idf).

use rustc_hash::FxHashMap;

use super::report::{Mark, Report, Term};

/// How rare each term of a collection is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rareness {
    /// How many reports there are.
    reports: usize,
    /// The hashes of all terms in order; in how many reports each stands, and how rare that is.
    hashes: Vec<u32>,
    counts: Vec<u32>,
    of: Vec<f32>,
}

impl Rareness {
    fn new(reports: &[Report]) -> Rareness {
        let mut all: Vec<u32> = reports.iter().flat_map(|report| &report.terms).map(|term| term.id).collect();
        all.sort_unstable();
        let runs = || all.chunk_by(|a, b| a == b);
        let counts: Vec<u32> = runs().map(|run| run.len() as u32).collect();
        let of = counts.iter().map(|&count| rareness(reports.len(), count)).collect();
        let hashes = runs().filter_map(|run| run.first().copied()).collect();
        Rareness { reports: reports.len(), hashes, counts, of }
    }

    /// How many terms there are.
    pub(super) fn terms(&self) -> usize {
        self.hashes.len()
    }

    /// In how many reports the term of a number stands.
    pub(super) fn reports_with(&self, number: u32) -> u32 {
        self.counts.get(number as usize).copied().unwrap_or(1)
    }

    /// How rare the term of a number is: the logarithm of how many reports come to one that has it.
    pub(super) fn of(&self, number: u32) -> f32 {
        self.of.get(number as usize).copied().unwrap_or_else(|| rareness(self.reports, 1))
    }

    /// How rare the term of a hash is; as if it stood in one report where it stands in none.
    pub(super) fn of_hash(&self, hash: u32) -> f32 {
        self.hashes.binary_search(&hash).map_or_else(|_| rareness(self.reports, 1), |at| self.of(at as u32))
    }

    /// Whether that is rare.
    pub(super) fn is_rare(&self, rareness: f32) -> bool {
        rareness >= RARE * ((self.reports + 1) as f32).ln()
    }

    /// How rare a term is, as it is written.
    pub(super) fn of_term(&self, term: &str) -> f32 {
        self.of_hash(super::report::hash(term))
    }
}

fn rareness(reports: usize, with: u32) -> f32 {
    ((reports + 1) as f32 / with as f32).ln()
}

/// Reports in an order that does not depend on the one they came in, with what their terms weigh.
pub struct Weighed {
    /// The reports, in that order, with the numbers of their terms.
    pub reports: Vec<Report>,
    /// How rare their terms are.
    pub rareness: Rareness,
    sums: Vec<Sums>,
}

/// What the terms of one report sum up to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sums {
    /// The lengths of the vectors of all terms, of those of no name, of people, places and figures,
    /// and of rare ones.
    pub lengths: [f32; 6],
    /// How rare the terms of title, lead, people of the lead and places of the lead are together.
    pub shares: [f32; 4],
}

/// The terms that each length of [`Sums`] is of.
pub(super) fn is_in_vector(term: Term, is_rare: bool) -> [bool; 6] {
    [true, !term.is_telling(), term.is(Mark::Person), term.is(Mark::Place), term.is(Mark::Figure), is_rare]
}

/// A term is rare that is so much of how rare one can be. Set by hand: of 650 reports one in twenty has it.
const RARE: f32 = 0.46;

/// The terms that each share of [`Sums`] is of.
pub(super) fn is_in_share(term: Term) -> [bool; 4] {
    let lead = term.is(Mark::Lead);
    [term.is(Mark::Title), lead, lead && term.is(Mark::Person), lead && term.is(Mark::Place)]
}

impl Weighed {
    /// Weighs the terms of these reports.
    pub fn new(mut reports: Vec<Report>) -> Weighed {
        reports.sort_by_cached_key(|report| (report.order_key(), report.id));
        let rareness = Rareness::new(&reports);
        number(&mut reports, &rareness);
        let mut weighed = Weighed { reports, rareness, sums: Vec::new() };
        weighed.sums = weighed.reports.iter().map(|report| weighed.sums_of(report)).collect();
        weighed
    }

    fn sums_of(&self, report: &Report) -> Sums {
        let mut sums = Sums::default();
        for &term in &report.terms {
            let rareness = self.rareness.of(term.id);
            let weight = weight(term, rareness);
            for (length, is_in) in
                sums.lengths.iter_mut().zip(is_in_vector(term, self.rareness.is_rare(rareness)))
            {
                *length += if is_in { weight * weight } else { 0.0 };
            }
            for (share, is_in) in sums.shares.iter_mut().zip(is_in_share(term)) {
                *share += if is_in { rareness } else { 0.0 };
            }
        }
        sums.lengths = sums.lengths.map(f32::sqrt);
        sums
    }

    /// What the terms of a report sum up to.
    pub(super) fn sums(&self, number: usize) -> Sums {
        self.sums.get(number).copied().unwrap_or_default()
    }
}

/// Gives terms their numbers in place of their hashes, in the same order: what is known of one is then found without a
/// search.
fn number(reports: &mut [Report], rareness: &Rareness) {
    let numbers: FxHashMap<u32, u32> = rareness.hashes.iter().copied().zip(0..).collect();
    for term in reports.iter_mut().flat_map(|report| &mut report.terms) {
        term.id = numbers.get(&term.id).copied().unwrap_or(u32::MAX);
    }
}

/// The weight of a term in its report.
pub(super) fn weight(term: Term, rareness: f32) -> f32 {
    (1.0 + f32::from(term.times).ln()) * rareness
}
