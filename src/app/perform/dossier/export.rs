//! Exporting the dossier or the notes on the screen: the format, the file, and asking before one is replaced.
//!
//! Not here: making the file (`export`, `terminal::workers`).

use std::sync::Arc;

use crate::app::message::{Effect, ExportJob, Exported};
use crate::app::popup::picker::{Choice, Entry, Picker, PickerPurpose};
use crate::app::put::{DossierPrompt, NewPiece};
use crate::app::screens::Screen;
use crate::app::state::{App, Overlay};
use crate::export::ExportFormat;
use crate::query::{DossierId, DossierPiece, Note};

impl App {
    /// What of the screen is exported: its title, and its pieces.
    fn exported(&self) -> Option<(Exported, String, Vec<DossierPiece>)> {
        match self.screen()? {
            Screen::Dossier(screen) => {
                let title = screen.dossier.as_ref().map(|dossier| dossier.name.clone()).unwrap_or_default();
                Some((Exported::Dossier, title, screen.rows.clone()))
            }
            Screen::Notebook(notebook) => {
                let piece = |(place, note): (i64, &Arc<Note>)| {
                    self.piece(note.id.into(), NewPiece::from(&**note), DossierId(0), place)
                };
                let pieces: Vec<DossierPiece> = (1..).zip(notebook.exported()).map(piece).collect();
                let all = pieces.len() == notebook.total;
                Some((Exported::Notes { all }, "Notes".to_owned(), pieces))
            }
            _ => None,
        }
    }

    /// Which notes an export is of where not of all that are listed, and what other endings its file may have.
    pub fn export_choices(&self) -> String {
        let marked = self.notebook().map_or(0, |notebook| notebook.marked.len());
        let which = if marked > 0 { format!("{marked} marked · ") } else { String::new() };
        let endings = ExportFormat::ALL.map(|format| format!(".{}", format.extension()));
        format!("{which}or {}", endings[1..].join(" "))
    }

    /// Asks for the format of an export of the dossier; that of notes is chosen by the ending of their file.
    pub(in crate::app) fn choose_export(&mut self) {
        match self.exported() {
            None => self.notify("g d shows the dossier, g n the notes; e exports them there"),
            Some((Exported::Dossier, _, pieces)) if pieces.is_empty() => {
                self.notify("nothing to export: p puts pieces in");
            }
            Some((Exported::Notes { .. }, _, pieces)) if pieces.is_empty() => {
                self.notify("nothing to export")
            }
            Some((Exported::Notes { .. }, ..)) => self.ask_for_export_file(ExportFormat::Markdown),
            Some((Exported::Dossier, ..)) => {
                let entries = ExportFormat::ALL
                    .map(|format| entry(format.name(), format.words(), Choice::Export(format)));
                let picker = Picker::new(PickerPurpose::Dossier, "Export as", entries.to_vec());
                self.overlay = Some(Overlay::Picker(picker));
            }
        }
    }

    /// Asks for the file to export into.
    pub(in crate::app) fn ask_for_export_file(&mut self, format: ExportFormat) {
        let Some((of, title, _)) = self.exported() else { return };
        let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
        let stem: String = title.trim().to_lowercase().chars().map(plain).collect();
        let stem = stem.trim_matches('-');
        let stem = if stem.is_empty() { "dossier" } else { stem };
        let chosen = (of == Exported::Dossier).then_some(format);
        self.ask_in_dossier(DossierPrompt::Path(chosen), format!("{stem}.{}", format.extension()));
    }

    /// Has what is on the screen written into a file, in a format that its ending chooses where none is given.
    pub(in crate::app) fn export_to(
        &mut self,
        chosen: Option<ExportFormat>,
        path: String,
        replace: bool,
        effects: &mut Vec<Effect>,
    ) {
        if path.is_empty() {
            return self.notify("not exported: no file was named");
        }
        let Some(format) = chosen.or_else(|| ExportFormat::of_file(&path)) else {
            // What has no ending that is known is to be typed on.
            self.ask_in_dossier(DossierPrompt::Path(None), path);
            let endings = ExportFormat::ALL.map(ExportFormat::extension).join(", ");
            return self.notify(format!("its ending says the format: one of {endings}"));
        };
        let Some((of, title, pieces)) = self.exported() else { return };
        let job = ExportJob { of, title, pieces, format, path, replace, marks: Arc::clone(&self.marks) };
        effects.push(Effect::Export(Box::new(job)));
        self.notify("exporting …");
    }

    /// Asks whether a file that is there is to be replaced.
    pub(in crate::app) fn ask_to_replace(&mut self, format: ExportFormat, path: String) {
        if self.is_asking() || self.exported().is_none() {
            return self.notify(format!("not exported: {path} is there already"));
        }
        let entries = vec![
            entry("another name", "ask again", Choice::Export(format)),
            entry("replace it", "what it holds is lost", Choice::Replace(format, path.clone())),
        ];
        let title = format!("{path} is there already");
        self.overlay = Some(Overlay::Picker(Picker::new(PickerPurpose::Dossier, title, entries)));
    }
}

fn entry(label: &str, detail: &str, choice: Choice) -> Entry {
    Entry {
        group: "".into(),
        label: label.to_owned(),
        detail: detail.to_owned(),
        right: String::new(),
        choice,
    }
}
