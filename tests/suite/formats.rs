//! Files that hold several documents, from the folder to what is found: boxes of mails, feeds, files attached to
//! mails, archives, and pages that a browser saved with what belongs to them.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// What the program prints as JSON, a value a line.
fn run(home: &Path, arguments: &[&str]) -> Vec<Value> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_perusal"));
    let output = program.args(arguments).env("PERUSAL_HOME", home).env("TERM", "dumb").output().unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn mail(day: u8, subject: &str, body: &str) -> String {
    format!(
        "From ann@norwick.example Tue Apr  {day} 10:26:49 1993\nFrom: Ann Bell <ann@norwick.example>\n\
         Date: {day} Apr 1993 10:26:49 +0000\nSubject: {subject}\n{body}\n\n"
    )
}

#[test]
fn the_messages_of_a_box_what_they_have_attached_and_the_entries_of_a_feed_are_found_each_by_itself() {
    let ground = tempfile::tempdir().unwrap();
    let (home, pile) = (ground.path().join("home"), ground.path().join("pile"));
    fs::create_dir(&pile).unwrap();
    let part = |head: &str, text: &str| format!("--x\nContent-Type: text/plain{head}\n\n{text}\n");
    let (body, plan) = (
        part("", "The plan is attached."),
        part("; name=plan.txt\nContent-Disposition: attachment", "Dredge the harbour."),
    );
    let maps = part(
        "; name=maps.zip\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64",
        "UEsDBBQAAAAIAAAAIQ==",
    );
    let logo = "--x\nContent-Type: application/octet-stream; name=logo\nContent-Transfer-Encoding: base64\n\n\
        iVBORw0KGgoAAAANSUhEUg==\n";
    let second = format!("Content-Type: multipart/mixed; boundary=x\n\n{body}{plan}{logo}{maps}--x--");
    let two = mail(6, "Boats", "\nThe harbour is shut.") + &mail(7, "Plans", &second);
    fs::write(pile.join("box"), two).unwrap();
    let feed = "<rss><channel><title>Norwick Tide</title><item><title>Ferries</title><link>https://tide.example/1</link>\
        <description>The harbour opens.</description></item><item><title>Prices</title></item></channel></rss>";
    fs::write(pile.join("feed.xml"), feed).unwrap();
    fs::write(pile.join("broken.docx"), "PK\u{3}\u{4}word/document.xml").unwrap();
    let folder = pile.to_str().unwrap();
    let summary = run(&home, &["index", "--json", folder]);
    assert_eq!(summary[0]["documents"], 5);
    // Of the box not all could be read, which is said as of a file of which nothing could.
    assert_eq!(summary[0]["unread"], 2);
    let said = summary[0]["problems"].to_string();
    assert!(said.contains("maps.zip, which is attached: "), "{said}");
    let titles = |query: &str| -> Vec<String> {
        let found = run(&home, &["search", "--json", query]);
        let mut titles: Vec<String> =
            found.iter().map(|hit| hit["title"].as_str().unwrap().to_owned()).collect();
        titles.sort();
        titles
    };
    assert_eq!(titles("harbour"), ["Boats", "Ferries", "plan.txt"]);
    assert_eq!(titles("harbour format:mail"), ["Boats", "plan.txt"]);
    assert_eq!(titles("source:Tide"), ["Ferries", "Prices"]);
    let documents = run(&home, &["document", "--json", pile.join("box").to_str().unwrap()]);
    assert_eq!(documents[1]["attachments"][0]["read"], true);
    assert_eq!(documents[1]["attachments"][2]["read"], false);
    assert_eq!(documents[2]["attachment"], "plan.txt");
    assert_eq!(documents[0]["published"]["date"], "1993-04-06");
}

