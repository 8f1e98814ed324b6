//! Where documents were read to, which of their sentences were read, and in which order they were opened.

mod openings;
mod positions;
mod sentences;
