"""The child process that parses what is hostile: reads requests from standard input, writes to standard output.

Start it with `python -m sayso.intake.extractor`. A message is its length in four bytes, big end first, then that many
bytes. A request is a line of JSON, which says what follows it (`what`: page, pdf or feed), and that; an answer is a
JSON object, with `wrong` and `remedy` where it cannot be read.
"""

import json
import os
import resource
import struct
import sys
from dataclasses import asdict
from typing import Any, BinaryIO

from sayso.errors import InputError

MEMORY = 600 * 1024 * 1024


def receive(stream: BinaryIO) -> bytes | None:
    """Return the next message of a stream, None at its end."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    (size,) = struct.unpack(">I", head)
    body = stream.read(size)
    return body if len(body) == size else None


def framed(message: bytes) -> bytes:
    """Return a message with its length before it."""
    return struct.pack(">I", len(message)) + message


def main() -> None:
    """Answer pages until the other side closes."""
    resource.setrlimit(resource.RLIMIT_AS, (_address_space() + MEMORY, resource.RLIM_INFINITY))
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not fall between the messages
    while (request := receive(requests)) is not None:
        head, _, body = request.partition(b"\n")
        try:
            answer = _parsed(json.loads(head), body)
        except InputError as error:
            answer = {"wrong": error.wrong, "remedy": error.remedy}
        answers.write(framed(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace")))
        answers.flush()


def _parsed(said: dict[str, Any], body: bytes) -> dict[str, Any]:
    if said["what"] == "pdf":
        from sayso.intake.pdf import paragraphs

        return {"paragraphs": paragraphs(body)}
    if said["what"] == "feed":
        from sayso.intake.feed import items

        return {"items": [asdict(item) for item in items(body, said["url"], said["charset"])]}
    from sayso.intake.html import extract

    page = extract(body.decode("utf-8"))
    return {"paragraphs": page.paragraphs, "metadata": asdict(page.metadata)}


def _address_space() -> int:
    """Return the bytes of address space that Python itself has mapped already."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123
            return int(statm.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


if __name__ == "__main__":
    main()
