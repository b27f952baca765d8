"""Entries taken out of a list, as a person at the shell meets it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from advocacy_cli.desk import editing
from advocacy_cli.desk.list_files import rewritten_list
from campaigns import RECIPIENTS, SENDERS, edit
from running import Run

BERLIN = RECIPIENTS[
    RECIPIENTS.index("  - id: embassy-berlin") : RECIPIENTS.index("  - id: embassy-of-others")
]
BO = """\
  - id: bo
    uid: uid-of-bo-000001
    name: Bo Example
    address: {country: GB, lines: [6 Sender Street, London N1 1AA]}
"""


def test_an_entry_goes_and_every_other_byte_stays(run: Run, root: Path) -> None:
    result = run("recipients", "remove", "embassy-berlin", "--yes")
    assert (result.code, result.out) == (0, "removed  embassy-berlin\n")
    assert "recipients.yaml was written." in result.err
    assert (root / "recipients.yaml").read_text() == RECIPIENTS.replace(BERLIN, "")
    assert run("check").code == 0


def test_ids_come_from_standard_input(run: Run, root: Path) -> None:
    ids = "embassy-berlin\nembassy-of-others\nembassy-berlin\n"
    result = run("recipients", "remove", "-", "--yes", "--json", stdin=ids)
    assert [one["id"] for one in result.json["removed"]] == ["embassy-berlin", "embassy-of-others"]
    assert result.json["written"]
    assert "berlin" not in (root / "recipients.yaml").read_text()
    assert run("recipients", "remove", "-", "--yes", stdin="").code == 2


def test_a_dry_run_writes_nothing(run: Run, root: Path) -> None:
    result = run("recipients", "remove", "embassy-berlin", "--dry-run", "--json")
    assert (result.code, result.json["written"], result.json["dry_run"]) == (0, False, True)
    assert (root / "recipients.yaml").read_text() == RECIPIENTS
    shown = run("recipients", "remove", "embassy-berlin", "--dry-run")
    assert "Nothing was written." in shown.err


def test_an_unknown_id_keeps_all_of_them(run: Run, root: Path) -> None:
    result = run("recipients", "remove", "embassy-berlin", "embassy-of-other", "nobody", "--yes")
    assert result.code == 1
    assert "there is no recipient 'embassy-of-other'" in result.err
    assert "did you mean embassy-of-others?" in result.err
    assert "there is no recipient 'nobody'" in result.err
    assert (root / "recipients.yaml").read_text() == RECIPIENTS


def test_without_a_yes_and_somebody_to_ask_nothing_is_done(run: Run, root: Path) -> None:
    result = run("recipients", "remove", "embassy-berlin", "--json")
    assert result.code == 1
    (problem,) = result.json["problems"]
    assert problem["code"] == "not_confirmed"
    assert "--yes" in problem["hint"]
    assert (root / "recipients.yaml").read_text() == RECIPIENTS


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("n", 1)])
def test_a_person_is_asked(run: Run, root: Path, answer: str, code: int) -> None:
    result = run("recipients", "remove", "embassy-berlin", stdin=f"{answer}\n")
    assert result.code == code
    assert "embassy-berlin\nTake these out of recipients.yaml? [y/N]" in result.err
    is_there = (root / "recipients.yaml").read_text() == RECIPIENTS
    assert is_there == (code == 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("to: [president]", "to: [embassy-berlin]"),
        ("via: jurisdiction", "via: embassy-berlin"),
        ("via: jurisdiction", "via: jurisdiction\ncc: [via, embassy-berlin]"),
    ],
)
def test_a_recipient_that_a_template_names_stays(run: Run, root: Path, old: str, new: str) -> None:
    template = root / "letter_templates/call/template.yaml"
    edit(template, old, new)
    result = run("recipients", "remove", "embassy-berlin", "--yes")
    assert result.code == 1
    line = template.read_text()[: template.read_text().index("embassy-berlin")].count("\n") + 1
    assert f"letter_templates/call/template.yaml:{line}:" in result.err
    assert "after this change there is no recipient 'embassy-berlin'" in result.err
    assert (root / "recipients.yaml").read_text() == RECIPIENTS


def test_the_last_recipient_with_a_tag_that_a_template_names_stays(run: Run, root: Path) -> None:
    edit(root / "letter_templates/call/template.yaml", "via: jurisdiction", "via: tag:missions")
    assert run("recipients", "remove", "embassy-berlin", "--yes").code == 0
    result = run("recipients", "remove", "embassy-london", "--yes")
    assert (result.code, "no recipient has the tag 'missions'" in result.err) == (1, True)


def test_a_post_that_a_sender_names_stays(run: Run, root: Path) -> None:
    edit(root / "senders.yaml", "region: GB-ENG", "region: GB-ENG\n    post: embassy-london")
    result = run("recipients", "remove", "embassy-london", "--yes")
    assert (result.code, "senders.yaml:7:11: error" in result.err) == (1, True)


def test_a_sender_that_is_named_stays(run: Run, root: Path) -> None:
    result = run("senders", "remove", "ada", "--yes")
    assert (result.code, "campaign.yaml:3:9: error" in result.err) == (1, True)
    edit(root / "campaign.yaml", "sender: ada\n", "")
    (root / "senders.yaml").write_text(SENDERS + BO + "    co_signers: [ada]\n")
    result = run("senders", "remove", "ada", "--yes")
    assert (result.code, "after this change there is no sender 'ada'" in result.err) == (1, True)
    both = run("senders", "remove", "ada", "bo", "--yes")
    assert both.code == 0
    assert (root / "senders.yaml").read_text() == "senders:\n"


def test_letters_that_name_an_entry_are_told(run: Run, root: Path) -> None:
    run("draft", "call")
    (reference,) = run("status", "--ids").out.split()
    result = run("recipients", "remove", "embassy-london", "--dry-run", "--json")
    assert result.json["removed"] == [{"id": "embassy-london", "letters": [reference]}]
    (warning,) = result.json["problems"]
    assert warning["message"] == f"1 letter in the ledger names embassy-london: {reference}"
    assert (
        run("recipients", "remove", "embassy-of-others", "--yes", "--json").json["problems"] == []
    )
    edit(root / "campaign.yaml", "sender: ada\n", "")
    done = run("senders", "remove", "ada", "--yes")
    assert (done.code, "names ada" in done.err) == (0, True)
    assert run("show", reference).code == 0


def test_a_list_with_errors_is_not_touched(run: Run, root: Path) -> None:
    edit(root / "recipients.yaml", "form: head-of-state", "form: emperor")
    before = (root / "recipients.yaml").read_bytes()
    result = run("recipients", "remove", "embassy-berlin", "--yes")
    assert (result.code, "recipients.yaml:3:11" in result.err) == (1, True)
    assert (root / "recipients.yaml").read_bytes() == before


def test_errors_elsewhere_that_were_there_before_do_not_matter(run: Run, root: Path) -> None:
    edit(root / "letter_templates/call/template.yaml", "to: [president]", "to: [presidents]")
    assert run("recipients", "remove", "embassy-berlin", "--yes").code == 0


def test_an_edit_meanwhile_is_not_lost(
    run: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(*args: Any) -> bytes:
        edit(root / "recipients.yaml", "Pat Example", "Pat Edited")
        return rewritten_list(*args)

    monkeypatch.setattr(editing, "rewritten_list", slowly)
    result = run("recipients", "remove", "embassy-berlin", "--dry-run", "--json")
    assert result.code == 0
    edit(root / "recipients.yaml", "Pat Edited", "Pat Example")
    result = run("recipients", "remove", "embassy-berlin", "--yes", "--json")
    assert (result.code, result.json["problems"][0]["code"]) == (1, "changed_meanwhile")
    expected = RECIPIENTS.replace("Pat Example", "Pat Edited")
    assert (root / "recipients.yaml").read_text() == expected


def test_a_row_goes_from_a_table_and_every_other_byte_stays(run: Run, root: Path) -> None:
    edit(root / "campaign.yaml", "code: TST", "code: TST\nsenders: crew.csv")
    head = 'id,uid,name,line1,country\r\nada,uid-of-ada-0001,"Ada Example",5 Street,GB\r\n'
    bo = "bo,uid-of-bo-000001,Bo,6 Street,GB\r\n"
    cy = "cy,uid-of-cy-000001,'=Cy,7 Street,GB\r\n"
    crew = root / "crew.csv"
    crew.write_bytes((head + bo + cy).encode())
    assert run("senders", "remove", "bo", "--yes").code == 0
    assert crew.read_bytes() == (head + cy).encode()


FORMS = ("García, José", "Mr José García", "José M. García", "GARCÍA José")
JOSE = """\
  - id: jose
    aliases: [garcia-of-old]
    uid: uid-of-jose-00001
    name: José García
    email: j@x.org
    address: {country: GB, lines: [1 Rd, LS1 1AA Leeds]}
