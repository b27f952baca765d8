from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advocacy_cli.campaign.folder import find_campaign, load_campaign
from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model.campaigns import Campaign

Make = Callable[[Mapping[str, str | bytes | None]], Path]


def load(root: Path) -> tuple[Campaign, list[Problem]]:
    campaign, problems = load_campaign(root)
    assert campaign
    return campaign, problems


def found(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(problem.code, str(problem.where)) for problem in problems]


def test_campaign_is_found_from_below(campaign: Make) -> None:
    root = campaign({})
    assert find_campaign(root) == root
    assert find_campaign(root / "letter_templates" / "call") == root


def test_no_campaign_says_how_to_start_one(tmp_path: Path) -> None:
    with pytest.raises(AdvocacyError) as caught:
        find_campaign(tmp_path)
    [problem] = caught.value.problems
    assert problem.code == "no_campaign"
    assert "advocacy init" in problem.hint


def test_a_folder_that_is_not_there_is_not_looked_for_above(campaign: Make) -> None:
    with pytest.raises(AdvocacyError) as caught:
        find_campaign(campaign({}) / "not-there")
    assert caught.value.problems[0].code == "no_folder"


def test_what_may_not_be_read_is_a_problem(campaign: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    root = campaign({"assets/a.txt": "abc", "assets/b.txt": "abc"})
    real = Path.is_file

    def refuses(path: Path) -> bool:
        if path.name == "a.txt" or path.parent.name == "closed":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(Path, "is_file", refuses)
    loaded, problems = load(root)
    assert found(problems) == [("unreadable", "assets/a.txt")]
    assert set(loaded.assets) == {"assets/b.txt"}
    (root / "closed").mkdir()
    with pytest.raises(AdvocacyError) as caught:
        find_campaign(root / "closed")
    assert caught.value.problems[0].code == "unreadable"


def test_a_sound_campaign_is_read_whole_and_in_order(campaign: Make) -> None:
    loaded, problems = load(campaign({"letter_templates/call/ko.md": "답해 주십시오.\n"}))
    assert found(problems) == [("unreviewed", "letter_templates/call/template.yaml:4:12")]
    assert loaded.settings.code == "NKR"
    assert list(loaded.recipients) == ["head", "post"]
    assert loaded.recipients["head"].office
    assert loaded.recipients["head"].office.exactly("ko") == "주석"
    assert loaded.senders["me"].name == "Ada Example"
    assert str(loaded.senders["me"].where) == "senders.yaml:2:5"
    assert list(loaded.templates["call"].texts) == ["en", "ko"]
    assert "ambassador" in loaded.forms


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""], ids=["BOM", "no BOM"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["LF", "CR LF"])
def test_byte_order_mark_and_line_ends_change_nothing(
    campaign: Make, mark: bytes, end: bytes
) -> None:
    root = campaign({})
    plain, _ = load(root)
    for path in [*root.rglob("*.yaml"), *root.rglob("*.md")]:
        path.write_bytes(mark + path.read_bytes().replace(b"\n", end))
    loaded, problems = load(root)
    assert problems == []
    assert loaded == plain
    assert loaded.recipients["post"].where == plain.recipients["post"].where


@pytest.mark.parametrize(
    "name",
    ["[docs]", "[/x]", "O'Brien & <b>", "*a*", "{{ 7*7 }}", "هبة محمد", "习近平", "시진핑", "NO"],
)
def test_names_arrive_unchanged(campaign: Make, name: str) -> None:
    quoted = name.replace("'", "''")
    text = f"""\
senders:
  - id: me
    uid: 0123456789abcdef
    name: '{quoted}'
    region: ON
    address: {{country: CA, lines: [1 Street, "Town {name}"], postcode: Town}}
"""
    loaded, problems = load(campaign({"senders.yaml": text}))
    assert problems == []
    sender = loaded.senders["me"]
    assert (sender.name, sender.address.lines[1], sender.region) == (name, f"Town {name}", "CA-ON")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"senders:\n\t- id: me\n", "tab_indentation"),
        (b"senders:\n  - id: me\n    id: me\n", "repeated_key"),
        (b"senders:\n  - &x {id: me}\n  - *x\n", "alias"),
        ("senders:\n  - id: me\n    name: Jürgen\n".encode("latin-1"), "not_utf8"),
        (b"senders:\n  - id: ../me\n", "bad_value"),
        (b"senders:\n  - name: x\n", "missing_key"),
    ],
)
def test_a_broken_file_is_reported_and_the_rest_is_read(
    campaign: Make, text: bytes, code: str
) -> None:
    root = campaign({"campaign.yaml": "name: x\ncode: NK\n", "senders.yaml": text})
    loaded, problems = load(root)
    assert code in [problem.code for problem in problems]
    assert {problem.where.file for problem in problems if problem.where} == {"senders.yaml"}
    assert list(loaded.recipients) == ["head", "post"]
    assert loaded.senders == {}


