//! Pure Unicode work: nothing here knows of files, policies or pages.
