//! Faults for which the system ends a process: a file that is cut short while it is mapped (SIGBUS), a stack that
//! overflows, an instruction that does not exist, `abort`. The terminal is given back, a line says what happened,
//! and the process dies by the same signal, so that whoever started it sees what it died of.
//!
//! Not here: panics (`crash`), and signals that ask the program to end (`signals`).

use std::os::raw::c_int;

use signal_hook::consts::{SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV};

use super::output::taken;

const FAULTS: [c_int; 5] = [SIGBUS, SIGSEGV, SIGABRT, SIGFPE, SIGILL];

/// Has the faults handled; once, before the terminal is taken.
pub fn install() {
    for signal in FAULTS {
        handle(signal);
    }
}

/// Runs in the middle of whatever the thread was doing: it may neither allocate nor wait for a lock.
extern "C" fn on_fault(signal: c_int) {
    let last_words = match signal {
        SIGBUS => {
            "perusal ended: a file it was reading was cut short, or its disk failed (SIGBUS). Start it again.\n"
        }
        SIGSEGV => "perusal ended by a fault of its own (SIGSEGV). Start it again.\n",
        SIGABRT => "perusal ended by a fault of its own (SIGABRT). Start it again.\n",
        SIGFPE => "perusal ended by a fault of its own (SIGFPE). Start it again.\n",
        _ => "perusal ended by a fault of its own (SIGILL). Start it again.\n",
    };
    taken::give_back_after_fault(last_words.as_bytes());
    // Handled once: this time it ends the process.
    let _ = signal_hook::low_level::raise(signal);
}

/// Has `on_fault` handle a signal, on the stack set aside for it, since the usual one may have overflowed; the
/// second time the system's own handling is in force again.
///
/// No crate in use does this in safe code: signal-hook refuses these signals, and its unchecked way leaves the
/// stack set aside unused. A second process that watches the first would come too late: the shell has drawn its
/// prompt by then.
#[allow(unsafe_code)]
fn handle(signal: c_int) {
    // SAFETY: `action` is plain data for which zeros are valid, filled before it is passed on. The handler
    // calls only what may be called in one: `write`, `poll`, `ioctl` on the terminal, `clock_gettime`, `raise`,
    // and it tries a lock without waiting for it.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = on_fault as extern "C" fn(c_int) as libc::sighandler_t;
        action.sa_flags = libc::SA_ONSTACK | libc::SA_RESETHAND;
        libc::sigemptyset(&mut action.sa_mask);
        // Where it is refused, the fault ends the program as it would have.
        libc::sigaction(signal, &action, std::ptr::null_mut());
    }
}
