"""People's own data: what must print unchanged, and what must be refused with nothing lost."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

import pypdfium2
import pytest

from campaigns import RECIPIENTS, SENDERS, TEXT, edit, write_campaign
from running import Run

pytestmark = pytest.mark.slow

LISTS = {"recipients.yaml": RECIPIENTS, "senders.yaml": SENDERS}


def paper(run: Run, root: Path, *arguments: str) -> str:
    """What the one letter of a run says, as read back from its PDF."""
    result = run("draft", "call", *arguments, "--json")
    assert result.code == 0, result.out
    (letter,) = result.json["letters"]
    document = pypdfium2.PdfDocument(root / letter["file"])
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    return unicodedata.normalize("NFKC", text.replace("\r\n", "\n"))


NAMES = [
    "[docs]",
    "[/x]",
    "O'Brien & <b>",
    "*a*",
    "{{ 7*7 }}",
    "# 1. _x_ `y` ~z~ ![i](j)",
    ":smile: &amp;",
    "Dvořák-Ñandú Ødegård",
    "习近平",
    "김철수",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_print_as_they_are_written(run: Run, root: Path, name: str) -> None:
    quoted = name.replace("'", "''")
    edit(root / "senders.yaml", "name: Ada Example", f"name: '{quoted}'")
    text = paper(run, root)
    assert f"I am {name}, and I write" in text.replace("\n", " ")
    assert name in run("preview", "call", "--text").out
    assert name in run("senders", "list").out


def test_an_arabic_name(run: Run, root: Path) -> None:
    edit(root / "senders.yaml", "name: Ada Example", "name: أحمد الخطيب")
    assert "أحمد الخطيب" in run("preview", "call", "--text").out
    printed = paper(run, root)
    assert set("أحمد الخطيب") <= set(unicodedata.normalize("NFC", printed))


def test_a_postcode_with_a_leading_zero(run: Run, root: Path) -> None:
    edit(
        root / "senders.yaml",
        "{country: GB, lines: [5 Sender Street, London N1 1AA]}\n    region: GB-ENG",
        '{country: US, postcode: 02134, lines: [5 Sender Street, "Boston, MA 02134"]}\n'
        "    region: MA",
    )
    assert "Boston, MA 02134" in paper(run, root, "--via", "embassy-london")


def test_norway_is_a_country_and_ontario_a_region(run: Run, root: Path) -> None:
    edit(root / "recipients.yaml", "serves: [DE]", "serves: [NO, CA-ON]")
    edit(
        root / "recipients.yaml",
        "country: DE, lines: [Musterstraße 3, 10115 Berlin]",
        "country: NO, lines: [Gate 3, 0244 Oslo]",
    )
    assert "0244 Oslo\nNORWAY" in paper(run, root, "--via", "embassy-berlin")
    edit(
        root / "senders.yaml",
        "{country: GB, lines: [5 Sender Street, London N1 1AA]}\n    region: GB-ENG",
        "{country: CA, lines: [5 Sender Street, Ottawa ON K1N 5H3]}\n    region: ON",
    )
    text = paper(run, root)
    assert "0244 Oslo\nNORWAY" in text
    assert "Ottawa ON K1N 5H3" in text


@pytest.mark.parametrize("kind", ["bom", "crlf", "both"])
def test_files_from_other_systems(run: Run, root: Path, kind: str) -> None:
    expected = paper(run, root)
    for path in root.rglob("*.*"):
        if path.suffix in {".yaml", ".md"}:
            content = path.read_bytes()
            content = content.replace(b"\n", b"\r\n") if kind != "bom" else content
            path.write_bytes(b"\xef\xbb\xbf" + content if kind != "crlf" else content)
    result = run("draft", "call", "--json")
    assert result.json["totals"]["unchanged"] == 1
    assert paper(run, root, "--date", "2026-03-02") == expected


REFUSED_LISTS = {
    "tabs": ("senders.yaml", "    name: Ada", "\tname: Ada", 4, "tab"),
    "a repeated key": ("senders.yaml", "    region:", "    name: Eve\n    region:", 6, "name"),
    "an unknown key": ("senders.yaml", "    name: Ada", "    nmae: Ada", 4, "did you mean"),
    "a missing id": ("senders.yaml", "  - id: ada\n    uid:", "  - uid:", 2, "id"),
    "a duplicate id": (
        "recipients.yaml", "id: embassy-berlin", "id: embassy-london", 20, "a second time",
    ),
    "an alias": (
        "senders.yaml", "languages: [en]", "languages: &x [en]\n    role: *x", 7, "anchor",
    ),
    "an id with a slash": ("senders.yaml", "id: ada", "id: a/b", 2, "not an id"),
    "an id with dots": ("senders.yaml", "id: ada", "id: ..", 2, "not an id"),
    "a wrong country": ("senders.yaml", "country: GB", "country: UK", 5, "write GB"),
    "a postcode that does not print": (
        "senders.yaml", "country: GB,", "country: GB, postcode: E1 1AA,", 5, "E1 1AA",
    ),
    "an invisible character": ("senders.yaml", "name: Ada", "name: A\u202eda", 4, "U+202E"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED_LISTS)
def test_slips_in_lists_are_refused_with_their_place(run: Run, root: Path, case: str) -> None:
    file, old, new, line, words = REFUSED_LISTS[case]
    run("draft", "call")
    before = {path: path.read_bytes() for path in (root / "letters").iterdir()}
    edit(root / file, old, new)

    for command in (("check",), ("draft", "call", "--sender", "ada")):
        result = run(*command)
        assert result.code == 1
        said = result.out + result.err
        assert f"{file}:{line}:" in said, said
        assert words in said, said
        assert "Traceback" not in said
        assert "pydantic" not in said
    assert {path: path.read_bytes() for path in (root / "letters").iterdir()} == before


def test_latin_1_bytes(run: Run, root: Path) -> None:
    (root / "senders.yaml").write_bytes(SENDERS.replace("Ada", "Adá").encode("latin-1"))
    result = run("draft", "call")
    assert result.code == 1
    assert "senders.yaml:4:13: error:" in result.err
    assert "UTF-8" in result.err


def test_an_address_of_eight_lines(run: Run, root: Path) -> None:
    lines = ", ".join(f"Line {number}" for number in range(8))
    edit(root / "recipients.yaml", "2 Mission Street, London W1 1AA", lines)
    result = run("draft", "call")
    assert result.code == 1
    assert "address_does_not_fit" in result.err
    assert "recipients.yaml:" in result.err
    assert "--layout plain" in result.err


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("One 😀 thing.", "missing_glyphs", "U+1F600"),
        ("One 𒀀 thing.", "missing_glyphs", "U+12000"),
        ("One {{ thing }}.", "undefined_variable", "thing"),
        ("One {{ 'a' * 10**9 }}.", "template_unsafe", "calculating with *"),
        ("{% include '/etc/passwd' %}", "include_not_found", "/etc/passwd"),
        ("{% include '../other/en.md' %}", "include_not_found", "../other/en.md"),
        ("{{ ''.__class__.__mro__ }}", "template_unsafe", ""),
        ("One {% if %}.", "template_syntax", ""),
        ("![x](http://example.org/x.png)", "forbidden_url", "http://example.org/x.png"),
        ("![x](file:///etc/passwd)", "forbidden_url", "file:///etc/passwd"),
        ("![x](assets/../senders.yaml)", "forbidden_url", "senders.yaml"),
        ("![x](assets/broken.png)", "typesetting_warning", "assets/broken.png"),
    ],
)
def test_texts_that_are_refused(run: Run, root: Path, text: str, code: str, words: str) -> None:
    (root / "letter_templates/call/en.md").write_text(f"First line.\n\n{text}\n", "utf-8")
    (root / "assets").mkdir()
    (root / "assets/broken.png").write_bytes(b"no picture")
    result = run("draft", "call", "--json")
    assert result.code == 1
    (letter,) = result.json["letters"]
    problem = next(found for found in letter["problems"] if found["severity"] == "error")
    assert problem["code"] == code, problem
    assert words in problem["message"] + problem["hint"]
    assert problem["where"].startswith("letter_templates/call/en.md:3"), problem
    assert not list((root / "letters").glob("*")) if (root / "letters").exists() else True


def test_an_include_by_a_link_that_leaves_the_folder(run: Run, root: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("a secret")
    (root / "letter_templates/call/part.md").symlink_to(secret)
    (root / "letter_templates/call/en.md").write_text(TEXT + "{% include 'part.md' %}\n")
    result = run("draft", "call", "--json")
    assert result.code == 1
    assert "secret" not in result.out.replace("secret.md", "")
    assert result.json["problems"][0]["code"] == "outside_folder"


def test_a_picture_by_a_link_that_leaves_the_folder(run: Run, root: Path, tmp_path: Path) -> None:
    (root / "assets").mkdir()
    (tmp_path / "x.png").write_bytes(b"not for you")
    (root / "assets/x.png").symlink_to(tmp_path / "x.png")
    (root / "letter_templates/call/en.md").write_text("![x](assets/x.png)\n")
    assert run("draft", "call", "--json").code == 1
    assert not list(root.glob("letters/*.pdf"))


def test_an_addressee_the_template_does_not_allow(run: Run) -> None:
    result = run("draft", "call", "--to", "embassy-london")
    assert result.code == 1
    assert "call may not be sent to embassy-london" in result.err
    assert "--via" in result.err


def advocacy(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "advocacy_cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("room", [0, 8, 64, 80])
def test_a_disk_that_is_full(tmp_path: Path, room: int) -> None:
    """With `room` KiB left: too little for a lock, for the ledger, or for a letter."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if subprocess.run(mount, check=False).returncode:
        pytest.skip("a small file system cannot be mounted here")
    try:
        root = write_campaign(disk / "campaign")
        left = os.statvfs(disk)
        (disk / "ballast").write_bytes(bytes(left.f_bavail * left.f_frsize - room * 1024))
        failed = advocacy("-C", str(root), "draft", "call", "--via", "tag:missions")
        assert failed.returncode == 1, failed.stdout
        assert "disk_full" in failed.stderr
        assert "Traceback" not in failed.stderr
        assert not list(root.glob("letters/*"))
        (disk / "ballast").unlink()
        assert advocacy("-C", str(root), "draft", "call").returncode == 0
        assert len(list(root.glob("letters/*"))) == 1
    finally:
        subprocess.run(["umount", str(disk)], check=True)


