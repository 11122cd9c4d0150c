//! Where things are.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result, While};

/// The project's folders.
pub struct Project {
    root: PathBuf,
}

impl Project {
    /// The project that this script belongs to.
    pub fn here() -> Result<Self> {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = manifest.parent().ok_or_else(|| Failure::new("the script has no project around it"))?;
        Ok(Self { root: root.to_path_buf() })
    }

    /// A path inside the project.
    pub fn path(&self, inside: impl AsRef<Path>) -> PathBuf {
        self.root.join(inside)
    }

    /// The text of a file of the project.
    pub fn read(&self, inside: &str) -> Result<String> {
        fs::read_to_string(self.path(inside)).when(format_args!("cannot read {inside}"))
    }

    /// The project's root.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The built site.
    pub fn dist(&self) -> PathBuf {
        self.path("dist")
    }

    /// Tools that the project installed for itself; ignored by git, untouched by `cargo clean`.
    pub fn tools(&self) -> PathBuf {
        self.path(".tools")
    }

    /// The end-to-end tests, a node package of their own.
    pub fn e2e(&self) -> PathBuf {
        self.path("tests/e2e")
    }

    /// `PATH` with the project's own tools first, so that Trunk finds exactly those.
    pub fn search_path(&self) -> Result<OsString> {
        let own = [self.tools().join("bin"), self.tools().join("node_modules/.bin")];
        let inherited = env::var_os("PATH").unwrap_or_default();
        env::join_paths(own.into_iter().chain(env::split_paths(&inherited))).when("cannot extend PATH")
    }

    /// The first program of this name on [`Project::search_path`].
    pub fn find_program(&self, name: &str) -> Result<Option<PathBuf>> {
        let path = self.search_path()?;
        Ok(env::split_paths(&path).map(|folder| folder.join(name)).find(|candidate| candidate.is_file()))
    }
}