def test_every_file_with_a_problem_is_reported(campaign: Make) -> None:
    root = campaign(
        {
            "campaign.yaml": "name: x\n",
            "recipients.yaml": "- a\n",
            "senders.yaml": "senders: [x]\n",
            "letter_templates/call/template.yaml": "subject: [x]\n",
            "forms_of_address.yaml": "forms: [x]\n",
        }
    )
    campaign_, problems = load_campaign(root)
    assert campaign_ is None
    assert {problem.where.file for problem in problems if problem.where} == {
        "campaign.yaml",
        "recipients.yaml",
        "senders.yaml",
        "letter_templates/call/template.yaml",
        "forms_of_address.yaml",
    }


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("campaign.yaml", "missing_file"),
        ("recipients.yaml", "missing_file"),
        ("senders.yaml", "no_senders"),
        ("letter_templates/call/template.yaml", "missing_file"),
    ],
)
def test_missing_files(campaign: Make, file: str, code: str) -> None:
    assert found(load_campaign(campaign({file: None}))[1]) == [(code, file)]


def test_no_senders_is_a_warning_that_says_why(campaign: Make) -> None:
    loaded, [problem] = load(campaign({"senders.yaml": None}))
    assert not problem.is_error
    assert "Git" in problem.hint
    assert loaded.senders == {}


@pytest.mark.parametrize("text", ["", "# nothing\n"])
def test_empty_settings(campaign: Make, text: str) -> None:
    loaded, problems = load_campaign(campaign({"campaign.yaml": text}))
    assert loaded is None
    assert found(problems) == [("empty_file", "campaign.yaml")]


def test_assets_are_known_by_their_digest(campaign: Make) -> None:
    root = campaign({"assets/a.txt": "abc", "assets/sub/b.txt": "", "assets/.hidden": "x"})
    loaded, problems = load(root)
    assert problems == []
    assert loaded.assets == {
        "assets/a.txt": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "assets/sub/b.txt": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    }


def test_assets_that_lead_out_are_refused(campaign: Make, tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "file").write_text("x")
    root = campaign({"assets/a.txt": "abc"})
    (root / "assets" / "file").symlink_to(tmp_path / "secret" / "file")
    (root / "assets" / "folder").symlink_to(tmp_path / "secret")
    (root / "assets" / "within").symlink_to("a.txt")
    (root / "assets" / "loop").symlink_to("loop")
    loaded, problems = load(root)
    assert set(loaded.assets) == {"assets/a.txt", "assets/within"}
    assert sorted(found(problems)) == [
        ("outside_folder", "assets/file"),
        ("outside_folder", "assets/folder"),
        ("outside_folder", "assets/loop"),
    ]


def test_assets_folder_that_leads_out_is_refused(campaign: Make) -> None:
    root = campaign({})
    (root / "assets").symlink_to("/etc")
    loaded, problems = load(root)
    assert loaded.assets == {}
    assert found(problems) == [("outside_folder", "assets")]


def test_a_pipe_among_the_assets_does_not_block(campaign: Make) -> None:
    root = campaign({"assets/a.txt": "abc"})
    os.mkfifo(root / "assets" / "pipe")
    assert set(load(root)[0].assets) == {"assets/a.txt"}


_pieces = st.sampled_from(
    [
        *("recipients:", "senders:", "forms:", "name:", "languages:", "id: me", "- ", " x"),
        *("[", "]", "{", "}", "'", "#", "&a ", "*a", "\n", "\n  ", "\t", "\xff"),
        "address: {country: GB, lines: [x]}",
    ]
)
_contents = st.lists(_pieces).map(lambda pieces: "".join(pieces).encode("latin-1"))
_files = st.sampled_from(
    [
        *("campaign.yaml", "recipients.yaml", "senders.yaml", "forms_of_address.yaml"),
        *("letter_templates/call/template.yaml", "letter_templates/call/en.md"),
    ]
)


@settings(deadline=None, max_examples=30)
@given(st.dictionaries(_files, _contents))
def test_no_content_of_files_raises(files: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        campaign, problems = load_campaign(Path(folder))
        assert campaign or problems
        assert all(problem.where for problem in problems)
