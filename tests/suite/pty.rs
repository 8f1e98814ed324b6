//! A few runs in a real pseudo-terminal.
