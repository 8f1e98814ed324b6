//! The worker that writes dossiers and notes into files. It never replaces a file unasked, and never one that is read.
//!
//! Not here: what the formats look like (`export`), and making pieces ready (`engine`).

use std::io::ErrorKind;
use std::path::{Path, PathBuf, absolute};
use std::sync::Arc;

use super::context::{Outcome, WorkerContext};
use super::in_home::in_home;
use crate::app::{ExportJob, Exported, Message};
use crate::export::Export;
use crate::ingest::Lists;
use crate::query::QueryContext;
use crate::small_file;

/// What writes dossiers.
pub struct Exporter {
    /// The reader's own lists: what searches in a dossier mean.
    pub lists: Arc<Lists>,
    /// The folders that are open, one a line.
    pub collection: String,
}

impl Exporter {
    /// Writes a dossier, or notes, and says where.
    ///
    /// # Errors
    /// Why it is not written, in words for the reader.
    pub fn export(&self, context: &WorkerContext, job: ExportJob) -> Outcome {
        let path = absolute(in_home(&job.path)).map_err(|error| format!("not exported: {error}"))?;
        let shown = path.display().to_string();
        if path.exists() && !job.replace {
            let (format, path) = (job.format, job.path);
            context.outbox.send(Message::ExportExists { format, path });
            return Ok(());
        }
        if job.replace && is_source(context, &path) {
            return Err(format!("not exported: {shown} is one of the files that are read"));
        }
        let today = jiff::Zoned::now().date();
        let of = QueryContext { lists: self.lists.names(), today };
        let pieces = context.engine.pieces(&job.pieces, &job.marks, &of);
        let pieces = pieces.map_err(|failure| format!("not exported: {failure}"))?;
        let command = self.command(&job, &shown);
        let lost = pieces.iter().filter(|piece| piece.lost.is_some()).count();
        let count = pieces.len();
        let written = Export { title: job.title, command, pieces }.write(job.format);
        match small_file::write(&path, &written, job.replace) {
            Ok(()) => {
                let lost = if lost > 0 { format!(", {lost} as they were kept") } else { String::new() };
                let what = if count == 1 { "1 piece".to_owned() } else { format!("{count} pieces") };
                context.outbox.send(Message::Done(format!("{what}{lost} written to {shown}")));
                Ok(())
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                context.outbox.send(Message::ExportExists { format: job.format, path: job.path });
                Ok(())
            }
            Err(error) => Err(format!("not exported: {shown}: {error}")),
        }
    }

    /// The command that makes the same export anew.
    fn command(&self, job: &ExportJob, path: &str) -> String {
        let places: Vec<String> = self.collection.lines().map(Export::shell_word).collect();
        let of = match job.of {
            Exported::Dossier => format!("--dossier {}", Export::shell_word(&job.title)),
            Exported::Notes { .. } => "--notes".to_owned(),
        };
        // Which notes were chosen on the screen no command tells.
        let less =
            if job.of == (Exported::Notes { all: false }) { " # all notes, not only these" } else { "" };
        let (format, path) = (job.format.name(), Export::shell_word(path));
        format!("perusal export {of} {} --format {format} --output {path}{less}", places.join(" "))
    }
}

/// Whether a file lies in a folder that is read, and no export wrote it.
fn is_source(context: &WorkerContext, path: &Path) -> bool {
    let path = path.canonicalize().unwrap_or_else(|_| PathBuf::from(path));
    let is_ours = || small_file::read(&path, 64 << 20).is_ok_and(|text| Export::is_written(&text));
    context.engine.roots().iter().any(|(root, _)| path.starts_with(root.path())) && !is_ours()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::mpsc::channel;

    use super::*;
    use crate::engine::Engine;
    use crate::export::ExportFormat;
    use crate::index::Index;
    use crate::ingest::{self, Root};
    use crate::model::DocumentId;
    use crate::notebook::Notebook;
    use crate::query::{DossierId, DossierPiece, PieceId, PieceSubject};
    use crate::terminal::Outbox;
    use crate::terminal::event::Event;

    #[test]
    fn a_dossier_is_written_where_that_is_wanted_and_nothing_is_replaced_unasked() {
        let folder = tempfile::tempdir().unwrap();
        let source = folder.path().join("ferry.txt");
        fs::write(&source, "Ferry sails again\n\nPORT ELLERY, 4 May 2021 - It sails.\n").unwrap();
        let (root, index) = (Root::open(folder.path()).unwrap(), Index::in_memory().unwrap());
        let (mut notebook, never) = (Notebook::in_memory().unwrap(), false.into());
        ingest::run(&root, &index, &mut notebook, &Lists::default(), &never, &mut |_| {}).unwrap();
        let (sender, events) = channel();
        let context = WorkerContext::new(Engine::new(vec![index], vec![root], Vec::new()), Outbox(sender));
        let exporter = Exporter { lists: Arc::default(), collection: "/a b".into() };
        let piece = DossierPiece {
            id: PieceId(1),
            dossier: DossierId(1),
            place: 1,
            on: PieceSubject::Document(DocumentId(1)),
            cited: None,
            words: "mine".into(),
            tags: Vec::new(),
            colour: None,
        };
        let job = |path: &Path, replace| ExportJob {
            of: Exported::Dossier,
            title: "Ferries".into(),
            pieces: vec![piece.clone()],
            format: ExportFormat::Markdown,
            path: path.display().to_string(),
            replace,
            marks: Arc::default(),
        };
        let outside = tempfile::tempdir().unwrap();
        let file = outside.path().join("f.md");
        exporter.export(&context, job(&file, false)).unwrap();
        let written = fs::read_to_string(&file).unwrap();
        for part in ["Ferry sails again", "SHA-256:** ", "mine", "--dossier Ferries '/a b' --format md"] {
            assert!(written.contains(part), "{part}: {written}");
        }
        fs::write(&file, "mine alone").unwrap();
        exporter.export(&context, job(&file, false)).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "mine alone");
        exporter.export(&context, job(&file, true)).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), written);
        let notes = |all| ExportJob { of: Exported::Notes { all }, ..job(&file, true) };
        assert!(exporter.command(&notes(true), "n.md").ends_with("--notes '/a b' --format md --output n.md"));
        assert!(exporter.command(&notes(false), "n.md").ends_with("n.md # all notes, not only these"));
        let refused = exporter.export(&context, job(&source, true)).unwrap_err();
        assert!(refused.contains("one of the files that are read"), "{refused}");
        let said: Vec<Event> = events.try_iter().collect();
        assert!(
            matches!(
                &said[..],
                [
                    Event::Message(Message::Done(_)),
                    Event::Message(Message::ExportExists { .. }),
                    Event::Message(Message::Done(_))
                ]
            ),
            "{said:?}"
        );
    }
}
