//! The program `perusal`; everything it does lives in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    perusal::cli::run(std::env::args_os())
}
