//! Puts people together whose names stand with the same e-mail address: "A. Bell <ann@norwick.example>" and "Ann Bell
//! <ann@norwick.example>". An address that several people share tells nothing of them, so their names must fit, too.
//!
//! Not here: what stands with what (`index`), and names that fit without an address (`person`).

use super::merge::{Merger, each_group};
use super::rule::{Rule, Strength};
use super::runs::Runs;
use crate::model::{KeyNumber, Kind};
use crate::text::fold::fold;

/// Puts together whom addresses show to be one.
pub(super) fn merge_by_address(merger: &mut Merger<'_>, runs: &Runs<'_>) {
    let keys = merger.keys;
    let mut addressed: Vec<(u64, KeyNumber)> = Vec::new();
    let people = (0..).zip(keys).filter(|(_, key)| key.kind == Kind::Person && !key.bare);
    for (number, key) in people {
        let addresses = key.addresses.iter().filter_map(|&address| runs.run_of(address));
        addressed.extend(addresses.map(|address| (u64::from(merger.root(address)), number)));
    }
    each_group(&mut addressed, |group| {
        for (at, &(_, one)) in group.iter().enumerate() {
            for &(_, other) in group.get(at + 1..).unwrap_or_default() {
                let name = |key: KeyNumber| keys.get(key as usize).map_or("", |key| key.name);
                if fit(name(one), name(other)) {
                    merger.join(one, other, Rule::Address, Strength::Sure);
                }
            }
        }
    });
}

/// Whether two names can be of one person who has one address: the same family name, and given names of which one
/// begins as the other does.
fn fit(one: &str, other: &str) -> bool {
    let (one, other) = (fold(one), fold(other));
    let words = |name: &str| -> Option<(String, String)> {
        let (given, family) = (name.split_whitespace().next()?, name.split_whitespace().next_back()?);
        Some((given.trim_end_matches('.').to_owned(), family.to_owned()))
    };
    let (Some((given, family)), Some((other_given, other_family))) = (words(&one), words(&other)) else {
        return false;
    };
    family == other_family && (given.starts_with(&other_given) || other_given.starts_with(&given))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::{KeyUse, resolve};

    #[test]
    fn one_address_and_a_name_that_fits_are_one_person() {
        let person = |name, addresses| KeyUse { addresses, ..KeyUse::new(Kind::Person, name, false) };
        let keys = [
            person("A. Bell", &[5]),
            person("Ann Bell", &[5]),
            person("Adam Bell", &[6]),
            person("Adam Marl", &[5]),
            person("Agnes Bell", &[]),
            KeyUse::new(Kind::Email, "ann@norwick.example", false),
            KeyUse::new(Kind::Email, "adam@norwick.example", false),
        ];
        let entities = resolve(&keys, &[]);
        let of = |key| entities.of_key(key);
        assert_eq!(of(0), of(1));
        let ann = of(1).and_then(|number| entities.entity(number)).unwrap();
        assert!(!ann.guess && ann.merges().any(|merge| merge.rule == Rule::Address));
        assert!(of(2) != of(1) && of(3) != of(1) && of(4) != of(1));
    }

    #[test]
    fn names_fit_by_family_and_beginning() {
        assert!(fit("A. Bell", "Ann Bell") && fit("Ann B. Bell", "Ann Bell") && fit("Ann BELL", "Anna Bell"));
        assert!(!fit("Ann Bell", "Adam Bell") && !fit("Ann Bell", "Ann Marl") && !fit("", "Ann"));
    }
}