#[test]
fn a_maildir_is_a_folder_of_mails_found_by_who_wrote_to_whom_and_by_thread() {
    let ground = tempfile::tempdir().unwrap();
    let (home, pile) = (ground.path().join("home"), ground.path().join("pile"));
    let mail = |id: u8, from: &str, to: &str, subject: &str, more: &str| {
        format!(
            "Message-ID: <{id}@norwick.example>\r\nFrom: {from}\r\nTo: {to}\r\nSubject: {subject}\r\n\
             Date: 6 Apr 1993 10:0{id}:00 +0000\r\n{more}"
        )
    };
    let attached = "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n\
        The plan.\r\n--x\r\nContent-Type: image/png; name=map.png\r\nContent-Disposition: attachment\r\n\r\nx\r\n--x--";
    let (mara, susan) = ("Mara Quill <mara@norwick.example>", "\"Bell, Susan\" <sb@tide.example>");
    let short = "M. Quill <mara@norwick.example>";
    let mails = [
        ("cur/1.host:2,S", mail(1, mara, susan, "Late boats", "\r\nWhere are they?")),
        (
            "cur/2.host:2,",
            mail(2, susan, mara, "Re: Late boats", "In-Reply-To: <1@norwick.example>\r\n\r\nHere."),
        ),
        ("new/3.host", mail(3, short, susan, "Plans", attached)),
    ];
    for (name, text) in mails {
        let path = pile.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    assert_eq!(run(&home, &["index", "--json", pile.to_str().unwrap()])[0]["documents"], 3);
    let found = |query: &str| {
        let hits = run(&home, &["search", "--json", query]);
        let mut files: Vec<String> =
            hits.iter().map(|hit| hit["file"].as_str().unwrap().to_owned()).collect();
        files.sort();
        files.iter().map(|file| file.rsplit('/').next().unwrap()[..1].to_owned()).collect::<String>()
    };
    let hits = run(&home, &["search", "--json", "thread:boats"]);
    assert!(hits.iter().all(|hit| hit["thread"] == hits[0]["thread"] && hit["thread"].is_u64()), "{hits:?}");
    assert_eq!(run(&home, &["search", "--json", "title:plans"])[0]["thread"], serde_json::Value::Null);
    for (query, files) in [
        ("from:mara", "13"),
        ("from:tide.example", "2"),
        ("to:bell", "13"),
        ("has:attachment", "3"),
        ("thread:boats", "12"),
        ("thread:\"late boats\" from:susan", "2"),
        ("person:\"Mara Quill\"", "123"),
        ("person:\"Susan Bell\" -has:attachment", "12"),
    ] {
        assert_eq!(found(query), files, "{query}");
    }
}

#[test]
fn the_files_of_an_archive_are_found_by_their_paths_and_what_was_saved_beside_a_page_is_passed_over() {
    let ground = tempfile::tempdir().unwrap();
    let (home, pile) = (ground.path().join("home"), ground.path().join("pile"));
    fs::create_dir_all(pile.join("Ferries_files")).unwrap();
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let page = "<!DOCTYPE html><title>Late boats</title><p>The boats of the harbour are late again.</p>";
    for (name, text) in [
        ("letters/one.txt", "The harbour is shut."),
        ("page.html", page),
        ("../../up.txt", "The harbour opens."),
        ("tool.exe", "MZ\0\0\0"),
    ] {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    fs::write(pile.join("letters.zip"), archive.finish().unwrap().into_inner()).unwrap();
    fs::write(pile.join("Ferries.html"), page).unwrap();
    fs::write(pile.join("Ferries_files/frame.html"), page).unwrap();
    let summary = run(&home, &["index", "--json", pile.to_str().unwrap()]);
    assert_eq!((&summary[0]["documents"], &summary[0]["files"]), (&4.into(), &2.into()));
    assert_eq!(summary[0]["page_folders"], serde_json::json!(["Ferries_files"]));
    let said = summary[0]["problems"][0]["problem"].as_str().unwrap();
    assert_eq!(said, "1 of 4 files inside were not read, or not wholly: tool.exe (not text: a program)");
    let paths = |query: &str| -> Vec<String> {
        let found = run(&home, &["search", "--json", query]);
        let path = |hit: &Value| hit["attachment"].as_str().unwrap_or_default().to_owned();
        let mut paths: Vec<String> = found.iter().map(path).collect();
        paths.sort();
        paths
    };
    assert_eq!(paths("harbour format:archive"), ["../../up.txt", "letters/one.txt", "page.html"]);
    assert_eq!(paths("one.txt"), ["letters/one.txt"]);
    assert!(!ground.path().join("up.txt").exists());
    let context = run(&home, &["search", "--json", "--context", "1", "shut"]);
    assert_eq!(context[0]["title"], "one.txt");
}
