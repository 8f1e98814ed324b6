//! What is done with the names of a document once they are found: their exact bounds (`bounds`), the
//! role beside a person (`roles`), whether an organisation is only cited (`citation`), and the key
//! each has, short forms resolved (`short_forms`).
//!
//! Not here: finding them (`rules`, `model`); which keys of several documents are one entity
//! (`resolve`).

mod bounds;
mod citation;
mod roles;
pub mod short_forms;

pub use bounds::mend;
pub use citation::is_cited;
pub use roles::roles;
