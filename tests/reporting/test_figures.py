from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy_cli.model.events import Delivery, ReplyState
from advocacy_cli.model.letters import LetterRecord
from advocacy_cli.reporting import listing
from advocacy_cli.reporting.discretion import CASE, LEFT_OUT, Tracked
from advocacy_cli.reporting.forms import Readers
from advocacy_cli.reporting.listing import MOST_SHOWN
from advocacy_cli.reporting.report import Numbers, Unit
from cases import NAME, case, consent, person
from ledger_values import DAY, drafted, event
from reply_values import QUESTIONS, assessed, communicated, replied
from report_values import OFFICES, WAITING, campaign, letter, reported, tracked

LATER = DAY + dt.timedelta(days=20)


def sent(number: int = 1, **changes: object) -> Tracked:
    one = letter(number)
    return tracked(one, drafted(1, one), event(2, "sent", one, **changes))


def test_letters_are_counted_by_state_recipient_and_country() -> None:
    made = reported(
        [sent(1), sent(1), sent(2), sent(3), tracked(letter(2), drafted(1))], Readers.INTERNAL
    )
    assert made.numbers == Numbers(letters=5, sent=4)
    assert made.deliveries == ((Delivery.DRAFTED, 1), (Delivery.SENT, 4))
    assert [(line.id, line.numbers.letters) for line in made.recipients] == [
        ("office-1", 2),
        ("office-2", 2),
        ("office-3", 1),
    ]
    assert [(line.id, line.name, line.numbers.letters) for line in made.countries] == [
        ("FR", "France", 4),
        ("DE", "Germany", 1),
    ]


def test_days_to_a_first_reply_and_to_an_answer() -> None:
    one = letter(1)
    events = [event(1, "sent", one)]
    events.append(replied(2, one, kind="auto_reply", on=DAY))
    events.append(replied(3, one, kind="acknowledged", on=DAY + dt.timedelta(days=4)))
    events.append(replied(4, one, kind="rejection", on=LATER))
    made = reported([tracked(one, *events), sent(2)])
    assert made.first_reply and made.first_reply.median == 4
    assert made.decision and (made.decision.letters, made.decision.median) == (1, 20)
    assert made.replies == ((ReplyState.NONE, 1), (ReplyState.REJECTION, 1))
    assert made.numbers == Numbers(letters=2, sent=2, replied=1, decided=1)


def test_days_that_are_not_known_are_not_counted() -> None:
    one, other, third = letter(1), letter(2), letter(3)
    made = reported(
        [
            tracked(one, communicated(1, one, dated="2026"), replied(2, one, kind="rejection")),
            tracked(
                other, communicated(1, other), replied(2, other, kind="rejection", dated="2026-09")
            ),
            tracked(third, communicated(1, third), replied(2, third, kind="holding", on=LATER)),
        ]
    )
    assert made.first_reply and (made.first_reply.letters, made.first_reply.median) == (1, 20)
    assert made.decision is None
    assert made.timeline.unit is Unit.YEAR
    assert [told.on for told in made.others] == ["2026", str(DAY), str(DAY)]


def test_only_a_machine_answered() -> None:
    one = letter()
    made = reported([tracked(one, event(1, "sent", one), replied(2, one, kind="auto_reply"))])
    assert (made.first_reply, made.decision) == (None, None)


def test_letters_of_other_days_are_not_told_of() -> None:
    early = sent(1, on=dt.date(2026, 1, 31))
    letters = [early, sent(2, on=dt.date(2026, 2, 1)), sent(3, on=dt.date(2026, 2, 28))]
    made = reported(letters, since=dt.date(2026, 2, 1), until=dt.date(2026, 2, 28))
    assert [line.id for line in made.recipients] == ["office-2", "office-3"]
    assert reported(letters, until=dt.date(2026, 1, 31)).numbers.letters == 1


