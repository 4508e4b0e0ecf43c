"""From the text of an article to what it names, dates, treats, judges and demands."""
