//! Facet counts: how the documents found spread over entities, sources, languages, states and time.
//! Values are counted by number; texts are looked up only for the values shown.

mod counted;
mod folders;
mod time;

use std::cmp::Reverse;
use std::sync::OnceLock;

use super::marked::{state_group, tag_group};
use crate::entity::RowAddress;
use crate::index::segments::{DocSet, Sets};
use crate::index::store::kind_number;
use crate::index::view::View;
use crate::index::{Error, Snapshot};
use crate::model::{DocumentKind, Format, Kind};
use crate::query::{
    Criterion, FACETS, Facet, FacetGroup, FacetSource, FacetText, FacetValue, Facets, Marks, SearchResults,
};
pub(super) use counted::CountedRows;
use folders::folder_group;
use time::time_counts;

impl Snapshot {
    /// The values of the documents found, at most `limit` a facet. Failed files and what is found only
    /// in folded lines do not count.
    ///
    /// # Errors
    /// [`Error::Cancelled`] when the answer is no longer wanted; otherwise when an index cannot
    /// be read.
    pub fn facets(
        &self,
        found: &SearchResults,
        marks: &Marks,
        limit: usize,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Facets, Error> {
        let view = &*self.view;
        let sets = view.rows_of(found);
        let look = || if cancelled() { Err(Error::Cancelled) } else { Ok(()) };
        look()?;
        let rows = CountedRows::new(view, &sets, cancelled);
        let mut groups = entity_groups(&rows, limit)?;
        for spec in FACETS {
            look()?;
            match spec.values {
                FacetSource::States => groups.push(state_group(spec.facet, view, &sets, marks)),
                FacetSource::Tags => groups.push(tag_group(spec.facet, view, &sets, marks, limit)),
                _ => groups.extend(value_group(spec.facet, &rows, &sets, limit)?),
            }
        }
        look()?;
        Ok(Facets { groups, time: time_counts(&rows)? })
    }
}

/// The values of a facet that documents have by themselves; `None` for names and the reader's marks.
pub(super) fn value_group(
    facet: Facet,
    rows: &CountedRows<'_>,
    sets: &[DocSet],
    limit: usize,
) -> Result<Option<FacetGroup>, Error> {
    let Some(at) = FACETS.iter().position(|spec| spec.facet == facet) else { return Ok(None) };
    let (Some(spec), Some(of_all)) = (FACETS.get(at), rows.view.facet_counts.get(at)) else {
        return Ok(None);
    };
    Ok(match spec.values {
        FacetSource::Texts(of, _) => Some(text_group(facet, of, rows, of_all, limit)?),
        FacetSource::Folders => Some(folder_group(facet, rows, of_all, limit)?),
        FacetSource::Formats => Some(format_group(facet, rows.view, sets)),
        FacetSource::Kinds => Some(kind_group(facet, rows, of_all)?),
        FacetSource::Names(_) | FacetSource::States | FacetSource::Tags => None,
    })
}

/// An entity by how many of the documents found it is in, then of all; with its number.
type CountedEntity = (Reverse<u32>, Reverse<Option<u32>>, u32);

/// The facet of a kind of names, with its entities.
type OfKind = (Facet, Kind, Vec<CountedEntity>);

fn entity_groups(rows: &CountedRows<'_>, limit: usize) -> Result<Vec<FacetGroup>, Error> {
    let entities = rows.view.entities()?;
    let counts = rows.counts_of(entities.documents(), |counts, segment, _, doc| {
        for &entity in entities.of_row(RowAddress::new(segment, doc)) {
            counts.get_mut(entity as usize).into_iter().for_each(|count| *count += 1);
        }
    })?;
    let mut by_kind: Vec<OfKind> =
        FACETS.iter().filter_map(|spec| Some((spec.facet, spec.facet.kind()?, Vec::new()))).collect();
    for (number, count) in (0u32..).zip(counts).filter(|&(_, count)| count > 0) {
        let Some(of) = entities.kind(number) else { continue };
        let counted = (Reverse(count), Reverse(entities.documents().get(number as usize).copied()), number);
        match (by_kind.iter_mut().find(|(_, kind, _)| *kind == of), of) {
            (Some((.., of_kind)), _) => of_kind.push(counted),
            (None, Kind::Own(list)) => by_kind.push((Facet::Own(list), of, vec![counted])),
            (None, _) => {}
        }
    }
    by_kind.sort_by_key(|&(facet, ..)| facet);
    Ok(by_kind
        .into_iter()
        .map(|(facet, kind, counted)| {
            let total = counted.len();
            let value = |(Reverse(documents), _, number)| {
                let (_, name, entity) = entities.entity(number)?;
                let name = name.to_owned();
                let criterion = Criterion::Entity { kind, name: name.clone() };
                Some(FacetValue { label: name, criterion, documents, guess: entity.guess })
            };
            FacetGroup { facet, values: first(counted, limit).into_iter().filter_map(value).collect(), total }
        })
        .collect())
}

/// The first so many of these values in their order.
fn first<T: Ord>(mut values: Vec<T>, limit: usize) -> Vec<T> {
    if limit < values.len() {
        values.select_nth_unstable(limit);
        values.truncate(limit);
    }
    values.sort_unstable();
    values
}

fn text_group(
    facet: Facet,
    of: FacetText,
    rows: &CountedRows<'_>,
    of_all: &OnceLock<Vec<u32>>,
    limit: usize,
) -> Result<FacetGroup, Error> {
    let values = rows.view.facet_values(of)?;
    // The last counts the documents without the text.
    let none = values.texts.len();
    let mut counts = rows.counts(none + 1, of_all, |counts, number, segment, doc| {
        let ordinal = segment.columns().text(of).ordinal(doc);
        let value = ordinal.and_then(|ordinal| values.number(number, ordinal)).unwrap_or(none);
        counts.get_mut(value).into_iter().for_each(|count| *count += 1);
    })?;
    let without = counts.pop().unwrap_or(0);
    let mut counted: Vec<(Reverse<u32>, &str)> =
        counts.iter().zip(values.texts.iter()).map(|(&count, text)| (Reverse(count), text)).collect();
    // A document without the text has the empty one, which sorts before all others.
    match counted.first_mut().filter(|(_, text)| text.is_empty()) {
        Some((Reverse(count), _)) => *count += without,
        None => counted.push((Reverse(without), "")),
    }
    counted.retain(|(Reverse(count), _)| *count > 0);
    let total = counted.len();
    let value = |(Reverse(documents), text): (Reverse<u32>, &str)| FacetValue {
        label: of.label(text),
        criterion: Criterion::text(of, text.to_owned()),
        documents,
        guess: false,
    };
    Ok(FacetGroup { facet, values: first(counted, limit).into_iter().map(value).collect(), total })
}

fn format_group(facet: Facet, view: &View, sets: &[DocSet]) -> FacetGroup {
    let value = |(format, of_format): (Format, &Sets)| {
        let both = |(found, of_format): (&DocSet, &DocSet)| found.count_both(of_format) as u32;
        let documents = sets.iter().zip(of_format).map(both).sum();
        let criterion = Criterion::Format(format);
        FacetValue { label: format.name().to_owned(), criterion, documents, guess: false }
    };
    let mut values: Vec<FacetValue> = Format::ALL.into_iter().zip(view.formats()).map(value).collect();
    values.retain(|value| value.documents > 0);
    values.sort_by_key(|value| Reverse(value.documents));
    FacetGroup { facet, total: values.len(), values }
}

fn kind_group(
    facet: Facet,
    rows: &CountedRows<'_>,
    of_all: &OnceLock<Vec<u32>>,
) -> Result<FacetGroup, Error> {
    let counts = rows.counts(DocumentKind::ALL.len(), of_all, |counts, _, segment, doc| {
        let kind = segment.columns().kind.first(doc);
        let count = kind.and_then(|kind| counts.get_mut(kind as usize));
        count.into_iter().for_each(|count| *count += 1);
    })?;
    let count = |kind| counts.get(kind_number(kind) as usize).copied().unwrap_or(0);
    let value = |kind: DocumentKind| FacetValue {
        label: kind.name().to_owned(),
        criterion: Criterion::Kind(kind),
        documents: count(kind),
        guess: false,
    };
    let mut values: Vec<FacetValue> = DocumentKind::ALL.map(value).into();
    values.retain(|value| value.documents > 0);
    values.sort_by_key(|value| Reverse(value.documents));
    Ok(FacetGroup { facet, total: values.len(), values })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::fixtures::*;
    use crate::model::{DocumentId, ListName};
    use crate::query::{Condition, Filter, Mode, Search, State};

    fn facets(search: &Search, limit: usize) -> Facets {
        let (_, _, town) = town();
        let marks = Marks { starred: [DocumentId(2)].into(), ..Marks::default() };
        let found = town.search(search, &marks, &|| false).unwrap();
        town.facets(&found, &marks, limit, &|| false).unwrap()
    }

    fn shown(facets: &Facets, facet: Facet) -> Vec<(&str, u32)> {
        let group = facets.groups.iter().find(|group| group.facet == facet).unwrap();
        group.values.iter().map(|value| (value.label.as_str(), value.documents)).collect()
    }

    #[test]
    fn a_document_counts_once_for_an_entity_however_it_spells_it() {
        let all = facets(&Search::default(), 10);
        assert_eq!(shown(&all, Facet::People), [("Mara Quill", 2), ("Tomas Reed", 2)]);
        let some = facets(&crate::index::fixtures::all(vec![must(words("wall"))]), 10);
        assert_eq!(shown(&some, Facet::People), [("Mara Quill", 1)]);
    }

    #[test]
    fn sources_languages_states_and_dates_are_counted_the_most_frequent_first() {
        let all = facets(&Search::default(), 10);
        assert_eq!(shown(&all, Facet::Source), [("no source", 2), ("The Gull", 1), ("Vell Courier", 1)]);
        assert_eq!(shown(&all, Facet::Language), [("no language", 3), ("English", 1)]);
        assert_eq!(shown(&all, Facet::State), [("unread", 4), ("starred", 1)]);
        let dates = |found: &Facets| -> Vec<(String, u32, u32, u32)> {
            let dates = found.time.dates.iter();
            dates.map(|count| (count.date.to_string(), count.all, count.found, count.sure)).collect()
        };
        let at = |date: &str, found| (date.to_owned(), 1, found, found);
        assert_eq!(dates(&all), [at("2021-05-14", 1), at("2021-06", 1), at("2022", 1)]);
        assert_eq!(all.time.undated, 1);
        let some = facets(&crate::index::fixtures::all(vec![must(words("reopened"))]), 10);
        assert_eq!(dates(&some), [at("2021-05-14", 1), at("2021-06", 0), at("2022", 0)]);
        assert_eq!(some.time.undated, 0);
    }

    #[test]
    fn folders_and_kinds_are_counted_and_filtered_by() {
        let (index, collection, _) = town();
        let mut writer = index.writer().unwrap();
        for (id, path) in [(21, "letters/old/a.txt"), (22, "letters/new/b.txt")] {
            let mut letter = document("Ferry late", "The Aurora was late.");
            letter.kind = if id == 21 { DocumentKind::List } else { DocumentKind::Article };
            writer.replace(&file(path), &[(DocumentId(id), letter)]).unwrap();
        }
        writer.commit().unwrap();
        let town = collection.snapshot().unwrap();
        let found = town.search(&Search::default(), &Marks::default(), &|| false).unwrap();
        let all = town.facets(&found, &Marks::default(), 10, &|| false).unwrap();
        let folders = [("news", 3), ("letters", 2), ("letters/new", 1), ("letters/old", 1)];
        assert_eq!(shown(&all, Facet::Folder), folders);
        assert_eq!(shown(&all, Facet::Kind), [("article", 4), ("list", 2)]);
        assert_eq!(shown(&all, Facet::Format), [("text", 6)]);
        assert_eq!(shown(&all, Facet::Author), [("no author", 5), ("Ada Quayle", 1)]);
        for (facet, at, expected) in [
            (Facet::Folder, 1, [21, 22].as_slice()),
            (Facet::Kind, 1, &[3, 21]),
            (Facet::Author, 1, &[1]),
            (Facet::Format, 0, &[1, 2, 3, 4, 21, 22]),
        ] {
            let group = all.groups.iter().find(|group| group.facet == facet).unwrap();
            let criterion = group.values[at].criterion.clone();
            let filters = vec![Filter { mode: Mode::Include, criterion }];
            assert_eq!(found_sorted(&town, &Search { filters, ..Search::default() }), expected);
        }
    }

    #[test]
    fn own_lists_are_groups_of_their_own_after_places_and_are_filtered_by_their_name() {
        let (index, collection, _) = town();
        let mut writer = index.writer().unwrap();
        let text = || document("Ferry late", "The Aurora was late.");
        for (id, list, name) in
            [(11, "vessels", "Aurora"), (12, "vessels", "AURORA"), (13, "theatres", "Aurora")]
        {
            let ferry = listing(naming(text(), &["Mara Quill"]), list, name);
            writer.replace(&file(&format!("{id}.txt")), &[(DocumentId(id), ferry)]).unwrap();
        }
        writer.commit().unwrap();
        let town = collection.snapshot().unwrap();
        let found = town.search(&Search::default(), &Marks::default(), &|| false).unwrap();
        let all = town.facets(&found, &Marks::default(), 10, &|| false).unwrap();
        let [vessels, theatres] = ["vessels", "theatres"].map(|list| ListName::new(list).unwrap());
        let order: Vec<Facet> = all.groups.iter().map(|group| group.facet).collect();
        assert_eq!(order[2..6], [Facet::Places, Facet::Own(theatres), Facet::Own(vessels), Facet::Emails]);
        assert_eq!(shown(&all, Facet::Own(vessels)), [("AURORA", 1), ("Aurora", 1)], "never put together");
        assert_eq!(shown(&all, Facet::Own(theatres)), [("Aurora", 1)]);
        let of = |condition| found_sorted(&town, &crate::index::fixtures::all(vec![must(condition)]));
        let named = |kind| Condition::Named { kind, terms: vec!["aurora".to_owned()], prefix: false };
        assert_eq!(of(named(Some(Kind::Own(vessels)))), [11, 12]);
        assert_eq!(of(named(Some(Kind::Own(theatres)))), [13]);
        assert_eq!(of(named(None)), [11, 12, 13]);
        let criterion = Criterion::Entity { kind: Kind::Own(vessels), name: "Aurora".to_owned() };
        let filters = vec![Filter { mode: Mode::Include, criterion }];
        assert_eq!(found_sorted(&town, &Search { filters, ..Search::default() }), [11]);
    }

    #[test]
    fn values_beyond_the_limit_are_only_totalled() {
        let all = facets(&Search::default(), 1);
        let people = all.groups.iter().find(|group| group.facet == Facet::People).unwrap();
        assert_eq!((people.values.len(), people.total), (1, 2));
    }

    #[test]
    fn failed_files_have_no_facets() {
        let failed =
            facets(&crate::index::fixtures::all(vec![must(crate::query::Condition::Is(State::Failed))]), 10);
        assert!(failed.groups.iter().all(|group| group.values.is_empty()), "{failed:?}");
    }
}
