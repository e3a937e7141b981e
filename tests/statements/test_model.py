import shutil

import numpy as np
import pytest

from sayso.errors import InputError
from sayso.statements.model import FARTHEST, LONGEST, WEIGHTS, StatementModel, shipped, together
from sayso.statements.stream import stream

TEXT = 'Ada Reed said on Tuesday that the bridge was safe.\n\n"We kept our word," she said.\n'


def copied(folder):
    for name in ("statements.onnx", "who.onnx", "relations.onnx", "statements.json", "vocab.txt"):
        shutil.copy(WEIGHTS / name, folder / name)


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


@pytest.mark.parametrize("name", ["statements.onnx", "who.onnx", "relations.onnx"])
def test_damaged_weights_are_refused_in_one_sentence(tmp_path, name):
    copied(tmp_path)
    weights = bytearray((tmp_path / name).read_bytes())
    weights[500_000] ^= 1
    (tmp_path / name).write_bytes(weights)
    with pytest.raises(InputError, match=r"damaged; install sayso again\.$"):
        StatementModel(tmp_path)


def test_the_weights_can_be_read_from_a_folder_that_cannot_be_written(tmp_path):
    copied(tmp_path)
    tmp_path.chmod(0o500)
    try:
        assert StatementModel(tmp_path).identity == shipped().identity
    finally:
        tmp_path.chmod(0o700)


def test_who_is_said_of_every_token_in_order():
    model = shipped()
    tokens = stream(TEXT * 60, model.wordpiece)
    who = model.who(model.score(tokens))
    assert who.mentions.shape == (len(tokens.ids), 14)
    assert who.references.shape[:2] == (len(tokens.ids), 2)
    np.testing.assert_allclose(np.exp(who.mentions).sum(axis=1), 1, atol=1e-4)


def test_windows_are_seen_together_up_to_a_limit_each_once():
    model = shipped()
    parts = model.score(stream(TEXT * 90, model.wordpiece))
    runs = together(parts)
    assert [part.window for run in runs for part in run] == [part.window for part in parts]
    assert max(sum(len(part.labels) for part in run) for run in runs) <= FARTHEST
    assert len(runs) > 1
