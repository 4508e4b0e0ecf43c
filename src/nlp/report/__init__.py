"""From tables to one page that a person reads."""
