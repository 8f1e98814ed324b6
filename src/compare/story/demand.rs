//! How much is demanded of pairs in one collection: the fewer of them are of one story, the more.
//!
//! How many are is not known, and differs: of the pairs that weights were learned from two in five were, of those in a
//! pile of other texts one in thirty. It is estimated from the sums themselves (Saerens, Latinne and Decaestecker 2002).

use super::weights::Weights;

/// A pair of reports with what its measures sum up to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summed {
    /// The two, by their numbers.
    pub pair: (u32, u32),
    /// The logarithm of the odds that both are of one story, as in the texts that weights were learned from.
    pub sum: f32,
    /// Whether both have in common what reports of one event have.
    pub has_evidence: bool,
}

/// The lower odds of a collection count so many times. Set by hand, on 112 pairs found and judged in a pile of news
/// without days: what is no story there is nearer to one than in the texts of `story_weights`, as it shares a subject.
const COUNTS: f32 = 3.5;

/// Of pairs without evidence so many times more is demanded. Set by hand, on pairs found in a pile of dispatches: it keeps
/// dividends of one firm apart, and guides to one subject.
const WITHOUT_EVIDENCE: f32 = 2.5;

/// The share that is known counts as so many pairs: of few pairs little can be estimated. Set by hand.
const KNOWN: f64 = 5.0;

/// So often the estimate is made better, or until it changes by less than this.
const TIMES: usize = 200;
const LITTLE: f64 = 1e-6;

/// Sums are counted in steps of this, from the least: so that the order of pairs makes no difference to an estimate.
const STEP: f32 = 0.05;
const LEAST: f32 = -20.0;
const STEPS: usize = 800;

/// How alike each pair is, from 0 to 1.
pub fn alike(summed: &[Summed], weights: &Weights) -> Vec<((u32, u32), f32)> {
    let demand = demand(summed, weights.prior);
    let of_one = |summed: &Summed| {
        let times = if summed.has_evidence { 1.0 } else { WITHOUT_EVIDENCE };
        (summed.pair, weights.alike(demand.mul_add(-times, summed.sum)))
    };
    summed.iter().map(of_one).collect()
}

/// By how much sums are lessened in a collection. Never below 0: a collection of one story is not told from one of
/// texts on one subject.
fn demand(summed: &[Summed], prior: f32) -> f32 {
    let prior = f64::from(prior).clamp(LITTLE, 1.0 - LITTLE);
    let log_odds = |share: f64| (share / (1.0 - share)).ln();
    let share = share(summed, prior).clamp(LITTLE, 1.0 - LITTLE);
    COUNTS * (log_odds(prior) - log_odds(share)).max(0.0) as f32
}

/// The share of pairs that are of one story, by expectation and maximisation from the share `prior`.
fn share(summed: &[Summed], prior: f64) -> f64 {
    let mut counts = [0_u32; STEPS];
    for summed in summed {
        let step = ((summed.sum - LEAST) / STEP).clamp(0.0, (STEPS - 1) as f32) as usize;
        if let Some(count) = counts.get_mut(step) {
            *count += 1;
        }
    }
    let steps = counts.iter().enumerate().filter(|(_, count)| **count > 0);
    // The odds of each step had both kinds of pairs been equally many.
    let odds = |step: usize| f64::from(LEAST + STEP * (step as f32 + 0.5)).exp() * (1.0 - prior) / prior;
    let odds: Vec<(f64, f64)> = steps.map(|(step, &count)| (odds(step), f64::from(count))).collect();
    let mut share = prior;
    for _ in 0..TIMES {
        let of_one = |&(odds, count): &(f64, f64)| count * odds * share / (odds * share + 1.0 - share);
        let expected: f64 = odds.iter().map(of_one).sum();
        let better = KNOWN.mul_add(prior, expected) / (summed.len() as f64 + KNOWN);
        let change = (better - share).abs();
        share = better;
        if change < LITTLE {
            break;
        }
    }
    share
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::story::WEIGHTS;

    fn summed(sums: impl IntoIterator<Item = f32>) -> Vec<Summed> {
        let sums = sums.into_iter().zip(0..);
        sums.map(|(sum, number)| Summed { pair: (number, number + 1), sum, has_evidence: true }).collect()
    }

    #[test]
    fn the_fewer_pairs_are_of_one_story_the_more_is_demanded() {
        let of_both = |yes: usize, no: usize| {
            summed(std::iter::repeat_n(5.0, yes).chain(std::iter::repeat_n(-5.0, no)))
        };
        let [half, few, fewer] =
            [(50, 50), (5, 95), (1, 400)].map(|(yes, no)| demand(&of_both(yes, no), 0.4));
        assert_eq!(half, 0.0, "more than is known of is no reason to demand less");
        assert!(5.0 < few && few < fewer, "{few} {fewer}");
        assert_eq!(demand(&[], 0.4), 0.0);
        assert!(demand(&of_both(1, 1), 0.4) < 0.1, "two pairs tell little");
    }

    #[test]
    fn of_pairs_without_evidence_more_is_demanded() {
        let mut pairs = summed([6.0, 6.0].into_iter().chain(std::iter::repeat_n(-5.0, 40)));
        pairs[1].has_evidence = false;
        let alike = alike(&pairs, &WEIGHTS);
        assert!(alike[0].1 > alike[1].1, "{:?}", &alike[..2]);
    }
}
