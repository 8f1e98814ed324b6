//! Settles the kind of each candidate with the whole document in view: the same written name has one
//! kind, and the last word of a full name is that person again.

use std::collections::{HashMap, HashSet};

use super::super::evidence::KindEvidence;
use super::super::weights as w;
use super::super::word::title_case;
use super::votes::{Votes, is_ordinary};
use super::weighed::{Support, WeighedCandidate};
use crate::model::Kind;

/// In bytes; shorter words end in these letters by chance.
const SHORTEST_STEM: usize = 4;

/// The kind of each candidate; `None` for what stays undecided.
pub fn settle(text: &str, candidates: &[WeighedCandidate]) -> Vec<Option<Kind>> {
    // A text all in capitals has nothing else to go by.
    let shouted = candidates.iter().all(|candidate| candidate.support == Support::Capitals);
    let counted = |candidate: &&WeighedCandidate| shouted || candidate.support == Support::Own;
    let mut votes: HashMap<&str, Votes> = HashMap::new();
    for candidate in candidates.iter().filter(counted) {
        votes.entry(candidate.span.of(text)).or_default().add(candidate.evidence);
    }
    let parts = parts_of_names(&votes);
    let initials = acronyms(&votes);
    let kind = |candidate: &WeighedCandidate| {
        let written = candidate.span.of(text);
        let usual = match candidate.support {
            Support::Capitals if !shouted && !votes.contains_key(written) => title_case(written),
            _ => String::new(),
        };
        let surface = if usual.is_empty() { written } else { usual.as_str() };
        if candidate.evidence.strongest() < w::PLAIN_WORD || names_people_of_a_place(surface, &votes) {
            return None;
        }
        let voted = match votes.get(surface) {
            Some(votes) => votes.decide().filter(|&kind| votes.convinces(surface, kind)),
            None => None,
        };
        let voted = voted.or_else(|| initials.contains(surface).then_some(Kind::Organization));
        let part = parts.get(surface).copied().filter(|&part| match part {
            Kind::Person => {
                candidate.evidence.place < w::SURE_PLACE && candidate.evidence.organization < w::SURE_PLACE
            }
            _ => voted.is_none() && candidate.evidence.place <= 0,
        });
        part.or(voted)
    };
    candidates.iter().map(kind).collect()
}

/// "Tarnian", where the document knows the place Tarn.
fn names_people_of_a_place(surface: &str, votes: &HashMap<&str, Votes>) -> bool {
    const ENDINGS: [&str; 10] = ["ians", "ian", "ans", "an", "ns", "n", "ese", "ene", "ish", "e"];
    let place = |stem: &str| {
        stem.len() >= SHORTEST_STEM
            && votes.get(stem).is_some_and(|votes| votes.decide() == Some(Kind::Place))
    };
    !surface.contains(' ') && ENDINGS.iter().any(|ending| surface.strip_suffix(ending).is_some_and(place))
}

/// The acronyms that the document uses often or spells out elsewhere.
fn acronyms<'t>(votes: &HashMap<&'t str, Votes>) -> HashSet<&'t str> {
    let initials = |name: &str| -> String {
        name.split_whitespace().filter_map(|word| word.chars().next().filter(|c| c.is_uppercase())).collect()
    };
    let spelled: HashSet<String> =
        votes.keys().filter(|name| name.contains(' ')).map(|name| initials(name)).collect();
    let established = |(&name, votes): (&&'t str, &Votes)| {
        let letters = (3..=6).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_uppercase());
        (letters
            && votes.sum == KindEvidence::default()
            && (votes.seen >= w::ACRONYM_USES || spelled.contains(name)))
        .then_some(name)
    };
    votes.iter().filter_map(established).collect()
}

