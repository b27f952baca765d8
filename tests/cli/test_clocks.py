from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import icalendar
import pytest
import vobject

from campaigns import Clock, edit
from reply_values import COMMUNICATION
from running import Run

pytestmark = pytest.mark.slow

TEMPLATE = "letter_templates/call/template.yaml"
TERMS = """\
clock:
  reply_within: 60d
  remind: [30d, 50d]
  long_overdue: 180d
  confidential: 60d
  answer_within: 6m
"""


@pytest.fixture
def letter(run: Run, root: Path) -> str:
    """A letter that was sent on 2 March 2026, and has all terms."""
    path = root / TEMPLATE
    path.write_text(path.read_text() + TERMS)
    (made,) = run("draft", "call", "--json").json["letters"]
    run("mark", "sent", made["reference"])
    return str(made["reference"])


def clock_of(run: Run, reference: str) -> dict[str, object]:
    shown: dict[str, object] = run("show", reference, "--json").json["clock"]
    return shown


def test_the_terms_of_a_template_begin_when_a_letter_is_sent(run: Run, letter: str) -> None:
    assert clock_of(run, letter) == {
        "state": "running",
        "started_on": "2026-03-02",
        "at_the_latest": False,
        "due_on": "2026-05-01",
        "remind_on": ["2026-04-01", "2026-04-21"],
        "long_overdue_on": "2026-08-29",
        "paused_on": None,
        "met_on": None,
        "confidential_until": "2026-05-02",
        "never_public": False,
        "answer_due_on": None,
    }


@pytest.mark.parametrize(
    ("term", "message"),
    [
        ("0d", "'0d' is over before it begins"),
        ("-3d", "'-3d' is over before it begins"),
        ("60 parsecs", "there is no unit 'parsecs'"),
    ],
)
def test_a_template_with_a_term_that_is_none(run: Run, root: Path, term: str, message: str) -> None:
    path = root / TEMPLATE
    path.write_text(path.read_text() + TERMS.replace("60d", term, 1))
    result = run("check")
    assert result.code == 1
    assert f"{TEMPLATE}:9:17: error:" in result.out
    assert message in result.out


def test_a_clock_is_set_put_off_paused_and_resumed(run: Run, letter: str, clock: Clock) -> None:
    assert (
        run("clock", letter, "--within", "10wd").out == f"{letter}  due soon, due on 2026-03-16\n"
    )
    assert run("clock", letter, "--within", "10 WD").out.endswith("2026-03-16 (as before)\n")
    assert run("clock", letter, "--until", "2026-06-30").out.endswith("due on 2026-06-30\n")
    assert run("clock", letter, "--extend", "1m").out.endswith("due on 2026-07-30\n")
    assert "paused" in run("clock", letter, "--pause", "--note", "elections").out
    clock.pass_days(10)
    answer = run("clock", letter, "--resume", "--json").json
    assert (answer["new"], answer["clock"]["due_on"]) == (True, "2026-08-09")
    assert "clock of 2026-03-12 taken back" in run("undo", letter).out
    assert clock_of(run, letter)["state"] == "paused"


def test_working_days_are_those_of_the_recipients_country(run: Run, root: Path) -> None:
    """In 2025 China was on holiday from 1 to 8 October, and worked on Saturday 11 October."""
    asked = COMMUNICATION[:6]
    words = (*asked[:5], "2025-09-29", *COMMUNICATION[6:10], "--reply-within", "5wd", "--json")
    assert run(*words).json["clock"]["due_on"] == "2025-10-13"
    edit(root / "recipients.yaml", "represents: CN", "represents: GB")
    reference = run("status", "--json").json["letters"][0]["reference"]
    assert clock_of(run, reference)["due_on"] == "2025-10-06"


@pytest.mark.parametrize(
    ("change", "code", "message"),
    [
        (["--within", "0d"], "bad_value", "'0d' is over before it begins"),
        (["--extend", "-3d"], "bad_value", "'-3d' is over before it begins"),
        (["--extend", "60 parsecs"], "bad_value", "there is no unit 'parsecs'"),
        (["--until", "2026-03-01"], "before_sending", "was sent on 2026-03-02, later than"),
        (["--resume"], "not_paused", "is not paused"),
        (["--pause", "--on", "2026-03-03"], "in_the_future", "2026-03-03 has not come yet"),
    ],
)
def test_changes_that_cannot_be(
    run: Run, letter: str, change: list[str], code: str, message: str
) -> None:
    before = clock_of(run, letter)
    result = run("clock", letter, *change, "--json")
    assert result.code == 1
    (problem,) = result.json["problems"]
    assert (problem["code"], message in problem["message"]) == (code, True)
    assert clock_of(run, letter) == before


def test_pausing_twice_and_resuming_before_the_pause(run: Run, letter: str, clock: Clock) -> None:
    clock.pass_days(5)
    run("clock", letter, "--pause")
    twice = run("clock", letter, "--pause")
    assert (twice.code, "has stood still since 2026-03-07" in twice.err) == (1, True)
    early = run("clock", letter, "--resume", "--on", "2026-03-06")
    assert (early.code, "was paused on 2026-03-07, later than" in early.err) == (1, True)


