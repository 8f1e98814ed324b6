//! Which keys are one entity, over a whole collection. Pure: it sees names and counts, no texts.
