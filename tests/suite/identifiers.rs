//! Identifiers: e-mail addresses, telephone numbers, domains and accounts in a folder of mails. They are
//! shown to who asks for them, and found by whoever searches for one.

use std::fs;
use std::path::Path;
use std::process::Command;

use perusal::model::Kind;
use perusal::query::{Criterion, Facet};

use crate::harness::Harness;

/// Mails of three people of Norwick, and an article.
const FILES: [(&str, &str); 4] = [
    (
        "boats.txt",
        "From: Ada Pike <ada.pike@norwick-boats.com>\n\
         To: Tom Bell <tom@bell.co.uk>\n\
         Date: Mon, 3 May 2021 10:00:00 +0100\n\
         Subject: The boats of the harbour\n\
         \n\
         Dear Tom, the boats of the harbour were all repaired last week, and nobody has paid for them yet.\n\
         Please send the money to GB29 NWBK 6016 1331 9268 19 before Friday, or call me on +44 20 7946 0000.\n",
    ),
    (
        "money.txt",
        "From: Tom Bell <tom@bell.co.uk>\n\
         To: Ada Pike <Ada.Pike@Norwick-Boats.com>\n\
         Date: Tue, 4 May 2021 11:00:00 +0100\n\
         Subject: The money for the boats\n\
         \n\
         Dear Ada, the bank says that GB29NWBK60161331926819 is not known to it, and so the money came back.\n\
         I have called (020) 7946-0000 and nobody was there; see www.bell.co.uk for the hours of our office.\n",
    ),
    (
        "letter.txt",
        "From: Ida Reed <ida.reed@vell.example.org>\n\
         To: Tom Bell <tom@bell.co.uk>\n\
         Date: Wed, 5 May 2021 12:00:00 +0100\n\
         Subject: A letter of the council\n\
         \n\
         Dear Tom, the council of Norwick has read your letter about the boats and will answer it in a month.\n\
         You can reach us on 0044 20 7946 0000, where Ada Pike will take down what you have to say to us.\n",
    ),
    (
        "article.txt",
        "The harbour of Norwick is silent\n\
         \n\
         The harbour of Norwick has been silent since Monday, said Ida Reed, who runs norwick-boats.com.\n\
         On 12.05.2021 it had 1 200 000 visitors, and the number of the law is 020 7946 2003 0000 1111.\n",
    ),
];

fn write(folder: &Path) {
    for (name, text) in FILES {
        fs::write(folder.join(name), text).unwrap();
    }
}

fn mails(columns: u16, rows: u16) -> Harness {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path());
    Harness::open_folder(folder.path(), columns, rows)
}

/// Asks for identifiers in the menu of the view.
fn asked_for(columns: u16, rows: u16) -> Harness {
    let mut reader = mails(columns, rows);
    reader.press("V").type_text("e-mail").press("enter esc");
    assert!(reader.app.settings.identifiers);
    reader
}

/// How many documents a search finds.
fn found(reader: &mut Harness, query: &str) -> usize {
    reader.press("/ ctrl-u").type_text(query).press("enter");
    reader.app.list.ids.len()
}

#[test]
fn nothing_of_them_is_shown_to_who_does_not_ask() {
    let mut reader = mails(120, 40);
    assert!(
        !reader.screen().contains("E-MAIL") && !reader.screen().contains("PHONES"),
        "{}",
        reader.screen()
    );
    reader.press("g e");
    assert!(!reader.screen().contains('@'), "{}", reader.screen());
}

#[test]
fn who_asks_sees_them_beside_names_and_on_the_page() {
    let mut reader = asked_for(120, 40);
    insta::assert_snapshot!("identifiers", reader.screen());
    reader.press("enter");
    insta::assert_snapshot!("identifiers_page", format!("{}\n\n{}", reader.screen(), reader.roles()));
}

#[test]
fn they_are_lists_and_have_pages_as_names_have() {
    let mut reader = asked_for(120, 40);
    reader.press("g e");
    assert!(!reader.screen().contains('@'), "no row among the names: {}", reader.screen());
    reader.press("tab tab tab tab tab");
    insta::assert_snapshot!("identifiers_list", reader.screen());
    reader.press("enter");
    insta::assert_snapshot!("identifiers_profile", reader.screen());
}

#[test]
fn one_is_found_however_it_is_typed() {
    let mut reader = mails(80, 24);
    for (query, documents) in [
        ("phone:\"+44 20 7946 0000\"", 3),
        ("phone:02079460000", 3),
        ("phone:+442079460000", 3),
        ("iban:GB29NWBK60161331926819", 2),
        ("account:\"gb29 nwbk 6016\"", 2),
        ("email:ADA.PIKE@norwick-boats.com", 2),
        ("email:tom", 3),
        ("domain:bell.co.uk", 3),
        ("domain:norwick-boats.com", 3),
        ("phone:123456", 0),
    ] {
        assert_eq!(found(&mut reader, query), documents, "{query}");
    }
}

#[test]
fn what_is_typed_of_one_is_completed_in_its_field_only() {
    let mut reader = mails(120, 40);
    reader.press("/").type_text("email:ada");
    assert!(reader.screen().contains("ada.pike@norwick-boats.com"), "{}", reader.screen());
    reader.press("ctrl-u").type_text("norwick-b");
    let names = reader.app.prompt.as_ref().map_or(0, |prompt| prompt.completions.names.len());
    assert_eq!(names, 0, "{}", reader.screen());
}

#[test]
fn numbers_that_are_written_otherwise_are_one_and_those_of_unknown_countries_are_not() {
    let reader = asked_for(120, 40);
    let phones = reader.app.sidebar.group(Facet::Phones).unwrap();
    let counts: Vec<_> = phones.values.iter().map(|value| (value.label.as_str(), value.documents)).collect();
    assert_eq!(counts, [("+44 20 7946 0000", 2), ("(020) 7946-0000", 1)]);
    let criterion = &phones.values[0].criterion;
    assert!(matches!(criterion, Criterion::Entity { kind: Kind::Phone, .. }));
}

#[test]
fn the_command_line_lists_them_by_kind_only() {
    let (home, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    write(folder.path());
    let perusal = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_perusal"));
        let output =
            command.env("PERUSAL_HOME", home.path()).current_dir(folder.path()).args(arguments).output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    };
    perusal(&["index", "."]);
    insta::assert_snapshot!("identifiers_json", perusal(&["entities", "--json", "--kind", "phone"]));
    assert!(perusal(&["entities", "--kind", "account"]).contains("GB29 NWBK 6016 1331 9268 19"));
    assert!(!perusal(&["entities", "--json"]).contains('@'));
}
