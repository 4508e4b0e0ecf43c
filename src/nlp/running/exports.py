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
) -> tuple[str, ...]:
    """Write what the settings ask for into a folder that holds the tables; what was left out, in a line.

    Args:
        frames: the tables by name.
        folder: where it goes.
        settings: what is wanted, and of how many rows.
        labels: what people call a target, by its id.

    Raises:
        OutputError: the folder cannot be written.
    """
    if settings.networks:
        from nlp.comparison.networks.files import NETWORKS_FOLDER, write_networks

        write_networks(frames, folder / NETWORKS_FOLDER, labels=labels)
    if not settings.xlsx and not settings.stata:
        return ()
    from nlp.tables.exports.selection import count_readable

    rows = count_readable(frames)
    if rows > settings.max_rows:
        return (_note(rows, settings),)
    if settings.xlsx:
        from nlp.tables.exports.workbook import WORKBOOK, write_workbook

        write_workbook(frames, folder / WORKBOOK, max_rows=settings.xlsx_rows)
    if settings.stata:
        from nlp.tables.exports.stata import STATA_FOLDER, write_stata

        write_stata(frames, folder / STATA_FOLDER, max_rows=settings.stata_rows)
    return ()


def _note(rows: int, settings: ExportSettings) -> str:
    """What is missing, and how it can be had."""
    from nlp.tables.exports.stata import STATA_FOLDER
    from nlp.tables.exports.workbook import WORKBOOK

    missing = [(WORKBOOK, "--xlsx FILE")] * settings.xlsx + [
        (f"{STATA_FOLDER}/", "--stata FOLDER")
    ] * settings.stata
    names, options = zip(*missing, strict=True)
    them = "them" if len(names) > 1 else "it"
    return (
        f"{' and '.join(names)} left out: {rows:,} rows in all, more than the {settings.max_rows:,} of "
        f"`exports.max_rows`; `commentary export {' '.join(options)}` writes {them}"
    )
