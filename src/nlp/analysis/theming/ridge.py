"""Ridge regression in its dual form: one matrix of likenesses serves every fold and penalty.

With 1,300 paragraphs and 6,400 features this takes a second where fitting each fold on the features takes
minutes; the solutions are the same. Rows may weigh differently; the intercept is not penalised.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["DualRidge", "fit_ridge"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class DualRidge:
    """A fit: what each row it was fitted on contributes, and what is needed to centre new rows."""

    dual: Floats  # (n_train, n_targets)
    shares: Floats  # (n_train,), of the weight
    means: Floats  # (n_train,): mean likeness of each row to all others
    mean: float
    level: Floats  # (n_targets,): mean of the targets

    def predict(self, likeness: Floats) -> Floats:
        """Values (n, n_targets) of rows with their likeness (n, n_train) to those fitted on."""
        centred = likeness - (likeness @ self.shares)[:, np.newaxis] - self.means + self.mean
        return np.asarray(centred @ self.dual + self.level)


def fit_ridge(likeness: Floats, targets: Floats, weights: Floats, *, alpha: float) -> DualRidge:
    """The fit that minimises the weighted squares of the errors plus `alpha` times those of the weights.

    Args:
        likeness: dot products of the rows' features, (n, n).
        targets: (n, n_targets).
        weights: of the rows, (n,).
        alpha: the penalty.
    """
    shares = weights / weights.sum()
    means = likeness @ shares
    mean = float(shares @ means)
    level = shares @ targets
    root = np.sqrt(weights)[:, np.newaxis]
    centred = likeness - means[:, np.newaxis] - means + mean
    system = root * centred * root.T + alpha * np.eye(len(weights))
    dual = root * np.linalg.solve(system, root * (targets - level))
    return DualRidge(dual, shares, means, mean, level)
