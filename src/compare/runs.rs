//! The runs of words of a document, by which it is compared with others.
//!
//! Not here: which documents are compared (`copies`), and the sketch that is kept of the runs (`sketch`).

use crate::model::{BlockKind, Document};

/// Words in a run, as the near-duplicate literature has it (Broder's shingles).
const RUN: usize = 5;

/// A text of fewer words is compared with none: short notes say the same by chance. Set by hand.
const FEWEST_WORDS: usize = 20;

/// The first character of the scripts of East Asia, which have no spaces between words.
const FIRST_ALONE: char = '\u{2e80}';

/// Mixes the words of a run: the odd number nearest to 2⁶⁴ divided by the golden ratio.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// The distinct runs of words of a document's own text, as sorted hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Runs(Vec<u64>);

impl Runs {
    /// Those of the article text: without headline, byline and dateline, which papers change, chrome, and what a mail
    /// quotes of others. None of a text that is too short to be compared.
    pub fn of(document: &Document) -> Runs {
        let own = document.body_blocks().filter(|block| {
            let head = matches!(block.kind, BlockKind::Headline | BlockKind::Byline | BlockKind::Dateline);
            !head && !document.quotes.iter().any(|quoted| quoted.span.overlaps(block.span))
        });
        let mut words = Vec::new();
        own.for_each(|block| add_words(block.span.of(&document.text), &mut words));
        if words.len() < FEWEST_WORDS {
            return Runs::default();
        }
        let mut runs: Vec<u64> = words.windows(RUN).map(run).collect();
        runs.sort_unstable();
        runs.dedup();
        Runs(runs)
    }

    /// Each once, in the order of the hashes.
    pub fn hashes(&self) -> &[u64] {
        &self.0
    }

    /// How many of them another text has as well.
    pub fn common(&self, other: &Runs) -> usize {
        let (mut mine, mut others) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut common = 0;
        while let (Some(&&a), Some(&&b)) = (mine.peek(), others.peek()) {
            common += usize::from(a == b);
            if a <= b {
                mine.next();
            }
            if b <= a {
                others.next();
            }
        }
        common
    }
}

/// Adds the words of a text, each as a number: letters and digits that stand together, in lower case. Signs only
/// separate, since papers set numbers and abbreviations each in a way of its own. A character of a script without
/// spaces is a word.
fn add_words(text: &str, words: &mut Vec<u64>) {
    let mut word: Option<u64> = None;
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        if byte.is_ascii() {
            let mut small = PLAIN[usize::from(byte)];
            if small == 0 {
                words.extend(word.take());
                continue;
            }
            let mut mixed = word.unwrap_or(MIX);
            while small != 0 {
                mixed = mix(mixed, char::from(small));
                small = bytes.get(at).map_or(0, |&byte| PLAIN[usize::from(byte)]);
                at += usize::from(small != 0);
            }
            word = Some(mixed);
            continue;
        }
        let c = text[at - 1..].chars().next().unwrap_or_default();
        at += c.len_utf8() - 1;
        let alone = c >= FIRST_ALONE;
        if alone || !c.is_alphanumeric() {
            words.extend(word.take());
        }
        if c.is_alphanumeric() {
            word = Some(c.to_lowercase().fold(word.unwrap_or(MIX), mix));
        }
        if alone {
            words.extend(word.take());
        }
    }
    words.extend(word);
}

/// Mixes a character into a word.
fn mix(word: u64, c: char) -> u64 {
    (word.rotate_left(5) ^ u64::from(c)).wrapping_mul(MIX)
}

/// Letters of ASCII in lower case, and digits; 0 for what is neither.
static PLAIN: [u8; 256] = {
    let mut plain = [0; 256];
    let mut byte = 0u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            plain[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    plain
};

/// One run as a number, of which every bit depends on every word and its place.
fn run(words: &[u64]) -> u64 {
    let mixed = words.iter().fold(0_u64, |run, &word| (run.rotate_left(23) ^ word).wrapping_mul(MIX));
    mixed ^ (mixed >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Quoted, Span};

    const TOLD: &str = "A fire broke out in the old mill by the river on Monday night and nobody was hurt there, \
        said the firemen of the town";

    fn document(blocks: &[(BlockKind, &str)]) -> Document {
        let mut document = Document::default();
        for &(kind, text) in blocks {
            let start = document.text.len();
            document.text += text;
            document.blocks.push(Block { span: Span::new(start, document.text.len()), kind });
            document.text.push('\n');
        }
        document
    }

    fn runs(text: &str) -> Runs {
        Runs::of(&document(&[(BlockKind::Paragraph, text)]))
    }

    #[test]
    fn a_text_set_otherwise_has_the_same_runs_and_another_order_of_words_has_others() {
        assert_eq!(runs(TOLD), runs(&TOLD.replace("the river", "the\nRIVER")));
        let words: Vec<&str> = TOLD.split(' ').collect();
        assert_eq!(runs(TOLD).hashes().len(), words.len() - RUN + 1);
        let (set, other) =
            ("The U.S. paid £1,043, the town’s whole debt", "the U.S paid 1 043, the town's whole debt");
        let with = |end: &str| runs(&format!("{TOLD}. {end}"));
        assert_eq!(with(set), with(other));
        let ferry = "渡輪在台風後的第三天重新開始往返於兩個島嶼之間";
        assert_eq!(runs(ferry).hashes().len(), ferry.chars().count() - RUN + 1);
        let turned: Vec<&str> = words.into_iter().rev().collect();
        assert_eq!(runs(TOLD).common(&runs(&turned.join(" "))), 0);
        let cut = runs(TOLD.trim_end_matches(" of the town"));
        assert_eq!(runs(TOLD).common(&cut), cut.hashes().len());
    }

    #[test]
    fn head_chrome_and_what_a_mail_quotes_are_not_compared_and_short_notes_neither() {
        let plain = [(BlockKind::Paragraph, TOLD)];
        let set = [
            (BlockKind::Headline, "Mill burns down in the night, nobody is hurt"),
            (BlockKind::Byline, "By our own reporter on the spot in the town"),
            (BlockKind::Dateline, "TARN, March 3 (Wire) -"),
            (BlockKind::Paragraph, TOLD),
            (BlockKind::Chrome, "Read more of our stories about fires and mills in the town"),
        ];
        assert_eq!(Runs::of(&document(&set)), Runs::of(&document(&plain)));
        let mut answer = document(&[(BlockKind::Paragraph, "I saw it too."), (BlockKind::Quote, TOLD)]);
        answer.quotes = vec![Quoted { span: answer.blocks[1].span, ..Quoted::default() }];
        assert_eq!(Runs::of(&answer), Runs::default());
        assert_eq!(runs("Closed until further notice."), Runs::default());
    }
}
