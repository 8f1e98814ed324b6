//! A prompt, the line one types a search or a name into: its editing keys, its history, and the
//! completions it offers.

use tui_input::Input;

use super::completions::{Completions, completed_query};
pub use super::editing::{FULL, PromptOutcome, edit, paste};
use super::note_draft::{Draft, completed_tag, unfinished_tag};
use crate::app::correct::CorrectionTarget;
use crate::app::input::key::{Key, KeyCode};
use crate::app::put::DossierPrompt;
use crate::model::{DocumentId, ListName};
use crate::query::{CompletedBy, Completion, CorrectedPart, Facet, Unfinished, fields_beginning, unfinished};
use crate::text::fold::fold;

/// A line being typed.
#[derive(Debug)]
pub struct Prompt {
    /// What is typed.
    pub purpose: PromptPurpose,
    /// The text and the place in it.
    pub input: Input,
    /// The entity that the text corrects.
    pub(in crate::app) target: Option<Box<CorrectionTarget>>,
    /// What is written, and about what, where it is a note or tags.
    pub draft: Option<Box<Draft>>,
    /// The document of which the text says something.
    pub(in crate::app) document: Option<DocumentId>,
    /// What to go back to on Esc.
    pub before: BeforePrompt,
    /// Names that complete what is typed.
    pub completions: Completions,
    /// The text is from before: typing replaces it, unless the cursor is moved in it first.
    pub selected: bool,
    /// The place in the history, counted from the latest; `None` for what is typed now.
    at: Option<usize>,
    /// What was typed before the history was called up.
    typed: String,
    /// What the searches have that are called up.
    wanted: Option<String>,
}

/// What is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromptPurpose {
    /// A search in the collection.
    Collection,
    /// A search in the document being read.
    Text,
    /// The new name of an entity.
    Rename,
    /// The name of another entity that is the same.
    Merge,
    /// The name under which the search on the screen is saved.
    SaveSearch,
    /// Another name of a saved search.
    RenameSearch,
    /// A file with names, or an own list.
    Names,
    /// A note.
    Note,
    /// Tags to be given and taken away.
    Tags,
    /// What a part of a document is.
    Part(CorrectedPart),
    /// Something about a dossier.
    Dossier(DossierPrompt),
    /// A folder or file to open in place of what is open.
    Folder,
}

/// The state when the prompt was opened.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BeforePrompt {
    /// The text searched for.
    pub text: String,
    /// The document selected.
    pub selected: Option<DocumentId>,
    /// The byte at the upper edge of the page.
    pub offset: Option<usize>,
}

impl Prompt {
    /// A prompt holding what was searched for before.
    pub fn new(purpose: PromptPurpose, before: BeforePrompt) -> Prompt {
        let input = Input::new(before.text.clone());
        let selected = !before.text.is_empty();
        Prompt {
            purpose,
            input,
            target: None,
            draft: None,
            document: None,
            before,
            completions: Completions::default(),
            selected,
            at: None,
            typed: String::new(),
            wanted: None,
        }
    }

    /// Carries out a key; the own lists are fields of a query.
    pub fn press(&mut self, key: Key, history: &[String], lists: &[ListName]) -> PromptOutcome {
        match key {
            Key { code: KeyCode::Enter, .. } => return self.accept(lists),
            Key { code: KeyCode::Esc, .. } => return PromptOutcome::Cancelled,
            Key { code: KeyCode::Tab, .. } => return self.complete(lists),
            // Through the names offered first, then through the history.
            Key { code: KeyCode::Up, .. } if self.completions.step(false) => return PromptOutcome::Unchanged,
            Key { code: KeyCode::Down, .. } if self.at.is_none() && self.completions.step(true) => {
                return PromptOutcome::Unchanged;
            }
            Key { code: KeyCode::Up, .. } => return self.recall(1, history),
            Key { code: KeyCode::Down, .. } => return self.recall(-1, history),
            key if key == Key::ctrl('r') => return self.recall_wanted(history),
            _ => {}
        }
        if self.wanted.take().is_some() {
            self.at = None;
        }
        let erases = key.code == KeyCode::Backspace;
        if std::mem::take(&mut self.selected) && (erases || key.typed().is_some()) {
            self.input = Input::default();
            edit(&mut self.input, key);
            return PromptOutcome::Changed;
        }
        edit(&mut self.input, key)
    }

