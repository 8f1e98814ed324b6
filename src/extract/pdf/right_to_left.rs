//! Reads the words of pages that hold a script from the right: letter by letter, from where each is drawn. Signs
//! that are drawn as one ("لا") keep the order of their letters, and numbers and Latin words in a line theirs.
//!
//! Not here: columns and lines (`pages`).

use unicode_normalization::UnicodeNormalization as _;
use unpdf::parser::{LayoutAnalyzer, TextLine, TextSpan};

use super::accents::is_vowel_sign;

/// A gap wider than so many times the size parts words where no space is drawn. By hand.
const WORD_GAP: f32 = 0.15;
/// Letters of so many times the size about one height are of one row.
const ROW: f32 = 0.3;
/// A sign drawn again within so many times the size makes the first bolder.
const TWICE: f32 = 0.1;
/// Characters for private use, which stand for words by their number.
const FIRST_TOKEN: u32 = 0xF_0000;

/// A sign with its place; one that stands for several letters has them from left to right.
struct Sign {
    text: String,
    left: f32,
    right: f32,
    y: f32,
    size: f32,
    bold: bool,
}

/// The words of a page, from its runs of letters; each from left to right as it is drawn.
pub fn words(runs: &[pdfboss_text::TextSpan]) -> Vec<TextSpan> {
    let mut signs: Vec<Sign> = runs.iter().filter(|span| span.rotate == 0).flat_map(signs).collect();
    signs.sort_by(|a, b| b.y.total_cmp(&a.y));
    let is_one_row = |a: &Sign, b: &Sign| (a.y - b.y).abs() < ROW * a.size.min(b.size);
    let mut words = Vec::new();
    for row in signs.chunk_by_mut(is_one_row) {
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
        words_of_row(row, &mut words);
    }
    words
}

/// The signs of a run.
fn signs(span: &pdfboss_text::TextSpan) -> Vec<Sign> {
    let letters: Vec<char> = span.text.chars().collect();
    let step = (span.end_x - span.x) / letters.len().max(1) as f32;
    let placed = span.glyph_x.len() == letters.len();
    let place = |at: usize| span.glyph_x.get(at).copied().filter(|_| placed);
    let left = |at: usize| place(at).unwrap_or(span.x + step * at as f32);
    let numbers: Vec<usize> = (0..letters.len()).collect();
    let mut lefts: Vec<f32> = numbers.iter().map(|&at| left(at)).collect();
    lefts.sort_by(f32::total_cmp);
    let is_one_sign = |a: &usize, b: &usize| placed && place(*a) == place(*b);
    let sign = |of: &[usize]| {
        let from = left(*of.first()?);
        let next = lefts.get(lefts.partition_point(|&other| other <= from)).copied();
        let text = of.iter().map(|&at| letters[at]);
        Some(Sign {
            text: drawn(&text.collect::<String>()),
            left: from,
            right: next.unwrap_or(f32::MAX).min(span.end_x.max(from)),
            y: span.y,
            size: span.size.abs().max(1.0),
            bold: span.bold,
        })
    };
    numbers.chunk_by(is_one_sign).filter_map(sign).collect()
}

/// The letters of one sign from left to right; those of forms that fonts have are letters.
fn drawn(text: &str) -> String {
    let letter = |c: char| -> String {
        if matches!(c, '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}') {
            c.nfkc().collect()
        } else {
            c.to_string()
        }
    };
    let letters: String = text.chars().map(letter).collect();
    if letters.chars().any(runs_left) { letters.chars().rev().collect() } else { letters }
}

/// The words of a row whose signs are sorted from the left.
fn words_of_row(row: &[Sign], words: &mut Vec<TextSpan>) {
    let mut word: Vec<&Sign> = Vec::new();
    for sign in row {
        if sign.text.chars().all(is_vowel_sign) {
            continue;
        }
        let blank = sign.text.chars().all(char::is_whitespace);
        let last = word.last();
        if last.is_some_and(|last| last.text == sign.text && sign.left - last.left < TWICE * sign.size) {
            continue;
        }
        let apart =
            |last: &&&Sign| sign.left - last.right > WORD_GAP * sign.size || is_other_script(last, sign);
        if blank || last.filter(apart).is_some() {
            words.extend(whole(&word));
            word.clear();
        }
        if !blank {
            word.push(sign);
        }
    }
    words.extend(whole(&word));
}

/// Whether two signs side by side are letters of scripts that run against each other. They may stand together ("and"
/// is a letter before its word in Arabic); the words are searched for apart.
fn is_other_script(a: &Sign, b: &Sign) -> bool {
    let right = |sign: &Sign| sign.text.chars().any(runs_left);
    let left = |sign: &Sign| sign.text.chars().any(is_left);
    left(a) && right(b) || right(a) && left(b)
}

/// Signs as a word.
fn whole(signs: &[&Sign]) -> Option<TextSpan> {
    let first = signs.first()?;
    let right = signs.iter().map(|sign| sign.right).fold(first.left, f32::max);
    let text = signs.iter().map(|sign| sign.text.as_str()).collect();
    let width = (right - first.left).max(0.1);
    Some(TextSpan {
        width,
        width_measured: true,
        ink_width: Some(width),
        is_bold: signs.iter().all(|sign| sign.bold),
        ..TextSpan::new(text, first.left, first.y, first.size, String::new())
    })
}

