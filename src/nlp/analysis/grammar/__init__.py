"""What sentences, clauses and phrases say by their form."""
