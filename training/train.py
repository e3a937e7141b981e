"""Train the network on all corpora: `python training/train.py DATA OUT`. Resumes from OUT/checkpoint.pt."""

import argparse
import json
import random
import time
from pathlib import Path

import torch
from corpora import gap, gum, labelled, worldwide
from corpus import IGNORED, Example, Marked, examples, load
from masked import masked
from network import MENTIONS, NEW, Network, pretrained, unpacked
from safetensors.torch import save_file
from torch import Tensor
from torch.nn import functional as F

from sayso.statements.wordpiece import WordPiece

SEED = 20261123
EPOCHS = 6
BATCH = 2_048
"""Tokens a step."""
ENCODER_RATE, HEAD_RATE = 1.2e-4, 8e-4
AGAIN = 0.5
"""Share of the rate for what is trained already, where training goes on from weights that were exported."""
WARM_UP, DECAY = 0.06, 0.45
"""Shares of the steps: the rate rises, stays, then falls to zero in a straight line."""
AVERAGE = 0.998
"""Decay of the running average of the weights, which is what is kept."""
LATE = ("mention", "refer", "nearness")
"""Heads that weights exported before they were added do not have."""
OF_LINKS, OF_MENTIONS, OF_REFERENCES = 0.3, 0.3, 0.2
"""What a head's loss counts beside that of the statement labels."""
NAMES_SHARE, MASKED = 0.3, 0.5
"""Share of the articles with names that an epoch takes; share of PolNeAR's articles in which names are masked."""
EVERY = 150
"""Steps between checkpoints."""
HERE = Path(__file__).parent