"""


@pytest.fixture
def forms(root: Path, tmp_path: Path) -> str:
    """A table of one person's name as others write it, beside an entry of it."""
    edit(root / "senders.yaml", SENDERS, SENDERS + JOSE)
    table = tmp_path / "forms.csv"
    rows = [f'"{name}",1 Rd,LS1 1AA Leeds,GB,j@x.org' for name in FORMS]
    table.write_text("\n".join(["name,line1,line2,country,email", *rows, ""]))
    return str(table)


def test_nobody_comes_back_under_a_name_turned_round_or_titled(
    run: Run, root: Path, forms: str
) -> None:
    assert run("senders", "remove", "garcia-of-old", "--yes").out == "removed  jose\n"
    before = (root / "senders.yaml").read_text()
    result = run("senders", "import", forms, "--json")
    assert [one["code"] for one in result.json["asked"]] == ["removed"] * len(FORMS)
    assert (root / "senders.yaml").read_text() == before


def test_such_a_name_beside_an_entry_is_a_question(run: Run, root: Path, forms: str) -> None:
    before = (root / "senders.yaml").read_text()
    result = run("senders", "import", forms, "--json")
    assert [one["added"] for one in result.json["asked"]] == [False] * len(FORMS)
    assert (root / "senders.yaml").read_text() == before


@pytest.mark.parametrize("place", [".advocacy", ".advocacy/senders-imports.json"])
def test_a_list_stays_where_the_memory_cannot_be_written(
    run: Run, root: Path, tmp_path: Path, place: str
) -> None:
    there = root / place
    there.parent.mkdir(exist_ok=True, mode=0o700)
    (tmp_path / "elsewhere").mkdir()
    there.symlink_to(tmp_path / "elsewhere")
    table = tmp_path / "new.csv"
    table.write_text("name,line1,line2,country\nCy Example,1 Rd,LS1 1AA Leeds,GB\n")
    result = run("senders", "import", str(table))
    assert result.code != 0
    assert (root / "senders.yaml").read_text() == SENDERS


def test_a_word_that_is_no_language_is_said_at_its_row(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "new.csv"
    row = "Cy Example,1 Rd,LS1 1AA Leeds,GB"
    table.write_text(f"name,line1,line2,country,languages\n{row},Klingonisch\n")
    result = run("senders", "import", str(table), "--dry-run")
    assert "'Klingonisch' is no language" in result.err + result.out
    assert "new.csv:2" in result.err + result.out
