//! The thread that receives signals of the system and passes them on as events. It sleeps in between.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use std::thread::JoinHandle;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::{Handle, Signals as Received};

use super::crash;
use super::event::{Event, Outbox};
use super::output::window;
use super::program_thread::ProgramThread;
use crate::app::Message;

/// The handle of the signal thread. Dropping it ends the thread.
pub struct Signals {
    handle: Handle,
    thread: Option<JoinHandle<()>>,
    /// The last signal that asked to end; 0 for none.
    ending: Arc<AtomicI32>,
}

impl Signals {
    /// Starts to listen.
    ///
    /// # Errors
    /// When the system refuses the handlers or the thread.
    pub fn start(outbox: Outbox) -> io::Result<Signals> {
        let mut received = Received::new([SIGTERM, SIGINT, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH])?;
        let handle = received.handle();
        let ending = Arc::new(AtomicI32::new(0));
        let ends = Arc::clone(&ending);
        let thread = crash::spawn(ProgramThread::Signals, move || {
            for signal in received.forever() {
                if matches!(signal, SIGTERM | SIGINT | SIGHUP) {
                    ends.store(signal, Ordering::Relaxed);
                }
                let Some(event) = event(signal) else { continue };
                outbox.post(event);
            }
        })?;
        Ok(Signals { handle, thread: Some(thread), ending })
    }

    /// The signal that asked the program to end, if one has. A terminal that has gone is a
    /// hangup, whether or not the signal has come yet.
    pub fn ending(&self) -> Option<i32> {
        match self.ending.load(Ordering::Relaxed) {
            0 => window::has_gone().then_some(SIGHUP),
            signal => Some(signal),
        }
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        self.handle.close();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn event(signal: i32) -> Option<Event> {
    Some(match signal {
        SIGTERM | SIGINT | SIGHUP => Event::Message(Message::Terminate),
        SIGTSTP => Event::Suspend,
        SIGCONT => Event::Continued,
        SIGWINCH => {
            let (columns, rows) = window::size().ok()?;
            Event::Message(Message::Resize(columns, rows))
        }
        _ => return None,
    })
}
