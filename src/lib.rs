//! Perusal, a terminal reader for a collection of documents: it indexes a folder, recognises the names
//! in it, and searches it.
//!
//! ```text
//! folder ─walk→ SourceFile ─extract→ Extract ─segment→ [Document] ─annotate→ Document + [Mention]
//!                                                                                │
//!            index (tantivy) ◀── one writer (ingest) ──── keys ─ resolve → entities ◀─ corrections
//!                  │
//!                  ▼
//! cli ─ Question → engine → Answer      notebook (SQLite) ◀── what the user does
//!          ▲                  │            ▲
//!          └───────── workers ┼────────────┘◀─── Effect ────┐
//!                             ▼                             │
//! keys ─→ Message ─ queue → app::update(&mut App, Message) ─┘
//!                             └──→ ui::view(&App, &Theme, &mut Frame) → terminal
//! ```
//!
//! Everything that the screen, the command line and the tests know of a collection is the [`Answer`] to
//! a [`Question`]; [`Engine::answer`] answers all of them, and no type of the index is known above it.
//!
//! The modules use each other in one direction only, which `tests/suite/layers.rs` checks: `terminal`,
//! `cli` → `ui` → `app` → the base; `terminal`, `cli` → `engine` → `ingest` → `extract`, `segment`,
//! `annotate`, `resolve`, `index`, `notebook` → the base. The base is pure: [`model`] (data types),
//! [`text`] (words, cells, sanitising), [`compare`] (documents beside each other), [`export`] (pieces as files), [`lexicon`] (word and name lists), [`query`], [`mail`] (headers of
//! mail), [`sequence`] (labelling lines and words with learned models) and [`weights`] (weights set by hand).
//!
//! [`Answer`]: query::Answer
//! [`Question`]: query::Question
//! [`Engine::answer`]: engine::Engine::answer

pub mod annotate;
pub mod app;
pub mod cli;
pub mod compare;
pub mod config;
pub mod engine;
pub mod entity;
pub mod export;
pub mod extract;
pub mod index;
pub mod ingest;
pub mod lexicon;
pub mod mail;
pub mod mapped;
pub mod model;
pub mod notebook;
pub mod paths;
pub mod query;
pub mod resolve;
pub mod run_log;
pub mod sample;
pub mod segment;
pub mod sequence;
pub mod small_file;
pub mod terminal;
pub mod text;
pub mod ui;
pub mod weights;
