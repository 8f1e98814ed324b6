//! Which entities are in which rows, both ways around: as guessed, and where corrections change it.

mod changed_rows;
mod row_entities;

pub(super) use changed_rows::ChangedRows;
pub(super) use row_entities::RowEntities;
