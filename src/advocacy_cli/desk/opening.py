"""Opens the process that workers are forked from, early: it has 0.7 s of imports before it.

It imports nothing but what that takes, so that the caller's own imports run beside it.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import threading
from collections.abc import Iterator
from multiprocessing import forkserver, resource_tracker
from pathlib import Path
from typing import TYPE_CHECKING

from advocacy_cli.campaign.folder import LEDGER, find_campaign
from advocacy_cli.errors import AdvocacyError

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext

LONG = 1_000_000
"""Bytes of a ledger from which on workers are opened once it is known that there is work: that is
about 1,400 letters, and those that are asked for may well be there."""

PRELOAD = [
    "advocacy_cli.desk.latecomers",
    "advocacy_cli.typesetting.loading",
    "advocacy_cli.desk.workshop",
    "advocacy_cli.composing.compose",
    "advocacy_cli.desk.lint",
    "advocacy_cli.desk.redaction",
    "advocacy_cli.typesetting.press",
]
"""Imported once, before workers fork, so that a worker that had to be replaced starts at once."""


def open_if_likely(directory: Path) -> None:
    """Open early for a run in the campaign at or above a folder, unless its ledger is long."""
    try:
        ledger = find_campaign(directory) / LEDGER
        is_long = ledger.exists() and ledger.stat().st_size >= LONG
    except (AdvocacyError, OSError):
        return  # whoever needs the campaign says what is wrong
    if not is_long:
        open_early()


def open_early() -> None:
    """Begin to import what workers need, in the process that they will be forked from.

    Ctrl-C reaches every process on the terminal. What is blocked here stays blocked in the new
    one; this one meets it afterwards, and ends them all.
    """
    worker_context()
    resource_tracker.ensure_running()  # it unblocks Ctrl-C when it starts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def worker_context() -> ForkServerContext:
    """How workers are started."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOAD)
    return context


@contextlib.contextmanager
def uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait: a worker that is half started could be neither used nor stopped."""
    before = signal.getsignal(signal.SIGINT)
    if not callable(before) or threading.current_thread() is not threading.main_thread():
        yield
        return
    waiting: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _: waiting.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if waiting:
        raise KeyboardInterrupt
