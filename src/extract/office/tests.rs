//! Tests of whole documents of word processors, which are invented.

use std::io::{Cursor, Write as _};

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::extract::extract;
use crate::model::BlockKind::{self, *};
use crate::model::Extract;

/// An archive of parts.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn only(name: &str, bytes: &[u8]) -> Extract {
    let mut all: Vec<Extract> = extract(name, bytes).unwrap().collect();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

fn outline(extract: &Extract) -> Vec<(BlockKind, &str)> {
    extract.text_blocks.iter().map(|block| (block.kind, block.span.of(&extract.text))).collect()
}

fn docx(body: &str) -> Vec<u8> {
    let relation = |id: &str, of: &str, target: &str| {
        format!("<Relationship Id='{id}' Type='x/{of}' Target='{target}'/>")
    };
    archive(&[
        ("word/document.xml", &format!("<w:document><w:body>{body}</w:body></w:document>")),
        (
            "word/styles.xml",
            "<w:styles><w:style w:styleId='H1'><w:name w:val='heading 1'/></w:style></w:styles>",
        ),
        (
            "word/footnotes.xml",
            "<w:footnotes><w:footnote w:id='2'><w:p><w:r><w:t>By the port.</w:t></w:r></w:p></w:footnote></w:footnotes>",
        ),
        (
            "word/comments.xml",
            "<w:comments><w:comment w:id='0' w:author='Ben'><w:p><w:r><w:t>Sure?</w:t></w:r></w:p></w:comment></w:comments>",
        ),
        ("word/footer1.xml", "<w:ftr><w:p><w:r><w:t>Page 1</w:t></w:r></w:p></w:ftr>"),
        (
            "word/_rels/document.xml.rels",
            &format!(
                "<Relationships>{}{}{}{}{}</Relationships>",
                relation("a", "styles", "styles.xml"),
                relation("b", "footnotes", "footnotes.xml"),
                relation("c", "comments", "comments.xml"),
                relation("d", "footer", "footer1.xml"),
                relation("e", "hyperlink", "https://port.example")
            ),
        ),
        (
            "docProps/core.xml",
            "<cp:coreProperties><dc:title>Boats</dc:title><dc:creator>Ann Bell</dc:creator>\
            <dcterms:modified>2020-05-04T10:00:00Z</dcterms:modified></cp:coreProperties>",
        ),
    ])
}

#[test]
fn a_docx_file_is_its_paragraphs_and_what_stands_apart_below_them() {
    let text = |words: &str| format!("<w:r><w:t xml:space='preserve'>{words}</w:t></w:r>");
    let paragraph = |inner: &str| format!("<w:p>{inner}</w:p>");
    let body = [
        paragraph(&format!("<w:pPr><w:pStyle w:val='H1'/></w:pPr>{}", text("Late &amp; early"))),
        paragraph(&format!("{}<w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:commentReference w:id='0'/></w:r><w:ins>{}</w:ins>\
            <w:del><w:r><w:delText>not </w:delText></w:r></w:del>{}", text("The boats"), text(" are"), text(" late."))),
        paragraph(&format!("<w:pPr><w:numPr/></w:pPr><w:hyperlink r:id='e'>{}</w:hyperlink>", text("One"))),
        format!("<w:tbl><w:tr><w:tc>{0}{0}</w:tc><w:tc>{1}</w:tc></w:tr><w:tr><w:tc>{1}</w:tc><w:tc>{0}</w:tc></w:tr></w:tbl>",
            paragraph(&text("a")), paragraph(&text("b"))),
        paragraph(&format!("<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{}</w:txbxContent></mc:Choice>\
            <mc:Fallback><w:txbxContent>{0}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>{}", paragraph(&text("In a box")), text("End"))),
    ]
    .concat();
    let extract = only("a.docx", &docx(&body));
    assert_eq!(
        outline(&extract),
        [
            (Heading, "Late & early"),
            (Paragraph, "The boats[1] are late."),
            (Paragraph, "[1] By the port."),
            (Quote, "Comment by Ben: Sure?"),
            (List, "One"),
            (Table, "a a | b\nb | a"),
            (Paragraph, "End"),
            (Paragraph, "In a box"),
            (Caption, "[Tracked changes: 1 insertion read as text, 1 deletion left out]"),
            (Chrome, "Page 1"),
        ]
    );
    assert_eq!(extract.links[0].target, "https://port.example");
    assert_eq!(extract.metadata.byline.as_deref(), Some("Ann Bell"));
    assert_eq!(extract.metadata.dates.len(), 1);
}

