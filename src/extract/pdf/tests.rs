//! Small files made for the purpose: words at places of pages.

use super::*;
use crate::model::{BlockKind, Vote};

/// Words with their place from the left and from below, and their size.
type Words<'t> = (u32, u32, u32, &'t str);

/// A file with these pages. Its table of objects is missing, which readers forgive.
fn file(pages: &[Vec<Words<'_>>]) -> Vec<u8> {
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        String::new(),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
        "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>stream\n0\nendstream".to_owned(),
        "<</Title(The harbour in winter)/Author(Maren Ode)/CreationDate(D:20210504120000Z)>>".to_owned(),
    ];
    let mut kids = Vec::new();
    for words in pages {
        let shown =
            words.iter().map(|(x, y, size, text)| format!("BT /F {size} Tf {x} {y} Td ({text}) Tj ET\n"));
        let content: String =
            std::iter::once("q 10 0 0 10 0 0 cm /I Do Q\n".to_owned()).chain(shown).collect();
        objects.push(format!("<</Length {}>>stream\n{content}endstream", content.len()));
        let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>/XObject<</I 4 0 R>>>>";
        objects.push(format!("{page}/Contents {} 0 R>>", objects.len()));
        kids.push(format!("{} 0 R", objects.len()));
    }
    objects[1] = format!("<</Type/Pages/Kids[{}]/Count {}>>", kids.join(" "), kids.len());
    let numbered =
        objects.iter().zip(1..).map(|(object, number)| format!("{number} 0 obj\n{object}\nendobj\n"));
    let body: String = numbered.collect();
    format!("%PDF-1.4\n{body}trailer<</Root 1 0 R/Info 5 0 R>>\n").into_bytes()
}

/// The blocks with a letter for what they are: title, heading, paragraph, entry, chrome.
fn blocks(pages: &[Vec<Words<'_>>]) -> Vec<String> {
    let extract = extract(&file(pages), &[]).unwrap();
    let letter = |block: &crate::model::TextBlock| match (block.vote, block.kind) {
        (Vote::Chrome, _) => 'c',
        (_, BlockKind::Headline) => 't',
        (_, BlockKind::Heading) => 'h',
        (_, BlockKind::List) => 'l',
        (_, BlockKind::Table) => 'r',
        (_, BlockKind::Caption) => 'k',
        _ => 'p',
    };
    extract
        .text_blocks
        .iter()
        .map(|block| format!("{} {}", letter(block), block.span.of(&extract.text)))
        .collect()
}

/// Lines of one size one below the other.
fn column<'t>(x: u32, top: u32, lines: &[&'t str]) -> Vec<Words<'t>> {
    (0..).zip(lines).map(|(line, text)| (x, top - 12 * line, 10, *text)).collect()
}

#[test]
fn a_paragraph_is_one_block_over_lines_columns_and_pages_and_broken_words_are_joined() {
    let left =
        ["The harbour of Norwick was closed on Monday", "after a leak, and the ferries, which had anx-"];
    let right =
        ["iously waited for the pilot, lay at anchor all", "night. Nobody was hurt, and the mayor said in"];
    let next = ["the morning that all was well."];
    let heads = |number: &'static str| vec![(50, 770, 8, "Norwick Review"), (300, 20, 8, number)];
    let first = [heads("1"), column(50, 700, &left), column(320, 700, &right)].concat();
    let second = [heads("2"), column(50, 700, &next)].concat();
    let text = "p The harbour of Norwick was closed on Monday after a leak, and the ferries, which had anxiously \
                waited for the pilot, lay at anchor all night. Nobody was hurt, and the mayor said in the morning \
                that all was well.";
    assert_eq!(blocks(&[first, second]), ["c Norwick Review", text, "c 1", "c Norwick Review", "c 2"]);
}

#[test]
fn headings_are_larger_and_the_largest_is_the_title() {
    let body =
        ["The harbour of Norwick was closed on Monday after", "a leak, and the ferries lay at anchor."];
    let page = [
        vec![(50, 700, 20, "The harbour in winter"), (50, 660, 13, "What happened")],
        column(50, 640, &body),
        column(50, 600, &["A second paragraph stands apart from the first one", "and is of two lines."]),
    ];
    let found = blocks(&[page.concat()]);
    let kinds: Vec<&str> = found.iter().map(|block| &block[..1]).collect();
    assert_eq!((kinds, found[1].as_str()), (vec!["t", "h", "p", "p"], "h What happened"));
}

#[test]
fn a_note_at_the_foot_and_a_caption_stand_behind_the_paragraph_that_they_interrupt() {
    let lines =
        ["The harbour of Norwick was closed on Monday", "after a leak, and the ferries, which had then"];
    let first = [column(50, 700, &lines), vec![(50, 140, 7, "1 See the minutes of the council.")]];
    let second = [
        vec![(50, 660, 10, "Figure 3: The harbour in winter")],
        column(50, 620, &["waited for the pilot, lay at anchor all night."]),
    ];
    let text = "p The harbour of Norwick was closed on Monday after a leak, and the ferries, which had then waited \
                for the pilot, lay at anchor all night.";
    let found = blocks(&[first.concat(), second.concat()]);
    assert_eq!(found, [text, "p 1 See the minutes of the council.", "k Figure 3: The harbour in winter"]);
}

#[test]
fn entries_of_a_list_are_blocks_each() {
    let page = column(50, 700, &["1. the pilot, who had waited", "2. the mayor", "3. the ferries"]);
    assert_eq!(blocks(&[page]), ["l 1. the pilot, who had waited", "l 2. the mayor", "l 3. the ferries"]);
}

