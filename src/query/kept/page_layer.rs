//! What a page shows beside names, hits and highlights: one layer at most, as the reader chooses.
//!
//! Not here: drawing it (`ui::pane::reader`).

use serde::{Deserialize, Serialize};

/// A layer of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageLayer {
    /// Of a copy: what the fullest of the copies has too is dimmed, what is other is marked.
    #[default]
    Copies,
    /// What was read elsewhere is dimmed.
    ReadBefore,
    /// Nothing.
    None,
}

impl PageLayer {
    /// All of them.
    pub const ALL: [PageLayer; 3] = [PageLayer::Copies, PageLayer::ReadBefore, PageLayer::None];

    /// What it is called in the view menu.
    pub fn name(self) -> &'static str {
        match self {
            PageLayer::Copies => "copies: what one says beside the fullest",
            PageLayer::ReadBefore => "read before: what you read elsewhere is dimmed",
            PageLayer::None => "names and hits alone",
        }
    }
}
