"""Train the network of relations: `python training/relations.py DATA OUT`, after who.py. Resumes from OUT.

It goes on from an early layer of the statement encoder, which stays as it is, with layers that begin as the encoder's
own. It learns from directed-train, where two entities are given, and from articles of our own labelling, where the ends
are those that Sayso finds. Then a linear layer for PLOVER's root codes is fitted on plv-train.
"""

import argparse
import copy
import pickle
import random
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from network import EARLY, WIDTH, Relations
from safetensors.torch import load_file, save_file
from ties import IGNORED, Example, examples, given, read
from torch import Tensor
from torch.nn import functional as F

from benchmarks.given import directed, fitted, macro, plover
from benchmarks.symmetry import exchanged
from sayso.statements.model import StatementModel

SEED = 20261125
EPOCHS, BATCH = 7.0, 1_536
"""Passes over directed-train; tokens a step."""
LAYER_RATE, HEAD_RATE = 1.2e-4, 8e-4
WARM_UP, DECAY = 0.06, 0.6
"""Shares of the steps: the rate rises, stays, then falls to zero in a straight line."""
AVERAGE = 0.998
"""Decay of the running average of the weights, which is what is kept."""
SMOOTH = 0.05
TIED, NEAR = 0.45, 0.7
"""Of the labelled sentences in which one pair alone is marked: the share of tied pairs, and of pairs that share an end
with a tied one among the others."""
OTHERS = 0.5
"""The share of given sentences in which other names are marked as well."""
OF_WORDS, OF_ACTS, OF_MANNERS = 0.3, 0.3, 0.2
"""What the losses of evidence, act and manner count beside that of the signs."""


def batches(rows: list[Example], rng: random.Random | None = None) -> list[list[Example]]:
    """Return batches of sentences of like length, shuffled with `rng`."""
    order = sorted(rows, key=lambda e: (e.given, len(e.early) + (rng.random() * 6 if rng else 0)))
    out: list[list[Example]] = [[]]
    for one in order:
        full = (len(out[-1]) + 1) * (len(one.early) + 1) > BATCH
        if out[-1] and (full or out[-1][0].given != one.given):
            out.append([])
        out[-1].append(one)
    if rng:
        rng.shuffle(out)
    return out


class Batch:
    """Sentences as tensors, and their pairs in a row."""

    def __init__(self, rows: list[Example], rng: random.Random | None = None) -> None:
        """With `rng`, other names are marked in some of the given sentences."""
        n, most = 1 + max(len(e.early) for e in rows), max(len(e.ends) + len(e.others) for e in rows)
        self.early = torch.zeros(len(rows), n - 1, WIDTH)
        self.ends = torch.zeros(len(rows), most, n)
        self.mask = torch.zeros(len(rows), 1, 1, n, dtype=torch.bool)
        for at, one in enumerate(rows):
            self.early[at, : len(one.early)] = torch.from_numpy(one.early).float()
            self.mask[at, 0, 0, : 1 + len(one.early)] = True
            others = one.others if rng and rng.random() < OTHERS else ()
            # The speaker is marked only where it is an end of a pair.
            speaks = any(pair.first == 0 for pair in one.pairs)
            for number, (low, high) in enumerate((*one.ends, *others)):
                if high > low and (number or speaks):
                    self.ends[at, number, low:high] = 1 / (high - low)
        pairs = [(at, pair) for at, one in enumerate(rows) for pair in one.pairs]
        self.row = torch.tensor([at for at, _ in pairs])
        self.first = torch.tensor([pair.first for _, pair in pairs])
        self.second = torch.tensor([pair.second for _, pair in pairs])
        self.sign = torch.tensor([pair.sign for _, pair in pairs])
        self.act = torch.tensor([pair.act for _, pair in pairs])
        self.manner = torch.tensor([pair.manner for _, pair in pairs])
        self.words = torch.zeros(len(pairs), n)
        for at, (_, pair) in enumerate(pairs):
            if pair.words:
                self.words[at, slice(*pair.words)] = 1
        self.given = rows[0].given


