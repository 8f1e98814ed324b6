//! Finds what a mail quotes: rows behind a mark that repeats, lines that say whose words follow, and
//! the marks of what was left out between them.

use std::ops::Range;

use crate::segment::line::rows::Row;

/// Marks of a quote beside ">", where several rows in a row have them.
const MARKS: [char; 6] = ['|', ':', '}', '<', ']', '#'];
/// Rows that have such a mark, at least.
const RUN: usize = 2;
/// Rows above a quote that say whose words it holds, at most.
const ATTRIBUTION: usize = 3;
/// What a program broke off a long quoted line is no longer than this, in characters.
const BROKEN_OFF: usize = 30;
/// English verbs that end a line saying who wrote what follows, in small letters.
const WROTE: [&str; 9] = ["writes", "wrote", "said", "says", "write", "states", "stated", "asks", "asked"];
/// Such verbs of other languages, where the name may stand behind.
const WROTE_ELSEWHERE: [&str; 7] = ["schrieb", "schreibt", "écrit", "escribió", "scrisse", "skrev", "пишет"];

/// Which of the rows, counted from the first, belong to quotes.
pub fn quoted(rows: &[Row<'_>]) -> Vec<bool> {
    let mut quoted: Vec<bool> = rows.iter().map(|row| is_marked(row.text)).collect();
    other_marks(rows, &mut quoted);
    broken_off(rows, &mut quoted);
    attributions(rows, &mut quoted);
    indented(rows, &mut quoted);
    for at in 1..rows.len().saturating_sub(1) {
        if quoted[at - 1] && quoted[at + 1] && is_cut(rows[at].text) {
            quoted[at] = true;
        }
    }
    if let Some(at) = rows.iter().position(|row| is_original(row.text)) {
        quoted[at..].fill(true);
    }
    quoted
}

/// "> …", "AB> …", "|> …".
fn is_marked(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let initials = text.len() - rest.len();
    let bar = rest.strip_prefix(['|', ':', ')']).unwrap_or(rest);
    let arrow = bar.starts_with('>') && !bar.starts_with(">From ") && !bar.starts_with("><>");
    arrow && (initials == 0 || initials <= 4 && rest.starts_with('>'))
}

/// Marks that mean something else as well count where several rows in a row have the same one.
fn other_marks(rows: &[Row<'_>], quoted: &mut [bool]) {
    let introduced = rows.iter().any(|row| attributes(row.text));
    let mut from = 0;
    while from < rows.len() {
        let Some(mark) = mark(rows[from].text) else {
            from += 1;
            continue;
        };
        let run = rows[from..].iter().take_while(|row| self::mark(row.text) == Some(mark)).count();
        let boxed = rows[from..from + run].iter().filter(|row| row.text.ends_with(mark)).count();
        let worded = rows[from..from + run].iter().filter(|row| row.text.contains(' ')).count();
        // A box around a signature has its mark on both sides; code has few words.
        let strange = matches!(mark, '#' | ']' | '<') && !introduced;
        if run >= RUN && boxed * 2 < run && worded * 2 >= run && !strange {
            quoted[from..from + run].fill(true);
        }
        from += run;
    }
}

/// The mark before the words of a row, if it is one of those that may quote.
fn mark(text: &str) -> Option<char> {
    let first = text.chars().next().filter(|c| MARKS.contains(c))?;
    let rest = &text[first.len_utf8()..];
    let spaced = rest.is_empty() || rest.starts_with([' ', '\t', '>', first]);
    let glued = matches!(first, '|' | '<' | '#') && rest.starts_with(char::is_alphanumeric);
    (spaced || glued).then_some(first)
}

/// The end of a quoted line that a program broke without a mark.
fn broken_off(rows: &[Row<'_>], quoted: &mut [bool]) {
    for at in 1..rows.len().saturating_sub(1) {
        let (above, row, below) = (&rows[at - 1], &rows[at], &rows[at + 1]);
        let tight = above.number + 1 == row.number && row.number + 1 == below.number;
        let long = above.text.chars().count() >= 70;
        if quoted[at - 1] && quoted[at + 1] && tight && long && row.text.chars().count() <= BROKEN_OFF {
            quoted[at] = true;
        }
    }
}

/// Marks the lines that say whose words are quoted.
fn attributions(rows: &[Row<'_>], quoted: &mut [bool]) {
    for at in 0..rows.len() {
        if quoted[at] || !attributes(rows[at].text) {
            continue;
        }
        let followed = quoted.get(at + 1).copied().unwrap_or(false);
        let begun = beginning(rows, at);
        let own = rows[begun].text;
        let addressed = rows[begun..=at].iter().any(|row| row.text.contains(['@', '<']));
        if followed || addressed || opens(own) && own.contains(|c: char| c.is_ascii_digit()) {
            quoted[begun..=at].fill(true);
        }
    }
}

/// Where the words behind an attribution are further in than the rest, so is all that is quoted.
fn indented(rows: &[Row<'_>], quoted: &mut [bool]) {
    let own = rows.iter().zip(&*quoted).filter(|(_, quoted)| !**quoted).map(|(row, _)| row.indent).min();
    let Some(own) = own else { return };
    let behind = |at: &usize| quoted[*at - 1] && !quoted[*at] && attributes(rows[*at - 1].text);
    let Some(first) = (1..rows.len()).find(behind).map(|at| rows[at].indent) else { return };
    if first < own + 2 {
        return;
    }
    for (row, quoted) in rows.iter().zip(quoted) {
        *quoted |= row.indent == first;
    }
}

/// The first row of the sentence that says whose words follow.
fn beginning(rows: &[Row<'_>], at: usize) -> usize {
    let tight = |at: usize| rows[at - 1].number + 1 == rows[at].number;
    if opens(rows[at].text) {
        return at;
    }
    let reach = Range { start: at.saturating_sub(ATTRIBUTION - 1), end: at };
    let above = reach.rev().find(|&above| opens(rows[above].text));
    above.filter(|&above| (above + 1..=at).all(tight)).unwrap_or(at)
}

/// Whether a row begins as the sentence before a quote does.
fn opens(text: &str) -> bool {
    let openings = [
        "In article",
        "From article",
        "In <",
        "In message",
        "In reply",
        "On ",
        "At ",
        "Am ",
        "Le ",
        "El ",
        "Den ",
    ];
    openings.iter().any(|opening| text.starts_with(opening))
        || text.starts_with("In ") && text.contains('@')
        || text.starts_with("Quoting ")
}

/// Whether a row ends as the sentence before a quote does: "… writes:", "… wrote …".
pub fn attributes(text: &str) -> bool {
    let end = text.trim_end_matches([':', '.', ' ', '-', ',', '>', ';']);
    let marked = text.len() > end.len();
    let last = end.rsplit(|c: char| c.is_whitespace() || c == '>').next().unwrap_or_default().to_lowercase();
    let wrote = WROTE.iter().chain(&WROTE_ELSEWHERE).any(|verb| *verb == last);
    // "Am 26.11.22 um 21:02 schrieb Ann Bell:".
    let inside =
        || text.ends_with(':') && WROTE_ELSEWHERE.iter().any(|verb| text.contains(&format!(" {verb} ")));
    let words = text.split_whitespace().count();
    let by = text.starts_with("From article") && text.ends_with(':');
    (wrote && (marked || opens(text) || text.contains('@')) || inside() && opens(text) || by) && words <= 24
}

/// "[deleted]", "[...]", "stuff deleted".
fn is_cut(text: &str) -> bool {
    let short = text.split_whitespace().count() <= 6;
    let bracketed = text.starts_with(['[', '<', '(', '{']) && text.ends_with([']', '>', ')', '}', '.']);
    let lower = text.to_lowercase();
    let said =
        ["delet", "snip", "omitted", "elided", "cut", "trimmed"].iter().any(|word| lower.contains(word));
    short && (bracketed || said || !text.contains(char::is_alphanumeric))
}

/// The line above a mail that is quoted whole below the answer to it: "-----Original Message-----". What was
/// passed on is no quote (`forwarded`).
fn is_original(text: &str) -> bool {
    let inner = text.trim_matches(['-', ' ', '_', '>']);
    text.starts_with("--") && {
        let lower = inner.to_lowercase();
        [
            "original message",
            "ursprüngliche nachricht",
            "message d'origine",
            "mensaje original",
            "mensagem original",
            "messaggio originale",
            "oorspronkelijk bericht",
        ]
        .iter()
        .any(|words| lower.starts_with(words))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_known_by_their_marks_and_by_the_lines_around_them() {
        let long = "Where are the boats that were to come to Norwick on the sixth of April, as";
        for (text, many) in [
            ("In article <7@tide.example> Ben Cole writes:\n> Where?\nHere.", 2),
            ("Am 26.11.22 um 21:02 schrieb Ann Bell:\n> Wo?\n\nHier.", 2),
            ("AB> Where?\nHere.", 1),
            (": Where are\n: the boats?\n\nHere.", 2),
            (": Where are they?\n\nHere.", 0),
            ("> Where?\n[some words deleted]\n> When?\nHere.", 3),
            (&format!("> {long}\nthe port said?\n> When?\nHere."), 3),
            ("On 6 Apr Ben Cole wrote:\n\n    Where are they?\n\nHere.", 2),
            ("-----Original Message-----\nFrom: Ben Cole\n\nWhere?", 3),
            ("On Monday the mayor wrote:\n\nNobody knows.", 0),
        ] {
            let quoted = quoted(&Row::of_text(text));
            assert!(quoted[..many].iter().all(|quoted| *quoted), "{text}");
            assert!(!quoted[many..].contains(&true), "{text}");
        }
    }
}
