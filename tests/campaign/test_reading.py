from __future__ import annotations

from pathlib import Path

import pytest

from advocacy_cli.campaign import reading
from advocacy_cli.campaign.reading import read_text
from advocacy_cli.errors import AdvocacyError, Problem


def refusal(path: Path) -> Problem:
    with pytest.raises(AdvocacyError) as caught:
        read_text(path, "list.yaml")
    [problem] = caught.value.problems
    return problem


def written(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "list.yaml"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "data",
    [b"one\ntwo\n", b"one\r\ntwo\r\n", b"one\rtwo\r", b"\xef\xbb\xbfone\ntwo\n"],
    ids=["plain", "CR LF", "CR", "BOM"],
)
def test_line_ends_and_byte_order_mark_do_not_matter(tmp_path: Path, data: bytes) -> None:
    assert read_text(written(tmp_path, data), "list.yaml") == "one\ntwo\n"


@pytest.mark.parametrize("text", ["هبة", "习近平", "시진핑", "Ærøskøbing", "👩‍👩‍👧"])
def test_text_of_any_script_arrives_unchanged(tmp_path: Path, text: str) -> None:
    assert read_text(written(tmp_path, text.encode()), "list.yaml") == text


def test_latin_1_is_refused_at_its_first_byte(tmp_path: Path) -> None:
    problem = refusal(written(tmp_path, "a: ü\r\nname: J".encode() + "ürgen\n".encode("latin-1")))
    assert problem.code == "not_utf8"
    assert str(problem.where) == "list.yaml:2:8"
    assert "0xFC" in problem.message
    assert "UTF-8" in problem.hint


def test_utf_16_is_refused(tmp_path: Path) -> None:
    assert refusal(written(tmp_path, "name: x".encode("utf-16"))).code == "not_utf8"
    assert refusal(written(tmp_path, "name: x".encode("utf-16-le"))).code == "nul_character"


def test_nul_is_refused_with_its_place(tmp_path: Path) -> None:
    problem = refusal(written(tmp_path, b"one\ntw\0o\n"))
    assert (problem.code, str(problem.where)) == ("nul_character", "list.yaml:2:3")


def test_missing_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "list.yaml").code == "missing_file"


def test_folder_and_pipe_are_no_files(tmp_path: Path) -> None:
    import os

    assert refusal(tmp_path).code == "not_a_file"
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe").code == "not_a_file"


def test_link_to_itself_is_unreadable(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert refusal(loop).code == "unreadable"


def test_a_file_of_the_size_limit_is_read_and_one_byte_more_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 5)
    assert read_text(written(tmp_path, b"12345"), "list.yaml") == "12345"
    assert refusal(written(tmp_path, b"123456")).code == "too_large"
