//! Changes texts by lot, and says where in the changed text a passage is.

/// Numbers by lot (S. Vigna's splitmix64).
pub struct Lot(pub u64);

impl Lot {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// The words of a text, by white space.
pub fn words(text: &str) -> Vec<(usize, usize)> {
    let start = text.as_ptr() as usize;
    text.split_whitespace()
        .map(|word| (word.as_ptr() as usize - start, word.as_ptr() as usize - start + word.len()))
        .collect()
}

/// The documents of a file.
pub type FileTexts = Vec<String>;

/// A line that has all of a passage of more bytes is not put in: it would be found in either place, and rightly.
const TELLING: usize = 20;

/// A text in which every tenth word outside the passage is another or none, and lines are put in; where the passage is.
pub fn changed(
    lot: &mut Lot,
    text: &str,
    passage: (usize, usize),
    others: &[(String, usize)],
) -> (String, usize, usize) {
    let (mut new, mut start, mut end) = (String::new(), 0, 0);
    let own: Vec<&str> = text[passage.0..passage.1].split_whitespace().collect();
    let own = own.join(" ");
    let mut at = 0;
    for (from, until) in words(text) {
        let between = &text[at..from];
        new.push_str(between);
        let inside = from >= passage.0 && from < passage.1;
        if between.contains('\n') && !(inside && from > passage.0) && lot.below(8) == 0 {
            let line = other_words(lot, others, 12);
            let is_double = own.len() > TELLING && line.contains(&own);
            new.push_str(if is_double { "" } else { &line });
            new.push('\n');
        }
        if from == passage.0 {
            start = new.len();
        }
        match (inside, lot.below(20)) {
            (false, 0) => {}
            (false, 1) => new.push_str(&other_words(lot, others, 1)),
            _ => new.push_str(&text[from..until]),
        }
        if until == passage.1 {
            end = new.len();
        }
        at = until;
    }
    new.push_str(&text[at..]);
    (new, start, end)
}

pub fn other_words(lot: &mut Lot, others: &[(String, usize)], count: usize) -> String {
    let mut words = Vec::new();
    while words.len() < count {
        let (text, length) = &others[lot.below(others.len())];
        words.extend(text.split_whitespace().skip(lot.below(*length)).take(count));
    }
    words.truncate(count);
    words.join(" ")
}

/// The texts of a file, cut at other ends of lines than before, none of them in the passage; which of them has it, and
/// where.
pub fn split_otherwise(
    lot: &mut Lot,
    texts: &FileTexts,
    document: usize,
    passage: (usize, usize),
) -> (FileTexts, usize, usize, usize) {
    let whole = texts.join("\n");
    let before: usize = texts[..document].iter().map(|text| text.len() + 1).sum();
    let (start, end) = (before + passage.0, before + passage.1);
    let cuts: Vec<usize> =
        whole.match_indices('\n').map(|(at, _)| at + 1).filter(|&at| at <= start || at > end).collect();
    let mut chosen: Vec<usize> = (0..2.min(cuts.len())).map(|_| cuts[lot.below(cuts.len())]).collect();
    chosen.extend([0, whole.len()]);
    chosen.sort_unstable();
    chosen.dedup();
    let parts: Vec<(usize, &str)> =
        chosen.windows(2).map(|pair| (pair[0], &whole[pair[0]..pair[1]])).collect();
    let of = parts.iter().rposition(|(from, _)| *from <= start).unwrap_or(0);
    let from = parts[of].0;
    (parts.iter().map(|(_, part)| (*part).to_owned()).collect(), of, start - from, end - from)
}

/// White space and quotation marks as another reader might leave them.
pub fn normalised(text: &str, passage: (usize, usize)) -> (String, usize, usize) {
    let straight = |text: &str| {
        text.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .replace(['“', '”', '„'], "\"")
            .replace(['‘', '’'], "'")
    };
    let (before, within, after) =
        (straight(&text[..passage.0]), straight(&text[passage.0..passage.1]), straight(&text[passage.1..]));
    let start = before.len() + 1;
    (format!("{before} {within} {after}"), start, start + within.len())
}

/// The passage with one word of it another; if it is the only one, it is spelt otherwise, and `None` where it has too
/// few letters for that.
pub fn word_changed(
    lot: &mut Lot,
    text: &str,
    passage: (usize, usize),
    others: &[(String, usize)],
) -> Option<(String, usize, usize)> {
    let within = words(&text[passage.0..passage.1]);
    let (from, until) = within[lot.below(within.len())];
    let (from, until) = (passage.0 + from, passage.0 + until);
    let other = match within.len() {
        1 => spelt_otherwise(lot, &text[from..until])?,
        _ => other_words(lot, others, 1),
    };
    let new = [&text[..from], &other, &text[until..]].concat();
    Some((new, passage.0, passage.1 - (until - from) + other.len()))
}

/// A word with one letter left out, put in or another; `None` of one with fewer than four letters.
fn spelt_otherwise(lot: &mut Lot, word: &str) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    let places: Vec<usize> = (0..letters.len()).filter(|&at| letters[at].is_alphabetic()).collect();
    let at = *places.get(lot.below(places.len())).filter(|_| places.len() >= 4)?;
    let other = char::from(b'a' + lot.below(26) as u8);
    let put = match lot.below(3) {
        0 => vec![],
        1 => vec![letters[at], other],
        _ => vec![other],
    };
    Some([&letters[..at], &put, &letters[at + 1..]].concat().into_iter().collect())
}

/// The passage with a line put in between its lines; `None` where it has only one.
pub fn line_put_in(
    lot: &mut Lot,
    text: &str,
    passage: (usize, usize),
    others: &[(String, usize)],
) -> Option<(String, usize, usize)> {
    let breaks: Vec<usize> = text[passage.0..passage.1].match_indices('\n').map(|(at, _)| at).collect();
    let at = passage.0 + breaks.get(lot.below(breaks.len()))?;
    let line = format!("\n{}", other_words(lot, others, 15));
    Some(([&text[..at], &line, &text[at..]].concat(), passage.0, passage.1 + line.len()))
}
