//! What a process costs, as `/proc` tells while it runs.

use std::error::Error;
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{fmt, fs, thread};

/// How often a process is looked at.
const LOOK: Duration = Duration::from_millis(10);

/// Clock ticks of a second, which Linux has promised to stay so many.
const TICKS: f64 = 100.0;

/// What a process cost.
#[derive(Default)]
pub struct Cost {
    /// Seconds.
    pub wall: f64,
    /// Seconds, of user and system.
    pub cpu: f64,
    /// Most memory in bytes, pages of files included, and without them.
    pub peak: u64,
    pub anonymous: u64,
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:.2} s of CPU, {:.1} s, at most {} MB, of these {} MB not of files",
            self.cpu,
            self.wall,
            self.peak / 1_000_000,
            self.anonymous / 1_000_000
        )
    }
}

/// Runs a program to its end.
pub fn run(program: &Path, arguments: &[&OsStr], home: &Path) -> Result<Cost, Box<dyn Error>> {
    let started = Instant::now();
    let mut command = Command::new(program);
    command.args(arguments).env("PERUSAL_HOME", home).env("TERM", "dumb");
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let mut cost = Cost::default();
    let status = loop {
        look(child.id(), &mut cost);
        if let Some(status) = child.try_wait()? {
            break status;
        }
        thread::sleep(LOOK);
    };
    cost.wall = started.elapsed().as_secs_f64();
    if status.success() { Ok(cost) } else { Err(format!("{}: {status}", program.display()).into()) }
}

/// Looks at a process that may have ended.
pub fn look(process: u32, cost: &mut Cost) {
    cost.cpu = cpu(process).unwrap_or(cost.cpu);
    cost.peak = memory(process, "VmHWM:").unwrap_or(0).max(cost.peak);
    cost.anonymous = memory(process, "RssAnon:").unwrap_or(0).max(cost.anonymous);
}

/// Seconds that a process has had of processors.
pub fn cpu(process: u32) -> Option<f64> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name, which comes before, may hold anything.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split(' ').collect();
    let ticks = |at: usize| fields.get(at)?.parse::<f64>().ok();
    Some((ticks(12)? + ticks(13)?) / TICKS)
}

/// A figure of the memory of a process in bytes.
pub fn memory(process: u32, field: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(field))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? * 1024)
}
