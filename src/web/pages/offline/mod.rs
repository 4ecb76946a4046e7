//! Reading without network: what a reader may keep on a device, the page that explains it, and the
//! page that shows it. Nothing is kept before a person asks for it
//! (`docs/decisions/0019-kept-on-a-device.md`).

mod install;
mod keep;
mod pack;
mod selection;
mod sheet;
mod shell;

pub(in crate::web) use install::{manifest, service_worker};
pub(in crate::web) use keep::keep;
pub(in crate::web) use pack::directory;
pub(in crate::web) use shell::shell;

/// Where the worker is: at the root, so that it may answer for every page.
const WORKER: &str = "/service-worker.js";
/// Where the description of the node for home screens is.
const MANIFEST: &str = "/manifest.webmanifest";
/// Where the directory is that a device keeps.
const DIRECTORY: &str = "/keep/directory.json";
/// The page that shows what a device keeps.
const SHELL: &str = "/keep/offline";
