//! How the runs of letters of a page become lines and words: as they come, or word by word where a script from the
//! right is among them. Marks of footnotes are parted from the words that they stand behind.
//!
//! Not here: where columns and margins are (`pages`).

use unpdf::parser::{LayoutAnalyzer, TextLine, TextSpan};

use super::accents;
use super::right_to_left::{self, runs_left};

/// A page with so many letters of a script from the right, as a share, is read word by word. By hand.
const SOME: f32 = 0.02;

/// A word behind which raised numbers are of a footnote has so many letters; shorter ones are units and formulas.
const NOTED: usize = 3;

/// How the runs of a page are put into lines.
#[derive(Clone, Copy)]
pub enum Script {
    /// As the first parser has them, parts of words some.
    Runs,
    /// As words, of a page with a script from the right.
    Words {
        /// The width of a page whose lines begin at the right.
        mirrored: Option<f32>,
    },
}

impl Script {
    /// That of a page as wide as this, whose runs are put in order: words in place of them where a script from the
    /// right is among them, for which the second parser is asked.
    pub fn of(
        spans: &mut Vec<TextSpan>,
        width: f32,
        second: impl FnOnce() -> Option<Vec<pdfboss_text::TextSpan>>,
    ) -> Script {
        let share = right_to_left_share(spans);
        if let Some(runs) = Some(share).filter(|&share| share > SOME).and_then(|_| second()) {
            *spans = right_to_left::words(&runs);
            return Script::Words { mirrored: (share > 0.5).then_some(width) };
        }
        accents::join(spans);
        Script::Runs
    }

    /// The lines of these runs, column by column.
    pub fn lines(self, analyzer: &LayoutAnalyzer<'_>, spans: Vec<TextSpan>) -> Vec<TextLine> {
        match self {
            Script::Runs => analyzer.group_spans_into_lines_pub(spans),
            Script::Words { mirrored } => right_to_left::lines(analyzer, &spans, mirrored),
        }
    }

    /// What a line says.
    pub fn text(self, line: &TextLine) -> String {
        match self {
            Script::Runs if line.spans.windows(2).any(|pair| is_note_mark(&pair[0], &pair[1])) => {
                let mut parted = line.clone();
                for at in 1..parted.spans.len() {
                    if is_note_mark(&parted.spans[at - 1], &parted.spans[at]) {
                        parted.spans[at].text.insert(0, ' ');
                    }
                }
                parted.text()
            }
            Script::Runs => line.text(),
            Script::Words { mirrored } => right_to_left::text(line, mirrored.is_some()),
        }
    }

    /// The width of a page whose lines begin at the right.
    pub fn mirrored(self) -> Option<f32> {
        match self {
            Script::Runs => None,
            Script::Words { mirrored } => mirrored,
        }
    }
}

/// Whether the second of two runs is the small raised mark of a footnote behind a word. It is none of the word's
/// letters, and the word is searched for without it.
fn is_note_mark(word: &TextSpan, mark: &TextSpan) -> bool {
    let raised = mark.font_size < 0.85 * word.font_size && mark.y > word.y + 0.1 * word.font_size;
    let of_note = |c: char| c.is_ascii_digit() || matches!(c, ',' | '*' | '†' | '‡' | '§' | '¶');
    // "m²" is a unit.
    raised && mark.text.trim().chars().all(of_note) && letters_at_end(&word.text) >= NOTED
}

/// The letters that a run ends with; one that stands for a syllable or a word counts for
/// several.
fn letters_at_end(text: &str) -> usize {
    let weight = |c: char| if c > '\u{2E80}' { NOTED } else { 1 };
    text.chars().rev().take_while(|c| c.is_alphabetic()).map(weight).sum()
}

/// Which share of the letters is of a script from the right.
fn right_to_left_share(spans: &[TextSpan]) -> f32 {
    let letters = spans.iter().flat_map(|span| span.text.chars()).filter(|c| c.is_alphabetic());
    let (right, all) = letters.fold((0, 0), |(right, all), c| (right + usize::from(runs_left(c)), all + 1));
    right as f32 / all.max(1) as f32
}
