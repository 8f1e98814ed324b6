//! Lays out the rows of a file of mail: which rows make one line together, and what it is for.
//!
//! Not here: which rows of running text are one paragraph (`line::wrap`).

use std::ops::Range;

use super::closing::closing;
use super::forwarded::forwarded;
use super::messages::{Message, messages};
use super::part::{MailLine, MailPart};
use super::quotes::quoted;
use super::set_rows::set_rows;
use crate::segment::line::bullet::{Bullet, bullet};
use crate::segment::line::rows::Row;
use crate::segment::line::wrap::paragraphs_of_letter;

/// The lines of a file that begins with the header of a mail; `None` for any other. `whole`: it is one mail.
pub fn layout(text: &str, rows: &[Row<'_>], whole: bool) -> Option<Vec<MailLine>> {
    let mut messages = messages(text, rows);
    if let Some(only) = messages.first_mut().filter(|_| whole) {
        only.rows.end = rows.len();
        messages.truncate(1);
    }
    let first = messages.first()?;
    let mut lines: Vec<MailLine> = (0..first.rows.start).map(|at| (at..at + 1, MailPart::Between)).collect();
    for (at, message) in messages.iter().enumerate() {
        let body = message.body();
        let mut from = message.rows.start;
        for (number, field) in message.fields.iter().enumerate() {
            let asked_for = field.role.is_of_people_or_time();
            lines.push((from..field.rows.end, MailPart::Field { first: number == 0, asked_for }));
            from = field.rows.end;
        }
        let mut end = message.rows.end;
        // The rule between two messages is of neither.
        let more = at + 1 < messages.len();
        while more && end > body && super::messages::is_rule(rows[end - 1].text) {
            end -= 1;
        }
        lay_out_body(text, rows, body..end, message, &mut lines);
        lines.extend((end..message.rows.end).map(|at| (at..at + 1, MailPart::Between)));
    }
    Some(lines)
}

/// The lines of one message below its header.
fn lay_out_body(
    text: &str,
    rows: &[Row<'_>],
    body: Range<usize>,
    message: &Message,
    lines: &mut Vec<MailLine>,
) {
    let own = &rows[body.clone()];
    let quoted = quoted(own);
    let closing = closing(own, &quoted, &message.sender);
    let set = set_rows(text, own);
    let forwarded = forwarded(text, own);
    let holding = |at: usize| {
        let found = forwarded.get(forwarded.partition_point(|(rows, _)| rows.end <= at));
        found.filter(|(rows, _)| rows.contains(&at))
    };
    let part = |at: usize| match holding(at).map_or(MailPart::Own, |(_, part)| *part) {
        part @ (MailPart::Field { .. } | MailPart::Between) => part,
        _ if quoted[at] => MailPart::Quote,
        _ if closing[at] => MailPart::Closing,
        _ if set[at] => MailPart::Set,
        part => part,
    };
    let mut from = 0;
    while from < own.len() {
        let of = part(from);
        if let Some((rows, MailPart::Field { .. })) = holding(from) {
            lines.push((rows.start + body.start..rows.end + body.start, of));
            from = rows.end;
            continue;
        }
        let more = |at: &usize| part(*at) == of && own[*at].number == own[*at - 1].number + 1;
        let end = from + 1 + (from + 1..own.len()).take_while(more).count();
        let shifted = |range: Range<usize>| range.start + body.start..range.end + body.start;
        if matches!(of, MailPart::Own | MailPart::PassedOn) {
            let paragraphs = paragraphs_of_letter(&own[from..end]);
            lines.extend(paragraphs.into_iter().map(|rows| {
                let rows = rows.start + from..rows.end + from;
                let entry = matches!(bullet(own[rows.start].text), Some(Bullet::Mark | Bullet::Number(_)));
                (shifted(rows), if entry { MailPart::Entry } else { of })
            }));
        } else {
            lines.push((shifted(from..end), of));
        }
        from = end;
    }
}
