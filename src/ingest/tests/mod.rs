//! Tests of runs: over folders that change (`run`), and over documents that were corrected (`corrected`).

mod corrected;
mod run;
