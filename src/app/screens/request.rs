//! The pending question of a screen: whether it has been asked, and whether its answer has come.

use crate::app::message::Ticket;

/// What was asked of the index, and whether the answer is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// 0 when it is to be asked (again).
    pub ticket: Ticket,
    /// Whether it is asked and the answer is still to come.
    pub waiting: bool,
}

impl Request {
    /// Whether an answer is the one waited for.
    pub fn is(self, ticket: Ticket) -> bool {
        ticket != 0 && self.ticket == ticket
    }
}
