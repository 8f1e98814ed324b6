//! Draws the state. Pure: what is seen depends on [`App`](crate::app::App) and [`Theme`] alone, and only
//! what is visible is drawn. What is shown where is decided in `app`; this folder mirrors its folders
//! and file names.
//!
//! `view` draws the whole screen from `header`, `pane`, `screens`, `status` and `popup`; they write rows
//! with `pen` and `frame`, in styles of `theme`; `announcement` says what is missing; `format`, `entity` and `histogram` make the texts.

mod announcement;
mod entity;
mod format;
mod frame;
mod header;
mod histogram;
mod pane;
mod pen;
mod popup;
mod screens;
mod status;
mod theme;
mod tutor;
mod view;
mod window_title;

pub use theme::{Background, Palette, Role, Theme};
pub use view::view;
pub use window_title::window_title;
