"""Where names stand in a text: the gazetteer as an index, the text as words, mentions and their readings."""
