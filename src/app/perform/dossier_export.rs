//! Exporting the dossier from the screen: the format, the file, and asking before one is replaced.
//!
//! Not here: making the file (`export`, `terminal::workers`).

use std::sync::Arc;

use crate::app::message::{Effect, ExportJob};
use crate::app::popup::picker::{Choice, Entry, Picker, PickerPurpose};
use crate::app::put::DossierPrompt;
use crate::app::screens::Screen;
use crate::app::state::{App, Overlay};
use crate::export::ExportFormat;

impl App {
    /// Asks for the format of an export of the dossier.
    pub(in crate::app) fn choose_export(&mut self) {
        let Some(Screen::Dossier(screen)) = self.screen() else {
            return self.notify("g d shows the dossier; e exports it there");
        };
        if screen.rows.is_empty() {
            return self.notify("nothing to export: p puts pieces in");
        }
        let entry = |format: ExportFormat| Entry {
            group: "".into(),
            label: format.name().to_owned(),
            detail: format.words().to_owned(),
            right: String::new(),
            choice: Choice::Export(format),
        };
        let entries = ExportFormat::ALL.into_iter().map(entry).collect();
        self.overlay = Some(Overlay::Picker(Picker::new(PickerPurpose::Dossier, "Export as", entries)));
    }

    /// Asks for the file to export into.
    pub(in crate::app) fn ask_for_export_file(&mut self, format: ExportFormat) {
        let Some(Screen::Dossier(screen)) = self.screen() else { return };
        let name = screen.dossier.as_ref().map_or("", |dossier| dossier.name.as_str());
        let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
        let stem: String = name.trim().to_lowercase().chars().map(plain).collect();
        let stem = stem.trim_matches('-');
        let stem = if stem.is_empty() { "dossier" } else { stem };
        self.ask_in_dossier(DossierPrompt::Path(format), format!("{stem}.{}", format.extension()));
    }

    /// Has the dossier written into a file.
    pub(in crate::app) fn export_to(
        &mut self,
        format: ExportFormat,
        path: String,
        replace: bool,
        effects: &mut Vec<Effect>,
    ) {
        if path.is_empty() {
            return self.notify("not exported: no file was named");
        }
        let Some(Screen::Dossier(screen)) = self.screen() else { return };
        let Some(dossier) = &screen.dossier else { return };
        let job = ExportJob {
            title: dossier.name.clone(),
            pieces: screen.rows.clone(),
            format,
            path,
            replace,
            marks: Arc::clone(&self.marks),
        };
        effects.push(Effect::Export(Box::new(job)));
        self.notify("exporting …");
    }

    /// Asks whether a file that is there is to be replaced.
    pub(in crate::app) fn ask_to_replace(&mut self, format: ExportFormat, path: String) {
        if self.is_asking() || !matches!(self.screen(), Some(Screen::Dossier(_))) {
            return self.notify(format!("not exported: {path} is there already"));
        }
        let entry = |label: &str, detail: &str, choice| Entry {
            group: "".into(),
            label: label.to_owned(),
            detail: detail.to_owned(),
            right: String::new(),
            choice,
        };
        let entries = vec![
            entry("another name", "ask again", Choice::Export(format)),
            entry("replace it", "what it holds is lost", Choice::Replace(format, path.clone())),
        ];
        let title = format!("{path} is there already");
        self.overlay = Some(Overlay::Picker(Picker::new(PickerPurpose::Dossier, title, entries)));
    }
}
