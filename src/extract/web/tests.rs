//! Captures made for the test, read as files are.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::extract::extract;
use crate::model::{DeclaredAs, DeclaredDate, Extract, Format};

const PAGE: &str =
    "<!DOCTYPE html><title>Boats</title><p>The boats of Norwick are late again, says the harbour.</p>";

fn record(kind: &str, address: &str, type_: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2014-01-03T03:03:21Z\r\n\
         Content-Type: {type_}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn answer(status: &str, fields: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 {status}\r\n{fields}\r\n\r\n").as_bytes(), body].concat()
}

fn response(address: &str, fields: &str, body: &[u8]) -> Vec<u8> {
    record("response", address, "application/http; msgtype=response", &answer("200 OK", fields, body))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Records of every sort: three pages among them.
fn records() -> Vec<Vec<u8>> {
    let html = "Content-Type: text/html; charset=iso-8859-1";
    let chunked = format!("{html}\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip");
    let packed = gzip(PAGE.as_bytes());
    let (one, two) = packed.split_at(20);
    let chunks =
        [&b"14\r\n"[..], one, format!("\r\n{:x};x=y\r\n", two.len()).as_bytes(), two, b"\r\n0\r\n\r\n"]
            .concat();
    let moved = answer("301 Moved", html, b"<p>Moved there.</p>");
    vec![
        record("warcinfo", "", "application/warc-fields", b"software: test"),
        record(
            "request",
            "http://a.example/",
            "application/http; msgtype=request",
            b"GET / HTTP/1.1\r\n\r\n",
        ),
        response("http://a.example/", html, b"<p>Der Fischer f\xE4hrt hinaus.</p>"),
        response("http://a.example/two", &chunked, &chunks),
        response("http://a.example/x.js", "Content-Type: text/javascript", b"var x = 1"),
        record("response", "http://a.example/old", "application/http", &moved),
        record(
            "resource",
            "metadata://gnu.org/software/wget/warc/wget_arguments.txt",
            "text/plain",
            b"-q -r",
        ),
        record("resource", "http://a.example/notes", "text/plain", b"Notes on boats."),
        record("revisit", "http://a.example/", "application/http", b"HTTP/1.1 200 OK\r\n\r\n"),
    ]
}

fn check(texts: Vec<Extract>) {
    let addresses: Vec<_> = texts.iter().map(|text| text.metadata.url.as_deref().unwrap_or("")).collect();
    assert_eq!(addresses, ["http://a.example/", "http://a.example/two", "http://a.example/notes"]);
    assert_eq!(texts[0].text, "Der Fischer fährt hinaus.");
    assert_eq!((texts[1].format, texts[1].metadata.title.as_deref()), (Format::Html, Some("Boats")));
    assert_eq!(texts[2].attached_as.as_deref(), Some("http://a.example/notes"));
    assert_eq!(
        texts[1].metadata.dates,
        [DeclaredDate { how: DeclaredAs::Captured, words: "2014-01-03".to_owned() }]
    );
}

#[test]
fn each_page_is_a_text_with_its_address_and_the_day_of_its_capture() {
    let plain = records().concat();
    let texts = extract("a.warc", &plain[..]).unwrap();
    assert_eq!((texts.format(), texts.problem()), (Format::Archive, None));
    check(texts.collect());
    let packed: Vec<u8> = records().iter().flat_map(|record| gzip(record)).collect();
    check(extract("a.warc.gz", &packed[..]).unwrap().collect());
    check(extract("whole.warc.gz", gzip(&plain)).unwrap().collect());
}

#[test]
fn records_that_are_cut_or_broken_are_said_and_the_others_read() {
    let all = records();
    let mut cut = all.concat();
    cut.truncate(cut.len() - all[8].len() - 8);
    let texts = extract("a.warc", &cut[..]).unwrap();
    assert!(texts.problem().unwrap().0.contains("cut"), "{:?}", texts.problem());
    assert_eq!(texts.count(), 3);
    let mut packed: Vec<Vec<u8>> = all.iter().map(|record| gzip(record)).collect();
    packed[3].iter_mut().skip(30).for_each(|byte| *byte = 0xFF);
    let texts = extract("a.warc.gz", packed.concat()).unwrap();
    assert!(texts.problem().unwrap().0.contains("broken records"));
    assert_eq!(texts.count(), 2);
    let none = extract("a.warc", &all[0][..]).unwrap_err();
    assert_eq!(none.0, "no page was captured in it: no text");
    let arc = "filedesc://x.arc 127.0.0.1 20140301000000 text/plain 3\n1 0\nhttp://a.example/ 1.2.3.4 20140401000000 text/html abc\n\
        http://a.example/b 1.2.3.4 20140401000000 text/html 20\n<p>The boats.</p>xyz";
    let texts = extract("x.arc", arc.as_bytes()).unwrap();
    assert!(texts.problem().is_some());
    assert_eq!(texts.last().unwrap().metadata.dates[0].how, DeclaredAs::Captured);
}

#[test]
fn a_page_saved_whole_is_the_page_with_its_address() {
    let saved = |head: &str, type_: &str, body: &str| {
        format!(
            "From: <Saved by Blink>\r\n{head}Subject: Boats\r\nDate: Tue, 3 May 2022 10:00:00 -0000\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"x\"\r\n\r\n--x\r\nContent-Type: {type_}\r\n\
             Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://a.example/boats\r\n\r\n{body}\r\n\
             --x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--x--\r\n"
        )
    };
    let body = "<html><head><meta charset=3D\"iso-8859-1\"></head><p>Der Fischer f=E4hrt hinaus.</p></html>";
    let location = "Snapshot-Content-Location: https://a.example/boats?page=3D2\r\n";
    for (name, text, address) in [
        ("a.mhtml", saved(location, "text/html", body), "https://a.example/boats?page=3D2"),
        ("a", saved("", "text/html; charset=\"iso-8859-1\"", body), "https://a.example/boats"),
    ] {
        let page = extract(name, text.as_bytes()).unwrap().next().unwrap();
        assert_eq!((page.format, page.text.as_str()), (Format::Html, "Der Fischer fährt hinaus."), "{name}");
        assert_eq!(page.metadata.url.as_deref(), Some(address));
        assert_eq!(page.metadata.dates[0].words, "2022-05-03");
    }
    let mail = saved("", "text/html", body);
    assert_eq!(crate::extract::format("a.eml", mail.as_bytes()), Ok(Format::Mail));
}

proptest::proptest! {
    #[test]
    fn any_file_of_captures_is_read_or_refused(at in 0usize..2000, byte: u8, cut in 0usize..1500) {
        let (plain, packed) = (records().concat(), records().iter().flat_map(|record| gzip(record)).collect::<Vec<u8>>());
        for mut bytes in [plain, packed] {
            if let Some(place) = bytes.get_mut(at) {
                *place = byte;
            }
            bytes.truncate(bytes.len().saturating_sub(cut));
            if let Ok(texts) = extract("a.warc", &bytes[..]) {
                proptest::prop_assert!(texts.count() < 9);
            }
        }
    }
}
