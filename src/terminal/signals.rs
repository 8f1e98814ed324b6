//! The thread that hears the system's signals and passes them on as events. It sleeps in
//! between.

use std::io;
use std::thread::JoinHandle;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::{Handle, Signals as Received};

use super::{Event, Outbox, crash, screen};
use crate::app::Message;

/// The signal thread, seen from outside.
pub struct Signals {
    handle: Handle,
    thread: Option<JoinHandle<()>>,
}

impl Signals {
    /// Starts to listen.
    ///
    /// # Errors
    /// When the system refuses the handlers or the thread.
    pub fn start(outbox: Outbox) -> io::Result<Signals> {
        let mut received = Received::new([SIGTERM, SIGINT, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH])?;
        let handle = received.handle();
        let thread = crash::spawn("signals", move || {
            for signal in received.forever() {
                let Some(event) = event(signal) else { continue };
                outbox.post(event);
            }
        })?;
        Ok(Signals { handle, thread: Some(thread) })
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
            let (columns, rows) = screen::size().ok()?;
            Event::Message(Message::Resize(columns, rows))
        }
        _ => return None,
    })
}
