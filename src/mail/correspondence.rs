//! Reads from a header who wrote to whom and when, and which mails it follows.
//!
//! Not here: the fields themselves (`header`), and which mails are one thread (`thread`).

use super::encoded_word;
use super::field::FieldRole;
use super::header::Header;
use super::sent;
use crate::model::Correspondence;

/// So many mails before it are kept of each: the first, which all of a thread name, and the last two, of which one
/// is answered. Set by hand: threads of mailing lists name hundreds, and these hold a thread together.
const MOST_FOLLOWED: usize = 3;
/// The bytes of a conversation's index (Exchange's `Thread-Index`, base64) that all its mails share: the first 22 of
/// it decoded, so 29 characters and a part of one.
const CONVERSATION: usize = 29;

/// What a header says of the way of its mail.
pub fn of_header(header: &Header) -> Correspondence {
    let text = |role| header.field(role).map(|field| decoded(&field.value)).unwrap_or_default();
    let recipients = header
        .fields
        .iter()
        .filter(|field| field.role == FieldRole::To || named(&field.name, &["cc", "bcc", "newsgroups"]));
    let to: Vec<String> = recipients.map(|field| decoded(&field.value)).filter(|to| !to.is_empty()).collect();
    let sent = header.field(FieldRole::Date).and_then(|field| sent::seconds(&field.value));
    let id = value(header, "message-id").and_then(|value| ids(value).next().map(str::to_owned));
    Correspondence {
        from: text(FieldRole::From),
        to: to.join(", "),
        subject: text(FieldRole::Subject),
        sent,
        id,
        follows: followed(header),
    }
}

/// The names of the mails and conversations that a mail follows.
fn followed(header: &Header) -> Vec<String> {
    let mut follows: Vec<String> = Vec::new();
    let before = ["references", "in-reply-to"].into_iter().filter_map(|name| value(header, name));
    for id in before.flat_map(ids) {
        if !follows.iter().any(|known| known == id) {
            follows.push(id.to_owned());
        }
    }
    if follows.len() > MOST_FOLLOWED {
        follows.drain(1..follows.len() + 1 - MOST_FOLLOWED);
    }
    let conversation = value(header, "thread-index").and_then(|index| index.get(..CONVERSATION));
    follows.extend(conversation.map(|index| format!("thread-index {index}")));
    follows.extend(value(header, "x-gm-thrid").map(|number| format!("x-gm-thrid {number}")));
    follows
}

fn value<'h>(header: &'h Header, name: &str) -> Option<&'h str> {
    header.fields.iter().find(|field| named(&field.name, &[name])).map(|field| field.value.trim())
}

fn named(name: &str, names: &[&str]) -> bool {
    names.iter().any(|other| name.eq_ignore_ascii_case(other))
}

/// The names of mails in a value: what stands in angle brackets.
fn ids(value: &str) -> impl Iterator<Item = &str> {
    let closed = value.split('<').skip(1).filter_map(|part| part.split_once('>'));
    closed.map(|(id, _)| id.trim()).filter(|id| !id.is_empty())
}

/// A value on one line, without what encodes it.
fn decoded(value: &str) -> String {
    encoded_word::decode(value).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Correspondence {
        of_header(&Header::of_mail(&text.lines().collect::<Vec<_>>()))
    }

    #[test]
    fn the_header_says_who_wrote_to_whom_and_what_it_follows() {
        let mail = read(
            "Message-ID: <3@norwick.example>\nFrom: =?utf-8?Q?Bj=C3=B6rn?= Bell <b@norwick.example>\n\
             To: Ann <ann@norwick.example>,\n\tBen <ben@norwick.example>\nCc: board@norwick.example\n\
             Date: Tue, 6 Apr 1993 10:26:49 +0200\nReferences: <1@norwick.example>\n <2@norwick.example>\n\
             In-Reply-To: Ann's letter <2@norwick.example>\nSubject: Re: Boats",
        );
        assert_eq!(mail.from, "Björn Bell <b@norwick.example>");
        assert_eq!(mail.to, "Ann <ann@norwick.example>, Ben <ben@norwick.example>, board@norwick.example");
        assert_eq!(mail.id.as_deref(), Some("3@norwick.example"));
        assert_eq!(mail.follows, ["1@norwick.example", "2@norwick.example"]);
        assert_eq!(mail.sent, Some(734_084_809));
    }

    #[test]
    fn of_many_mails_before_it_the_first_and_the_last_are_kept() {
        let ids: Vec<String> = (0..50).map(|number| format!("<{number}@a>")).collect();
        let mail = read(&format!("From: a@b\nReferences: {}\nIn-Reply-To: <>", ids.join(" ")));
        assert_eq!(mail.follows, ["0@a", "48@a", "49@a"]);
    }

    #[test]
    fn a_conversation_that_a_program_numbers_is_followed() {
        let index = "Adm1Yx2oQnX1c2VyQGV4YW1wbGUuY29tAAAAAA==";
        let mail = read(&format!("From: a@b\nThread-Index: {index}\nX-GM-THRID: 17"));
        assert_eq!(mail.follows, [format!("thread-index {}", &index[..29]), "x-gm-thrid 17".to_owned()]);
    }
}
