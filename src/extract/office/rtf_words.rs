//! The words of RTF: which of them say what the text of a group is for, and which stand for characters.

/// What the text of a group is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination {
    Text,
    Unread,
    Fonts,
    Styles,
    /// The properties of the document.
    Properties,
    /// One of them, by its name.
    Property(&'static str),
    Note,
    Comment,
    /// Who wrote the next comment.
    Author,
    Box,
    /// The head or foot of each page.
    Frame,
    /// The number or mark of an entry of a list.
    Mark,
}

/// What the words make of the group that they begin.
const DESTINATIONS: [(Destination, &[&str]); 9] = [
    (Destination::Fonts, &["fonttbl"]),
    (Destination::Styles, &["stylesheet"]),
    (Destination::Properties, &["info"]),
    (Destination::Note, &["footnote"]),
    (Destination::Comment, &["annotation"]),
    (Destination::Author, &["atnauthor"]),
    (Destination::Box, &["shptxt"]),
    (Destination::Mark, &["listtext", "pntext"]),
    (
        Destination::Frame,
        &["header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"],
    ),
];

/// Properties of the document, each by the name that other formats give it.
const PROPERTIES: [(&str, &str); 4] =
    [("title", "title"), ("author", "initial-creator"), ("creatim", "created"), ("revtim", "modified")];

/// Groups with no text in them, or with text for programs. Others that begin so have a star before their word,
/// which says that they may be passed over.
const UNREAD: [&str; 16] = [
    "colortbl",
    "pict",
    "fldinst",
    "nonshppict",
    "objdata",
    "filetbl",
    "sp",
    "tc",
    "xe",
    "rxe",
    "txe",
    "pnseclvl",
    "pn",
    "template",
    "bkmkstart",
    "bkmkend",
];

/// Properties that are not asked for.
const OTHER_PROPERTIES: [&str; 6] = ["subject", "operator", "keywords", "doccomm", "company", "manager"];

/// Words with a star whose group holds text all the same.
const KNOWN: [&str; 5] = ["shpinst", "shppict", "falt", "panose", "cs"];

/// What a word makes of the group it stands in; `None` where that is nothing new. `optional`: the group may be
/// passed over by whom its word is not known to.
pub fn destination(word: &str, inside: Destination, optional: bool) -> Option<Destination> {
    if inside == Destination::Properties {
        let property = PROPERTIES.iter().find(|(known, _)| *known == word);
        let other = OTHER_PROPERTIES.contains(&word).then_some(Destination::Unread);
        return property.map(|(_, name)| Destination::Property(name)).or(other);
    }
    let begun = DESTINATIONS.iter().find(|(_, words)| words.contains(&word)).map(|(begun, _)| *begun);
    let passed = optional && inside != Destination::Styles && !KNOWN.contains(&word);
    begun.or((UNREAD.contains(&word) || passed).then_some(Destination::Unread))
}

/// The characters that a word stands for.
pub fn sign(word: &str) -> Option<&'static str> {
    Some(match word {
        "tab" | "emspace" | "enspace" | "qmspace" => " ",
        "~" => "\u{a0}",
        "_" => "-",
        "emdash" => "—",
        "endash" => "–",
        "bullet" => "•",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        _ => return None,
    })
}
