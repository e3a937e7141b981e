"""Train the heads that say who is meant on the encoder as it is: `python training/who.py DATA OUT --start WEIGHTS`.

The encoder and the statement heads of the exported weights in WEIGHTS stay as they are, so what they find stays as it
was; the windows are encoded once and the heads see them many times.
"""

import argparse
import json
import random
import time
from pathlib import Path

import torch
from corpora import gap, gum, worldwide
from corpus import IGNORED, Example, Marked, examples, load
from masked import masked
from network import MENTIONS, Network, unpacked
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.nn import functional as F
from train import padded

from sayso.speakers.read import women
from sayso.statements.wordpiece import WordPiece

SEED = 20261124
EPOCHS, RATE, BATCH = 8, 1e-3, 4_096
NAMES_SHARE, MASKED_SHARE = 0.5, 0.6
"""Shares of Worldwide Newswire's articles, and of PolNeAR's, that are read."""
OF_REFERENCES = 0.5
"""What the references' loss counts beside that of the mentions."""
PARTS = ("who", "mention", "refer", "nearness")


def windows(data: Path, shares: dict[str, float], wordpiece: WordPiece) -> list[Example]:
    """Return the windows that are trained on."""
    rng = random.Random(SEED)
    articles: list[Marked] = [
        *gum(data / "gum-open.conllu.gz"),
        *gap(data / "gap-dev.tsv"),
        *gap(data / "gap-valid.tsv"),
    ]
    articles += worldwide(data / "worldwide-ner.tar.gz", rng, NAMES_SHARE)
    for article in load(data / "polnear-train.jsonl.gz"):
        if rng.random() < MASKED_SHARE:
            articles.append(masked(article, shares, rng))
    found = [e for article in articles for e in examples(article, wordpiece, rng, 160, 300)]
    return [e for e in found if e.anaphors or any(e.mentions)]


def encoded(net: Network, found: list[Example]) -> list[tuple[Tensor, Tensor]]:
    """Return for each window what the encoder makes of its tokens, in half precision."""
    order = sorted(range(len(found)), key=lambda n: len(found[n].ids))
    out: list[tuple[Tensor, Tensor]] = [(torch.empty(0), torch.empty(0))] * len(found)
    net.eval()
    began = time.time()
    with torch.no_grad():
        for at in range(0, len(order), 16):
            those = order[at : at + 16]
            batch = [found[n] for n in those]
            mask = padded([[1] * len(e.ids) for e in batch], 0).bool()[:, None, None, :]
            x, middle = net.encoded(
                padded([e.ids for e in batch], 0), padded([e.shapes for e in batch], 0),
                padded([e.quotes for e in batch], 0), mask,
            )  # fmt: skip
            for row, n in enumerate(those):
                size = len(found[n].ids)
                out[n] = x[row, :size].half(), middle[row, :size].half()
            if at % 1600 == 0:
                print(f"encoded {at} of {len(order)}, {time.time() - began:.0f} s", flush=True)
    return out


def of_mentions(mention: Tensor, allowed: Tensor) -> Tensor:
    """Return the loss of the mention labels, of which each token may have any that its bits allow."""
    may = (allowed[..., None] >> torch.arange(MENTIONS)) & 1 > 0
    known = allowed > 0
    loss = mention.logsumexp(-1) - mention.masked_fill(~may, -1e4).logsumexp(-1)
    return (loss * known).sum() / known.sum().clamp(min=1)


def of_references(net: Network, batch: list[Example], refer: Tensor) -> Tensor:
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


def train(net: Network, found: list[Example], seen: list[tuple[Tensor, Tensor]]) -> None:
    """Train the heads on the encoded windows."""
    own = [p for name, p in net.named_parameters() if name.split(".")[0] in PARTS]
    optimiser = torch.optim.AdamW(own, lr=RATE, weight_decay=0.01)
    rng = random.Random(SEED)
    order = sorted(range(len(found)), key=lambda n: len(found[n].ids))
    batches: list[list[int]] = [[]]
    for n in order:
        if (len(batches[-1]) + 1) * len(found[n].ids) > BATCH:
            batches.append([])
        batches[-1].append(n)
    steps, step = EPOCHS * len(batches), 0
    for epoch in range(EPOCHS):
        rng.shuffle(batches)
        sums = [0.0, 0.0]
        for those in batches:
            for group in optimiser.param_groups:
                group["lr"] = RATE * min(1.0, step / 100, (steps - step) / (0.6 * steps))
            batch = [found[n] for n in those]
            x, middle = (
                torch.nn.utils.rnn.pad_sequence([seen[n][part].float() for n in those], batch_first=True)
                for part in (0, 1)
            )
            x, middle = F.dropout(x, 0.1), F.dropout(middle, 0.1)
            mention, refer = net.heads_of_who(x, middle)
            parts = of_mentions(mention, padded([e.mentions for e in batch], 0)), of_references(net, batch, refer)
            loss = parts[0] + OF_REFERENCES * parts[1]
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(own, 1.0)
            optimiser.step()
            step += 1
            sums = [before + part.item() for before, part in zip(sums, parts, strict=True)]
        print(json.dumps({"epoch": epoch, "losses": [round(s / len(batches), 4) for s in sums]}), flush=True)


def main() -> None:
    """Train and write OUT/statements.safetensors, whole."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and vocab.txt")
    parser.add_argument("--start", type=Path, required=True, help="folder with exported weights, or safetensors")
    args = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_flush_denormal(True)
    if args.start.is_dir():
        constants = json.loads((args.start / "statements.json").read_text(encoding="utf-8"))["constants"]
        net = unpacked(args.start / "statements.onnx", constants["distance"], args.encoder / "model.safetensors")
    else:
        net = Network()
        net.load_state_dict(load_file(str(args.start)), strict=False)
    found = windows(args.data, women(), WordPiece(args.encoder / "vocab.txt"))
    print(len(found), "windows,", sum(len(e.ids) for e in found), "tokens", flush=True)
    train(net, found, encoded(net, found))
    args.out.mkdir(parents=True, exist_ok=True)
    save_file({name: p.contiguous() for name, p in net.state_dict().items()}, str(args.out / "statements.safetensors"))


if __name__ == "__main__":
    main()
