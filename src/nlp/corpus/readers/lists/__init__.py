"""Lists of pieces: exports of reference managers, tables; and the files that they name."""