def hidden(net: Relations, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
    """Return what `Relations.forward` makes of the pairs of a batch."""
    x = net.encode(batch.early, batch.ends, batch.mask)
    out: tuple[Tensor, Tensor, Tensor] = net(x, batch.ends, batch.row, batch.first, batch.second, batch.mask)
    return out


def loss_of(net: Relations, batch: Batch) -> Tensor:
    """Return the loss of a batch."""
    on, back, attention = hidden(net, batch)
    if batch.given:
        return F.cross_entropy(net.signs(net.given, on, back), batch.sign, label_smoothing=SMOOTH)
    # By sentence, not by pair: most pairs of a sentence are not tied, and what is tied would count too little.
    loss = F.cross_entropy(net.signs(net.read, on, back), batch.sign, reduction="sum") / len(batch.early)
    tied = batch.sign > 0
    if not tied.any():
        return loss
    forward = (batch.sign[tied] % 2 == 1)[:, None]
    acting = torch.where(forward, on[tied], back[tied])
    carried = (attention[tied] * batch.words[tied]).sum(-1).clamp(min=1e-6)
    known = batch.words[tied].any(-1)
    if known.any():
        loss = loss - OF_WORDS * carried[known].log().mean()
    loss = loss + OF_ACTS * F.cross_entropy(net.act(net.drop(acting)), batch.act[tied], ignore_index=IGNORED)
    return loss + OF_MANNERS * F.cross_entropy(net.manner(net.drop(acting)), batch.manner[tied], ignore_index=IGNORED)


def scores(net: Relations, rows: list[Example]) -> tuple[float, float, list[float]]:
    """Return macro F1, accuracy and the F1 of each class of given sentences, in percent."""
    net.eval()
    said, wanted = [], []
    with torch.no_grad():
        for part in batches(rows):
            batch = Batch(part)
            on, back, _ = hidden(net, batch)
            said.append(net.signs(net.given, on, back).argmax(-1))
            wanted.append(batch.sign)
    a, b = torch.cat(said).numpy(), torch.cat(wanted).numpy()
    mean, each = macro(a, b, 5)
    return round(mean, 2), round(100 * float((a == b).mean()), 2), [round(f, 1) for f in each]


def best(net: Relations, rows: list[Example]) -> dict[str, float]:
    """Return the best F1 of the pairs of labelled articles over all thresholds, and what it is made of."""
    net.eval()
    chance, right, wanted = [], [], 0
    with torch.no_grad():
        for part in batches(rows):
            batch = Batch(part)
            on, back, _ = hidden(net, batch)
            likely = net.signs(net.read, on, back).softmax(-1)
            top, which = likely[:, 1:].max(-1)
            chance.append(top)
            right.append(which + 1 == batch.sign)
            wanted += int((batch.sign > 0).sum())
    order = torch.cat(chance).argsort(descending=True)
    hits = torch.cat(right)[order].cumsum(0)
    f1 = 2 * hits / (torch.arange(1, len(hits) + 1) + wanted)
    at = int(f1.argmax())
    surest = [round(float(hits[n - 1]) / n, 3) for n in (wanted // 4, wanted // 2)]
    return {"f1": round(float(f1[at]), 3), "precision": round(float(hits[at]) / (at + 1), 3),
            "recall": round(float(hits[at]) / wanted, 3), "of the surest quarter, half": surest}  # fmt: skip


def material(data: Path, out: Path, model: StatementModel) -> dict[str, list[Example | None]]:
    """Return all that is learnt from and watched, as states; read once and kept in OUT."""
    kept = out / "relations-material.pkl"
    if not kept.exists():
        rows = directed(data / "directed-train.jsonl.gz")
        whole: dict[str, list[Example | None]] = {
            "alone": given(rows, model),
            "among": given([exchanged(row) for row in rows], model, random.Random(SEED)),
            "dev": given(directed(data / "directed-dev.jsonl.gz"), model),
        }
        kept.write_bytes(pickle.dumps(whole))
    return dict(pickle.loads(kept.read_bytes()))


def own(name: str, data: Path, model: StatementModel) -> list[Example]:
    """Return the sentences of the articles of a set of labels."""
    return [example for one in read(name, data, model) for example in examples(one)]


def begun(out: Path) -> Relations:
    """Return the network with the upper layers of the statement encoder."""
    net = Relations()
    trained = load_file(str(out / "statements.safetensors"))
    for number, layer in enumerate(net.layers):
        start = f"layers.{number + EARLY}."
        layer.load_state_dict({key[len(start) :]: value for key, value in trained.items() if key.startswith(start)})
    return net


def narrowed(one: Example, rng: random.Random) -> Example:
    """Return a sentence with the ends of a single pair marked: one that is tied, or one that is not, often near it."""
    tied = [pair for pair in one.pairs if pair.sign > 0]
    loose = [pair for pair in one.pairs if pair.sign == 0]
    near = [p for p in loose if any({p.first, p.second} & {t.first, t.second} for t in tied)]
    wanted = tied if tied and (not loose or rng.random() < TIED) else near if near and rng.random() < NEAR else loose
    pair = rng.choice(wanted)
    ends = [one.ends[number] for number in (pair.first, pair.second) if number]
    numbers = (1, 2) if pair.first else (0, 1)
    return replace(one, ends=((0, 1), *ends), pairs=(replace(pair, first=numbers[0], second=numbers[1]),))


def train(
    net: Relations, whole: dict[str, list[Example | None]], labelled: list[Example], watched: list[Example], out: Path
) -> Relations:
    """Train; return the averaged network."""
    alone, among = whole["alone"], whole["among"]
    dev = [one for one in whole["dev"] if one]
    layers = [p for name, p in net.named_parameters() if name.startswith("layers")]
    heads = [p for name, p in net.named_parameters() if not name.startswith("layers")]
    optimizer = torch.optim.AdamW(
        [{"params": layers, "peak": LAYER_RATE}, {"params": heads, "peak": HEAD_RATE}], weight_decay=0.01, fused=True
    )
    average = {name: p.detach().clone() for name, p in net.named_parameters()}
    length = len(batches([one for one in alone if one] + 2 * labelled))
    steps, step, began = int(EPOCHS * length), 0, time.time()
    kept = out / "relations.pt"
    if kept.exists():
        state = torch.load(kept, weights_only=True)
        net.load_state_dict(state["net"])
        optimizer.load_state_dict(state["optimizer"])
        average, step = state["average"], state["step"]
    while step < steps:
        rng = random.Random(SEED + step // length)
        rows = [one for pair in zip(alone, among, strict=True) if (one := pair[rng.random() < 0.5] or pair[0])]
        rows += labelled + [narrowed(one, rng) for one in labelled]
        for part in batches(rows, rng)[step % length : length]:
            done = step / steps
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * min(1, done / WARM_UP, (1 - done) / DECAY)
            net.train()
            loss = loss_of(net, Batch(part, rng))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(layers + heads, 1.0)
            optimizer.step()
            step += 1
            keep = min(AVERAGE, (1 + step) / (10 + step))
            with torch.no_grad():
                torch._foreach_lerp_(list(average.values()), [p.detach() for p in net.parameters()], 1 - keep)
            if step % (length // 2) == 0 or step == steps:
                mean = copy.deepcopy(net)
                mean.load_state_dict(average)
                print(f"{step}/{steps} {time.time() - began:.0f} s", scores(mean, dev), best(mean, watched), flush=True)
                torch.save(
                    {"net": net.state_dict(), "optimizer": optimizer.state_dict(), "average": average, "step": step},
                    kept,
                )
    net.load_state_dict(average)
    return net


def fit_roots(net: Relations, data: Path, model: StatementModel) -> None:
    """Fit the layer of PLOVER's root codes; the rest stays as it is."""
    rows = plover(data / "plv-train.jsonl.gz")
    vectors, roots = [], []
    net.eval()
    with torch.no_grad():
        for row, one in zip(rows, given(rows, model), strict=True):
            if one is None:
                continue
            batch = Batch([replace(one, others=())])
            x = net.encode(batch.early, batch.ends)
            _, _, words = net(x, batch.ends, batch.row, batch.first, batch.second)
            vectors.append(net.root_inputs(batch.early, x, batch.ends, batch.first, batch.second, words)[0].numpy())
            roots.append(row[3])
    weights, bias = fitted(np.stack(vectors), np.array(roots))
    with torch.no_grad():
        net.root.weight.copy_(torch.from_numpy(weights.T))
        net.root.bias.copy_(torch.from_numpy(bias))


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(2)
    torch.set_flush_denormal(True)
    model = StatementModel()
    net = begun(args.out)
    whole = material(args.data, args.out, model)
    net = train(net, whole, own("more", args.data, model), own("trained", args.data, model), args.out)
    save_file(
        {name: value.contiguous() for name, value in net.state_dict().items()}, str(args.out / "relations.safetensors")
    )


if __name__ == "__main__":
    main()