    /// Keeps what is typed; of folders the one that was moved to.
    fn accept(&mut self, lists: &[ListName]) -> PromptOutcome {
        if self.purpose == PromptPurpose::Folder && self.completions.get().is_some() {
            self.complete(lists);
        }
        PromptOutcome::Accepted
    }

    /// Takes the chosen name over into what is typed.
    fn complete(&mut self, lists: &[ListName]) -> PromptOutcome {
        let query = self.input.value();
        if let Some(common) = self.completions.common() {
            // Of several that begin so one has to be chosen, or more typed.
            let goes_on = common.chars().count() > query.chars().count();
            let common = common.to_owned();
            return if goes_on { self.take(common) } else { PromptOutcome::Unchanged };
        }
        let Some(completion) = self.completions.get() else { return PromptOutcome::Unchanged };
        let tag = |among_words| unfinished_tag(query, among_words).map_or(query.len(), |(start, _)| start);
        let text = match (self.purpose, unfinished(query, lists)) {
            (PromptPurpose::Collection, Some(typed)) => completed_query(query, &typed, completion),
            (PromptPurpose::Merge | PromptPurpose::Folder, _) => completion.name.clone(),
            (PromptPurpose::Note, _) => completed_tag(query, tag(true), &completion.name),
            (PromptPurpose::Tags, _) => completed_tag(query, tag(false), &completion.name),
            _ => return PromptOutcome::Unchanged,
        };
        self.take(text)
    }

    /// Puts a text in the place of what is typed, for which other names are to be offered.
    fn take(&mut self, text: String) -> PromptOutcome {
        self.replace(text);
        self.completions = Completions::default();
        PromptOutcome::Changed
    }

    /// Whether Tab takes the words that may have been meant. Names that are offered go before them, unless these
    /// words are `shown` already.
    pub fn takes_words(&self, shown: bool) -> bool {
        self.purpose == PromptPurpose::Collection && (shown || self.completions.get().is_none())
    }

    /// Puts another text in the place of what is typed.
    pub fn replace(&mut self, text: String) {
        self.input = Input::new(text);
        self.selected = false;
    }

    /// What names or values are to be offered for.
    pub fn unfinished(&self, lists: &[ListName]) -> Option<Unfinished> {
        let text = self.input.value();
        match self.purpose {
            PromptPurpose::Collection => unfinished(text, lists),
            PromptPurpose::Merge => Some(text).filter(|text| !text.trim().is_empty()).map(|text| {
                Unfinished { start: 0, field: None, by: CompletedBy::Names(None), value: text.to_owned() }
            }),
            PromptPurpose::Text
            | PromptPurpose::Rename
            | PromptPurpose::SaveSearch
            | PromptPurpose::RenameSearch
            | PromptPurpose::Names
            | PromptPurpose::Note
            | PromptPurpose::Tags
            | PromptPurpose::Dossier(_)
            | PromptPurpose::Folder
            | PromptPurpose::Part(_) => None,
        }
    }

    /// The tag that is being typed, which the collection does not know.
    pub fn unfinished_tag(&self, lists: &[ListName]) -> Option<String> {
        let text = self.input.value();
        match self.purpose {
            PromptPurpose::Note => unfinished_tag(text, true).map(|(_, typed)| typed),
            PromptPurpose::Tags => unfinished_tag(text, false).map(|(_, typed)| typed),
            _ => {
                let of_tags = |typed: &Unfinished| typed.by == CompletedBy::Values(Facet::Tag);
                self.unfinished(lists).filter(of_tags).map(|typed| typed.value)
            }
        }
    }

    /// Offers what was found, and the fields that a plain word may become.
    pub fn offer(&mut self, found: Vec<Completion>, lists: &[ListName]) {
        let mut offered = found;
        let typed = self.unfinished(lists).filter(|_| self.purpose == PromptPurpose::Collection);
        if let Some(Unfinished { field: None, value, .. }) = typed {
            let field = |name| Completion { kind: None, name, documents: 0 };
            offered.extend(fields_beginning(&value, lists).into_iter().map(field));
        }
        self.completions = Completions::new(offered);
    }

