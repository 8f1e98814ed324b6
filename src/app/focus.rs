//! Which view is open (browsing or reading), and which pane has the keyboard focus.

use super::input::command::Scope;

/// What the screen is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// List, preview and filters.
    Browse,
    /// The page takes the middle.
    Read,
}

/// The pane that has the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The document list.
    List,
    /// The page, or its preview.
    Reader,
    /// The filter pane.
    Filters,
}

impl Focus {
    /// Whose keys are valid.
    pub fn scope(self) -> Scope {
        match self {
            Focus::List => Scope::List,
            Focus::Reader => Scope::Reader,
            Focus::Filters => Scope::Filters,
        }
    }
}
