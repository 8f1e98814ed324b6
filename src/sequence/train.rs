//! Learning the weights of a [`Model`] from labelled sequences: the likelihood of the labels is
//! climbed one sequence at a time, with the step sizes of AdaGrad (Duchi, Hazan and Singer, 2011)
//! and an L1 penalty that is paid when a weight is next used (as Tsuruoka, Tsujii and Ananiadou,
//! 2009), so that most weights end at zero and the model is small.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::lattice::{Allowed, Chain, Lanes, Lattice};
use super::model::{LANES, Label, Model, NEVER, Row};

/// A labelled sequence, its features all in one vector.
#[derive(Clone, Debug, Default)]
pub struct Example {
    keys: Vec<u32>,
    /// Where the features of each place end.
    ends: Vec<u32>,
    /// Which labels each place may have.
    labels: Vec<Allowed>,
}

impl Example {
    /// Adds a place with the [keys](super::Feature::key) of its features. Without a label it may
    /// have any, and what stands around it decides.
    pub fn push(&mut self, keys: impl IntoIterator<Item = u32>, label: Option<Label>) {
        match label {
            Some(label) => self.push_one_of(keys, &[label]),
            None => self.push_place(keys, Allowed::MAX),
        }
    }

    /// Adds a place that has one of several labels; what stands around it decides which.
    pub fn push_one_of(&mut self, keys: impl IntoIterator<Item = u32>, labels: &[Label]) {
        self.push_place(keys, labels.iter().fold(0, |set, label| set | 1 << label));
    }

    fn push_place(&mut self, keys: impl IntoIterator<Item = u32>, labels: Allowed) {
        self.keys.extend(keys);
        self.ends.push(self.keys.len() as u32);
        self.labels.push(labels);
    }

    fn features(&self, place: usize) -> &[u32] {
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.keys[start as usize..self.ends[place] as usize]
    }
}

/// How to learn.
#[derive(Clone, Debug)]
pub struct Options {
    /// How often all examples are gone through.
    pub epochs: usize,
    /// The size of the first steps.
    pub rate: f32,
    /// The penalty on each weight, per example.
    pub l1: f32,
    /// Features that fewer places have are left out.
    pub least: u32,
    /// The share of features that are overlooked each time, so that none is relied on alone.
    pub dropout: f32,
}

/// Which label may follow which; `None` stands for the beginning.
pub type MayFollow = dyn Fn(Option<Label>, Label) -> bool;

/// Learns a model. `report` gets the epoch, from 1, and the mean log-likelihood of an example.
pub fn train(
    labels: &[&str],
    may_follow: &MayFollow,
    mut examples: Vec<Example>,
    options: &Options,
    report: &mut dyn FnMut(usize, f64),
) -> Model {
    examples.retain(|example| !example.labels.is_empty());
    let keys = index(&mut examples, options.least);
    let mut trainer = Trainer::new(labels.len().min(LANES), may_follow, keys.len(), options.clone());
    let mut order: Vec<usize> = (0..examples.len()).collect();
    for epoch in 1..=options.epochs {
        for at in (1..order.len()).rev() {
            order.swap(at, trainer.dice.below(at as u64 + 1) as usize);
        }
        let sum: f64 = order.iter().map(|&at| trainer.learn(&examples[at])).sum();
        // The mean of the later epochs swings less than their last step.
        if 2 * epoch > options.epochs {
            trainer.add_to_mean();
        }
        report(epoch, sum / examples.len().max(1) as f64);
    }
    trainer.model(labels, keys)
}

/// Replaces the keys of features by their positions among the keys that are kept, which are
/// returned in ascending order. Rare ones are taken out.
fn index(examples: &mut [Example], least: u32) -> Vec<u32> {
    let mut counts: HashMap<u32, u32, BuildHasherDefault<Hashed>> = HashMap::default();
    for &key in examples.iter().flat_map(|example| &example.keys) {
        *counts.entry(key).or_default() += 1;
    }
    counts.retain(|_, count| *count >= least);
    let mut keys: Vec<u32> = counts.keys().copied().collect();
    keys.sort_unstable();
    for (at, key) in keys.iter().enumerate() {
        counts.insert(*key, at as u32);
    }
    for example in examples {
        let mut kept = Vec::with_capacity(example.keys.len());
        let mut ends = Vec::with_capacity(example.ends.len());
        for place in 0..example.ends.len() {
            kept.extend(example.features(place).iter().filter_map(|key| counts.get(key)));
            ends.push(kept.len() as u32);
        }
        (example.keys, example.ends) = (kept, ends);
    }
    keys
}

