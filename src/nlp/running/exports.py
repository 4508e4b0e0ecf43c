"""What a run writes beside the tables for other programs: a workbook, Stata files, networks."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from nlp.settings import ExportSettings

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["write_exports"]


def write_exports(
    frames: Mapping[str, "pd.DataFrame"],
    folder: Path,
    settings: ExportSettings,
    *,
    labels: Mapping[str, str] | None = None,
) -> None:
    """Write what the settings ask for into a folder that holds the tables.

    Args:
        frames: the tables by name.
        folder: where it goes.
        settings: what is wanted, and of how many rows.
        labels: what people call a target, by its id.

    Raises:
        OutputError: the folder cannot be written.
    """
    if settings.xlsx:
        from nlp.tables.exports.workbook import write_workbook

        write_workbook(frames, folder, max_rows=settings.xlsx_rows)
    if settings.stata:
        from nlp.tables.exports.stata import STATA_FOLDER, write_stata

        write_stata(frames, folder / STATA_FOLDER, max_rows=settings.stata_rows)
    if settings.networks:
        from nlp.comparison.networks.files import NETWORKS_FOLDER, write_networks

        write_networks(frames, folder / NETWORKS_FOLDER, labels=labels)
