"""Train the network that says who is meant: `python training/who.py DATA OUT`, after export.py has written OUT.

The encoder stays as it is, so what it finds stays as it was; articles are read by it once, as they are when Sayso runs,
and a narrow layer sees what it makes of them many times. The first round learns from annotated corpora alone; in the
second its own reading of unannotated news adds names and masked names (masked.py).
"""

import argparse
import gzip
import json
import multiprocessing
import random
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from corpora import gap, gum, worldwide
from corpus import Marked, Reference, load, targets, varied
from export import export_who
from masked import masked
from network import MENTIONS, Who
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from benchmarks.speakers import LABELS, labelled, whole
from sayso.speakers.read import women
from sayso.statements.model import StatementModel, together
from sayso.statements.stream import stream

SEED = 20261124
EPOCHS, RATE, BATCH = 5, 1e-3, 8_192
"""Of each round; the rate's peak; tokens a step."""
HELD_OUT = 40
"""Every so manieth piece is left out, to watch the training."""
NAMES_SHARE, MASKED_SHARE, NEWS_SHARE, LONGEST = 0.5, 0.5, 0.13, 12_000
"""Shares of Worldwide Newswire's articles, of PolNeAR's and of the unlabelled ones that are read; in characters."""
OF_REFERENCES = 0.5
"""What the references' loss counts beside that of the mentions."""


