//! What the program says of itself and of the machine it runs on: completions for shells, manual pages, settings, and
//! whether all is well.

mod completions;
mod config;
mod doctor;
mod manual;
mod markdown;
mod reference;

pub use completions::{CompletionArguments, completions};
pub use config::{ConfigArguments, config};
pub use doctor::{DoctorArguments, doctor};
pub use manual::{ManualArguments, manual};
