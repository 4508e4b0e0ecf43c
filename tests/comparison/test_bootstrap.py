import numpy as np
import pytest
from scipy import stats

from nlp.comparison.bootstrap import difference_intervals, mean_intervals
from nlp.comparison.spread import make_sample
from nlp.settings import ComparisonSettings

SETTINGS = ComparisonSettings()


def test_the_interval_is_near_the_one_of_scipy():
    values = np.random.default_rng(1).normal(size=(40, 1))
    low, high = mean_intervals(values, ComparisonSettings(bootstrap=20_000))[:, 0]
    oracle = stats.bootstrap(
        (values[:, 0],), np.mean, n_resamples=20_000, method="percentile", rng=np.random.default_rng(2)
    ).confidence_interval
    assert (low, high) == (pytest.approx(oracle.low, abs=0.01), pytest.approx(oracle.high, abs=0.01))


def test_an_interval_depends_on_its_own_values_alone():
    values = np.random.default_rng(1).normal(size=(12, 3))
    together = mean_intervals(values, SETTINGS)
    for column in range(3):
        np.testing.assert_allclose(mean_intervals(values[:, [column]], SETTINGS)[:, 0], together[:, column])


def test_gaps_are_left_out():
    values = np.random.default_rng(1).normal(size=(8, 1))
    spread = np.full((11, 1), np.nan)
    spread[[0, 1, 2, 4, 5, 6, 8, 9]] = values
    np.testing.assert_array_equal(mean_intervals(spread, SETTINGS), mean_intervals(values, SETTINGS))


def test_few_values_have_no_interval():
    assert np.isnan(mean_intervals(np.arange(4.0).reshape(4, 1), SETTINGS)).all()
    assert not np.isnan(mean_intervals(np.arange(5.0).reshape(5, 1), SETTINGS)).any()


def test_no_resamples_no_interval():
    assert np.isnan(mean_intervals(np.arange(20.0).reshape(20, 1), ComparisonSettings(bootstrap=0))).all()


def test_many_values_have_the_normal_interval():
    values = np.random.default_rng(1).exponential(size=(201, 1))
    low, high = mean_intervals(values, SETTINGS)[:, 0]
    reach = 1.959964 * values.std(ddof=1) / np.sqrt(201)
    assert (low, high) == (pytest.approx(values.mean() - reach), pytest.approx(values.mean() + reach))


def test_the_seed_decides():
    values = np.random.default_rng(1).normal(size=(12, 1))
    other = mean_intervals(values, ComparisonSettings(seed=1))
    assert (mean_intervals(values, SETTINGS) != other).all()
    np.testing.assert_array_equal(mean_intervals(values, ComparisonSettings(seed=1)), other)


def test_the_interval_of_a_difference_is_near_the_one_of_scipy():
    generator = np.random.default_rng(1)
    one, other = generator.normal(1, 1, size=(30, 1)), generator.normal(0, 2, size=(20, 1))
    low, high = difference_intervals(
        make_sample(one), make_sample(other), ComparisonSettings(bootstrap=20_000)
    )[:, 0]
    oracle = stats.bootstrap(
        (one[:, 0], other[:, 0]),
        lambda x, y, axis: x.mean(axis=axis) - y.mean(axis=axis),
        n_resamples=20_000,
        method="percentile",
        rng=np.random.default_rng(2),
    ).confidence_interval
    assert (low, high) == (pytest.approx(oracle.low, abs=0.03), pytest.approx(oracle.high, abs=0.03))


def test_two_samples_of_one_size_are_not_drawn_together():
    # Drawn alike, the difference of a sample from itself would have no spread.
    values = np.random.default_rng(1).normal(size=(12, 1))
    low, high = difference_intervals(make_sample(values), make_sample(values), SETTINGS)[:, 0]
    assert low < -0.3 < 0.3 < high


def test_a_small_sample_beside_a_large_one_is_resampled():
    generator = np.random.default_rng(1)
    small, large = generator.exponential(size=(12, 1)), generator.normal(0, 1, size=(5000, 1))
    low, high = difference_intervals(make_sample(small), make_sample(large), SETTINGS)[:, 0]
    alone = mean_intervals(small, SETTINGS)[:, 0]
    assert (low, high) == (
        pytest.approx(alone[0] - large.mean(), abs=0.05),
        pytest.approx(alone[1] - large.mean(), abs=0.05),
    )


def test_two_large_samples_have_the_normal_interval():
    generator = np.random.default_rng(1)
    one, other = generator.normal(1, 1, size=(300, 1)), generator.normal(0, 2, size=(400, 1))
    reach = 1.959964 * np.sqrt(one.var(ddof=1) / 300 + other.var(ddof=1) / 400)
    middle = one.mean() - other.mean()
    found = difference_intervals(make_sample(one), make_sample(other), SETTINGS)[:, 0]
    assert found == pytest.approx([middle - reach, middle + reach])


def test_a_difference_from_few_values_has_no_interval():
    values = np.random.default_rng(1).normal(size=(12, 1))
    assert np.isnan(difference_intervals(make_sample(values), make_sample(values[:4]), SETTINGS)).all()
    assert np.isnan(difference_intervals(make_sample(values[:4]), make_sample(values), SETTINGS)).all()
    assert np.isnan(
        difference_intervals(make_sample(values), make_sample(values), ComparisonSettings(bootstrap=0))
    ).all()
