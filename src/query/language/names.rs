//! What is typed of a name, as it is looked for.
//!
//! Not here: finding the names (`entity::names`).

use crate::model::{Kind, normal_form};
use crate::text::search_terms::search_terms;

/// The terms of what is typed of a name of that kind, or of any words; of an identifier its normal form, as
/// far as it is typed.
pub fn name_terms(kind: Option<Kind>, typed: &str) -> Vec<String> {
    match kind.filter(|kind| kind.is_identifier()) {
        Some(kind) => {
            let normal = normal_form(kind, typed.trim());
            let telling = normal.contains(char::is_alphanumeric);
            telling.then(|| normal.into_owned()).into_iter().collect()
        }
        None => search_terms(typed).filter(|term| !term.is_empty()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_looked_for_by_words_and_identifiers_by_their_normal_form() {
        for (kind, typed, terms) in [
            (Some(Kind::Person), "Ada Pike", &["ada", "pike"][..]),
            (None, "ada@norwick.com", &["ada", "norwick.com"]),
            (Some(Kind::Email), "Ada@Norwick.com", &["ada@norwick.com"]),
            (Some(Kind::Phone), "+44 (0)20 7946-0000", &["+442079460000"]),
            (Some(Kind::Account), "de89 3704", &["DE893704"]),
            (Some(Kind::Phone), "+", &[]),
        ] {
            assert_eq!(name_terms(kind, typed), terms, "{typed}");
        }
    }
}
