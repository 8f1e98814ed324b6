//! The state of the filter pane: groups of facet values with counts, which of them are chosen, and the
//! line under the cursor.
//!
//! Not here: the counts, which come from the index, and drawing (`ui::pane::sidebar`).

use std::collections::BTreeSet;

use super::time_line::TimeLine;
use crate::model::Kind;
use crate::query::{
    Criterion, FACETS, Facet, FacetGroup, FacetValue, Facets, Filter, MarkChange, Mode, NotebookChange,
    State, Tag,
};

/// An open group shows at least and at most so many values.
const FEWEST_VALUES: usize = 3;
const MOST_VALUES: usize = 12;

/// The state of the filter pane.
#[derive(Debug)]
pub struct Sidebar {
    /// Whether the reader wants it on the screen.
    pub shown: bool,
    /// The groups of values and their counts, by the last answer.
    pub facets: Facets,
    /// The time line above the groups.
    pub time: TimeLine,
    /// The line the cursor is on, counted in [`Sidebar::lines`].
    pub cursor: usize,
    /// The line at the upper edge.
    pub top: usize,
    /// Whether e-mail addresses, numbers and their likes have groups.
    pub identifiers: bool,
    folded: BTreeSet<Facet>,
}

/// One line of the filter pane.
#[derive(Clone, Debug, PartialEq)]
pub enum SidebarLine<'a> {
    /// The heading of a group.
    Group {
        /// What its values are of.
        facet: Facet,
        /// Whether its values are hidden.
        folded: bool,
        /// How many values it has.
        total: usize,
    },
    /// A value that documents found have.
    Value {
        /// The value and its count.
        value: &'a FacetValue,
        /// The mode of the filter on it, if there is one.
        mode: Option<Mode>,
    },
    /// A filter that is on though no document found has the value.
    Gone {
        /// The filter.
        filter: &'a Filter,
    },
    /// How many values more there are.
    More {
        /// The group they are of.
        facet: Facet,
        /// How many.
        count: usize,
    },
    /// An empty row between groups.
    Blank,
}

impl Default for Sidebar {
    fn default() -> Sidebar {
        Sidebar::new(Facets::default())
    }
}

impl Sidebar {
    /// A filter pane with the counts known so far.
    pub fn new(facets: Facets) -> Sidebar {
        let folded = FACETS.iter().filter(|spec| spec.folded).map(|spec| spec.facet).collect();
        Sidebar {
            shown: true,
            facets,
            time: TimeLine::default(),
            cursor: 0,
            top: 0,
            identifiers: false,
            folded,
        }
    }

    /// The lines for a pane of `height` rows: the more room, the more values of each group.
    pub fn lines<'a>(&'a self, filters: &'a [Filter], height: usize) -> Vec<SidebarLine<'a>> {
        let fits = |room: &usize| self.lines_with(filters, *room).len() <= height;
        let room = (FEWEST_VALUES..=MOST_VALUES).rev().find(fits);
        self.lines_with(filters, room.unwrap_or(FEWEST_VALUES))
    }

    /// The lines with at most `room` values in each open group, chosen ones not counted.
    fn lines_with<'a>(&'a self, filters: &'a [Filter], room: usize) -> Vec<SidebarLine<'a>> {
        let mut lines = Vec::new();
        let mut was_folded = false;
        for group in &self.facets.groups {
            if !self.is_shown(group, filters) {
                continue;
            }
            let folded = self.folded.contains(&group.facet);
            // Folded groups stand together.
            let joined = lines.is_empty() || (folded && was_folded);
            if !joined {
                lines.push(SidebarLine::Blank);
            }
            was_folded = folded;
            lines.push(SidebarLine::Group { facet: group.facet, folded, total: group.total });
            let gone = filters.iter().filter(|filter| filter.criterion.facet() == Some(group.facet));
            let gone =
                gone.filter(|filter| !group.values.iter().any(|value| value.criterion == filter.criterion));
            lines.extend(gone.map(|filter| SidebarLine::Gone { filter }));
            let before = lines.len();
            for (at, value) in group.values.iter().enumerate() {
                let mode = mode_of(filters, &value.criterion);
                if mode.is_some() || (!folded && at < room) {
                    lines.push(SidebarLine::Value { value, mode });
                }
            }
            let count = group.total.saturating_sub(lines.len() - before);
            if count > 0 && !folded {
                lines.push(SidebarLine::More { facet: group.facet, count });
            }
        }
        lines
    }

    /// Whether a group is on the screen: it has something to choose, or to take back. Identifiers are only
    /// for who asks for them.
    fn is_shown(&self, group: &FacetGroup, filters: &[Filter]) -> bool {
        let facet = group.facet;
        if filters.iter().any(|filter| filter.criterion.facet() == Some(facet)) {
            return true;
        }
        // One kind or format alone is that of all documents, and where one author stands there is another or none.
        let of_some =
            matches!(facet, Facet::Author | Facet::Sender | Facet::Recipients | Facet::Format | Facet::Kind);
        let fewest = if of_some { 2 } else { 1 };
        group.total >= fewest && (self.identifiers || !facet.is_of_identifiers())
    }

