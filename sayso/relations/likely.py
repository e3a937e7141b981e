"""Which sentences are worth a second look: those that may hold a relation, by what the model has seen already."""

import numpy as np
from numpy.typing import NDArray


def summary(features: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what is looked at of a sentence, (2 * width,), from the features (n, width) of its tokens."""
    return np.concatenate([features.mean(0), features.max(0)])


def likely(features: NDArray[np.float32], weights: NDArray[np.float32], bias: float) -> bool:
    """Say whether a sentence with these features (n, width) may hold a relation; `weights` are (2 * width,)."""
    return bool(summary(features) @ weights + bias > 0)