def test_a_letter_that_has_not_left_has_no_clock(run: Run) -> None:
    (made,) = run("draft", "call", "--json").json["letters"]
    result = run("clock", made["reference"], "--within", "60d")
    assert (result.code, "has not been sent, so it has no clock" in result.err) == (1, True)


def test_a_day_that_nothing_gives_cannot_be_put_off(run: Run) -> None:
    (made,) = run("draft", "call", "--json").json["letters"]
    run("mark", "sent", made["reference"])
    result = run("clock", made["reference"], "--extend", "10d")
    assert (result.code, "set a term with --within 60d" in result.err) == (1, True)


@pytest.mark.parametrize("change", [[], ["--pause", "--resume"], ["--within", "1d", "--pause"]])
def test_one_change_at_a_time(run: Run, letter: str, change: list[str]) -> None:
    assert run("clock", letter, *change).code == 2


def test_what_is_late_or_due_soon_in_order(run: Run, letter: str, clock: Clock) -> None:
    asked = run(*COMMUNICATION, "--json").json["reference"]
    clock.pass_days(20)
    answer = run("status", "--due", "--json").json
    assert (answer["until"], len(answer["due"])) == ("2026-04-05", 2)
    late, soon = answer["due"]
    assert (late["reference"], late["due"], late["days_left"]) == (asked, "reply", -77)
    assert soon == {
        "reference": letter,
        "addressee": "president",
        "due": "remind",
        "on": "2026-04-01",
        "days_left": 10,
    }
    longer = run("status", "--within", "2m", "--csv").out.splitlines()
    assert longer[0] == "reference,addressee,due,on,days left"
    assert [line.split(",")[2] for line in longer[1:]] == [
        "reply",
        "remind",
        "remind",
        "reply",
        "may be public",
        "long overdue",
    ]
    assert run("status", "--due", "--ids").out.split() == [asked, letter]


def test_nothing_is_due(run: Run) -> None:
    assert run("status", "--due").err == "Nothing is due until 2026-03-16.\n"


@pytest.mark.parametrize("term", ["0d", "60 parsecs", "soon"])
def test_a_term_that_is_none_is_wrong_usage(run: Run, term: str) -> None:
    assert run("status", "--due", "--within", term).code == 2


def test_our_own_term_to_answer_ends_when_a_letter_that_belongs_to_it_leaves(
    run: Run, letter: str, clock: Clock
) -> None:
    run("reply", "add", letter, "--kind", "rejection", "--forwarded", "2026-03-02")
    clock.pass_days(180)
    (due,) = run("status", "--due", "--json").json["due"]
    assert (due["due"], due["on"]) == ("answer", "2026-09-02")
    run(*COMMUNICATION, "--on", "2026-08-01", "--about", letter)
    assert [one["reference"] for one in run("status", "--due", "--json").json["due"]] != [letter]
    assert clock_of(run, letter)["answer_due_on"] is None


def test_the_overdue_can_be_chosen_on_every_command(run: Run, letter: str, clock: Clock) -> None:
    asked = run(*COMMUNICATION, "--json").json["reference"]
    assert run("status", "--overdue", "--ids").out.split() == [asked]
    events = run("history", "--overdue", "--json").json["events"]
    assert {event["reference"] for event in events} == {asked}
    marked = run("mark", "delivered", asked, letter, "--overdue", "--json").json
    assert marked["changed"] == [asked]
    clock.pass_days(61)
    assert set(run("status", "--overdue", "--ids").out.split()) == {asked, letter}
    assert run("status", "--overdue", "--json").json["totals"]["overdue"] == 2


def test_a_table_has_room_on_80_columns(run: Run, letter: str) -> None:
    run("reply", "add", letter)
    run(*COMMUNICATION)
    table = run("status").out
    assert "needs reading" in table and "57 days late" in table and "2026-05-01" in table
    assert max(map(len, table.splitlines())) <= 80


def test_where_nothing_is_tracked_the_table_is_as_it_was(run: Run) -> None:
    run("draft", "call")
    assert run("status").out.split()[:6] == [
        "reference",
        "addressee",
        "via",
        "lang",
        "delivery",
        "on",
    ]


def events_of(run: Run) -> list[Any]:
    return list(icalendar.Calendar.from_ical(run("calendar").out).walk("VEVENT"))


