"""Leaving hosts in peace: pauses between requests, and what `robots.txt` allows."""
