//! Tests of runs: over folders that change (`run`), and over documents that were corrected (`corrected`) or belong to a corrected folder (`folder_rules`).

mod corrected;
mod folder_rules;
mod run;
