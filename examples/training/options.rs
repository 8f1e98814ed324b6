//! How to learn, and which labels may follow each other.

use perusal::sequence::{Label, Model};

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
    /// A model of the same labels to go on from; without one all weights begin at 0.
    pub begin: Option<Model>,
}

/// Which label may follow which; `None` stands for the beginning.
pub type MayFollow = dyn Fn(Option<Label>, Label) -> bool;
