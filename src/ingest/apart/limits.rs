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

/// Takes the file system and the network from this process, where the kernel can: what is not open by now cannot be
/// opened. Returns whether it is so.
#[cfg(target_os = "linux")]
fn seal() -> bool {
    use landlock::{ABI, Access as _, AccessFs, AccessNet, Ruleset, RulesetAttr as _, RulesetStatus, Scope};
    // Of what the kernel does not know yet as much as it knows is taken. No rule gives anything back.
    let sealed = Ruleset::default()
        .handle_access(AccessFs::from_all(ABI::V5))
        .and_then(|ruleset| ruleset.handle_access(AccessNet::from_all(ABI::V5)))
        .and_then(|ruleset| ruleset.scope(Scope::from_all(ABI::V6)))
        .and_then(|ruleset| ruleset.create())
        .and_then(|ruleset| ruleset.restrict_self());
    sealed.is_ok_and(|status| status.ruleset != RulesetStatus::NotEnforced)
}

/// Takes from this process whatever reading bytes that it is given does not need: more memory, files and
/// sockets, processes and threads of its own. A limit that the system does not know is done without.
pub fn confine() {
    // It takes a file number, of which there is none later.
    #[cfg(target_os = "linux")]
    seal();
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::File;
    use std::net::{TcpListener, TcpStream, UdpSocket};
    use std::os::unix::net::UnixDatagram;
    use std::process::Command;

    /// What a process could still do that only these limits are to keep from it.
    const INSIDE: [&str; 2] =
        ["tests::in_a_process_of_its_own_nothing_is_opened", "tests::sealed_it_opens_nothing"];

    #[test]
    fn a_parser_process_opens_no_file_and_no_socket_and_starts_nothing() {
        for inside in INSIDE {
            let name = format!(
                "{}::{inside}",
                module_path!().trim_end_matches("::tests").trim_start_matches("perusal::")
            );
            let program = std::env::current_exe().unwrap();
            let run =
                Command::new(program).args(["--exact", &name, "--ignored", "--test-threads=1"]).output();
            let output = run.unwrap();
            let said = String::from_utf8_lossy(&output.stdout);
            assert!(output.status.success() && said.contains("1 passed"), "{inside}: {said}");
        }
    }

    #[test]
    #[ignore = "it limits the process that it runs in"]
    fn in_a_process_of_its_own_nothing_is_opened() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        confine();
        renew_time();
        assert!(File::open("/dev/null").is_err() && File::open("/etc/passwd").is_err());
        assert!(TcpStream::connect(address).is_err() && UdpSocket::bind("127.0.0.1:0").is_err());
        assert!(UnixDatagram::unbound().is_err());
        assert!(Command::new("/bin/true").status().is_err());
        let mut bytes = Vec::<u8>::new();
        assert!(bytes.try_reserve_exact(MEMORY as usize).is_err());
    }

    #[test]
    #[ignore = "it limits the process that it runs in"]
    #[cfg(target_os = "linux")]
    fn sealed_it_opens_nothing() {
        use std::io::ErrorKind::PermissionDenied;
        let place = std::env::temp_dir();
        if seal() {
            assert_eq!(File::open("/etc/passwd").unwrap_err().kind(), PermissionDenied);
            assert_eq!(std::fs::read_dir("/").unwrap_err().kind(), PermissionDenied);
            assert_eq!(File::create(place.join("perusal-sealed")).unwrap_err().kind(), PermissionDenied);
        }
    }
}
