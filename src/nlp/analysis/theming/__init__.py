"""Theme heads: what they are, what they were fitted on, and how they learn from human codes."""
