//! Puts the words of a query together to a tree: what brackets, `OR` and `NOT` join. Each group is kept in
//! its plainest form, so that a query that is shown and typed again is the same tree.
//!
//! Not here: the meaning of a word (`fields`), and cutting a query into words (`lex`).

use crate::query::condition::{Clause, Condition, Query};

/// Brackets within each other that still group. Set by hand: nobody types more, and whatever walks the
/// tree may then do so by calling itself.
const DEEPEST: usize = 32;

/// A tree under construction: the groups whose brackets are open, the query itself first.
#[derive(Default)]
pub(super) struct Tree {
    outermost: Group,
    open: Vec<Group>,
    /// Brackets open within the deepest group that still groups.
    beyond: usize,
}

/// The inside of a pair of brackets as far as it is read.
#[derive(Default)]
struct Group {
    /// The clauses that are whole.
    clauses: Vec<Clause>,
    /// The last clause, to which `OR` may still join something.
    alternatives: Vec<Query>,
    /// `OR` stands before the next word or bracket.
    or: bool,
    /// `NOT` or a hyphen stands before the next word or bracket.
    not: bool,
}

impl Tree {
    /// `OR` is read.
    pub(super) fn or(&mut self) {
        self.innermost().or = true;
    }

    /// `NOT`, or a hyphen before something, is read.
    pub(super) fn not(&mut self) {
        self.innermost().not = true;
    }

    /// Whether the next word will be excluded, by itself or with brackets around it.
    pub(super) fn excludes(&self) -> bool {
        self.outermost.not || self.open.iter().any(|group| group.not)
    }

    /// A bracket opens; false if brackets are so deep that it does not group.
    pub(super) fn open(&mut self) -> bool {
        let groups = self.beyond == 0 && self.open.len() < DEEPEST;
        match groups {
            true => self.open.push(Group::default()),
            false => self.beyond += 1,
        }
        groups
    }

    /// A bracket closes.
    pub(super) fn close(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if let Some(group) = self.open.pop() {
            self.innermost().take(Some(group.finish()));
        }
        let group = self.innermost();
        (group.or, group.not) = (false, false);
    }

    /// A word is read: what it demands, if anything.
    pub(super) fn word(&mut self, condition: Option<Condition>) {
        let query = condition
            .map(|condition| Query { clauses: vec![Clause { negated: false, any: vec![condition] }] });
        self.innermost().take(query);
    }

    /// The whole query; brackets still open are closed.
    pub(super) fn finish(mut self) -> Query {
        while !self.open.is_empty() {
            self.beyond = 0;
            self.close();
        }
        self.outermost.finish()
    }

    fn innermost(&mut self) -> &mut Group {
        self.open.last_mut().unwrap_or(&mut self.outermost)
    }
}

impl Group {
    /// Takes in what a word or a pair of brackets demands; nothing, if it was not understood.
    fn take(&mut self, query: Option<Query>) {
        if !self.or {
            self.end_clause();
        }
        let query = query.filter(|query| !query.clauses.is_empty());
        let understood = query.is_some();
        self.alternatives.extend(query.map(|query| if self.not { negated(query) } else { query }));
        if !understood {
            // `OR` joins neighbours only.
            self.end_clause();
        }
        (self.or, self.not) = (false, false);
    }

    fn end_clause(&mut self) {
        let alternatives = std::mem::take(&mut self.alternatives);
        match alternatives.len() {
            0 | 1 => self.clauses.extend(alternatives.into_iter().flat_map(|query| query.clauses)),
            _ => {
                let any = alternatives.into_iter().flat_map(alternatives_of).collect();
                self.clauses.push(Clause { negated: false, any });
            }
        }
    }

    fn finish(mut self) -> Query {
        self.end_clause();
        Query { clauses: self.clauses }
    }
}

/// A query as conditions one of which must hold.
fn alternatives_of(mut query: Query) -> Vec<Condition> {
    match query.clauses.pop_if(|clause| !clause.negated) {
        Some(clause) if query.clauses.is_empty() => clause.any,
        last => {
            query.clauses.extend(last);
            vec![Condition::All(query)]
        }
    }
}

/// The query that holds where this one does not.
fn negated(mut query: Query) -> Query {
    match query.clauses.as_mut_slice() {
        [Clause { negated: negated @ true, any }] => {
            if let [Condition::All(inside)] = any.as_mut_slice() {
                return std::mem::take(inside);
            }
            *negated = false;
            query
        }
        [Clause { negated, .. }] => {
            *negated = true;
            query
        }
        _ => Query { clauses: vec![Clause { negated: true, any: vec![Condition::All(query)] }] },
    }
}
