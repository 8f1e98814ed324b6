//! The limits that the parser process sets itself before it reads the first file.
//!
//! Not here: how long the other side waits, and how much it takes (`exchange`).

use rustix::process::{Resource, Rlimit, setrlimit};
use rustix::time::{ClockId, clock_gettime};

/// The memory that the process may have at once, in bytes, its own program included.
pub const MEMORY: u64 = 1 << 30;

/// The time of the processor for one file, in seconds. The other side waits shorter; this ends a process whose
/// other side is stopped.
const SECONDS: u64 = 30;

/// Takes from this process whatever reading bytes that it is given does not need: more memory, new files and
/// sockets, processes and threads of its own. A limit that the system does not know is done without.
pub fn confine() {
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL));
    let limits = [
        (Resource::As, MEMORY),
        // A crash leaves no copy of the file behind.
        (Resource::Core, 0),
        (Resource::Fsize, 0),
        (Resource::Nproc, 0),
        // The streams that are open stay open; no number is left for another.
        (Resource::Nofile, 0),
    ];
    for (resource, most) in limits {
        let _ = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
    }
}

/// Gives the process the time for another file.
pub fn renew_time() {
    let used = u64::try_from(clock_gettime(ClockId::ProcessCPUTime).tv_sec).unwrap_or_default();
    let _ = setrlimit(Resource::Cpu, Rlimit { current: Some(used + SECONDS), maximum: None });
}
