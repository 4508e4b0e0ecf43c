"""PDF files: lines in reading order, paragraphs, the title."""
