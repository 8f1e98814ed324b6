//! Archives made for the test, read as files are.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::extract::{Extracts, extract};
use crate::model::{Extract, Format};

/// A zip archive of files by name.
fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A tar archive of files by name, and of links: names with a target.
fn tar(files: &[(&str, &[u8])], links: &[(&str, &str)]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    let header = |path: &str, size: usize, sort: tar::EntryType| {
        let mut header = tar::Header::new_gnu();
        // As written, though it lead elsewhere.
        header.as_old_mut().name[..path.len()].copy_from_slice(path.as_bytes());
        header.set_size(size as u64);
        header.set_entry_type(sort);
        header.set_cksum();
        header
    };
    for (name, bytes) in files {
        builder.append(&header(name, bytes.len(), tar::EntryType::Regular), *bytes).unwrap();
    }
    for (name, target) in links {
        let mut header = header(name, 0, tar::EntryType::Symlink);
        header.set_link_name(target).unwrap();
        header.set_cksum();
        builder.append(&header, &b""[..]).unwrap();
    }
    builder.into_inner().unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn read(name: &str, bytes: &[u8]) -> Extracts {
    extract(name, bytes).unwrap()
}

fn paths(extracts: Extracts) -> Vec<(String, Format)> {
    let of = |text: Extract| (text.attached_as.unwrap_or_default(), text.format);
    extracts.map(of).collect()
}

const PAGE: &[u8] = b"<!DOCTYPE html><p>The boats are late.</p>";
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n";

#[test]
fn each_readable_file_of_an_archive_is_a_text_by_its_path_and_what_cannot_be_read_is_counted() {
    let picture = [PICTURE, &[0; 1000]].concat();
    let files: [(&str, &[u8]); 7] = [
        ("a/one.txt", b"Words of one."),
        ("a/page.html", PAGE),
        ("a/boat.png", &picture),
        ("../up.txt", b"Up there."),
        ("__MACOSX/a/._one.txt", b"\0\x05\x16\x07"),
        ("empty.txt", b""),
        ("tool.exe", b"MZ\0\0\0\0\0\0"),
    ];
    let all = read("letters.zip", &zip(&files));
    assert_eq!(all.format(), Format::Archive);
    let said = "1 of 4 files inside were not read, or not wholly: tool.exe (not text: a program)";
    assert_eq!(all.problem().unwrap().0, said);
    use Format::*;
    let wanted = [("a/one.txt", PlainText), ("a/page.html", Html), ("../up.txt", PlainText)];
    assert_eq!(paths(all), wanted.map(|(path, format)| (path.to_owned(), format)));
    let all = read("letters", &tar(&files, &[("link.txt", "/etc/passwd")]));
    assert_eq!(
        all.problem().unwrap().0,
        "2 of 5 files inside were not read, or not wholly: tool.exe (not text: a program), link.txt (a link: not followed)"
    );
    assert_eq!(all.count(), 3);
}

#[test]
fn a_compressed_file_is_the_file_it_holds_and_a_compressed_archive_is_one() {
    let text = read("a/report.txt.gz", &gzip(b"Words of the report."));
    assert_eq!((text.format(), text.problem()), (Format::PlainText, None));
    let format = |name: &str, bytes: &[u8]| crate::extract::format(name, bytes).unwrap();
    assert_eq!(format("report.txt.gz", &gzip(b"Words of the report.")), Format::PlainText);
    assert_eq!(format("page.html.gz", &gzip(PAGE)), Format::Html);
    assert_eq!(format("a.tgz", &gzip(&tar(&[("b.txt", b"Words of b.")], &[]))), Format::Archive);
    assert_eq!(paths(text), [("report.txt".to_owned(), Format::PlainText)]);
    let inner = gzip(&tar(&[("b.txt", b"Words of b."), ("c.html.gz", &gzip(PAGE))], &[]));
    let outer = zip(&[("deep/inner.tgz", &inner), ("d.txt", b"Words of d.")]);
    let names: Vec<String> = paths(read("x.zip", &outer)).into_iter().map(|(path, _)| path).collect();
    assert_eq!(names, ["deep/inner.tgz/b.txt", "deep/inner.tgz/c.html.gz", "d.txt"]);
}

#[test]
fn the_other_forms_of_compression_are_opened_too() {
    // `printf 'Words of the report.\n' | bzip2`, `| xz --check=crc32`, `| zstd`, in hexadecimal digits.
    let forms = [
        ("a.txt.bz2", include_str!("tests/words.bz2.hex")),
        ("a.txt.xz", include_str!("tests/words.xz.hex")),
        ("a.txt.zst", include_str!("tests/words.zst.hex")),
    ];
    for (name, digits) in forms {
        let digits: Vec<char> = digits.trim().chars().collect();
        let byte = |pair: &[char]| u8::from_str_radix(&pair.iter().collect::<String>(), 16).unwrap();
        let bytes: Vec<u8> = digits.chunks(2).map(byte).collect();
        let text = read(name, &bytes).next().unwrap();
        assert_eq!(
            (text.text.trim(), text.attached_as.as_deref()),
            ("Words of the report.", Some("a.txt")),
            "{name}"
        );
    }
}

#[test]
fn archives_inside_each_other_end_somewhere_and_bombs_are_said() {
    let mut nested = zip(&[("core.txt", b"Words of the core.")]);
    for _ in 0..8 {
        nested = zip(&[("inner.zip", &nested), ("near.txt", b"Words near by.")]);
    }
    let all = read("outer.zip", &nested);
    assert!(all.problem().unwrap().0.contains("inside each other"), "{:?}", all.problem());
    assert_eq!(all.count(), 5);
    let zeros = vec![b'0'; 6 << 20];
    let bomb = zip(&[("bomb.txt", &zeros), ("good.txt", b"Good words.")]);
    let all = read("bomb.zip", &bomb);
    assert!(
        all.problem().unwrap().0.contains("bomb.txt (it unpacks to more than is sound"),
        "{:?}",
        all.problem()
    );
    assert_eq!(all.count(), 1);
    assert!(extract("bomb.txt.gz", gzip(&zeros)).map(drop).unwrap_err().0.contains("more than is sound"));
}

#[test]
fn what_breaks_off_gives_what_comes_before() {
    let long = "The ferry is late today. ".repeat(400) + &"x".repeat(3000);
    let whole = gzip(long.as_bytes());
    let cut = read("a.txt.gz", &whole[..whole.len() - 12]);
    assert!(cut.problem().unwrap().0.contains("breaks off"));
    assert!(cut.last().unwrap().text.starts_with("The ferry is late"));
    let archive = tar(&[("a.txt", b"Words of a."), ("b.txt", &[b'x'; 4000])], &[]);
    let cut = read("a.tar", &archive[..3000]);
    assert!(cut.problem().is_some());
    assert_eq!(cut.count(), 1);
    for bytes in [
        &b"PK\x03\x04"[..],
        b"PK\x05\x06",
        b"\x1F\x8B\x08\0",
        b"BZh91AY&SY",
        b"\xFD7zXZ\0",
        b"\x28\xB5\x2F\xFD",
    ] {
        assert!(extract("a.zip", bytes).is_err(), "{bytes:?}");
    }
}

#[test]
fn an_archive_of_many_files_is_read_step_by_step() {
    let names: Vec<String> = (0..6_000).map(|at| format!("{at}.txt")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"Words."[..])).collect();
    for bytes in [zip(&files), gzip(&tar(&files, &[]))] {
        let all = read("many", &bytes);
        assert_eq!(all.problem(), None);
        assert_eq!(all.count(), 6_000);
    }
}

#[test]
fn an_archive_of_documents_is_no_document_and_a_document_no_archive() {
    let document = zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")]);
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("letter.docx", stored).unwrap();
    writer.write_all(&document).unwrap();
    let archive = writer.finish().unwrap().into_inner();
    let of = |bytes: &[u8]| crate::extract::format("x", bytes).unwrap();
    assert_eq!((of(&document), of(&archive)), (Format::Office, Format::Archive));
}

proptest::proptest! {
    #[test]
    fn any_archive_that_is_damaged_is_read_or_refused(at in 0usize..400, byte: u8, cut in 0usize..400) {
        let whole = zip(&[("a.txt", b"Words of a."), ("b.html", PAGE)]);
        let packed = gzip(&tar(&[("a.txt", b"Words of a."), ("b.html", PAGE)], &[]));
        for mut bytes in [whole, packed] {
            if let Some(place) = bytes.get_mut(at) {
                *place = byte;
            }
            bytes.truncate(bytes.len().saturating_sub(cut / 4));
            if let Ok(texts) = extract("a.zip", bytes) {
                proptest::prop_assert!(texts.count() < 5);
            }
        }
    }
}
