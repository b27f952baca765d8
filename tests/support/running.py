"""What a call of the program came to."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pytest


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Result]


def answered(arguments: Iterable[str], answers: Iterable[str]) -> tuple[int, str]:
    """Run the program on a real terminal, and answer its questions with a real person's typing.

    Returns:
        The exit code, and all that was said.
    """
    try:
        parent, child = pty.openpty()
    except OSError:
        pytest.skip("this machine has no terminals to give")
    command = [sys.executable, "-m", "advocacy_cli", *arguments]
    process = subprocess.Popen(command, stdin=child, stdout=child, stderr=child)
    os.close(child)
    said, waiting = "", iter(answers)
    with contextlib.suppress(OSError):  # the terminal is gone when the program has ended
        while True:
            said += os.read(parent, 4096).decode()
            if said.rstrip(" ").endswith(":") and (answer := next(waiting, None)) is not None:
                os.write(parent, f"{answer}\n".encode())
                said += "\n"
    return process.wait(), said
