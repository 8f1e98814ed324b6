//! One test binary for what no single file can test: how the parts play together.
//!
//! Screens are tested from keys to cells: `harness.rs` drives the real state and the real drawing
//! over an index of the bundled sample, without a terminal.

// The floors print the figures they hold.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

mod accuracy;
mod apart;
mod beside;
mod browse;
mod cli;
mod colours;
mod copies;
mod correcting;
mod damage;
mod documents;
mod dossiers;
mod files;
mod finding;
mod formats;
mod gallery;
mod harness;
mod house;
mod identifiers;
mod json_contract;
mod keeping;
mod layers;
mod name_lists;
mod notes;
mod noting;
mod overview;
mod page;
mod pty;
mod queries;
mod read_folder;
mod reading;
mod reference;
mod resuming;
mod scans;
#[path = "../scoring/mod.rs"]
mod scoring;
mod searches;
mod seen;
mod selecting;
mod sheets;
mod sizes;
mod sources;
mod stories;
mod story_rows;
mod tables;
mod tasks;
mod threads;
mod tickets;
mod training;
mod tutor;
mod unread;
mod upgrade;
mod wall;
mod words;
