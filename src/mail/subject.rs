//! The subject of a mail without the marks before it: "Re:", "Fwd:", and their like in other languages.

/// Marks of an answer, in small letters.
const ANSWERS: [&str; 6] = ["re", "aw", "sv", "rv", "antw", "odp"];
/// Marks of a mail that was passed on.
const FORWARDS: [&str; 5] = ["fwd", "fw", "wg", "tr", "rv"];

/// The bytes of the marks that a subject begins with, white space included.
pub fn marks(subject: &str) -> usize {
    let mut rest = subject.trim_start();
    while let Some((_, after)) = mark(rest) {
        rest = after.trim_start();
    }
    subject.len() - rest.len()
}

/// Whether a mail was passed on: what it holds was published by others.
pub fn is_forwarded(subject: &str) -> bool {
    let mut rest = subject.trim_start();
    while let Some((name, after)) = mark(rest) {
        if FORWARDS.iter().any(|mark| name.eq_ignore_ascii_case(mark)) {
            return true;
        }
        rest = after.trim_start();
    }
    false
}

/// The mark a text begins with, without its count ("Re[2]:", "Re^2:"), and what follows.
fn mark(text: &str) -> Option<(&str, &str)> {
    let (mark, after) = text.split_once(':')?;
    let letters = mark.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (name, count) = mark.split_at(letters);
    let counted =
        count.trim().bytes().all(|b| b.is_ascii_digit() || matches!(b, b'[' | b']' | b'^' | b'(' | b')'));
    let known = ANSWERS.iter().chain(&FORWARDS).any(|known| name.eq_ignore_ascii_case(known));
    // What is nothing but a mark has no other words to go by.
    (known && counted && !after.trim().is_empty()).then_some((name, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_before_a_subject_are_distinguished_from_its_words() {
        for (subject, bare) in [
            ("Re: Fwd: The old bridge", "The old bridge"),
            ("RE^2: The old bridge", "The old bridge"),
            ("AW: Re[3]: Bridge: a history", "Bridge: a history"),
            ("Bridge: a history", "Bridge: a history"),
            ("Report: bridges", "Report: bridges"),
            ("Re:", "Re:"),
            ("", ""),
        ] {
            assert_eq!(&subject[marks(subject)..], bare);
        }
        assert!(is_forwarded("Re: Fwd: Bridge") && !is_forwarded("Re: Bridge"));
    }
}
