//! The `havre` command.

fn main() -> std::process::ExitCode {
    havre::cli::run()
}
