"""Library: signed packages between the two programs; files only, no framework, no network."""
