"""The shell of every page: languages, parts, forms sent once, errors. No word of the field."""
