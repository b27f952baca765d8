"""Runs a command and watches what it and its children use."""

from __future__ import annotations

import contextlib
import os
import statistics
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import psutil

SAMPLE = 0.1
"""Seconds between two looks at the processes. A look takes a few thousandths of one."""


@dataclass(frozen=True, slots=True)
class Use:
    """What a command used.

    Attributes:
        wall: seconds from start to end.
        cpu: seconds of processor time, of the command and all its children together.
        memory: bytes resident at the highest moment, all processes added up; pages they share
            count once for each.
    """

    wall: float
    cpu: float
    memory: int


def measure(command: Sequence[str | Path]) -> Use:
    """Run `command` to its end.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    os.sync()  # What the command before left to be written must not slow this one down.
    begin = time.perf_counter()
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    with _Watch(running.pid) as watch:
        _, status, used = os.wait4(running.pid, 0)
        wall = time.perf_counter() - begin
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, command)
    # The system adds up what was waited for; a worker of a fork server may not have been.
    cpu = max(used.ru_utime + used.ru_stime, sum(watch.cpu.values()))
    return Use(wall, cpu, watch.memory)


def measure_all(commands: Sequence[Sequence[str | Path]]) -> Use:
    """Run commands one after the other: their times together, and the most memory."""
    uses = [measure(command) for command in commands]
    return Use(
        sum(use.wall for use in uses),
        sum(use.cpu for use in uses),
        max(use.memory for use in uses),
    )


def median(uses: Sequence[Use]) -> Use:
    """The middle of each measure; of memory, the most."""
    return Use(
        statistics.median(use.wall for use in uses),
        statistics.median(use.cpu for use in uses),
        max(use.memory for use in uses),
    )


class _Watch:
    """Looks at a process and its children again and again, in a thread.

    Attributes:
        cpu: seconds of processor time so far of each process that was seen.
        memory: the most bytes resident at one moment.
    """

    def __init__(self, pid: int) -> None:
        self.cpu: dict[int, float] = {}
        self.memory = 0
        self._pid = pid
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look_on)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look_on(self) -> None:
        while True:
            self._look()
            if self._ended.wait(SAMPLE):
                return

    def _look(self) -> None:
        memory = 0
        with contextlib.suppress(psutil.NoSuchProcess):
            parent = psutil.Process(self._pid)
            for process in [parent, *parent.children(recursive=True)]:
                with contextlib.suppress(psutil.NoSuchProcess, psutil.ZombieProcess):
                    times = process.cpu_times()
                    self.cpu[process.pid] = times.user + times.system
                    memory += process.memory_info().rss
        self.memory = max(self.memory, memory)


def empty(folder: Path) -> None:
    """Free the disk of what the files of a folder hold; the files themselves stay.

    Before it makes a file, ext4 looks at every place that was freed within the last minutes: were
    thousands of files deleted here, whatever is measured next would pay for it.
    """
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            os.truncate(file, 0)
