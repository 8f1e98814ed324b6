//! The setting of how changes in the open folders are noticed: a word, or a number of seconds.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use toml::Value;

/// How changes of the open folders are noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Value", into = "Value")]
pub enum WatchBy {
    /// The system tells of them.
    Events,
    /// The folders are looked through each time so much has passed.
    Time(Duration),
    /// Not at all.
    Off,
}

/// How often folders are looked through where nothing else is said.
pub(super) const EVERY: Duration = Duration::from_secs(60);

impl TryFrom<Value> for WatchBy {
    type Error = String;

    fn try_from(value: Value) -> Result<WatchBy, String> {
        match (value.as_str(), value.as_integer()) {
            (Some("auto"), _) => Ok(WatchBy::Events),
            (Some("off"), _) => Ok(WatchBy::Off),
            (Some("poll"), _) => Ok(WatchBy::Time(EVERY)),
            (_, Some(seconds @ 1..=86_400)) => Ok(WatchBy::Time(Duration::from_secs(seconds as u64))),
            _ => Err("\"auto\", \"poll\", \"off\" or a number of seconds, at most a day".to_owned()),
        }
    }
}

impl From<WatchBy> for Value {
    fn from(by: WatchBy) -> Value {
        match by {
            WatchBy::Events => "auto".into(),
            WatchBy::Off => "off".into(),
            WatchBy::Time(every) => Value::Integer(every.as_secs() as i64),
        }
    }
}
