import shutil

import numpy as np
import pytest

from sayso.errors import InputError
from sayso.statements.model import LONGEST, WEIGHTS, StatementModel, shipped
from sayso.statements.stream import stream

TEXT = 'Ada Reed said on Tuesday that the bridge was safe.\n\n"We kept our word," she said.\n'


def test_scores_are_log_probabilities_one_row_a_token():
    model = shipped()
    tokens = stream(TEXT, model.wordpiece)
    [part] = model.score(tokens)
    assert part.labels.shape == (len(tokens.ids), 7)
    assert part.links.shape[:3] == (len(tokens.ids), 3, 2)
    np.testing.assert_allclose(np.exp(part.labels).sum(axis=1), 1, atol=1e-4)


def test_a_long_article_is_scored_once_window_after_window():
    model = shipped()
    tokens = stream(TEXT * 60, model.wordpiece)
    parts = model.score(tokens)
    assert len(parts) > 2
    assert [at for part in parts for at in range(*part.window)] == list(range(len(tokens.ids)))
    assert max(len(part.labels) for part in parts) <= LONGEST


def test_damaged_weights_are_refused_in_one_sentence(tmp_path):
    for name in ("statements.onnx", "statements.json", "vocab.txt"):
        shutil.copy(WEIGHTS / name, tmp_path / name)
    weights = bytearray((tmp_path / "statements.onnx").read_bytes())
    weights[1_000_000] ^= 1
    (tmp_path / "statements.onnx").write_bytes(weights)
    with pytest.raises(InputError, match=r"damaged; install sayso again\.$"):
        StatementModel(tmp_path)


def test_the_weights_can_be_read_from_a_folder_that_cannot_be_written(tmp_path):
    for name in ("statements.onnx", "statements.json", "vocab.txt"):
        shutil.copy(WEIGHTS / name, tmp_path / name)
    tmp_path.chmod(0o500)
    try:
        assert StatementModel(tmp_path).identity == shipped().identity
    finally:
        tmp_path.chmod(0o700)