class Corpora:
    """All that is trained on, read once."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.statements = load(data / "polnear-train.jsonl.gz")
        self.references = [*gum(data / "gum-open.conllu.gz"), *gap(data / "gap-dev.tsv")]
        self.women: dict[str, float] = json.loads((HERE / "women.json").read_text(encoding="utf-8"))

    def epoch(self, rng: random.Random) -> list[Marked]:
        """Return the articles of an epoch."""
        out = [masked(a, self.women, rng) if rng.random() < MASKED else a for a in self.statements]
        own = HERE / "speakers.jsonl"
        ours = labelled(own, self.data / "articles.jsonl.gz") if own.exists() else ()
        return [*out, *self.references, *worldwide(self.data / "worldwide-ner.tar.gz", rng, NAMES_SHARE), *ours]


def batches(corpora: Corpora, wordpiece: WordPiece, epoch: int) -> list[list[Example]]:
    """Return one epoch of batches of windows of like length, shuffled."""
    rng = random.Random(SEED + epoch)
    windows = [e for article in corpora.epoch(rng) for e in examples(article, wordpiece, rng)]
    windows.sort(key=lambda e: len(e.ids) + rng.random() * 24)
    out: list[list[Example]] = [[]]
    for window in windows:
        if out[-1] and (len(out[-1]) + 1) * max(len(window.ids), *(len(e.ids) for e in out[-1])) > BATCH:
            out.append([])
        out[-1].append(window)
    rng.shuffle(out)
    return out


def padded(rows: list[list[int]], fill: int) -> Tensor:
    """Return rows of unequal length as one matrix."""
    longest = max(map(len, rows))
    return torch.tensor([row + [fill] * (longest - len(row)) for row in rows])


def loss_of(net: Network, batch: list[Example]) -> tuple[Tensor, list[float]]:
    """Return the loss of a batch, and its four parts for the log."""
    ids = padded([e.ids for e in batch], 0)
    mask = padded([[1] * len(e.ids) for e in batch], 0).bool()[:, None, None, :]
    shapes, quotes = padded([e.shapes for e in batch], 0), padded([e.quotes for e in batch], 0)
    label, link, mention, refer = net(ids, shapes, quotes, mask)
    parts = [
        *_of_statements(net, batch, label, link),
        _of_mentions(mention, padded([e.mentions for e in batch], 0)),
        _of_references(net, batch, refer),
    ]
    weights = (1.0, OF_LINKS, OF_MENTIONS, OF_REFERENCES)
    loss = torch.stack([weight * part for weight, part in zip(weights, parts, strict=True)]).sum()
    return loss, [part.item() for part in parts]


def _of_mentions(mention: Tensor, allowed: Tensor) -> Tensor:
    """Return the loss of the mention labels, of which each token may have any that its bits allow."""
    may = (allowed[..., None] >> torch.arange(MENTIONS)) & 1 > 0
    known = allowed > 0
    loss = mention.logsumexp(-1) - mention.masked_fill(~may, -1e4).logsumexp(-1)
    return (loss * known).sum() / known.sum().clamp(min=1)


def _of_references(net: Network, batch: list[Example], refer: Tensor) -> Tensor:
    """Return the loss of choosing, for each mention, any token of its antecedents, or nothing (score 0)."""
    mentions = [(b, at) for b, e in enumerate(batch) for at in e.anaphors]
    if not mentions:
        return refer.sum() * 0
    row, at = torch.tensor(mentions).unbind(1)
    lines = [line for e in batch for line in e.antecedents]
    target = padded([line + [IGNORED] * (refer.shape[1] - len(line)) for line in lines], IGNORED)
    score = F.pad(net.references(refer, row, at), (1, 0))
    target = F.pad(target, (1, 0))
    target[:, 0] = torch.where((target[:, 1:] == 1).any(1), 0, 1)
    everything = score.masked_fill(target == IGNORED, -1e4).logsumexp(-1)
    right = score.masked_fill(target != 1, -1e4).logsumexp(-1)
    return (everything - right).mean()


def _of_statements(net: Network, batch: list[Example], label: Tensor, link: Tensor) -> tuple[Tensor, Tensor]:
    gold = padded([e.labels for e in batch], IGNORED)
    known = (gold != IGNORED).sum().clamp(min=1)
    of_labels = F.cross_entropy(label.flatten(0, 1), gold.flatten(), ignore_index=IGNORED, reduction="sum") / known
    cues = [(b, first, last) for b, e in enumerate(batch) for first, last in e.cues]
    roles = [row for e in batch for row in e.roles]
    # Tokens that look like cues and are none: they must learn to own nothing.
    with torch.no_grad():
        false = label.softmax(-1)[..., 3].masked_fill((gold == 3) | (gold == 4) | (gold == IGNORED), -1.0)
        for b, e in enumerate(batch):
            for at in false[b].topk(2).indices.tolist():
                cues.append((b, at, at))
                roles.append([IGNORED if value == IGNORED else 0 for value in e.labels])
    row, first, last = torch.tensor(cues).unbind(1)
    target = padded([r + [IGNORED] * (link.shape[1] - len(r)) for r in roles], IGNORED)
    score = F.pad(net.links(link, row, first, last), (1, 0))
    of_links = F.cross_entropy(score.flatten(0, 1), target.flatten(), ignore_index=IGNORED, reduction="sum")
    return of_labels, of_links / (target > 0).sum().clamp(min=1)


def rate(step: int, steps: int) -> float:
    """Return the share of the full learning rate at a step."""
    done = step / steps
    return min(1.0, done / WARM_UP, max(0.0, 1 - done) / DECAY)


def train(data: Path, out: Path, encoder: Path, epochs: float, start: Path | None) -> None:
    """Train, or go on training, and write `out/statements.safetensors`. `start`: a folder with exported weights."""
    torch.manual_seed(SEED)
    torch.set_num_threads(2)
    torch.set_flush_denormal(True)
    wordpiece = WordPiece(encoder / "vocab.txt")
    corpora = Corpora(data)
    if start:
        constants = json.loads((start / "statements.json").read_text(encoding="utf-8"))["constants"]
        net = unpacked(start / "statements.onnx", constants["distance"], encoder / "model.safetensors")
    else:
        net = pretrained(encoder / "model.safetensors")
    net.words.requires_grad_(False)
    unknown = LATE if start else NEW
    named = [(name.split(".")[0] in unknown, p) for name, p in net.named_parameters() if p.requires_grad]
    new, known = [p for is_new, p in named if is_new], [p for is_new, p in named if not is_new]
    optimiser = torch.optim.AdamW(
        [{"params": known, "peak": ENCODER_RATE * (AGAIN if start else 1.0)}, {"params": new, "peak": HEAD_RATE}], weight_decay=0.01, fused=True
    )
    average = {name: p.detach().clone() for name, p in net.named_parameters()}
    step = 0
    checkpoint = out / "checkpoint.pt"
    out.mkdir(parents=True, exist_ok=True)
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        net.load_state_dict(state["net"])
        optimiser.load_state_dict(state["optimiser"])
        average, step = state["average"], state["step"]
        torch.set_rng_state(state["rng"])
    per_epoch = len(batches(corpora, wordpiece, 0))
    steps = round(epochs * per_epoch)
    log = (out / "log.jsonl").open("a", encoding="utf-8")
    began, seen, sums = time.time(), 0, [0.0] * 4
    net.train()
    while step < steps:
        epoch, skip = divmod(step, per_epoch)
        rows = batches(corpora, wordpiece, epoch)
        rows += rows[: max(0, per_epoch - len(rows))]
        for batch in rows[skip : min(per_epoch, skip + steps - step)]:
            for group in optimiser.param_groups:
                group["lr"] = group["peak"] * rate(step, steps)
            loss, parts = loss_of(net, batch)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*known, *new], 1.0)
            optimiser.step()
            step += 1
            keep = min(AVERAGE, (1 + step) / (10 + step))
            with torch.no_grad():
                own = {name: p for name, p in net.named_parameters() if p.requires_grad}
                torch._foreach_lerp_([average[name] for name in own], list(own.values()), 1 - keep)
            seen += sum(len(e.ids) for e in batch)
            sums = [before + part for before, part in zip(sums, parts, strict=True)]
            if step % 25 == 0:
                line = {"step": step, "of": steps, "losses": [round(part / 25, 4) for part in sums],
                        "tokens_per_second": round(seen / (time.time() - began))}  # fmt: skip
                log.write(json.dumps(line) + "\n")
                log.flush()
                sums = [0.0] * 4
            if step % EVERY == 0 or step == steps:
                state = {"net": net.state_dict(), "optimiser": optimiser.state_dict(), "average": average,
                         "step": step, "rng": torch.get_rng_state()}  # fmt: skip
                torch.save(state, out / "checkpoint.tmp")
                (out / "checkpoint.tmp").replace(checkpoint)
    save_file({name: value.contiguous() for name, value in average.items()}, str(out / "statements.safetensors"))


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with polnear-train.jsonl.gz")
    parser.add_argument("out", type=Path, help="folder for checkpoints and weights")
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and vocab.txt")
    parser.add_argument("--epochs", type=float, default=EPOCHS)
    parser.add_argument("--start", type=Path, help="folder with exported weights to go on from")
    args = parser.parse_args()
    train(args.data, args.out, args.encoder, args.epochs, args.start)


if __name__ == "__main__":
    main()
