"""The model card of the stance model, with the numbers that the steps of the training wrote down."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

__all__ = ["write_card"]

Found = Mapping[str, Mapping[str, Any]]

_TEMPLATE = Path(__file__).with_name("card.md")


def write_card(file: Path, found: Found) -> None:
    """Write the card."""
    final, whole, weighing = found["final"], found["whole"], found["weighing"]
    file.write_text(
        _TEMPLATE.read_text(encoding="utf-8").format(
            n_pairs=final["pairs"],
            n_twin=whole["pairs"],
            passes=final["passes"],
            claims=final["claim_passes"],
            temperature=final["temperature"],
            threshold=final["threshold"],
            speed=min(part["targets_per_cpu_second"] for part in final["int8"].values()),
            scores="\n".join(_score_rows(final, whole)),
            news_rw=found["news"]["rw_dev"]["macro_f1"],
            news_mt=found["news"]["mt_dev"]["macro_f1"],
            curve="\n".join(_curve_row(found[share]) for share in ("quarter", "half", "whole")),
            patterns=", ".join(f"{name} {hits}" for name, hits in whole["d by pattern"].items()),
            writers="\n".join(_writer_row(row) for row in weighing["writers"]),
            confusion=weighing["confusion"],
            **{
                name: weighing[name]
                for name in ("n_features", "n_examples", "n_pieces", "n_writers", "missed", "n_coded")
            },
        ),
        encoding="utf-8",
    )


def _score_rows(final: Mapping[str, Any], whole: Mapping[str, Any]) -> list[str]:
    rows = [
        _score_row("**policy pairs held back, file d**, fp32", whole["d"]),
        _score_row("the same, calibrated", final["calibrated d"]),
        _score_row("policy pairs held back, file g (reported views), fp32", whole["g"]),
        _score_row("the same, calibrated", final["calibrated g"]),
    ]
    for part, name in (("rw_dev", "NewsMTSC rw dev"), ("mt_dev", "NewsMTSC mt dev")):
        rows.append(_score_row(f"{name}: shipped model, fp32", final["fp32"][part]))
        rows.append(_score_row(f"{name}: **int8, as shipped**, calibrated", final["int8"][part]))
    return rows


def _score_row(name: str, scores: Mapping[str, float]) -> str:
    covered = " / ".join(f"{scores[f'accuracy_at_{share}%']:.1f}" for share in (90, 80, 50))
    return (
        f"| {name} | {scores['n']:.0f} | {scores['macro_f1']:.1f} | {scores['accuracy']:.1f} | {covered} | "
        f"{scores['calibration_error']:.2f} |"
    )


def _curve_row(found: Mapping[str, Any]) -> str:
    news = " / ".join(f"{found[part]['macro_f1']:.1f}" for part in ("rw_dev", "mt_dev"))
    return f"| {found['pairs']:,} | {found['d']['macro_f1']:.1f} | {found['g']['macro_f1']:.1f} | {news} |"


def _writer_row(row: Mapping[str, Any]) -> str:
    return (
        f"| {row['writer']} ({row['pieces']}) | the others | {row['n']} | {row['right']} | "
        f"{row['reversed']} | {row['macro_f1']:.1f} |"
    )
