//! `perusal config`: prints the built-in settings, says where one's own are and what is wrong in them, and gives their
//! schema for editors.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::cli::outcome::{Outcome, report_failure};
use crate::config::{BUILT_IN, Config};
use crate::paths::Paths;
use crate::terminal::own_keymap;
use crate::text::sanitize::sanitize_line;

/// What is asked.
#[derive(clap::Args)]
#[group(required = true, multiple = false)]
pub struct ConfigArguments {
    /// Print every setting with its default and what it is for
    #[arg(long)]
    print_default: bool,
    /// Print where your own settings are
    #[arg(long)]
    path: bool,
    /// Say what is wrong in your own settings and keys, with the line; of FILE where one is named
    #[arg(long, value_name = "FILE", num_args = 0..=1)]
    check: Option<Option<PathBuf>>,
    /// Print a JSON Schema of the settings, for editors that complete them
    #[arg(long)]
    schema: bool,
}

/// Answers it.
///
/// # Errors
/// When nothing can be printed.
pub fn config(asked: &ConfigArguments, paths: &Paths) -> io::Result<Outcome> {
    let own = paths.config.join("config.toml");
    let mut out = io::stdout().lock();
    if let Some(file) = &asked.check {
        let faults = match file {
            Some(file) => settings_faults(file),
            None => [settings_faults(&own), keys_faults(&paths.config.join("keymap.toml"))].concat(),
        };
        faults.iter().try_for_each(|fault| writeln!(out, "{}", sanitize_line(fault)))?;
        return Ok(if faults.is_empty() { Outcome::Found } else { Outcome::Failed });
    }
    let printed = match asked {
        ConfigArguments { path: true, .. } => format!("{}\n", sanitize_line(&own.to_string_lossy())),
        ConfigArguments { schema: true, .. } => match schema() {
            Ok(schema) => format!("{schema:#}\n"),
            Err(error) => return Ok(report_failure(&error)),
        },
        _ => BUILT_IN.to_owned(),
    };
    out.write_all(printed.as_bytes())?;
    Ok(Outcome::Found)
}

/// What is wrong with a file of settings; a file that one named oneself must be there.
pub fn settings_faults(file: &Path) -> Vec<String> {
    match Config::load(file) {
        Ok((_, faults)) => faults,
        Err(error) => vec![error],
    }
}

/// What is wrong with a file of keys.
pub fn keys_faults(file: &Path) -> Vec<String> {
    let fault = own_keymap(file).map_or_else(Some, |(_, fault)| fault);
    fault.map(|fault| format!("keymap.toml: {fault}")).into_iter().collect()
}

/// By the built-in settings: their types, defaults and comments.
fn schema() -> Result<Value, String> {
    let defaults = serde_json::to_value(Config::built_in()?).map_err(|error| error.to_string())?;
    let mut properties = Map::new();
    for (name, default) in defaults.as_object().into_iter().flatten() {
        let kind = match default {
            Value::Bool(_) => json!("boolean"),
            Value::Number(_) => json!("integer"),
            Value::Object(_) => json!("object"),
            // "watch" is a word or a number of seconds.
            _ if name == "watch" => json!(["string", "integer"]),
            _ => json!("string"),
        };
        let mut property = json!({ "type": kind, "default": default });
        if let Some(words) = comment(name) {
            property["description"] = json!(words);
        }
        properties.insert(name.clone(), property);
    }
    Ok(json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Settings of perusal",
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    }))
}

/// What the built-in settings say of one.
fn comment(name: &str) -> Option<&'static str> {
    let is_it = |setting: &str| setting.strip_prefix(name).is_some_and(|rest| rest.starts_with(" ="));
    let of = |paragraph: &'static str| {
        let (words, setting) = paragraph.trim().split_once('\n')?;
        (is_it(setting) || setting == format!("[{name}]")).then(|| words.trim_start_matches("# "))
    };
    BUILT_IN.split("\n\n").find_map(of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_explains_every_setting() {
        let schema = schema().unwrap();
        let properties = schema["properties"].as_object().unwrap();
        assert!(properties.len() > 20);
        for (name, property) in properties {
            assert!(property["description"].as_str().is_some_and(|words| words.len() > 20), "{name}");
        }
        assert_eq!(properties["mouse"]["type"], "boolean");
        assert_eq!(properties["page_width"]["default"], 76);
    }
}
