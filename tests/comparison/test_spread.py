import numpy as np
import pytest

from nlp.comparison.rest import Pieces
from nlp.comparison.spread import describe, describe_rest
from nlp.settings import ComparisonSettings

SETTINGS = ComparisonSettings()


def gathered(values, pieces, row, column):
    """The rest as `Pieces.rest` gathers it: what the sums must give."""
    rest = values[pieces.rest(row), column]
    rest = rest[~np.isnan(rest)]
    value = values[row, column]
    share = 100 * ((rest < value).sum() + 0.5 * (rest == value).sum()) / max(len(rest), 1)
    return len(rest), rest.mean(), rest.std(ddof=1), np.nan if np.isnan(value) else share


def test_the_rest_is_that_of_gathered_values():
    generator = np.random.default_rng(3)
    values = np.round(generator.normal(50, 3, size=(40, 4)), 1)
    values[generator.random(values.shape) < 0.2] = np.nan
    counted_as = np.arange(40)
    counted_as[[7, 9, 20]] = 7, 7, 3  # 9 is a copy of 7, 20 of 3
    pieces = Pieces(tuple(f"p{n:02d}" for n in range(40)), counted_as)
    rows, columns = (part.ravel() for part in np.meshgrid(np.arange(40), np.arange(4)))
    found = describe_rest(values, pieces, rows, columns, SETTINGS)
    for cell, (row, column) in enumerate(zip(rows, columns, strict=True)):
        n, mean, sd, percentile = gathered(values, pieces, row, column)
        assert (found.n[cell], found.mean[cell], found.sd[cell]) == (
            n,
            pytest.approx(mean, abs=1e-6),
            pytest.approx(sd, abs=1e-6),
        )
        assert found.percentile[cell] == pytest.approx(percentile, nan_ok=True)
        assert found.ends[0, cell] < found.mean[cell] < found.ends[1, cell]


def test_an_interval_of_many_is_the_normal_one():
    values = np.random.default_rng(1).exponential(size=(202, 1))
    pieces = Pieces(tuple(f"p{n:03d}" for n in range(202)), np.arange(202))
    found = describe_rest(values, pieces, np.array([5]), np.array([0]), SETTINGS)
    rest = np.delete(values[:, 0], 5)
    reach = 1.959964 * rest.std(ddof=1) / np.sqrt(201)
    assert found.ends[:, 0] == pytest.approx([rest.mean() - reach, rest.mean() + reach], abs=1e-6)


def test_columns_are_described_without_their_gaps():
    found = describe(np.array([[1.0, np.nan, np.nan], [3.0, 2.0, np.nan]]))
    assert found.n.tolist() == [2, 1, 0]
    assert found.mean[:2].tolist() == [2, 2]
    assert found.sd[0] == pytest.approx(2**0.5)
    assert np.isnan([found.mean[2], *found.sd[1:]]).all()
