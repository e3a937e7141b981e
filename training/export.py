"""Export trained weights to int8 ONNX: `python training/export.py OUT/statements.safetensors sayso/weights`."""

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import torch
from network import FEATURES, Network, Who
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from torch import Tensor, nn

WEIGHTS = Path(__file__).resolve().parent.parent / "sayso" / "weights"
NAME, VERSION = "sayso-statements-en", "0.1.0"


class Exported(nn.Module):
    """The network as it is run: one window, log probabilities out."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, shapes: Tensor, quotes: Tensor) -> tuple[Tensor, ...]:
        """Shape (1, length) in; (1, length, 7), (1, length, 576) and (1, length, 768) out."""
        label, link, features = self.net(ids, shapes, quotes)
        return label.log_softmax(-1), link, features


class ExportedWho(nn.Module):
    """The network of who is meant as it is run: the windows of one article, log probabilities out."""

    def __init__(self, net: Who) -> None:
        super().__init__()
        self.net = net

    def forward(self, features: Tensor) -> tuple[Tensor, Tensor]:
        """Shape (1, length, 768) in; (1, length, 14) and (1, length, 128) out."""
        mention, refer = self.net(features)
        return mention.log_softmax(-1), refer


def export(weights: Path, folder: Path, *, quantised: bool = True) -> None:
    """Write `statements.onnx`, and into `statements.json` what the decoder needs to know of it."""
    net = Network()
    net.load_state_dict(load_file(str(weights)))
    example = torch.randint(1000, 20000, (1, 64))
    _write(
        Exported(net), (example, example % 6, example % 3), ["ids", "shapes", "quotes"],
        ["labels", "links", "features"], folder / "statements.onnx", quantised=quantised,
    )  # fmt: skip
    if folder.resolve() != WEIGHTS:
        shutil.copyfile(WEIGHTS / "vocab.txt", folder / "vocab.txt")
    _note(folder, "statements.onnx", {"distance": [[round(x, 5) for x in row] for row in net.distance.tolist()]})


def export_who(net: Who, folder: Path) -> None:
    """Write `who.onnx`, and into `statements.json` what the speakers need to know of it."""
    target = folder / "who.onnx"
    _write(ExportedWho(net), (torch.randn(1, 64, FEATURES),), ["features"], ["mentions", "references"], target)
    _note(folder, "who.onnx", {"nearness": [round(x, 5) for x in net.nearness.tolist()]})


def _write(
    net: nn.Module, example: tuple[Tensor, ...], takes: list[str], gives: list[str], target: Path, *,
    quantised: bool = True,
) -> None:  # fmt: skip
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            net.eval(), example, str(plain), input_names=takes, output_names=gives,
            dynamic_axes={name: {1: "n"} for name in takes + gives}, opset_version=17, dynamo=False,
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
    facts.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


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
