//! Slides made for the test, read as files are.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::extract::extract;
use crate::model::{BlockKind, Extract};

fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in files {
        writer.start_file(*name, stored).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn blocks(text: &Extract) -> Vec<(BlockKind, &str)> {
    text.text_blocks.iter().map(|block| (block.kind, block.span.of(&text.text))).collect()
}

fn shape(of: &str, words: &str) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id='2' name='x'/><p:nvPr><p:ph {of}/></p:nvPr></p:nvSpPr><p:txBody>\
         <a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:txBody></p:sp>"
    )
}

#[test]
fn slides_are_read_in_their_order_each_with_its_title_first_and_its_notes_last() {
    let relation =
        |id: &str, of: &str, to: &str| format!("<Relationship Id='{id}' Type='x/{of}' Target='{to}'/>");
    let two = format!(
        "<p:sld show='0'>{}{}<p:graphicFrame><a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>Boat</a:t></a:r></a:p></a:txBody></a:tc>\
         <a:tc><a:txBody><a:p/></a:txBody></a:tc></a:tr></a:tbl></p:graphicFrame><c:chart r:id='rId9'/>{}</p:sld>",
        shape("idx='1'", "A leak"),
        shape("type='title'", "Leaks"),
        shape("type='sldNum'", "7")
    );
    let one = format!("<p:sld>{}</p:sld>", shape("type='ctrTitle'", "Ferries"));
    let notes = format!(
        "<p:notes>{}{}</p:notes>",
        shape("type='sldImg'", "no"),
        shape("type='body'", "It was cheap.")
    );
    let chart = "<c:strCache><c:pt><c:v>May</c:v></c:pt></c:strCache>";
    let bytes = zip(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "ppt/presentation.xml",
            "<p:sldIdLst><p:sldId id='1' r:id='rId2'/><p:sldId id='2' r:id='rId1'/></p:sldIdLst>",
        ),
        (
            "ppt/_rels/presentation.xml.rels",
            &(relation("rId1", "slide", "slides/b.xml") + &relation("rId2", "slide", "slides/a.xml")),
        ),
        ("ppt/slides/a.xml", &one),
        ("ppt/slides/b.xml", &two),
        (
            "ppt/slides/_rels/b.xml.rels",
            &(relation("n", "notesSlide", "../notes/n.xml") + &relation("rId9", "chart", "../charts/c.xml")),
        ),
        ("ppt/notes/n.xml", &notes),
        ("ppt/charts/c.xml", chart),
    ]);
    let text = extract("a.pptx", &bytes[..]).unwrap().next().unwrap();
    use BlockKind::*;
    assert_eq!(
        blocks(&text),
        [
            (Heading, "Ferries"),
            (Heading, "Leaks"),
            (List, "A leak"),
            (Table, "Boat |"),
            (Caption, "[Chart: May]"),
            (Paragraph, "[Notes] It was cheap."),
            (Paragraph, "[Hidden slides: 1. They are not shown with the others.]"),
        ]
    );
}

#[test]
fn slides_of_open_document_are_read_alike() {
    let frame = |class: &str, words: &str| {
        format!(
            "<draw:frame presentation:class='{class}'><draw:text-box>{words}</draw:text-box></draw:frame>"
        )
    };
    let list = "<text:list><text:list-item><text:p>A <text:span>leak</text:span></text:p></text:list-item></text:list>";
    let content = format!(
        "<office:document-content><office:body><office:presentation><draw:page draw:name='p1'>{}{}{}\
         <draw:frame><table:table><table:table-row><table:table-cell><text:p>Boat</text:p></table:table-cell><table:table-cell/>\
         </table:table-row></table:table></draw:frame><presentation:notes>{}</presentation:notes></draw:page>\
         </office:presentation></office:body></office:document-content>",
        frame("outline", list),
        frame("title", "<text:p>Leaks</text:p>"),
        frame("page-number", "<text:p>7</text:p>"),
        frame("notes", "<text:p>It was cheap.</text:p>")
    );
    let bytes =
        zip(&[("mimetype", "application/vnd.oasis.opendocument.presentation"), ("content.xml", &content)]);
    let text = extract("a.odp", &bytes[..]).unwrap().next().unwrap();
    use BlockKind::*;
    assert_eq!(
        blocks(&text),
        [(Heading, "Leaks"), (List, "A leak"), (Table, "Boat |"), (Paragraph, "[Notes] It was cheap.")]
    );
}