    /// Inserts a pasted text; whether all of it fits.
    pub fn paste(&mut self, text: &str) -> bool {
        if std::mem::take(&mut self.selected) {
            self.input = Input::default();
        }
        paste(&mut self.input, text)
    }

    /// Whether what was searched for before can be called up.
    pub fn has_history(&self) -> bool {
        matches!(self.purpose, PromptPurpose::Collection | PromptPurpose::Text)
    }

    fn recall(&mut self, by: isize, history: &[String]) -> PromptOutcome {
        if !self.has_history() {
            return PromptOutcome::Unchanged;
        }
        let at = self.at.map_or(0, |at| at + 1).saturating_add_signed(by);
        if at > history.len() {
            return PromptOutcome::Unchanged;
        }
        if self.at.is_none() {
            self.typed = self.input.value().to_owned();
        }
        self.at = at.checked_sub(1);
        self.wanted = None;
        let text = self.at.and_then(|at| history.iter().rev().nth(at)).unwrap_or(&self.typed);
        self.input = Input::new(text.clone());
        self.selected = false;
        PromptOutcome::Changed
    }
}

impl Prompt {
    /// Calls up the latest search that has what was typed; again the one before it that has.
    fn recall_wanted(&mut self, history: &[String]) -> PromptOutcome {
        if !self.has_history() {
            return PromptOutcome::Unchanged;
        }
        if self.at.is_none() {
            self.typed = self.input.value().to_owned();
        }
        // A text from before is not what is looked for.
        let typed = || if self.selected { String::new() } else { fold(self.input.value()) };
        let wanted = self.wanted.take().unwrap_or_else(typed);
        let earlier = history.iter().rev().enumerate().skip(self.at.map_or(0, |at| at + 1));
        let has = |text: &String| fold(text).contains(&wanted) && text != self.input.value();
        let found = earlier.filter(|(_, text)| has(text)).map(|(at, text)| (at, text.clone())).next();
        self.wanted = Some(wanted);
        let Some((at, text)) = found else { return PromptOutcome::NoEarlier };
        self.at = Some(at);
        self.replace(text);
        PromptOutcome::Changed
    }
}

#[cfg(test)]
mod tests {
    use super::super::editing::LONGEST;
    use super::*;

    fn press(prompt: &mut Prompt, keys: &str, history: &[String]) -> PromptOutcome {
        let presses = keys.split(' ').map(|key| prompt.press(key.parse().unwrap(), history, &[]));
        presses.last().unwrap()
    }

    #[test]
    fn typed_keys_never_act_as_commands() {
        let mut prompt = Prompt::new(PromptPurpose::Collection, BeforePrompt::default());
        assert_eq!(press(&mut prompt, "q j : ? space x", &[]), PromptOutcome::Changed);
        assert_eq!(prompt.input.value(), "qj:? x");
        assert_eq!(press(&mut prompt, "ctrl-w ctrl-u a", &[]), PromptOutcome::Changed);
        assert_eq!(prompt.input.value(), "a");
        assert_eq!(press(&mut prompt, "left", &[]), PromptOutcome::Unchanged);
    }

    #[test]
    fn a_paste_goes_in_at_the_cursor_on_one_line_and_not_without_end() {
        let mut prompt = Prompt::new(
            PromptPurpose::Collection,
            BeforePrompt { text: "ab".into(), ..BeforePrompt::default() },
        );
        press(&mut prompt, "left", &[]);
        prompt.paste("x\ny\u{1b}");
        assert_eq!(prompt.input.value(), "ax y\u{fffd}b");
        press(&mut prompt, "z", &[]);
        assert_eq!(prompt.input.value(), "ax y\u{fffd}zb");
        assert!(!prompt.paste(&"long ".repeat(100_000)), "not all of it");
        assert_eq!(prompt.input.value().chars().count(), LONGEST);
        assert_eq!(press(&mut prompt, "x", &[]), PromptOutcome::Full);
        assert_eq!(press(&mut prompt, "backspace x", &[]), PromptOutcome::Changed);
        assert!(FULL.contains(&LONGEST.to_string()));
    }

