//! Tests of the resolver: what it merges and what it keeps apart.

mod corrections;
mod kinds;
mod people;
mod properties;

use super::{KeyUse, Strength, reasons, resolve};
use crate::model::Kind;
use crate::query::{Correction, Edit, RecordedCorrection};

pub(super) fn key(kind: Kind, name: &str, documents: u32) -> KeyUse<'_> {
    KeyUse { documents, ..KeyUse::new(kind, name, false) }
}

pub(super) fn person(name: &str) -> KeyUse<'_> {
    key(Kind::Person, name, 1)
}

pub(super) fn bare(name: &str) -> KeyUse<'_> {
    KeyUse { bare: true, ..person(name) }
}

/// Whether the first two keys are one, and how surely.
pub(super) fn tie(keys: &[KeyUse<'_>]) -> Option<Strength> {
    let found = resolve(keys, &[]);
    let number = found.of_key(0).filter(|_| found.of_key(0) == found.of_key(1))?;
    let entity = found.entity(number)?;
    // Equal names need no reason; a document more may still be about another.
    let reasons = reasons(&entity);
    let strengths = [0, 1]
        .into_iter()
        .filter(|&key| key != entity.called)
        .map(|key| reasons.get(&key).map_or(Strength::Likely, |reason| reason.strength));
    strengths.min()
}

pub(super) const SURE: Option<Strength> = Some(Strength::Sure);
pub(super) const LIKELY: Option<Strength> = Some(Strength::Likely);

pub(super) fn told(corrections: impl IntoIterator<Item = Correction>) -> Vec<RecordedCorrection> {
    Edit::say(corrections).said
}
