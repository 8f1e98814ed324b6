//! Finds what an argument chooses among things that have names.

/// The choice of that name.
///
/// # Errors
/// With the names there are.
pub fn one_of<C: Copy>(
    choices: impl IntoIterator<Item = C>,
    name: impl Fn(C) -> String,
    typed: &str,
) -> Result<C, String> {
    let named: Vec<(String, C)> = choices.into_iter().map(|choice| (name(choice), choice)).collect();
    let found = named.iter().find(|(name, _)| name == typed).map(|&(_, choice)| choice);
    let names = || named.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ");
    found.ok_or_else(|| format!("one of {}", names()))
}
