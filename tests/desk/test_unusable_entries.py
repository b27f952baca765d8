"""An entry that cannot be used stops its own letters, and those that may be its own; no others."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advocacy_cli.desk.checking import check
from advocacy_cli.desk.drafting import Report, draft, plan_run
from advocacy_cli.desk.follow_ups import follow_up
from advocacy_cli.desk.marking import kept_letters, mark
from advocacy_cli.desk.planning import Request
from advocacy_cli.desk.previewing import preview_text
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError, ExitCode, has_errors
from advocacy_cli.ledger.store import open_ledger
from advocacy_cli.model.events import Delivery
from advocacy_cli.model.filters import Filter
from advocacy_cli.model.marks import Mark
from advocacy_cli.model.selection import Choice
from campaigns import CAMPAIGN, RECIPIENTS, SENDERS, TEMPLATE, Clock, edit, write_campaign

OPEN = TEMPLATE.replace("to: [president]\n", "")
MORE = """\
  - id: bob
    uid: uid-of-bob-00001
    name: Bob Example
    address: {country: GB, lines: [6 Sender Street, London N1 1AA]}
"""
LONDON = "  - id: embassy-london\n"
BERLIN = "  - id: embassy-berlin\n"
OTHERS = "  - id: embassy-of-others\n"
EVERYBODY = Request(Choice("call", everyone=True, via="direct"))
AT_HOME = Request(Choice("call", to=("president",)))


@pytest.fixture
def root(workplace: Workplace) -> Path:
    """A template for any recipient, and two senders."""
    files = {"letter_templates/call/template.yaml": OPEN, "senders.yaml": SENDERS + MORE}
    return write_campaign(workplace.root, files)


def lines(report: Report) -> dict[tuple[str, str], str]:
    """The outcome of each letter by its sender and addressee."""
    return {(one.sender, one.addressee): one.outcome.value for one in report.entries}


def addressees(report: Report) -> dict[str, str]:
    return {one.addressee: one.outcome.value for one in report.entries}


def refusal(workplace: Workplace, request: Request) -> set[str]:
    with pytest.raises(AdvocacyError) as caught:
        plan_run(workplace, request)
    return {problem.code for problem in caught.value.problems}


DAMAGES = [
    (OTHERS, f"{OTHERS}    oops: 1\n", "unknown_key"),
    (OTHERS, f"{OTHERS}    note: &x y\n", "anchor"),
    (OTHERS, f"{OTHERS}    id: again\n", "repeated_key"),
    (OTHERS, f"{OTHERS}    note: Suite #4\n", "cut_off"),
    ("    form: ambassador\n    organisation: Embassy of Otherland\n", "", "missing_key"),
    (
        "ambassador\n    organisation: Embassy of O",
        "ambasador\n    organisation: Embassy of O",
        "unknown_form",
    ),
    ("represents: KP", "represents: North Korea", "bad_value"),
    ("lines: [4 Other Street, London W2 2BB]", "lines: ", "missing_key"),
]


@pytest.mark.parametrize(("old", "new", "code"), DAMAGES)
def test_the_others_get_their_letters(
    workplace: Workplace, root: Path, old: str, new: str, code: str
) -> None:
    edit(root / "recipients.yaml", old, new)
    report = plan_run(workplace, EVERYBODY)
    assert addressees(report) == {
        "president": "planned",
        "embassy-london": "planned",
        "embassy-berlin": "planned",
        "embassy-of-others": "failed",
    }
    assert report.exit_code is ExitCode.PARTLY
    failed = [one for one in report.entries if one.outcome.value == "failed"]
    assert {problem.code for one in failed for problem in one.problems} == {code}
    assert [problem.code for problem in report.problems] == [code]
    assert has_errors(check(workplace)[1])


@pytest.mark.parametrize(
    "entry", ["  - just text\n", "  - [a, list]\n", "  -\n", "  - {form: minister}\n", "  - {}\n"]
)
def test_an_entry_without_an_id_is_named_by_its_place(
    workplace: Workplace, root: Path, entry: str
) -> None:
    (root / "recipients.yaml").write_text(RECIPIENTS + entry)
    report = plan_run(workplace, EVERYBODY)
    assert sorted(addressees(report).values()) == ["failed", *["planned"] * 4]
    (place,) = [name for name, outcome in addressees(report).items() if outcome == "failed"]
    assert place.startswith("recipients.yaml:37:")


def test_letters_that_do_not_need_it_are_made_and_it_is_listed(
    workplace: Workplace, root: Path
) -> None:
    edit(root / "recipients.yaml", "represents: KP", "represents: North Korea")
    report = draft(workplace, replace(EVERYBODY, choice=Choice("call", ("president",), "direct")))
    assert addressees(report) == {"president": "drafted"}
    assert [str(problem.where) for problem in report.problems] == ["recipients.yaml:32:17"]
    assert report.exit_code is ExitCode.PARTLY
    shown = preview_text(workplace, EVERYBODY)
    assert [problem.code for problem in shown.problems] == ["bad_value"]


@pytest.mark.parametrize(
    ("file", "old", "new", "made"),
    [
        ("recipients.yaml", OTHERS, f"{OTHERS}    email: [a]\n", True),  # for KP
        ("recipients.yaml", "represents: KP", "represents: Korea", False),
        ("recipients.yaml", "represents: KP", "reprsents: CN", False),
        ("recipients.yaml", "    represents: KP\n", "", True),  # for nobody
        ("recipients.yaml", OTHERS, f"{OTHERS}    represents: CN\n", False),  # twice
        ("recipients.yaml", BERLIN, f"{BERLIN}    email: [a]\n", False),
        ("recipients.yaml", LONDON, f"{LONDON}    email: [a]\n", False),
        ("recipients.yaml", OTHERS, f"  - something\n{OTHERS}", False),
        ("senders.yaml", MORE, f"{MORE}    oops: x\n", True),
    ],
)
def test_a_letter_that_may_belong_to_an_unusable_post_is_not_made(
    workplace: Workplace, root: Path, file: str, old: str, new: str, made: bool
) -> None:
    edit(root / file, old, new)
    (one,) = plan_run(workplace, AT_HOME).entries
    assert (one.outcome.value == "planned") is made
    if not made:
        assert {problem.code for problem in one.problems} == {"unusable_post"}
        for via in ("direct", "embassy-berlin" if old != BERLIN else "embassy-london"):
            if old == LONDON and via == "embassy-london":
                continue
            (one,) = plan_run(workplace, Request(Choice("call", ("president",), via))).entries
            assert one.outcome.value == "planned"


@pytest.mark.parametrize(
    ("tags", "outcomes"),
    [
        (
            "tags: [missions]\n    oops: 1",
            {"embassy-london": "planned", "embassy-berlin": "failed"},
        ),
        ("tags: [mis sions]", {"embassy-london": "planned", "embassy-berlin": "failed"}),
        ("tgas: [missions]", {"embassy-london": "planned", "embassy-berlin": "failed"}),
        ("tags: [others]\n    oops: 1", {"embassy-london": "planned"}),
    ],
)
def test_what_may_have_the_tag_counts_as_failed(
    workplace: Workplace, root: Path, tags: str, outcomes: Mapping[str, str]
) -> None:
    (root / "recipients.yaml").write_text(
        RECIPIENTS.replace(f"{BERLIN}", f"{BERLIN}    # here\n").replace(
            "tags: [missions]\n    serves: [DE]", f"{tags}\n    serves: [DE]"
        )
    )
    tagged = Choice("call", only=Filter(tags=("missions",)), via="direct")
    assert addressees(plan_run(workplace, Request(tagged))) == outcomes
    through = Choice("call", ("president",), via="tag:missions")
    report = plan_run(workplace, Request(through))
    assert {one.via: one.outcome.value for one in report.entries} == outcomes


def test_who_is_in_another_country_is_not_meant(workplace: Workplace, root: Path) -> None:
    edit(root / "recipients.yaml", OTHERS, f"{OTHERS}    oops: 1\n")
    only = Filter(countries=("CN",))
    report = plan_run(workplace, Request(Choice("call", only=only, via="direct")))
    assert "embassy-of-others" not in addressees(report)
    edit(root / "recipients.yaml", "represents: KP", "represents: k")
    report = plan_run(workplace, Request(Choice("call", only=only, via="direct")))
    assert addressees(report)["embassy-of-others"] == "failed"


@pytest.mark.parametrize("to", [("embassy-of-others",), ("president", "embassy-of-others")])
def test_one_asked_for_by_its_id_fails(
    workplace: Workplace, root: Path, to: tuple[str, ...]
) -> None:
    edit(root / "recipients.yaml", OTHERS, f"{OTHERS}    aliases: [old-id]\n    oops: 1\n")
    for names in (to, tuple(name.replace("embassy-of-others", "old-id") for name in to)):
        report = plan_run(workplace, Request(Choice("call", names, "direct")))
        assert addressees(report)["embassy-of-others"] == "failed"
        assert len(report.entries) == len(to)
        partly = ExitCode.PARTLY if len(to) > 1 else ExitCode.MENDABLE
        assert report.exit_code is partly
    assert refusal(workplace, Request(Choice("call", ("president",), "embassy-of-others"))) == {
        "unusable_entry",
        "unknown_key",
    }
    template = root / "letter_templates/call/template.yaml"
    template.write_text(f"to: [{', '.join(to)}]\n{OPEN}")
    assert addressees(plan_run(workplace, EVERYBODY))["embassy-of-others"] == "failed"


def test_marks_wait_until_it_is_certain_which_letters_are_meant(
    workplace: Workplace, root: Path
) -> None:
    edit(root / "recipients.yaml", BERLIN, f"{BERLIN}    oops: 1\n")
    with open_ledger(workplace.ledger) as ledger:
        with pytest.raises(AdvocacyError) as caught:
            kept_letters(workplace, ledger, Filter(tags=("missions",)))
        assert kept_letters(workplace, ledger, Filter(tags=("others",))) == []
        assert kept_letters(workplace, ledger, Filter(language="en")) == []
    assert [problem.code for problem in caught.value.problems] == ["unknown_key"]


@pytest.mark.slow
def test_a_follow_up_says_that_the_sender_has_errors(workplace: Workplace, root: Path) -> None:
    direct = Request(Choice("call", ("president",), "direct", senders=("bob",)))
    (made,) = draft(workplace, direct).entries
    mark(workplace, Mark(Delivery.SENT), [made.reference])
    edit(root / "senders.yaml", "name: Bob Example", "nmae: Bob Example")
    with pytest.raises(AdvocacyError) as caught:
        follow_up(workplace, made.reference, Request(Choice("call")))
    assert "unusable_entry" in {problem.code for problem in caught.value.problems}


def test_a_copy_that_cannot_be_sent_fails_the_letters_that_need_it(
    workplace: Workplace, root: Path
) -> None:
    edit(root / "recipients.yaml", OTHERS, f"{OTHERS}    oops: 1\n")
    template = root / "letter_templates/call/template.yaml"
    template.write_text(f"cc: [embassy-of-others]\n{OPEN}")
    (one,) = plan_run(workplace, AT_HOME).entries
    assert one.outcome.value == "failed"
    assert [problem.code for problem in one.problems] == ["unusable_entry", "unknown_key"]


def test_an_unusable_sender_fails_its_own_letters(workplace: Workplace, root: Path) -> None:
    edit(root / "senders.yaml", "name: Bob Example", "nmae: Bob Example")
    everybody = Request(Choice("call", ("president",), "direct", senders=("all",)))
    expected = {("ada", "president"): "planned", ("bob", "president"): "failed"}
    report = plan_run(workplace, everybody)
    assert (lines(report), report.exit_code) == (expected, ExitCode.PARTLY)
    named = replace(everybody, choice=replace(everybody.choice, senders=("bob", "ada")))
    assert lines(plan_run(workplace, named)) == expected
    alone = replace(everybody, choice=replace(everybody.choice, senders=("bob",)))
    report = plan_run(workplace, alone)
    assert (len(report.entries), report.exit_code) == (1, ExitCode.MENDABLE)
    edit(root / "senders.yaml", "id: bob", "id: Bob B")
    outcomes = lines(plan_run(workplace, everybody))
    assert outcomes["senders.yaml:8:5", "president"] == "failed"
    edit(root / "campaign.yaml", "sender: ada\n", "")
    assert refusal(workplace, AT_HOME) == {"no_sender"}


def test_a_co_signer_who_cannot_sign_fails_the_letters_that_need_them(
    workplace: Workplace, root: Path
) -> None:
    edit(root / "senders.yaml", "languages: [en]", "languages: [en]\n    co_signers: [bob]")
    edit(root / "senders.yaml", "name: Bob Example", "name:")
    (one,) = plan_run(workplace, AT_HOME).entries
    assert [problem.code for problem in one.problems] == ["unusable_entry", "missing_key"]


def test_who_shares_a_uid_cannot_be_told_apart(workplace: Workplace, root: Path) -> None:
    edit(root / "senders.yaml", "uid-of-bob-00001", "uid-of-ada-0001")
    report = plan_run(workplace, Request(Choice("call", ("president",), senders=("all",))))
    assert set(lines(report).values()) == {"failed"}


TWICE = (
    "{id: embassy-of-others, form: ambassador, represents: KP, address: {country: GB, lines: [x]}}"
)


@pytest.mark.parametrize("more", [TWICE, TWICE.replace("form", "from")])
def test_of_two_entries_with_one_id_neither_is_used(
    workplace: Workplace, root: Path, more: str
) -> None:
    (root / "recipients.yaml").write_text(f"{RECIPIENTS}  - {more}\n")
    report = plan_run(workplace, EVERYBODY)
    assert [
        one.outcome.value for one in report.entries if one.addressee == "embassy-of-others"
    ] == [
        "failed",
        "failed",
    ]


def test_two_entries_that_say_the_same_are_one(workplace: Workplace, root: Path) -> None:
    entry = RECIPIENTS[RECIPIENTS.index(OTHERS) :]
    (root / "recipients.yaml").write_text(RECIPIENTS + entry)
    report = plan_run(workplace, EVERYBODY)
    assert (len(report.entries), report.exit_code) == (4, ExitCode.DONE)
    assert "duplicate_id" in {problem.code for problem in check(workplace)[1]}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"{RECIPIENTS}more: x\n", "unknown_key"),
        (f"more: x\n{RECIPIENTS}", "unknown_key"),
        (f"{RECIPIENTS}---\n{RECIPIENTS}", "several_documents"),
        (f"{RECIPIENTS}  - id: [\n", "yaml_syntax"),
        (f"{RECIPIENTS}recipients: []\n", "repeated_key"),
        ("- x\n", "wrong_kind"),
        ("recipients: x\n", "wrong_kind"),
        ("", "missing_key"),
        (f"{RECIPIENTS}more: &x y\n", "anchor"),
    ],
)
def test_a_file_that_cannot_be_read_stops_everything(
    workplace: Workplace, root: Path, text: str, code: str
) -> None:
    (root / "recipients.yaml").write_text(text)
    assert code in refusal(workplace, EVERYBODY)


TABLE = """\
id,form,represents,tags,line1,country
president,head-of-state,CN,,1 Palace Road,CN
a,minister,GB,x,1 Road,GB
b,minister,GB,x,2 Road,GB
c,minister,FR,y,3 Road,FR
"""


@pytest.mark.parametrize(
    ("old", "new", "failed", "may_be_elsewhere"),
    [
        ("b,minister,GB,x,2 Road,GB", "b,minister,GB,x,2 Road", ["offices.csv:4:1"], True),
        ("b,minister,GB,x,2 Road,GB", "b,minister,GB,x,2, Road,GB", ["offices.csv:4:1"], True),
        ("b,minister,GB,x,2 Road,GB", 'b,"minis"ter,GB,x,2 Road,GB', ["offices.csv:4:1"], True),
        ("b,minister", "b,minster", ["b"], False),
        ("2 Road,GB", "2 Road,UK", ["b"], False),
        ("b,minister", ",minister", ["offices.csv:4:1"], False),
        ("b,minister", "a,minister", ["a", "a"], False),
        ("x,2 Road", "x y z!,2 Road", ["b"], True),
    ],
)
def test_a_bad_row_of_a_table_stops_its_own_letters(
    workplace: Workplace, root: Path, old: str, new: str, failed: list[str], may_be_elsewhere: bool
) -> None:
    assert old in TABLE
    files = {
        "campaign.yaml": f"{CAMPAIGN}recipients: offices.csv\n",
        "offices.csv": TABLE.replace(old, new),
    }
    write_campaign(root, {**files, "letter_templates/call/template.yaml": OPEN})
    report = plan_run(workplace, EVERYBODY)
    assert [one.addressee for one in report.entries if one.outcome == "failed"] == failed
    assert addressees(report)["c"] == "planned"
    for tag, expected in (("x", failed), ("y", failed * may_be_elsewhere)):
        choice = Choice("call", only=Filter(tags=(tag,)), via="direct")
        entries = plan_run(workplace, Request(choice)).entries
        assert [one.addressee for one in entries if one.outcome == "failed"] == expected


WAYS = [
    ("form: minister", "from: minister"),
    ("id: ", "id: X "),
    ("lines: [1 Road]", "lines: []"),
    ("country: GB", "country: [GB]"),
    ("{id", "[{id"),
    ("tags: [t]", "tags: [t] "),
]


@settings(deadline=None, max_examples=25)
@given(st.lists(st.sampled_from([None, None, *WAYS]), min_size=3, max_size=6))
def test_nobody_is_left_unwritten_unnoticed(damages: list[tuple[str, str] | None]) -> None:
    rows = []
    for number, damage in enumerate(damages):
        row = (
            f"{{id: r{number}, form: minister, tags: [t], represents: GB,"
            " address: {country: GB, lines: [1 Road]}}"
        )
        row = row.replace(*damage) if damage else row
        rows.append(f"  - {row}]\n" if row.startswith("[") else f"  - {row}\n")
    files = {
        "recipients.yaml": f"recipients:\n{''.join(rows)}",
        "letter_templates/call/template.yaml": OPEN,
    }
    with tempfile.TemporaryDirectory() as folder:
        root = write_campaign(Path(folder), files)
        report = plan_run(Workplace(root, Clock(), bytes, "t"), EVERYBODY)
        sound = [damage is None or damage[0] == "tags: [t]" for damage in damages]
        assert [one.outcome.value for one in report.entries] == [
            *["planned"] * sum(sound),
            *["failed"] * (len(sound) - sum(sound)),
        ]
