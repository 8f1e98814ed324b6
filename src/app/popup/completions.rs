//! Autocompletion of names in a prompt: the names offered, which of them is chosen, and the query with
//! it put in.
//!
//! Not here: finding the names (`entity::entity_list`).

use crate::model::Kind;
use crate::query::{NameTyped, field_of};

/// A name that completes what is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What sort of entity it is.
    pub kind: Kind,
    /// The name, not yet sanitised.
    pub name: String,
    /// How many documents name it.
    pub documents: u32,
}

/// The names offered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    /// The names, best first.
    pub names: Vec<Completion>,
    /// The chosen one, counted in `names`.
    pub chosen: usize,
}

impl Completions {
    /// Offers these names.
    pub fn new(names: Vec<(Kind, String, u32)>) -> Completions {
        let completion = |(kind, name, documents)| Completion { kind, name, documents };
        Completions { names: names.into_iter().map(completion).collect(), chosen: 0 }
    }

    /// The chosen name.
    pub fn get(&self) -> Option<&Completion> {
        self.names.get(self.chosen)
    }

    /// Chooses the next name or the one before; false when there is none.
    pub fn step(&mut self, forward: bool) -> bool {
        let to = if forward { self.chosen.checked_add(1) } else { self.chosen.checked_sub(1) };
        let to = to.filter(|&to| to < self.names.len());
        self.chosen = to.unwrap_or(self.chosen);
        to.is_some()
    }
}

/// A query whose last word has become the chosen name.
pub fn completed_query(query: &str, typed: &NameTyped, completion: &Completion) -> String {
    let field = typed.field.as_deref().map_or_else(|| field_of(Some(completion.kind)), Into::into);
    let before = query.get(..typed.start).unwrap_or_default();
    // A quote inside would end the name.
    format!("{before}{field}:\"{}\" ", completion.name.replace('"', " "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::name_typed;

    #[test]
    fn the_last_word_becomes_the_name_in_its_field() {
        let completion = Completion { kind: Kind::Person, name: "Mara Quill".into(), documents: 3 };
        for (typed, expected) in [
            ("dam person:qui", "dam person:\"Mara Quill\" "),
            ("dam with:\"mara q", "dam with:\"Mara Quill\" "),
            ("dam qui", "dam person:\"Mara Quill\" "),
            ("-name:qui", "-name:\"Mara Quill\" "),
        ] {
            let name = name_typed(typed, &[]).unwrap();
            assert_eq!(completed_query(typed, &name, &completion), expected);
        }
    }

    #[test]
    fn one_steps_through_the_names_and_not_beyond() {
        let mut completions =
            Completions::new(vec![(Kind::Place, "Vell".into(), 2), (Kind::Place, "Tarn".into(), 1)]);
        assert!(
            completions.step(true)
                && !completions.step(true)
                && completions.step(false)
                && !completions.step(false)
        );
        assert_eq!(completions.get().map(|completion| completion.name.as_str()), Some("Vell"));
        assert!(!Completions::default().step(true));
    }
}
