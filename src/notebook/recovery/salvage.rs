//! Takes out of a damaged notebook every row that can still be read, and lays it over an older copy.
//!
//! Not here: which file is damaged and which copy is whole (`mend`).

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension as _, params_from_iter};

use super::seal::{break_seal, verify};
use crate::notebook::error::Cause;

/// How many unreadable stretches of a table are stepped over before the rest is given up.
const GAPS: usize = 1_000;
/// Ids are issued on beyond the last known one by so many: those that were lost are not issued again.
const LOST_IDS: i64 = 1_000_000;

/// No row has a number beyond.
const LAST: i64 = 1 << 50;

/// A table with numbered rows: the version of the notebook that first had it, the number's column, the others,
/// and what holds of every row that was written by the program.
struct NumberedTable {
    name: &'static str,
    since: u32,
    number: &'static str,
    columns: &'static str,
    sound: &'static str,
}

const TABLES: [NumberedTable; 17] = [
    NumberedTable {
        name: "documents",
        since: 1,
        number: "id",
        columns: "path, part, first_line, end_line, file_hash, text_hash, title_hash",
        sound: "length(file_hash) = 16",
    },
    NumberedTable {
        name: "marks",
        since: 1,
        number: "document",
        columns: "read, starred",
        sound: "read IN (0, 1) AND starred IN (0, 1)",
    },
    NumberedTable {
        name: "positions",
        since: 1,
        number: "document",
        columns: "offset",
        sound: "offset BETWEEN 0 AND 4294967295",
    },
    NumberedTable {
        name: "corrections",
        since: 2,
        number: "id",
        columns: "collection, deed, kind, name, document, other_kind, other_name, other_document, number,
            taken_back",
        sound: "taken_back IN (0, 1)",
    },
    NumberedTable {
        name: "searches",
        since: 4,
        number: "id",
        columns: "collection, name, search, looked_on, newest",
        sound: "json_valid(search)",
    },
    NumberedTable { name: "openings", since: 4, number: "document", columns: "number", sound: "number >= 0" },
    NumberedTable {
        name: "notes",
        since: 5,
        number: "number",
        columns: "id, collection, document, kind, name, anchor, colour, words, tags, made, changed, deleted",
        sound: "length(id) = 16 AND (anchor IS NULL OR json_valid(anchor))",
    },
    NumberedTable {
        name: "document_tags",
        since: 5,
        number: "number",
        columns: "document, tag",
        sound: "length(tag) > 0",
    },
    NumberedTable {
        name: "dossiers",
        since: 5,
        number: "number",
        columns: "id, collection, name",
        sound: "length(id) = 16 AND length(name) > 0",
    },
    NumberedTable {
        name: "pieces",
        since: 5,
        number: "number",
        columns: "id, dossier, piece",
        sound: "length(id) = 16 AND length(dossier) = 16 AND json_valid(piece)",
    },
    NumberedTable {
        name: "reading_list",
        since: 5,
        number: "document",
        columns: "listed",
        sound: "listed IN (0, 1)",
    },
    NumberedTable {
        name: "document_corrections",
        since: 5,
        number: "number",
        columns: "document, part, value, anchor, learnt_from, place, taken_back",
        sound: "taken_back IN (0, 1) AND place > 0 AND (anchor IS NULL OR json_valid(anchor))",
    },
    NumberedTable {
        name: "position_passages",
        since: 5,
        number: "document",
        columns: "anchor",
        sound: "json_valid(anchor)",
    },
    NumberedTable {
        name: "deeds",
        since: 5,
        number: "number",
        columns: "deed, collection, made, label, change, undone",
        sound: "json_valid(change)",
    },
    NumberedTable {
        name: "exchanged",
        since: 5,
        number: "number",
        columns: "collection, folder, item, content",
        sound: "json_valid(content)",
    },
    NumberedTable {
        name: "read_sentences",
        since: 6,
        number: "document",
        columns: "fingerprints",
        sound: "length(fingerprints) % 8 = 0",
    },
    NumberedTable {
        name: "story_corrections",
        since: 7,
        number: "number",
        columns: "document, other, same, place, taken_back",
        sound: "same IN (0, 1) AND taken_back IN (0, 1) AND place > 0 AND other > document",
    },
];

/// The table in which something stands that the program never wrote.
pub(super) fn unsound(connection: &Connection, version: u32) -> rusqlite::Result<Option<&'static str>> {
    for NumberedTable { name, number, sound, .. } in TABLES.iter().filter(|table| table.since <= version) {
        let select =
            format!("SELECT EXISTS (SELECT 1 FROM {name} WHERE {number} < 1 OR ({sound}) IS NOT TRUE)");
        if connection.query_row(&select, [], |row| row.get(0))? {
            return Ok(Some(*name));
        }
    }
    Ok(None)
}

