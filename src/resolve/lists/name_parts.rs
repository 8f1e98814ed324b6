//! What single words inside names can be: titles, generations ("Jr."), articles, legal forms.

use rustc_hash::FxHashMap;

/// What a word inside a name can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::resolve) enum NamePart {
    Title,
    Generation,
    Article,
    LegalForm,
    /// One that stands before the name: "OOO".
    LegalFormBefore,
    Club,
    Office,
}

/// The words that are parts of names, each with what it can be.
pub(in crate::resolve) struct NameParts(FxHashMap<&'static str, Vec<NamePart>>);

impl NameParts {
    /// Reads the list of parts.
    pub(in crate::resolve) fn read() -> NameParts {
        let mut parts: FxHashMap<&'static str, Vec<NamePart>> = FxHashMap::default();
        let mut section = NamePart::Title;
        for line in entries(include_str!("../../../assets/lexicon/name_parts.txt")) {
            section = match line {
                "[title]" => NamePart::Title,
                "[generation]" => NamePart::Generation,
                "[article]" => NamePart::Article,
                "[legal_form]" => NamePart::LegalForm,
                "[legal_form_before]" => NamePart::LegalFormBefore,
                "[club]" => NamePart::Club,
                "[office]" => NamePart::Office,
                _ => section,
            };
            if !line.starts_with('[') {
                line.split(' ').for_each(|word| parts.entry(word).or_default().push(section));
            }
        }
        NameParts(parts)
    }

    /// Whether a word can be such a part.
    pub(in crate::resolve) fn is(&self, word: &str, part: NamePart) -> bool {
        self.0.get(word).is_some_and(|of| of.contains(&part))
    }
}

/// The lines of a list without its remarks.
pub(super) fn entries(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}
