"""The article file: YAML front matter in the fields of CSL-JSON, a blank line, the text in paragraphs."""

from nlp.corpus.markdown.article_file import make_markdown, parse_article, read_given
from nlp.corpus.markdown.fields import Fields

__all__ = ["Fields", "make_markdown", "parse_article", "read_given"]