#[test]
fn what_the_file_declares_is_kept_and_the_day_of_making_is_no_more_than_a_hint() {
    let extract = extract(&file(&[column(50, 700, &["The harbour of Norwick"])]), &[]).unwrap();
    assert_eq!(extract.metadata.title.as_deref(), Some("The harbour in winter"));
    assert_eq!(extract.metadata.byline.as_deref(), Some("Maren Ode"));
    assert_eq!((extract.metadata.published, extract.metadata.dates[0].words.as_str()), (None, "2021-05-04"));
}

#[test]
fn a_scan_a_damaged_file_and_an_empty_one_say_what_they_are() {
    let problem = |bytes: &[u8]| extract(bytes, &[]).unwrap_err().0;
    assert_eq!(problem(&file(&[vec![], vec![]])), "a scan: 2 pages are images without text");
    assert!(problem(b"%PDF-1.7\n1 0 obj").starts_with("a damaged PDF file"));
    let other = String::from_utf8(file(&[vec![]])).unwrap().replace("/I Do", "");
    assert_eq!(problem(other.as_bytes()), "empty: no visible text");
}

#[test]
fn a_file_is_known_by_its_mark_though_stray_bytes_stand_before_it() {
    assert!(is_pdf(b"%PDF-1.7") && is_pdf(b"\n\0%PDF-1.4\n1 0 obj"));
    assert!(!is_pdf(b"The mark %PDF-1.4 opens a file.") && !is_pdf(b""));
}

#[test]
fn every_place_knows_its_page_and_a_paragraph_over_two_pages_both() {
    let lines = [
        "The harbour office opened late today, and those",
        "who waited at the long quay for the first of the",
    ];
    let rest =
        ["boats went home again when the rain had begun.", "Nobody was seen there until the evening came."];
    let pages = [column(60, 200, &lines), column(60, 700, &rest)];
    let extract = extract(&file(&pages), &[]).unwrap();
    let page_of = |words: &str| crate::model::page_at(&extract.pages, extract.text.find(words).unwrap());
    assert_eq!([page_of("The harbour"), page_of("waited")], [Some(1); 2]);
    assert_eq!([page_of("boats went"), page_of("evening")], [Some(2); 2]);
    assert_eq!(extract.text_blocks.len(), 1, "{}", extract.text);
}

#[test]
fn what_is_all_that_a_file_has_is_its_text() {
    assert_eq!(blocks(&[vec![(100, 700, 50, "0.1")]]), ["p 0.1"]);
}

/// RC4, by which files were locked first.
fn rc4(key: &[u8], bytes: &[u8]) -> Vec<u8> {
    let mut state: Vec<u8> = (0..=255).collect();
    let mut j = 0_usize;
    for i in 0..256 {
        j = (j + state[i] as usize + key[i % key.len()] as usize) % 256;
        state.swap(i, j);
    }
    let (mut i, mut j) = (0_usize, 0_usize);
    let step = |byte: &u8| {
        i = (i + 1) % 256;
        j = (j + state[i] as usize) % 256;
        state.swap(i, j);
        byte ^ state[(state[i] as usize + state[j] as usize) % 256]
    };
    bytes.iter().map(step).collect()
}

/// A file of one page that opens with a password (standard handler, revision 2, 40 bits).
fn locked(password: &str, words: &str) -> Vec<u8> {
    const PAD: [u8; 32] = [
        0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08, 0x2E,
        0x2E, 0x00, 0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
    ];
    let padded: Vec<u8> = password.bytes().chain(PAD).take(32).collect();
    let owner = rc4(&md5::compute(&padded)[..5], &padded);
    let (rights, id) = (-4_i32, b"0123456789abcdef");
    let seed = [&padded[..], &owner, &rights.to_le_bytes(), id].concat();
    let key = md5::compute(seed)[..5].to_vec();
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let of_object = md5::compute([&key[..], &[4, 0, 0, 0, 0]].concat());
    let content = format!("BT /F 10 Tf 60 700 Td ({words}) Tj ET");
    let stream = rc4(&of_object[..10], content.as_bytes());
    let mut file = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n".to_vec();
    file.extend(b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R");
    file.extend(b"/MediaBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>\nendobj\n");
    file.extend(format!("4 0 obj\n<</Length {}>>stream\n", stream.len()).bytes());
    file.extend(stream);
    file.extend(b"\nendstream\nendobj\n5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n");
    let lock = format!(
        "/Encrypt<</Filter/Standard/V 1/R 2/O<{}>/U<{}>/P {rights}>>/ID[<{id}><{id}>]",
        hex(&owner),
        hex(&rc4(&key, &PAD)),
        id = hex(id),
    );
    file.extend(format!("trailer<</Root 1 0 R{lock}>>\n").bytes());
    file
}

#[test]
fn a_locked_file_opens_with_a_password_that_is_known_for_it() {
    let file = locked("quay", "The harbour of Norwick");
    let passwords = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
    let problem = |words: &[&str]| extract(&file, &passwords(words)).unwrap_err().0;
    assert_eq!(problem(&[]), LOCKED[0]);
    assert_eq!(problem(&["key", "dock"]), LOCKED[1]);
    assert_eq!(extract(&file, &passwords(&["key", "quay"])).unwrap().text, "The harbour of Norwick");
    assert_eq!(extract(&locked("", "Open to all"), &[]).unwrap().text, "Open to all");
}
