from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from advocacy_cli.campaign import names
from advocacy_cli.campaign.folder import load_campaign
from advocacy_cli.model.references import LetterKey

Make = Callable[[Mapping[str, str | bytes | None]], Path]


def test_ids_are_those_of_the_campaign(campaign: Make) -> None:
    root = campaign({"letter_templates/empty/en.md": "x", "cases/one.yaml": "", "cases/a": ""})
    loaded, _ = load_campaign(root)
    assert loaded
    assert names.template_ids(root) == ["call", "empty"][:1]
    assert names.recipient_ids(root) == list(loaded.recipients)
    assert names.sender_ids(root) == list(loaded.senders)
    assert names.case_ids(root) == ["one"]


def test_every_way_of_writing_an_id_is_found_and_remarks_are_not(tmp_path: Path) -> None:
    (tmp_path / "recipients.yaml").write_text(
        """\
recipients:
  - id: one
  - {id: two, form: x}
  - {form: x, id: "three"}
  - form: x
    id: 'four'   # remark
# - id: no
  - id: ../no
  - uid: no
  - id: one
"""
    )
    assert names.recipient_ids(tmp_path) == ["one", "two", "three", "four"]


def test_broken_or_missing_files_give_what_they_can(tmp_path: Path) -> None:
    assert names.template_ids(tmp_path) == []
    assert names.recipient_ids(tmp_path) == []
    assert names.references(tmp_path) == []
    (tmp_path / "senders.yaml").write_bytes(b"senders:\n\t- id: x\n  - id: me\n    name: \xff [\n")
    assert names.sender_ids(tmp_path) == ["me"]
    (tmp_path / "recipients.yaml").mkdir()
    assert names.recipient_ids(tmp_path) == []


def test_references_come_from_the_letters_files(tmp_path: Path) -> None:
    reference = LetterKey("NKR", "call", "head", "post", "u", "", "en", 1).reference
    (tmp_path / "letters").mkdir()
    for name in (f"{reference}_head_post.pdf", "NKR-0000-0000-0_x.pdf", "other.pdf", "x.txt"):
        (tmp_path / "letters" / name).touch()
    assert names.references(tmp_path) == [reference]


def test_completion_imports_nothing_heavy() -> None:
    code = (
        "import sys; import advocacy_cli.campaign.names, advocacy_cli.campaign.folder;"
        "print(*{'pydantic', 'yaml', 'jinja2', 'sqlalchemy', 'weasyprint'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
