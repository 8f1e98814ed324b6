//! Finds what a mail passes on: the lines that part it from the writer's words, the header it came with,
//! and its text. Such a text is what the mail is for, so it is read as one, not as a quote.

use std::ops::Range;

use super::messages::message;
use super::part::{MailLine, MailPart};
use crate::segment::line::rows::Row;

/// What mail programs write between rules above a mail that is passed on, in small letters.
const MARKS: [&str; 9] = [
    "forwarded message",
    "begin forwarded",
    "weitergeleitete nachricht",
    "message transféré",
    "message transmis",
    "mensaje reenviado",
    "mensagem encaminhada",
    "messaggio inoltrato",
    "doorgestuurd bericht",
];
/// What they write without a rule.
const LINES: [&str; 4] = [
    "begin forwarded message:",
    "anfang der weitergeleiteten nachricht:",
    "début du message réexpédié",
    "inicio del mensaje reenviado:",
];
/// Words before such a mark below the text, in small letters.
const ENDS: [&str; 4] = ["end", "fin ", "fine ", "fim "];

/// The rows that belong to what a mail passes on, counted from the first: the marks, each field of its
/// header, and its text.
pub fn forwarded(text: &str, rows: &[Row<'_>]) -> Vec<MailLine> {
    let mut lines = Vec::new();
    let mut at = 0;
    while let Some(begun) = (at..rows.len()).find(|&at| is_mark(rows[at].text)) {
        let end = (begun + 1..rows.len()).find(|&at| is_mark(rows[at].text)).unwrap_or(rows.len());
        let own: Range<usize> = begun + 1..end;
        lines.push((begun..begun + 1, MailPart::Between));
        at = end;
        // What follows the end is the writer's again.
        if is_end(rows[begun].text) {
            continue;
        }
        let header = message(text, &rows[..end], own.start);
        for field in header.iter().flat_map(|message| &message.fields) {
            let asked_for = field.role.is_of_people_or_time();
            lines.push((field.rows.clone(), MailPart::Field { first: false, asked_for }));
        }
        let body = header.map_or(own.start, |message| message.body());
        lines.push((body..end, MailPart::PassedOn));
    }
    lines
}

/// "---------- Forwarded message ----------", "----- End forwarded message -----".
fn is_mark(text: &str) -> bool {
    if text.len() > 200 {
        return false;
    }
    let lower = text.to_lowercase();
    let ruled = text.starts_with("--") && MARKS.iter().any(|mark| lower.contains(mark));
    ruled || LINES.iter().any(|line| lower.starts_with(line))
}

fn is_end(text: &str) -> bool {
    let inner = text.trim_start_matches(['-', ' ']).to_lowercase();
    ENDS.iter().any(|end| inner.starts_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts of what a text passes on.
    fn parts(text: &str) -> Vec<(&str, MailPart)> {
        let rows = Row::of_text(text);
        let of = |(of, part): MailLine| (rows[of.start].text, part);
        forwarded(text, &rows).into_iter().filter(|(rows, _)| !rows.is_empty()).map(of).collect()
    }

    #[test]
    fn a_text_passed_on_has_its_own_header_and_words_up_to_its_end() {
        let field = |asked_for| MailPart::Field { first: false, asked_for };
        assert_eq!(
            parts(
                "For you.\n\n---------- Forwarded message ---------\nFrom: Ann Bell <ann@norwick.example>\nDate: 6 Apr 1993\n\
                 Subject: Boats\nTo: <ben@norwick.example>\n\n\nThe boats are late.\n\n\
                 ----- End of forwarded message -----\n\nBen"
            ),
            [
                ("---------- Forwarded message ---------", MailPart::Between),
                ("From: Ann Bell <ann@norwick.example>", field(true)),
                ("Date: 6 Apr 1993", field(true)),
                ("Subject: Boats", field(false)),
                ("To: <ben@norwick.example>", field(true)),
                ("The boats are late.", MailPart::PassedOn),
                ("----- End of forwarded message -----", MailPart::Between),
            ]
        );
    }

    #[test]
    fn a_text_without_a_header_is_passed_on_to_the_end_of_the_mail() {
        let all = parts("Read this.\n\nBegin forwarded message:\n\nThe Tide\n\nThe boats are late.");
        assert_eq!(all[1..], [("The Tide", MailPart::PassedOn)]);
        for text in ["-----Original Message-----\nFrom: Ann", "She forwarded a message.", "-- \nAnn"] {
            assert_eq!(parts(text), [], "{text}");
        }
    }
}
