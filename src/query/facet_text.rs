//! The texts of a document that it can be filtered by, such as its source, and one of them as a filter.
//!
//! Not here: which texts these are, and how they are shown and asked for (`facet`).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::facet::FacetText;

/// All texts that a document has to filter by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetTexts([Option<String>; FacetText::ALL.len()]);

impl FacetTexts {
    /// Takes each text from where it is kept.
    pub fn read(text: impl FnMut(FacetText) -> Option<String>) -> FacetTexts {
        FacetTexts(FacetText::ALL.map(text))
    }

    /// One of them; `None` when the document has none.
    pub fn get(&self, of: FacetText) -> Option<&str> {
        self.0.get(of as usize)?.as_deref()
    }
}

/// One text of documents to filter by. Stored as a map of one entry: `{"Source": "The Gull"}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "BTreeMap<FacetText, String>", into = "BTreeMap<FacetText, String>")]
pub struct TextValue {
    /// Which text of the document.
    pub of: FacetText,
    /// What it is; empty for documents without it.
    pub value: String,
}

impl From<TextValue> for BTreeMap<FacetText, String> {
    fn from(text: TextValue) -> BTreeMap<FacetText, String> {
        BTreeMap::from([(text.of, text.value)])
    }
}

impl TryFrom<BTreeMap<FacetText, String>> for TextValue {
    type Error = &'static str;

    fn try_from(map: BTreeMap<FacetText, String>) -> Result<TextValue, &'static str> {
        let (of, value) = map.into_iter().next().ok_or("nothing to filter by")?;
        Ok(TextValue { of, value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Criterion;

    #[test]
    fn a_filter_is_stored_under_the_name_of_its_text() {
        let criterion = Criterion::text(FacetText::Source, "The Gull");
        let stored = serde_json::to_string(&criterion).unwrap();
        assert_eq!(stored, r#"{"Source":"The Gull"}"#);
        assert_eq!(serde_json::from_str::<Criterion>(&stored).unwrap(), criterion);
        let state = Criterion::State(crate::query::State::Read);
        assert_eq!(
            serde_json::from_str::<Criterion>(&serde_json::to_string(&state).unwrap()).unwrap(),
            state
        );
    }
}
