//! The command line: one file per command. Each opens a node and asks it for a verb or two.

mod actor;
mod alias;
mod appearance;
mod backup;
mod block;
mod block_list;
mod chance;
mod decision;
mod demo;
mod doctor;
mod draft;
mod export;
mod failure;
mod follower;
mod held;
mod import;
mod init;
mod log;
mod moves;
mod node;
mod open;
mod output;
mod page;
mod password;
mod peer;
mod policy;
mod progress;
mod reason;
mod reply;
mod report;
mod restore;
mod serve;
mod settings;
mod sheet;
mod stop;
mod territory;
mod user;
mod verify;
mod when;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tokio::runtime::Runtime;

/// A territory node: practices, events and calls to action, shared over ActivityPub
///
/// A node publishes what a territory and its organisations do to welcome people, follows the nodes
/// of other territories, and holds a complete, searchable copy of what they publish.
#[derive(Debug, Parser)]
#[command(
    name = "havre",
    version,
    arg_required_else_help = true,
    after_help = "\
To look around:
  havre demo               five territories on this machine, with real data

To run a node of your own:
  havre init --help        makes the node
  havre serve --help       opens it
  havre doctor --help      says what is still missing

Every command ends with 0 when it is done, 1 when it failed, and 2 when it was asked for something \
that cannot be."
)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Demo(demo::Demo),
    Init(init::Init),
    Serve(serve::Serve),
    #[command(subcommand)]
    Actor(actor::Actor),
    #[command(subcommand)]
    Node(node::Node),
    #[command(subcommand)]
    Page(page::Page),
    #[command(subcommand)]
    Appearance(appearance::Appearance),
    #[command(subcommand)]
    User(user::User),
    #[command(subcommand)]
    Peer(peer::Peer),
    #[command(subcommand)]
    Block(block::Block),
    #[command(subcommand)]
    Report(report::Report),
    #[command(subcommand)]
    Reply(reply::Reply),
    #[command(subcommand)]
    Sheet(sheet::Sheet),
    Verify(verify::Verify),
    #[command(subcommand)]
    Held(held::Held),
    #[command(subcommand)]
    Follower(follower::Follower),
    #[command(subcommand)]
    Policy(policy::Policy),
    #[command(subcommand)]
    Decision(decision::Decision),
    #[command(subcommand)]
    Draft(draft::Draft),
    Import(import::Import),
    Export(export::Export),
    Backup(backup::Backup),
    Restore(restore::Restore),
    Doctor(doctor::Doctor),
}

/// Does what the command line asks for; the code is what the process ends with.
#[must_use]
pub fn run() -> ExitCode {
    let CommandLine { command } = CommandLine::parse();
    let done = Runtime::new()
        .map_err(anyhow::Error::from)
        .and_then(|runtime| runtime.block_on(command.run()));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => failure::report(&problem),
    }
}

impl Command {
    async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Demo(command) => command.run().await,
            Self::Init(command) => command.run().await,
            Self::Serve(command) => command.run().await,
            Self::Actor(command) => command.run().await,
            Self::Node(command) => command.run().await,
            Self::Page(command) => command.run().await,
            Self::Appearance(command) => command.run().await,
            Self::User(command) => command.run().await,
            Self::Peer(command) => command.run().await,
            Self::Block(command) => command.run().await,
            Self::Report(command) => command.run().await,
            Self::Reply(command) => command.run().await,
            Self::Sheet(command) => command.run().await,
            Self::Verify(command) => command.run().await,
            Self::Held(command) => command.run().await,
            Self::Follower(command) => command.run().await,
            Self::Policy(command) => command.run().await,
            Self::Decision(command) => command.run().await,
            Self::Draft(command) => command.run().await,
            Self::Import(command) => command.run().await,
            Self::Export(command) => command.run().await,
            Self::Backup(command) => command.run().await,
            Self::Restore(command) => command.run().await,
            Self::Doctor(command) => command.run().await,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::CommandLine;

    #[test]
    fn the_command_line_contradicts_itself_nowhere() {
        CommandLine::command().debug_assert();
    }
}
