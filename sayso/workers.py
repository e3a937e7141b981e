"""Reading many sources in several processes, in the order given."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import resource_tracker
from typing import Any, Protocol, TypeVar

from sayso.errors import InputError

_AHEAD = 4
"""Articles handed out ahead for each worker: enough to keep it busy, few enough to keep memory flat."""

Source = TypeVar("Source")
Result = TypeVar("Result")
Result_co = TypeVar("Result_co", covariant=True)
Source_contra = TypeVar("Source_contra", contravariant=True)


class Reads(Protocol[Source_contra, Result_co]):
    """What reads one source at a time and can be sent to another process, such as `sayso.Reader`."""

    def read(self, source: Source_contra, /) -> Result_co:
        """Read one source. Raises `InputError`."""


_reader: Reads[Any, Any]


def read_side_by_side(
    sources: Iterable[Source],
    workers: int,
    reader: Reads[Source, Result],
    early: Callable[[Result], None] = lambda _: None,
) -> Iterator[Result | InputError]:
    """Yield what is read of each source, or its error, in the order given. A worker that dies costs one source.

    As text a source is its name; "-" is standard input, which only this process can read. `early` is called with what
    is read while a source before it is still being read.
    """
    waiting: deque[tuple[Source, Future[Result | InputError] | None]] = deque()
    told: set[Future[Result | InputError]] = set()
    pool = _pool(workers, reader)
    rest = iter(sources)
    try:
        while True:
            while len(waiting) < workers * _AHEAD and (source := next(rest, None)) is not None:
                waiting.append((source, None if str(source) == "-" else _submitted(pool, source)))
            if not waiting:
                return
            source, future = waiting.popleft()
            try:
                if future:
                    others = {other for _, other in waiting if other}
                    told = _wait_for(future, others, told & others, early)
                yield future.result() if future else _tried(reader, source)
            except BrokenProcessPool:
                pool.shutdown(wait=False)
                yield _read_alone(source, reader)
                pool = _pool(workers, reader)
                waiting = deque((name, again and _submitted(pool, name)) for name, again in waiting)
    except KeyboardInterrupt:
        # Whoever pressed Ctrl-C does not want to wait for the articles that are being read.
        for process in list(pool._processes.values()):
            process.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _wait_for(
    first: Future[Result | InputError],
    others: set[Future[Result | InputError]],
    told: set[Future[Result | InputError]],
    early: Callable[[Result], None],
) -> set[Future[Result | InputError]]:
    """Wait for the first; tell of the others that are done before it, each once. Return those that were told of."""
    while not first.done():
        done, _ = wait({first, *(others - told)}, return_when=FIRST_COMPLETED)
        for one in done - {first}:
            told.add(one)
            if one.exception() is None and not isinstance(result := one.result(), InputError):
                early(result)
    return told


def _pool(workers: int, reader: Reads[Any, Any]) -> ProcessPoolExecutor:
    # A forked onnxruntime hangs; a spawned one does not.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, context, initializer=_start, initargs=(reader,))


def _submitted(pool: ProcessPoolExecutor, source: Any) -> Future[Any]:  # noqa: ANN401 (as `_read`)
    """Hand out a source. A process that this starts hears no Ctrl-C: it is for this one, which ends the others."""
    resource_tracker.ensure_running()  # which would let the signal through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(_read, source)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start(reader: Reads[Any, Any]) -> None:
    global _reader
    _reader = reader
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this worker when the process that started it is gone, however it ended: a killed one tells nobody."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read(source: Any) -> Any:  # noqa: ANN401 (whatever this process's reader takes and gives)
    return _tried(_reader, source)


def _tried(reader: Reads[Source, Result], source: Source) -> Result | InputError:
    try:
        return reader.read(source)
    except InputError as error:
        return error


def _read_alone(source: Source, reader: Reads[Source, Result]) -> Result | InputError:
    """Read again what was under way when a worker died, in a worker of its own."""
    with _pool(1, reader) as pool:
        try:
            result: Result | InputError = _submitted(pool, source).result()
        except BrokenProcessPool:
            return InputError(
                str(source), "the process that read it died", "look at the file, or read it with more memory"
            )
        return result
