"""Three invented pieces of institutions as tables, made by hand."""

import pytest

from tests.report.pieces import LABELS, make_frames


@pytest.fixture(scope="session")
def frames():
    return make_frames()


@pytest.fixture(scope="session")
def method():
    return {
        "nlp": "0.1.0",
        "versions": {"spacy": "3.8.18", "pandas": "3.1.1"},
        "models": {"parser": "0f" * 32},
        "settings": {"comparison": {"bootstrap": 1000, "confidence": 0.95}},
        "error_rates": {"stance": "macro-F1 0.76 on held-out news sentences (n = 1,034)"},
        "labels": LABELS,
        "fingerprint": "not for readers",
    }