#[test]
fn a_table_that_is_mostly_lists_is_these_and_in_any_other_entries_are_words_of_cells() {
    let paragraph = |words: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
    let entry = |words: &str| format!("<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>");
    let row = |cells: &[String]| {
        let cells: String = cells.iter().map(|cell| format!("<w:tc>{cell}</w:tc>")).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let none = || "<w:p/>".to_owned();
    let rows = [
        row(&[paragraph("Post"), paragraph("Duties"), paragraph("From")]),
        row(&[paragraph("Pilot"), format!("{}{}", entry("steers"), entry("waits")), paragraph("May")]),
        row(&[paragraph("Cook"), none(), none()]),
    ];
    let table = |rows: &[String]| format!("<w:tbl>{}</w:tbl>", rows.concat());
    let layout = [row(&[paragraph("Duties"), format!("{}{}", entry("steers"), entry("waits"))])];
    let extract = only("a.docx", &docx(&(table(&rows) + &paragraph("All:") + &table(&layout))));
    let want = [
        (Table, "Post | Duties | From\nPilot | steers waits | May\nCook | |"),
        (Paragraph, "All:"),
        (Table, "Duties"),
        (List, "steers"),
        (List, "waits"),
    ];
    assert_eq!(outline(&extract)[..5], want);
}

const ODT: &str = "application/vnd.oasis.opendocument.text";

#[test]
fn an_odt_file_is_read_as_a_docx_file_is() {
    let body = "<office:document-content><office:body><office:text><text:tracked-changes><text:changed-region><text:deletion>\
        <text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes><text:h>Late</text:h>\
        <text:p>The<text:s text:c='3'/>boats<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>By the port.</text:p>\
        </text:note-body></text:note> are<office:annotation><dc:creator>Ben</dc:creator><dc:date>2020</dc:date><text:p>Sure?</text:p></office:annotation> late on <text:date>4 May</text:date>.</text:p><text:list><text:list-item><text:p>One</text:p></text:list-item></text:list>\
        <table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p>\
        </table:table-cell></table:table-row></table:table></office:text></office:body></office:document-content>";
    let meta = "<office:document-meta><dc:title>Boats</dc:title><meta:initial-creator>Ann</meta:initial-creator></office:document-meta>";
    let extract = only("a.odt", &archive(&[("mimetype", ODT), ("content.xml", body), ("meta.xml", meta)]));
    let want = [
        (Heading, "Late"),
        (Paragraph, "The boats[1] are late on 4 May."),
        (Paragraph, "[1] By the port."),
        (Quote, "Comment by Ben: Sure?"),
        (List, "One"),
        (Table, "a | b"),
        (Caption, "[Tracked changes: 0 insertions read as text, 1 deletion left out]"),
    ];
    assert_eq!(outline(&extract), want);
    assert_eq!(
        (extract.metadata.title.as_deref(), extract.metadata.byline.as_deref()),
        (Some("Boats"), Some("Ann"))
    );
    let locked = archive(&[
        ("mimetype", ODT),
        ("META-INF/manifest.xml", "<x><manifest:encryption-data/></x>"),
        ("content.xml", "?"),
    ]);
    assert!(extract_problem("a.odt", &locked).contains("password"));
}

fn extract_problem(name: &str, bytes: &[u8]) -> String {
    extract(name, bytes).unwrap_err().0
}

#[test]
fn an_rtf_file_is_its_paragraphs_in_the_encodings_of_its_fonts() {
    let rtf = br"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial Cyr;}}{\stylesheet{\s1 heading 1;}}
{\info{\title Boats}{\author Ann Bell}{\creatim\yr2020\mo5\dy4}}{\header Tide\par}
\pard\s1 Late\par\pard The boats\{ d\'e9j\'e0 {\f1\'c4\'e0}\u8217?s{\footnote\pard By the port.}{\*\atnauthor Ben}{\*\annotation\pard Sure?}
{\deleted not }{\revised very} late.\par
{\listtext 1.}\ls1 One\par\pard
\trowd\intbl a\cell b\cell\row\trowd\intbl c\cell d\cell\row\pard End{\*\unknown no}\par}";
    let extract = only("a.rtf", rtf);
    assert_eq!(
        outline(&extract),
        [
            (Heading, "Late"),
            (Paragraph, "The boats{ déjà Да’s[1]very late."),
            (Paragraph, "[1] By the port."),
            (Quote, "Comment by Ben: Sure?"),
            (List, "1. One"),
            (Table, "a | b\nc | d"),
            (Paragraph, "End"),
            (Caption, "[Tracked changes: 1 insertion read as text, 1 deletion left out]"),
            (Chrome, "Tide"),
        ]
    );
    assert_eq!(
        (extract.metadata.title.as_deref(), extract.metadata.byline.as_deref()),
        (Some("Boats"), Some("Ann Bell"))
    );
    assert_eq!(extract.metadata.dates[0].words, "2020-05-04");
    assert!(extract_problem("a.rtf", "{\\rtf1".repeat(20_000).as_bytes()).contains("deep"));
}

#[test]
fn what_is_broken_keeps_what_was_read() {
    let texts =
        extract("a.docx", docx("<w:p><w:r><w:t>One</w:t></w:r></w:p><w:p><w:t>Two</w:t></w:p><w:p x='"))
            .unwrap();
    assert!(texts.problem().is_some());
    assert!(texts.map(|text| text.text).collect::<String>().starts_with("One"));
    assert!(extract_problem("a.docx", b"PK\x03\x04word/document.xml").contains("archive"));
}

proptest! {
    #[test]
    fn any_markup_is_read_or_refused(markup in "(<(/?w:(p|r|t|tbl|tr|tc|ins|del|txbxContent|hyperlink)|/?text:(p|h|list|note|s)|table:table|/table:table|x)/?>|[a-z&;]{1,4}| ){0,30}") {
        for (name, bytes) in [("a.docx", docx(&markup)), ("a.odt", archive(&[("mimetype", ODT), ("content.xml", &markup)]))] {
            if let Ok(texts) = extract(name, bytes) {
                for text in texts {
                    prop_assert!(text.text_blocks.iter().all(|block| !block.span.of(&text.text).is_empty()));
                }
            }
        }
    }

    #[test]
    fn any_rtf_is_read_or_refused(rtf in r"(\{|\}|\\\*|\\(par|pard|intbl|cell|row|footnote|annotation|u-?[0-9]{1,5}|info|title|stylesheet|s1|fonttbl|f1|deleted|uc2|bin3)( |-?[0-9]{1,3})?|\\'[0-9a-f]{0,2}|[a-z ]{1,4}|é){0,40}") {
        if let Ok(texts) = extract("a.rtf", format!("{{\\rtf1{rtf}").into_bytes()) {
            prop_assert!(texts.count() <= 1);
        }
    }
}
