//! Pictures of what was decided while a book was set, beside its editions.

use std::io::{Seek, Write};

use super::{Edition, Noticed, unwritten};
use crate::base::Diagnostic;
use crate::text::Typesetter;
use crate::{layout, pdf};

/// What is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// How the lines were filled: `NAME.justification.pdf`.
    Justification,
}

impl Show {
    /// The name of its file, for a book whose outputs have the stem `stem`.
    pub fn file_name(self, stem: &str) -> String {
        match self {
            Show::Justification => format!("{stem}.justification.pdf"),
        }
    }
}

impl Edition {
    /// Writes what is to be shown.
    pub(super) fn show(
        &self,
        what: Show,
        out: &mut (impl Write + Seek),
        noticed: &mut Noticed,
    ) -> Result<(), Vec<Diagnostic>> {
        let Edition { book, design, library, fonts, stamp, .. } = self;
        let typesetter = Typesetter::new(library, fonts);
        let paged = noticed.take(layout::paginate(book, design, &typesetter));
        let pdf = match what {
            Show::Justification => {
                let shown = layout::justification::show(paged, book, design, &typesetter);
                pdf::justification(book, &shown, library, stamp)?
            }
        };
        out.write_all(&pdf).map_err(|error| vec![unwritten(&error)])
    }
}
