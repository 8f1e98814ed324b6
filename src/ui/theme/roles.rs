//! The roles: what a stretch of the screen is.
//!
//! Not here: how each looks (`derive`), and where it stands (`demand`).

use crate::model::Kind;
use crate::query::Colour;

macro_rules! roles {
    ($($variant:ident $name:literal)*) => {
        /// What a stretch of the screen is. Styles belong to roles only.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Role { $(#[doc = concat!("`", $name, "` in theme files.")] $variant),* }

        impl Role {
            /// All roles, in the order of their numbers.
            pub const ALL: &[Role] = &[$(Role::$variant),*];

            /// The name in theme files.
            pub fn name(self) -> &'static str {
                match self { $(Role::$variant => $name),* }
            }
        }
    };
}

roles! {
    Text "text"
    Muted "muted"
    Rule "rule"
    RuleFocus "rule-focus"
    Accent "accent"
    Title "title"
    Heading "heading"
    Caption "caption"
    Quote "quote"
    Chrome "chrome"
    Fold "fold"
    Selected "selected"
    SelectedIdle "selected-idle"
    OverlaySelected "overlay-selected"
    Bar "bar"
    Unread "unread"
    Star "star"
    Guess "guess"
    Person "person"
    Organization "organization"
    Place "place"
    Own "own"
    PersonAgain "person-again"
    OrganizationAgain "organization-again"
    PlaceAgain "place-again"
    OwnAgain "own-again"
    Amount "amount"
    NameCursor "name-cursor"
    NameLit "name-lit"
    Hit "hit"
    HitCursor "hit-cursor"
    Selection "selection"
    Include "include"
    Exclude "exclude"
    Count "count"
    Histogram "histogram"
    HistogramGuess "histogram-guess"
    HistogramAll "histogram-all"
    Key "key"
    Notice "notice"
    Failure "failure"
    Overlay "overlay"
    Border "border"
    Note "note"
    HighlightYellow "highlight-yellow"
    HighlightGreen "highlight-green"
    HighlightBlue "highlight-blue"
    HighlightRed "highlight-red"
    SignYellow "sign-yellow"
    SignGreen "sign-green"
    SignBlue "sign-blue"
    SignRed "sign-red"
    MapHit "map-hit"
    MapName "map-name"
}

impl Role {
    /// The role of that name in theme files.
    pub(super) fn named(name: &str) -> Option<Role> {
        Role::ALL.iter().copied().find(|role| role.name() == name)
    }

    /// The role of a name in a text, at its first mention or a later one; of a date, sum or
    /// quantity.
    pub fn of_name(kind: Kind, first: bool) -> Role {
        match (kind, first) {
            (Kind::Person, true) => Role::Person,
            (Kind::Person, false) => Role::PersonAgain,
            (Kind::Organization, true) => Role::Organization,
            (Kind::Organization, false) => Role::OrganizationAgain,
            (Kind::Place, true) => Role::Place,
            (Kind::Place, false) => Role::PlaceAgain,
            (Kind::Own(_), true) => Role::Own,
            (Kind::Own(_), false) => Role::OwnAgain,
            _ => Role::Amount,
        }
    }

    /// The role of a passage highlighted in a colour.
    pub fn of_highlight(colour: Colour) -> Role {
        match colour {
            Colour::Yellow => Role::HighlightYellow,
            Colour::Green => Role::HighlightGreen,
            Colour::Blue => Role::HighlightBlue,
            Colour::Red => Role::HighlightRed,
        }
    }

    /// The role of what stands for a passage in that colour beside the text.
    pub fn of_sign(colour: Colour) -> Role {
        match colour {
            Colour::Yellow => Role::SignYellow,
            Colour::Green => Role::SignGreen,
            Colour::Blue => Role::SignBlue,
            Colour::Red => Role::SignRed,
        }
    }
}
