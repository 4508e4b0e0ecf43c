"""Whether everything a run needs is there, and in order; and how the last ones went."""

from pathlib import Path

from nlp.commands.doctor.examined import Examined
from nlp.commands.doctor.feeds import examine_feeds
from nlp.commands.doctor.folders import examine_folders
from nlp.commands.doctor.history import examine_runs
from nlp.commands.doctor.installation import examine_installation
from nlp.commands.doctor.models import examine_models
from nlp.commands.doctor.schedule import examine_schedule

__all__ = ["Examined", "examine"]


def examine(corpus: Path, outputs: Path) -> list[Examined]:
    """Everything a run needs, one entry each; `detail` says what is there, or the remedy."""
    return [
        *examine_installation(),
        *examine_models(),
        *examine_folders(corpus, outputs),
        *examine_feeds(corpus),
        *examine_schedule(),
        *examine_runs(outputs),
    ]
