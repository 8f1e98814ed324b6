//! A terminal reader for a pile of documents.
//!
//! ```text
//! folder ─walk→ SourceFile ─extract→ Extract ─segment→ [Document] ─annotate→ Document + [Mention]
//!                                                                                │
//!            index (tantivy) ◀── one writer (ingest) ──── keys ─ resolve → entities ◀─ corrections
//!                  │
//!                  ▼
//! cli ─ Question → engine → Answer      notebook (SQLite) ◀── what the reader does
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
//! The modules use each other in one direction only, and `tests/suite/layers.rs` holds them to
//! it: `terminal`, `cli` → `ui` → `app` → the pure ground; `terminal`, `cli` → `engine` → `ingest` →
//! `extract`, `segment`, `annotate`, `resolve`, `index`, `notebook` → the pure ground. The pure
//! ground is [`model`] (the nouns), [`text`] (words, cells, the escape wall), [`query`] and [`sequence`]
//! (labelling lines and words by what was learned).
//!
//! [`Answer`]: query::Answer
//! [`Question`]: query::Question
//! [`Engine::answer`]: engine::Engine::answer

pub mod annotate;
pub mod app;
pub mod cli;
pub mod config;
pub mod engine;
pub mod entity;
pub mod extract;
pub mod index;
pub mod ingest;
pub mod model;
pub mod notebook;
pub mod paths;
pub mod query;
pub mod resolve;
pub mod sample;
pub mod segment;
pub mod sequence;
pub mod terminal;
pub mod text;
pub mod ui;
