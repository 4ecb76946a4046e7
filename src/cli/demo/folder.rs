//! Where the demonstration keeps its nodes, and how it writes what must be there whole.

use std::{
    io::Write,
    path::{Path, PathBuf, absolute},
};

use anyhow::Context;
use tempfile::{NamedTempFile, TempDir};

use crate::cli::open::make_private_folder;

/// The folder of a demonstration.
#[derive(Debug)]
pub(super) enum Folder {
    /// It stays.
    Kept(PathBuf),
    /// It goes when the demonstration ends.
    Temporary(TempDir),
}

impl Folder {
    /// The folder `named`, or a temporary one.
    pub(super) fn open(named: Option<&Path>) -> anyhow::Result<Self> {
        match named {
            Some(folder) => {
                make_private_folder(folder)?;
                Ok(Self::Kept(absolute(folder)?))
            }
            None => Ok(Self::Temporary(TempDir::with_prefix("havre-demo-")?)),
        }
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        match self {
            Self::Kept(path) => path,
            Self::Temporary(folder) => folder.path(),
        }
    }
}

/// Writes a file beside its place and moves it there, so that nobody ever reads half of it.
pub(super) fn write_whole(file: &Path, text: &str) -> anyhow::Result<()> {
    let unwritable = || format!("{} cannot be written", file.display());
    let folder = file.parent().unwrap_or(Path::new("."));
    let mut unfinished = NamedTempFile::new_in(folder).with_context(unwritable)?;
    unfinished.write_all(text.as_bytes()).with_context(unwritable)?;
    unfinished.as_file().sync_all().with_context(unwritable)?;
    unfinished.persist(file).with_context(unwritable)?;
    Ok(())
}
