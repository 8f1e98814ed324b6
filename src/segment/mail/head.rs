//! The head of a mail, as the outline of a document needs it: which lines are its header, and what its
//! subject, sender and date say.
//!
//! Not here: reading a header (`crate::mail`).

use std::ops::Range;

use super::messages::ABOVE;
use super::part::MailPart;
use crate::mail::field::FieldRole;
use crate::mail::header::{Header, HeaderField, LONGEST, may_begin};
use crate::mail::{address, correspondence, encoded_word, sent, subject};
use crate::model::{Correspondence, PartialDate};
use crate::segment::line::measured::Line;

/// The head of a mail, with positions among the lines of its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailHead {
    /// The lines of the header.
    pub lines: Range<usize>,
    /// Those of them that say who wrote to whom, and when.
    pub letterhead: Vec<usize>,
    /// What it is about, without "Re:" and "Fwd:".
    pub subject: Option<MailSubject>,
    /// Who wrote it.
    pub from: Option<MailSender>,
    /// When it was sent; `None` for a forwarded mail, which holds what others published.
    pub sent: Option<SentDate>,
    /// Who wrote it to whom.
    pub correspondence: Correspondence,
}

/// The subject of a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailSubject {
    /// Its line.
    pub line: usize,
    /// The title.
    pub title: String,
    /// The bytes of the line that are the title; `None` where they are encoded.
    pub shown: Option<Range<usize>>,
}

/// The sender of a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailSender {
    /// The line.
    pub line: usize,
    /// The name; `None` where only an address stands there.
    pub name: Option<String>,
}

/// The line that says when a mail was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SentDate {
    /// The line.
    pub line: usize,
    /// The day, where it has one of the forms of mail.
    pub day: Option<PartialDate>,
}

/// Finds the head of a mail at the beginning of the lines of a document.
pub fn find_head(lines: &[Line<'_>]) -> Option<MailHead> {
    let marked = lines.iter().take(ABOVE).position(|line| matches!(line.mail, Some(MailPart::Field { .. })));
    let starts = marked.map_or(0..lines.len().min(ABOVE), |at| at..at + 1);
    starts.into_iter().find_map(|start| head(lines, start))
}

fn head(lines: &[Line<'_>], start: usize) -> Option<MailHead> {
    lines[start].text.lines().next().filter(|row| may_begin(row))?;
    let (mut rows, mut of_row) = (Vec::new(), Vec::new());
    for (below, line) in lines[start..].iter().enumerate() {
        if rows.len() > LONGEST {
            break;
        }
        if below > 0 && line.gap > 0 {
            rows.push("");
            of_row.push(start + below);
        }
        for row in line.text.split('\n') {
            rows.push(row);
            of_row.push(start + below);
        }
    }
    let header = Header::read(&rows)?;
    let line_of = |field: &HeaderField| of_row.get(field.lines.start).copied().unwrap_or(start);
    let end = header.fields.last().map_or(start, line_of) + 1;
    let subject = header.field(FieldRole::Subject).map(|field| {
        let line = line_of(field);
        of_subject(line, lines[line].text, &field.value)
    });
    let asked = header.fields.iter().filter(|field| field.role.is_of_people_or_time());
    let letterhead = asked.map(line_of).collect();
    let forwarded = header.field(FieldRole::Subject).is_some_and(|field| subject::is_forwarded(&field.value));
    let from = header.field(FieldRole::From);
    let from =
        from.map(|field| MailSender { line: line_of(field), name: address::display_name(&field.value) });
    let date = header.field(FieldRole::Date).filter(|_| !forwarded);
    let sent = date.map(|field| SentDate { line: line_of(field), day: sent::day(&field.value) });
    let correspondence = correspondence::of_header(&header);
    Some(MailHead { lines: start..end, letterhead, subject, from, sent, correspondence })
}

fn of_subject(line: usize, text: &str, value: &str) -> MailSubject {
    let decoded = encoded_word::decode(value);
    let title = decoded[subject::marks(&decoded)..].split_whitespace().collect::<Vec<_>>().join(" ");
    let colon = text.find(':').map_or(0, |at| at + 1);
    let start = text.len() - text[colon..].trim_start().len();
    let start = start + subject::marks(&text[start..]);
    MailSubject { line, title, shown: (decoded == value).then_some(start..text.len()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::line::measure::tests::line;

    #[test]
    fn the_head_of_a_mail_says_title_sender_and_day() {
        let lines = [
            "Message-ID: <1993Apr6.2048@norwick.example>",
            "From: =?utf-8?Q?Bj=C3=B6rn?= Bell <b@norwick.example>",
            "Subject: Re: The old\n\tbridge",
            "Date: 6 Apr 93 10:00:00 GMT",
            "Ann wrote a letter.",
        ]
        .map(line);
        let head = find_head(&lines).unwrap();
        assert_eq!((head.lines, head.letterhead), (0..4, vec![1, 3]));
        let subject = head.subject.unwrap();
        assert_eq!((subject.line, subject.title.as_str()), (2, "The old bridge"));
        assert_eq!(&lines[2].text[subject.shown.unwrap()], "The old\n\tbridge");
        assert_eq!(head.from.unwrap().name.as_deref(), Some("Björn Bell"));
        assert_eq!(head.sent.unwrap().day.map(|day| day.to_string()).as_deref(), Some("1993-04-06"));
    }

    #[test]
    fn an_encoded_subject_is_no_bytes_of_its_line() {
        let subject = of_subject(0, "Subject: =?utf-8?Q?Re:_Br=C3=BCcke?=", "=?utf-8?Q?Re:_Br=C3=BCcke?=");
        assert_eq!((subject.title.as_str(), subject.shown), ("Brücke", None));
    }
}
