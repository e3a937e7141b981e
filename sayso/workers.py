"""Reading many articles in several processes, in the order given."""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from sayso.article import Article
from sayso.errors import InputError
from sayso.reader import Reader

_AHEAD = 4
"""Articles handed out ahead for each worker: enough to keep it busy, few enough to keep memory flat."""

_reader: Reader


def read_side_by_side(sources: Iterable[str], workers: int, reader: Reader) -> Iterator[Article | InputError]:
    """Yield the article or the error of each source, in the order given. A worker that dies costs one article."""
    waiting: deque[tuple[str, Future[Article | InputError] | None]] = deque()
    pool = _pool(workers, reader)
    rest = iter(sources)
    try:
        while True:
            while len(waiting) < workers * _AHEAD and (source := next(rest, None)) is not None:
                # Standard input belongs to this process.
                waiting.append((source, None if source == "-" else pool.submit(_read, source)))
            if not waiting:
                return
            source, future = waiting.popleft()
            try:
                yield future.result() if future else _read_here(source, reader)
            except BrokenProcessPool:
                pool.shutdown(wait=False)
                yield _read_alone(source, reader)
                pool = _pool(workers, reader)
                waiting = deque((name, again and pool.submit(_read, name)) for name, again in waiting)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _pool(workers: int, reader: Reader) -> ProcessPoolExecutor:
    # A forked onnxruntime hangs; a spawned one does not.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, context, initializer=_start, initargs=(reader,))


def _start(reader: Reader) -> None:
    global _reader
    _reader = reader


def _read(source: str) -> Article | InputError:
    try:
        return _reader.read(source)
    except InputError as error:
        return error


def _read_here(source: str, reader: Reader) -> Article | InputError:
    return next(reader.read_many([source]))


def _read_alone(source: str, reader: Reader) -> Article | InputError:
    """Read again what was under way when a worker died, in a worker of its own."""
    with _pool(1, reader) as pool:
        try:
            return pool.submit(_read, source).result()
        except BrokenProcessPool:
            return InputError(source, "the process that read it died", "look at the file, or read it with more memory")
