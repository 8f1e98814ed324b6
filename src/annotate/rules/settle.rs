//! Settling the kinds of names with the whole document in view: one surface form has one kind,
//! and a word that ends a full name there is that person again.

use std::collections::{HashMap, HashSet};

use super::super::lexicon::{Classes, LISTED_NAME, lexicon};
use super::candidates::title_case;
use super::classify::Evidence;
use crate::model::{Kind, Span};

/// A name as one sentence shows it, not yet settled.
#[derive(Clone, Copy, Debug)]
pub struct Sighting {
    pub span: Span,
    /// The first token and the end.
    pub tokens: (u32, u32),
    /// Whether a title stands right before it.
    pub titled: bool,
    pub evidence: Evidence,
    pub support: Support,
}

/// What a sighting needs to be taken for a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// Nothing: it stands in running text, or the lists know it.
    Own,
    /// The same name in running text of the document.
    Elsewhere,
    /// The same, however it is written there.
    Capitals,
}

/// Evidence of one sighting counts at most this much, so that one title does not outvote ten
/// plain uses.
const VOTE_LIMIT: i32 = 60;
/// A place with more evidence than this is not taken for a person who bears its name.
const SURE_PLACE: i32 = 50;
/// Below this even a name known from elsewhere in the document is taken for a plain word.
const PLAIN_WORD: i32 = -20;
/// In bytes; shorter words end in these letters by chance.
const SHORTEST_STEM: usize = 4;

/// Evidence for a person up to this much can come from a verb of speech alone, and countries
/// speak too.
const SPOKEN: i32 = 22;
/// A title gives a person at least this much.
const TITLED: i32 = 40;
/// An unlisted acronym that running text uses so often is taken for an organisation.
const ESTABLISHED: usize = 3;
/// One in so many sightings must say that a word is a place, if no list does.
const PLACE_SHARE: usize = 4;

/// What the sightings of one surface form say together.
#[derive(Clone, Copy, Debug, Default)]
struct Votes {
    sum: Evidence,
    strongest_person: i32,
    seen: usize,
    places: usize,
}

impl Votes {
    fn add(&mut self, evidence: Evidence) {
        self.seen += 1;
        self.strongest_person = self.strongest_person.max(evidence.person);
        match evidence.decide() {
            Some((Kind::Person, weight)) => self.sum.person += weight.min(VOTE_LIMIT),
            Some((Kind::Organization, weight)) => self.sum.organization += weight.min(VOTE_LIMIT),
            Some((_, weight)) => {
                self.sum.place += weight.min(VOTE_LIMIT);
                self.places += 1;
            }
            None => {}
        }
    }

    fn decide(&self) -> Option<Kind> {
        let (kind, weight) = self.sum.decide()?;
        if kind == Kind::Person && self.places > 0 && self.strongest_person <= SPOKEN {
            return Some(Kind::Place);
        }
        // "In Tarn" once among many other uses is a figure of speech or a product.
        let rare = kind == Kind::Place && weight < SURE_PLACE && self.places * PLACE_SHARE < self.seen;
        (!rare).then_some(kind)
    }

    /// Whether a word by itself has more to show for a person than a verb of speech, which
    /// countries and firms have too. A word of the name lists needs no more.
    fn convinces(&self, surface: &str, kind: Kind) -> bool {
        let enough = if is_ordinary(surface) { TITLED } else { SPOKEN };
        let known = Classes::GIVEN_NAME.with(Classes::FAMILY_NAME);
        let built = ["Al-", "al-", "El-", "O'", "O’", "Mc"].iter().any(|prefix| surface.starts_with(prefix));
        kind != Kind::Person
            || self.strongest_person > enough
            || surface.contains(' ')
            || built
            || lexicon().name(surface).any(known)
    }
}

