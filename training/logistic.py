"""Logistic regression with a ridge."""

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional as F


def fitted(x: NDArray[np.floating], y: NDArray[np.floating], ridge: float) -> tuple[NDArray[np.float64], float]:
    """Return weights (inputs,) and bias for rows `x` (rows, inputs) and chances `y` (rows,) between 0 and 1.

    The ridge is on the weights of inputs that have been given mean 0 and deviation 1.
    """
    mean, deviation = x.mean(0), x.std(0) + 1e-6
    z, wanted = torch.from_numpy((x - mean) / deviation).double(), torch.from_numpy(y).double()
    weights = torch.zeros(z.shape[1], dtype=torch.float64, requires_grad=True)
    bias = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights, bias], max_iter=200)

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        loss = F.binary_cross_entropy_with_logits(z @ weights + bias, wanted) + ridge * (weights**2).sum()
        loss.backward()
        return loss

    optimizer.step(closure)  # type: ignore[arg-type]
    out = weights.detach().numpy() / deviation
    return out, bias.item() - float(mean @ out)
