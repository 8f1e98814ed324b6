//! One test binary for what no single file can test: how the parts play together.
//!
//! Screens are tested from keys to cells: `harness.rs` drives the real state and the real drawing
//! over an index of the bundled sample, without a terminal.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod browse;
mod cli;
mod correcting;
mod harness;
mod json_contract;
mod layers;
mod pty;
mod reading;
mod sheets;
mod sizes;
mod tickets;
mod upgrade;
