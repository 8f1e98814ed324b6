//! Has a text written on in the reader's own editor, which has the terminal meanwhile. The text lies in a file that
//! nobody else can read, for as long as that takes.
//!
//! Not here: giving the terminal away and taking it back (`event_loop`), keeping what was written (`app`).

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};

use rustix::process::{Pid, Signal, WaitOptions};

/// A longer text is no note, in bytes.
const LARGEST: u64 = 1 << 20;
/// The editor of one who has not said which.
const USUAL: &str = "vi";

/// The editor, and where its file goes.
#[derive(Clone, Debug)]
pub struct Editor {
    /// The program and its arguments.
    words: Vec<String>,
    folder: PathBuf,
    /// How often the whole job was stopped while the editor ran, as with Ctrl-Z.
    pub stops: usize,
}

impl Editor {
    /// That of the environment: VISUAL, else EDITOR. No shell reads it.
    pub fn new(variable: &dyn Fn(&str) -> Option<String>) -> Editor {
        let set = |name: &str| variable(name).filter(|value| !value.trim().is_empty());
        let program = set("VISUAL").or_else(|| set("EDITOR")).unwrap_or_else(|| USUAL.to_owned());
        let folder = set("XDG_RUNTIME_DIR").map_or_else(std::env::temp_dir, PathBuf::from);
        Editor { words: program.split_whitespace().map(str::to_owned).collect(), folder, stops: 0 }
    }

    /// The text after it was written on.
    ///
    /// # Errors
    /// Why nothing was written, in words for the reader; the file is gone then, too.
    pub fn write_on(&mut self, text: &str) -> Result<String, String> {
        let file = TextFile::create(&self.folder, text)?;
        let Some((program, arguments)) = self.words.split_first() else {
            return Err("no editor is set".into());
        };
        let child = Command::new(program).args(arguments).arg(&file.path).spawn();
        let child = child.map_err(|error| format!("{program}: {error}"))?;
        let status = self.wait(&child).map_err(|error| format!("{}: {error}", self.words[0]))?;
        if status != 0 {
            return Err(format!("{} ended with {status}", self.words[0]));
        }
        file.read()
    }

    /// Waits for the end of the editor: its exit status. Where it is stopped this program stops with it, so that the
    /// shell has the terminal, and goes on with it.
    fn wait(&mut self, child: &Child) -> Result<i32, String> {
        let pid = Pid::from_child(child);
        loop {
            let waited = rustix::process::waitpid(Some(pid), WaitOptions::UNTRACED);
            let Some((_, status)) = waited.map_err(|error| error.to_string())? else { continue };
            if status.stopped() {
                self.stops += 1;
                let _ = rustix::process::kill_current_process_group(Signal::STOP);
                // The shell has woken the whole job; where it woke this program alone the editor goes on, too.
                let _ = rustix::process::kill_process(pid, Signal::CONT);
                continue;
            }
            return match (status.exit_status(), status.terminating_signal()) {
                (Some(code), _) => Ok(code),
                (None, signal) => Err(format!("ended by signal {}", signal.unwrap_or_default())),
            };
        }
    }
}

/// A file with the text. It is removed with this.
struct TextFile {
    path: PathBuf,
}

impl TextFile {
    fn create(folder: &Path, text: &str) -> Result<TextFile, String> {
        use std::hash::{BuildHasher, RandomState};
        let lot = RandomState::new().hash_one(std::process::id());
        let path = folder.join(format!("perusal-note-{lot:016x}.txt"));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let failed = |error: std::io::Error| format!("{}: {error}", path.display());
        let mut file = options.open(&path).map_err(failed)?;
        let made = TextFile { path: path.clone() };
        file.write_all(text.as_bytes()).map_err(failed)?;
        Ok(made)
    }

    fn read(&self) -> Result<String, String> {
        let text = crate::small_file::read(&self.path, LARGEST);
        text.map_err(|error| format!("{}: {error}", self.path.display()))
    }
}

impl Drop for TextFile {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What an editor of these words makes of "ask him", and how many files it leaves behind.
    fn written(editor: &str) -> (Result<String, String>, usize) {
        let folder = tempfile::tempdir().unwrap();
        let script = folder.path().join("editor.sh");
        fs::write(&script, "test \"$(stat -c %a \"$2\")\" = 600 || exit 9\n$1 \"$2\"\n").unwrap();
        let files = folder.path().join("run");
        fs::create_dir(&files).unwrap();
        let words = format!("sh {} {editor}", script.display());
        let variable = |name: &str| match name {
            "VISUAL" => Some(words.clone()),
            "XDG_RUNTIME_DIR" => Some(files.display().to_string()),
            _ => None,
        };
        let outcome = Editor::new(&variable).write_on("ask him");
        (outcome, fs::read_dir(&files).unwrap().count())
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn what_the_editor_leaves_is_taken_and_its_file_is_gone() {
        assert_eq!(written("true"), (Ok("ask him".to_owned()), 0));
        assert_eq!(written("sort"), (Ok("ask him".to_owned()), 0));
        let (failed, left) = written("false");
        assert!(
            failed.as_ref().is_err_and(|error| error.contains("ended with 1")) && left == 0,
            "{failed:?}"
        );
        let (gone, left) = written("rm");
        assert!(gone.is_err() && left == 0, "{gone:?}");
    }

    #[test]
    fn the_editor_is_that_of_the_environment() {
        let words = |visual: Option<&str>, editor: Option<&str>| {
            let variable = |name: &str| match name {
                "VISUAL" => visual.map(str::to_owned),
                "EDITOR" => editor.map(str::to_owned),
                _ => None,
            };
            Editor::new(&variable).words.join("|")
        };
        assert_eq!(words(Some("code --wait"), Some("ed")), "code|--wait");
        assert_eq!(words(Some(" "), Some("ed")), "ed");
        assert_eq!(words(None, None), "vi");
    }
}
