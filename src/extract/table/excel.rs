//! Reads the sheets of Excel (XLSX, XLSB, XLS) with `calamine`: numbers as their format shows them where the file is
//! XLSX, dates as days, formulas by the value that was stored.

use std::io::Cursor;

use calamine::{
    Data, DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Sheets, Xls, Xlsb, Xlsx,
    open_workbook_from_rs,
};

use super::number_format::NumberFormat;
use super::sheet::{Room, Worksheet, contents};
use crate::extract::contents::ReadOutcome;
use crate::extract::{fact, opening};
use crate::model::{DeclaredAs, DeclaredDate, Metadata, Problem};

/// A book of sheets in memory.
type Book<'b> = Sheets<Cursor<&'b [u8]>>;

/// How many bytes at either end of an old file are searched for the name of its book.
const NEAR: usize = 1 << 20;

/// Whether bytes are such a file.
pub fn is_one(ending: &str, bytes: &[u8]) -> bool {
    const BOOK: &[u8] = b"W\0o\0r\0k\0b\0o\0o\0k\0";
    const LOCKED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
    if bytes.starts_with(b"PK") {
        // Some programs call the book otherwise, or part its folder off by a backslash.
        let named = matches!(ending, "xlsx" | "xlsm" | "xltx" | "xlsb");
        return opening::zip_holds(bytes, b"xl/workbook")
            || named && opening::zip_holds(bytes, b"[Content_Types].xml");
    }
    let holds = |name: &[u8]| {
        let ends = [&bytes[..bytes.len().min(NEAR)], &bytes[bytes.len().saturating_sub(NEAR)..]];
        ends.iter().any(|end| opening::position(end, name).is_some())
    };
    bytes.starts_with(b"\xD0\xCF\x11\xE0")
        && !holds(LOCKED)
        && (matches!(ending, "xls" | "xlt") || holds(BOOK))
}

/// The sheets, each a text.
///
/// # Errors
/// When it cannot be opened.
pub fn read(bytes: &[u8]) -> ReadOutcome {
    let mut book = open(bytes)?;
    let metadata = metadata(&mut book);
    let (mut sheets, mut room, mut problem) = (Vec::new(), Room::all(), None);
    for of in book.sheets_metadata().to_vec() {
        if of.typ != SheetType::WorkSheet {
            continue;
        }
        let mut sheet = Worksheet::new(of.name, of.visible != SheetVisible::Visible);
        let read = match &mut book {
            Sheets::Xlsx(book) => formatted(book, &mut sheet, &mut room),
            book => plain(book, &mut sheet, &mut room),
        };
        if let Err(why) = read {
            problem.get_or_insert(Problem::new(format!("the sheet {} is broken: {why}", sheet.name)));
        }
        sheets.push(sheet);
    }
    let contents = contents(&sheets, &metadata, room.problem().or(problem));
    match (contents.pieces.is_empty(), contents.problem) {
        (true, Some(problem)) => Err(problem),
        (true, None) => Err(Problem::new("empty: no text in any cell of it")),
        (false, problem) => Ok(crate::extract::contents::Contents { problem, ..contents }),
    }
}

fn open(bytes: &[u8]) -> Result<Book<'_>, Problem> {
    let data = || Cursor::new(bytes);
    let broken = |why: &dyn std::fmt::Display| {
        let why = why.to_string();
        match why.to_lowercase().contains("password") {
            true => Problem::new("it needs a password"),
            false => Problem::new(format!("a broken Excel file: {why}")),
        }
    };
    if !bytes.starts_with(b"PK") {
        return open_workbook_from_rs::<Xls<_>, _>(data()).map(Sheets::Xls).map_err(|why| broken(&why));
    }
    match opening::zip_holds(bytes, b"xl/workbook.bin") {
        true => open_workbook_from_rs::<Xlsb<_>, _>(data()).map(Sheets::Xlsb).map_err(|why| broken(&why)),
        false => open_workbook_from_rs::<Xlsx<_>, _>(data()).map(Sheets::Xlsx).map_err(|why| broken(&why)),
    }
}

fn metadata(book: &mut Book<'_>) -> Metadata {
    let said = book.workbook_properties().unwrap_or_default();
    let day = |how, words: Option<String>| words.map(|words| DeclaredDate { how, words });
    let dates = [day(DeclaredAs::Incidental, said.created), day(DeclaredAs::Changed, said.modified)];
    Metadata {
        title: said.title.as_deref().and_then(fact::fact),
        byline: said.creator.as_deref().and_then(fact::fact),
        dates: dates.into_iter().flatten().collect(),
        ..Metadata::default()
    }
}

/// The cells of a sheet of XLSX as they come, each as its format shows it.
fn formatted(book: &mut Xlsx<Cursor<&[u8]>>, sheet: &mut Worksheet, room: &mut Room) -> Result<(), String> {
    let mut cells = book.worksheet_cells_reader(&sheet.name).map_err(|why| why.to_string())?;
    let code =
        |style: &calamine::Style| style.number_format.as_ref().map(|format| format.format_code.clone());
    let formats: Vec<NumberFormat> =
        cells.styles().iter().map(|style| NumberFormat::of(&code(style).unwrap_or_default())).collect();
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(|why| why.to_string())? {
        let words = match cell.get_value() {
            DataRef::Float(number) => shown(&formats, style, *number),
            DataRef::Int(number) => shown(&formats, style, *number as f64),
            DataRef::SharedString(text) => (*text).to_owned(),
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
            DataRef::Bool(value) => value.to_string().to_uppercase(),
            DataRef::DateTime(moment) => when(moment),
            DataRef::Error(error) => error.to_string(),
            _ => String::new(),
        };
        let (row, column) = cell.get_position();
        if !sheet.cell(row.into(), column, &words, room) {
            return Ok(());
        }
    }
    Ok(())
}

fn shown(formats: &[NumberFormat], style: usize, number: f64) -> String {
    formats.get(style).cloned().unwrap_or_default().show(number)
}

/// The cells of a sheet of another form.
fn plain(book: &mut Book<'_>, sheet: &mut Worksheet, room: &mut Room) -> Result<(), String> {
    let range = book.worksheet_range(&sheet.name).map_err(|why| why.to_string())?;
    let (first_row, first_column) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        let words = match value {
            Data::Float(number) => NumberFormat::default().show(*number),
            Data::DateTime(moment) => when(moment),
            Data::Bool(value) => value.to_string().to_uppercase(),
            other => other.to_string(),
        };
        let (row, column) = (row as u64 + u64::from(first_row), column as u32 + first_column);
        if !sheet.cell(row, column, &words, room) {
            return Ok(());
        }
    }
    Ok(())
}

/// A day, a time of day, or both; or a span of hours.
fn when(moment: &ExcelDateTime) -> String {
    if moment.is_duration() {
        let seconds = (moment.as_f64() * 86_400.0).round();
        let (sign, seconds) = (if seconds < 0.0 { "-" } else { "" }, seconds.abs() as u64);
        return format!("{sign}{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let time = match second {
        0 => format!("{hour:02}:{minute:02}"),
        second => format!("{hour:02}:{minute:02}:{second:02}"),
    };
    match moment.as_f64() {
        days if (0.0..1.0).contains(&days) && days > 0.0 => time,
        _ if (hour, minute, second) == (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
        _ => format!("{year:04}-{month:02}-{day:02} {time}"),
    }
}
