//! Paths as a person types them into a prompt, where no shell reads them first.

/// The path that is meant where one begins with `~/`, which no shell has read here.
pub(super) fn in_home(named: &str) -> String {
    let home = named.strip_prefix("~/").zip(std::env::home_dir());
    home.map_or_else(|| named.to_owned(), |(rest, home)| home.join(rest).to_string_lossy().into_owned())
}
