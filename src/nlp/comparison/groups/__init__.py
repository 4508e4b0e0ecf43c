"""Groups of pieces held against each other: sides, outlets, years, authors' countries."""
