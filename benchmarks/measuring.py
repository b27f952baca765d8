"""Runs a command and watches what it and its children use."""

from __future__ import annotations

import contextlib
import statistics
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

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
    begin = time.perf_counter()
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    cpu: dict[int, float] = {}
    memory = 0
    while True:
        memory = max(memory, _look(running.pid, cpu))
        with contextlib.suppress(subprocess.TimeoutExpired):
            running.wait(SAMPLE)
            break
    wall = time.perf_counter() - begin
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, command)
    return Use(wall, sum(cpu.values()), memory)


def median(uses: Sequence[Use]) -> Use:
    """The middle of each measure; of memory, the most."""
    return Use(
        statistics.median(use.wall for use in uses),
        statistics.median(use.cpu for use in uses),
        max(use.memory for use in uses),
    )


def _look(pid: int, cpu: dict[int, float]) -> int:
    """Note the processor time of each process of the family so far; returns their memory."""
    memory = 0
    with contextlib.suppress(psutil.NoSuchProcess):
        parent = psutil.Process(pid)
        for process in [parent, *parent.children(recursive=True)]:
            with contextlib.suppress(psutil.NoSuchProcess, psutil.ZombieProcess):
                times = process.cpu_times()
                cpu[process.pid] = times.user + times.system
                memory += process.memory_info().rss
    return memory
