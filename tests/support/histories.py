"""Strategies that make letters with histories, many of which a report counts alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import strategies as st

from advocacy_cli.model.events import CLOCK, LINKED, ClockAction, ClockChange, Delivery, Event
from advocacy_cli.model.kinds import ReplyKind, Treatment
from advocacy_cli.model.letters import LetterRecord
from advocacy_cli.model.references import LetterKey
from campaigns import Clock
from cases import NAME
from ledger_values import drafted, event, retracted
from reply_values import assessed, communicated, replied

TODAY = Clock().time.date()

Step = Callable[[LetterRecord, int, str], list[Event]]
"""Makes entries of a letter, from that second on, by somebody: two at the most."""


@dataclass(frozen=True)
class Kind:
    """What letters have in common that may be counted alike."""

    template: str
    addressee: str
    case: str
    language: str
    follows_up: bool
    steps: tuple[Step, ...]


_days = st.sampled_from([TODAY - dt.timedelta(days=ago) for ago in (0, 14, 15, 16, 25)])
_rarely = st.sampled_from([False, False, False, True])
_marks = st.sampled_from(
    [one.value for one in Delivery if one not in {Delivery.NONE, Delivery.DRAFTED}]
)
_questions = st.sampled_from([[], ["Where are they?", f"Where is {NAME}?"]])
_quotes = st.sampled_from(["Nobody is here.", f"{NAME} is here."])


@st.composite
def _drafting(draw: st.DrawFn) -> Step:
    on, questions = draw(_days), draw(_questions)

    def make(letter: LetterRecord, second: int, by: str) -> list[Event]:
        one = drafted(second, letter, on=on, actor=by, sha256=by)
        return [replace(one, data={**one.data, "questions": questions, "file": by})]

    return make


@st.composite
def _marking(draw: st.DrawFn) -> Step:
    kind, on, takes_back = draw(st.just("sent") | _marks), draw(_days), draw(_rarely)
    said = {"note": "They took it."} if draw(_rarely) else {}
    said |= {"by": draw(st.sampled_from(["post", "hand"]))}

    def make(letter: LetterRecord, second: int, by: str) -> list[Event]:
        data = {**said, "tracking": by}
        one = event(second, kind, letter, on=on, actor=by, run=by, data=data)
        return [one, retracted(second + 1, one)] if takes_back else [one]

    return make


@st.composite
def _replying(draw: st.DrawFn) -> Step:
    kind, read = (draw(st.none() | st.sampled_from([*map(str, ReplyKind)])) for _ in range(2))
    on, is_read = draw(_days), draw(st.booleans())
    said = {"dated": "2026"} if draw(_rarely) else {}
    said |= {"forwarded_on": TODAY.isoformat()} if draw(_rarely) else {}
    answers = {
        f"q{number}": {
            "answer": draw(st.sampled_from([*map(str, Treatment)])),
            "quote": draw(_quotes) if draw(_rarely) else "",
            "page": draw(st.none() | st.just(number)),
        }
        for number in (1, 2, 3)
        if draw(st.booleans())
    }

    def make(letter: LetterRecord, second: int, by: str) -> list[Event]:
        other = {"file": by, "sha256": by, "from": by, "note": by, "pages": second}
        one = replied(second, letter, kind=kind, on=on, language="fr", **other, **said)
        return [one, assessed(second + 1, one, kind=read, **answers)] if is_read else [one]

    return make


@st.composite
def _changing(draw: st.DrawFn) -> Step:
    on, action = draw(_days), draw(st.sampled_from(ClockAction))
    value = {"within": "12d", "extend": "15d", "until": "2026-03-01"}.get(action.value, "")

    def make(letter: LetterRecord, second: int, by: str) -> list[Event]:
        change = ClockChange(on, action, value, by)
        return [event(second, CLOCK, letter, on=on, actor=by, data=change.data)]

    return make


@st.composite
def _communicating(draw: st.DrawFn) -> Step:
    changes = {"reply_within": "25d"} if draw(_rarely) else {}
    on, until = draw(_days), TODAY + dt.timedelta(days=1) if draw(_rarely) else None

    def make(letter: LetterRecord, second: int, _: str) -> list[Event]:
        return [communicated(second, letter, on=on, confidential_until=until, **changes)]

    return make


def _linking(letter: LetterRecord, second: int, by: str) -> list[Event]:
    return [event(second, LINKED, letter, on=TODAY, data={"to": by})]


steps = st.one_of(
    _drafting(),
    _marking(),
    _marking(),
    _replying(),
    _replying(),
    _changing(),
    _communicating(),
    st.just(_linking),
)
_fields: dict[str, st.SearchStrategy[Any]] = {
    "template": st.sampled_from(["call", "call", "other", "gone"]),
    "addressee": st.sampled_from(["president", "embassy-london", "gone"]),
    "case": st.sampled_from(["", "", "known/p1", "known", "gone"]),
    "language": st.sampled_from(["en", "de"]),
    "follows_up": _rarely,
    "steps": st.tuples(_drafting(), _marking(), _replying())
    | st.lists(steps, max_size=6).map(tuple),
}
kinds = st.builds(Kind, **_fields)


@st.composite
def lots(draw: st.DrawFn) -> list[tuple[Kind, int]]:
    """So many letters of each of some kinds, which differ from the first in one thing."""
    first = draw(kinds)
    lot = [(first, draw(st.integers(1, 3)))]
    for field in draw(st.lists(st.sampled_from(["more", *_fields]), max_size=4)):
        if field == "more":
            changed = replace(first, steps=(*first.steps, draw(steps)))
        else:
            changed = replace(first, **{field: draw(_fields[field])})
        lot.append((changed, draw(st.integers(1, 3))))
    return lot


def letters_of(lot: list[tuple[Kind, int]]) -> list[tuple[LetterRecord, Kind]]:
    """The letters; each follow-up is about the one before it."""
    found: list[tuple[LetterRecord, Kind]] = []
    for kind, number in lot:
        for _ in range(number):
            place = len(found)
            key = LetterKey(
                campaign="TST",
                template=kind.template,
                addressee=kind.addressee,
                via="embassy-berlin" if place % 3 else "direct",
                sender_uid=f"uid-{place}",
                case=kind.case,
                language=kind.language,
                round=1 + place % 2,
                about=found[-1][0].reference if kind.follows_up and found else "",
            )
            found.append((LetterRecord(key, f"sender-{place}"), kind))
    return found


def entries_of(letter: LetterRecord, kind: Kind, place: int) -> list[Event]:
    """What happened to the letter that stands at this place among the others."""
    made: list[Event] = []
    for number, step in enumerate(kind.steps):
        made += step(letter, 100 * place + 2 * number, f"somebody-{place}")
    return made
