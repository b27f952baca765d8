from __future__ import annotations

import hashlib
import os
import socket
from pathlib import Path

import pytest

from advocacy_cli.disk import reading
from advocacy_cli.disk.folders import LinkedError, NotRegularError
from advocacy_cli.disk.reading import TooLargeError, content_of, read_whole

SHA256 = hashlib.sha256(b"x").hexdigest()


def special(folder: Path, kind: str) -> Path:
    """Something that is no file, and that many a program waits for without end."""
    path = folder / kind
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(os.path.relpath(path))
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        path.mkdir()
    return path


@pytest.mark.parametrize("kind", ["pipe", "socket", "device", "folder"])
def test_only_regular_files_are_read(tmp_path: Path, kind: str) -> None:
    path = special(tmp_path, kind)
    with pytest.raises(NotRegularError):
        read_whole(path, 10)
    assert content_of(path, SHA256) is None


def test_a_sparse_file_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "sparse"
    with path.open("wb") as file:
        file.truncate(1 << 42)
    with pytest.raises(TooLargeError):
        read_whole(path, 1_000_000)
    assert content_of(path, SHA256) is None


def test_a_file_of_the_most_bytes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    assert read_whole(path, 5) == b"12345"
    with pytest.raises(TooLargeError):
        read_whole(path, 4)


def test_links_are_followed_outside_a_campaign_only(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    root = tmp_path / "campaign"
    root.mkdir()
    (root / "campaign.yaml").touch()
    for link, target in {"link": "../file", "folder": ".."}.items():
        (root / link).symlink_to(target)
        (tmp_path / f"own-{link}").symlink_to(root / target)
    assert read_whole(tmp_path / "own-link", 9) == b"x"
    assert read_whole(tmp_path / "own-folder" / "file", 9) == b"x"
    for path in (root / "link", root / "folder" / "file"):
        with pytest.raises(LinkedError):
            read_whole(path, 9)


def test_a_digest_tells_what_is_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"x")
    assert content_of(tmp_path / "a", SHA256) == b"x"
    assert content_of(tmp_path / "a", "0" * 64) is None
    assert content_of(tmp_path / "none", SHA256) is None
    monkeypatch.setattr(reading, "MAX_LETTER", 0)
    assert content_of(tmp_path / "a", SHA256) is None
