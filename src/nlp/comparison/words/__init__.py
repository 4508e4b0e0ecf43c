"""Which words, terms and entities set a piece apart, and where a term stands."""
