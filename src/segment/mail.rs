//! Recognises the header of a mail: "From:", "Date:", "Subject:" on lines of their own. Its subject is
//! the title, and its date is when it was sent.

use std::ops::Range;

use crate::segment::line::measured::Line;

/// Lines of a file before the head of its mail, at most.
const ABOVE: usize = 6;
/// Lines of a head.
const LONGEST: usize = 12;

/// The fields of a mail's head, as positions among the lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailHead {
    pub lines: Range<usize>,
    pub subject: usize,
    /// The bytes of the subject's line that are the title, without "Re:" and "Fwd:".
    pub title: Range<usize>,
    pub from: usize,
    /// When it was sent; `None` for a forwarded mail, which holds what others published.
    pub date: Option<usize>,
}

/// Finds the head of a mail at the beginning of the lines.
pub fn find_head(lines: &[Line<'_>]) -> Option<MailHead> {
    let start = (0..lines.len().min(ABOVE)).find(|&at| field(lines[at].text).is_some())?;
    let fields = lines[start..].iter().take(LONGEST).take_while(|line| field(line.text).is_some()).count();
    let lines_of_head = start..start + fields;
    let named = |name: &str| lines_of_head.clone().find(|&at| field(lines[at].text) == Some(name));
    let (subject, from) = (named("subject")?, named("from")?);
    let title = title(lines[subject].text);
    let marks = lines[subject].text[..title.start].to_ascii_lowercase();
    let forwarded = ["fwd:", "fw:", "wg:", "tr:"].iter().any(|mark| marks.contains(mark));
    let date = named("date").or(named("sent")).filter(|_| !forwarded);
    Some(MailHead { title, date, from, subject, lines: lines_of_head })
}

/// The name of the sender, without the address.
pub fn sender<'t>(line: &Line<'t>) -> &'t str {
    let name = line.text.split_once(':').map_or("", |(_, rest)| rest);
    name.split('<').next().unwrap_or_default().trim().trim_matches('"')
}

/// The name of the field a line is, in small letters.
fn field(text: &str) -> Option<&'static str> {
    let fields = ["from", "to", "cc", "date", "sent", "subject", "reply-to", "message-id"];
    let (name, rest) = text.split_once(':')?;
    let known = fields.into_iter().find(|field| name.eq_ignore_ascii_case(field));
    known.filter(|_| rest.is_empty() || rest.starts_with(' '))
}

fn title(text: &str) -> Range<usize> {
    let mut rest = text.split_once(':').map_or("", |(_, rest)| rest).trim_start();
    while let Some((mark, after)) = rest.split_once(':') {
        let marked = ["re", "fwd", "fw", "aw", "wg", "tr", "rv"].iter().any(|m| mark.eq_ignore_ascii_case(m));
        if !marked {
            break;
        }
        rest = after.trim_start();
    }
    text.len() - rest.len()..text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_of_a_mail_is_its_subject_without_marks() {
        for (line, subject) in [
            ("Subject: Re: Fwd: The old bridge", "The old bridge"),
            ("Subject: Bridge: a history", "Bridge: a history"),
            ("Subject:", ""),
        ] {
            assert_eq!(&line[title(line)], subject);
        }
        assert_eq!(field("From: Ann Bell <ann@norwick.example>"), Some("from"));
        assert_eq!(field("Fromage: good"), None);
    }
}
