"""From files to articles: readers, header lines, front matter, a folder of articles."""
