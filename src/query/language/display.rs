//! Writes a parsed query back as text a person can check. The text is itself a query and means the same.

use std::fmt;

use super::date_range;
use super::fields::field_of;
use super::numbers;
use crate::query::condition::{Clause, Condition, Likeness, NumberRange, PathPart, Query};
use crate::query::facet::Facet;
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

/// Clauses as one types them: none is put in words that was typed with a sign.
pub fn query_text(clauses: &[Clause]) -> String {
    let is_only = clauses.len() == 1;
    let text = |clause: &Clause| {
        let alone = Query { clauses: vec![Clause { negated: false, any: clause.any.clone() }] };
        let sign = if clause.negated { "-" } else { "" };
        match clause.any.len() > 1 && (clause.negated || !is_only) {
            true => format!("{sign}({alone})"),
            false => format!("{sign}{alone}"),
        }
    };
    clauses.iter().map(text).collect::<Vec<_>>().join(" ")
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
            Condition::All(query) => write!(f, "({query})"),
            Condition::Text { field, terms, prefix, likeness } => {
                f.write_str(field_prefix(*field))?;
                write_terms(f, terms, *prefix, *likeness != Likeness::Exact)?;
                f.write_str(if *likeness == Likeness::Misspelt { "~" } else { "" })
            }
            Condition::Near { field, terms, between } => {
                write!(f, "{}\"{}\"~{between}", field_prefix(*field), terms.join(" "))
            }
            Condition::Pattern(pattern) => write!(f, "/{}/", pattern.typed()),
            Condition::Named { kind, terms, prefix } => {
                write!(f, "{}:", field_of(*kind))?;
                write_terms(f, terms, *prefix, true)
            }
            Condition::Part { of, terms, prefix } => {
                write!(f, "{}:", of.facet().map_or("name".into(), Facet::field))?;
                write_terms(f, terms, *prefix, true)
            }
            Condition::With { terms, prefix } => {
                f.write_str("with:")?;
                write_terms(f, terms, *prefix, true)
            }
            Condition::Count { terms, prefix, times } => {
                f.write_str("count:")?;
                write_terms(f, terms, *prefix, true)?;
                f.write_str(&numbers::show(*times))
            }
            of_columns => write_value(f, of_columns),
        }
    }
}

fn field_prefix(field: TextField) -> &'static str {
    match field {
        TextField::Anywhere => "",
        TextField::Title => "title:",
        TextField::Source => "source:",
    }
}

/// Writes a condition on anything but words.
fn write_value(f: &mut fmt::Formatter<'_>, condition: &Condition) -> fmt::Result {
    match condition {
        Condition::Published { from, to } => write!(f, "date:{}", date_range::show(*from, *to)),
        Condition::Saved { from, to } => write!(f, "saved:{}", date_range::show(*from, *to)),
        Condition::Length(range) => write!(f, "words:{}", numbers::show(*range)),
        Condition::Path { part, text, prefix } => {
            f.write_str(if *part == PathPart::File { "file:" } else { "folder:" })?;
            write_quoted(f, text)?;
            f.write_str(if *prefix { "*" } else { "" })
        }
        Condition::Format(format) => write!(f, "format:{}", format.name()),
        Condition::Kind(kind) => write!(f, "kind:{}", kind.name()),
        Condition::Value(text) => {
            write!(f, "{}:", text.of.facet().map_or("name".into(), Facet::field))?;
            write_quoted(f, &text.value)
        }
        Condition::Thread { terms, prefix } => {
            f.write_str("thread:")?;
            write_terms(f, terms, *prefix, true)
        }
        Condition::Attached => f.write_str("has:attachment"),
        Condition::Is(state) => write!(f, "is:{}", state.name()),
        of_notes => write_noted(f, of_notes),
    }
}

/// Writes a condition on what the reader has noted.
fn write_noted(f: &mut fmt::Formatter<'_>, condition: &Condition) -> fmt::Result {
    match condition {
        Condition::Note { terms, prefix } => {
            f.write_str("note:")?;
            write_terms(f, terms, *prefix, true)
        }
        Condition::Tag { tag, goes_on } => {
            f.write_str("tag:")?;
            write_quoted(f, tag.name())?;
            f.write_str(if *goes_on { "*" } else { "" })
        }
        Condition::Colour(colour) => write!(f, "colour:{}", colour.name()),
        of_copies => write_copied(f, of_copies),
    }
}

/// Writes a condition on copies or stories.
fn write_copied(f: &mut fmt::Formatter<'_>, condition: &Condition) -> fmt::Result {
    match condition {
        Condition::Copies(range) => write!(f, "copies:{}", numbers::show(*range)),
        Condition::Copy => f.write_str("is:copy"),
        Condition::Reports(NumberRange { from: 2, to: u32::MAX }) => f.write_str("is:story"),
        Condition::Reports(range) => write!(f, "reports:{}", numbers::show(*range)),
        _ => Ok(()),
    }
}

/// Writes a value in quotes where it would else be cut.
fn write_quoted(f: &mut fmt::Formatter<'_>, value: &str) -> fmt::Result {
    match value.contains(|c: char| c.is_whitespace() || c == ')') {
        true => write!(f, "\"{value}\""),
        false => f.write_str(value),
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
    use super::super::{QueryContext, parse};
    use crate::model::ListName;
    use crate::query::language::spellings::text_terms;
    use crate::query::{Condition, Query};
    use crate::text::signs::MARK;
    use proptest::prelude::*;

    /// Whether every term of a query is cut and folded to itself. A few compatibility characters
    /// (`½`) give terms that cannot be typed.
    fn can_be_typed(query: &Query) -> bool {
        let is_term = |term: &String| text_terms(term.trim_start_matches(MARK)) == [term.as_str()];
        query.clauses.iter().flat_map(|clause| &clause.any).all(|condition| match condition {
            Condition::All(query) => can_be_typed(query),
            Condition::Text { terms, .. }
            | Condition::Named { terms, .. }
            | Condition::Count { terms, .. }
            | Condition::With { terms, .. } => terms.iter().all(is_term),
            _ => true,
        })
    }

    proptest! {
        #[test]
        fn a_query_shown_means_the_same_when_typed(
            words in proptest::collection::vec(
                "[-(]{0,3}(title:|file:|folder:|count:|person:|org:|name:|with:|source:|vessels:|case-numbers:|foo:)?(\"[a-zA-Zé東' -]{0,12}\"?|[a-zA-Zé東.',-]{1,8})[*)~]?(>5|=2..3|<7)?[)]?\
                 |AND|OR|NOT|-|words:>5|copies:>2|reports:>3|is:story|is:copy|format:html|saved:last-3d|since:2020|date:2022(-02)?(\\.\\.)?(2023)?|before:2021|after:2020-02-29|is:read|kind:list|lang:en|\\PC{0,6}",
                0..8,
            ),
            typing: bool,
        ) {
            let lists = ["vessels", "Case numbers"].map(|name| ListName::new(name).unwrap());
            let context = QueryContext { lists: &lists, today: "2024-03-31".parse().unwrap() };
            let query = parse(&words.join(" "), typing, &context).query;
            prop_assume!(can_be_typed(&query));
            let shown = query.to_string();
            prop_assert_eq!(&parse(&shown, false, &context).query, &query, "{}", shown);
        }
    }
}
