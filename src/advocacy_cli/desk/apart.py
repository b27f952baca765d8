"""Work on the bytes of strangers, done in a process of its own with bounded memory and time.

A PDF of a few hundred bytes can take all the memory there is, or never end, in any library that
reads PDFs or pictures. Here it ends the work on itself only.
"""

from __future__ import annotations

import contextlib
import resource
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as DeadlinePassed
from concurrent.futures import wait
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from pebble import ProcessExpired, ProcessPool

from advocacy_cli.desk.opening import open_early, uninterrupted, worker_context
from advocacy_cli.errors import AdvocacyError, Problem

if TYPE_CHECKING:
    from pebble import ProcessFuture

DEADLINE = 15.0
"""Seconds that a piece of work may take: a letter takes about 0.05."""
MEMORY = 2 * 1024**3
"""Bytes of address space a worker may use; typesetting CJK letters takes about a quarter."""
DIED = (ProcessExpired, BrokenProcessPool, MemoryError)
"""How work ends whose worker is no more, or had no memory left."""
_PATIENCE = 0.2
"""Seconds after which Ctrl-C is looked for while a worker is at work."""
_UNDER_WAY = 3
"""Pieces of work that are handed over before the first comes back."""

A = TypeVar("A")
R = TypeVar("R")


def bound() -> None:
    """Set up a worker: deaf to Ctrl-C, which the parent handles, and bounded in memory."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(ValueError, OSError):  # systems that know no such limit
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def result_of(future: ProcessFuture[R]) -> R:
    """What the work comes to, as `future.result()`, but at no moment can Ctrl-C harm its locks."""
    while not future.done():
        with uninterrupted():
            wait([future], timeout=_PATIENCE)
    return future.result()


class Apart:
    """One worker, which keeps what its work leaves in memory. Use it as a context manager."""

    def __init__(self) -> None:
        open_early()
        self._pool = ProcessPool(max_workers=1, initializer=bound, context=worker_context())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with uninterrupted():
            if kind is None:
                self._pool.close()
            else:
                self._pool.stop()
            self._pool.join()

    def do(self, work: Callable[[A], R], given: A, what: str) -> R:
        """What `work`, a function of a module, makes of what it is given.

        Args:
            work: the function.
            given: what it is given.
            what: what the work is done on, as problems call it.

        Raises:
            AdvocacyError: it took too long or too much memory, or `work` raised it.
        """
        return next(self.do_all(work, [(what, given)]))

    def do_all(self, work: Callable[[A], R], given: Iterable[tuple[str, A]]) -> Iterator[R]:
        """The same for each, in their order. They are asked for as the work goes on.

        Raises:
            AdvocacyError: as `do`; nothing is done any more.
        """
        waiting: deque[tuple[str, ProcessFuture[R]]] = deque()
        supply = iter(given)
        while True:
            while len(waiting) < _UNDER_WAY and (one := next(supply, None)) is not None:
                with uninterrupted():
                    future = self._pool.schedule(work, args=[one[1]], timeout=DEADLINE)
                waiting.append((one[0], future))
            if not waiting:
                return
            what, future = waiting.popleft()
            yield _outcome(future, what)


def apart(work: Callable[[A], R], given: A, what: str) -> R:
    """The same, done by a worker of its own.

    Raises:
        AdvocacyError: as `Apart.do`.
    """
    with Apart() as worker:
        return worker.do(work, given, what)


def _outcome(future: ProcessFuture[R], what: str) -> R:
    try:
        return result_of(future)
    except DeadlinePassed:
        message = f"{what} was not read after {DEADLINE:.0f} seconds"
        raise AdvocacyError(Problem("took_too_long", message, hint=_HINT)) from None
    except DIED:
        message = f"to read {what} takes more memory than it may ({MEMORY // 1024**2} MiB)"
        raise AdvocacyError(Problem("took_too_much", message, hint=_HINT)) from None


_HINT = "no letter of this program is like that; do not trust who gave it to you"
