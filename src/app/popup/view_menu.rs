//! The menu of how things are shown: what is marked, and the themes, each of which is seen while one moves over it.
//!
//! Not here: what a choice does (`choose`), and what a theme is (`ui::theme`).

use super::picker::{Choice, Entry, Picker, PickerPurpose};
use crate::app::state::{App, Overlay};
use crate::model::ListName;
use crate::query::{PageLayer, RowHeight};

impl App {
    /// The name of the theme to draw in: in the menu the one under the cursor, so that it is seen before it is
    /// chosen; else the chosen one.
    pub fn theme(&self) -> &str {
        let previewed = match &self.overlay {
            Some(Overlay::Picker(picker)) => picker.chosen().and_then(|entry| match entry.choice {
                Choice::Theme(name) => Some(name),
                _ => None,
            }),
            _ => None,
        };
        previewed.unwrap_or(&self.settings.theme)
    }

    /// Whether nothing is drawn in colour, so that signs must say what colours would.
    pub(in crate::app) fn is_without_colour(&self) -> bool {
        self.settings.mono || self.theme() == "plain"
    }

    /// Opens themes and marks.
    pub(in crate::app) fn choose_view(&mut self) {
        let entry = |group: &'static str, label: &str, detail: &str, choice| Entry {
            group: group.into(),
            label: label.into(),
            detail: detail.into(),
            right: String::new(),
            choice,
        };
        let state = |on: bool| if on { "on" } else { "off" };
        let mut names = state(self.settings.names).to_owned();
        if !self.settings.lists.is_empty() {
            let lists: Vec<&str> = self.settings.lists.iter().map(ListName::as_str).collect();
            names.push_str(&format!("; underlined and italic: {}", lists.join(", ")));
        }
        let mut entries = vec![
            entry("MARKS", "names", &names, Choice::ToggleNames),
            entry("MARKS", "dates and quantities", state(self.settings.amounts), Choice::ToggleAmounts),
            entry(
                "MARKS",
                "e-mail, phones, IBANs",
                state(self.settings.identifiers),
                Choice::ToggleIdentifiers,
            ),
        ];
        entries.extend(PageLayer::ALL.map(|layer| {
            let now = if self.settings.layer == layer { "now" } else { "" };
            entry("PAGE", layer.name(), now, Choice::Layer(layer))
        }));
        entries.push(entry(
            "LIST",
            "threads of mails in one row",
            state(self.settings.threads),
            Choice::ToggleThreads,
        ));
        entries.push(entry("LIST", "copies in one row", self.settings.copies.name(), Choice::NextCopyRows));
        entries.extend(RowHeight::ALL.map(|rows| {
            let now = if self.settings.rows == rows { "now" } else { "" };
            entry("LIST", rows.name(), now, Choice::Rows(rows))
        }));
        let now = self.settings.theme.as_str();
        entries.extend(self.settings.themes.iter().map(|theme| {
            let words = [if theme.name == now { "now" } else { "" }, theme.about];
            let words: Vec<&str> = words.into_iter().filter(|words| !words.is_empty()).collect();
            entry("THEME", theme.name, &words.join("; "), Choice::Theme(theme.name))
        }));
        let title = "View   person underlined · organisation bold · place italic";
        let picker = Picker::new(PickerPurpose::View, title, entries);
        let is_now = |entry: &Entry| matches!(entry.choice, Choice::Theme(name) if name == now);
        self.overlay = Some(Overlay::Picker(picker.opened_on(is_now)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::input::keymap::Keymap;
    use crate::app::message::{Message, Session};
    use crate::app::popup::picker::ThemeChoice;
    use crate::app::preferences::Settings;
    use crate::app::update;

    #[test]
    fn a_theme_is_seen_while_the_cursor_is_on_it_and_kept_when_it_is_chosen() {
        let theme = |name| ThemeChoice { name, about: "" };
        let themes = vec![theme("auto"), theme("dark"), theme("light")];
        let settings = Settings { themes, ..Settings::default() };
        let mut app = App::new(Keymap::built_in().unwrap(), settings, Session::default(), (80, 24));
        let mut seen = Vec::new();
        for key in ["V", "down", "down", "esc", "V", "down", "up", "up", "V", "esc", "V", "down", "enter"] {
            update(&mut app, Message::Key(key.parse().unwrap()));
            seen.push(app.theme().to_owned());
        }
        let auto = ["auto"; 5];
        assert_eq!(seen[..5], ["auto", "dark", "light", auto[0], auto[0]]);
        assert_eq!(seen[5..8], ["dark", "auto", "auto"], "a line that is no theme shows what is chosen");
        assert_eq!(seen[10..], ["auto", "dark", "dark"]);
        assert_eq!(app.settings.theme, "dark");
    }
}