/// What is about documents that have no row: it is anybody's and nobody's.
const ORPHANS: [&str; 10] = [
    "DELETE FROM story_corrections WHERE document NOT IN (SELECT id FROM documents)
        OR other NOT IN (SELECT id FROM documents)",
    "DELETE FROM read_sentences WHERE document NOT IN (SELECT id FROM documents)",
    "DELETE FROM reading_list WHERE document NOT IN (SELECT id FROM documents)",
    "DELETE FROM position_passages WHERE document NOT IN (SELECT id FROM documents)",
    "DELETE FROM document_corrections WHERE document NOT IN (SELECT id FROM documents)",
    "DELETE FROM document_tags WHERE document NOT IN (SELECT id FROM documents)",
    "DELETE FROM openings WHERE document NOT IN (SELECT id FROM documents)",
    "DELETE FROM marks WHERE document NOT IN (SELECT id FROM documents)",
    "DELETE FROM positions WHERE document NOT IN (SELECT id FROM documents)",
    "DELETE FROM corrections WHERE document NOT IN (SELECT id FROM documents)
        OR other_document NOT IN (SELECT id FROM documents)",
];

const INSERT_EITHER: &str = "INSERT INTO marks (document, read, starred) VALUES (?, ?, ?)
    ON CONFLICT (document) DO UPDATE SET read = max(read, excluded.read), starred = max(starred, excluded.starred)";

/// What came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Salvaged {
    /// Rows taken over.
    pub(super) rows: usize,
    /// Stretches and rows that were given up.
    pub(super) gaps: usize,
}

/// Lays what can be read of one notebook over another, in one transaction.
///
/// # Errors
/// When the disk fails: that says nothing about the rows.
pub(super) fn salvage(from: &Connection, to: &mut Connection) -> Result<Salvaged, Cause> {
    // Order and orphans are seen to below.
    to.pragma_update(None, "foreign_keys", false)?;
    let transaction = to.transaction()?;
    // Nothing tells which row is wrong if the seal is: what was marked in either is marked.
    let is_doubted = matches!(verify(from), Err(Cause::Damaged(_)));
    let mut salvaged = Salvaged { rows: 0, gaps: usize::from(is_doubted) };
    for table in &TABLES {
        let insert = if is_doubted && table.name == "marks" { INSERT_EITHER } else { &insert(table) };
        take_table(from, &transaction, table, insert, &mut salvaged)?;
    }
    take_session(from, &transaction, &mut salvaged)?;
    for orphans in ORPHANS {
        salvaged.gaps += transaction.execute(orphans, [])?;
    }
    break_seal(&transaction)?;
    let issue_on = "UPDATE sqlite_sequence SET seq = seq + ?1 WHERE name = 'documents'";
    transaction.execute(issue_on, [LOST_IDS])?;
    transaction.commit()?;
    to.pragma_update(None, "foreign_keys", true)?;
    Ok(salvaged)
}

fn insert(table: &NumberedTable) -> String {
    let NumberedTable { name, number, columns, .. } = table;
    let values = vec!["?"; columns.split(',').count() + 1].join(", ");
    format!("INSERT OR REPLACE INTO {name} ({number}, {columns}) VALUES ({values})")
}

fn take_table(
    from: &Connection,
    to: &Connection,
    table: &NumberedTable,
    insert: &str,
    salvaged: &mut Salvaged,
) -> Result<(), Cause> {
    let NumberedTable { name, since, number, columns, sound } = table;
    let known = "SELECT 1 FROM sqlite_schema WHERE name = ?1";
    match tolerate(from.query_row(known, [name], |_| Ok(())).optional())? {
        Some(Some(())) => {}
        // A notebook of an older version has none.
        Some(None) if *since > 1 => return Ok(()),
        _ => {
            salvaged.gaps += 1;
            return Ok(());
        }
    }
    let select = format!(
        "SELECT {sound}, {number}, {columns} FROM {name} NOT INDEXED WHERE {number} > ?1 ORDER BY {number}"
    );
    let (mut after, mut gaps) = (0, 0);
    while let Run::Broken = take_run(from, to, &select, insert, &mut after, salvaged)? {
        gaps += 1;
        match next_readable(from, table, after)? {
            Some(next) if gaps < GAPS => after = next,
            _ => break,
        }
    }
    salvaged.gaps += gaps;
    Ok(())
}

/// How a stretch of readable rows ended.
enum Run {
    /// With the table.
    Whole,
    /// With a row that cannot be read.
    Broken,
}

