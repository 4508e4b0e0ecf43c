"""The parsing pipeline: tagger, morphologizer, parser, lemmatizer and sentence boundaries."""
