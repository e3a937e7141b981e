"""The child process that parses pages: reads requests from standard input, writes answers to standard output.

Start it with `python -m sayso.intake.extractor`. A message is its length in four bytes, big end first, then that many
bytes of UTF-8. A request is a page, an answer a JSON object.
"""

import json
import os
import resource
import struct
import sys
from dataclasses import asdict
from typing import BinaryIO

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
    from sayso.intake.html import extract

    while (request := receive(requests)) is not None:
        page = extract(request.decode("utf-8"))
        answer = {"paragraphs": page.paragraphs, "metadata": asdict(page.metadata)}
        answers.write(framed(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace")))
        answers.flush()


def _address_space() -> int:
    """Return the bytes of address space that Python itself has mapped already."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123
            return int(statm.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


if __name__ == "__main__":
    main()
