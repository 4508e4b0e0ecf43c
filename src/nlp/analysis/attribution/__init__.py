"""Who speaks, of what, and whether in earnest: speakers, targets, and what counts as addressed."""
