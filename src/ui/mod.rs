//! Draws the state. Pure: what is seen depends on [`App`](crate::app::App) and [`Theme`] alone, and only
//! what is visible is drawn. What is shown where is decided in `app`; this folder mirrors its folders
//! and file names.
//!
//! `view` draws the whole screen from `header`, `pane`, `screens`, `status` and `popup`; they write rows
//! with `pen` and `frame`, in styles of `theme`; `announcement` says what is missing; `format`, `entity` and `histogram` make the texts.

mod announcement;
mod entity;
mod finish;
mod format;
mod frame;
mod header;
mod histogram;
mod links;
mod month_bars;
mod pane;
mod pen;
mod popup;
mod screens;
mod status;
mod theme;
mod tutor;
mod view;
mod window_title;

pub use links::{ScreenLink, links};
pub use theme::{OwnTheme, Palette, Rgb, Role, TerminalColours, Theme, theme_choices};
pub use view::view;
pub use window_title::window_title;