    /// Folds or unfolds a group.
    pub fn set_folded(&mut self, facet: Facet, folded: bool) {
        if folded {
            self.folded.insert(facet);
        } else {
            self.folded.remove(&facet);
        }
    }

    /// Changes the counts by a mark that was just made: the index is not asked for it.
    pub fn count_changes(&mut self, changes: &[NotebookChange]) {
        for change in changes {
            if let NotebookChange::Mark(change) = change {
                self.count_mark(change);
            }
        }
    }

    /// Changes the counts of tags and of noted documents.
    pub fn count_notes(&mut self, tags: &[(Tag, u32)], noted: usize) {
        for group in &mut self.facets.groups {
            match group.facet {
                Facet::Tag => {
                    let value = |(tag, documents): &(Tag, u32)| {
                        let (label, criterion) = (tag.name().to_owned(), Criterion::Tag(tag.clone()));
                        FacetValue { label, criterion, documents: *documents, guess: false }
                    };
                    (group.values, group.total) = (tags.iter().map(value).collect(), tags.len());
                }
                Facet::State => {
                    let criterion = Criterion::State(State::Noted);
                    group.values.retain(|value| value.criterion != criterion);
                    if noted > 0 {
                        let (label, documents) = (criterion.label(), noted as u32);
                        group.values.push(FacetValue { label, criterion, documents, guess: false });
                    }
                    group.total = group.values.len();
                }
                _ => {}
            }
        }
    }

    fn count_mark(&mut self, change: &MarkChange) {
        let (more, less) = match change {
            MarkChange::Read { value: true, .. } => (Some(State::Read), Some(State::Unread)),
            MarkChange::Read { value: false, .. } => (Some(State::Unread), Some(State::Read)),
            MarkChange::Star { value: true, .. } => (Some(State::Starred), None),
            MarkChange::Star { value: false, .. } => (None, Some(State::Starred)),
            MarkChange::Later { value: true, .. } => (Some(State::Later), None),
            MarkChange::Later { value: false, .. } => (None, Some(State::Later)),
            MarkChange::Tag { .. } => return,
        };
        let Some(group) = self.facets.groups.iter_mut().find(|group| group.facet == Facet::State) else {
            return;
        };
        if let Some(state) = more {
            let criterion = Criterion::State(state);
            match group.values.iter_mut().find(|value| value.criterion == criterion) {
                Some(value) => value.documents += 1,
                None => {
                    group.values.push(FacetValue {
                        label: state.name().into(),
                        criterion,
                        documents: 1,
                        guess: false,
                    });
                    group.total += 1;
                }
            }
        }
        if let Some(state) = less {
            let criterion = Criterion::State(state);
            if let Some(value) = group.values.iter_mut().find(|value| value.criterion == criterion) {
                value.documents = value.documents.saturating_sub(1);
            }
        }
    }

    /// Gives the value of an entity another label, or removes it; counts come later.
    pub fn relabel(&mut self, criterion: &Criterion, to: Option<(Kind, &str)>) {
        let new = to.map(|(kind, name)| (Criterion::Entity { kind, name: name.to_owned() }, name));
        for group in &mut self.facets.groups {
            // A value that becomes that of another entity, or of another group, is shown there.
            let stays = new.as_ref().filter(|(new, _)| {
                let known = group.values.iter().any(|value| value.criterion == *new);
                new.facet() == Some(group.facet) && !known
            });
            let value = group.values.iter_mut().find(|value| value.criterion == *criterion);
            if let (Some((new, name)), Some(value)) = (stays, value) {
                value.label = (*name).to_owned();
                value.criterion.clone_from(new);
            }
            group.values.retain(|value| value.criterion != *criterion);
        }
    }

    /// Takes over new counts; the cursor stays on its value.
    pub fn take(&mut self, facets: Facets, filters: &[Filter], height: usize) {
        let before = self.criterion_at(filters, height);
        self.facets = facets;
        if let Some(criterion) = before {
            let lines = self.lines(filters, height);
            let is_it = |line: &SidebarLine| match line {
                SidebarLine::Value { value, .. } => value.criterion == criterion,
                SidebarLine::Gone { filter } => filter.criterion == criterion,
                _ => false,
            };
            self.cursor = lines.iter().position(is_it).unwrap_or(self.cursor);
        }
        self.clamp(filters, height);
    }

    /// As much of the values as is ever shown.
    pub fn shown_facets(&self) -> Facets {
        let mut facets = self.facets.clone();
        facets.groups.retain(|group| self.is_shown(group, &[]));
        facets.groups.iter_mut().for_each(|group| group.values.truncate(MOST_VALUES));
        facets.time = facets.time.by_month();
        facets
    }

    /// The group of values of a facet.
    pub fn group(&self, facet: Facet) -> Option<&FacetGroup> {
        self.facets.groups.iter().find(|group| group.facet == facet)
    }

