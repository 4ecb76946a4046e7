//! How a command ends: what it says on stderr, and the number that scripts look at.

use std::{io, process::ExitCode};

use crate::{
    config::ConfigError,
    domain::{BadColour, Broken},
    node::{BadRegion, NodeError, record::FileProblem},
};

/// Something could not be done, now or here.
const FAILED: u8 = 1;
/// The caller is to mend something first; `clap` ends with the same after a wrong flag.
const MISTAKE: u8 = 2;

/// What the caller is to mend, in a sentence that says how.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Mistake(pub(super) String);

/// A mistake of the caller, as an error of a command.
pub(super) fn mistake(sentence: impl Into<String>) -> anyhow::Error {
    Mistake(sentence.into()).into()
}

/// Says on stderr what went wrong, and gives the number for it.
pub(super) fn report(problem: &anyhow::Error) -> ExitCode {
    if problem.downcast_ref::<io::Error>().is_some_and(is_closed_pipe) {
        return ExitCode::SUCCESS;
    }
    eprintln!("havre: {}", sentence(problem));
    ExitCode::from(if is_mistake(problem) { MISTAKE } else { FAILED })
}

/// Whoever read our output had enough of it, as `head` does.
fn is_closed_pipe(problem: &io::Error) -> bool {
    problem.kind() == io::ErrorKind::BrokenPipe
}

/// The error and its causes, none of them said twice.
fn sentence(problem: &anyhow::Error) -> String {
    let mut said = String::new();
    for cause in problem.chain().map(ToString::to_string) {
        if said.contains(&cause) {
            continue;
        }
        if !said.is_empty() {
            said += ": ";
        }
        said += &cause;
    }
    said
}

fn is_mistake(problem: &anyhow::Error) -> bool {
    problem.chain().any(|cause| {
        cause.is::<Mistake>()
            || cause.is::<ConfigError>()
            || cause.is::<FileProblem>()
            || cause.is::<BadRegion>()
            || cause.is::<Broken>()
            || cause.is::<BadColour>()
            || cause.downcast_ref().is_some_and(is_mistake_of_caller)
    })
}

fn is_mistake_of_caller(problem: &NodeError) -> bool {
    match problem {
        NodeError::Store(_)
        | NodeError::Federation(_)
        | NodeError::Key(_)
        | NodeError::NotProven(_)
        | NodeError::Hash(_)
        | NodeError::Stopped(_) => false,
        NodeError::File { problem, .. } => matches!(
            problem.kind(),
            io::ErrorKind::NotFound
                | io::ErrorKind::PermissionDenied
                | io::ErrorKind::IsADirectory
                | io::ErrorKind::NotADirectory
        ),
        _ => true,
    }
}
