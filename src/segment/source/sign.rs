//! The kinds of signs that a name is a site's, what each weighs, and the phrases of `assets/lexicon` that give
//! one.
//!
//! Not here: reading the names beside the phrases (`said`).

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::weights as weight;
use crate::lexicon::lists::entries;

/// One kind of words by which a site names itself; each counts once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    Copyright,
    Reserved,
    Subscribe,
    Join,
    More,
    About,
    Welcome,
    FirstPublished,
    Newsletter,
    Team,
    Business,
    Role,
    /// The page names its site in words that all pages of one program use.
    Named,
    /// It signs the article and is no person.
    Byline,
    At,
    /// The first line of the page is the name.
    First,
    /// The first line begins or ends with it, as a trail or title does.
    Trail,
    /// An address in the lines after the text has it for a domain.
    Domain,
    /// Such a domain has it for a part, or is a part of it.
    DomainPart,
}

/// The sections of the list, in its order of kinds.
const SECTIONS: [(&str, Sign); 13] = [
    ("copyright", Sign::Copyright),
    ("reserved", Sign::Reserved),
    ("subscribe", Sign::Subscribe),
    ("sign-up", Sign::Join),
    ("more", Sign::More),
    ("about", Sign::About),
    ("welcome", Sign::Welcome),
    ("first-published", Sign::FirstPublished),
    ("newsletter", Sign::Newsletter),
    ("team", Sign::Team),
    ("business", Sign::Business),
    ("role", Sign::Role),
    ("named", Sign::Named),
];

impl Sign {
    /// What it speaks for a name.
    pub fn weight(self) -> i32 {
        match self {
            Sign::Copyright => weight::COPYRIGHT,
            Sign::Reserved => weight::RESERVED,
            Sign::Subscribe => weight::SUBSCRIBE,
            Sign::Join => weight::SIGN_UP,
            Sign::More => weight::MORE,
            Sign::About => weight::ABOUT,
            Sign::Welcome => weight::WELCOME,
            Sign::FirstPublished => weight::FIRST_PUBLISHED,
            Sign::Newsletter => weight::NEWSLETTER,
            Sign::Team => weight::TEAM,
            Sign::Business => weight::BUSINESS,
            Sign::Role => weight::ROLE,
            Sign::Named => weight::NAMED,
            Sign::Byline => weight::BYLINE,
            Sign::At => weight::AT,
            Sign::First => weight::FIRST,
            Sign::Trail => weight::TRAIL,
            Sign::Domain => weight::DOMAIN,
            Sign::DomainPart => weight::DOMAIN_PART,
        }
    }
}

/// The phrases, and what each is a sign of.
pub struct SitePhrases {
    pub all: AhoCorasick,
    pub signs: Vec<Sign>,
}

/// Read once, they are part of the program and never change; `None` if they were not well-formed.
pub static PHRASES: LazyLock<Option<SitePhrases>> = LazyLock::new(|| {
    let list = include_str!("../../../assets/lexicon/site_phrases.txt");
    let (mut phrases, mut signs, mut sign) = (Vec::new(), Vec::new(), None);
    for line in entries(list) {
        if let Some(section) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            let named = SECTIONS.iter().find(|(name, _)| *name == section);
            sign = named.map(|(_, sign)| *sign);
        } else if let Some(sign) = sign {
            phrases.push(line);
            signs.push(sign);
        }
    }
    let mut builder = AhoCorasick::builder();
    let all = builder.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest).build(phrases);
    Some(SitePhrases { all: all.ok()?, signs })
});
