"""A project open in several threads at once: one writes, a few read, each with a connection of its own."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from sayso.errors import InputError
from sayso.project.project import Project, open_project

_READERS = 3

Found = TypeVar("Found")


class _Hand:
    """A thread with a project open in it: SQLite wants each connection to stay in its thread."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._project = self._thread.submit(open_project, path, read_only=read_only).result()

    async def do(self, what: Callable[[Project], Found]) -> Found:
        return await asyncio.wrap_future(self._thread.submit(what, self._project))

    def close(self) -> None:
        self._thread.submit(self._project.close).result()
        self._thread.shutdown()


class Access:
    """The way to a project for all who are in the review room. Raises `InputError` where it cannot be opened."""

    def __init__(self, path: Path) -> None:
        """Open the project for one writer and some readers."""
        self._writer = _Hand(path, read_only=False)
        self._readers = [_Hand(path, read_only=True) for _ in range(_READERS)]
        self._linking: asyncio.Task[None] | None = None
        self._free: asyncio.Queue[_Hand] = asyncio.Queue()
        for reader in self._readers:
            self._free.put_nowait(reader)

    async def read(self, what: Callable[[Project], Found]) -> Found:
        """Return what a function finds in the project."""
        reader = await self._free.get()
        try:
            return await reader.do(what)
        finally:
            self._free.put_nowait(reader)

    async def write(self, what: Callable[[Project], Found]) -> Found:
        """Let a function change the project, one at a time, in the order of asking; return what it returns."""
        return await self._writer.do(what)

    def link_soon(self) -> None:
        """Link speakers that wait to be linked across articles, a few at a time, between what people change."""
        if self._linking is None or self._linking.done():
            self._linking = asyncio.create_task(self._link())

    async def _link(self) -> None:
        # Where the file is held by another program for long, whoever looks at people next tries again.
        with suppress(InputError):
            while await self.write(Project.link_some):
                pass

    def close(self) -> None:
        """Close all connections, after what is under way is done."""
        if self._linking is not None:
            self._linking.cancel()
        for hand in (*self._readers, self._writer):
            hand.close()
