//! The sections of `assets/lexicon/chrome.txt`: where their phrases must stand in a line, and what
//! cue a phrase gives there.
//!
//! Not here: finding the phrases in a line (`phrases`, `phrase_table`).

use super::cue_set::Cues;

/// A section of the list: where its phrases must stand, and what they show there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhraseClass {
    /// The whole line is chrome.
    Whole,
    /// A line that begins so is chrome, when it is short.
    Start,
    /// A short line with it is chrome.
    Contains,
    /// The whole line heads what is not the article.
    Section,
    /// A line that begins so does.
    Opening,
    /// The whole line heads what comes after the last article.
    End,
    /// A line that begins so closes one article of several.
    Separator,
    /// A line that begins so heads a page of several articles.
    Masthead,
    /// Behind the last sentence of a paragraph it is a link.
    Tail,
    /// It begins or ends a caption or a credit.
    Caption,
    /// It labels the date of publication.
    Published,
    /// It labels the date of a change.
    Updated,
    /// It stands before the authors' names.
    Byline,
    /// A word of a byline that names no person.
    Desk,
    /// The last word of the name of a newspaper or site.
    Outlet,
    /// A social network.
    Network,
    /// In a title it promises a guide or a ranking.
    Evergreen,
    /// It stands before the authors' names and before little else.
    Author,
    /// It stands before the author's name below the text.
    Signed,
    /// What those are who write.
    Trade,
    /// Groups that sign with the name of their firm.
    Team,
}

/// Where in a line a phrase must stand to give a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Position {
    /// At the first and the last word both.
    WholeLine,
    First,
    FirstOrLast,
    Anywhere,
    /// Phrases of the class are looked up in another way.
    Nowhere,
}

/// What phrases of a class show.
struct CueRule {
    position: Position,
    /// Only in lines that are looked at whole.
    whole: bool,
    cues: Cues,
}

impl CueRule {
    const fn new(position: Position, cues: Cues) -> CueRule {
        CueRule { position, whole: false, cues }
    }

    const fn of_whole_line(position: Position, cues: Cues) -> CueRule {
        CueRule { position, whole: true, cues }
    }
}

impl PhraseClass {
    /// Whether a phrase of the class can give a cue inside a line or at its end.
    pub fn is_inside(self) -> bool {
        matches!(self.rule().position, Position::Anywhere | Position::FirstOrLast)
    }

    /// Whether a phrase of the class gives a cue only when it stands first.
    pub fn is_first(self) -> bool {
        matches!(self.rule().position, Position::WholeLine | Position::First)
    }

    /// The class of a section of the list.
    pub fn named(name: &str) -> Option<PhraseClass> {
        Some(match name {
            "whole" => PhraseClass::Whole,
            "start" => PhraseClass::Start,
            "contains" => PhraseClass::Contains,
            "section" => PhraseClass::Section,
            "opening" => PhraseClass::Opening,
            "end" => PhraseClass::End,
            "separator" => PhraseClass::Separator,
            "masthead" => PhraseClass::Masthead,
            "tail" => PhraseClass::Tail,
            "caption" => PhraseClass::Caption,
            "published" => PhraseClass::Published,
            "updated" => PhraseClass::Updated,
            "byline" => PhraseClass::Byline,
            "desk" => PhraseClass::Desk,
            "outlet" => PhraseClass::Outlet,
            "network" => PhraseClass::Network,
            "evergreen" => PhraseClass::Evergreen,
            "author" => PhraseClass::Author,
            "signed" => PhraseClass::Signed,
            "trade" => PhraseClass::Trade,
            "team" => PhraseClass::Team,
            _ => return None,
        })
    }

    fn rule(self) -> CueRule {
        use Position::{Anywhere, First, FirstOrLast, Nowhere, WholeLine};
        match self {
            PhraseClass::Whole => CueRule::of_whole_line(WholeLine, Cues::CHROME),
            PhraseClass::Start => CueRule::new(First, Cues::CHROME_START),
            PhraseClass::Contains => CueRule::new(Anywhere, Cues::CHROME_INSIDE),
            PhraseClass::Section => CueRule::of_whole_line(WholeLine, Cues::SECTION),
            PhraseClass::Opening => CueRule::of_whole_line(First, Cues::SECTION),
            PhraseClass::End => CueRule::of_whole_line(WholeLine, Cues::SECTION.or(Cues::END)),
            PhraseClass::Separator => CueRule::new(First, Cues::SEPARATOR),
            PhraseClass::Masthead => CueRule::new(First, Cues::MASTHEAD),
            PhraseClass::Caption => CueRule::new(FirstOrLast, Cues::CAPTION),
            PhraseClass::Published => CueRule::new(First, Cues::PUBLISHED),
            PhraseClass::Updated => CueRule::new(First, Cues::UPDATED),
            PhraseClass::Byline => CueRule::new(First, Cues::BYLINE),
            PhraseClass::Evergreen => CueRule::new(Anywhere, Cues::EVERGREEN),
            PhraseClass::Tail
            | PhraseClass::Desk
            | PhraseClass::Outlet
            | PhraseClass::Network
            | PhraseClass::Author
            | PhraseClass::Signed
            | PhraseClass::Trade
            | PhraseClass::Team => CueRule::new(Nowhere, Cues::NONE),
        }
    }

    /// The cue of a phrase that stands at the first or last word of the line, or both. `whole` when
    /// the line is looked at whole.
    pub fn cue(self, first: bool, last: bool, whole: bool) -> Cues {
        let rule = self.rule();
        let stands = match rule.position {
            Position::WholeLine => first && last,
            Position::First => first,
            Position::FirstOrLast => first || last,
            Position::Anywhere => true,
            Position::Nowhere => false,
        };
        if stands && (whole || !rule.whole) { rule.cues } else { Cues::NONE }
    }
}
