//! `perusal man DIR`: writes the manual pages, one for the program with its keys and settings and one for each
//! subcommand, or with `--markdown` one file that has all of it.
//!
//! Not here: what they say beside the subcommands (`reference`).

use std::fs;
use std::io;
use std::path::PathBuf;

use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::markdown;
use super::reference::{Section, sections};
use crate::cli::outcome::{Outcome, report_failure};

/// Where to.
#[derive(clap::Args)]
pub struct ManualArguments {
    /// The folder, which is made where it is not there
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// One file reference.md in place of manual pages
    #[arg(long)]
    markdown: bool,
}

/// Writes the pages of a program with these arguments.
///
/// # Errors
/// Never: a folder that cannot be written is an outcome.
pub fn manual(asked: &ManualArguments, program: clap::Command) -> io::Result<Outcome> {
    let pages = match sections() {
        Ok(sections) if asked.markdown => {
            vec![("reference.md".to_owned(), markdown::written(&program, &sections))]
        }
        Ok(sections) => pages(program, &sections)?,
        Err(error) => return Ok(report_failure(&error)),
    };
    let write = || {
        fs::create_dir_all(&asked.folder)?;
        pages.iter().try_for_each(|(name, text)| fs::write(asked.folder.join(name), text))
    };
    match write() {
        Ok(()) => Ok(Outcome::Found),
        Err(error) => Ok(report_failure(&format!("{}: {error}", asked.folder.display()))),
    }
}

/// The pages by the names of their files.
fn pages(mut program: clap::Command, sections: &[Section]) -> io::Result<Vec<(String, String)>> {
    // Options of the program are those of its subcommands once it is built.
    program.build();
    let mut pages = vec![("perusal.1".to_owned(), main_page(&program, sections)?)];
    let shown =
        program.get_subcommands().filter(|command| !command.is_hide_set() && command.get_name() != "help");
    for command in shown {
        let name = format!("perusal-{}", command.get_name());
        let command = command.clone().display_name(&name);
        let mut page = Vec::new();
        Man::new(command).title(&name).render(&mut page)?;
        pages.push((format!("{name}.1"), String::from_utf8_lossy(&page).into_owned()));
    }
    Ok(pages)
}

fn main_page(program: &clap::Command, sections: &[Section]) -> io::Result<String> {
    let man = Man::new(program.clone());
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    man.render_subcommands_section(&mut page)?;
    for section in sections {
        roff(section).to_writer(&mut page)?;
    }
    man.render_version_section(&mut page)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}

fn roff(section: &Section) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", [section.title]);
    if !section.text.is_empty() {
        roff.text([roman(section.text)]);
    }
    for (heading, rows) in &section.groups {
        if !heading.is_empty() {
            roff.control("SS", [heading.as_str()]);
        }
        for row in rows {
            roff.control("TP", []);
            roff.text([bold(&row.term)]);
            roff.text([roman(&row.words)]);
        }
    }
    roff
}
