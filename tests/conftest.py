"""What holds for every test: no home, no network, no clock of this machine."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, NoReturn

import pytest
from hypothesis import settings

from advocacy_cli.cli import world

# How long an example takes is no property of the code: a busy machine must fail no test.
settings.register_profile("no-deadline", deadline=None)
settings.load_profile("no-deadline")

FIXED = {
    "TZ": "UTC",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "COLUMNS": "80",
    "NO_COLOR": "1",
}
"""Set for every test."""
REMOVED = ("FORCE_COLOR", "PY_COLORS", "CLICOLOR_FORCE", "GITHUB_ACTIONS", "TTY_COMPATIBLE")
"""Each of these makes a library believe in a terminal that is not there."""


@pytest.fixture(scope="session", autouse=True)
def _isolation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the whole run away from home, the network and today's date."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [
            *REMOVED,
            *(key for key in os.environ if key.startswith(("XDG_", "ADVOCACY_"))),
        ]:
            patch.delenv(name, raising=False)
        for name, value in FIXED.items():
            patch.setenv(name, value)
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        time.tzset()
        _close_the_network(patch)
        patch.setattr(world, "dt", SimpleNamespace(datetime=SimpleNamespace(now=_no_clock)))
        yield
    time.tzset()


def _close_the_network(patch: pytest.MonkeyPatch) -> None:
    """Refuse every socket but those inside this machine, which worker processes talk through."""
    for name in ("connect", "connect_ex", "bind", "sendto"):
        patch.setattr(socket.socket, name, _only_local(getattr(socket.socket, name)))
    patch.setattr(socket, "getaddrinfo", _no_network)


def _only_local(call: Any) -> Any:
    def guarded(self: socket.socket, *args: Any) -> Any:
        if self.family != socket.AF_UNIX:
            _no_network(*args)
        return call(self, *args)

    return guarded


def _no_network(*args: Any, **_: Any) -> NoReturn:
    pytest.fail(f"a test reached for the network: {args}", pytrace=True)


def _no_clock(*_: Any) -> NoReturn:
    pytest.fail("a test read the clock of this machine; pass it World(now=...)", pytrace=True)
