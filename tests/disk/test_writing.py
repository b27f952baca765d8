from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

import pytest

from advocacy_cli.disk.folders import LinkedError, NotRegularError, held
from advocacy_cli.disk.locking import locked
from advocacy_cli.disk.trees import write_tree
from advocacy_cli.disk.writing import beside, new_file, sweep, write_whole


@pytest.fixture
def campaign(tmp_path: Path) -> Path:
    root = tmp_path / "campaign"
    root.mkdir()
    (root / "campaign.yaml").touch()
    return root


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder of the user's, with a file in it."""
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "shell-start").write_text("mine")
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_link_is_replaced_and_not_followed(campaign: Path, outside: Path) -> None:
    for target in ("shell-start", "not-there"):
        (campaign / "list").unlink(missing_ok=True)
        (campaign / "list").symlink_to(outside / target)
        write_whole(campaign / "list", b"new")
        assert not (campaign / "list").is_symlink()
        assert (campaign / "list").read_bytes() == b"new"
    assert names(outside) == ["shell-start"]
    assert (outside / "shell-start").read_text() == "mine"


def test_no_folder_in_a_campaign_is_a_link(campaign: Path, outside: Path) -> None:
    (campaign / "letters").symlink_to(outside)
    (outside / "below").mkdir()
    for file in ("letters/a", "letters/below/a", "letters/new/a"):
        with pytest.raises(LinkedError):
            write_whole(campaign / file, b"new", make=0o700)
    assert names(outside) == ["below", "shell-start"]
    assert names(outside / "below") == []


def test_a_campaign_planted_inside_does_not_begin_anew(campaign: Path, outside: Path) -> None:
    (outside / "campaign.yaml").touch()
    (campaign / "letters").symlink_to(outside)
    with pytest.raises(LinkedError) as caught:
        write_whole(campaign / "letters" / "a", b"new")
    assert caught.value.filename == str(campaign / "letters")


def test_the_way_to_a_campaign_may_be_a_link(campaign: Path, tmp_path: Path) -> None:
    (tmp_path / "way").symlink_to(campaign)
    write_whole(tmp_path / "way" / "letters" / "a", b"new", make=0o700)
    assert (campaign / "letters" / "a").read_bytes() == b"new"
    write_whole(campaign / ".." / "b", b"new")
    assert (tmp_path / "b").read_bytes() == b"new"


def test_elsewhere_links_are_the_users_own(tmp_path: Path, outside: Path) -> None:
    (tmp_path / "out").symlink_to(outside)
    write_whole(tmp_path / "out" / "report.html", b"new")
    assert (outside / "report.html").read_bytes() == b"new"


def test_a_file_is_for_its_owner_and_keeps_what_is_asked(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600
    with new_file(tmp_path / "a", like=0o664) as file:
        file.write(b"x")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o664


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"old")
    with contextlib.suppress(KeyboardInterrupt), new_file(tmp_path / "a") as file:
        file.write(b"half")
        raise KeyboardInterrupt
    assert (tmp_path / "a").read_bytes() == b"old"
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize("make", ["fifo", "folder"])
def test_what_is_no_file_is_not_replaced(tmp_path: Path, make: str) -> None:
    path = tmp_path / "a"
    os.mkfifo(path) if make == "fifo" else path.mkdir()
    with pytest.raises(NotRegularError):
        write_whole(path, b"new")
    assert names(tmp_path) == ["a"]
    with pytest.raises(NotRegularError):
        write_whole(tmp_path / "..", b"new")


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_takes_no_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    if not links:
        monkeypatch.setattr(os, "link", no_links)
    (tmp_path / "planted").symlink_to("nowhere")
    for name in ("planted", "a"):
        if name == "a":
            write_whole(tmp_path / "a", b"old", over=False)
        with pytest.raises(FileExistsError):
            write_whole(tmp_path / name, b"new", over=False)
    assert (tmp_path / "a").read_bytes() == b"old"
    assert names(tmp_path) == ["a", "planted"]


def test_only_what_nobody_writes_is_swept(tmp_path: Path) -> None:
    left = [".advocacy-0123456789abcdef.part", ".advocacy-0123456789abcdef.part-journal"]
    for name in left:
        (tmp_path / name).touch()
    (tmp_path / ".mine.part").touch()
    with beside(tmp_path / "a") as (part, descriptor):
        os.write(descriptor, b"new")
        sweep(tmp_path)
        assert names(tmp_path) == sorted([".mine.part", part.name])
    assert names(tmp_path) == [".mine.part", "a"]
    sweep(tmp_path, all_that_wait=True)
    assert names(tmp_path) == ["a"]


def test_sweeping_follows_no_link(tmp_path: Path, outside: Path) -> None:
    (tmp_path / ".advocacy-0123456789abcdef.part").symlink_to(outside)
    folder = tmp_path / ".advocacy-0123456789abcdee.part"
    folder.mkdir()
    (folder / "home").symlink_to(outside)
    sweep(tmp_path)
    assert names(tmp_path) == ["home"]
    assert names(outside) == ["shell-start"]


def test_a_tree_appears_at_once_or_not_at_all(tmp_path: Path) -> None:
    files = {"a": b"1", "b/c": b"2", "z": b"3"}
    write_tree(tmp_path / "x" / "y", files, private={"a"})
    assert names(tmp_path / "x" / "y") == ["a", "b", "z"]
    assert stat.S_IMODE((tmp_path / "x/y/a").stat().st_mode) == 0o600
    here = tmp_path / "here"
    here.mkdir()
    (here / "z").write_text("mine")
    with pytest.raises(FileExistsError):
        write_tree(here, files, private=())
    assert names(here) == ["z"]
    assert (here / "z").read_text() == "mine"


def test_the_lock_is_no_link(tmp_path: Path, outside: Path) -> None:
    (tmp_path / "lock").symlink_to(outside / "shell-start")
    with pytest.raises(LinkedError), locked(tmp_path / "lock", 0):
        pass
    assert (outside / "shell-start").read_text() == "mine"
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotRegularError), locked(tmp_path / "pipe", 0):
        pass


def test_one_at_a_time_holds_the_lock(tmp_path: Path) -> None:
    with locked(tmp_path / "lock", 0):
        with pytest.raises(TimeoutError), locked(tmp_path / "lock", 0):
            pass
        with held(tmp_path) as folder:
            assert os.listdir(folder) == ["lock"]  # noqa: PTH208 - a folder held open has no path
    with locked(tmp_path / "lock", 0):
        pass
