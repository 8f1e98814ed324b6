//! A piece as it is exported: what it is, its words, where they come from, and what the reader said of it.

use std::borrow::Cow;

use crate::model::{Citation, CitedDate};
use crate::query::{Colour, Tag};
use crate::text::sanitize::{sanitize, sanitize_line};

/// What a piece is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PieceSort {
    /// A passage of a document.
    #[default]
    Passage,
    /// Words of a person, quoted in a document.
    Quotation,
    /// A figure, with the passage that gives it.
    Figure,
    /// A whole document.
    Document,
    /// A person, an organisation, a place.
    Entity,
    /// A search.
    Search,
    /// Words of one's own.
    Comment,
}

impl PieceSort {
    /// Every sort.
    pub const ALL: [PieceSort; 7] = [
        PieceSort::Passage,
        PieceSort::Quotation,
        PieceSort::Figure,
        PieceSort::Document,
        PieceSort::Entity,
        PieceSort::Search,
        PieceSort::Comment,
    ];

    /// Its word, in all formats.
    pub fn name(self) -> &'static str {
        match self {
            PieceSort::Passage => "passage",
            PieceSort::Quotation => "quotation",
            PieceSort::Figure => "figure",
            PieceSort::Document => "document",
            PieceSort::Entity => "entity",
            PieceSort::Search => "search",
            PieceSort::Comment => "comment",
        }
    }

    /// The sort of that word.
    pub fn from_name(name: &str) -> Option<PieceSort> {
        PieceSort::ALL.into_iter().find(|sort| sort.name() == name)
    }
}

/// Whose words are quoted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speaker {
    /// The name.
    pub name: String,
    /// Whether that is no guess.
    pub sure: bool,
}

/// A piece as it is exported.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Piece {
    /// What it is.
    pub sort: PieceSort,
    /// The name of an entity, the words of a search, the figure.
    pub subject: Option<String>,
    /// The words of the passage, as they stand in the document.
    pub quote: Option<String>,
    /// Whose words these are.
    pub speaker: Option<Speaker>,
    /// Why the passage is given as it was kept, and not as it stands now; `None` where it was found.
    pub lost: Option<String>,
    /// What is known of an entity or found by a search, a line each.
    pub details: Vec<String>,
    /// Where it comes from.
    pub citation: Option<Citation>,
    /// What the reader wrote; it may have several lines.
    pub words: String,
    /// The reader's tags.
    pub tags: Vec<Tag>,
    /// The reader's colour.
    pub colour: Option<Colour>,
}

impl Piece {
    /// The same as it can be shown: without characters that act on a screen, empty texts left out. That of what is
    /// clean is the same.
    pub fn cleaned(&self) -> Piece {
        Piece {
            sort: self.sort,
            subject: line(self.subject.as_deref()),
            quote: self.quote.as_deref().map(lines).filter(|quote| !quote.is_empty()),
            speaker: self
                .speaker
                .as_ref()
                .and_then(|speaker| Some(Speaker { name: line(Some(&speaker.name))?, sure: speaker.sure })),
            lost: line(self.lost.as_deref()),
            details: self.details.iter().filter_map(|detail| line(Some(detail))).collect(),
            citation: self.citation.as_ref().map(cleaned_citation),
            words: lines(&self.words),
            tags: self.tags.iter().filter_map(|tag| Tag::new(&sanitize_line(tag.name()))).collect(),
            colour: self.colour,
        }
    }

    /// What it is called, in a heading: the subject, else the title of its document, else its first words.
    pub fn heading(&self) -> Cow<'_, str> {
        if let (PieceSort::Entity | PieceSort::Search | PieceSort::Figure, Some(subject)) =
            (self.sort, &self.subject)
        {
            return subject.into();
        }
        match &self.citation {
            Some(cited) => cited.name().into(),
            None => {
                let words = self.quote.as_deref().unwrap_or(&self.words);
                shortened(words.lines().next().unwrap_or_default()).into()
            }
        }
    }
}

/// The first words of a line.
fn shortened(line: &str) -> String {
    match line.char_indices().nth(LONGEST_HEADING) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line.to_owned(),
    }
}

/// Characters that a heading made of words has. Set by hand.
const LONGEST_HEADING: usize = 60;

fn line(text: Option<&str>) -> Option<String> {
    // Twice: what is left when a control is taken away may pile up marks anew.
    let clean = sanitize_line(&sanitize_line(text?)).trim().to_owned();
    Some(clean).filter(|clean| !clean.is_empty())
}

fn lines(text: &str) -> String {
    sanitize(&sanitize(text).text).text.trim().to_owned()
}

