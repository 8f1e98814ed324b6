//! Autocompletion in a prompt: the names, values and fields offered, which of them is chosen, and the query with
//! it put in.
//!
//! Not here: finding them (`index::search::completion`).

use crate::query::{Completion, Unfinished, field_of};

/// What is offered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    /// Names, values or fields, best first.
    pub names: Vec<Completion>,
    /// The chosen one, counted in `names`.
    pub chosen: usize,
    /// What all begin with, where that is taken before one of them is chosen, as a shell does.
    common: Option<String>,
}

impl Completions {
    /// Offers these.
    pub fn new(names: Vec<Completion>) -> Completions {
        Completions { names, ..Completions::default() }
    }

    /// Offers these, of which none is chosen at first: all begin with `common`.
    pub fn of_common(names: Vec<Completion>, common: String) -> Completions {
        Completions { names, chosen: 0, common: Some(common) }
    }

    /// What all of them begin with, while none is chosen.
    pub fn common(&self) -> Option<&str> {
        self.common.as_deref()
    }

    /// The chosen name.
    pub fn get(&self) -> Option<&Completion> {
        self.names.get(self.chosen).filter(|_| self.common.is_none())
    }

    /// Chooses the next name or the one before; false when there is none.
    pub fn step(&mut self, forward: bool) -> bool {
        if self.common.is_some() {
            let is_chosen = forward && !self.names.is_empty();
            self.common.take_if(|_| is_chosen);
            return is_chosen;
        }
        let to = if forward { self.chosen.checked_add(1) } else { self.chosen.checked_sub(1) };
        let to = to.filter(|&to| to < self.names.len());
        self.chosen = to.unwrap_or(self.chosen);
        to.is_some()
    }
}

/// A query whose last word has become the chosen name, value or field.
pub fn completed_query(query: &str, typed: &Unfinished, completion: &Completion) -> String {
    let before = query.get(..typed.start).unwrap_or_default();
    if typed.field.is_none() && completion.kind.is_none() {
        return format!("{before}{}", completion.name);
    }
    let field = typed.field.as_deref().map_or_else(|| field_of(completion.kind), Into::into);
    // A quote inside would end the name.
    let name = completion.name.replace('"', " ");
    match completion.kind.is_none() && !name.contains(|c: char| c.is_whitespace() || c == ')') {
        true => format!("{before}{field}:{name} "),
        false => format!("{before}{field}:\"{name}\" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;
    use crate::query::unfinished;

    fn completion(kind: Option<Kind>, name: &str) -> Completion {
        Completion { kind, name: name.to_owned(), documents: 3 }
    }

    #[test]
    fn the_last_word_becomes_the_name_in_its_field() {
        let completion = completion(Some(Kind::Person), "Mara Quill");
        for (typed, expected) in [
            ("dam person:qui", "dam person:\"Mara Quill\" "),
            ("dam with:\"mara q", "dam with:\"Mara Quill\" "),
            ("dam qui", "dam person:\"Mara Quill\" "),
            ("-name:qui", "-name:\"Mara Quill\" "),
        ] {
            let name = unfinished(typed, &[]).unwrap();
            assert_eq!(completed_query(typed, &name, &completion), expected);
        }
    }

    #[test]
    fn the_last_word_becomes_the_value_or_the_field() {
        for (typed, name, expected) in [
            ("dam source:ha", "Harbour Courier", "dam source:\"Harbour Courier\" "),
            ("-lang:", "en", "-lang:en "),
            ("dam date:20", "2021-05", "dam date:2021-05 "),
            ("dam tit", "title:", "dam title:"),
        ] {
            let unfinished = unfinished(typed, &[]).unwrap();
            assert_eq!(completed_query(typed, &unfinished, &completion(None, name)), expected);
        }
    }

    #[test]
    fn one_steps_through_the_names_and_not_beyond() {
        let mut completions =
            Completions::new(["Vell", "Tarn"].map(|name| completion(Some(Kind::Place), name)).into());
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
