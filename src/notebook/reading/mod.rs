//! Where documents were read to, and in which order they were opened.

mod openings;
mod positions;
