"""The network in torch: a small BERT encoder with the statement heads. Needed for training alone."""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

LAYERS, WIDTH, HEADS, INNER, VOCABULARY, POSITIONS = 6, 384, 12, 1536, 30_522, 512
SHAPES, QUOTES, LABELS = 6, 3, 7
LINK = 96
"""Width of the space in which a cue looks for its source, and of that in which it looks for its content."""
DISTANCES = 20
"""Buckets of the signed distance between a token and a cue: 10 on either side, growing by powers of about 1.8."""
MENTIONS = 14
"""Labels of the mention head: corpus.MENTIONS."""
MIDDLE = 4
"""The layer whose output goes beside that of the last into the features: it knows more of what a word is."""
FEATURES = 2 * WIDTH
ACTS, MANNERS, ROOTS = 12, 4, 15
"""As in sayso/relations/acts.py."""
ROOT_INPUTS = 10 * WIDTH
BEHIND = 4
"""Tokens behind an end that are looked at for what it does."""
EARLY = 2
"""The layer whose output `Relations` goes on from."""
NARROW, FEW_HEADS, NARROW_INNER = 192, 4, 512
REFER = 64
"""Width of the space in which a mention looks for what it refers to."""
FARTHEST = 1_024
"""Tokens that the network of who is meant can read at once."""
NEW = ("label", "link", "distance", "shapes", "quotes")
"""Parts that the pretrained encoder does not have."""


