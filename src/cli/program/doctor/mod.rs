//! `perusal doctor`: looks whether all that the program needs is well, and says what to do where it is not: folders,
//! settings, terminal, limits of the system, notebook, indexes, programs of others that it can use.
//!
//! Nothing is changed, and no text of a document is printed.

mod finding;
mod kept;
mod machine;

use std::io::{self, Write as _};

use serde_json::json;

use self::finding::{Finding, Health};
use crate::cli::outcome::Outcome;
use crate::index::SCHEMA_VERSION;
use crate::model::READING_VERSION;
use crate::paths::Paths;
use crate::text::sanitize::sanitize_line;

/// How it is printed.
#[derive(clap::Args)]
pub struct DoctorArguments {
    /// Print JSON, one object a finding
    #[arg(long)]
    json: bool,
}

/// Prints what was found; exit code 1 where something is wrong.
///
/// # Errors
/// When nothing can be printed.
pub fn doctor(asked: &DoctorArguments, paths: &Paths) -> io::Result<Outcome> {
    let mut findings = vec![version()];
    findings.extend(machine::folders(paths));
    findings.extend(machine::settings(paths));
    findings.extend(machine::terminal());
    findings.extend(machine::limits());
    findings.extend(kept::notebook(paths));
    findings.extend(kept::indexes(paths));
    findings.extend(machine::programs());
    findings.extend(machine::crash(paths));
    let mut out = io::stdout().lock();
    if asked.json {
        for Finding { part, name, health, said } in &findings {
            let line = json!({ "part": part, "name": name, "health": health.name(), "said": said });
            writeln!(out, "{line}")?;
        }
    } else {
        print(&mut out, &findings)?;
    }
    let is_wrong = findings.iter().any(|finding| finding.health == Health::Wrong);
    Ok(if is_wrong { Outcome::NothingFound } else { Outcome::Found })
}

/// In parts, each below its heading.
fn print(out: &mut impl io::Write, findings: &[Finding]) -> io::Result<()> {
    for (number, part) in findings.chunk_by(|a, b| a.part == b.part).enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}", part.first().map_or("", |finding| finding.part).to_uppercase())?;
        let longest = part.iter().map(|finding| finding.name.chars().count()).max().unwrap_or_default();
        for finding in part {
            let (name, said) = (sanitize_line(&finding.name), sanitize_line(&finding.said));
            writeln!(out, "{} {name:<longest$}  {said}", finding.health.sign())?;
        }
    }
    let count = |health| findings.iter().filter(|finding| finding.health == health).count();
    let said = match (count(Health::Wrong), count(Health::Poor)) {
        (0, 0) => "All is well.".to_owned(),
        (0, poor) => format!("Nothing is wrong; {poor} could be better (~)."),
        (wrong, poor) => format!("Wrong: {wrong} (!). Could be better: {poor} (~)."),
    };
    writeln!(out, "\n{said}")
}

fn version() -> Finding {
    let said = format!(
        "{} on {} {}; index schema {SCHEMA_VERSION}, reading {READING_VERSION}",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH
    );
    Finding::new("program", "version", Health::Well, said)
}
