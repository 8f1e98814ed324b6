//! The state of learning and one step of it: the weights, their gradients, the penalty that keeps most
//! of them at zero.

use perusal::sequence::{LANES, Label, Model, NEVER, WeightRow};

use super::example::Example;
use super::lattice::{Allowed, Chain, Lanes, Lattice};
use super::options::{MayFollow, Options};
use super::rng::Rng;

/// Of a feature that the example at hand does not have.
const NONE: u32 = u32::MAX;

/// The state of learning: a weight and the sum of its squared gradients for every feature and
/// label.
pub(super) struct Trainer {
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
    /// At which example each feature was last penalised.
    last_penalised: Vec<u32>,
    steps: u32,
    /// The gradients of the example at hand, by feature, and where among them each feature is.
    gradients: Vec<(u32, Lanes)>,
    slots: Vec<u32>,
    pub(super) rng: Rng,
    free: Lattice,
    bound: Lattice,
    scores: Vec<Lanes>,
    used: Example,
}

impl Trainer {
    /// Begins with weights of 0 for the features, or with those of the model that is gone on from.
    pub(super) fn new(labels: usize, may_follow: &MayFollow, keys: &[u32], options: Options) -> Trainer {
        let mut chain = Chain { labels, start: [0.0; LANES], transitions: [[0.0; LANES]; LANES] };
        for to in 0..labels {
            chain.start[to] = if may_follow(None, to as Label) { 0.0 } else { NEVER };
            for from in 0..labels {
                let may = may_follow(Some(from as Label), to as Label);
                chain.transitions[from][to] = if may { 0.0 } else { NEVER };
            }
        }
        let features = keys.len();
        let mut weights = vec![[0.0; LANES]; features];
        if let Some(model) = &options.begin {
            (chain.start, chain.transitions) = model.chain();
            for (key, row) in model.rows() {
                if let Ok(at) = keys.binary_search(&key) {
                    weights[at] = row.map(|weight| f32::from(weight) * model.scale());
                }
            }
        }
        Trainer {
            options,
            chain,
            chain_squares: [[1.0; LANES]; LANES + 1],
            chain_gradients: [[0.0; LANES]; LANES + 1],
            weights,
            sums: vec![[0.0; LANES]; features],
            chain_sums: [[0.0; LANES]; LANES + 1],
            summed: 0,
            squares: vec![[1.0; LANES]; features],
            last_penalised: vec![0; features],
            steps: 0,
            gradients: Vec::new(),
            slots: vec![NONE; features],
            rng: Rng(0x2545_f491_4f6c_dd1d),
            free: Lattice::default(),
            bound: Lattice::default(),
            scores: Vec::new(),
            used: Example::default(),
        }
    }

    /// Takes one step towards the labels of an example. Returns their log-likelihood before it.
    pub(super) fn learn(&mut self, example: &Example) -> f64 {
        self.steps += 1;
        self.choose(example);
        self.penalise_used();
        self.score();
        let all: Allowed = (1 << self.chain.labels) - 1;
        let labels = &self.used.labels;
        let total = self.free.run(&self.chain, &self.scores, |_| all);
        let bound = self.bound.run(&self.chain, &self.scores, |place| labels[place] & all);
        for place in 0..self.scores.len() {
            self.gather(place);
        }
        self.step();
        bound - total
    }

    /// The example without the features that are overlooked this time.
    fn choose(&mut self, example: &Example) {
        self.used.labels.clone_from(&example.labels);
        self.used.costs.clone_from(&example.costs);
        self.used.keys.clear();
        self.used.ends.clear();
        let limit = (f64::from(self.options.dropout) * 1e6) as u64;
        for place in 0..example.ends.len() {
            let kept =
                example.features(place).iter().filter(|_| limit == 0 || self.rng.below(1_000_000) >= limit);
            self.used.keys.extend(kept);
            self.used.ends.push(self.used.keys.len() as u32);
        }
    }

    fn penalise_used(&mut self) {
        for at in 0..self.used.keys.len() {
            self.penalise(self.used.keys[at] as usize);
        }
    }

    /// Takes the penalty off a feature's weights: that of the examples since it was last used.
    fn penalise(&mut self, feature: usize) {
        let due = (self.steps - self.last_penalised[feature]) as f32 * self.options.l1 * self.options.rate;
        self.last_penalised[feature] = self.steps;
        if due > 0.0 && self.weights[feature] != [0.0; LANES] {
            for (weight, square) in self.weights[feature].iter_mut().zip(&self.squares[feature]) {
                *weight = weight.signum() * (weight.abs() - due / square.sqrt()).max(0.0);
            }
        }
    }

    /// The scores of each place, with the cost of the labels it may not have: softmax-margin (Gimpel and Smith,
    /// 2010).
    fn score(&mut self) {
        self.scores.clear();
        for place in 0..self.used.ends.len() {
            let mut sum = [0.0; LANES];
            for &feature in self.used.features(place) {
                for (lane, weight) in sum.iter_mut().zip(&self.weights[feature as usize]) {
                    *lane += weight;
                }
            }
            let (open, cost) = (self.used.labels[place], self.used.costs[place]);
            for (label, lane) in sum.iter_mut().enumerate() {
                *lane += if open >> label & 1 == 0 { cost } else { 0.0 };
            }
            self.scores.push(sum);
        }
    }

    /// Adds the gradient of a place.
    fn gather(&mut self, place: usize) {
        let mut gradient = self.free.place(place);
        for (lane, bound) in gradient.iter_mut().zip(self.bound.place(place)) {
            *lane -= bound;
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

    /// Adds the weights to those whose mean the model will have.
    pub(super) fn add_to_mean(&mut self) {
        (0..self.weights.len()).for_each(|feature| self.penalise(feature));
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
    pub(super) fn model(mut self, labels: &[&str], keys: Vec<u32>) -> Model {
        if self.summed == 0 {
            self.add_to_mean();
        }
        let count = self.summed as f32;
        let mean = |sums: &Lanes| sums.map(|sum| sum / count);
        let most = self.sums.iter().flatten().fold(0.0f32, |most, sum| most.max(sum.abs() / count));
        let scale = most.max(0.01) / f32::from(i8::MAX);
        let mut rows = Vec::new();
        for (key, sums) in keys.into_iter().zip(&self.sums) {
            let row: WeightRow = mean(sums).map(|weight| (weight / scale).round() as i8);
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
