//! The table of facets, in the order of the sidebar, and looking a row of it up.
//!
//! Not here: what a row says (`facet`).

use std::borrow::Cow;

use super::facet::{Facet, FacetSource, FacetSpec, FacetText, TextSpec, TypedText};
use super::language_names::language_name;
use super::text_field::TextField;
use crate::model::{Document, Kind, SourceFile};

/// The row of a kind of identifiers.
const fn of_identifiers(
    facet: Facet,
    kind: Kind,
    heading: &'static str,
    fields: &'static [&'static str],
) -> FacetSpec {
    FacetSpec { facet, fields, heading, folded: false, values: FacetSource::Names(kind) }
}

/// The facets in the order of the sidebar. Own lists stand between places and identifiers, which are shown
/// only to who asks for them.
pub const FACETS: [FacetSpec; 19] = [
    FacetSpec {
        facet: Facet::People,
        fields: &["person"],
        heading: "PEOPLE",
        folded: false,
        values: FacetSource::Names(Kind::Person),
    },
    FacetSpec {
        facet: Facet::Organizations,
        fields: &["org", "organization", "organisation"],
        heading: "ORGANISATIONS",
        folded: false,
        values: FacetSource::Names(Kind::Organization),
    },
    FacetSpec {
        facet: Facet::Places,
        fields: &["place"],
        heading: "PLACES",
        folded: false,
        values: FacetSource::Names(Kind::Place),
    },
    of_identifiers(Facet::Emails, Kind::Email, "E-MAIL", &["email"]),
    of_identifiers(Facet::Phones, Kind::Phone, "PHONES", &["phone"]),
    of_identifiers(Facet::Domains, Kind::Domain, "DOMAINS", &["domain"]),
    of_identifiers(Facet::Accounts, Kind::Account, "ACCOUNTS", &["account", "iban"]),
    of_identifiers(Facet::Cards, Kind::Card, "CARDS", &["card"]),
    of_identifiers(Facet::Wallets, Kind::Wallet, "WALLETS", &["wallet"]),
    FacetSpec {
        facet: Facet::Tag,
        fields: &["tag"],
        heading: "TAGS",
        folded: false,
        values: FacetSource::Tags,
    },
    FacetSpec {
        facet: Facet::Source,
        fields: &["source"],
        heading: "SOURCE",
        folded: false,
        values: FacetSource::Texts(
            FacetText::Source,
            TextSpec {
                name: "source",
                of_document: |_, document| document.source.as_deref(),
                absent: "no source",
                typed: TypedText::Words(TextField::Source),
            },
        ),
    },
    FacetSpec {
        facet: Facet::Author,
        fields: &["by", "author"],
        heading: "AUTHOR",
        folded: true,
        values: FacetSource::Texts(
            FacetText::Author,
            TextSpec {
                name: "author",
                of_document: |_, document| document.byline.as_deref(),
                absent: "no author",
                typed: TypedText::Part,
            },
        ),
    },
    FacetSpec {
        facet: Facet::Sender,
        fields: &["from"],
        heading: "FROM",
        folded: true,
        values: FacetSource::Texts(
            FacetText::Sender,
            TextSpec {
                name: "from",
                of_document: |_, document| document.mail.as_ref().map(|mail| mail.from.as_str()),
                absent: "no sender",
                typed: TypedText::Part,
            },
        ),
    },
    FacetSpec {
        facet: Facet::Recipients,
        fields: &["to"],
        heading: "TO",
        folded: true,
        values: FacetSource::Texts(
            FacetText::Recipients,
            TextSpec {
                name: "to",
                of_document: |_, document| document.mail.as_ref().map(|mail| mail.to.as_str()),
                absent: "no recipient",
                typed: TypedText::Part,
            },
        ),
    },
    FacetSpec {
        facet: Facet::Language,
        fields: &["lang", "language"],
        heading: "LANGUAGE",
        folded: true,
        values: FacetSource::Texts(
            FacetText::Language,
            TextSpec {
                name: "language",
                of_document: |_, document| document.language.as_deref(),
                absent: "no language",
                typed: TypedText::Value {
                    read: language_code,
                    expected: "a code of two letters, such as en",
                },
            },
        ),
    },
    FacetSpec {
        facet: Facet::Folder,
        fields: &[],
        heading: "FOLDER",
        folded: true,
        values: FacetSource::Folders,
    },
    FacetSpec {
        facet: Facet::Format,
        fields: &[],
        heading: "FORMAT",
        folded: true,
        values: FacetSource::Formats,
    },
    FacetSpec { facet: Facet::Kind, fields: &[], heading: "KIND", folded: true, values: FacetSource::Kinds },
    FacetSpec {
        facet: Facet::State,
        fields: &["is"],
        heading: "STATE",
        folded: true,
        values: FacetSource::States,
    },
];

