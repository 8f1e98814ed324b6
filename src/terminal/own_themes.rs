//! Reads the themes that the reader keeps in the folder `themes` beside the settings.
//!
//! Not here: what is in such a file (`ui::theme`).

use std::fs;
use std::path::{Path, PathBuf};

use crate::small_file;
use crate::ui::OwnTheme;

/// More bytes than these are no theme.
const LARGEST: u64 = 1 << 20;
/// More themes than these are not looked at. Set by hand.
const MOST: usize = 100;

/// The themes in a folder, by name; what is wrong with the others is said.
pub fn own_themes(folder: &Path, faults: &mut Vec<String>) -> Vec<OwnTheme> {
    // Most readers have none.
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let is_theme = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "toml");
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(is_theme).collect();
    files.sort();
    files.truncate(MOST);
    let mut themes = Vec::new();
    for file in files {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let read = small_file::read(&file, LARGEST).map_err(|error| error.to_string());
        match read.and_then(|toml| OwnTheme::parse(&name, &toml)) {
            Ok(theme) => themes.push(theme),
            Err(fault) => faults.push(format!("{}: {}", file.display(), fault.trim_end())),
        }
    }
    themes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn themes_are_named_by_their_files_and_faults_are_said() {
        let folder = tempfile::tempdir().unwrap();
        let mut faults = Vec::new();
        assert_eq!(own_themes(&folder.path().join("themes"), &mut faults), []);
        let mine = include_str!("../../assets/themes/gruvbox-dark.toml");
        for (name, text) in
            [("mine.toml", mine), ("dark.toml", mine), ("odd.toml", "text"), ("notes.txt", "")]
        {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let themes = own_themes(folder.path(), &mut faults);
        let names: Vec<&str> = themes.iter().map(|theme| theme.choice.name.as_ref()).collect();
        assert_eq!(names, ["mine"]);
        let [taken, odd] = &faults[..] else { panic!("{faults:?}") };
        assert!(taken.contains("dark.toml: a theme that comes along") && odd.contains("odd.toml: "), "{odd}");
    }
}
