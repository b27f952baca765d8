"""`folds.RULES` rises when, and only when, entries fold to something else, or count otherwise."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import tomllib
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from advocacy_cli.ledger import folds
from advocacy_cli.model.alike import counted
from advocacy_cli.model.events import Event, LetterState, fold
from advocacy_cli.model.procedures import procedure_of
from advocacy_cli.model.references import LetterKey
from advocacy_cli.model.starts import awaits_reply, has_days_of_its_own

FIXTURES = Path(__file__).parents[1] / "fixtures"
_STATE: TypeAdapter[LetterState] = TypeAdapter(LetterState)


def test_the_rules_are_those_of_their_number() -> None:
    kept = tomllib.loads((FIXTURES / "editions.toml").read_text(encoding="utf-8"))["folds"]
    letters = json.loads((FIXTURES / "entries.json").read_text(encoding="utf-8"))
    found = _digest([_folded(letter) for letter in letters])
    earlier = {text for number, text in kept.items() if number != str(folds.RULES)}
    assert found not in earlier, "entries fold as before: keep the earlier number of folds.RULES"
    assert str(folds.RULES) in kept, f"add to editions.toml: {folds.RULES} = {found!r}"
    assert found == kept[str(folds.RULES)], (
        "entries fold otherwise: raise folds.RULES, so that kept states are folded again, and add"
        f" to editions.toml: {found!r}"
    )


def _folded(letter: Any) -> list[Any]:
    key = LetterKey(**letter["key"])
    state = fold(_event(key.reference, *values) for values in letter["entries"])
    alike = counted(key, state)
    return [
        _said(state),
        awaits_reply(state),
        bool(state.sent_on and has_days_of_its_own(state)),
        procedure_of(state.communication) if state.communication else None,
        alike and [[str(value) for value in _values(alike[0])], _said(alike[1])],
    ]


def _values(key: LetterKey) -> list[object]:
    return [getattr(key, name) for name in LetterKey.__dataclass_fields__]


def _said(state: LetterState) -> Any:
    """The state, without what was not given: a field that a later version adds changes nothing."""
    return _STATE.dump_python(state, mode="json", exclude_defaults=True)


def _event(
    reference: str, name: str, kind: str, on: str, at: str, by: str, run: str | None, data: Any
) -> Event:
    day, time = dt.date.fromisoformat(on), dt.datetime.fromisoformat(at)
    return Event(name, reference, kind, day, time, by, run, data)


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()[:16]
