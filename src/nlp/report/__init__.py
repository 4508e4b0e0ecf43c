"""From tables to pages that a person reads."""
