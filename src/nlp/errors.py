"""What may be caught: every error of the package, each one clear line that names the file and the remedy."""

__all__ = [
    "ArticleError",
    "CodebookError",
    "CommentaryError",
    "EvaluationError",
    "ModelError",
    "OutputError",
    "SettingsError",
    "TableError",
]


class CommentaryError(Exception):
    """Base of all errors a user can cause and mend; `str(error)` is one line for the terminal."""


class SettingsError(CommentaryError):
    """The settings file or an option does not hold what it must."""


class CodebookError(CommentaryError):
    """A file of the codebook is missing, malformed or inconsistent."""


class ArticleError(CommentaryError):
    """One article cannot be taken in; the others go on."""


class ModelError(CommentaryError):
    """A model that should have shipped or been installed cannot be loaded."""


class TableError(CommentaryError):
    """A table does not fit its schema, or cannot be read back."""


class OutputError(CommentaryError):
    """The outputs folder cannot be written; what stood there before still stands."""


class EvaluationError(CommentaryError):
    """Labelled data to score against is malformed."""
