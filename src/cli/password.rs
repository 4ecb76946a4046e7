//! Where a password comes from: a file, the terminal, or chance.

use std::{
    fs,
    io::{self, IsTerminal},
    path::Path,
};

use anyhow::Context;
use console::Term;

use super::{chance, failure::mistake};

/// A password, and whether the one who gave the command still has to be told.
pub(super) struct Password {
    /// The password.
    pub(super) text: String,
    /// It was made here, and nobody knows it yet.
    pub(super) is_new: bool,
}

/// The first line of `file`, or what is typed at the terminal; without either, a new one.
pub(super) fn read_or_make(file: Option<&Path>) -> anyhow::Result<Password> {
    let text = match file {
        Some(file) => read_file(file)?,
        None if io::stdin().is_terminal() => ask_twice()?,
        None => return Ok(Password { text: chance::password()?, is_new: true }),
    };
    Ok(Password { text, is_new: false })
}

/// The first line of a file.
pub(super) fn read_file(file: &Path) -> anyhow::Result<String> {
    let text = fs::read_to_string(file)
        .map_err(|problem| mistake(format!("{} cannot be read: {problem}", file.display())))?;
    match text.lines().next() {
        Some(line) if !line.is_empty() => Ok(line.to_owned()),
        _ => Err(mistake(format!("{}: its first line is empty", file.display()))),
    }
}

fn ask_twice() -> anyhow::Result<String> {
    let first = ask("Password: ")?;
    if first != ask("The same again: ")? {
        return Err(mistake("the two were not the same: give the command again"));
    }
    Ok(first)
}

/// Asks without showing what is typed.
fn ask(question: &str) -> anyhow::Result<String> {
    let terminal = Term::stderr();
    terminal.write_str(question)?;
    terminal.read_secure_line().context("the terminal gives no password: use --password-file")
}
