//! Mentions and keys: where a document mentions somebody or something, and the full name (key) meant
//! there.
//!
//! Not here: which keys of different documents are one entity (`resolve`).

use serde::{Deserialize, Serialize};

use super::{ListName, Span};

/// A name, date, sum or quantity in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The name alone: no title, no article, no possessive ending.
    pub span: Span,
    /// A kind of name, or of date or amount.
    pub kind: Kind,
    /// The position of its key in `Document::keys`; `None` for what is neither a name of a person,
    /// organisation, place or own list nor an identifier, for a newspaper that is only cited, and for a general word
    /// ("the Commission") that the document does not explain.
    pub key: Option<KeyNumber>,
}

/// What a person is beside the name, by the document: "harbour minister".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// The position of the person's mention in `Document::mentions`.
    pub mention: u32,
    /// The words of the role; they lie outside of the mention.
    pub span: Span,
}

/// A position in a table of keys: of a document, or of the collection.
pub type KeyNumber = u32;

/// The kinds of mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// A human being.
    Person,
    /// A firm, party, body or newspaper.
    Organization,
    /// A country, town, water or building.
    Place,
    /// A people, a creed, the adherents of a party: "Norwegian", "Lutherans".
    Group,
    /// Any other name: of a law, a weapon, an event, a work.
    Name,
    /// A day, month, year or weekday.
    Date,
    /// A time of day.
    Time,
    /// A sum with its currency.
    Money,
    /// A share.
    Percent,
    /// A number of what is counted or measured.
    Quantity,
    /// A name of one of the reader's own lists.
    Own(ListName),
    // Stored by number: what is new comes last.
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A name in the domain name system: "www.norwick.example".
    Domain,
    /// The number of a bank account (IBAN), its check digits right.
    Account,
    /// The number of a payment card, its check digit right.
    Card,
    /// The address of a wallet of a cryptocurrency.
    Wallet,
}

impl Kind {
    /// Every built-in kind: names, then dates and amounts, then identifiers.
    pub const ALL: [Kind; 16] = [
        Kind::Person,
        Kind::Organization,
        Kind::Place,
        Kind::Group,
        Kind::Name,
        Kind::Date,
        Kind::Time,
        Kind::Money,
        Kind::Percent,
        Kind::Quantity,
        Kind::Email,
        Kind::Phone,
        Kind::Domain,
        Kind::Account,
        Kind::Card,
        Kind::Wallet,
    ];

    /// Every kind of names, where these own lists are kinds too.
    pub fn of_names(lists: &[ListName]) -> impl Iterator<Item = Kind> {
        let built_in = Kind::ALL.into_iter().filter(|kind| kind.is_name());
        built_in.chain(lists.iter().map(|&list| Kind::Own(list)))
    }

    /// Every kind whose mentions have keys: those of names, where these own lists are kinds too, then
    /// identifiers.
    pub fn with_keys(lists: &[ListName]) -> impl Iterator<Item = Kind> {
        Kind::of_names(lists).chain(Kind::ALL.into_iter().filter(|kind| kind.is_identifier()))
    }

    /// As people are shown it; its name in data is spelt otherwise.
    pub fn word(&self) -> &str {
        match self {
            Kind::Organization => "organisation",
            Kind::Email => "e-mail",
            kind => kind.name(),
        }
    }

    /// The word used in JSON, in the notebook and in messages; of an own list its name.
    pub fn name(&self) -> &str {
        match self {
            Kind::Person => "person",
            Kind::Organization => "organization",
            Kind::Place => "place",
            Kind::Group => "group",
            Kind::Name => "name",
            Kind::Date => "date",
            Kind::Time => "time",
            Kind::Money => "money",
            Kind::Percent => "percent",
            Kind::Quantity => "quantity",
            Kind::Own(list) => list.as_str(),
            Kind::Email => "email",
            Kind::Phone => "phone",
            Kind::Domain => "domain",
            Kind::Account => "account",
            Kind::Card => "card",
            Kind::Wallet => "wallet",
        }
    }

    /// The kind with that [`Kind::name`]: a built-in one, else an own list.
    pub fn from_name(name: &str) -> Option<Kind> {
        let built_in = Kind::ALL.into_iter().find(|kind| kind.name() == name);
        built_in.or_else(|| ListName::new(name).ok().map(Kind::Own))
    }

    /// Whether mentions of this kind are names and so have keys.
    pub fn is_name(self) -> bool {
        matches!(self, Kind::Person | Kind::Organization | Kind::Place | Kind::Own(_))
    }

    /// Whether mentions of this kind are identifiers: addresses and numbers that have one holder each.
    /// They have keys too, but are no names, and are shown only to who asks for them.
    pub fn is_identifier(self) -> bool {
        use Kind::{Account, Card, Domain, Email, Phone, Wallet};
        matches!(self, Email | Phone | Domain | Account | Card | Wallet)
    }
}

/// The name of somebody or something as one document gives it, short forms already resolved
/// to the fullest form there.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Key {
    /// Of what it is the name.
    pub kind: Kind,
    /// The fullest form in the document, as written.
    pub name: String,
    /// A person known here by the family name alone, or an acronym that the document spells out. The same
    /// word in another document may be somebody else, so such keys are not equal across documents.
    pub bare: bool,
}
