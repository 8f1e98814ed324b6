//! Writes a parsed query back as text a person can check. The text is itself a query and means the same.

use std::fmt;

use super::date_range;
use super::fields::field_of;
use crate::query::facet::Facet;
use crate::query::request::{Clause, Condition, Query};
use crate::query::text_field::TextField;
use crate::text::signs::MARK;

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_only = self.clauses.len() == 1;
        for (at, clause) in self.clauses.iter().enumerate() {
            if at > 0 {
                f.write_str(" AND ")?;
            }
            write_clause(f, clause, is_only)?;
        }
        Ok(())
    }
}

fn write_clause(f: &mut fmt::Formatter<'_>, clause: &Clause, is_only: bool) -> fmt::Result {
    if clause.negated {
        f.write_str("NOT ")?;
    }
    let brackets = clause.any.len() > 1 && (clause.negated || !is_only);
    if brackets {
        f.write_str("(")?;
    }
    for (at, condition) in clause.any.iter().enumerate() {
        if at > 0 {
            f.write_str(" OR ")?;
        }
        write!(f, "{condition}")?;
    }
    if brackets {
        f.write_str(")")?;
    }
    Ok(())
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Condition::Text { field, terms, prefix, inflected } => {
                f.write_str(match field {
                    TextField::Anywhere => "",
                    TextField::Title => "title:",
                    TextField::Source => "source:",
                })?;
                write_terms(f, terms, *prefix, *inflected)
            }
            Condition::Named { kind, terms, prefix } => {
                write!(f, "{}:", field_of(*kind))?;
                write_terms(f, terms, *prefix, true)
            }
            Condition::With { terms, prefix } => {
                f.write_str("with:")?;
                write_terms(f, terms, *prefix, true)
            }
            Condition::Published { from, to } => write!(f, "date:{}", date_range::show(*from, *to)),
            Condition::Kind(kind) => write!(f, "kind:{}", kind.name()),
            Condition::Value(text) => {
                let field = text.of.facet().map_or("name".into(), Facet::field);
                match text.value.contains(char::is_whitespace) {
                    true => write!(f, "{field}:\"{}\"", text.value),
                    false => write!(f, "{field}:{}", text.value),
                }
            }
            Condition::Is(state) => write!(f, "is:{}", state.name()),
        }
    }
}

/// Terms as they are typed: a single one in quotes unless it is meant with its forms.
fn write_terms(f: &mut fmt::Formatter<'_>, terms: &[String], prefix: bool, bare: bool) -> fmt::Result {
    let star = if prefix { "*" } else { "" };
    match terms {
        // A word with signs is shown as it is typed.
        [term] if bare => write!(f, "{}{star}", term.strip_prefix(MARK).unwrap_or(term)),
        [term] => write!(f, "\"{}{star}\"", term.strip_prefix(MARK).unwrap_or(term)),
        _ => write!(f, "\"{}{star}\"", terms.join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use crate::model::ListName;
    use crate::query::language::spellings::text_terms;
    use crate::query::{Condition, Query};
    use crate::text::signs::MARK;
    use proptest::prelude::*;

    /// Whether every term of a query is cut and folded to itself. A few compatibility characters
    /// (`½`) give terms that cannot be typed.
    fn can_be_typed(query: &Query) -> bool {
        let conditions = query.clauses.iter().flat_map(|clause| &clause.any);
        let terms = conditions.flat_map(|condition| match condition {
            Condition::Text { terms, .. }
            | Condition::Named { terms, .. }
            | Condition::With { terms, .. } => terms.as_slice(),
            _ => &[],
        });
        terms.into_iter().all(|term| text_terms(term.trim_start_matches(MARK)) == [term.as_str()])
    }

    proptest! {
        #[test]
        fn a_query_shown_means_the_same_when_typed(
            words in proptest::collection::vec(
                "[-(]{0,2}(title:|person:|org:|name:|with:|source:|vessels:|case-numbers:|foo:)?(\"[a-zA-Zé東' -]{0,12}\"?|[a-zA-Zé東.',-]{1,8})[*)]?\
                 |AND|OR|NOT|-|date:2022(-02)?(\\.\\.)?(2023)?|before:2021|after:2020-02-29|is:read|kind:list|lang:en|\\PC{0,6}",
                0..8,
            ),
            typing: bool,
        ) {
            let lists = ["vessels", "Case numbers"].map(|name| ListName::new(name).unwrap());
            let query = parse(&words.join(" "), typing, &lists).query;
            prop_assume!(can_be_typed(&query));
            let shown = query.to_string();
            prop_assert_eq!(&parse(&shown, false, &lists).query, &query, "{}", shown);
        }
    }
}