/// The kind of each sighting; `None` for what stays undecided.
pub fn settle(text: &str, sightings: &[Sighting]) -> Vec<Option<Kind>> {
    // A text all in capitals has nothing else to go by.
    let shouted = sightings.iter().all(|sighting| sighting.support == Support::Capitals);
    let counted = |sighting: &&Sighting| shouted || sighting.support == Support::Own;
    let mut votes: HashMap<&str, Votes> = HashMap::new();
    for sighting in sightings.iter().filter(counted) {
        votes.entry(sighting.span.of(text)).or_default().add(sighting.evidence);
    }
    let parts = parts_of_names(&votes);
    let initials = acronyms(&votes);
    let kind = |sighting: &Sighting| {
        let written = sighting.span.of(text);
        let usual = match sighting.support {
            Support::Capitals if !shouted && !votes.contains_key(written) => title_case(written),
            _ => String::new(),
        };
        let surface = if usual.is_empty() { written } else { usual.as_str() };
        let strongest =
            sighting.evidence.person.max(sighting.evidence.organization).max(sighting.evidence.place);
        if strongest < PLAIN_WORD || names_people_of_a_place(surface, &votes) {
            return None;
        }
        let voted = match votes.get(surface) {
            Some(votes) => votes.decide().filter(|&kind| votes.convinces(surface, kind)),
            None => None,
        };
        let voted = voted.or_else(|| initials.contains(surface).then_some(Kind::Organization));
        let part = parts.get(surface).copied().filter(|&part| match part {
            Kind::Person => {
                sighting.evidence.place < SURE_PLACE && sighting.evidence.organization < SURE_PLACE
            }
            _ => voted.is_none() && sighting.evidence.place <= 0,
        });
        part.or(voted)
    };
    sightings.iter().map(kind).collect()
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

/// Words that no list has as a name and that are, or end like, ordinary ones.
fn is_ordinary(word: &str) -> bool {
    const ENDINGS: [&str; 10] =
        ["tion", "tions", "ment", "ments", "ness", "ing", "ings", "ity", "ities", "ability"];
    let plain = Classes::WORD.with(Classes::ORGANIZATION_SUFFIX).with(Classes::ORGANIZATION_HEAD);
    let known = Classes::GIVEN_NAME.with(Classes::FAMILY_NAME).with(LISTED_NAME);
    let ends = ENDINGS.iter().any(|ending| word.ends_with(ending));
    (ends || lexicon().word(word).any(plain)) && !lexicon().name(word).any(known)
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
        (letters && votes.sum == Evidence::default() && (votes.seen >= ESTABLISHED || spelled.contains(name)))
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

    fn sighting(text: &str, name: &str, nth: usize, evidence: Evidence) -> Sighting {
        let start = text.match_indices(name).nth(nth).map_or(0, |(at, _)| at);
        let span = Span::new(start, start + name.len());
        Sighting { span, tokens: (0, 0), titled: false, evidence, support: Support::Own }
    }

    fn kinds(text: &str, sightings: &[Sighting]) -> Vec<Kind> {
        settle(text, sightings).into_iter().flatten().collect()
    }

    #[test]
    fn a_family_name_follows_its_full_name_and_a_form_the_majority() {
        let text = "Maren Ode met Tarn. Ode left Tarn. In Tarn.";
        let person = Evidence { person: 40, ..Evidence::default() };
        let place = Evidence { place: 20, ..Evidence::default() };
        let weak = Evidence { person: 15, ..Evidence::default() };
        let sightings = [
            sighting(text, "Maren Ode", 0, person),
            sighting(text, "Tarn", 0, weak),
            sighting(text, "Ode", 1, Evidence::default()),
            sighting(text, "Tarn", 1, place),
            sighting(text, "Tarn", 2, place),
        ];
        assert_eq!(
            kinds(text, &sightings),
            [Kind::Person, Kind::Place, Kind::Person, Kind::Place, Kind::Place]
        );
    }

    #[test]
    fn a_country_that_speaks_is_a_place_and_its_people_are_no_name() {
        let text = "In Tarnia. Tarnia says no. Tarnia said so. Tarnian";
        let place = Evidence { place: 18, ..Evidence::default() };
        let speaks = Evidence { person: 14, ..Evidence::default() };
        let army = Evidence { organization: 18, ..Evidence::default() };
        let sightings = [
            sighting(text, "Tarnia", 0, place),
            sighting(text, "Tarnia", 1, speaks),
            sighting(text, "Tarnia", 2, speaks),
            sighting(text, "Tarnian", 0, army),
        ];
        assert_eq!(kinds(text, &sightings), [Kind::Place; 3]);
    }

    #[test]
    fn an_acronym_counts_when_the_document_spells_it_out() {
        let text = "Quay Workers Union. The QWU. The QXX.";
        let firm = Evidence { organization: 48, ..Evidence::default() };
        let unsure = Evidence { organization: 12, ..Evidence::default() };
        let sightings = [
            sighting(text, "Quay Workers Union", 0, firm),
            sighting(text, "QWU", 0, unsure),
            sighting(text, "QXX", 0, unsure),
        ];
        let taken: Vec<bool> = settle(text, &sightings).iter().map(Option::is_some).collect();
        assert_eq!(taken, [true, true, false]);
    }

    #[test]
    fn a_name_of_a_heading_needs_the_running_text() {
        let text = "Falke Power. Tarn Wire. By Falke Power.";
        let firm = Evidence { organization: 30, ..Evidence::default() };
        let heading = |name| Sighting { support: Support::Elsewhere, ..sighting(text, name, 0, firm) };
        let sightings =
            [heading("Falke Power"), heading("Tarn Wire"), sighting(text, "Falke Power", 1, firm)];
        assert_eq!(kinds(text, &sightings).len(), 2);
    }

    #[test]
    fn a_word_that_a_person_and_a_firm_share_is_the_persons_every_time() {
        let text = "Falke Motors. Falke Quill. Falke.";
        let sightings = [
            sighting(text, "Falke Motors", 0, Evidence { organization: 40, ..Evidence::default() }),
            sighting(text, "Falke Quill", 0, Evidence { person: 40, ..Evidence::default() }),
            sighting(text, "Falke", 2, Evidence::default()),
        ];
        // Every call has another order of its table.
        for _ in 0..64 {
            assert_eq!(kinds(text, &sightings), [Kind::Organization, Kind::Person, Kind::Person]);
        }
    }

    #[test]
    fn an_undecided_name_is_left_out() {
        let text = "Tarn";
        assert_eq!(settle(text, &[sighting(text, "Tarn", 0, Evidence::default())]), [None]);
    }
}