def test_the_matrix_keeps_the_best_answer_of_each_recipient() -> None:
    one, other, third = (letter(number) for number in (1, 2, 2))
    first, second = replied(2, one, on=LATER), replied(2, other, on=LATER)
    letters = [
        tracked(one, communicated(1, one), first, assessed(3, first, q1="refused", q2="answered")),
        tracked(other, communicated(1, other), second, assessed(3, second, q1="partly")),
        tracked(third, communicated(1, third)),
    ]
    (found,) = reported(letters).questions
    assert [
        (row.name, row.letters, [str(cell) for cell in row.cells]) for row in found.answers
    ] == [
        ("Office 1", 1, ["refused", "answered", "open"]),
        ("Office 2", 2, ["partly", "open", "open"]),
    ]
    assert (found.asked, found.answered) == (6, 1)
    assert [dict(question.counts) for question in found.questions] == [
        {"partly": 1, "refused": 1},
        {"answered": 1, "open": 1},
        {"open": 2},
    ]


def test_quotes_come_with_their_source() -> None:
    one = letter()
    reply = replied(2, one, on=LATER, language="fr")
    answer = {"answer": "refused", "quote": "Non.", "page": 3}
    made = reported([tracked(one, communicated(1, one), reply, assessed(3, reply, q2=answer))])
    (quote,) = made.questions[0].quotes
    assert (quote.number, quote.name, quote.text, quote.on) == ("2", "Office 1", "Non.", str(LATER))
    assert (quote.page, quote.language) == (3, "fr")


def test_a_question_of_another_number_is_no_question() -> None:
    one = letter()
    reply = replied(2, one)
    read = assessed(3, reply, q9={"answer": "answered", "quote": "What?"})
    (found,) = reported([tracked(one, communicated(1, one), reply, read)]).questions
    assert (found.answered, found.quotes) == (0, ())


def test_the_latest_stand_first_in_the_list_of_what_is_overdue() -> None:
    letters = []
    for number in range(1, MOST_SHOWN + 5):
        one = letter(number, round=number)
        on = DAY - dt.timedelta(days=30 + number)
        letters.append(tracked(one, event(1, "sent", one, on=on), rules=WAITING))
    overdue = reported(letters, Readers.INTERNAL).overdue
    assert (overdue.total, len(overdue.shown), overdue.left_out) == (104, 100, 4)
    assert [late.days for late in overdue.shown[:2]] == [104, 103]
    assert overdue.shown[0].sender == "ada"
    assert {late.sender for late in reported(letters).overdue.shown} == {""}


