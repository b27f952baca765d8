"""Many senders in one run, what is held back, the last day to act, and selection."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pypdfium2
import pytest

from campaigns import Clock, edit
from running import Result, Run

pytestmark = pytest.mark.slow

SENDERS = """\
senders:
  - id: ada
    uid: uid-of-ada-0001
    name: Ada Example
    address: {country: GB, lines: [5 Sender Street, London N1 1AA]}
    region: GB-ENG
  - id: bob
    uid: uid-of-bob-0001
    name: Bob Example
    address: {country: DE, lines: [Musterweg 6, 10115 Berlin]}
    languages: [de, en]
  - id: eve
    uid: uid-of-eve-0001
    name: Eve Example
    address: {country: FR, lines: [7 rue du Test, 75001 Paris]}
"""


@pytest.fixture
def many(root: Path) -> Path:
    """The small campaign with three senders: in London, in Berlin, and where no post is."""
    (root / "senders.yaml").write_text(SENDERS, encoding="utf-8")
    return root


def by_sender(result: Result) -> dict[str, tuple[str | None, str]]:
    return {
        letter["sender"]: (letter["via"], letter["outcome"]) for letter in result.json["letters"]
    }


# Many senders


def test_each_letter_goes_to_the_post_of_its_sender_and_the_rest_are_listed(
    run: Run, many: Path
) -> None:
    result = run("draft", "call", "--sender", "all", "--json")
    assert result.code == 3
    assert by_sender(result) == {
        "ada": ("embassy-london", "drafted"),
        "bob": ("embassy-berlin", "drafted"),
        "eve": (None, "failed"),
    }
    (problem,) = result.json["letters"][2]["problems"]
    assert problem["code"] == "no_post"
    assert problem["message"] == "no post of CN serves FR, where Eve Example (eve) lives"
    assert problem["where"].startswith("senders.yaml:")
    for letter, street in zip(
        result.json["letters"], ("2 Mission", "Musterstraße 3"), strict=False
    ):
        (page,) = pypdfium2.PdfDocument(many / letter["file"])
        assert street in page.get_textpage().get_text_range()


def test_what_is_wrong_with_many_is_said_of_each_and_mended_once(run: Run, many: Path) -> None:
    edit(many / "senders.yaml", "country: DE", "country: NL")
    result = run("draft", "call", "--sender", "all", "--dry-run")
    assert [line.split("error: ")[-1] for line in result.err.splitlines()[1:4]] == [
        "no post of CN serves NL, where Bob Example (bob) lives [no_post]",
        "  add `serves:` to a post in recipients.yaml, or choose one with --via",
        "no post of CN serves FR, where Eve Example (eve) lives [no_post]",
    ]
    assert "concerns" not in result.err


def test_people_see_a_table_by_delivery_point(run: Run, many: Path) -> None:
    result = run("draft", "call", "--sender", "all", "--dry-run")
    assert result.code == 3
    rows = [line.split() for line in result.out.splitlines()]
    assert rows[0] == ["via", "letters", "languages", "outcome"]
    assert rows[2:] == [
        ["embassy-london", "1", "en", "1", "1", "planned"],
        ["embassy-berlin", "1", "en", "1", "1", "planned"],
        ["-", "1", "en", "1", "1", "failed"],
    ]
    assert "Eve Example (eve)" in result.err
    assert not (many / "letters").exists()


@pytest.mark.usefixtures("many")
def test_senders_by_name_and_from_standard_input(run: Run) -> None:
    named = run("draft", "call", "--sender", "bob", "--sender", "ada", "--dry-run", "--json")
    assert list(by_sender(named)) == ["bob", "ada"]
    ids = run("senders", "list", "--country", "de", "--ids").out
    assert ids == "bob\n"
    read = run("draft", "call", "--sender", "-", "--dry-run", "--json", stdin=ids)
    assert list(by_sender(read)) == ["bob"]


@pytest.mark.usefixtures("many")
def test_nothing_on_standard_input_is_not_the_default(run: Run) -> None:
    result = run("draft", "call", "--sender", "-", "--dry-run", stdin="")
    assert result.code == 2
    assert "standard input" in result.err
    assert run("draft", "call", "--sender", "-", "--to", "-", stdin="ada").code == 2


@pytest.mark.usefixtures("many")
def test_an_unknown_sender_ends_the_run(run: Run) -> None:
    result = run("draft", "call", "--sender", "ada", "--sender", "bobb", "--json")
    assert result.code == 1
    (problem,) = result.json["problems"]
    assert (problem["code"], problem["hint"]) == ("unknown_sender", "did you mean bob?")


@pytest.mark.usefixtures("many")
def test_a_run_of_many_senders_can_be_repeated(run: Run) -> None:
    run("draft", "call", "--sender", "all")
    again = run("draft", "call", "--sender", "all", "--json")
    assert [outcome for _, outcome in by_sender(again).values()] == [
        "unchanged",
        "unchanged",
        "failed",
    ]


# Held back


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("do_not_contact: asked us to stop", "not to be contacted: asked us to stop"),
        ("paused: it is moving", "paused: it is moving"),
        (
            "contact_again_after: 2026-03-02",
            "not to be contacted again until after 2026-03-02",
        ),
    ],
)
@pytest.mark.parametrize("who", ["president", "embassy-london"])
def test_a_recipient_that_is_held_back_is_skipped(
    run: Run, root: Path, who: str, entry: str, reason: str
) -> None:
    edit(root / "recipients.yaml", f"id: {who}\n", f"id: {who}\n    {entry}\n")
    result = run("draft", "call", "--json")
    assert result.code == 0
    (letter,) = result.json["letters"]
    assert (letter["outcome"], letter["file"]) == ("skipped", None)
    (problem,) = letter["problems"]
    assert (problem["code"], problem["severity"]) == ("held_back", "warning")
    assert problem["message"] == f"{who} is {reason}"
    assert problem["where"].startswith("recipients.yaml:")
    preview = run("preview", "call", "--text", "--json")
    assert preview.code == 1
    assert preview.json["problems"][0]["code"] == "held_back"


def test_the_day_after_the_pause_it_is_written_to_again(run: Run, root: Path, clock: Clock) -> None:
    edit(
        root / "recipients.yaml",
        "id: president\n",
        "id: president\n    contact_again_after: 2026-03-02\n",
    )
    clock.pass_days(1)
    assert run("draft", "call", "--json").json["totals"]["drafted"] == 1


def test_a_paused_sender_is_skipped_even_where_no_post_serves_them(run: Run, many: Path) -> None:
    edit(many / "senders.yaml", "id: eve\n", "id: eve\n    paused: on holiday\n")
    result = run("draft", "call", "--sender", "all", "--json")
    assert result.code == 0
    eve = result.json["letters"][2]
    assert eve["outcome"] == "skipped"
    assert eve["problems"][0]["message"] == "Eve Example (eve) is paused: on holiday"


def test_a_letter_with_a_paused_co_signer_is_held_back(run: Run, many: Path) -> None:
    edit(many / "senders.yaml", "id: eve\n", "id: eve\n    paused: on holiday\n")
    edit(many / "senders.yaml", "id: ada\n", "id: ada\n    co_signers: [eve]\n")
    (letter,) = run("draft", "call", "--sender", "ada", "--json").json["letters"]
    assert (letter["outcome"], letter["problems"][0]["code"]) == ("skipped", "held_back")


# The last day to act


def test_after_the_last_day_drafting_is_refused_and_says_why(
    run: Run, root: Path, clock: Clock
) -> None:
    edit(root / "campaign.yaml", "code: TST\n", "code: TST\nact_by: 03-02\n")
    assert run("draft", "call", "--dry-run").code == 0
    clock.pass_days(1)
    result = run("draft", "call")
    assert (result.code, result.out) == (1, "")
    assert "the last day to act was 2026-03-02; it opens again on 2027-01-01" in result.err
    assert "letters are not sent after an action has expired" in result.err
    assert run("draft", "call", "--dry-run", "--json").json["problems"][0]["code"] == "expired"
    assert not (root / "letters").exists()
    assert run("preview", "call", "--text").code == 0
    assert run("draft", "call", "--late").code == 0


def test_a_full_date_does_not_open_again(run: Run, root: Path, clock: Clock) -> None:
    edit(root / "campaign.yaml", "code: TST\n", "code: TST\nact_by: 2026-03-02\n")
    clock.time = dt.datetime(2027, 1, 15, tzinfo=dt.UTC)
    (problem,) = run("draft", "call", "--json").json["problems"]
    assert problem["message"] == "the last day to act was 2026-03-02"
    assert problem["where"].startswith("campaign.yaml")


# Selection


@pytest.fixture
def letters(run: Run, root: Path) -> dict[str, str]:
    """Two letters, the one through London sent; references by delivery point."""
    made = run("draft", "call", "--via", "tag:missions", "--json").json["letters"]
    references = {letter["via"]: letter["reference"] for letter in made}
    run("mark", "sent", references["embassy-london"])
    edit(
        root / "recipients.yaml",
        "id: embassy-berlin\n    form: ambassador\n    organisation: Embassy of Exampleland\n"
        "    represents: CN\n    tags: [missions]",
        "id: embassy-berlin\n    form: ambassador\n    organisation: Embassy of Exampleland\n"
        "    represents: CN\n    tags: [missions, berlin]",
    )
    return references


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], {"embassy-london", "embassy-berlin"}),
        (["--not-sent"], {"embassy-berlin"}),
        (["--tag", "missions"], {"embassy-london", "embassy-berlin"}),
        (["--tag", "berlin"], {"embassy-berlin"}),
        (["--country", "cn"], {"embassy-london", "embassy-berlin"}),
        (["--country", "KP"], set()),
        (["--lang", "en"], {"embassy-london", "embassy-berlin"}),
        (["--lang", "de"], set()),
    ],
)
def test_status_and_history_choose_alike(
    run: Run, letters: dict[str, str], options: list[str], expected: set[str]
) -> None:
    wanted = {letters[via] for via in expected}
    assert set(run("status", "--ids", *options).out.split()) == wanted
    shown = run("status", "--json", *options).json
    assert {letter["reference"] for letter in shown["letters"]} == wanted
    assert shown["totals"]["letters"] == len(wanted)
    events = run("history", "--json", *options).json["events"]
    assert {event["reference"] for event in events} == wanted


@pytest.mark.usefixtures("letters")
def test_draft_leaves_out_what_has_left(run: Run) -> None:
    both = ("draft", "call", "--via", "tag:missions", "--not-sent", "--dry-run")
    for options in ((), ("--again",)):
        answer = run(*both, *options, "--json").json
        assert [letter["via"] for letter in answer["letters"]] == ["embassy-berlin"]
    nothing = run("draft", "call", "--not-sent")
    assert (nothing.code, nothing.out) == (0, "")
    assert "have left" in nothing.err


def test_mark_takes_what_is_chosen(run: Run, letters: dict[str, str]) -> None:
    marked = run("mark", "sent", "--tag", "missions", "--not-sent", "--json")
    assert marked.json["changed"] == [letters["embassy-berlin"]]
    none = run("mark", "sent", "--country", "KP", "--json")
    assert (none.code, none.json["problems"][0]["code"]) == (1, "nothing_left")


def test_mark_narrows_what_is_named(run: Run, letters: dict[str, str]) -> None:
    marked = run("mark", "withdrawn", *letters.values(), "--tag", "berlin", "--json")
    assert marked.json["changed"] == [letters["embassy-berlin"]]


@pytest.mark.usefixtures("letters")
@pytest.mark.parametrize("options", [[], ["--not-sent"]])
def test_mark_never_takes_all_letters_by_accident(run: Run, options: list[str]) -> None:
    result = run("mark", "withdrawn", *options)
    assert result.code == 2
    assert run("status", "--not-sent", "--json").json["totals"]["drafted"] == 1


@pytest.mark.usefixtures("letters")
def test_recipients_are_chosen_alike_and_listed_for_other_commands(run: Run) -> None:
    assert run("recipients", "list", "--ids").out.split() == [
        "president",
        "embassy-london",
        "embassy-berlin",
        "embassy-of-others",
    ]
    assert run("recipients", "list", "--ids", "--tag", "berlin").out == "embassy-berlin\n"
    not_sent = run("recipients", "list", "--ids", "--not-sent").out.split()
    assert not_sent == ["embassy-berlin", "embassy-of-others"]
    assert run("recipients", "list", "--ids", "--lang", "xx").out == ""
    assert len(run("recipients", "list", "--ids", "--lang", "de").out.split()) == 4


def test_preview_shows_the_first_that_is_chosen(run: Run, root: Path) -> None:
    edit(root / "letter_templates/call/template.yaml", "to: [president]\n", "")
    edit(root / "letter_templates/call/template.yaml", "via: jurisdiction", "via: direct")
    shown = run("preview", "call", "--tag", "missions", "--text").out
    assert "2 Mission Street" in shown
    assert "4 Other Street" in run("preview", "call", "--country", "kp", "--text").out
