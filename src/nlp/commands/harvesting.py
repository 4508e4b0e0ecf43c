"""The command that listens to feeds: `commentary harvest`."""

import json
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["harvest"]


def harvest(
    source: Annotated[str | None, typer.Option(help="Only this source, by its id in sources.yaml.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Fetch at most so many pages.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Fetch and judge, write nothing.")] = False,
    corpus: Annotated[
        Path, typer.Option(help="Folder with articles/ and, if it has its own, codebook/.")
    ] = Path("corpus"),
    config: Annotated[Path | None, typer.Option(help="Settings file (default: commentary.toml).")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Write JSON, one object a line, for other programs.")
    ] = False,
) -> None:
    """Take in what the feeds of the codebook (sources.yaml) announce and what is about Korea and ASEAN."""
    from nlp.harvesting import Harvest, Tally
    from nlp.settings import read_settings

    settings = read_settings(config, corpus=corpus)
    tally = Tally()
    with Harvest(settings, dry_run=dry_run, limit=limit) as run:
        for one in run.sources(source):
            tally.sources += 1
            for item in run.run(one):
                tally.count(item)
                if as_json:
                    typer.echo(json.dumps(item.as_record(), ensure_ascii=False))
                else:
                    typer.echo(str(item), err=item.is_feed)
    if not as_json:
        for line in tally.lines(waiting=run.waiting, left_out=run.left_out, contact=settings.web.contact):
            typer.echo(line)
    if tally.failed_feeds:
        raise typer.Exit(1)
