//! The binary `perusal`. Everything it does is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    perusal::cli::run(std::env::args_os(), std::env::current_exe().ok())
}
