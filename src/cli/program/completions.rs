//! `perusal completions`: prints what a shell needs to complete subcommands and options.

use std::io::{self, Write as _};

use clap::ValueEnum;
use clap_complete::{Shell, generate};

use crate::cli::outcome::Outcome;

/// For which shell.
#[derive(clap::Args)]
pub struct CompletionArguments {
    /// The shell; `perusal completions bash > ~/.local/share/bash-completion/completions/perusal` keeps them for bash
    shell: CompletedShell,
}

/// The shells that there are completions for.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum CompletedShell {
    Bash,
    Zsh,
    Fish,
}

/// Prints the completions of a program with these arguments.
///
/// # Errors
/// When nothing can be printed.
pub fn completions(asked: &CompletionArguments, mut program: clap::Command) -> io::Result<Outcome> {
    let shell = match asked.shell {
        CompletedShell::Bash => Shell::Bash,
        CompletedShell::Zsh => Shell::Zsh,
        CompletedShell::Fish => Shell::Fish,
    };
    let mut written = Vec::new();
    generate(shell, &mut program, "perusal", &mut written);
    io::stdout().lock().write_all(&written)?;
    Ok(Outcome::Found)
}