/// The lines of words. With the width of a page whose columns follow each other from the right they are grouped as in
/// a mirror, where they follow each other from the left.
pub fn lines(analyzer: &LayoutAnalyzer<'_>, words: &[TextSpan], mirrored: Option<f32>) -> Vec<TextLine> {
    // The parser may join words, in an order of its own: what stands for a word says which are in a line.
    let token = |(word, number): (&TextSpan, u32)| {
        let x = mirrored.map_or(word.x, |width| width - word.x - word.width);
        let text = char::from_u32(FIRST_TOKEN + number)?.to_string();
        Some(TextSpan { text, x, ..word.clone() })
    };
    let grouped = analyzer.group_spans_into_lines_pub(words.iter().zip(0..).filter_map(token).collect());
    let word = |token: char| words.get((token as u32).checked_sub(FIRST_TOKEN)? as usize);
    let line = |line: TextLine| {
        let own = line.spans.iter().flat_map(|span| span.text.chars()).filter_map(word);
        TextLine::from_spans(own.cloned().collect())
    };
    grouped.into_iter().map(line).collect()
}

/// The words of a line as they are read, from how they stand; on a page whose lines begin at the right, a line with
/// letters from there does so too.
pub fn text(line: &TextLine, from_right: bool) -> String {
    let words: Vec<&str> = line.spans.iter().map(|word| word.text.as_str()).collect();
    let drawn = words.join(" ");
    let letters: Vec<char> = drawn.chars().collect();
    let right = letters.iter().filter(|&&c| runs_left(c)).count();
    if right == 0 {
        return drawn;
    }
    if from_right || right * 2 >= letters.iter().filter(|c| c.is_alphabetic()).count() {
        return from_the_right(&letters);
    }
    // Among words from the left those from the right are turned by themselves.
    let mut read = String::with_capacity(drawn.len());
    let mut at = 0;
    while at < letters.len() {
        let stretch = letters[at..].iter().take_while(|&&c| !is_left(c));
        let length = if runs_left(letters[at]) { stretch.count() } else { 0 };
        let last = letters[at..at + length].iter().rposition(|&c| runs_left(c));
        let end = last.map_or(at + 1, |last| at + last + 1);
        match last {
            Some(_) => read.push_str(&from_the_right(&letters[at..end])),
            None => read.push(letters[at]),
        }
        at = end;
    }
    read
}

/// Letters from left to right as they are read from the right: all turned but numbers and words from the left.
fn from_the_right(drawn: &[char]) -> String {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < drawn.len() {
        let length = run(&drawn[at..]);
        runs.push(&drawn[at..at + length.max(1)]);
        at += length.max(1);
    }
    let mut read = String::new();
    for run in runs.iter().rev() {
        match run {
            [only] => read.push(mirrored(*only)),
            _ => read.extend(run.iter()),
        }
    }
    read
}

/// How many letters from the beginning are a number, or words from the left with what is between them.
fn run(letters: &[char]) -> usize {
    let Some(&first) = letters.first().filter(|&&c| is_left(c) || c.is_numeric()) else { return 0 };
    let (mut end, mut latin) = (1, is_left(first));
    loop {
        let rest = &letters[end..];
        let between = rest.iter().take_while(|&&c| !is_left(c) && !c.is_numeric() && !runs_left(c)).count();
        let Some(&next) = rest.get(between).filter(|&&c| !runs_left(c)) else { return end };
        let separates = rest[..between].iter().all(|c| matches!(c, '.' | ',' | ':' | '/' | '٫' | '٬'));
        if between > 0 && !latin && !(between == 1 && separates && next.is_numeric()) {
            return end;
        }
        latin |= is_left(next);
        end += between + 1;
    }
}

/// A mark of a pair as it is read from the right.
fn mirrored(c: char) -> char {
    const PAIRS: [(char, char); 5] = [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>'), ('«', '»')];
    let other = PAIRS.iter().find_map(|&(a, b)| if c == a { Some(b) } else { (c == b).then_some(a) });
    other.unwrap_or(c)
}

/// Whether a letter is of a script from the left.
fn is_left(c: char) -> bool {
    c.is_alphabetic() && !runs_left(c)
}

/// Whether a letter is of a script from the right.
pub fn runs_left(c: char) -> bool {
    !c.is_numeric()
        && matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(drawn: &str, from_right: bool) -> String {
        let word =
            |(word, at): (&str, i32)| TextSpan::new(word.to_owned(), at as f32, 0.0, 1.0, String::new());
        text(&TextLine::from_spans(drawn.split(' ').zip(0..).map(word).collect()), from_right)
    }

    #[test]
    fn letters_from_the_right_are_turned_and_numbers_and_latin_words_are_not() {
        for (drawn, text) in [
            ("גבא", "אבג"),
            ("1948 תנש", "שנת 1948"),
            ("12.5 (גבא)", "(אבג) 12.5"),
            ("big ship הלודג", "גדולה big ship"),
            ("only words here", "only words here"),
        ] {
            assert_eq!(read(drawn, true), text, "{drawn}");
        }
        assert_eq!(read("a ship called ןולא לודג here", false), "a ship called גדול אלון here");
    }

    #[test]
    fn a_sign_that_is_two_letters_keeps_their_order() {
        let turned: Vec<char> = drawn("لا").chars().collect();
        assert_eq!(from_the_right(&turned), "لا");
        let turned: Vec<char> = drawn("\u{FEFB}").chars().collect();
        assert_eq!(from_the_right(&turned), "لا");
    }
}
