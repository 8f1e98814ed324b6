//! Learning a model: all examples, so many times, in an order that changes.

use perusal::sequence::{LANES, Model};

use super::example::{Example, index};
use super::options::{MayFollow, Options};
use super::trainer::Trainer;

/// Learns a model. `report` gets the epoch, from 1, and the mean log-likelihood of an example.
pub fn train(
    labels: &[&str],
    may_follow: &MayFollow,
    mut examples: Vec<Example>,
    options: &Options,
    report: &mut dyn FnMut(usize, f64),
) -> Model {
    examples.retain(|example| !example.labels.is_empty());
    let keys = index(&mut examples, options.least, options.begin.as_ref());
    let mut trainer = Trainer::new(labels.len().min(LANES), may_follow, &keys, options.clone());
    let mut order: Vec<usize> = (0..examples.len()).collect();
    for epoch in 1..=options.epochs {
        for at in (1..order.len()).rev() {
            order.swap(at, trainer.rng.below(at as u64 + 1) as usize);
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
