//! Puts quotation marks around a passage, as its language writes them, and turns those inside it into marks of
//! the next level: “… ‘…’ …”, never ““.
//!
//! Not here: quoting for JSON (`quote`).

/// The marks of a language: those around a quotation, and those inside one.
struct Marks {
    languages: &'static [&'static str],
    outer: [&'static str; 2],
    inner: [&'static str; 2],
}

/// The marks in use, after the Unicode CLDR (`delimiters`); the first row is for all other languages.
const MARKS: [Marks; 6] = [
    Marks { languages: &[], outer: ["“", "”"], inner: ["‘", "’"] },
    Marks { languages: &["de", "cs", "sk", "sl"], outer: ["„", "“"], inner: ["‚", "‘"] },
    Marks { languages: &["fr"], outer: ["«\u{a0}", "\u{a0}»"], inner: ["“", "”"] },
    Marks { languages: &["ru", "uk", "be", "bg"], outer: ["«", "»"], inner: ["„", "“"] },
    Marks { languages: &["es", "it", "pt", "el", "no", "nb"], outer: ["«", "»"], inner: ["“", "”"] },
    Marks { languages: &["pl", "ro", "hu"], outer: ["„", "”"], inner: ["«", "»"] },
];

/// A mark that stands open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Straight,
    /// “ or „
    Curly,
    /// ‘ or ‚
    Single,
    Guillemet,
}

/// What a character of a passage is.
enum Sign {
    Opens(Open),
    Closes,
    Plain,
}

/// A passage in the quotation marks of its language (ISO 639-1), of English where that is not known.
pub fn quoted(passage: &str, language: Option<&str>) -> String {
    let known = MARKS.iter().find(|marks| language.is_some_and(|code| marks.languages.contains(&code)));
    let marks = known.unwrap_or(&MARKS[0]);
    let level = |depth: usize| if depth.is_multiple_of(2) { marks.outer } else { marks.inner };
    let mut written = String::from(marks.outer[0]);
    let mut open: Vec<Open> = Vec::new();
    let mut before = ' ';
    let mut rest = passage.chars().peekable();
    while let Some(c) = rest.next() {
        let after = rest.peek().copied().unwrap_or(' ');
        match sign(c, before, after, open.last().copied()) {
            Sign::Opens(sort) => {
                open.push(sort);
                written.push_str(level(open.len())[0].trim_end_matches('\u{a0}'));
            }
            Sign::Closes => {
                // One that stands alone closes what was opened before the passage.
                written.push_str(level(open.len().max(1))[1].trim_start_matches('\u{a0}'));
                open.pop();
            }
            Sign::Plain => written.push(c),
        }
        before = c;
    }
    written.push_str(marks.outer[1]);
    written
}

/// What a character is between its neighbours, with the innermost mark that stands open.
fn sign(c: char, before: char, after: char, open: Option<Open>) -> Sign {
    let begins = may_begin_after(before);
    let opens_word = begins && after.is_alphanumeric();
    match c {
        '„' => Sign::Opens(Open::Curly),
        // German writes at the end what English does at the beginning.
        '“' if open == Some(Open::Curly) && !opens_word => Sign::Closes,
        '“' => Sign::Opens(Open::Curly),
        '”' => Sign::Closes,
        '‚' | '‘' | '’' => single_sign(c, begins, after, open),
        // Inches, minutes of arc.
        '"' if open.is_none() && before.is_ascii_digit() => Sign::Plain,
        '"' => paired_sign(Open::Straight, open, opens_word, begins && !after.is_whitespace()),
        '«' | '»' => paired_sign(Open::Guillemet, open, false, begins && !after.is_whitespace()),
        _ => Sign::Plain,
    }
}

/// Whether a mark behind a character may open: where no word or sentence has ended.
fn may_begin_after(before: char) -> bool {
    before.is_whitespace() || "([—–-/“„‘‚«\"".contains(before)
}

/// Of a mark that opens and closes alike, or either way round.
fn paired_sign(sort: Open, open: Option<Open>, opens_word: bool, begins: bool) -> Sign {
    let closes = open == Some(sort) && !opens_word;
    if begins && !closes { Sign::Opens(sort) } else { Sign::Closes }
}

/// Of a single mark, which is an apostrophe where it neither opens nor closes.
fn single_sign(c: char, begins: bool, after: char, open: Option<Open>) -> Sign {
    let is_open = open == Some(Open::Single);
    match c {
        '‚' if begins => Sign::Opens(Open::Single),
        '‘' if is_open => Sign::Closes,
        '‘' if begins && after.is_alphanumeric() => Sign::Opens(Open::Single),
        '’' if is_open && !after.is_alphanumeric() => Sign::Closes,
        _ => Sign::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn marks_inside_a_passage_are_those_of_the_next_level() {
        for (passage, expected) in [
            ("The dam held.", "“The dam held.”"),
            ("“We go,” he said.", "“‘We go,’ he said.”"),
            ("He said: \"We go.\"", "“He said: ‘We go.’”"),
            ("“He said ‘no’ and didn’t go.”", "“‘He said “no” and didn’t go.’”"),
            ("we go,” he said. “Now.”", "“we go,’ he said. ‘Now.’”"),
            ("the ’90s, the Bells’ house", "“the ’90s, the Bells’ house”"),
            ("a 5\" pipe", "“a 5\" pipe”"),
            ("«Да», — сказал он", "“‘Да’, — сказал он”"),
        ] {
            assert_eq!(quoted(passage, Some("en")), expected);
            assert!(!quoted(passage, None).contains("““"));
        }
    }

    #[test]
    fn each_language_has_its_marks() {
        let said = [
            ("de", "Er sagte: „Wir gehen.“ Dann ging er.", "„Er sagte: ‚Wir gehen.‘ Dann ging er.“"),
            ("fr", "Il dit : “Oui.”", "«\u{a0}Il dit : “Oui.”\u{a0}»"),
            ("uk", "Він сказав: «Так».", "«Він сказав: „Так“.»"),
            ("es", "Dijo: «Sí».", "«Dijo: “Sí”.»"),
        ];
        for (language, passage, expected) in said {
            assert_eq!(quoted(passage, Some(language)), expected);
        }
    }
}
