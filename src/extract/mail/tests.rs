//! Tests of whole messages, which are invented.

use super::*;
use crate::extract::extract;
use crate::model::{Attachment, Format};

const HEAD: &str = "From: =?utf-8?Q?Bj=C3=B6rn?= Bell <b@norwick.example>\r\nTo: Ann <ann@norwick.example>\r\n\
    Received: from a by b\r\nCc: Eva <eva@norwick.example>\r\nSubject: Re: Late\r\n boats\r\nDate: Tue, 6 Apr 1993 23:26:49 -0800\r\n\
    MIME-Version: 1.0\r\n";

fn texts(bytes: &str) -> Vec<Extract> {
    extract("a.eml", bytes.as_bytes()).unwrap().collect()
}

#[test]
fn a_message_is_its_letterhead_and_its_body() {
    let message = format!(
        "{HEAD}Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        The boats are d=E9j=E0 late.\r\n"
    );
    let mut all = texts(&message);
    let mail = all.remove(0);
    assert_eq!(
        mail.text,
        "From: Björn Bell <b@norwick.example>\nTo: Ann <ann@norwick.example>\nCc: Eva <eva@norwick.example>\n\
         Date: Tue, 6 Apr 1993 23:26:49 -0800\nSubject: Re: Late boats\n\nThe boats are déjà late.\n"
    );
    assert!(all.is_empty() && mail.whole && mail.metadata.sure);
    assert_eq!(mail.metadata.title.as_deref(), Some("Re: Late boats"));
    assert_eq!(mail.metadata.byline.as_deref(), Some("Björn Bell"));
}

/// A message of parts.
fn of_parts(kind: &str, parts: &[&str]) -> String {
    let parts: String = parts.iter().map(|part| format!("--x\r\n{part}\r\n")).collect();
    format!("{HEAD}Content-Type: multipart/{kind}; boundary=x\r\n\r\n{parts}--x--\r\n")
}

#[test]
fn the_text_is_read_and_the_page_where_there_is_no_text() {
    let page = "Content-Type: text/html\r\n\r\n<p>As a <b>page</b> with as many words as the other.</p>";
    let both =
        of_parts("alternative", &["Content-Type: text/plain\r\n\r\nAs a text that has as many words.", page]);
    let text = texts(&both).remove(0);
    assert!(text.format == Format::PlainText && text.text.ends_with("as many words.\n"), "{}", text.text);
    let only = texts(&of_parts("alternative", &[page])).remove(0);
    assert!(
        only.format == Format::Html && only.text.ends_with("\n\nAs a page with as many words as the other.")
    );
}

#[test]
fn attached_files_are_named_and_read_behind_their_message() {
    let file = |name: &str, of: &str, text: &str| {
        format!("Content-Type: {of}; name=\"{name}\"\r\nContent-Disposition: attachment\r\n\r\n{text}")
    };
    let inner = "Content-Type: message/rfc822\r\n\r\nFrom: Eva\r\nSubject: Ferry\r\n\r\nIt sails.";
    let parts = [
        "Content-Type: text/plain\r\n\r\nSee there.",
        &file("plan.txt", "text/plain", "The plan."),
        &file("boat.png", "image/png", "PNG"),
        inner,
    ];
    let all = texts(&of_parts("mixed", &parts));
    let held = |name: &str, read| Attachment { name: name.to_owned(), read };
    assert_eq!(
        all[0].attachments,
        [held("plan.txt", true), held("boat.png", false), held("Ferry.eml", true)]
    );
    assert!(all[0].text.contains("Attachments: plan.txt, boat.png, Ferry.eml\n"));
    let names: Vec<_> = all.iter().map(|text| text.attached_as.as_deref()).collect();
    assert_eq!(names, [None, Some("plan.txt"), Some("Ferry.eml")]);
    assert_eq!(all[1].text.trim(), "The plan.");
}

#[test]
fn messages_inside_each_other_end_somewhere() {
    let deep = format!("{HEAD}{}", "Content-Type: message/rfc822\r\n\r\n".repeat(20));
    let problem = extract("a.eml", deep.as_bytes()).unwrap().problem().cloned().unwrap();
    assert!(problem.0.contains("inside each other"), "{problem}");
    let hostile = "Content-Type: message/rfc822\r\n\r\n".repeat(100_000);
    assert!(extract("a.eml", hostile.as_bytes()).unwrap_err().0.contains("messages inside a message"));
    let links = format!("{HEAD}\r\n{}", "https://lists.norwick.example/message/1/\r\n".repeat(300));
    assert_eq!(texts(&links).len(), 1);
}

#[test]
fn a_box_gives_each_of_its_messages() {
    let one = |day: u8| {
        format!(
            "From b@norwick.example Tue Apr  {day} 10:26:49 1993\n{}\nBoats.\n\n",
            HEAD.replace("\r\n", "\n")
        )
    };
    let all: Vec<Extract> = extract("box", format!("{}{}", one(1), one(2)).as_bytes()).unwrap().collect();
    assert_eq!(all.len(), 2);
    assert!(all.iter().all(|mail| mail.text.starts_with("From: Björn") && mail.text.ends_with("Boats.\n")));
}

proptest::proptest! {
    #[test]
    fn any_message_is_read_or_refused(message in "((From|Subject|Date|Content-Type|Content-Transfer-Encoding): (multipart/mixed; boundary=x|message/rfc822|text/html|base64|quoted-printable|[a-z=?;]{0,8})\r?\n|\r?\n|--x(--)?\r?\n|From a 10:00 1993\n|[a-z=<>&]{0,9}\n){0,30}") {
        for name in ["a.eml", "a.mbox"] {
            if let Ok(texts) = extract(name, message.as_bytes()) {
                proptest::prop_assert!(texts.count() < 50);
            }
        }
    }
}

#[test]
fn the_address_of_a_message_in_the_archive_of_its_list_is_its_own() {
    let url = |field: &str| {
        let text = texts(&format!("From: Ann\nSubject: Boats\n{field}\n\nThey are late.\n")).remove(0);
        text.metadata.url
    };
    let archived = url("Archived-At: <https://lists.tide.example/boats/1>");
    assert_eq!(archived.as_deref(), Some("https://lists.tide.example/boats/1"));
    assert_eq!(url("Archived-At: <mid:1@tide.example>"), None);
}
