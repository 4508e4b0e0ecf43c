import time

import krippendorff
import numpy as np
import pytest

from nlp.codes.agreement.alpha import MISSING, Bootstrap, Metric, measure_agreement

# Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", section A.
BINARY = ["0100000010", "1110010000"]


def matrix(rows, values):
    return np.array([[values.index(cell) if cell in values else MISSING for cell in row] for row in rows]).T


def oracle(codes, n_values, metric):
    data = np.where(codes.T == MISSING, np.nan, codes.T)
    return krippendorff.alpha(
        reliability_data=data, value_domain=list(range(n_values)), level_of_measurement=metric.value
    )


def test_binary_example():
    found = measure_agreement(matrix(BINARY, "01"), 2)
    assert found.alpha == pytest.approx(0.095, abs=5e-4)
    assert found.agreement == pytest.approx(0.6)
    np.testing.assert_allclose(found.coincidences, [[10, 4], [4, 2]])
    np.testing.assert_allclose(found.prevalence, [0.7, 0.3])


def test_nominal_example():
    rows = ["aabbdcccedda", "babbbcccedd" + "d"]
    assert measure_agreement(matrix(rows, "abcde"), 5).alpha == pytest.approx(0.692, abs=5e-4)


def four_observers():
    rows = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
        [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
    ]
    return np.array(rows).T - 1


@pytest.mark.parametrize(("metric", "alpha"), [(Metric.NOMINAL, 0.743), (Metric.ORDINAL, 0.815)])
def test_four_observers_with_missing_codes(metric, alpha):
    found = measure_agreement(four_observers(), 5, metric)
    assert found.alpha == pytest.approx(alpha, abs=5e-4)
    assert (found.n_units, found.n_codes) == (11, 40)


@pytest.mark.parametrize("metric", list(Metric))
@pytest.mark.parametrize("seed", range(20))
def test_as_the_oracle_on_random_codes(metric, seed):
    generator = np.random.default_rng(seed)
    n_values, n_coders = int(generator.integers(2, 6)), int(generator.integers(2, 6))
    truth = generator.integers(0, n_values, size=(60, 1))
    codes = np.where(
        generator.random((60, n_coders)) < 0.6, truth, generator.integers(0, n_values, (60, n_coders))
    )
    codes[generator.random(codes.shape) < 0.3] = MISSING
    found = measure_agreement(codes, n_values, metric)
    assert found.alpha == pytest.approx(oracle(codes, n_values, metric), abs=1e-9)


def test_one_value_only_has_no_alpha():
    found = measure_agreement(np.zeros((8, 2), dtype=int), 3, bootstrap=Bootstrap())
    assert (found.alpha, found.low, found.high, found.agreement) == (None, None, None, 1.0)


def test_no_unit_in_common():
    assert measure_agreement(np.array([[0, MISSING], [MISSING, 1]]), 2) is None


def test_full_agreement():
    codes = np.array([[0, 0], [1, 1], [2, 2], [0, 0], [1, 1]])
    found = measure_agreement(codes, 3, Metric.ORDINAL, Bootstrap())
    assert (found.alpha, found.low, found.high) == (1.0, 1.0, 1.0)


def test_few_units_have_no_interval():
    codes = np.array([[0, 0], [1, 1], [0, 1], [1, 1]])
    found = measure_agreement(codes, 2, bootstrap=Bootstrap())
    assert found.alpha is not None
    assert (found.low, found.high) == (None, None)


def test_intervals_are_those_of_drawn_units():
    generator = np.random.default_rng(7)
    codes = generator.integers(0, 2, (40, 1)).repeat(2, axis=1)
    codes[::4, 1] = 1 - codes[::4, 1]
    found = measure_agreement(codes, 2, bootstrap=Bootstrap(resamples=4000))
    drawn = [measure_agreement(codes[generator.integers(0, 40, 40)], 2).alpha for _ in range(2000)]
    np.testing.assert_allclose([found.low, found.high], np.quantile(drawn, [0.025, 0.975]), atol=0.05)
    assert found.low < found.alpha < found.high


def test_order_of_units_and_coders_is_nothing():
    codes = four_observers()
    one = measure_agreement(codes, 5, Metric.ORDINAL, Bootstrap())
    other = measure_agreement(codes[::-1, ::-1], 5, Metric.ORDINAL, Bootstrap())
    assert (one.alpha, one.low, one.high) == (other.alpha, other.low, other.high)


def test_ten_thousand_units_in_a_moment():
    generator = np.random.default_rng(1)
    codes = generator.integers(-1, 3, (10_000, 5))
    started = time.perf_counter()
    measure_agreement(codes, 3, Metric.ORDINAL, Bootstrap())
    assert time.perf_counter() - started < 2
