"""Export trained weights to int8 ONNX: `python training/export.py OUT/statements.safetensors sayso/weights`."""

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import torch
from network import Network
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
        """Shape (1, length) in; (1, length, 7), (1, length, 576), (1, length, 14) and (1, length, 128) out."""
        label, link, mention, refer = self.net(ids, shapes, quotes)
        return label.log_softmax(-1), link, mention.log_softmax(-1), refer


def export(weights: Path, folder: Path, *, quantised: bool = True) -> None:
    """Write `statements.onnx`, and `statements.json` with what the decoder needs to know of it."""
    folder.mkdir(parents=True, exist_ok=True)
    net = Network()
    net.load_state_dict(load_file(str(weights)))
    net.eval()
    example = torch.randint(1000, 20000, (1, 64))
    names = ["ids", "shapes", "quotes", "labels", "links", "mentions", "references"]
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            Exported(net).eval(), (example, example % 6, example % 3), str(plain),
            input_names=names[:3], output_names=names[3:], dynamic_axes={name: {1: "n"} for name in names},
            opset_version=17, dynamo=False,
        )  # fmt: skip
        # 7-bit weights: without VNNI the 8-bit kernels saturate, and processors would disagree.
        target = folder / "statements.onnx"
        if quantised:
            quantize_dynamic(plain, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
        else:
            shutil.copyfile(plain, target)
    if folder.resolve() != WEIGHTS:
        shutil.copyfile(WEIGHTS / "vocab.txt", folder / "vocab.txt")
    facts = folder / "statements.json"
    kept = json.loads(facts.read_text(encoding="utf-8"))["constants"] if facts.exists() else {}
    constants = kept | {"distance": [[round(x, 5) for x in row] for row in net.distance.tolist()],
                         "nearness": [round(x, 5) for x in net.nearness.tolist()]}  # fmt: skip
    sha256 = hashlib.sha256((folder / "statements.onnx").read_bytes()).hexdigest()
    about = {"name": NAME, "version": VERSION, "sha256": sha256, "constants": constants}
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
