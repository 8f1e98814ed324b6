//! Looks entities up by name: by the whole name, by terms and prefixes, and by sound or few wrong letters
//! where no name is written so.

use std::cmp::Reverse;
use std::sync::PoisonError;

use super::super::entity_index::{AskedName, EntityIndex};
use super::terms::{Likeness, WantedTerm, bounded, terms};
use crate::model::{KeyNumber, Kind, is_same_number, normal_form};
use crate::resolve::EntityNumber;
use crate::text::edits::most_edits;

/// The most letters of a term that may be wrong.
const MOST_EDITS: usize = 2;

/// Words of so many letters may be misspelt; too many short ones sound the same.
const MISSPELT: usize = 5;

impl EntityIndex {
    /// The entity of that very kind with a name.
    pub fn of_kind(&self, kind: Kind, name: &str) -> Option<EntityNumber> {
        self.entities.find(kind, name)
    }

    /// Who has a name; where nobody of that kind has it, one of another: the reader may have changed it.
    pub fn find(&self, kind: Kind, name: &str) -> Option<EntityNumber> {
        let others = Kind::ALL.into_iter().filter(|kind| kind.is_name());
        std::iter::once(kind).chain(others).find_map(|kind| self.entities.find(kind, name))
    }

    /// For each entity whether one of its names holds all the terms ([`name_terms`]), of which with `prefix` the
    /// last may go on. Without a kind it is about names. Where none does, the names count that sound the same, and
    /// else those with few letters otherwise: a spelling that no document has is still somebody's.
    pub fn named(&self, kind: Option<Kind>, terms: &[String], prefix: bool) -> Vec<bool> {
        let asked: AskedName = (kind, terms.to_vec(), prefix);
        // One search asks for the same name several times: whom it finds, and whom it means.
        let last = || self.last_named.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, chosen)) = last().as_ref().filter(|(of, _)| *of == asked) {
            return chosen.clone();
        }
        let chosen = self.look_up(kind, terms, prefix);
        *last() = Some((asked, chosen.clone()));
        chosen
    }

    fn look_up(&self, kind: Option<Kind>, terms: &[String], prefix: bool) -> Vec<bool> {
        if let Some(kind) = kind.filter(|kind| kind.is_identifier()) {
            return self.identified(kind, terms, prefix);
        }
        let last = terms.len().saturating_sub(1);
        let as_typed = |at: usize, _: &str| match prefix && at == last {
            true => Likeness::Beginning,
            false => Likeness::Same,
        };
        let chosen = self.with_terms(kind, terms, as_typed);
        let can_be_misspelt = terms.iter().any(|term| term.chars().count() >= MISSPELT);
        if chosen.contains(&true) || !can_be_misspelt {
            return chosen;
        }
        let sounding = self.with_terms(kind, terms, |_, _| Likeness::Sound);
        if sounding.contains(&true) {
            return sounding;
        }
        let near =
            |most: usize| self.with_terms(kind, terms, |_, term| Likeness::Edits(most.min(most_edits(term))));
        (1..=MOST_EDITS).map(near).find(|near| near.contains(&true)).unwrap_or(sounding)
    }

    /// For each entity whether one of its names has for each term one that is like it in that way.
    fn with_terms(
        &self,
        kind: Option<Kind>,
        wanted: &[String],
        likeness: impl Fn(usize, &str) -> Likeness,
    ) -> Vec<bool> {
        let wanted: Vec<WantedTerm<'_>> = wanted
            .iter()
            .enumerate()
            .map(|(at, term)| WantedTerm { term, likeness: likeness(at, term) })
            .collect();
        let has_them = |name: &str| wanted.iter().all(|one| terms(name).any(|term| one.is_met_by(term)));
        let mut chosen = vec![false; self.len()];
        let mut choose = |entity: Option<EntityNumber>| {
            let can_be = |&number: &EntityNumber| {
                let is_wanted = |of: Kind| kind.map_or(of.is_name(), |kind| kind == of);
                self.entities.kind(number).is_some_and(is_wanted) && !self.entities.is_hidden(number)
            };
            if let Some(slot) = entity.filter(can_be).and_then(|entity| chosen.get_mut(entity as usize)) {
                *slot = true;
            }
        };
        for name in self.table.name_terms().names_with(&wanted) {
            self.table.keys_of_name(name).for_each(|key| choose(self.entities.of_key(key)));
        }
        let detached = (self.table.len() as KeyNumber..).zip(&self.detached.keys);
        for (number, _) in detached.filter(|(_, key)| has_them(&bounded(&key.name))) {
            choose(self.entities.of_key(number));
        }
        for (entity, _) in self.renamed.iter().filter(|(_, name)| has_them(name)) {
            choose(Some(*entity));
        }
        // Others are found by the name itself, unless the number after it is asked for.
        let is_number = |one: &WantedTerm<'_>| one.term.bytes().all(|byte| byte.is_ascii_digit());
        if let Some(number) = wanted.iter().find(|one| is_number(one)) {
            let numbered = self.entities.numbered().filter(|(_, name)| name.contains(number.term));
            numbered.filter(|(_, name)| has_them(&bounded(name))).for_each(|(of, _)| choose(Some(of)));
        }
        chosen
    }

    /// For each entity of a kind of identifiers whether its normal form is one that is typed so.
    fn identified(&self, kind: Kind, typed: &[String], prefix: bool) -> Vec<bool> {
        let is_wanted = |name: &str| {
            let normal = normal_form(kind, name);
            !typed.is_empty() && typed.iter().all(|typed| is_identified(kind, &normal, typed, prefix))
        };
        let wanted = |number: EntityNumber| {
            let entity = self.entities.entity(number).filter(|of| of.kind == kind && !of.hidden)?;
            let keyed =
                || entity.keys.iter().filter_map(|&key| self.key(key)).any(|(_, name, _)| is_wanted(name));
            Some(entity.renamed.is_some_and(is_wanted) || keyed())
        };
        (0..self.len() as EntityNumber).map(|number| wanted(number) == Some(true)).collect()
    }

    /// The entities that [`EntityIndex::named`] chooses, by their documents and name; at most `limit`.
    pub fn frequent(
        &self,
        kind: Option<Kind>,
        terms: &[String],
        prefix: bool,
        limit: usize,
    ) -> Vec<(Reverse<u32>, EntityNumber)> {
        let chosen = self.named(kind, terms, prefix);
        let counts = chosen.into_iter().zip(self.documents()).zip(0u32..);
        let mut ranked: Vec<_> = counts
            .filter(|((chosen, _), _)| *chosen)
            .map(|((_, &count), number)| (Reverse(count), number))
            .collect();
        ranked.sort_unstable();
        ranked.truncate(limit);
        ranked
    }
}

