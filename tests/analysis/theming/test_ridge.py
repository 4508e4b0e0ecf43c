"""Ridge regression in its dual form against scikit-learn's."""

import numpy as np
import pytest
from sklearn.linear_model import Ridge

from nlp.analysis.theming.ridge import fit_ridge


@pytest.mark.parametrize("alpha", [0.1, 1.0, 10.0])
def test_the_dual_form_gives_the_ridge_regression_with_weights_and_intercept(alpha: float) -> None:
    random = np.random.default_rng(1)
    features, new = random.normal(size=(20, 30)), random.normal(size=(5, 30))
    targets = random.normal(size=(20, 2))
    weights = random.choice([1.0, 2.0], size=20)
    expected = Ridge(alpha=alpha).fit(features, targets, sample_weight=weights).predict(new)
    ridge = fit_ridge(features @ features.T, targets, weights, alpha=alpha)
    assert ridge.predict(new @ features.T) == pytest.approx(expected)
