"""From tables to how one piece differs from all the others."""