def test_letters_of_several_likenesses_are_listed_by_reference(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(listing, "MOST_SHOWN", 5)
    records = sorted((letter(1, round=n) for n in range(1, 9)), key=lambda one: one.reference)
    on = DAY - dt.timedelta(days=40)

    def together(of: list[LetterRecord]) -> Tracked:
        one = tracked(of[0], event(1, "sent", of[0], on=on), rules=WAITING)
        return replace(one, number=len(of), alike=lambda most: of[:most])

    overdue = reported([together(records[1::2]), together(records[::2])]).overdue
    assert [late.reference for late in overdue.shown] == [one.reference for one in records[:5]]
    assert overdue.total == 8


def test_questions_come_in_the_order_in_which_they_were_sent() -> None:
    days = [DAY, DAY - dt.timedelta(days=9), DAY - dt.timedelta(days=3)]
    letters = []
    for number, on in enumerate(days, start=1):
        one = letter(number)
        told = communicated(1, one, on=on, un_ref=f"AL XXX {number}/2019")
        letters.append(tracked(one, told))
    titles = [found.title for found in reported(letters).questions]
    assert titles == [f"AL XXX {number}/2019" for number in (2, 3, 1)]


def test_quotations_of_one_day_come_in_one_order() -> None:
    letters = []
    for number, quote in enumerate(["We know.", "No.", "No."], start=1):
        one = letter(1, round=number)
        reply = replied(2, one, on=LATER)
        answer = {"answer": "refused", "quote": quote, "page": 4 - number}
        letters.append(tracked(one, communicated(1, one), reply, assessed(3, reply, q1=answer)))
    (found,) = reported(letters).questions
    assert [(quote.text, quote.page) for quote in found.quotes] == [
        ("No.", 1),
        ("No.", 2),
        ("We know.", 3),
    ]


# What the public may not know


def test_a_confidential_letter_is_counted_and_nothing_else() -> None:
    one = letter()
    hidden = tracked(one, communicated(1, one), confidential=True)
    made = reported([hidden, sent(2)])
    assert made.confidential == 1
    assert made.numbers == Numbers(letters=1, sent=1)
    assert (made.questions, made.others) == ((), ())
    assert [line.id for line in made.recipients] == ["office-2"]
    internal = reported([hidden, sent(2)], Readers.INTERNAL)
    assert (internal.confidential, internal.numbers.letters) == (0, 2)
    assert internal.others[0].name == "AL XXX 3/2019"


@pytest.mark.parametrize("state", ["drafted", "withdrawn"])
def test_what_has_not_left_is_not_told_of(state: str) -> None:
    events = [drafted(1), *([event(2, state)] if state != "drafted" else [])]
    assert reported([tracked(letter(), *events)]).numbers.letters == 0
    assert reported([tracked(letter(), *events)], Readers.INTERNAL).numbers.letters == 1


def test_notes_are_for_insiders() -> None:
    one = letter(1, via="office-3")
    happened = event(2, "prevented", one, data={"note": "Two officers stood there.", "by": "hand"})
    letters = [tracked(one, drafted(1, one), happened), tracked(letter(2), event(1, "sent"))]
    (story,) = reported(letters).stories.shown
    assert (story.delivery, story.via, story.note) == (
        Delivery.PREVENTED,
        "Office 3, Germany",
        "",
    )
    (story,) = reported(letters, Readers.INTERNAL).stories.shown
    assert story.note == "Two officers stood there."


def test_a_note_on_what_arrived_is_a_story_for_insiders_alone() -> None:
    one = tracked(letter(), event(1, "delivered", data={"note": "They signed for it."}))
    assert reported([one]).stories.total == 0
    assert reported([one], Readers.INTERNAL).stories.total == 1


def test_nobody_is_named_against_the_consent_on_file() -> None:
    one = letter()
    told = communicated(
        *(1, one),
        un_ref="",
        subject=f"On {NAME}",
        questions=(f"Where is {NAME}?", "Are they safe?"),
        mandates=("Example Rapporteur", NAME),
        url=f"https://example.org/{NAME}",
    )
    reply = replied(2, one, on=LATER)
    read = assessed(3, reply, q2={"answer": "refused", "quote": f"{NAME.upper()} is well."})
    named = campaign(case(person(consent("to_un", "to_government"))), name=f"Free {NAME}")
    made = reported([tracked(one, told, reply, read)], campaign=named)
    assert NAME.casefold() not in repr(made).casefold()
    assert made.name == "TST"
    assert [question.text for question in made.questions[0].questions] == [
        LEFT_OUT,
        "Are they safe?",
    ]
    internal = reported([tracked(one, told, reply, read)], Readers.INTERNAL, campaign=named)
    assert internal.name == f"Free {NAME}"
    agreed = campaign(case(person(consent("public"))), name=f"Free {NAME}")
    assert reported([], campaign=agreed).name == f"Free {NAME}"


def test_what_a_confidential_reply_says_is_not_told() -> None:
    one = letter()
    reply = replied(2, one, kind="confidential", on=LATER, paragraphs=5)
    read = assessed(3, reply, q1={"answer": "answered", "quote": "They are here."})
    letters = [tracked(one, communicated(1, one), reply, read)]
    made = reported(letters)
    assert set(made.questions[0].answers[0].cells) == {"confidential"}
    assert made.questions[0].quotes == ()
    assert (made.others[0].answered, made.others[0].paragraphs) == (0, None)
    assert made.others[0].reply is ReplyState.CONFIDENTIAL
    assert reported(letters, Readers.INTERNAL).others[0].answered == 1


def test_only_mandate_holders_are_named_as_authors() -> None:
    private = communicated(1, un_ref="", subject="On two people", author="Bo Example")
    assert reported([tracked(letter(), private)]).others[0].author == ""
    told = communicated(1, mandates=("sr-dprk",))
    assert reported([tracked(letter(), told)]).others[0].author == "Example Rapporteur"
    unsaid = communicated(1, author="Bo Example")
    assert reported([tracked(letter(), unsaid)]).others[0].author == ""


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org", "//example.org"])
def test_only_addresses_of_the_web_are_linked(url: str) -> None:
    assert reported([tracked(letter(), communicated(1, url=url))]).others[0].url == ""


# What always holds


@st.composite
def letters(draw: st.DrawFn) -> list[Tracked]:
    """Letters to which all kinds of things happened."""
    made = []
    kinds = st.sampled_from([None, "acknowledged", "rejection", "confidential"])
    treatments = st.sampled_from(["partly", "refused"])
    quotes: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
        [{}, {"quote": "No."}, {"quote": "No.", "page": 2}, {"quote": "Yes."}]
    )
    for number in range(draw(st.integers(min_value=0, max_value=6))):
        one = letter(draw(st.integers(1, OFFICES)), round=number + 1)
        on = DAY - dt.timedelta(days=draw(st.integers(0, 400)))
        name = draw(st.sampled_from(["AL XXX 3/2019", "UA XXX 1/2018"]))
        told = communicated(1, one, on=on, un_ref=name)
        events = [told] if draw(st.booleans()) else [drafted(1, one, on=on)]
        if draw(st.booleans()):
            kind = draw(st.sampled_from(["sent", "prevented", "delivered", "refused", "withdrawn"]))
            events.append(event(2, kind, one, on=on))
        for reply in range(draw(st.integers(0, 2))):
            came = replied(3 + reply, one, kind=draw(kinds), on=on + dt.timedelta(days=5))
            events += [
                came,
                assessed(10 + reply, came, q1={"answer": draw(treatments), **draw(quotes)}),
            ]
        made.append(tracked(one, *events, confidential=draw(st.booleans()), rules=WAITING))
    return made


