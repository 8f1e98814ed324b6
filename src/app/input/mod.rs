//! What keys mean: keys (`key`), the table of commands (`command`), which
//! chord stands for which command (`keymap`). What a command does is in `perform`; prompts and
//! pickers have fixed keys of their own, in `popup`.

pub mod command;
pub mod key;
pub mod keymap;
