"""Look back: where letters stand, one letter whole, what happened, and whose PDF this is."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from advocacy_cli.campaign.reading import read_bytes
from advocacy_cli.desk.drafts import LettersAnew
from advocacy_cli.desk.marking import events_of, kept_letters, meant_reference
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError, ExitCode, Problem
from advocacy_cli.ledger.store import open_ledger
from advocacy_cli.model.events import Delivery, Event, LetterState
from advocacy_cli.model.filters import EVERYTHING, Filter
from advocacy_cli.model.letters import LetterRecord
from advocacy_cli.model.references import read_reference

MAX_BYTES = 200_000_000
"""Of a file that may be one of our letters, or many in one for the printer."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One letter and where it stands.

    Attributes:
        stale: drafted, not gone, and no longer what it would be if drafted today.
    """

    record: LetterRecord
    state: LetterState
    stale: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One letter whole: where it stands, and its entries, oldest first."""

    standing: Standing
    events: tuple[Event, ...]


def status(workplace: Workplace, only: Filter = EVERYTHING) -> list[Standing]:
    """The letters that `only` keeps, the latest drafted last.

    Raises:
        AdvocacyError: the ledger or campaign.yaml cannot be read.
    """
    campaign, _ = workplace.campaign()
    anew = LettersAnew(campaign)
    with open_ledger(workplace.ledger, create=False) as ledger:
        records, states = ledger.records(), ledger.states()
    return [
        Standing(record, states[name], anew.is_stale(record, states[name]))
        for name, record in records.items()
        if name in states and only.keeps_letter(record, states[name], campaign.recipients)
    ]


def totals(standings: list[Standing]) -> dict[str, int]:
    """How many letters there are, in each delivery state, stale, and in conflict."""
    counts = Counter(standing.state.delivery.value for standing in standings)
    return {
        "letters": len(standings),
        **{state.value: counts[state.value] for state in Delivery if counts[state.value]},
        "stale": sum(standing.stale for standing in standings),
        "conflicts": sum(standing.state.conflict for standing in standings),
    }


def show(workplace: Workplace, name: str) -> Shown:
    """One letter.

    Raises:
        AdvocacyError: there is no such letter.
    """
    campaign, _ = workplace.campaign()
    with open_ledger(workplace.ledger, create=False) as ledger:
        reference = meant_reference(name, ledger.records())
        if isinstance(reference, Problem):
            raise AdvocacyError(reference)
        record = ledger.records([reference])[reference]
        state = ledger.states([reference])[reference]
        events = ledger.events(reference=reference)
    stale = LettersAnew(campaign).is_stale(record, state)
    return Shown(Standing(record, state, stale), tuple(events))


def history(
    workplace: Workplace,
    name: str | None = None,
    run: str | None = None,
    only: Filter = EVERYTHING,
) -> list[Event]:
    """What happened to the letters that `only` keeps, oldest first.

    Args:
        name: only this letter, as people write its reference.
        run: only this run.

    Raises:
        AdvocacyError: there is no such letter or run.
    """
    with open_ledger(workplace.ledger, create=False) as ledger:
        reference = None
        if name is not None:
            meant = meant_reference(name, ledger.records())
            if isinstance(meant, Problem):
                raise AdvocacyError(meant)
            reference = meant
        if run is not None:
            events_of(ledger, run)
        events = ledger.events(reference=reference, run=run)
        if only == EVERYTHING:
            return events
        kept = set(kept_letters(workplace, ledger, only))
    return [event for event in events if event.reference in kept]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a file is a letter of this campaign.

    Attributes:
        verdict: `genuine`: byte for byte the draft that stands; `superseded`: an earlier draft
            of the letter; `altered`: it bears the letter's reference, but other bytes; `unknown`.
        reference: the letter's, where one is known.
    """

    verdict: str
    reference: str | None
    sha256: str
    event: Event | None = None

    @property
    def exit_code(self) -> ExitCode:
        """Done only for a genuine letter."""
        return ExitCode.DONE if self.verdict == "genuine" else ExitCode.MENDABLE


def verify(workplace: Workplace, file: Path) -> Verdict:
    """Say which letter a PDF is, and whether it is that letter byte for byte.

    Raises:
        AdvocacyError: the file cannot be read.
    """
    content = read_bytes(file, str(file), MAX_BYTES)
    sha256 = hashlib.sha256(content).hexdigest()
    with open_ledger(workplace.ledger, create=False) as ledger:
        for reference, event in ledger.drafted_file(sha256):
            draft = ledger.states([reference])[reference].draft
            current = draft is not None and draft.sha256 == sha256
            return Verdict("genuine" if current else "superseded", reference, sha256, event)
        printed = _printed_reference(content) or read_reference(file.name.split("_")[0])
        if printed and printed in ledger.records([printed]):
            return Verdict("altered", printed, sha256)
    return Verdict("unknown", None, sha256)


def _printed_reference(pdf: bytes) -> str | None:
    from advocacy_cli.typesetting.images import pdf_words

    return next(filter(None, (read_reference(word) for word in pdf_words(pdf))), None)