# Everything is imported by drafting elsewhere first: the Python may be out of the other's reach.
UNPRIVILEGED = """
import contextlib, os, sys
from advocacy_cli.cli.main import app

with contextlib.suppress(SystemExit):
    app(["-C", sys.argv[1], "draft", "call"])
os.setuid(65534)
try:
    app(["-C", sys.argv[2], "draft", "call"])
except SystemExit as ended:
    sys.stdout.flush()
    os._exit(ended.code)  # what root began, this user cannot clear away
"""


@pytest.mark.skipif(os.getuid() != 0, reason="only root can run as somebody else")
def test_a_folder_one_may_not_write(root: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:  # pytest's own are closed to other users
        Path(folder).chmod(0o755)
        other = write_campaign(Path(folder) / "campaign")
        command = [sys.executable, "-c", UNPRIVILEGED, str(root), str(other)]
        refused = subprocess.run(command, capture_output=True, text=True, check=False)
        assert refused.returncode == 1, refused.stderr
        assert "may not be written" in refused.stderr
        assert "Traceback" not in refused.stderr
        assert not (other / "letters").exists()


def test_a_ledger_that_was_cut_off(run: Run, root: Path) -> None:
    run("draft", "call")
    ledger = root / "ledger.sqlite"
    content = ledger.read_bytes()
    for length in (0, 100, len(content) // 2):
        ledger.write_bytes(content[:length])
        for command in (["draft", "call"], ["status"], ["doctor"]):
            result = run(*command)
            assert result.code == 1
            assert "ledger_damaged" in result.out + result.err
        assert ledger.read_bytes() == content[:length]
    ledger.write_bytes(content)
    assert run("draft", "call", "--json").json["totals"]["unchanged"] == 1


def test_a_sender_with_too_long_a_name_is_named_with_its_place(run: Run, root: Path) -> None:
    edit(root / "senders.yaml", "Ada Example", "Ada " * 60)
    result = run("draft", "call")
    assert result.code == 1
    assert "senders.yaml:2:5: error: the sender's name and address" in result.err
