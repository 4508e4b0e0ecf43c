"""Coding sheets: written for coders, read back however they were saved, and taken into the corpus."""
