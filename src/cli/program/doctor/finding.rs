//! One thing that `perusal doctor` looked at, and how it was found to be.

/// How something was found to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Health {
    /// As it should be, or not needed.
    Well,
    /// Something works less well than it could.
    Poor,
    /// Something does not work.
    Wrong,
}

impl Health {
    /// The word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Health::Well => "well",
            Health::Poor => "poor",
            Health::Wrong => "wrong",
        }
    }

    /// What stands before its line.
    pub fn sign(self) -> char {
        match self {
            Health::Well => ' ',
            Health::Poor => '~',
            Health::Wrong => '!',
        }
    }
}

/// One thing that was looked at.
pub struct Finding {
    /// The heading it stands below.
    pub part: &'static str,
    /// What was looked at; may be a path, not sanitised.
    pub name: String,
    /// How it is.
    pub health: Health,
    /// In words, with what to do about it.
    pub said: String,
}

impl Finding {
    /// What was found of something.
    pub fn new(
        part: &'static str,
        name: impl Into<String>,
        health: Health,
        said: impl Into<String>,
    ) -> Finding {
        Finding { part, name: name.into(), health, said: said.into() }
    }
}
