"""What the report says of the corpus as a whole."""