class Layer(nn.Module):
    """One post-layer-norm transformer layer."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Shape (batch, length, width) in and out; `mask` is (batch, 1, 1, length), True where there is text."""
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.drop(self.out(a.transpose(1, 2).reshape(b, n, WIDTH))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Network(nn.Module):
    """Token ids, word shapes and quotation states in; label scores and link vectors out.

    The link vectors serve one question, asked of every cue about every token: is it this cue's source, its content,
    or neither? The score is a scaled dot product of the cue's vector (first and last token) with the token's, plus a
    learned bias by signed distance.
    """

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.quotes = nn.Embedding(QUOTES, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.quotes.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.label = nn.Linear(WIDTH, LABELS)
        self.link = nn.Linear(WIDTH, 6 * LINK)
        self.distance = nn.Parameter(torch.zeros(2, DISTANCES))

    def forward(
        self, ids: Tensor, shapes: Tensor, quotes: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return what the heads make of each token, the features that `Who` reads, the states `Relations` reads.

        Label scores (batch, length, 7), link vectors (batch, length, 6 * 96), features (batch, length, 768) and early
        states (batch, length, 384).

        The six link vectors: as a token sought as source, as content; as first token of a cue seeking its source,
        its content; as last token of a cue seeking its source, its content.
        """
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.shapes(shapes) + self.quotes(quotes)
        x = middle = early = self.drop(self.norm(x))
        for number, layer in enumerate(self.layers):
            x = layer(x, mask)
            early = x if number + 1 == EARLY else early
            middle = x if number + 1 == MIDDLE else middle
        return self.label(x), self.link(x), torch.cat([x, middle], -1), early

    def links(self, link: Tensor, row: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Score all tokens of the windows `row` (cues,) for the cues `first`..`last` (cues,): (cues, length, 2)."""
        b, n, _ = link.shape
        parts = link.view(b, n, 3, 2, LINK)
        keys = parts[row, :, 0]  # cues, length, 2, LINK
        query = parts[row, first, 1] + parts[row, last, 2]  # cues, 2, LINK
        score = torch.einsum("cnrd,crd->cnr", keys, query) / LINK**0.5
        return score + self.distance.t()[buckets(torch.arange(n)[None, :] - first[:, None])]


class Who(nn.Module):
    """Features of several windows in; what is a name, and what a mention refers to, out.

    One narrow layer reads the windows of an article together, with rotary positions (Su et al. 2021), so that a "he"
    sees the names of the paragraphs before.
    """

    def __init__(self) -> None:
        super().__init__()
        self.narrow = nn.Linear(FEATURES, NARROW)
        self.norm = nn.LayerNorm(NARROW)
        self.qkv = nn.Linear(NARROW, 3 * NARROW)
        self.out = nn.Linear(NARROW, NARROW)
        self.norm1 = nn.LayerNorm(NARROW)
        self.up = nn.Linear(NARROW, NARROW_INNER)
        self.down = nn.Linear(NARROW_INNER, NARROW)
        self.norm2 = nn.LayerNorm(NARROW)
        self.drop = nn.Dropout(0.1)
        self.mention = nn.Linear(NARROW, MENTIONS)
        self.refer = nn.Linear(NARROW, 2 * REFER)
        self.nearness = nn.Parameter(torch.zeros(DISTANCES))
        half = NARROW // FEW_HEADS // 2
        angles = torch.arange(FARTHEST)[:, None] / 2_000 ** (torch.arange(half) / half)
        self.register_buffer("cosine", angles.cos(), persistent=False)
        self.register_buffer("sine", angles.sin(), persistent=False)

    def forward(self, features: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Return mention scores and reference vectors (as sought, as seeking) of each token.

        Shape (batch, length, 768) in, (batch, length, 14) and (batch, length, 2 * 64) out; `mask` is (batch, 1, 1,
        length), True where there is text.
        """
        x = self.norm(self.narrow(features))
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, FEW_HEADS, NARROW // FEW_HEADS).permute(2, 0, 3, 1, 4)
        score = self._turned(q) @ self._turned(k).transpose(-1, -2) / (NARROW / FEW_HEADS) ** 0.5
        if mask is not None:
            score = score.masked_fill(~mask, -1e4)
        a = self.drop(score.softmax(-1)) @ v
        x = self.norm1(x + self.drop(self.out(a.transpose(1, 2).reshape(b, n, NARROW))))
        x = self.norm2(x + self.drop(self.down(F.relu(self.up(x)))))
        return self.mention(x), self.refer(x)

    def _turned(self, vectors: Tensor) -> Tensor:
        cosine, sine = self.cosine[: vectors.shape[2]], self.sine[: vectors.shape[2]]
        a, b = vectors.chunk(2, -1)
        return torch.cat([a * cosine - b * sine, b * cosine + a * sine], -1)

    def references(self, refer: Tensor, row: Tensor, at: Tensor) -> Tensor:
        """Score all tokens of the articles `row` as what the mentions `at` refer to: (mentions, length)."""
        b, n, _ = refer.shape
        parts = refer.view(b, n, 2, REFER)
        score = torch.einsum("mnr,mr->mn", parts[row, :, 0], parts[row, at, 1]) / REFER**0.5
        return score + self.nearness[buckets(torch.arange(n)[None, :] - at[:, None])]


def buckets(distance: Tensor) -> Tensor:
    """Map signed token distances to 0..DISTANCES-1."""
    size = (distance.abs().float().clamp(min=1).log() / 0.6).floor().clamp(max=DISTANCES // 2 - 1).long()
    return torch.where(distance < 0, DISTANCES // 2 - 1 - size, DISTANCES // 2 + size)


def pretrained(weights: Path) -> Network:
    """Return the network with the encoder of a BERT-shaped safetensors file; the heads and added embeddings are new."""
    net = Network()
    theirs = load_file(str(weights))
    theirs = {name.removeprefix("bert."): value for name, value in theirs.items()}
    own = {
        "words.weight": theirs["embeddings.word_embeddings.weight"],
        # BERT's token type 0 is added to every token: it goes into the positions.
        "positions.weight": theirs["embeddings.position_embeddings.weight"]
        + theirs["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": theirs["embeddings.LayerNorm.weight"],
        "norm.bias": theirs["embeddings.LayerNorm.bias"],
    }
    names = {
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for i in range(LAYERS):
        for kind in ("weight", "bias"):
            layer = f"encoder.layer.{i}."
            own[f"layers.{i}.qkv.{kind}"] = torch.cat(
                [theirs[f"{layer}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            )
            for ours, name in names.items():
                own[f"layers.{i}.{ours}.{kind}"] = theirs[f"{layer}{name}.{kind}"]
    missing, unexpected = net.load_state_dict(own, strict=False)
    assert not unexpected, unexpected
    assert {name.split(".")[0] for name in missing} <= set(NEW), missing
    return net


class Relations(nn.Module):
    """Early states of one sentence in; for each pair of its ends who is for or against whom, out.

    All ends are marked at once and read off together, as in the approximation of Zhong and Chen (NAACL 2021); a pair
    finds the words that carry its relation by attention. "None" is symmetric in the two ends and the signs change
    places with them, so that a sentence read with its ends exchanged says the same.
    """

    def __init__(self) -> None:
        super().__init__()
        self.speaker = nn.Parameter(torch.randn(WIDTH) * 0.02)  # stands before the sentence for who speaks it
        self.mark = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS - EARLY))
        self.ask = nn.Linear(WIDTH, LINK)
        self.key = nn.Linear(WIDTH, LINK)
        self.whole = nn.Linear(2 * WIDTH, WIDTH)
        self.carrier = nn.Linear(WIDTH, WIDTH, bias=False)
        self.holder = nn.Linear(WIDTH, WIDTH, bias=False)
        self.target = nn.Linear(WIDTH, WIDTH, bias=False)
        self.drop = nn.Dropout(0.1)
        self.given = nn.Linear(WIDTH, 3)  # entities given, as in directed-train: none, for, against
        self.read = nn.Linear(WIDTH, 3)  # ends found in an article
        self.act = nn.Linear(WIDTH, ACTS)
        self.manner = nn.Linear(WIDTH, MANNERS)
        self.root = nn.Linear(ROOT_INPUTS, ROOTS)

    def encode(self, early: Tensor, ends: Tensor, mask: Tensor | None = None) -> Tensor:
        """Return the states (batch, 1 + length, 384) of sentences, the speaker's first.

        `early` is (batch, length, 384), `ends` (batch, ends, 1 + length) the share of each token in each end, `mask`
        (batch, 1, 1, 1 + length), True where there is text.
        """
        marked = (ends.sum(1) > 0).to(early.dtype)
        x = torch.cat([self.speaker.expand(len(early), 1, WIDTH), early], 1) + marked[..., None] * self.mark
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def forward(
        self, x: Tensor, ends: Tensor, row: Tensor, first: Tensor, second: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return what pairs of ends have to do with each other: hidden states both ways, and where it is said.

        `row`, `first`, `second` are (pairs,): the sentence and its two ends. Out: two (pairs, 384), and attention
        (pairs, 1 + length).
        """
        of_ends = self.drop(ends @ x)
        p, q = of_ends[row, first], of_ends[row, second]
        score = (self.key(x)[row] @ (self.ask(p) + self.ask(q))[..., None])[..., 0] / LINK**0.5
        if mask is not None:
            score = score.masked_fill(~mask[row, 0, 0], -1e4)
            share = mask[:, 0, 0].to(x.dtype) / mask[:, 0, 0].sum(-1, keepdim=True)
            mean = (x * share[..., None]).sum(1)
        else:
            mean = x.mean(1)
        attention = score.softmax(-1)
        carried = self.carrier((attention[:, None] @ x[row])[:, 0])
        base = self.whole(self.drop(torch.cat([x[:, 0], mean], -1)))[row] + carried
        on = F.gelu(base + self.holder(p) + self.target(q))
        back = F.gelu(base + self.holder(q) + self.target(p))
        return on, back, attention

    def signs(self, head: nn.Linear, on: Tensor, back: Tensor) -> Tensor:
        """Return scores (pairs, 5) in the order of directed-train: none, for, back for, against, back against."""
        a, b = head(self.drop(on)), head(self.drop(back))
        return torch.stack([a[:, 0] + b[:, 0], a[:, 1], b[:, 1], a[:, 2], b[:, 2]], -1)

    def root_inputs(
        self, early: Tensor, x: Tensor, ends: Tensor, first: Tensor, second: Tensor, attention: Tensor
    ) -> Tensor:
        """Return what the root code is read from, (pairs, 3840), for what `first` does to `second`; of one sentence.

        Both ends, the words behind the first, those that carry the relation and the whole, early and late.
        """
        inside = (ends[0] > 0).to(x.dtype)
        behind = sum(F.pad(inside, (by, 0))[:, : inside.shape[1]] for by in range(1, BEHIND + 1))
        after = (behind > 0).to(x.dtype) * (1 - inside)
        after = after / after.sum(1, keepdim=True).clamp(min=1)
        out = []
        for states in (F.pad(early[0], (0, 0, 1, 0)), x[0]):
            of_ends = ends[0] @ states
            mean = states.mean(0, keepdim=True).expand(first.shape[0], -1)
            out += [of_ends[first], of_ends[second], (after @ states)[first], attention @ states, mean]
        return torch.cat(out, -1)
