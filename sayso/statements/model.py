"""The statement model: one onnxruntime session, one window a call.

Dynamic int8 takes its scales from the whole of what it is given. One unpadded window a call therefore makes the
answer for an article the same alone, among a thousand others and with any number of workers.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from sayso.article import Model
from sayso.errors import InputError
from sayso.statements.stream import Stream, Window, windows
from sayso.statements.wordpiece import WordPiece

WEIGHTS = Path(__file__).parent.parent / "weights"
LONGEST = 256
"""Tokens of a window. No context is read with it: see docs/decisions/2026-11-23-windows-without-context.md."""


@dataclass(frozen=True, slots=True)
class Scored:
    """What the model says of one window of n tokens.

    `labels`: log probabilities, (n, 7). `links`: (n, 3, 2, width) vectors: as a token sought, as first and as last
    token of a cue that seeks; for its source, for its content. `mentions`: log probabilities, (n, 14), of names and
    of the nouns of descriptions. `references`: (n, 2, width) vectors: as a token sought, as a mention that seeks what
    it refers to.
    """

    window: Window
    labels: NDArray[np.float32]
    links: NDArray[np.float32]
    mentions: NDArray[np.float32]
    references: NDArray[np.float32]


class StatementModel:
    """The weights of one version, ready to score token streams."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        """Load `statements.onnx` and `vocab.txt` of a folder; the weights must have the hash in `statements.json`."""
        weights = (folder / "statements.onnx").read_bytes()
        expected = json.loads((folder / "statements.json").read_text(encoding="utf-8"))
        found = hashlib.sha256(weights).hexdigest()
        if found != expected["sha256"]:
            raise InputError(str(folder / "statements.onnx"), "the weights are damaged", "install sayso again")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
        self.wordpiece = WordPiece(folder / "vocab.txt")
        self.constants: Mapping[str, Any] = expected["constants"]
        self.identity = Model(name=expected["name"], version=expected["version"], hash=found)

    def score(self, tokens: Stream) -> list[Scored]:
        """Score a token stream, window after window."""
        return [self._window(tokens, window) for window in windows(tokens, LONGEST)]

    def _window(self, tokens: Stream, window: Window) -> Scored:
        part = slice(window.start, window.end)
        feed = {
            "ids": [[self.wordpiece.cls, *tokens.ids[part], self.wordpiece.sep]],
            "shapes": [[0, *tokens.shapes[part], 0]],
            "quotes": [[0, *tokens.quotes[part], 0]],
        }
        n = window.end - window.start
        out = self._session.run(None, {name: np.array(rows, np.int64) for name, rows in feed.items()})
        labels, links, mentions, references = (rows[0, 1:-1] for rows in out)
        return Scored(window, labels, links.reshape(n, 3, 2, -1), mentions, references.reshape(n, 2, -1))


@cache
def shipped() -> StatementModel:
    """Return the model that comes with the package, loaded once a process."""
    return StatementModel()
