//! The reports of a collection with the weight that each term has among them (tf-idf).

use super::report::{Mark, Report, Term};

/// How rare each term of a collection is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rareness {
    /// How many reports there are.
    reports: usize,
    /// The hashes of all terms in order, and in how many reports each stands.
    hashes: Vec<u32>,
    counts: Vec<u32>,
}

impl Rareness {
    fn new(reports: &[Report]) -> Rareness {
        let mut all: Vec<u32> =
            reports.iter().flat_map(|report| &report.terms).map(|term| term.hash).collect();
        all.sort_unstable();
        let runs = || all.chunk_by(|a, b| a == b);
        Rareness {
            reports: reports.len(),
            hashes: runs().filter_map(|run| run.first().copied()).collect(),
            counts: runs().map(|run| run.len() as u32).collect(),
        }
    }

    /// In how many reports a term stands; as if in one where it stands in none.
    pub(super) fn reports_with(&self, hash: u32) -> u32 {
        let found = self.hashes.binary_search(&hash).ok();
        found.and_then(|at| self.counts.get(at)).copied().unwrap_or(1)
    }

    /// How rare a term is: the logarithm of how many reports come to one that has it.
    pub(super) fn of(&self, hash: u32) -> f32 {
        ((self.reports + 1) as f32 / self.reports_with(hash) as f32).ln()
    }

    /// Whether that is rare.
    pub(super) fn is_rare(&self, rareness: f32) -> bool {
        rareness >= RARE * ((self.reports + 1) as f32).ln()
    }

    /// How rare a term is, as it is written.
    pub(super) fn of_term(&self, term: &str) -> f32 {
        self.of(super::report::hash(term))
    }
}

/// Reports in an order that does not depend on the one they came in, with what their terms weigh.
pub struct Weighed {
    /// The reports, in that order.
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
        let mut weighed = Weighed { reports, rareness, sums: Vec::new() };
        weighed.sums = weighed.reports.iter().map(|report| weighed.sums_of(report)).collect();
        weighed
    }

    fn sums_of(&self, report: &Report) -> Sums {
        let mut sums = Sums::default();
        for &term in &report.terms {
            let rareness = self.rareness.of(term.hash);
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

/// The weight of a term in its report.
pub(super) fn weight(term: Term, rareness: f32) -> f32 {
    (1.0 + f32::from(term.times).ln()) * rareness
}