    #[test]
    fn a_name_is_not_looked_for_among_searches() {
        let mut prompt = Prompt::new(
            PromptPurpose::Rename,
            BeforePrompt { text: "Bell".into(), ..BeforePrompt::default() },
        );
        assert_eq!(press(&mut prompt, "up", &["dam".to_owned()]), PromptOutcome::Unchanged);
        assert_eq!(prompt.input.value(), "Bell");
    }

    #[test]
    fn typing_replaces_the_text_from_before_unless_the_cursor_is_moved_in_it() {
        for (keys, expected) in
            [("x y", "xy"), ("backspace", ""), ("end x", "damx"), ("left x", "daxm"), ("delete x", "damx")]
        {
            let before = BeforePrompt { text: "dam".into(), ..BeforePrompt::default() };
            let mut prompt = Prompt::new(PromptPurpose::Collection, before);
            press(&mut prompt, keys, &[]);
            assert_eq!(prompt.input.value(), expected, "{keys}");
        }
    }

    #[test]
    fn a_path_goes_on_with_what_all_folders_share_and_then_with_the_one_moved_to() {
        let mut prompt = Prompt::new(PromptPurpose::Folder, BeforePrompt::default());
        prompt.replace("/a/r".into());
        let offer = |name: &str| Completion { kind: None, name: name.into(), documents: 0 };
        let folders = || ["/a/reports-1/", "/a/reports-2/"].map(offer).to_vec();
        prompt.completions = Completions::of_common(folders(), "/a/reports-".into());
        assert_eq!(press(&mut prompt, "tab", &[]), PromptOutcome::Changed);
        assert_eq!(prompt.input.value(), "/a/reports-");
        prompt.completions = Completions::of_common(folders(), "/a/reports-".into());
        assert_eq!(press(&mut prompt, "tab tab", &[]), PromptOutcome::Unchanged, "one is not guessed");
        assert_eq!(press(&mut prompt, "down down enter", &[]), PromptOutcome::Accepted);
        assert_eq!(prompt.input.value(), "/a/reports-2/");
        prompt.replace("/a/r".into());
        prompt.completions = Completions::of_common(folders(), "/a/reports-".into());
        assert_eq!(press(&mut prompt, "enter", &[]), PromptOutcome::Accepted);
        assert_eq!(prompt.input.value(), "/a/r", "what is typed is opened where none was moved to");
    }

    #[test]
    fn the_history_comes_back_and_so_does_what_was_typed() {
        let history = ["dam".to_owned(), "harbour".to_owned()];
        let mut prompt = Prompt::new(
            PromptPurpose::Collection,
            BeforePrompt { text: "ne".into(), ..BeforePrompt::default() },
        );
        press(&mut prompt, "up", &history);
        assert_eq!(prompt.input.value(), "harbour");
        press(&mut prompt, "up up", &history);
        assert_eq!(prompt.input.value(), "dam");
        press(&mut prompt, "down down", &history);
        assert_eq!(prompt.input.value(), "ne");
    }

    #[test]
    fn ctrl_r_goes_back_through_the_searches_that_have_what_was_typed() {
        let history = ["Dam gates", "harbour", "dam", "mayor"].map(str::to_owned);
        let mut prompt = Prompt::new(PromptPurpose::Collection, BeforePrompt::default());
        let mut after = |keys: &str| {
            let outcome = press(&mut prompt, keys, &history);
            (prompt.input.value().to_owned(), outcome)
        };
        assert_eq!(after("d a ctrl-r"), ("dam".into(), PromptOutcome::Changed));
        assert_eq!(after("ctrl-r"), ("Dam gates".into(), PromptOutcome::Changed));
        assert_eq!(after("ctrl-r"), ("Dam gates".into(), PromptOutcome::NoEarlier));
        assert_eq!(after("down down down down"), ("da".into(), PromptOutcome::Changed));
        // What is typed then is looked for from the latest on.
        assert_eq!(after("ctrl-u a y ctrl-r").0, "mayor");
        assert_eq!(after("ctrl-u ctrl-r ctrl-r").0, "dam");
        let before = BeforePrompt { text: "harbour".into(), ..BeforePrompt::default() };
        let mut prompt = Prompt::new(PromptPurpose::Collection, before);
        press(&mut prompt, "ctrl-r", &history);
        assert_eq!(prompt.input.value(), "mayor", "a text from before is not what is looked for");
    }
}
