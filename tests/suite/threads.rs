//! Threads of mails on the screen: one row for all, opened and closed, and stepping from mail to mail.

use std::fs;

use insta::assert_snapshot;

use crate::harness::Harness;

fn mail(number: u8, day: u8, from: &str, to: &str, subject: &str, follows: &str, text: &str) -> String {
    let follows = if follows.is_empty() { String::new() } else { format!("References: {follows}\n") };
    format!(
        "Message-ID: <{number}@norwick.example>\nFrom: {from}\nTo: {to}\nSubject: {subject}\n\
         Date: {day} Apr 2023 10:0{number}:00 +0000\n{follows}\n{text}\n"
    )
}

/// A folder with a thread of three mails, one of two without names of mails, and a note.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let (mara, susan) = ("Mara Quill <mara@norwick.example>", "\"Bell, Susan\" <sb@tide.example>");
    let texts = [
        mail(1, 3, mara, susan, "The ferry contract", "", "The contract ends in May. Who signs the new one?"),
        mail(
            2,
            3,
            susan,
            mara,
            "Re: The ferry contract",
            "<1@norwick.example>",
            "Tide Lines will, at 35,000.",
        ),
        mail(
            3,
            5,
            mara,
            susan,
            "Re: The ferry contract",
            "<1@norwick.example> <2@norwick.example>",
            "Take it.",
        ),
        mail(4, 4, susan, mara, "Dredging", "", "The dredger comes on Tuesday."),
        mail(5, 4, mara, susan, "RE: Dredging", "", "The basin will be free."),
        "A note on the ferry\n\nThe ferry Aurora was built in 1961.\n".to_owned(),
    ];
    for (number, text) in texts.iter().enumerate() {
        fs::write(folder.path().join(format!("{number}.txt")), text).unwrap();
    }
    folder
}

#[test]
fn a_thread_is_one_row_that_opens_to_its_mails() {
    let folder = folder();
    let mut harness = Harness::open_folder(folder.path(), 100, 24);
    assert_snapshot!("threads-closed", harness.screen());
    assert_snapshot!("threads-open", harness.press("+ j").screen());
    harness.press("-");
    let screen = harness.screen();
    assert!(screen.contains("3 mails") || screen.contains("+2"), "{screen}");
    assert!(harness.press("j +").screen().contains("Bell, Susan"));
}

#[test]
fn from_mail_to_mail_goes_through_the_thread() {
    let folder = folder();
    let mut harness = Harness::open_folder(folder.path(), 100, 24);
    assert!(harness.press("enter").screen().contains("mail 3 of 3 in its thread"));
    let before = harness.press("<").screen();
    assert!(before.contains("mail 2 of 3 in its thread") && before.contains("35,000"), "{before}");
    assert!(harness.press("< <").screen().contains("the first mail of its thread"));
}

#[test]
fn each_mail_has_a_row_where_threads_are_not_wanted() {
    let folder = folder();
    let mut harness = Harness::open_folder(folder.path(), 100, 24);
    harness.press("V").type_text("threads");
    let screen = harness.press("enter esc").screen();
    assert_eq!(screen.matches("ferry contract").count(), 4, "three rows and the page\n{screen}");
}

#[test]
fn the_next_unread_mail_is_found_in_a_closed_row() {
    let folder = folder();
    let mut harness = Harness::open_folder(folder.path(), 100, 24);
    let screen = harness.press("r U").screen();
    assert!(screen.contains("mail 1 of 3"), "{screen}");
}