/// For keys that are hashes already; there are hundreds of millions of them.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_u32(u32::from(byte)));
    }

    fn write_u32(&mut self, key: u32) {
        // The table looks at the upper bits too.
        self.0 = (self.0 ^ u64::from(key)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Of a feature that the example at hand does not have.
const NONE: u32 = u32::MAX;

/// The state of learning: a weight and the sum of its squared gradients for every feature and
/// label.
struct Trainer {
    options: Options,
    chain: Chain,
    /// Of the transitions, then of the start.
    chain_squares: [Lanes; LANES + 1],
    chain_gradients: [Lanes; LANES + 1],
    weights: Vec<Lanes>,
    /// The sums of the weights after some epochs, those of the chain, and how many epochs.
    sums: Vec<Lanes>,
    chain_sums: [Lanes; LANES + 1],
    summed: u32,
    squares: Vec<Lanes>,
    /// Up to which example each feature has paid its penalty.
    paid: Vec<u32>,
    steps: u32,
    /// The gradients of the example at hand, by feature, and where among them each feature is.
    gradients: Vec<(u32, Lanes)>,
    slots: Vec<u32>,
    dice: Dice,
    free: Lattice,
    bound: Lattice,
    scores: Vec<Lanes>,
    used: Example,
}

impl Trainer {
    fn new(labels: usize, may_follow: &MayFollow, features: usize, options: Options) -> Trainer {
        let mut chain = Chain { labels, start: [0.0; LANES], transitions: [[0.0; LANES]; LANES] };
        for to in 0..labels {
            chain.start[to] = if may_follow(None, to as Label) { 0.0 } else { NEVER };
            for from in 0..labels {
                let may = may_follow(Some(from as Label), to as Label);
                chain.transitions[from][to] = if may { 0.0 } else { NEVER };
            }
        }
        Trainer {
            options,
            chain,
            chain_squares: [[1.0; LANES]; LANES + 1],
            chain_gradients: [[0.0; LANES]; LANES + 1],
            weights: vec![[0.0; LANES]; features],
            sums: vec![[0.0; LANES]; features],
            chain_sums: [[0.0; LANES]; LANES + 1],
            summed: 0,
            squares: vec![[1.0; LANES]; features],
            paid: vec![0; features],
            steps: 0,
            gradients: Vec::new(),
            slots: vec![NONE; features],
            dice: Dice(0x2545_f491_4f6c_dd1d),
            free: Lattice::default(),
            bound: Lattice::default(),
            scores: Vec::new(),
            used: Example::default(),
        }
    }

    /// Takes one step towards the labels of an example. Returns their log-likelihood before it.
    fn learn(&mut self, example: &Example) -> f64 {
        self.steps += 1;
        self.choose(example);
        self.pay_all();
        self.score();
        let all: Allowed = u16::MAX >> (LANES - self.chain.labels);
        let labels = &self.used.labels;
        let total = self.free.run(&self.chain, &self.scores, |_| all);
        let told = self.bound.run(&self.chain, &self.scores, |place| labels[place] & all);
        for place in 0..self.scores.len() {
            self.gather(place);
        }
        self.step();
        told - total
    }

    /// The example without the features that are overlooked this time.
    fn choose(&mut self, example: &Example) {
        self.used.labels.clone_from(&example.labels);
        self.used.keys.clear();
        self.used.ends.clear();
        let limit = (f64::from(self.options.dropout) * 1e6) as u64;
        for place in 0..example.ends.len() {
            let kept =
                example.features(place).iter().filter(|_| limit == 0 || self.dice.below(1_000_000) >= limit);
            self.used.keys.extend(kept);
            self.used.ends.push(self.used.keys.len() as u32);
        }
    }

    fn pay_all(&mut self) {
        for at in 0..self.used.keys.len() {
            self.pay(self.used.keys[at] as usize);
        }
    }

    /// Takes off a feature's weights the penalty of the examples since it was last used.
    fn pay(&mut self, feature: usize) {
        let due = (self.steps - self.paid[feature]) as f32 * self.options.l1 * self.options.rate;
        self.paid[feature] = self.steps;
        if due > 0.0 {
            for (weight, square) in self.weights[feature].iter_mut().zip(&self.squares[feature]) {
                *weight = weight.signum() * (weight.abs() - due / square.sqrt()).max(0.0);
            }
        }
    }

    fn score(&mut self) {
        self.scores.clear();
        for place in 0..self.used.ends.len() {
            let mut sum = [0.0; LANES];
            for &feature in self.used.features(place) {
                for (lane, weight) in sum.iter_mut().zip(&self.weights[feature as usize]) {
                    *lane += weight;
                }
            }
            self.scores.push(sum);
        }
    }

    /// Adds what a place says of the direction to go.
    fn gather(&mut self, place: usize) {
        let mut gradient = self.free.place(place);
        for (lane, told) in gradient.iter_mut().zip(self.bound.place(place)) {
            *lane -= told;
        }
        if gradient.iter().all(|lane| lane.abs() < 1e-4) {
            return;
        }
        for &feature in self.used.features(place) {
            let slot = &mut self.slots[feature as usize];
            if *slot == NONE {
                *slot = self.gradients.len() as u32;
                self.gradients.push((feature, [0.0; LANES]));
            }
            for (sum, lane) in self.gradients[*slot as usize].1.iter_mut().zip(&gradient) {
                *sum += lane;
            }
        }
        let labels = self.chain.labels;
        if place == 0 {
            (0..labels).for_each(|label| self.chain_gradients[LANES][label] += gradient[label]);
            return;
        }
        let (free, bound) = (self.free.pair(place), self.bound.pair(place));
        for from in 0..labels {
            for to in 0..labels {
                self.chain_gradients[from][to] += free[from][to] - bound[from][to];
            }
        }
    }

    /// Moves all weights against their gradients.
    fn step(&mut self) {
        let rate = self.options.rate;
        for (feature, gradient) in self.gradients.drain(..) {
            self.slots[feature as usize] = NONE;
            let weights = &mut self.weights[feature as usize];
            let squares = &mut self.squares[feature as usize];
            for lane in 0..LANES {
                squares[lane] += gradient[lane] * gradient[lane];
                weights[lane] -= rate * gradient[lane] / squares[lane].sqrt();
            }
        }
        let chain = self.chain.transitions.iter_mut().chain([&mut self.chain.start]).flatten();
        let gradients = self.chain_gradients.iter_mut().flatten();
        for ((weight, square), gradient) in chain.zip(self.chain_squares.iter_mut().flatten()).zip(gradients)
        {
            // What must never happen stays so.
            if *weight > NEVER {
                *square += *gradient * *gradient;
                *weight -= rate * *gradient / square.sqrt();
            }
            *gradient = 0.0;
        }
    }

    fn add_to_mean(&mut self) {
        (0..self.weights.len()).for_each(|feature| self.pay(feature));
        let chain = self.chain.transitions.iter().chain([&self.chain.start]);
        let sums = self.sums.iter_mut().zip(&self.weights).chain(self.chain_sums.iter_mut().zip(chain));
        for (sums, weights) in sums {
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += weight;
            }
        }
        self.summed += 1;
    }

    /// The model of the mean weights, rounded to steps of a common size.
    fn model(mut self, labels: &[&str], keys: Vec<u32>) -> Model {
        if self.summed == 0 {
            self.add_to_mean();
        }
        let count = self.summed as f32;
        let mean = |sums: &Lanes| sums.map(|sum| sum / count);
        let most = self.sums.iter().flatten().fold(0.0f32, |most, sum| most.max(sum.abs() / count));
        let scale = most.max(0.01) / f32::from(i8::MAX);
        let mut rows = Vec::new();
        for (key, sums) in keys.into_iter().zip(&self.sums) {
            let row: Row = mean(sums).map(|weight| (weight / scale).round() as i8);
            if row != [0; LANES] {
                rows.push((key, row));
            }
        }
        let labels = labels.iter().take(LANES).map(|&label| label.to_owned()).collect();
        let mut transitions = [[0.0; LANES]; LANES];
        for (row, sums) in transitions.iter_mut().zip(&self.chain_sums) {
            *row = mean(sums);
        }
        Model::new(labels, scale, mean(&self.chain_sums[LANES]), transitions, &rows)
    }
}

/// Numbers that look random and are the same each time (Marsaglia's xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Decoder, Feature, Scores};
    use super::*;

    /// Letters; a vowel is told by itself, what follows an unknown letter only by the chain.
    fn example(text: &str, labels: &str) -> Example {
        let mut example = Example::default();
        for (c, label) in text.chars().zip(labels.chars()) {
            let label = label.to_digit(10).map(|digit| digit as Label);
            example.push([Feature::of(1).with(c as u64).key(), Feature::of(0).key()], label);
        }
        example
    }

    fn learn(examples: Vec<Example>) -> Model {
        let options = Options { epochs: 100, rate: 0.2, l1: 1e-4, least: 1, dropout: 0.0 };
        let mut reports = Vec::new();
        let may_follow = |before: Option<Label>, label: Label| !(label == 2 && before == Some(0));
        let model =
            train(&["a", "b", "c"], &may_follow, examples, &options, &mut |_, likely| reports.push(likely));
        assert!(reports.last() > reports.first() && reports.len() == 100);
        model
    }

    fn read(model: &Model, text: &str) -> Vec<Label> {
        let scores: Vec<Scores> = text
            .chars()
            .map(|c| {
                let mut scores = [0; LANES];
                model.add(Feature::of(1).with(c as u64), &mut scores);
                model.add(Feature::of(0), &mut scores);
                scores
            })
            .collect();
        let mut path = Vec::new();
        Decoder::default().decode(model, &scores, &mut path);
        path
    }

    #[test]
    fn features_and_neighbours_are_learned() {
        // An x takes the label of what stands before it.
        let examples = || {
            ["axx", "bxx", "abx", "bax"]
                .map(|text| {
                    let mut last = '0';
                    let labels: String = text
                        .chars()
                        .map(|c| {
                            last = match c {
                                'a' => '0',
                                'b' => '1',
                                _ => last,
                            };
                            last
                        })
                        .collect();
                    example(text, &labels)
                })
                .to_vec()
        };
        let model = learn(examples());
        assert_eq!(read(&model, "abaxxx"), [0, 1, 0, 0, 0, 0]);
        assert_eq!(read(&model, "babxxx"), [1, 0, 1, 1, 1, 1]);
        assert_eq!(read(&model, "c?"), read(&model, "??"), "what was never seen has no weight");
        let again = learn(examples());
        assert!(again.rows().eq(model.rows()), "learning is repeatable");
    }

    #[test]
    fn places_without_a_label_are_filled_in_and_what_may_not_follow_does_not() {
        let mut examples: Vec<Example> = (0..8).map(|_| example("aqb", "0?1")).collect();
        examples.extend((0..8).map(|_| example("bc", "12")));
        let model = learn(examples);
        assert_eq!(read(&model, "bc"), [1, 2]);
        assert!(!read(&model, "accc").windows(2).any(|pair| pair == [0, 2]));
        assert!(read(&model, "aqb")[1] < 2);
    }

    #[test]
    fn a_place_of_two_possible_labels_gets_the_one_its_like_have() {
        let mut examples: Vec<Example> = (0..8).map(|_| example("ab", "01")).collect();
        let mut either = Example::default();
        either.push_one_of([Feature::of(1).with('a' as u64).key(), Feature::of(9).key()], &[0, 2]);
        examples.extend((0..8).map(|_| either.clone()));
        assert_eq!(read(&learn(examples), "a"), [0]);
    }

    #[test]
    fn rare_features_are_left_out() {
        let mut examples = vec![example("ab", "01"), example("aa", "00")];
        let keys = index(&mut examples, 2);
        assert!(keys.contains(&Feature::of(1).with('a' as u64).key()));
        assert!(!keys.contains(&Feature::of(1).with('b' as u64).key()));
        assert_eq!((examples[0].features(0).len(), examples[0].features(1).len()), (2, 1));
    }
}