/// Whether the normal form of an identifier is one that is typed so: of addresses and domains whole words,
/// of which the last may go on with `prefix`, of numbers any digits in it.
fn is_identified(kind: Kind, normal: &str, typed: &str, prefix: bool) -> bool {
    match kind {
        Kind::Phone => is_same_number(normal, typed),
        Kind::Email | Kind::Domain => normal.match_indices(typed).any(|(at, _)| {
            let is_bound = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
            let (before, after) =
                (normal[..at].chars().next_back(), normal[at + typed.len()..].chars().next());
            (is_bound(before) || is_bound(typed.chars().next()))
                && (prefix || is_bound(after) || is_bound(typed.chars().next_back()))
        }),
        _ => normal.contains(typed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_by_whole_words_and_numbers_by_digits() {
        for (kind, normal, typed, prefix, found) in [
            (Kind::Email, "ada.pike@norwick.com", "pike", false, true),
            (Kind::Email, "ada.pike@norwick.com", "@norwick", false, true),
            (Kind::Email, "ada.pike@norwick.com", "pik", false, false),
            (Kind::Email, "ada.pike@norwick.com", "pik", true, true),
            (Kind::Email, "ada.pike@norwick.com", "ike", true, false),
            (Kind::Domain, "mail.norwick.com", "norwick.com", false, true),
            (Kind::Phone, "+442079460000", "02079460000", false, true),
            (Kind::Account, "DE89370400440532013000", "0532013000", false, true),
            (Kind::Card, "4111111111111111", "1112", false, false),
        ] {
            assert_eq!(is_identified(kind, normal, typed, prefix), found, "{normal} {typed}");
        }
    }
}
