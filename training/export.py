"""Export trained weights to int8 ONNX: `python training/export.py OUT/statements.safetensors sayso/weights`."""

import argparse
import hashlib
import json
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import torch
from network import FEATURES, WIDTH, Network, Relations, Who
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from torch import Tensor, nn

_NUMBERS = re.compile(r"\[[-\d.e,\s]+\]")
WEIGHTS = Path(__file__).resolve().parent.parent / "sayso" / "weights"
NAME, VERSION = "sayso-statements-en", "0.1.0"


class Exported(nn.Module):
    """The network as it is run: one window, log probabilities out."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, shapes: Tensor, quotes: Tensor) -> tuple[Tensor, ...]:
        """Shape (1, length) in; (1, length, 7), (1, length, 576), (1, length, 768) and (1, length, 384) out."""
        label, link, features, early = self.net(ids, shapes, quotes)
        return label.log_softmax(-1), link, features, early


class ExportedWho(nn.Module):
    """The network of who is meant as it is run: the windows of one article, log probabilities out."""

    def __init__(self, net: Who) -> None:
        super().__init__()
        self.net = net

    def forward(self, features: Tensor) -> tuple[Tensor, Tensor]:
        """Shape (1, length, 768) in; (1, length, 14) and (1, length, 128) out."""
        mention, refer = self.net(features)
        return mention.log_softmax(-1), refer


class ExportedRelations(nn.Module):
    """The network of relations as it is run: one sentence, probabilities out."""

    def __init__(self, net: Relations) -> None:
        super().__init__()
        self.net = net

    def forward(self, early: Tensor, ends: Tensor, first: Tensor, second: Tensor) -> tuple[Tensor, ...]:
        """Shape (1, n, 384), (1, ends, 1 + n), (pairs,) and (pairs,) in; see `Related` for what is out."""
        net = self.net
        x = net.encode(early, ends)
        on, back, words = net(x, ends, torch.zeros_like(first), first, second)
        both = torch.stack([on, back], 1)
        signs, given = (net.signs(head, on, back).softmax(-1) for head in (net.read, net.given))
        vectors = torch.stack(
            [net.root_inputs(early, x, ends, *two, words) for two in ((first, second), (second, first))], 1
        )
        told = (layer.softmax(-1) for layer in (net.act(both), net.manner(both), net.root(vectors)))
        return signs, given, words, *told, vectors


def export(weights: Path, folder: Path, *, quantised: bool = True) -> None:
    """Write `statements.onnx`, and into `statements.json` what the decoder needs to know of it."""
    net = Network()
    net.load_state_dict(load_file(str(weights)))
    example = torch.randint(1000, 20000, (1, 64))
    _write(
        Exported(net), (example, example % 6, example % 3), ["ids", "shapes", "quotes"],
        ["labels", "links", "features", "early"], folder / "statements.onnx", quantised=quantised,
    )  # fmt: skip
    if folder.resolve() != WEIGHTS:
        shutil.copyfile(WEIGHTS / "vocab.txt", folder / "vocab.txt")
    _note(folder, "statements.onnx", {"distance": [[round(x, 5) for x in row] for row in net.distance.tolist()]})


def export_who(net: Who, folder: Path) -> None:
    """Write `who.onnx`, and into `statements.json` what the speakers need to know of it."""
    target = folder / "who.onnx"
    _write(ExportedWho(net), (torch.randn(1, 64, FEATURES),), ["features"], ["mentions", "references"], target)
    _note(folder, "who.onnx", {"nearness": [round(x, 5) for x in net.nearness.tolist()]})


def export_relations(net: Relations, folder: Path, constants: dict[str, Any]) -> None:
    """Write `relations.onnx`, and into `statements.json` what is needed to know of it."""
    n, ends = 40, torch.zeros(1, 4, 41)
    ends[0, torch.arange(4), torch.tensor([0, 5, 9, 20])] = 1
    at = torch.tensor([1, 2, 0])
    takes, gives = ["early", "ends", "first", "second"], ["signs", "given", "acts", "manners", "roots", "vectors"]
    axes = {"early": {1: "n"}, "ends": {1: "e", 2: "m"}, "first": {0: "k"}, "second": {0: "k"}}
    axes |= {name: {0: "k"} for name in gives} | {"words": {0: "k", 1: "m"}}
    example = (torch.randn(1, n, WIDTH), ends, at, at + 1)
    gives.insert(2, "words")
    _write(ExportedRelations(net), example, takes, gives, folder / "relations.onnx", axes=axes)
    _note(folder, "relations.onnx", {"relations": constants})


def _write(
    net: nn.Module, example: tuple[Tensor, ...], takes: list[str], gives: list[str], target: Path, *,
    quantised: bool = True, axes: dict[str, dict[int, str]] | None = None,
) -> None:  # fmt: skip
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            net.eval(), example, str(plain), input_names=takes, output_names=gives,
            dynamic_axes=axes or {name: {1: "n"} for name in takes + gives}, opset_version=17, dynamo=False,
        )  # fmt: skip
        # 7-bit weights: without VNNI the 8-bit kernels saturate, and processors would disagree.
        if quantised:
            quantize_dynamic(plain, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
        else:
            shutil.copyfile(plain, target)


def _note(folder: Path, name: str, constants: dict[str, Any]) -> None:
    facts = folder / "statements.json"
    known = json.loads(facts.read_text(encoding="utf-8")) if facts.exists() else {"sha256": {}, "constants": {}}
    hashes = known["sha256"] | {name: hashlib.sha256((folder / name).read_bytes()).hexdigest()}
    about = {"name": NAME, "version": VERSION, "sha256": hashes, "constants": known["constants"] | constants}
    lines = _NUMBERS.sub(lambda numbers: re.sub(r"\s+", " ", numbers[0]), json.dumps(about, indent=1))
    facts.write_text(lines + "\n", encoding="utf-8")


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--float", action="store_true", help="leave the weights as they are, to compare")
    args = parser.parse_args()
    export(args.weights, args.folder, quantised=not args.float)


if __name__ == "__main__":
    main()
