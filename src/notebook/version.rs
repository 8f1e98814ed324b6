//! The versions of the notebook: the SQL that leads to each, and of which one a notebook is. What the tables
//! mean is said in that SQL; a step that has been released never changes.
//!
//! Not here: taking the steps (`migrate`).

use rusqlite::Connection;

use super::error::Cause;

/// The SQL that leads from each version to the next; the first makes version 1 of nothing.
pub(super) const STEPS: [&str; 7] = [
    include_str!("v1.sql"),
    include_str!("v2.sql"),
    include_str!("v3.sql"),
    include_str!("v4.sql"),
    include_str!("v5.sql"),
    include_str!("v6.sql"),
    include_str!("v7.sql"),
];

/// So many steps ahead no version of the program is: the number is damaged.
const FAR: u32 = 1_000;

/// Fails when the notebook is of a version beyond the last of `steps`. Writes nothing.
pub(super) fn check(connection: &Connection, steps: &[&str]) -> Result<u32, Cause> {
    let version = version(connection)?;
    let known = steps.len() as u32;
    if version > known.saturating_add(FAR) {
        return Err(Cause::Damaged(format!("its version is {version}")));
    }
    if version > known { Err(Cause::Newer(version, known)) } else { Ok(version) }
}

/// The version of a notebook; 0 before anything is written.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<u32> {
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(u32::try_from(version).unwrap_or(u32::MAX))
}
