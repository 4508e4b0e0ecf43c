"""What may be caught: every error of the package, each one clear line that names the file and the remedy."""

__all__ = [
    "ArticleError",
    "BusyError",
    "CodebookError",
    "CodesError",
    "CommentaryError",
    "EngineError",
    "EvaluationError",
    "ModelError",
    "OutputError",
    "SettingsError",
    "TableError",
    "WebError",
]


class CommentaryError(Exception):
    """Base of all errors a user can cause and mend; `str(error)` is one line for the terminal."""


class SettingsError(CommentaryError):
    """The settings file or an option does not hold what it must."""


class CodebookError(CommentaryError):
    """A file of the codebook is missing, malformed or inconsistent."""


class CodesError(CommentaryError):
    """Human codes or a coding sheet cannot be read, written or compared."""


class ArticleError(CommentaryError):
    """One article cannot be taken in; the others go on."""


class ModelError(CommentaryError):
    """A model that should have shipped or been installed cannot be loaded."""


class TableError(CommentaryError):
    """A table does not fit its schema, or cannot be read back."""


class OutputError(CommentaryError):
    """The outputs folder cannot be written; what stood there before still stands."""


class BusyError(CommentaryError):
    """Another run is at work on the same outputs."""


class EngineError(CommentaryError):
    """The processes or machines that analyse cannot be had, differ from this one, or have been lost."""


class EvaluationError(CommentaryError):
    """Labelled data to score against is malformed."""


class WebError(CommentaryError):
    """A page or feed cannot be fetched; `lasting` where asking again would not help."""

    def __init__(self, message: str, *, lasting: bool = True) -> None:
        super().__init__(message)
        self.lasting = lasting
