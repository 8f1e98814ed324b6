//! The menu of how things are shown: what is marked, and the themes, each of which is seen while one moves over it.
//!
//! Not here: what a choice does (`choose`), and what a theme is (`ui::theme`).

use super::picker::{Choice, Entry, Picker, PickerPurpose};
use crate::app::input::keymap::Keymap;
use crate::app::message::Effect;
use crate::app::preferences::Settings;
use crate::app::state::{App, Overlay};
use crate::model::ListName;
use crate::query::{CopyRows, PageLayer, RowHeight, StoryRows};

/// The headings of the menu, which say how their lines are chosen.
const SWITCHES: &str = "SHOWN · each on or off";
const ROWS: &str = "ROWS OF THE LIST · one of these";
const LAYERS: &str = "ON A PAGE, BESIDE NAMES · one of these";
const COPIES: &str = "COPIES OF A TEXT · one of these";
const STORIES: &str = "REPORTS OF A STORY · one of these";
const THEMES: &str = "THEME · seen while you move";

impl App {
    /// The name of the theme to draw in: in the menu the one under the cursor, so that it is seen before it is
    /// chosen; else the chosen one.
    pub fn theme(&self) -> &str {
        let previewed = match &self.overlay {
            Some(Overlay::Picker(picker)) => picker.chosen().and_then(|entry| match &entry.choice {
                Choice::Theme(name) => Some(name.as_ref()),
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

    /// Opens the menu.
    pub(in crate::app) fn choose_view(&mut self) {
        let entries = self.view_entries();
        let now = self.settings.theme.as_str();
        let is_now = |entry: &Entry| matches!(&entry.choice, Choice::Theme(name) if name == now);
        let picker = Picker::new(PickerPurpose::View, "View", entries).opened_on(is_now);
        self.overlay = Some(Overlay::Picker(picker));
    }

    /// The lines of the menu: switches, each for itself, and groups of which one is chosen.
    fn view_entries(&self) -> Vec<Entry> {
        let settings = &self.settings;
        let entry = |group: &'static str, sign: &str, label: &str, detail: &str, choice| Entry {
            group: group.into(),
            label: format!("{sign} {label}"),
            detail: detail.into(),
            right: String::new(),
            choice,
        };
        let switch = |on: bool| if on { "[✓]" } else { "[ ]" };
        let one = |chosen: bool| if chosen { "(•)" } else { "( )" };
        let mut legend = "person underlined, org. bold, place italic".to_owned();
        if !settings.lists.is_empty() {
            let lists: Vec<&str> = settings.lists.iter().map(ListName::as_str).collect();
            legend.push_str(&format!("; both: {}", lists.join(", ")));
        }
        let (names, amounts) = (switch(settings.names), switch(settings.amounts));
        let (identifiers, threads) = (switch(settings.identifiers), switch(settings.threads));
        let mut entries = vec![
            entry(SWITCHES, names, "names", &legend, Choice::ToggleNames),
            entry(SWITCHES, amounts, "dates and quantities", "", Choice::ToggleAmounts),
            entry(SWITCHES, identifiers, "e-mail, phones, IBANs", "", Choice::ToggleIdentifiers),
            entry(SWITCHES, threads, "mail threads in one row", "", Choice::ToggleThreads),
        ];
        entries.extend(RowHeight::ALL.map(|rows| {
            let (name, about) = rows.name().split_once(": ").unwrap_or((rows.name(), ""));
            entry(ROWS, one(settings.rows == rows), name, about, Choice::Rows(rows))
        }));
        entries.extend(PageLayer::ALL.map(|layer| {
            let (name, about) = layer.name().split_once(": ").unwrap_or((layer.name(), ""));
            entry(LAYERS, one(settings.layer == layer), name, about, Choice::Layer(layer))
        }));
        entries.extend(CopyRows::ALL.map(|copies| {
            let (name, about) = copies.name().split_once(": ").unwrap_or((copies.name(), ""));
            entry(COPIES, one(settings.copies == copies), name, about, Choice::Copies(copies))
        }));
        entries.extend(StoryRows::ALL.map(|stories| {
            let (name, about) = stories.name().split_once(": ").unwrap_or((stories.name(), ""));
            entry(STORIES, one(settings.stories == stories), name, about, Choice::Stories(stories))
        }));
        entries.extend(settings.themes.iter().map(|theme| {
            let choice = Choice::Theme(theme.name.clone());
            entry(THEMES, one(theme.name == settings.theme), &theme.name, &theme.about, choice)
        }));
        entries
    }

    /// Shows things as was chosen, and keeps that. A switch leaves the menu open for the next one.
    pub(super) fn change_view(&mut self, mut picker: Picker, choice: Choice, effects: &mut Vec<Effect>) {
        let settings = &mut self.settings;
        let is_switch = match choice {
            Choice::Theme(name) => {
                settings.theme = name.into_owned();
                false
            }
            Choice::Rows(rows) => {
                settings.rows = rows;
                false
            }
            Choice::Layer(layer) => {
                settings.layer = layer;
                false
            }
            Choice::Copies(copies) => {
                settings.copies = copies;
                self.ask(true, effects);
                self.refresh_screens(effects);
                false
            }
            Choice::Stories(stories) => {
                settings.stories = stories;
                self.ask(true, effects);
                false
            }
            Choice::ToggleNames => {
                settings.names = !settings.names;
                true
            }
            Choice::ToggleAmounts => {
                settings.amounts = !settings.amounts;
                true
            }
            Choice::ToggleIdentifiers => {
                self.toggle_identifiers();
                true
            }
            Choice::ToggleThreads => {
                settings.threads = !settings.threads;
                self.ask(true, effects);
                true
            }
            _ => return,
        };
        effects.push(Effect::KeepView(Box::new(self.settings.kept_view())));
        if is_switch {
            picker.entries = self.view_entries();
            self.overlay = Some(Overlay::Picker(picker));
        }
    }

    /// Takes the settings and keys of files that were written anew, and says what is wrong in them.
    pub(in crate::app) fn follow_settings(
        &mut self,
        settings: Settings,
        keymap: Keymap,
        faults: &[String],
        effects: &mut Vec<Effect>,
    ) {
        let identifiers = self.settings.identifiers;
        self.settings.follow(settings);
        (self.keys.map, self.keys.pending) = (keymap, Vec::new());
        if identifiers != self.settings.identifiers {
            self.show_identifiers();
            self.reader.leave_unnamed();
        }
        self.ask(true, effects);
        match faults {
            [] => self.notify("settings and keys were read again"),
            [first, ..] => self.notify_failure(first.clone()),
        }
    }

    /// Marks and lists identifiers, or no longer; a cursor on one is then on nothing.
    fn toggle_identifiers(&mut self) {
        self.settings.identifiers = !self.settings.identifiers;
        self.show_identifiers();
        let height = usize::from(self.panes.filter_lines().height);
        self.sidebar.clamp(&self.search.filters, height);
        self.reader.leave_unnamed();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::message::{Message, Session};
    use crate::app::popup::picker::ThemeChoice;
    use crate::app::preferences::Settings;
    use crate::app::update;

    #[test]
    fn a_theme_is_seen_while_the_cursor_is_on_it_and_kept_when_it_is_chosen() {
        let theme = |name: &'static str| ThemeChoice { name: name.into(), about: "".into() };
        let themes = ["auto", "dark", "light"].map(theme).to_vec();
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

    #[test]
    fn a_switch_leaves_the_menu_open_and_every_choice_is_kept() {
        let settings = Settings::default();
        let mut app = App::new(Keymap::built_in().unwrap(), settings, Session::default(), (80, 24));
        let mut kept = Vec::new();
        for key in ["V", "enter", "down", "enter", "down", "down", "down", "down", "enter"] {
            let effects = update(&mut app, Message::Key(key.parse().unwrap()));
            kept.extend(effects.into_iter().filter_map(|effect| match effect {
                Effect::KeepView(kept) => Some(kept.chosen),
                _ => None,
            }));
        }
        assert!(app.overlay.is_none(), "one of several is chosen, and the menu closes");
        let [first, second, third] = &kept[..] else { panic!("{kept:?}") };
        assert!(!first.names && !first.amounts && second.amounts, "{kept:?}");
        assert_eq!((third.rows, app.settings.rows), (RowHeight::ALL[1], RowHeight::ALL[1]));
    }
}
