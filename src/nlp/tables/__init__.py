"""From analyses to tidy tables: schemas, rows, files."""
