"""Pieces two by two: how near they are, and on what they agree."""
