//! Who answers for what, as a table: measures against bodies, or bodies against policies.

use serde::Serialize;

use super::{Chrome, Link};

/// A responsibility matrix, of one policy or of the site. Template: `matrix.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Matrix {
    /// The frame.
    pub chrome: Chrome,
    /// How to read it, in a sentence or two.
    pub explanation: String,
    /// The policy; `None` for that of the site.
    pub policy: Option<Link>,
    /// What the rows are, such as 举措.
    pub row_label: String,
    /// What the columns are, such as 部门.
    pub column_label: String,
    /// The heads of the columns.
    pub columns: Vec<MatrixHead>,
    /// The rows, in one group or several.
    pub groups: Vec<MatrixGroup>,
    /// What each mark means.
    pub legend: Vec<MatrixCell>,
}

/// The head of a column.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MatrixHead {
    /// A short name.
    pub link: Link,
    /// The full name where that is another; empty otherwise.
    pub full: String,
    /// How many marks the column holds.
    pub total: String,
}

/// Rows under one head.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MatrixGroup {
    /// The head; `None` where there is one group only.
    pub head: Option<Link>,
    /// The rows.
    pub rows: Vec<MatrixRow>,
}

/// A row.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MatrixRow {
    /// Its printed number; empty for none.
    pub number: String,
    /// Its head.
    pub head: Link,
    /// One cell for each column, in that order.
    pub cells: Vec<MatrixCell>,
    /// How many marks the row holds.
    pub total: String,
}

/// A knot of row and column.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MatrixCell {
    /// What is seen: `●`, `○` or a count; empty for an empty cell.
    pub mark: String,
    /// What is read aloud in its place, such as `牵头`; empty where the mark speaks for itself.
    pub label: String,
    /// Where it leads; empty for nowhere.
    pub href: String,
}