def _news(data: Path, rng: random.Random) -> Iterator[Marked]:
    """Yield a share of the unlabelled articles; none that is labelled for measuring."""
    kept = {row["doc"] for name in ("measured", "trained") for row in labelled(LABELS / f"{name}.jsonl", data)}
    with gzip.open(data / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            if rng.random() < NEWS_SHARE and article["id"] not in kept and len(article["text"]) < LONGEST:
                yield Marked(whole(article))


def _labelled(gold: dict[str, Any]) -> Marked:
    """Return what our labels say of pronouns and descriptions that are sources: which name they stand for."""
    text = gold["text"]
    references = []
    for attribution in gold["attributions"]:
        speaker = attribution["speaker"]
        if not speaker or not attribution["source"]:
            continue
        start, end = attribution["source"][0]
        name = speaker["name"]
        last = name.split()[-1] if speaker["kind"] == "person" else name
        places = [m.span() for m in re.finditer(rf"\b{re.escape(last)}\b", text)]
        if not places or last in text[start:end]:
            continue
        same = [p for p in places if p[1] <= start] or places
        around = [m.span() for m in re.finditer(r"\b(?:he|she|his|her|him|they|their|it|its|the \w+)\b", text, re.I)]
        unsure = [p for p in around if p[1] <= start or p[0] >= end]
        references.append(Reference((start, end), same, unsure=unsure + [p for p in places if p not in same]))
    return Marked(text, references=references)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of windows of an article: features (n, 768), mention labels allowed (n,) as bits, references."""

    features: NDArray[np.float16]
    mentions: NDArray[np.int64]
    anaphors: list[int]
    lines: list[NDArray[np.int8]]
    """For each anaphor, for each token: 1 an antecedent, 0 none, -1 unsure."""


def annotated(data: Path, rng: random.Random) -> list[Marked]:
    """Return what people have annotated."""
    articles = [*gum(data / "gum-open.conllu.gz")] * 2 + [*gap(data / "gap-dev.tsv"), *gap(data / "gap-valid.tsv")]
    articles += worldwide(data / "worldwide-ner.tar.gz", rng, NAMES_SHARE)
    for gold in labelled(LABELS / "trained.jsonl", data):
        articles += [_labelled(gold)] * 3
    return articles


def unannotated(data: Path, rng: random.Random) -> list[Marked]:
    """Return articles whose names nobody has annotated."""
    polnear = [article for article in load(data / "polnear-train.jsonl.gz") if rng.random() < MASKED_SHARE]
    return [*polnear, *_news(data, rng)]


@cache
def _model(folder: Path) -> StatementModel:
    return StatementModel(folder)


def _seen(folder: Path, job: tuple[int, Marked, bool]) -> list[Piece]:
    """Read one article, with some of its names masked if wanted, and return its pieces."""
    seed, marked, mask = job
    rng = random.Random(SEED + seed)
    model = _model(folder)
    if mask:
        marked = masked(marked, model, women(), rng)
    text = varied(marked.text, rng)
    tokens = stream(text, model.wordpiece)
    if not tokens.ids:
        return []
    wanted = targets(marked, tokens)
    out = []
    for run in together(model.score(tokens)):
        start, end = run[0].window.start, run[-1].window.end
        anaphors, lines = [], []
        for own, same, among, unsure in wanted.references:
            if start <= own[-1] < end:
                line = np.full(len(tokens.ids), 0 if among is None else -1, np.int8)
                for value, those in ((0, among or ()), (-1, unsure), (1, same), (-1, own)):
                    line[list(those)] = value
                anaphors.append(own[-1] - start)
                lines.append(line[start:end])
        features = np.concatenate([one.features for one in run]).astype(np.float16)
        out.append(Piece(features, np.array(wanted.mentions[start:end]), anaphors, lines))
    return [piece for piece in out if piece.anaphors or piece.mentions.any()]


def seen(folder: Path, articles: Iterable[Marked], *, mask: bool) -> list[Piece]:
    """Return the pieces of articles as the exported model in `folder` reads them."""
    began = time.time()
    jobs = [(number, article, mask) for number, article in enumerate(articles)]
    out: list[Piece] = []
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        for pieces in pool.imap(partial(_seen, folder), jobs, chunksize=8):
            out += pieces
    print(
        len(jobs),
        "articles,",
        sum(len(p.mentions) for p in out),
        f"tokens read, {time.time() - began:.0f} s",
        flush=True,
    )
    return out


def of_mentions(mention: Tensor, allowed: Tensor) -> Tensor:
    """Return the loss of the mention labels, of which each token may have any that its bits allow."""
    may = (allowed[..., None] >> torch.arange(MENTIONS)) & 1 > 0
    known = allowed > 0
    loss = mention.logsumexp(-1) - mention.masked_fill(~may, -1e4).logsumexp(-1)
    return (loss * known).sum() / known.sum().clamp(min=1)


def of_references(net: Who, batch: list[Piece], refer: Tensor) -> tuple[Tensor, float]:
    """Return the loss of choosing, for each mention, any token of its antecedents, or nothing (score 0).

    And the share of mentions for which the likeliest is right.
    """
    mentions = [(b, at) for b, piece in enumerate(batch) for at in piece.anaphors]
    if not mentions:
        return refer.sum() * 0, 1.0
    row, at = torch.tensor(mentions).unbind(1)
    longest = refer.shape[1]
    lines = [np.pad(line, (0, longest - len(line)), constant_values=-1) for piece in batch for line in piece.lines]
    target = F.pad(torch.from_numpy(np.stack(lines)).long(), (1, 0))
    target[:, 0] = torch.where((target[:, 1:] == 1).any(1), 0, 1)
    score = F.pad(net.references(refer, row, at), (1, 0)).masked_fill(target < 0, -1e4)
    right = score.masked_fill(target != 1, -1e4).logsumexp(-1)
    hit = target.gather(1, score.argmax(1, keepdim=True)) == 1
    return (score.logsumexp(-1) - right).mean(), hit.float().mean().item()


def losses(net: Who, batch: list[Piece]) -> tuple[Tensor, Tensor, float]:
    """Return the loss of the mentions, that of the references, and the share of references that are right."""
    features = torch.nn.utils.rnn.pad_sequence([torch.from_numpy(p.features).float() for p in batch], batch_first=True)
    allowed = torch.nn.utils.rnn.pad_sequence([torch.from_numpy(p.mentions) for p in batch], batch_first=True)
    mask = torch.arange(features.shape[1])[None] < torch.tensor([len(p.mentions) for p in batch])[:, None]
    if net.training:
        features = F.dropout(features, 0.1)
    mention, refer = net(features, mask[:, None, None, :])
    of, hits = of_references(net, batch, refer)
    return of_mentions(mention, allowed), of, hits


def batches(pieces: list[Piece]) -> list[list[Piece]]:
    """Return batches of pieces of like length."""
    out: list[list[Piece]] = [[]]
    for piece in sorted(pieces, key=lambda p: len(p.mentions)):
        if (len(out[-1]) + 1) * len(piece.mentions) > BATCH:
            out.append([])
        out[-1].append(piece)
    return [batch for batch in out if batch]


def train(pieces: list[Piece]) -> Who:
    """Return a network trained on pieces."""
    torch.manual_seed(SEED)
    net = Who()
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=0.01)
    rng = random.Random(SEED)
    those = batches([piece for number, piece in enumerate(pieces) if number % HELD_OUT])
    others = batches(pieces[::HELD_OUT])
    steps, step, began = EPOCHS * len(those), 0, time.time()
    for epoch in range(EPOCHS):
        rng.shuffle(those)
        net.train()
        for batch in those:
            for group in optimiser.param_groups:
                group["lr"] = RATE * min(1.0, step / 100, (steps - step) / (0.6 * steps))
            of_names, of, _ = losses(net, batch)
            optimiser.zero_grad(set_to_none=True)
            (of_names + OF_REFERENCES * of).backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            step += 1
        net.eval()
        with torch.no_grad():
            held = np.mean([[float(part) for part in losses(net, batch)] for batch in others], axis=0).round(4)
        print({"epoch": epoch, "held out": held.tolist(), "seconds": round(time.time() - began)}, flush=True)
    return net


def main() -> None:
    """Train in two rounds and write OUT/who.onnx."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path, help="folder with statements.onnx and statements.json")
    args = parser.parse_args()
    torch.set_num_threads(2)
    torch.set_flush_denormal(True)
    rng = random.Random(SEED)
    people = seen(args.out, annotated(args.data, rng), mask=False)
    export_who(train(people), args.out)
    export_who(train(people + seen(args.out, unannotated(args.data, rng), mask=True)), args.out)


if __name__ == "__main__":
    main()
