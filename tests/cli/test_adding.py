"""New entries from flags and answers, as a person at the shell meets it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from advocacy_cli.desk import editing
from advocacy_cli.desk.list_files import rewritten_list
from campaigns import RECIPIENTS, SENDERS, edit
from running import Run

OFFICE = (
    *("recipients", "add", "--form", "minister", "--office", "Minister of Justice: #1"),
    *("--country", "uk", "--line", "1 Law Street", "--line", "London W3 3CC"),
    *("--source", "invented", "--as-of", "2026-02-01"),
)
PERSON = (
    *("senders", "add", "--name", "Bö O'Example", "--country", "GB"),
    *("--line", "1 Street", "--line", "London N1 1AA"),
)


def test_a_recipient_from_flags(run: Run, root: Path) -> None:
    result = run(
        *OFFICE,
        *("--tag", "ministers", "--tag", "law", "--represents", "China", "--postcode", "W3 3CC"),
        *("--serves", "GB-ENG", "--serves", "US-CA:90/91", "--name", "Cy", "--style", "The Hon"),
        *("--gender", "f", "--name-as-of", "2026-02-02", "--organisation", "Ministry"),
        *("--email", "m@example.org", "--note", "Knock"),
    )
    assert (result.code, result.out) == (0, "added  cy\n")
    assert "recipients.yaml was written." in result.err
    assert (root / "recipients.yaml").read_text().startswith(RECIPIENTS)
    assert run("recipients", "export", "--json").json["recipients"][-1] == {
        "id": "cy",
        "form": "minister",
        "holder": {"name": "Cy", "style": "The Hon", "gender": "f", "as_of": "2026-02-02"},
        "office": "Minister of Justice: #1",
        "organisation": "Ministry",
        "address": {
            "country": "GB",
            "lines": ["1 Law Street", "London W3 3CC"],
            "postcode": "W3 3CC",
        },
        "represents": "CN",
        "tags": ["ministers", "law"],
        "serves": ["GB-ENG", {"region": "US-CA", "postcodes": ["90", "91"]}],
        "email": "m@example.org",
        "source": "invented",
        "as_of": "2026-02-01",
        "note": "Knock",
    }
    assert run("check").code == 0


@pytest.mark.slow
def test_a_sender_from_flags(run: Run, root: Path) -> None:
    result = run(
        *PERSON,
        *("--region", "eng", "--home-postcode", "N1", "--language", "de", "--language", "en"),
        *("--organisation", "Us", "--role", "Chair", "--email", "b@example.org"),
        *("--phone", "1", "--post", "embassy-london", "--json"),
    )
    assert result.code == 0
    added = result.json["added"]
    assert added["id"] == "boe-o-example"
    assert len(added["uid"]) == 32
    assert added["languages"] == ["de", "en"]
    assert (added["region"], added["postcode"], added["phone"]) == ("GB-ENG", "N1", "1")
    assert (root / "senders.yaml").read_text().startswith(SENDERS)
    assert run("senders", "export", "--json").json["senders"][-1] == added
    assert run("draft", "call", "--sender", "boe-o-example").code == 0


def test_ids_that_are_made_are_free_and_uids_are_random(run: Run) -> None:
    first, second = run(*PERSON, "--json").json["added"], run(*PERSON, "--json").json["added"]
    assert (first["id"], second["id"]) == ("boe-o-example", "boe-o-example-2")
    assert first["uid"] != second["uid"]


def test_a_dry_run_writes_nothing(run: Run, root: Path) -> None:
    result = run(*PERSON, "--dry-run", "--json")
    assert (result.json["added"]["id"], result.json["written"]) == ("boe-o-example", False)
    assert "Nothing was written." in run(*PERSON, "--dry-run").err
    assert (root / "senders.yaml").read_text() == SENDERS


def test_an_id_that_is_taken_is_refused(run: Run, root: Path) -> None:
    result = run(*PERSON, "--id", "ada")
    assert result.code == 1
    assert "senders.yaml:2:5: error: there is a sender ada already [id_taken]" in result.err
    assert "give another --id" in result.err
    assert (root / "senders.yaml").read_text() == SENDERS


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((*OFFICE, "--as-of", "soon"), "error: --as-of: 'soon' is not a date"),
        ((*OFFICE, "--tag", "B!"), "error: --tag: 'B!' is not an id"),
        ((*OFFICE, "--postcode", "X9"), "error: --line: the postcode X9 stands in none"),
        ((*OFFICE, "--form", "emperor"), "there is no form of address 'emperor'"),
        ((*OFFICE, "--line", "two\nlines"), "error: --line: holds the invisible character"),
        ((*OFFICE, "--gender", "x"), "error: --gender: 'x' is not one of"),
        ((*OFFICE, "--id", "B"), "error: --id: 'B' is not an id"),
        (("recipients", "add", "--form", "minister"), "error: --id is missing, and there is no"),
        (
            ("recipients", "add", "--form", "minister", "--office", "X", "--country", "GB"),
            "error: --line is missing",
        ),
        (
            ("recipients", "add", "--form", "minister", "--office", "X", "--line", "1"),
            "error: --country is missing",
        ),
        ((*PERSON, "--country", "Narnia"), "error: --country: 'Narnia' is not an ISO 3166"),
        ((*PERSON, "--post", "nowhere"), "error: there is no recipient 'nowhere'"),
    ],
)
def test_what_is_wrong_is_said_of_the_flags(
    run: Run, root: Path, arguments: tuple[str, ...], message: str
) -> None:
    result = run(*arguments)
    assert (result.code, message in result.err) == (1, True), result.err
    assert (root / "recipients.yaml").read_text() == RECIPIENTS
    assert (root / "senders.yaml").read_text() == SENDERS


def test_the_checks_of_lists_warn_of_what_is_new(run: Run, root: Path) -> None:
    edit(root / "recipients.yaml", "    source: invented\n    as_of: 2026-01-01\n", "")
    result = run(*PERSON, "--name", "Ada Example", "--email", "a@b", "--line", "5 Sender Street")
    assert result.code == 0
    assert "the e-mail address a@b of ada-example cannot be right" in result.err
    twin = run(
        *("senders", "add", "--name", "Ada Example", "--country", "GB"),
        *("--line", "5 Sender Street", "--line", "London N1 1AA", "--json"),
    )
    (problem,) = twin.json["problems"]
    assert problem["message"] == (
        "ada-example-2 is likely the same as ada: the same name and the same address"
    )
    office = run("recipients", "add", "--form", "minister", "--office", "X", "--json")
    assert [problem["code"] for problem in office.json["problems"]] == ["unreachable"]


def test_what_the_campaign_takes_for_an_error_is_one(run: Run, root: Path) -> None:
    edit(root / "campaign.yaml", "code: TST", "code: TST\nchecks: {bad_email: error}")
    result = run(*PERSON, "--email", "a@b")
    assert (result.code, "cannot be right" in result.err) == (1, True)
    assert (root / "senders.yaml").read_text() == SENDERS


@pytest.mark.parametrize("missing", ["--name", "--country", "--line"])
def test_what_nobody_can_be_asked_for_is_wrong_usage(run: Run, missing: str) -> None:
    given = {"--name": "Bo", "--country": "GB", "--line": "1 Street"}
    flags = [part for pair in given.items() if pair[0] != missing for part in pair]
    result = run("senders", "add", *flags)
    assert (result.code, missing in result.err) == (2, True)
    result = run("recipients", "add", "--office", "Office")
    assert (result.code, "--form" in result.err) == (2, True)


@pytest.mark.usefixtures("person")
def test_a_person_is_asked_for_a_sender(run: Run) -> None:
    answers = ["Bo Example", "gb", "1 Street", "London N1 1AA", "", "gb-eng"]
    result = run("senders", "add", stdin="\n".join(answers) + "\n")
    assert (result.code, result.out.endswith("added  bo-example\n")) == (0, True)
    entry = run("senders", "export", "--json").json["senders"][-1]
    assert entry["address"] == {"country": "GB", "lines": ["1 Street", "London N1 1AA"]}
    assert entry["region"] == "GB-ENG"


@pytest.mark.usefixtures("person")
def test_a_person_is_asked_for_a_recipient(run: Run) -> None:
    answers = ["minister", "Minister", "", "", "gb", "1 Street", "London N1 1AA", ""]
    result = run("recipients", "add", "--organisation", "", stdin="\n".join(answers) + "\n")
    assert (result.code, result.out.endswith("added  minister\n")) == (0, True)
    assert "(head-of-state, " in result.err
    entry = run("recipients", "export", "--json").json["recipients"][-1]
    assert entry["office"] == "Minister"
    assert entry["address"]["lines"] == ["1 Street", "London N1 1AA"]
    without = run("recipients", "add", stdin="minister\nOther\n\n\n\n")
    assert (without.code, without.out.endswith("added  other\n")) == (0, True)


def test_a_list_with_errors_is_not_touched(run: Run, root: Path) -> None:
    edit(root / "senders.yaml", "name: Ada Example", "nam: Ada Example")
    before = (root / "senders.yaml").read_bytes()
    result = run(*PERSON)
    assert (result.code, "senders.yaml:4" in result.err) == (1, True)
    assert (root / "senders.yaml").read_bytes() == before


def test_errors_elsewhere_do_not_keep_an_entry_out(run: Run, root: Path) -> None:
    (root / "senders.yaml").unlink()
    result = run(*PERSON)
    assert result.code == 0
    assert (root / "senders.yaml").stat().st_mode & 0o777 == 0o600
    assert run("senders", "list", "--ids").out == "boe-o-example\n"


def test_an_edit_meanwhile_is_not_lost(
    run: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(*args: Any) -> bytes:
        edit(root / "senders.yaml", "Ada Example", "Ada Edited")
        return rewritten_list(*args)

    monkeypatch.setattr(editing, "rewritten_list", slowly)
    result = run(*PERSON, "--json")
    assert (result.code, result.json["problems"][0]["code"]) == (1, "changed_meanwhile")
    assert (root / "senders.yaml").read_text() == SENDERS.replace("Ada Example", "Ada Edited")


def test_a_table_gets_a_row_and_every_other_byte_stays(run: Run, root: Path) -> None:
    edit(root / "campaign.yaml", "code: TST", "code: TST\nsenders: crew.csv")
    text = (
        "\ufeffid;uid;name;line1;line2;country;languages\r\n"
        'ada;uid-of-ada-0001;"Ada Example";5 Street;Town;GB;\r\n'
    )
    crew = root / "crew.csv"
    crew.write_bytes(text.encode())
    result = run(*PERSON, "--language", "en", "--json")
    assert (result.code, result.json["list"]) == (0, "crew.csv")
    uid = result.json["added"]["uid"]
    row = f"boe-o-example;{uid};Bö O'Example;1 Street;London N1 1AA;GB;en\r\n"
    assert crew.read_bytes() == (text + row).encode()
