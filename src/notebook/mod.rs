//! What the reader made, in SQLite: document ids, read marks, stars, positions, sessions. It is
//! migrated, never rebuilt; what can be derived from the files is in `index`.
