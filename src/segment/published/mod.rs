//! The date of publication of a document. Each line is looked at once (`collect`): those near the
//! headline and after the text (`outside_body`, `label`) and those of the body (`in_body`) give
//! candidates for the date (`candidate`) and other evidence (`evidence`), as do the format and the
//! address (`declared`). One candidate is chosen (`choice`, `weights`), sure if it is conclusive
//! (`conclusive`; there is no finer confidence); missing years are inferred (`inferred_year`), the day on which a
//! page was fetched bounds it (`captured`), and the documents of one file bound each other's dates (`file_order`).
//!
//! Not here: finding dates in a text (`date_text`).

mod candidate;
pub mod captured;
pub mod choice;
mod collect;
pub mod conclusive;
pub mod context;
mod declared;
pub mod evidence;
pub mod file_order;
mod in_body;
mod inferred_year;
mod label;
mod outside_body;
mod weights;

#[cfg(test)]
mod tests;
