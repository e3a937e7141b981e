"""The statement model: one onnxruntime session, one window a call.

Dynamic int8 takes its scales from the whole of what it is given. One unpadded window a call therefore makes the
answer for an article the same alone, among a thousand others and with any number of workers.
"""

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
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


FARTHEST = 768
"""Tokens, in whole windows, in which a mention is seen with what it may refer to."""


@dataclass(frozen=True, slots=True)
class Scored:
    """What the model says of one window of n tokens.

    `labels`: log probabilities, (n, 7). `links`: (n, 3, 2, width) vectors: as a token sought, as first and as last
    token of a cue that seeks; for its source, for its content. `features`: (n, 768), for `StatementModel.who`.
    `early`: (n, 384), the states of a lower layer, from which the relations go on.
    """

    window: Window
    labels: NDArray[np.float32]
    links: NDArray[np.float32]
    features: NDArray[np.float32]
    early: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Who:
    """What the model says of the n tokens of an article as names, and as mentions of what is named elsewhere.

    `mentions`: log probabilities, (n, 14), of names and of the nouns of descriptions. `references`: (n, 2, width)
    vectors: as a token sought, as a mention that seeks what it refers to.
    """

    mentions: NDArray[np.float32]
    references: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Related:
    """What the model says of k pairs of ends of a sentence of n tokens.

    `signs`: probabilities, (k, 5): none, first for second, second for first, first against second, second against
    first; `given` the same where the two were given to it, not found. `words`: where it is said, (k, 1 + n), the
    speaker's place first. `acts`, `manners`, `roots`: probabilities (k, 2, ...), of first to second and of second to
    first. `vectors`: (k, 2, width), what the roots are read from.
    """

    signs: NDArray[np.float32]
    given: NDArray[np.float32]
    words: NDArray[np.float32]
    acts: NDArray[np.float32]
    manners: NDArray[np.float32]
    roots: NDArray[np.float32]
    vectors: NDArray[np.float32]


class StatementModel:
    """The weights of one version, ready to score token streams."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        """Load the weights and `vocab.txt` of a folder; the weights must have the hashes in `statements.json`."""
        about = json.loads((folder / "statements.json").read_text(encoding="utf-8"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        self._sessions = {}
        whole = hashlib.sha256()
        for name, expected in about["sha256"].items():
            weights = (folder / name).read_bytes()
            if hashlib.sha256(weights).hexdigest() != expected:
                raise InputError(str(folder / name), "the weights are damaged", "install sayso again")
            whole.update(weights)
            self._sessions[name] = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
        self.wordpiece = WordPiece(folder / "vocab.txt")
        self.constants: Mapping[str, Any] = about["constants"]
        self.identity = Model(name=about["name"], version=about["version"], hash=whole.hexdigest())

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
        session = self._sessions["statements.onnx"]
        out = session.run(None, {name: np.array(rows, np.int64) for name, rows in feed.items()})
        labels, links, features, early = (rows[0, 1:-1] for rows in out)
        return Scored(window, labels, links.reshape(n, 3, 2, -1), features, early)

    def who(self, scored: list[Scored]) -> Who:
        """Say of every token what it is as a mention, from the windows of an article."""
        out = [
            self._sessions["who.onnx"].run(None, {"features": np.concatenate([one.features for one in part])[None]})
            for part in together(scored)
        ]
        mentions, references = (np.concatenate([rows[number][0] for rows in out]) for number in (0, 1))
        return Who(mentions, references.reshape(len(references), 2, -1))

    def related(
        self, early: NDArray[np.float32], ends: NDArray[np.float32], pairs: Sequence[tuple[int, int]]
    ) -> Related:
        """Say of pairs of ends of a sentence what they have to do with each other.

        `early` is (n, 384) of `Scored.early`; `ends` (ends, 1 + n) the share of each token in each end.
        """
        first, second = np.array(pairs, np.int64).T
        feed = {"early": early[None], "ends": ends[None], "first": first, "second": second}
        return Related(*self._sessions["relations.onnx"].run(None, feed))


def together(scored: list[Scored]) -> list[list[Scored]]:
    """Return the windows of an article in runs of at most `FARTHEST` tokens, each run as even as can be."""
    total = sum(len(one.labels) for one in scored)
    size = total / math.ceil(total / FARTHEST) if total else 1
    out: list[list[Scored]] = []
    held = 0
    for one in scored:
        n = len(one.labels)
        if not out or held + n > FARTHEST or held + n / 2 > size:
            out.append([])
            held = 0
        out[-1].append(one)
        held += n
    return out


@cache
def shipped() -> StatementModel:
    """Return the model that comes with the package, loaded once a process."""
    return StatementModel()