/// A language code; of `pt-BR` only the language counts.
fn language_code(typed: &str) -> Option<String> {
    let code = typed.split(['-', '_']).next().unwrap_or_default();
    let is_code = code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic());
    is_code.then(|| code.to_ascii_lowercase())
}

impl Facet {
    /// Its row of the table; own lists have none.
    fn spec(self) -> Option<&'static FacetSpec> {
        FACETS.iter().find(|spec| spec.facet == self)
    }

    /// The facet of the names of a kind.
    pub fn of_kind(kind: Kind) -> Option<Facet> {
        if let Kind::Own(list) = kind {
            return Some(Facet::Own(list));
        }
        let is_of_kind = |spec: &&FacetSpec| matches!(spec.values, FacetSource::Names(of) if of == kind);
        FACETS.iter().find(is_of_kind).map(|spec| spec.facet)
    }

    /// The facet that is asked for with a field.
    pub(super) fn of_field(name: &str) -> Option<&'static FacetSpec> {
        FACETS.iter().find(|spec| spec.fields.iter().any(|field| field.eq_ignore_ascii_case(name)))
    }

    /// The field to ask for it with.
    pub fn field(self) -> Cow<'static, str> {
        match self {
            Facet::Own(list) => list.field().into(),
            _ => self.spec().and_then(|spec| spec.fields.first()).copied().unwrap_or_default().into(),
        }
    }

    /// What it is in one word, for a value that is told: "person", "language", "folder".
    pub fn word(self) -> Cow<'static, str> {
        match self.spec() {
            // The last is written out.
            Some(spec) => {
                spec.fields.last().map_or_else(|| spec.heading.to_lowercase().into(), |&field| field.into())
            }
            None => self.field(),
        }
    }

    /// The kind of names it holds.
    pub fn kind(self) -> Option<Kind> {
        match self {
            Facet::Own(list) => Some(Kind::Own(list)),
            _ => match self.spec()?.values {
                FacetSource::Names(kind) => Some(kind),
                _ => None,
            },
        }
    }

    /// Whether its values are names.
    pub fn is_of_names(&self) -> bool {
        self.kind().is_some_and(Kind::is_name)
    }

    /// Whether its values are identifiers.
    pub fn is_of_identifiers(&self) -> bool {
        self.kind().is_some_and(Kind::is_identifier)
    }

    /// The heading of its values.
    pub fn heading(self) -> Cow<'static, str> {
        match self {
            Facet::Own(list) => list.as_str().to_uppercase().into(),
            _ => self.spec().map_or("", |spec| spec.heading).into(),
        }
    }
}

impl FacetText {
    /// The row of its facet, and how it is asked for and shown.
    fn spec(self) -> Option<(&'static FacetSpec, TextSpec)> {
        FACETS.iter().find_map(|spec| match spec.values {
            FacetSource::Texts(of, text) if of == self => Some((spec, text)),
            _ => None,
        })
    }

    /// Its key in JSON, and in the index.
    pub fn name(self) -> &'static str {
        self.spec().map_or("", |(_, text)| text.name)
    }

    /// What a document found in that file has of it; empty when it has none.
    pub fn of_document<'d>(self, file: &'d SourceFile, document: &'d Document) -> &'d str {
        self.spec().and_then(|(_, text)| (text.of_document)(file, document)).unwrap_or_default()
    }

    /// The facet whose values these are.
    pub fn facet(self) -> Option<Facet> {
        self.spec().map(|(spec, _)| spec.facet)
    }

    /// The label of documents without it.
    pub fn absent(self) -> &'static str {
        self.spec().map_or("", |(_, text)| text.absent)
    }

    /// How it is shown: the text itself, or the name of a language.
    pub fn label(self, value: &str) -> String {
        match (self, value) {
            (_, "") => self.absent().to_owned(),
            (FacetText::Language, code) => language_name(code).unwrap_or(code).to_owned(),
            _ => value.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_has_a_row_and_stands_at_the_place_of_its_number() {
        for (at, of) in FacetText::ALL.into_iter().enumerate() {
            assert_eq!(of as usize, at);
            assert!(of.facet().is_some_and(|facet| !facet.heading().is_empty()) && !of.absent().is_empty());
            assert!(FacetText::ALL.iter().all(|other| (*other == of) == (other.name() == of.name())));
        }
        assert!(FACETS.is_sorted_by_key(|spec| spec.facet));
    }
}
