"""Whether a piece is new, known already, or a corrected version of a known one."""
