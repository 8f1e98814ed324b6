//! Opening another folder or file in place of what is open: the prompt, the folders it offers, and ending for it.
//!
//! Not here: looking at the disk (`terminal::workers::folders`), and opening what was chosen (`cli::open`).

use std::path::PathBuf;

use super::completions::Completions;
use super::prompt::{BeforePrompt, Prompt, PromptPurpose};
use crate::app::message::Effect;
use crate::app::state::App;
use crate::query::Completion;

impl App {
    /// Asks which folder is to be opened.
    pub(in crate::app) fn ask_for_folder(&mut self, effects: &mut Vec<Effect>) {
        if self.tutor.is_some() {
            return self.notify("the tutor keeps to its sample; q ends it, perusal FOLDER opens a folder");
        }
        if self.is_asking() {
            return;
        }
        self.open_prompt(Prompt::new(PromptPurpose::Folder, BeforePrompt::default()));
        self.prompt_changed(effects);
    }

    /// Offers the folders that what is typed may go on with.
    pub(in crate::app) fn take_folders(&mut self, typed: &str, folders: Vec<String>, common: String) {
        let prompt = self.prompt.as_mut().filter(|prompt| prompt.purpose == PromptPurpose::Folder);
        if let Some(prompt) = prompt.filter(|prompt| prompt.input.value() == typed) {
            let offer = |name| Completion { kind: None, name, documents: 0 };
            prompt.completions = Completions::of_common(folders.into_iter().map(offer).collect(), common);
        }
    }

    /// Has what a path names looked for, to be opened if it is there.
    pub(in crate::app) fn open_folder(&mut self, typed: &str, effects: &mut Vec<Effect>) {
        match typed.trim() {
            "" => self.notify("no folder named; nothing else is opened"),
            named => effects.push(Effect::FindFolder(named.to_owned())),
        }
    }

    /// Saves everything, and ends to open that.
    pub(in crate::app) fn open_instead(&mut self, path: PathBuf, effects: &mut Vec<Effect>) {
        self.leave(effects);
        self.keep_seen(effects);
        effects.push(Effect::Remember(self.session()));
        effects.push(Effect::OpenInstead(path));
    }
}
