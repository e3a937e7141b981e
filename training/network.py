"""The network in torch: a small BERT encoder with the statement heads. Needed for training alone."""

from pathlib import Path

import onnx
import onnx.numpy_helper
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
"""The layer whose output the heads of who is speaking see beside the last: it knows more of what a word is."""
REFER = 64
"""Width of the space in which a mention looks for what it refers to."""
NEW = ("label", "link", "distance", "who", "mention", "refer", "nearness", "shapes", "quotes")
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
        self.who = nn.Linear(2 * WIDTH, WIDTH)
        self.mention = nn.Linear(WIDTH, MENTIONS)
        self.refer = nn.Linear(WIDTH, 2 * REFER)
        self.nearness = nn.Parameter(torch.zeros(DISTANCES))

    def forward(
        self, ids: Tensor, shapes: Tensor, quotes: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return what the heads make of each token.

        Label scores (batch, length, 7), link vectors (batch, length, 6 * 96), mention scores (batch, length, 14) and
        reference vectors (batch, length, 2 * 64: as sought, as seeking).

        The six link vectors: as a token sought as source, as content; as first token of a cue seeking its source,
        its content; as last token of a cue seeking its source, its content.
        """
        x, middle = self.encoded(ids, shapes, quotes, mask)
        return self.label(x), self.link(x), *self.heads_of_who(x, middle)

    def encoded(self, ids: Tensor, shapes: Tensor, quotes: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Return what the encoder makes of each token: after the last layer, and after the middle one."""
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.shapes(shapes) + self.quotes(quotes)
        x = middle = self.drop(self.norm(x))
        for number, layer in enumerate(self.layers):
            x = layer(x, mask)
            middle = x if number + 1 == MIDDLE else middle
        return x, middle

    def heads_of_who(self, x: Tensor, middle: Tensor) -> tuple[Tensor, Tensor]:
        """Return mention scores and reference vectors from what `encoded` returns."""
        who = F.gelu(self.who(torch.cat([x, middle], -1)))
        return self.mention(who), self.refer(who)

    def links(self, link: Tensor, row: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Score all tokens of the windows `row` (cues,) for the cues `first`..`last` (cues,): (cues, length, 2)."""
        b, n, _ = link.shape
        parts = link.view(b, n, 3, 2, LINK)
        keys = parts[row, :, 0]  # cues, length, 2, LINK
        query = parts[row, first, 1] + parts[row, last, 2]  # cues, 2, LINK
        score = torch.einsum("cnrd,crd->cnr", keys, query) / LINK**0.5
        return score + self.distance.t()[buckets(torch.arange(n)[None, :] - first[:, None])]

    def references(self, refer: Tensor, row: Tensor, at: Tensor) -> Tensor:
        """Score all tokens of the windows `row` (mentions,) as what the mentions `at` refer to: (mentions, length)."""
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


def unpacked(exported: Path, distance: list[list[float]], encoder: Path) -> Network:
    """Return the network of an exported int8 model, as near as 7 bits tell; heads it has not are new.

    The word embeddings, which training leaves as they are, come whole from the encoder.
    """
    graph = onnx.load(str(exported)).graph
    stored = {part.name: onnx.numpy_helper.to_array(part) for part in graph.initializer}
    matrices = [
        (stored[name].astype("float32") * stored[name.replace("_quantized", "_scale")]).T
        for name in stored
        if name.startswith("onnx::MatMul") and name.endswith("_quantized")
    ]
    net = pretrained(encoder)
    own = {name.removeprefix("net."): torch.tensor(value) for name, value in stored.items() if name.startswith("net.")}
    own = {name: value for name, value in own.items() if name in net.state_dict()}
    for name in ("shapes", "quotes"):
        packed, scale, zero = (stored[f"net.{name}.weight_{part}"] for part in ("quantized", "scale", "zero_point"))
        own[f"{name}.weight"] = torch.tensor((packed.astype("float32") - float(zero)) * float(scale))
    parts = [f"layers.{i}.{part}" for i in range(LAYERS) for part in ("qkv", "out", "up", "down")]
    heads = [part for part in ("label", "link", "who", "mention", "refer") if f"{part}.bias" in own]
    for part, matrix in zip([*parts, *heads], matrices, strict=True):
        own[f"{part}.weight"] = torch.tensor(matrix)
    own["distance"] = torch.tensor(distance)
    unexpected = net.load_state_dict(own, strict=False).unexpected_keys
    assert not unexpected, unexpected
    return net
