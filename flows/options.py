"""The options that say where pieces are analysed, of every command that runs the flow."""

import argparse

from nlp.labels import EngineKind

__all__ = ["ENGINE_OPTIONS", "add_engine_options"]

ENGINE_OPTIONS = ("engine", "scheduler", "workers")  # as the flow's parameters are called


def add_engine_options(parser: argparse.ArgumentParser) -> None:
    """Have a parser take them; what is not given is None, and then the settings count."""
    kinds = [kind.value for kind in EngineKind]
    parser.add_argument("--engine", choices=kinds, help="where pieces are analysed (default: local)")
    parser.add_argument("--scheduler", help="of a running Dask cluster, as tcp://host:8786")
    parser.add_argument("--workers", type=int, help="processes on this machine (default: one a core)")
