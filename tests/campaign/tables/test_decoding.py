from __future__ import annotations

import pytest

from advocacy_cli.campaign.tables.decoding import decode, find_delimiter
from advocacy_cli.errors import AdvocacyError

TEXT = "name;town\r\nJörg;Köln\r\n"


@pytest.mark.parametrize(
    ("codec", "called"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("windows-1252", "windows-1252"),
    ],
)
def test_encodings_are_found_and_marks_taken_away(codec: str, called: str) -> None:
    decoded = decode(TEXT.encode(codec), "t.csv")
    assert (decoded.text, decoded.encoding) == (TEXT, called)


def test_big_endian_utf_16_is_known_by_its_mark() -> None:
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be"), "t.csv").text == TEXT


def test_a_guess_is_reported_with_a_sample() -> None:
    (warning,) = decode(TEXT.encode("windows-1252"), "t.csv").warnings
    assert not warning.is_error
    assert warning.code == "guessed_encoding"
    assert "Jörg" in warning.message and str(warning.where) == "t.csv:2"


def test_an_encoding_that_is_asked_for_is_not_guessed() -> None:
    decoded = decode("ж".encode("koi8-r"), "t.csv", "koi8-r")
    assert (decoded.text, decoded.warnings) == ("ж", ())


@pytest.mark.parametrize(
    ("data", "encoding", "code", "where"),
    [
        (b"name\nA\x00da\n", None, "nul_character", "t.csv:2:2"),
        (b"name\n\x81\n", None, "not_text", "t.csv:2"),
        (b"\xff\xfea", None, "not_text", "t.csv:1"),
        (b"\xff", "utf-8", "not_text", "t.csv:1"),
        (b"a", "klingon", "unknown_encoding", "None"),
    ],
)
def test_what_is_no_text_is_refused(
    data: bytes, encoding: str | None, code: str, where: str
) -> None:
    with pytest.raises(AdvocacyError) as caught:
        decode(data, "t.csv", encoding)
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.where)) == (code, where)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_splits_evenly(delimiter: str) -> None:
    rows = [["name", "words"], ["Ada", '"a, b; c | d\te"'], ["Bo", "plain"]]
    assert find_delimiter("\n".join(map(delimiter.join, rows))) == delimiter


def test_one_column_needs_no_delimiter() -> None:
    assert find_delimiter("name\nAda\n") == ","
