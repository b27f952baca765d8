"""The walls of conftest.py stand."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from advocacy_cli.cli.world import World

Wall = pytest.fail.Exception


def test_home_is_a_folder_of_this_run(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert Path.home().is_relative_to(tmp_path_factory.getbasetemp())
    assert Path("~/.config").expanduser().is_relative_to(tmp_path_factory.getbasetemp())


def test_programs_that_are_started_see_the_same_home() -> None:
    command = [sys.executable, "-c", "import pathlib; print(pathlib.Path.home())"]
    found = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    assert found == os.environ["HOME"]


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_no_connection_leaves(family: socket.AddressFamily) -> None:
    with (
        socket.socket(family, socket.SOCK_STREAM) as outward,
        pytest.raises(Wall, match="reached for the network"),
    ):
        outward.connect(("localhost", 9))


def test_no_datagram_leaves() -> None:
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as outward,
        pytest.raises(Wall, match="reached for the network"),
    ):
        outward.sendto(b"", ("localhost", 9))


def test_no_name_is_looked_up() -> None:
    with pytest.raises(Wall, match="reached for the network"):
        urllib.request.urlopen("http://localhost:9/", timeout=1)


def test_processes_may_talk_to_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening, socket.socket(socket.AF_UNIX) as calling:
        listening.bind("s")
        listening.listen()
        calling.connect("s")
        listening.accept()[0].close()


def test_the_clock_must_be_handed_in() -> None:
    with pytest.raises(Wall, match="read the clock"):
        World().now()


def test_time_zone_and_terminal_are_fixed() -> None:
    assert time.tzname[0] == "UTC"
    assert os.environ["COLUMNS"] == "80"
    assert os.environ["NO_COLOR"]