@given(found=letters(), seed=st.integers(0, 999), readers=st.sampled_from(Readers))
def test_the_order_of_letters_does_not_matter(
    found: list[Tracked], seed: int, readers: Readers
) -> None:
    shuffled = random.Random(seed).sample(found, len(found))
    assert reported(found, readers) == reported(shuffled, readers)


@given(found=letters())
def test_the_public_learns_no_more_than_insiders(found: list[Tracked]) -> None:
    public, internal = reported(found), reported(found, Readers.INTERNAL)
    assert public.numbers.letters + public.confidential <= internal.numbers.letters
    assert sum(number for _, number in public.deliveries) == public.numbers.letters
    assert sum(number for _, number in internal.deliveries) == len(found)
    hidden = {one.record.reference for one in found if one.is_confidential}
    assert not [name for name in hidden if name in repr(public)]
    for made in (public, internal):
        assert sum(line.numbers.letters for line in made.recipients) == made.numbers.letters
        assert sum(line.numbers.sent for line in made.countries) == made.numbers.sent
        assert sum(period.sent for period in made.timeline.periods) == made.numbers.sent
        assert all(
            sum(number for _, number in question.counts) == len(asked.answers)
            for asked in made.questions
            for question in asked.questions
        )


def test_the_questions_are_those_asked() -> None:
    (found,) = reported([tracked(letter(), communicated(1))]).questions
    assert tuple(question.text for question in found.questions) == QUESTIONS


CASES = [
    {"mandates": ("wgeid",)},
    {"author": "Working Group on Enforced or Involuntary Disappearances"},
    {"mandates": ("Working Group on Arbitrary Detention",)},
]


@pytest.mark.parametrize("who", CASES)
def test_the_words_of_a_working_groups_case_are_never_told_in_public(who: dict[str, Any]) -> None:
    one = letter()
    named = person(consent("public", on="2020-01-01"))
    told = communicated(
        1,
        one,
        **{"un_ref": "", "subject": f"Urgent action for {NAME}", "public_on": DAY, **who},
        questions=(f"Where is {NAME}, or somebody not on file?",),
        url=f"https://example.org/{NAME}",
    )
    reply = replied(2, one, kind="rejection")
    read = assessed(3, reply, q1={"answer": "refused", "quote": f"{NAME} is unknown"})
    found = tracked(one, told, reply, read)
    public = reported([found], campaign=campaign(case(named)))
    assert (NAME in str(public), "somebody not on file" in str(public)) == (False, False)
    assert public.others[0].name == CASE
    assert NAME in str(reported([found], Readers.INTERNAL))
