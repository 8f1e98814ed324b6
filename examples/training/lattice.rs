//! All paths through a sequence at once, for learning: the forward-backward algorithm, in
//! probabilities scaled place by place (Rabiner, "A tutorial on hidden Markov models", 1989, V.A).

use perusal::sequence::LANES;

/// Weights by label, of one place.
pub(super) type Lanes = [f32; LANES];

/// The weights of pairs of labels while they are learned.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    pub labels: usize,
    pub start: Lanes,
    pub transitions: [Lanes; LANES],
}

/// A set of labels that may stand at a place, one bit a label.
pub(super) type Allowed = u16;

/// The paths through one sequence; keeps its memory for the next.
#[derive(Debug, Default)]
pub(super) struct Lattice {
    /// `exp` of the scores, divided by the largest of the place.
    emissions: Vec<Lanes>,
    forward: Vec<Lanes>,
    backward: Vec<Lanes>,
    transitions: [Lanes; LANES],
}

impl Lattice {
    /// Runs over a sequence; `allowed` says which labels each place may have. Returns the
    /// logarithm of the sum over all paths.
    pub fn run(&mut self, chain: &Chain, scores: &[Lanes], allowed: impl Fn(usize) -> Allowed) -> f64 {
        let labels = chain.labels;
        let count = scores.len();
        for (row, from) in self.transitions.iter_mut().zip(&chain.transitions) {
            for (to, weight) in row.iter_mut().zip(from) {
                *to = weight.exp();
            }
        }
        for all in [&mut self.emissions, &mut self.forward, &mut self.backward] {
            all.clear();
            all.resize(count, [0.0; LANES]);
        }
        let mut total = 0.0;
        for (place, scores) in scores.iter().enumerate() {
            let most = scores[..labels].iter().copied().fold(f32::MIN, f32::max);
            total += f64::from(most);
            let open = allowed(place);
            for label in (0..labels).filter(|label| open >> label & 1 == 1) {
                self.emissions[place][label] = (scores[label] - most).exp();
            }
        }
        for place in 0..count {
            let mut reached = [0.0; LANES];
            match place.checked_sub(1) {
                None => (0..labels).for_each(|label| reached[label] = chain.start[label].exp()),
                Some(before) => {
                    for (from, &weight) in self.forward[before][..labels].iter().enumerate() {
                        for (to, transition) in reached.iter_mut().zip(&self.transitions[from]) {
                            *to += weight * transition;
                        }
                    }
                }
            }
            for (to, emission) in reached.iter_mut().zip(&self.emissions[place]) {
                *to *= emission;
            }
            total += f64::from(normalise(&mut reached)).ln();
            self.forward[place] = reached;
        }
        let Some(last) = self.backward.last_mut() else { return 0.0 };
        *last = [1.0; LANES];
        for place in (0..count - 1).rev() {
            let mut ahead = self.backward[place + 1];
            for (to, emission) in ahead.iter_mut().zip(&self.emissions[place + 1]) {
                *to *= emission;
            }
            let mut back = [0.0; LANES];
            for (from, row) in back.iter_mut().zip(&self.transitions).take(labels) {
                *from = row.iter().zip(&ahead).map(|(transition, weight)| transition * weight).sum();
            }
            normalise(&mut back);
            self.backward[place] = back;
        }
        total
    }

    /// How probable each label is at a place.
    pub fn place(&self, place: usize) -> Lanes {
        let mut probable = self.forward[place];
        for (label, back) in probable.iter_mut().zip(&self.backward[place]) {
            *label *= back;
        }
        normalise(&mut probable);
        probable
    }

    /// How probable each pair of labels is at the place before and at the place; `place` > 0.
    pub fn pair(&self, place: usize) -> [Lanes; LANES] {
        let mut ahead = self.backward[place];
        for (to, emission) in ahead.iter_mut().zip(&self.emissions[place]) {
            *to *= emission;
        }
        let mut pairs = self.transitions;
        let mut sum = 0.0;
        for (row, &weight) in pairs.iter_mut().zip(&self.forward[place - 1]) {
            for (pair, to) in row.iter_mut().zip(&ahead) {
                *pair *= weight * to;
                sum += *pair;
            }
        }
        let scale = 1.0 / f32::max(sum, f32::MIN_POSITIVE);
        pairs.iter_mut().flatten().for_each(|pair| *pair *= scale);
        pairs
    }
}

/// Makes the sum 1, and returns what it was.
fn normalise(lanes: &mut Lanes) -> f32 {
    let sum = lanes.iter().sum::<f32>().max(f32::MIN_POSITIVE);
    lanes.iter_mut().for_each(|lane| *lane /= sum);
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sums_and_chances_are_those_of_all_paths_counted_one_by_one(
            weights in prop::collection::vec(-2.0f32..2.0, 3 + 9),
            places in prop::collection::vec((prop::collection::vec(-2.0f32..2.0, 3), 1u16..8), 1..5),
        ) {
            let mut chain = Chain { labels: 3, start: [0.0; LANES], transitions: [[0.0; LANES]; LANES] };
            chain.start[..3].copy_from_slice(&weights[..3]);
            for from in 0..3 {
                chain.transitions[from][..3].copy_from_slice(&weights[3 + 3 * from..6 + 3 * from]);
            }
            let scores: Vec<Lanes> = places.iter().map(|(place, _)| {
                let mut lanes = [0.0; LANES];
                lanes[..3].copy_from_slice(place);
                lanes
            }).collect();
            let mut lattice = Lattice::default();
            let total = lattice.run(&chain, &scores, |place| places[place].1);

            let count = scores.len();
            let (mut all, mut at_last, mut pair) = (0.0f64, [0.0f64; 3], [[0.0f64; 3]; 3]);
            for code in 0..3usize.pow(count as u32) {
                let path: Vec<usize> = (0..count).map(|at| code / 3usize.pow(at as u32) % 3).collect();
                if path.iter().zip(&places).any(|(label, place)| place.1 >> label & 1 == 0) {
                    continue;
                }
                let mut sum = f64::from(chain.start[path[0]]);
                for at in 0..count {
                    sum += f64::from(scores[at][path[at]]);
                    if at > 0 {
                        sum += f64::from(chain.transitions[path[at - 1]][path[at]]);
                    }
                }
                all += sum.exp();
                at_last[path[count - 1]] += sum.exp();
                if count > 1 {
                    pair[path[count - 2]][path[count - 1]] += sum.exp();
                }
            }
            prop_assert!((total - all.ln()).abs() < 1e-3, "{total} {}", all.ln());
            let found = lattice.place(count - 1);
            for label in 0..3 {
                prop_assert!((f64::from(found[label]) - at_last[label] / all).abs() < 1e-3);
            }
            if count > 1 {
                let found = lattice.pair(count - 1);
                for from in 0..3 {
                    for to in 0..3 {
                        prop_assert!((f64::from(found[from][to]) - pair[from][to] / all).abs() < 1e-3);
                    }
                }
            }
        }
    }
}