def test_calendars_are_read_by_two_parsers(run: Run, letter: str, root: Path) -> None:
    name = "Pät; , " * 20
    edit(root / "recipients.yaml", "Pat Example", f"'{name.strip()}'")
    text = run("calendar").out
    assert max(len(line.encode()) for line in text.split("\n")) <= 76  # 75, and a carriage return
    events = events_of(run)
    days = {str(one["uid"]).removesuffix("@advocacy-cli"): one["dtstart"].dt for one in events}
    assert days == {
        f"{letter}-remind-1": dt.date(2026, 4, 1),
        f"{letter}-remind-2": dt.date(2026, 4, 21),
        f"{letter}-reply": dt.date(2026, 5, 1),
        f"{letter}-long_overdue": dt.date(2026, 8, 29),
        f"{letter}-public": dt.date(2026, 5, 2),
    }
    assert {one["dtend"].dt - one["dtstart"].dt for one in events} == {dt.timedelta(days=1)}
    others = vobject.readOne(text).vevent_list
    assert [one.dtstart.value for one in others] == list(days.values())
    described = {one.description.value for one in others}
    assert described == {str(one["description"]) for one in events}
    assert name.strip() in described.pop()


def test_a_day_that_is_moved_keeps_its_uid(run: Run, letter: str) -> None:
    before = [str(one["uid"]) for one in events_of(run)]
    run("clock", letter, "--extend", "10d")
    assert [str(one["uid"]) for one in events_of(run)] == before


def test_what_is_answered_stands_in_no_calendar_but_for_its_embargo(run: Run, letter: str) -> None:
    run("reply", "add", letter, "--kind", "substantive")
    (event,) = events_of(run)
    assert str(event["summary"]) == f"{letter}: no longer confidential"


def test_an_empty_calendar_is_one(run: Run) -> None:
    assert events_of(run) == []


def test_a_series_is_told_by_the_days_it_happened(run: Run, root: Path) -> None:
    path = root / TEMPLATE
    path.write_text(path.read_text() + "series: submissions\n")
    (made,) = run("draft", "call", "--json").json["letters"]
    asked = run(*COMMUNICATION, "--series", "submissions", "--json").json["reference"]
    run("communication", "add", *("--ref", "Another", "--from", "x", "--to", "president"))
    events = run("history", "--series", "submissions", "--json").json["events"]
    assert [event["reference"] for event in events] == [asked, made["reference"]]
    unknown = run("history", "--series", "none")
    assert unknown.code == 1
    assert "no letter belongs to the series 'none'" in unknown.err
    assert "there are: submissions" in unknown.err


def test_show_tells_questions_answers_replies_and_the_clock(run: Run) -> None:
    asked = run(*COMMUNICATION, "--json").json["reference"]
    run("reply", "add", asked, "--on", "2026-01-20", "--paragraphs", "5", "--from", "The mission")
    run(
        "reply",
        "assess",
        asked,
        "--answer",
        "1=refused",
        "--quote",
        "1=We reject.",
        "--page",
        "1=1",
    )
    shown = run("show", asked).out
    for text in (
        "known as      AL XXX 3/2025",
        "clock         overdue; a reply is due by 2026-01-04",
        "confidential  until 2026-01-05",
        "1.  Where are they?",
        "-> refused: “We reject.” (page 1)",
        "-> open",
        "1.  2026-01-20  needs reading, 5 paragraphs, from The mission",
    ):
        assert text in shown
    answer = run("show", asked, "--json").json
    assert [question["answer"] for question in answer["questions"]] == ["refused", None, None]
    assert answer["questions"][0]["reply_id"] == answer["replies"][0]["id"]
    assert answer["communication"]["un_ref"] == "AL XXX 3/2025"
    assert answer["letter"]["case"] is None
    assert json.dumps(answer["clock"]["due_on"]) == '"2026-01-04"'


@pytest.mark.parametrize(
    "change",
    [
        ("--until", "2826-06-30"),
        ("--until", "1026-06-30"),
        ("--within", "99999d"),
        ("--within", "30000wd"),
        ("--extend", "1201m"),
        ("--pause", "--on", "1026-03-01"),
    ],
)
def test_a_day_centuries_off_is_a_slip(run: Run, letter: str, change: tuple[str, ...]) -> None:
    before = run("show", letter).out
    result = run("clock", letter, *change, "--json")
    (problem,) = result.json["problems"]
    assert (result.code, problem["code"] in {"far_off", "bad_value"}) == (1, True)
    assert run("show", letter).out == before


def test_terms_that_add_up_to_centuries_are_a_slip(run: Run, letter: str) -> None:
    assert run("clock", letter, "--until", "2126-01-01").code == 0
    assert "[far_off]" in run("clock", letter, "--extend", "60m").err


@pytest.mark.parametrize(
    "command",
    [
        ("draft", "call", "--date", "2826-03-02"),
        ("mark", "sent", "X", "--on", "1026-03-02"),
        ("report", "--since", "1026-03-02"),
        ("communication", "add", "--on", "2826-03"),
        ("communication", "add", "--on", "2026-03-02", "--confidential-until", "2826-03-02"),
        ("reply", "add", "X", "--on", "1026"),
        ("recipients", "add", "--as-of", "2826-03-02"),
        ("petition", "deliver", "call", "--date", "2826-03-02"),
    ],
)
def test_every_option_that_takes_a_day_looks_at_its_century(
    run: Run, command: tuple[str, ...]
) -> None:
    result = run(*command, "--json")
    assert (result.code, result.json["problems"][0]["code"]) == (1, "far_off")
