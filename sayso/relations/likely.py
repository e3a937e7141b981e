"""Which sentences are worth a second look: those that may hold a relation, by what the model has seen already."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray


def summary(features: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what is looked at of a sentence, (2 * width,), from the features (n, width) of its tokens."""
    return np.concatenate([features.mean(0), features.max(0)])


def likely(features: NDArray[np.float32], constants: Mapping[str, Any]) -> bool:
    """Say whether a sentence with these features (n, width) may hold a relation."""
    return bool(summary(features) @ np.array(constants["weights"], np.float32) + constants["bias"] > 0)