/// Takes over rows as long as they can be read. `after` is the number of the last one.
fn take_run(
    from: &Connection,
    to: &Connection,
    select: &str,
    insert: &str,
    after: &mut i64,
    salvaged: &mut Salvaged,
) -> Result<Run, Cause> {
    let Some(mut select) = tolerate(from.prepare(select))? else { return Ok(Run::Broken) };
    let mut insert = to.prepare(insert)?;
    let columns = select.column_count();
    let mut rows = select.query([*after])?;
    loop {
        let row = match tolerate(rows.next())? {
            Some(Some(row)) => row,
            Some(None) => return Ok(Run::Whole),
            None => return Ok(Run::Broken),
        };
        let values = (1..columns).map(|column| row.get(column)).collect::<rusqlite::Result<Vec<Value>>>();
        // Pages that lead back to themselves would go on for ever.
        let number = row.get::<_, i64>(1).ok().filter(|number| (*after + 1..LAST).contains(number));
        let Some(number) = number else { return Ok(Run::Broken) };
        *after = number;
        let sound = row.get::<_, Option<bool>>(0).ok().flatten().unwrap_or(false);
        let taken = values.ok().filter(|_| sound).map(|values| insert.execute(params_from_iter(values)));
        match taken {
            Some(Ok(_)) => salvaged.rows += 1,
            Some(Err(error)) if !is_refused(&error) => return Err(error.into()),
            _ => salvaged.gaps += 1,
        }
    }
}

/// The number after which rows can be read again, found by ever longer steps and then between the last
/// two.
fn next_readable(from: &Connection, table: &NumberedTable, after: i64) -> Result<Option<i64>, Cause> {
    let NumberedTable { name, number, .. } = table;
    let probe =
        format!("SELECT {number} FROM {name} NOT INDEXED WHERE {number} > ?1 ORDER BY {number} LIMIT 1");
    let is_readable = |after: i64| {
        let found = from.query_row(&probe, [after], |row| row.get::<_, i64>(0)).optional();
        Ok::<bool, Cause>(tolerate(found)?.is_some())
    };
    let (mut low, mut step) = (after, 1i64);
    let mut high = loop {
        let next = after.saturating_add(step);
        if is_readable(next)? {
            break next;
        }
        if next >= LAST {
            return Ok(None);
        }
        (low, step) = (next, step * 2);
    };
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if is_readable(middle)? { high = middle } else { low = middle }
    }
    Ok(Some(high))
}

/// The last session and what was opened last: as far as it can be read from either end.
fn take_session(from: &Connection, to: &Connection, salvaged: &mut Salvaged) -> Result<(), Cause> {
    for order in ["ASC", "DESC"] {
        let select = format!("SELECT key, value FROM session WHERE key <> 'seal' ORDER BY key {order}");
        let Some(mut select) = tolerate(from.prepare(&select))? else {
            salvaged.gaps += 1;
            return Ok(());
        };
        let mut rows = select.query([])?;
        loop {
            let row = match tolerate(rows.next())? {
                Some(Some(row)) => row,
                // Read to the end, there is nothing to be had from the other.
                Some(None) => return Ok(()),
                None => break,
            };
            if let (Ok(key), Ok(value)) = (row.get::<_, String>(0), row.get::<_, String>(1)) {
                to.execute("INSERT OR REPLACE INTO session VALUES (?1, ?2)", [key, value])?;
                salvaged.rows += 1;
            }
        }
    }
    salvaged.gaps += 1;
    Ok(())
}

/// `None` in place of an error that is the damaged file's; other errors are passed on.
fn tolerate<T>(read: rusqlite::Result<T>) -> Result<Option<T>, Cause> {
    match read {
        Ok(read) => Ok(Some(read)),
        Err(error) => match Cause::from(error) {
            cause if cause.is_damage() => Ok(None),
            // What stands in a page of another table has other columns and types.
            Cause::Sqlite(
                rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::SqliteFailure(
                    rusqlite::ffi::Error { code: rusqlite::ErrorCode::Unknown, .. },
                    _,
                ),
            ) => Ok(None),
            cause => Err(cause),
        },
    }
}

/// Whether a row is refused for what stands in it.
fn is_refused(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notebook::documents::tests::with_documents;
    use crate::query::{SavedSearch, SearchChange, TypedSearch};

    #[test]
    fn saved_searches_and_what_was_opened_are_taken_over_and_win_over_those_of_the_copy() {
        let (mut from, ids) = with_documents(1);
        let (mut to, _) = with_documents(1);
        let saved = |text: &str| {
            let typed = TypedSearch { text: text.into(), ..TypedSearch::default() };
            SavedSearch { name: "n".into(), typed, ..SavedSearch::default() }
        };
        let save = |text: &str| SearchChange { before: None, after: Some(saved(text)) };
        // Of one name, under another number.
        from.keep_search(&save("other"), "/a").unwrap();
        from.keep_search(&SearchChange { before: Some(saved("other")), after: None }, "/a").unwrap();
        from.keep_search(&save("now"), "/a").unwrap();
        to.keep_search(&save("then"), "/a").unwrap();
        from.keep_opening(ids[0], 3).unwrap();
        let salvaged = salvage(&from.connection, &mut to.connection).unwrap();
        assert_eq!(salvaged.gaps, 0);
        assert_eq!(to.searches("/a").unwrap(), [saved("now")]);
        assert_eq!(to.marks().unwrap().openings.number(ids[0]), Some(3));
    }
}
