//! Stands for the state and its drawing until they are there.

pub mod app {
    use crate::app::key::{Code, Key};
    pub use crate::app::*;

    #[derive(Default)]
    pub struct App {
        pub size: (u16, u16),
        pub at: usize,
        pub text: String,
    }

    impl App {
        pub fn start(&mut self) -> Vec<Effect> {
            Vec::new()
        }
    }

    pub fn update(app: &mut App, message: Message) -> Vec<Effect> {
        match message {
            Message::Resize(w, h) => app.size = (w, h),
            Message::Terminate => return vec![Effect::Quit],
            Message::Key(key) if key == Key::ctrl('z') => return vec![Effect::Suspend],
            Message::Key(key) if key == Key::ctrl('c') || key == Key::plain(Code::Char('q')) => {
                return vec![Effect::Quit];
            }
            Message::Key(key) if key == Key::plain(Code::Char('j')) => app.at += 1,
            Message::Key(key) if key == Key::plain(Code::Char('!')) => panic!("asked for"),
            other => app.text = format!("{other:?}"),
        }
        Vec::new()
    }
}

pub mod ui {
    use ratatui::text::Line;

    #[derive(Clone, Copy, Debug, PartialEq)]
    pub enum Background {
        Dark,
        Light,
    }
    pub struct Theme(pub String);
    impl Theme {
        pub fn named(name: &str, background: Background, colours: bool) -> Option<Theme> {
            Some(Theme(format!("{name} {background:?} {colours}")))
        }
    }
    pub fn view(app: &super::app::App, theme: &Theme, frame: &mut ratatui::Frame) {
        let area = frame.area();
        for y in 0..app.size.1.min(area.height) {
            let row = ratatui::layout::Rect { y, height: 1, ..area };
            let text = if y == 0 {
                format!("{} {}", theme.0, app.text)
            } else {
                format!("row {}", app.at + usize::from(y))
            };
            frame.render_widget(Line::raw(text), row);
        }
    }
}
