//! What is typed in the dialogue by lines: one line is one thing to do.
//!
//! Not here: doing it (`dialogue`).

/// What a line asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// What can be typed.
    Help,
    /// The documents that this query finds.
    Search(String),
    /// Those of them that this finds, too.
    Narrow(String),
    /// The search without what was narrowed last.
    Widen,
    /// By what the documents found can be narrowed.
    Filters,
    /// The same list again.
    List,
    /// More of the list.
    More,
    /// The document of this number in the list.
    Open(usize),
    /// The document after the one that is open, or before it.
    NextDocument(bool),
    /// The paragraph after the one that was read last, or before it.
    NextParagraph(bool),
    /// The paragraph of this number.
    Paragraph(usize),
    /// The next paragraph that has what is searched for.
    NextHit,
    /// All that is left of the text.
    Rest,
    /// What is known of the document.
    About,
    /// The names in the document.
    Names,
    /// Who or what is called so, or has this number among the names listed last.
    Name(String),
    /// The passage with its source.
    Copy,
    /// A note on the passage.
    Note(String),
    /// All notes.
    Notes,
    /// A tag for the document.
    Tag(String),
    /// A star for the document, or none.
    Star,
    /// The last note, tag or star is taken back.
    Undo,
    /// Files that were not read.
    Unread,
    /// Another file or folder.
    Folder(String),
    /// The end.
    Quit,
}

/// A word that is typed, its short form, and what it does; what goes with it stands in capitals.
pub const WORDS: [(&str, &str, &str); 24] = [
    (
        "search WORDS",
        "/WORDS",
        "list the documents that have the words; a query as on the screen: person:marrel date:2021..",
    ),
    ("narrow WORDS", "", "of those, the ones that have these, too"),
    ("widen", "", "take back what was narrowed last"),
    ("filters", "", "the names, sources and years by which the documents found can be narrowed"),
    ("list", "", "say the list again"),
    ("more", "", "more of the list"),
    ("open NUMBER", "NUMBER", "read the document of this number in the list"),
    ("next", "", "the next document of the list"),
    ("previous", "", "the document before"),
    ("an empty line", "", "the next paragraph"),
    ("back", "-", "the paragraph before"),
    ("paragraph NUMBER", "", "the paragraph of this number"),
    ("hit", "", "the next paragraph that has what is searched for"),
    ("rest", "", "all that is left of the text"),
    ("about", "", "source, date and why it is believed, file"),
    ("names", "", "the people, organisations and places in the document, numbered"),
    ("name NUMBER", "name WORDS", "who that is: spellings, roles, the latest sentences"),
    ("copy", "", "copy the paragraph with its source"),
    ("note WORDS", "", "write a note on the paragraph; #tag at its end tags it"),
    ("tag WORD", "", "tag the document"),
    ("star", "", "star the document, or take its star"),
    ("undo", "", "take the last note, tag or star back"),
    ("notes, unread", "", "all notes with their words; the files that were not read"),
    ("folder PATH, quit", "", "another file or folder; the end"),
];

/// What a line asks for.
///
/// # Errors
/// With what is not understood, in words.
pub fn read(line: &str) -> Result<Asked, String> {
    let line = line.trim();
    if let Some(words) = line.strip_prefix('/') {
        return Ok(Asked::Search(words.trim().to_owned()));
    }
    if let Ok(number) = line.parse() {
        return Ok(Asked::Open(number));
    }
    let (word, rest) =
        line.split_once(char::is_whitespace).map_or((line, ""), |(word, rest)| (word, rest.trim()));
    let number = || rest.parse::<usize>().map_err(|_| format!("{word} wants a number, as in {word} 2"));
    let words = |asked: fn(String) -> Asked| match rest {
        "" => Err(format!("{word} wants more words; help says which")),
        rest => Ok(asked(rest.to_owned())),
    };
    match word.to_lowercase().as_str() {
        "" => Ok(Asked::NextParagraph(true)),
        "back" | "-" => Ok(Asked::NextParagraph(false)),
        "help" | "?" => Ok(Asked::Help),
        "search" => Ok(Asked::Search(rest.to_owned())),
        "narrow" => words(Asked::Narrow),
        "widen" => Ok(Asked::Widen),
        "filters" => Ok(Asked::Filters),
        "list" => Ok(Asked::List),
        "more" => Ok(Asked::More),
        "open" => number().map(Asked::Open),
        "next" => Ok(Asked::NextDocument(true)),
        "previous" => Ok(Asked::NextDocument(false)),
        "paragraph" => number().map(Asked::Paragraph),
        "hit" => Ok(Asked::NextHit),
        "rest" => Ok(Asked::Rest),
        "about" => Ok(Asked::About),
        "names" => Ok(Asked::Names),
        "name" => words(Asked::Name),
        "copy" => Ok(Asked::Copy),
        "note" => words(Asked::Note),
        "notes" => Ok(Asked::Notes),
        "tag" => words(Asked::Tag),
        "star" => Ok(Asked::Star),
        "undo" => Ok(Asked::Undo),
        "unread" => Ok(Asked::Unread),
        "folder" => words(Asked::Folder),
        "quit" | "q" => Ok(Asked::Quit),
        _ => Err(format!(
            "“{word}” is nothing that can be typed here; help says what is, /{word} searches for it"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_asks_for_one_thing() {
        for (line, asked) in [
            ("", Asked::NextParagraph(true)),
            (" - ", Asked::NextParagraph(false)),
            ("3", Asked::Open(3)),
            ("open 3", Asked::Open(3)),
            ("/dam marrel", Asked::Search("dam marrel".into())),
            ("search", Asked::Search(String::new())),
            ("Note  the dam broke", Asked::Note("the dam broke".into())),
        ] {
            assert_eq!(read(line), Ok(asked), "{line}");
        }
    }

    #[test]
    fn what_is_not_understood_is_said_with_a_way_on() {
        assert!(read("open two").unwrap_err().contains("open 2"));
        assert!(read("note").unwrap_err().contains("more words"));
        assert!(read("harbour").unwrap_err().contains("/harbour"));
    }

    #[test]
    fn every_word_of_the_help_is_understood() {
        for (words, short, _) in WORDS {
            for word in
                words.split(", ").chain([short]).filter(|word| !word.is_empty() && *word != "an empty line")
            {
                let line = word
                    .replace("NUMBER", "2")
                    .replace("WORDS", "dam")
                    .replace("WORD", "dam")
                    .replace("PATH", "x");
                assert!(read(&line).is_ok(), "{line}");
            }
        }
    }
}