    /// The group the cursor stands in.
    pub fn facet_at(&self, filters: &[Filter], height: usize) -> Option<Facet> {
        let lines = self.lines(filters, height);
        lines.iter().take(self.cursor + 1).rev().find_map(|line| match line {
            SidebarLine::Group { facet, .. } => Some(*facet),
            _ => None,
        })
    }

    /// The criterion on the cursor's line.
    pub fn criterion_at(&self, filters: &[Filter], height: usize) -> Option<Criterion> {
        match self.lines(filters, height).get(self.cursor)? {
            SidebarLine::Value { value, .. } => Some(value.criterion.clone()),
            SidebarLine::Gone { filter } => Some(filter.criterion.clone()),
            _ => None,
        }
    }

    /// Moves the cursor by lines, over empty ones.
    pub fn step(&mut self, by: isize, filters: &[Filter], height: usize) {
        let lines = self.lines(filters, height);
        let last = lines.len().saturating_sub(1);
        let mut cursor = self.cursor.saturating_add_signed(by).min(last);
        if lines.get(cursor) == Some(&SidebarLine::Blank) {
            cursor = if by < 0 { cursor.saturating_sub(1) } else { (cursor + 1).min(last) };
        }
        self.cursor = cursor;
        self.clamp(filters, height);
    }

    /// Keeps the cursor inside the pane and on screen.
    pub fn clamp(&mut self, filters: &[Filter], height: usize) {
        let count = self.lines(filters, height).len();
        self.cursor = self.cursor.min(count.saturating_sub(1));
        self.top = self.top.clamp((self.cursor + 1).saturating_sub(height.max(1)), self.cursor);
        self.top = self.top.min(count.saturating_sub(height.max(1)));
    }
}

/// How a criterion is filtered by, if it is.
pub fn mode_of(filters: &[Filter], criterion: &Criterion) -> Option<Mode> {
    filters.iter().find(|filter| filter.criterion == *criterion).map(|filter| filter.mode)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::FacetText;

    fn value(name: &str, documents: u32) -> FacetValue {
        let criterion = Criterion::text(FacetText::Source, name);
        FacetValue { label: name.into(), criterion, documents, guess: false }
    }

    fn sidebar() -> Sidebar {
        let values: Vec<_> = (0..20).map(|n| value(&format!("paper {n}"), 20 - n)).collect();
        let group = FacetGroup { facet: Facet::Source, total: 30, values };
        Sidebar::new(Facets { groups: vec![group], ..Facets::default() })
    }

    #[test]
    fn a_group_shows_its_first_values_and_how_many_more_there_are() {
        let sidebar = sidebar();
        let lines = sidebar.lines(&[], 9);
        assert_eq!(lines.len(), 9);
        assert_eq!(lines[8], SidebarLine::More { facet: Facet::Source, count: 23 });
        assert_eq!(sidebar.lines(&[], 1).len(), 5, "heading, three values, more");
    }

    #[test]
    fn the_cursor_stays_on_its_value_when_the_counts_come_in_another_order() {
        let mut sidebar = sidebar();
        sidebar.cursor = 3;
        let at = sidebar.criterion_at(&[], 40);
        let mut facets = sidebar.facets.clone();
        facets.groups[0].values[..6].rotate_right(1);
        sidebar.take(facets, &[], 60);
        assert_ne!(sidebar.cursor, 3);
        assert_eq!(sidebar.criterion_at(&[], 60), at);
    }

    #[test]
    fn identifiers_have_groups_where_they_are_asked_for() {
        let criterion = Criterion::Entity { kind: Kind::Phone, name: "020 7946 0000".into() };
        let phone = FacetValue {
            label: "020 7946 0000".into(),
            criterion: criterion.clone(),
            documents: 1,
            guess: false,
        };
        let group = FacetGroup { facet: Facet::Phones, total: 1, values: vec![phone] };
        let mut sidebar = Sidebar::new(Facets { groups: vec![group], ..Facets::default() });
        assert_eq!(sidebar.lines(&[], 40), []);
        assert_eq!(sidebar.shown_facets().groups, []);
        assert_eq!(sidebar.lines(&[Filter { mode: Mode::Include, criterion }], 40).len(), 2);
        sidebar.identifiers = true;
        assert_eq!(sidebar.lines(&[], 40).len(), 2);
    }

    #[test]
    fn a_chosen_value_never_disappears() {
        let mut sidebar = sidebar();
        let filter =
            |name: &str| Filter { mode: Mode::Exclude, criterion: Criterion::text(FacetText::Source, name) };
        let filters = [filter("paper 19"), filter("gone")];
        for folded in [false, true] {
            sidebar.set_folded(Facet::Source, folded);
            let lines = sidebar.lines(&filters, 9);
            assert!(lines.contains(&SidebarLine::Gone { filter: &filters[1] }));
            let kept = |line: &SidebarLine| matches!(line, SidebarLine::Value { value, mode: Some(Mode::Exclude) } if value.label == "paper 19");
            assert!(lines.iter().any(kept));
        }
    }
}
