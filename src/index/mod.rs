//! All that is derived from the files, in tantivy: files, documents, keys. It can be rebuilt
//! unasked at any time; what a reader made is in `notebook`.
