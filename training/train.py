"""Train the statement network on PolNeAR: `python training/train.py DATA OUT`. Resumes from OUT/checkpoint.pt."""

import argparse
import json
import random
import time
from pathlib import Path

import torch
from corpus import IGNORED, Example, Marked, examples, load
from network import NEW, Network, pretrained
from safetensors.torch import save_file
from torch import Tensor
from torch.nn import functional as F

from sayso.statements.wordpiece import WordPiece

SEED = 20261123
EPOCHS = 6
BATCH = 2_048
"""Tokens a step."""
ENCODER_RATE, HEAD_RATE = 1.2e-4, 8e-4
WARM_UP, DECAY = 0.06, 0.45
"""Shares of the steps: the rate rises, stays, then falls to zero in a straight line."""
AVERAGE = 0.998
"""Decay of the running average of the weights, which is what is kept."""
EVERY = 150
"""Steps between checkpoints."""


def batches(articles: list[Marked], wordpiece: WordPiece, epoch: int) -> list[list[Example]]:
    """Return one epoch of batches of windows of like length, shuffled."""
    rng = random.Random(SEED + epoch)
    windows = [e for article in articles for e in examples(article, wordpiece, rng)]
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


def loss_of(net: Network, batch: list[Example]) -> tuple[Tensor, float, float]:
    """Return the loss of a batch, and its two parts for the log."""
    ids = padded([e.ids for e in batch], 0)
    mask = padded([[1] * len(e.ids) for e in batch], 0).bool()[:, None, None, :]
    label, link, _, _ = net(ids, padded([e.shapes for e in batch], 0), padded([e.quotes for e in batch], 0), mask)
    gold = padded([e.labels for e in batch], IGNORED)
    of_labels = F.cross_entropy(label.flatten(0, 1), gold.flatten(), ignore_index=IGNORED)
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
    target = padded([r + [IGNORED] * (ids.shape[1] - len(r)) for r in roles], IGNORED)
    score = F.pad(net.links(link, row, first, last), (1, 0))
    of_links = F.cross_entropy(score.flatten(0, 1), target.flatten(), ignore_index=IGNORED, reduction="sum")
    of_links = of_links / (target > 0).sum().clamp(min=1)
    return of_labels + 0.3 * of_links, of_labels.item(), of_links.item()


def rate(step: int, steps: int) -> float:
    """Return the share of the full learning rate at a step."""
    done = step / steps
    return min(1.0, done / WARM_UP, max(0.0, 1 - done) / DECAY)


def train(data: Path, out: Path, encoder: Path, epochs: int) -> None:
    """Train, or go on training, and write `out/statements.safetensors`."""
    torch.manual_seed(SEED)
    torch.set_num_threads(2)
    torch.set_flush_denormal(True)
    wordpiece = WordPiece(encoder / "vocab.txt")
    articles = load(data / "polnear-train.jsonl.gz")
    net = pretrained(encoder / "model.safetensors")
    net.words.requires_grad_(False)
    named = [(name.split(".")[0] in NEW, p) for name, p in net.named_parameters() if p.requires_grad]
    new, known = [p for is_new, p in named if is_new], [p for is_new, p in named if not is_new]
    optimiser = torch.optim.AdamW(
        [{"params": known, "peak": ENCODER_RATE}, {"params": new, "peak": HEAD_RATE}], weight_decay=0.01, fused=True
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
    per_epoch = len(batches(articles, wordpiece, 0))
    steps = epochs * per_epoch
    log = (out / "log.jsonl").open("a", encoding="utf-8")
    began, seen, sums = time.time(), 0, [0.0, 0.0]
    net.train()
    while step < steps:
        epoch, skip = divmod(step, per_epoch)
        rows = batches(articles, wordpiece, epoch)
        rows += rows[: max(0, per_epoch - len(rows))]
        for batch in rows[skip:per_epoch]:
            for group in optimiser.param_groups:
                group["lr"] = group["peak"] * rate(step, steps)
            loss, of_labels, of_links = loss_of(net, batch)
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
            sums = [sums[0] + of_labels, sums[1] + of_links]
            if step % 25 == 0:
                line = {"step": step, "of": steps, "labels": sums[0] / 25, "links": sums[1] / 25,
                        "tokens_per_second": round(seen / (time.time() - began))}  # fmt: skip
                log.write(json.dumps(line) + "\n")
                log.flush()
                sums = [0.0, 0.0]
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
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    args = parser.parse_args()
    train(args.data, args.out, args.encoder, args.epochs)


if __name__ == "__main__":
    main()