fn cleaned_citation(cited: &Citation) -> Citation {
    let source = line(cited.source.as_deref());
    Citation {
        title: line(cited.title.as_deref()),
        author: line(cited.author.as_deref()),
        source_sure: cited.source_sure && source.is_some(),
        source,
        date: cited.date.as_ref().map(|date| CitedDate {
            sure: date.sure && date.date.is_some(),
            why: line(date.why.as_deref()),
            ..date.clone()
        }),
        file: line(Some(&cited.file)).unwrap_or_default(),
        inside: line(cited.inside.as_deref()),
        address: line(cited.address.as_deref()),
        language: line(cited.language.as_deref()),
        sha256: line(cited.sha256.as_deref()),
        ..cited.clone()
    }
}

/// Pieces for tests: hostile ones.
#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::PartialDate;

    /// Texts that formats, terminals and readers could take for more than a text.
    pub(in crate::export) fn hostile() -> impl Strategy<Value = String> {
        let nasty = prop::sample::select(vec![
            "> quote",
            "- **Title:** x",
            "# h",
            "[a](javascript:x)",
            "<script>alert(1)</script>",
            "&amp; &#32;",
            "=cmd|' /C calc'!A0",
            "@sum",
            "+1",
            "-1",
            "a\\",
            "\\",
            "`code`",
            "**b** _i_ ~~s~~ ==m==",
            "%% x %%",
            "1. one",
            "2) two",
            "---",
            "#tag",
            "\u{1b}[31m",
            "\u{202e}abc",
            "\r\n",
            "\n\n",
            "  two  ",
            "\t",
            "“”",
            "| a | b |",
            "$x$ \\textbf{y} {z} }",
            "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
            "~",
            " — ",
            "^x",
            "a\"b,c;d",
            "</style>",
            "שלום",
            "東京",
            "",
            " ",
            "[!quote] x",
            "## 1. x",
            "…",
            "x (y) · z",
        ]);
        prop_oneof![
            prop::collection::vec(nasty, 0..4).prop_map(|parts| parts.concat()),
            any::<String>(),
            "[ -~\n]{0,40}",
        ]
    }

    fn some() -> impl Strategy<Value = Option<String>> {
        prop::option::of(hostile())
    }

    fn date() -> impl Strategy<Value = PartialDate> {
        (1i16..3000, 1u8..13, 1u8..29, 0u8..3).prop_map(|(year, month, day, exact)| match exact {
            0 => PartialDate::year(year),
            1 => PartialDate::month(year, month).unwrap(),
            _ => PartialDate::day(year, month, day).unwrap(),
        })
    }

    fn cited_date() -> impl Strategy<Value = CitedDate> {
        let day = || prop::option::of(date());
        (day(), any::<bool>(), day(), day(), some()).prop_map(|(date, sure, after, before, why)| CitedDate {
            date,
            sure,
            after,
            before,
            why,
        })
    }

    fn citation() -> impl Strategy<Value = Citation> {
        let texts = (some(), some(), some(), hostile(), some(), some(), some(), some());
        let numbers = (0u32..9, 0u32..9, prop::option::of((1u32..99, 1u32..99)), prop::option::of(1u32..99));
        let more = (any::<bool>(), prop::option::of(cited_date()), prop::option::of(date()));
        (texts, numbers, more).prop_map(|(texts, (part, parts, lines, page), (source_sure, date, saved))| {
            let (title, author, source, file, inside, address, language, sha256) = texts;
            Citation {
                title,
                author,
                source,
                source_sure,
                date,
                file,
                part,
                parts,
                inside,
                lines,
                page,
                address,
                language,
                sha256,
                saved,
            }
        })
    }

    /// Any piece.
    pub(in crate::export) fn piece() -> impl Strategy<Value = Piece> {
        let speaker = (hostile(), any::<bool>()).prop_map(|(name, sure)| Speaker { name, sure });
        let tags = prop::collection::vec(hostile(), 0..4);
        (
            (
                prop::sample::select(PieceSort::ALL.to_vec()),
                some(),
                some(),
                prop::option::of(speaker),
                some(),
            ),
            (prop::collection::vec(hostile(), 0..3), prop::option::of(citation()), hostile(), tags),
            prop::option::of(prop::sample::select(Colour::ALL.to_vec())),
        )
            .prop_map(
                |((sort, subject, quote, speaker, lost), (details, citation, words, tags), colour)| Piece {
                    sort,
                    subject,
                    quote,
                    speaker,
                    lost,
                    details,
                    citation,
                    words,
                    tags: tags.iter().filter_map(|tag| Tag::new(tag)).collect(),
                    colour,
                },
            )
    }

    proptest! {
        #[test]
        fn what_is_clean_stays_as_it_is(piece in piece()) {
            let clean = piece.cleaned();
            prop_assert_eq!(clean.cleaned(), clean);
        }
    }
}
