//! Sheets made for the test, read as files are.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::extract::extract;
use crate::model::{BlockKind, Extract, Format};

fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        writer.start_file(*name, stored).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn xlsx(sheets: &[(&str, &str, &str)]) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut listed = String::new();
    let mut related = String::new();
    let mut files = Vec::new();
    for (at, (name, state, cells)) in sheets.iter().enumerate() {
        let id = at + 1;
        listed += &format!("<sheet name='{name}' sheetId='{id}' {state} r:id='rId{id}'/>");
        related += &format!(
            "<Relationship Id='rId{id}' Type='{office}/worksheet' Target='worksheets/sheet{id}.xml'/>"
        );
        let cells = format!("<worksheet xmlns='{main}'><sheetData>{cells}</sheetData></worksheet>");
        files.push((format!("xl/worksheets/sheet{id}.xml"), cells));
    }
    related += &format!("<Relationship Id='rIdS' Type='{office}/styles' Target='styles.xml'/>");
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    let book = format!("<workbook xmlns='{main}' xmlns:r='{office}'><sheets>{listed}</sheets></workbook>");
    let styles = format!(
        "<styleSheet xmlns='{main}'><numFmts count='1'><numFmt numFmtId='164' formatCode='#,##0.00'/></numFmts>\
         <cellXfs count='4'><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='9'/><xf numFmtId='164'/></cellXfs></styleSheet>"
    );
    let of = |text: &str| format!("<Relationships xmlns='{relations}'>{text}</Relationships>");
    files.push(("[Content_Types].xml".to_owned(), "<Types/>".to_owned()));
    files.push((
        "_rels/.rels".to_owned(),
        of(&format!("<Relationship Id='r1' Type='{office}/officeDocument' Target='xl/workbook.xml'/>")),
    ));
    files.push(("xl/_rels/workbook.xml.rels".to_owned(), of(&related)));
    files.push(("xl/workbook.xml".to_owned(), book));
    files.push(("xl/styles.xml".to_owned(), styles));
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    zip(&files)
}

fn texts(name: &str, bytes: &[u8]) -> Vec<Extract> {
    extract(name, bytes).unwrap().collect()
}

const CELLS: &str = "<row r='3'><c r='B3' t='inlineStr'><is><t>Boat</t></is></c><c r='D3' t='inlineStr'><is><t>Leak</t></is></c>\
    <c r='E3' t='inlineStr'><is><t>Share</t></is></c></row><row r='4'><c r='B4' s='1'><v>43831</v></c>\
    <c r='E4' s='2'><v>0.25</v></c></row><row r='9'><c r='B9' s='3'><f>A1*2</f><v>1234.5</v></c><c r='D9' t='b'><v>1</v></c></row>";

#[test]
fn a_sheet_is_its_rows_with_numbers_as_they_are_shown() {
    let all = texts("a.xlsx", &xlsx(&[("Boats", "", CELLS)]));
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].text, "Boat | Leak | Share\n2020-01-01 | | 25%\n\n1,234.50 | TRUE");
    assert_eq!((all[0].format, all[0].metadata.title.as_deref()), (Format::Table, None));
    assert!(all[0].text_blocks.iter().all(|block| block.kind == BlockKind::Table));
}

#[test]
fn each_of_several_sheets_is_a_text_by_its_name_and_a_hidden_one_says_so() {
    let all =
        texts("a.xlsx", &xlsx(&[("Boats", "", CELLS), ("Empty", "", ""), ("Old", "state='hidden'", CELLS)]));
    let titles: Vec<_> = all.iter().map(|text| text.metadata.title.clone()).collect();
    assert_eq!(titles, [Some("Boats".to_owned()), Some("Old (a hidden sheet)".to_owned())]);
    assert!(extract("a.xlsx", xlsx(&[("Empty", "", "")])).map(drop).unwrap_err().0.starts_with("empty"));
    assert!(extract("a.xlsx", zip(&[("[Content_Types].xml", ""), ("xl/workbook.xml", "<")])).is_err());
}

#[test]
fn an_open_document_has_its_cells_as_they_were_shown() {
    let cells = "<table:table-row table:number-rows-repeated='5'><table:table-cell table:number-columns-repeated='1000'/></table:table-row>\
        <table:table-row><table:table-cell/><table:table-cell office:value='0.25'><office:annotation><text:p>No</text:p></office:annotation>\
        <text:p>25,00 %</text:p></table:table-cell><table:table-cell table:number-columns-repeated='2'><text:p>so <text:s/>on</text:p></table:table-cell>\
        </table:table-row><table:table-row><table:table-cell/><table:table-cell/><table:covered-table-cell/><table:table-cell><text:p>end</text:p></table:table-cell></table:table-row>";
    let content = format!(
        "<office:document-content><office:automatic-styles><style:style style:name='ta2' style:family='table'>\
         <style:table-properties table:display='false'/></style:style></office:automatic-styles><office:body><office:spreadsheet>\
         <table:table table:name='Boats'>{cells}</table:table><table:table table:name='Old' table:style-name='ta2'>{cells}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let bytes =
        zip(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)]);
    let all = texts("a.ods", &bytes);
    assert_eq!(all[0].text, "25,00 % | so on | so on\n| | end");
    assert_eq!(all[1].metadata.title.as_deref(), Some("Old (a hidden sheet)"));
}

proptest::proptest! {
    #[test]
    fn any_damaged_sheet_is_read_or_refused(at in 0usize..3000, byte: u8) {
        let mut bytes = xlsx(&[("Boats", "", CELLS)]);
        if let Some(place) = bytes.get_mut(at) {
            *place = byte;
        }
        if let Ok(all) = extract("a.xlsx", &bytes[..]) {
            proptest::prop_assert!(all.count() < 3);
        }
    }
}
