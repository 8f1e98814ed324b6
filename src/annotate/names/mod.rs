//! What is done with names once they are found: correcting their bounds (`bounds`, `trim`), what capitals hide in a headline (`headline`), dropping what is none
//! (`sift`, `other_uses`, `personhood`), full names that are written in another way (`composed`), the role beside a
//! person (`roles`), whether an organisation is only cited (`citation`), and the key of each, with short
//! forms resolved (`short_forms`).
//!
//! Not here: finding names (`rules`, `model`); which keys of several documents are one entity
//! (`resolve`).

mod bounds;
mod citation;
mod composed;
mod headline;
mod name_view;
mod other_uses;
mod personhood;
mod roles;
pub mod short_forms;
mod sift;
mod trim;

pub use bounds::mend;
pub use citation::is_cited;
pub use composed::{add_listed_people, full_names};
pub use headline::read_headlines;
pub use other_uses::heed_other_uses;
pub use personhood::doubt_people;
pub use roles::roles;
pub use sift::sift;
