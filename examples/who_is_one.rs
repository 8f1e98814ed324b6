//! Prints which of some names of people are one person.
//!
//! `cargo run --release --example who_is_one -- "volodymyr zelensky" "volodymyr zelenskyy" "ida marrel"`

#![allow(clippy::print_stdout)]

use perusal::model::Kind;
use perusal::resolve::{KeyUse, resolve};

fn main() {
    let names: Vec<String> = std::env::args().skip(1).map(|name| name.to_lowercase()).collect();
    let keys: Vec<KeyUse<'_>> = names.iter().map(|name| KeyUse::new(Kind::Person, name, false)).collect();
    for entity in resolve(&keys, &[]).iter() {
        let of: Vec<&str> = entity.keys.iter().map(|&key| keys[key as usize].name).collect();
        println!("{}", of.join(" = "));
    }
}