/// The first and last words of full names: "Ode" of "Maren Ode", "Falke" of "Falke Motors". A
/// word that persons and firms share is a person's, in whatever order the names are looked at.
fn parts_of_names<'t>(votes: &HashMap<&'t str, Votes>) -> HashMap<&'t str, Kind> {
    let mut parts = HashMap::new();
    for (name, votes) in votes {
        let words = name.split_once(char::is_whitespace).zip(name.rsplit_once(char::is_whitespace));
        let (Some(((first, _), (_, last))), Some(kind)) = (words, votes.decide()) else { continue };
        match kind {
            Kind::Person => {
                let words = [first, last].into_iter().filter(|word| !is_ordinary(word));
                parts.extend(words.map(|word| (word, Kind::Person)));
            }
            Kind::Organization if first.len() > 3 && !is_ordinary(first) => {
                parts.entry(first).or_insert(Kind::Organization);
            }
            _ => {}
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    fn candidate(text: &str, name: &str, nth: usize, evidence: KindEvidence) -> WeighedCandidate {
        let start = text.match_indices(name).nth(nth).map_or(0, |(at, _)| at);
        let span = Span::new(start, start + name.len());
        WeighedCandidate { span, tokens: (0, 0), titled: false, evidence, support: Support::Own }
    }

    fn kinds(text: &str, candidates: &[WeighedCandidate]) -> Vec<Kind> {
        settle(text, candidates).into_iter().flatten().collect()
    }

    #[test]
    fn a_family_name_follows_its_full_name_and_a_form_the_majority() {
        let text = "Maren Ode met Tarn. Ode left Tarn. In Tarn.";
        let person = KindEvidence { person: 40, ..KindEvidence::default() };
        let place = KindEvidence { place: 20, ..KindEvidence::default() };
        let weak = KindEvidence { person: 15, ..KindEvidence::default() };
        let candidates = [
            candidate(text, "Maren Ode", 0, person),
            candidate(text, "Tarn", 0, weak),
            candidate(text, "Ode", 1, KindEvidence::default()),
            candidate(text, "Tarn", 1, place),
            candidate(text, "Tarn", 2, place),
        ];
        assert_eq!(
            kinds(text, &candidates),
            [Kind::Person, Kind::Place, Kind::Person, Kind::Place, Kind::Place]
        );
    }

    #[test]
    fn a_country_for_its_government_is_a_place_and_its_people_are_no_name() {
        let text = "In Tarnia. Tarnia says no. Tarnia said so. Tarnian";
        let place = KindEvidence { place: 18, ..KindEvidence::default() };
        let evidence = KindEvidence { person: 14, ..KindEvidence::default() };
        let army = KindEvidence { organization: 18, ..KindEvidence::default() };
        let candidates = [
            candidate(text, "Tarnia", 0, place),
            candidate(text, "Tarnia", 1, evidence),
            candidate(text, "Tarnia", 2, evidence),
            candidate(text, "Tarnian", 0, army),
        ];
        assert_eq!(kinds(text, &candidates), [Kind::Place; 3]);
    }

    #[test]
    fn an_acronym_counts_when_the_document_spells_it_out() {
        let text = "Quay Workers Union. The QWU. The QXX.";
        let organization = KindEvidence { organization: 48, ..KindEvidence::default() };
        let unsure = KindEvidence { organization: 12, ..KindEvidence::default() };
        let candidates = [
            candidate(text, "Quay Workers Union", 0, organization),
            candidate(text, "QWU", 0, unsure),
            candidate(text, "QXX", 0, unsure),
        ];
        let taken: Vec<bool> = settle(text, &candidates).iter().map(Option::is_some).collect();
        assert_eq!(taken, [true, true, false]);
    }

    #[test]
    fn a_name_of_a_heading_needs_the_running_text() {
        let text = "Falke Power. Tarn Wire. By Falke Power.";
        let organization = KindEvidence { organization: 30, ..KindEvidence::default() };
        let heading =
            |name| WeighedCandidate { support: Support::Elsewhere, ..candidate(text, name, 0, organization) };
        let candidates =
            [heading("Falke Power"), heading("Tarn Wire"), candidate(text, "Falke Power", 1, organization)];
        assert_eq!(kinds(text, &candidates).len(), 2);
    }

    #[test]
    fn a_word_that_a_person_and_a_firm_share_is_the_persons_every_time() {
        let text = "Falke Motors. Falke Quill. Falke.";
        let candidates = [
            candidate(text, "Falke Motors", 0, KindEvidence { organization: 40, ..KindEvidence::default() }),
            candidate(text, "Falke Quill", 0, KindEvidence { person: 40, ..KindEvidence::default() }),
            candidate(text, "Falke", 2, KindEvidence::default()),
        ];
        // Every call has another order of its table.
        for _ in 0..64 {
            assert_eq!(kinds(text, &candidates), [Kind::Organization, Kind::Person, Kind::Person]);
        }
    }

    #[test]
    fn an_undecided_name_is_left_out() {
        let text = "Tarn";
        assert_eq!(settle(text, &[candidate(text, "Tarn", 0, KindEvidence::default())]), [None]);
    }
}
