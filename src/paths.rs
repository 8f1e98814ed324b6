//! Where things are kept on disk: settings, indexes, the notebook, logs. It only names paths; whoever
//! writes makes the folder.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use xxhash_rust::xxh3::xxh3_64;

/// The longest part of a folder's name that goes into its index's name, in bytes.
const SHORT_NAME: usize = 24;

/// The four folders of the program, and the program itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// Settings.
    pub config: PathBuf,
    /// Indexes: all of it can be made again.
    pub cache: PathBuf,
    /// The notebook and its backups.
    pub data: PathBuf,
    /// Logs and crash reports.
    pub state: PathBuf,
    /// What is started as parser process; `None` where nobody said it.
    pub program: Option<PathBuf>,
}

/// The environment does not name the reader's own folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoHome;

impl std::fmt::Display for NoHome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("there is no home folder to keep settings and notes in; name one with --home")
    }
}

impl std::error::Error for NoHome {}

impl Paths {
    /// Finds the folders. A `home` given, or the variable `PERUSAL_HOME`, holds all four as
    /// subfolders. Else the XDG variables count on every system, then its own custom; on macOS
    /// that is `~/.config` and so on for those who have it.
    ///
    /// `variable` looks up the environment: `std::env::var_os`.
    ///
    /// # Errors
    /// When there is no home folder.
    pub fn find(home: Option<&Path>, variable: &dyn Fn(&str) -> Option<OsString>) -> Result<Paths, NoHome> {
        let variable = |name: &str| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        if let Some(home) = home.map(Path::to_owned).or_else(|| variable("PERUSAL_HOME")) {
            return Ok(Paths {
                config: home.join("config"),
                cache: home.join("cache"),
                data: home.join("data"),
                state: home.join("state"),
                program: None,
            });
        }
        let custom = custom(variable("HOME"));
        // XDG says that a path which is not absolute is to be ignored.
        let place = |name: &str, custom: Option<&PathBuf>| {
            let xdg = variable(name).filter(|path| path.is_absolute()).map(|path| path.join("perusal"));
            xdg.or_else(|| custom.cloned()).ok_or(NoHome)
        };
        Ok(Paths {
            config: place("XDG_CONFIG_HOME", custom.as_ref().map(|c| &c.config))?,
            cache: place("XDG_CACHE_HOME", custom.as_ref().map(|c| &c.cache))?,
            data: place("XDG_DATA_HOME", custom.as_ref().map(|c| &c.data))?,
            state: place("XDG_STATE_HOME", custom.as_ref().map(|c| &c.state))?,
            program: None,
        })
    }

    /// The notebook's file.
    pub fn notebook(&self) -> PathBuf {
        self.data.join("notebook.db")
    }

    /// The folder of all indexes.
    pub fn indexes(&self) -> PathBuf {
        self.cache.join("indexes")
    }

    /// The folder in which the sample is laid out.
    pub fn sample(&self) -> PathBuf {
        self.cache.join("sample")
    }

    /// The folders in which the program keeps its own files, the sample aside: it is read.
    pub fn own_folders(&self) -> [PathBuf; 5] {
        [self.config.clone(), self.cache.clone(), self.indexes(), self.data.clone(), self.state.clone()]
    }

    /// The folder of the index of a root folder: by its canonical path, so that every way to
    /// name the folder leads to one index.
    pub fn index_dir(&self, root: &Path) -> PathBuf {
        let root = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
        let name = root.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
        let short: String = name.chars().map(plain).take(SHORT_NAME).collect();
        let end = index_name_end(root.as_os_str().as_encoded_bytes());
        self.indexes().join(format!("{short}{end}"))
    }

    /// Whether `dir` is the folder of the index of the root whose canonical path these bytes are.
    pub fn is_index_dir(&self, dir: &Path, root: &[u8]) -> bool {
        let name = dir.file_name().unwrap_or_default().to_string_lossy();
        !root.is_empty() && name.ends_with(&index_name_end(root))
    }
}

/// What the name of a root's index ends with, by the bytes of the root's canonical path.
fn index_name_end(root: &[u8]) -> String {
    format!("-{:016x}", xxh3_64(root))
}

/// The places that are customary on this system.
fn custom(home: Option<PathBuf>) -> Option<Paths> {
    let home = home.filter(|home| home.is_absolute());
    let free = cfg!(unix) && (!cfg!(target_os = "macos") || home.as_ref()?.join(".config").is_dir());
    if let Some(home) = home.filter(|_| free) {
        return Some(Paths {
            config: home.join(".config/perusal"),
            cache: home.join(".cache/perusal"),
            data: home.join(".local/share/perusal"),
            state: home.join(".local/state/perusal"),
            program: None,
        });
    }
    let project = ProjectDirs::from("", "", "perusal")?;
    Some(Paths {
        config: project.config_dir().to_owned(),
        cache: project.cache_dir().to_owned(),
        data: project.data_dir().to_owned(),
        state: project.state_dir().unwrap_or(project.data_local_dir()).to_owned(),
        program: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(home: Option<&str>, environment: &[(&str, &str)]) -> Paths {
        let variable = |name: &str| environment.iter().find(|(n, _)| *n == name).map(|(_, v)| v.into());
        Paths::find(home.map(Path::new), &variable).unwrap()
    }

    #[test]
    fn a_home_holds_everything_and_the_one_given_wins() {
        let environment = [("PERUSAL_HOME", "/elsewhere"), ("XDG_CACHE_HOME", "/cache")];
        assert_eq!(find(Some("/portable"), &environment).config, Path::new("/portable/config"));
        let paths = find(None, &environment);
        assert_eq!(paths.cache, Path::new("/elsewhere/cache"));
        assert_eq!(paths.notebook(), Path::new("/elsewhere/data/notebook.db"));
        assert_eq!(paths.state, Path::new("/elsewhere/state"));
    }

    #[cfg(all(unix, not(target_os = "macos")))]
    #[test]
    fn xdg_variables_win_over_custom_unless_they_are_relative() {
        let paths = find(
            None,
            &[
                ("HOME", "/home/ada"),
                ("XDG_DATA_HOME", "/data"),
                ("XDG_CACHE_HOME", "cache"),
                ("PERUSAL_HOME", ""),
            ],
        );
        assert_eq!(paths.data, Path::new("/data/perusal"));
        assert_eq!(paths.cache, Path::new("/home/ada/.cache/perusal"));
        assert_eq!(paths.config, Path::new("/home/ada/.config/perusal"));
    }

    #[test]
    fn every_way_to_name_a_folder_leads_to_one_index() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("Reports (2023) é");
        fs::create_dir(&root).unwrap();
        let paths = find(Some("/p"), &[]);
        let index = paths.index_dir(&root);
        assert_eq!(paths.index_dir(&root.join("../Reports (2023) é")), index);
        assert_ne!(paths.index_dir(folder.path()), index);
        let name = index.file_name().unwrap().to_str().unwrap();
        assert!(index.starts_with("/p/cache/indexes") && name.starts_with("reports--2023----"), "{name}");
        assert!(paths.index_dir(Path::new("/")).file_name().is_some());
    }
}
