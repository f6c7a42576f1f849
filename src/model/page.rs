//! Pages such as “about”: a text and nothing more.

use super::{PageId, Publicity, Texts};

/// A page.
#[derive(Clone, Debug)]
pub struct Page {
    /// The id, its word in addresses.
    pub id: PageId,
    /// What it says.
    pub texts: Texts,
    /// Whether it may be published.
    pub publicity: Publicity,
}
