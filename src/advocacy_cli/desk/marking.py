"""Tell the ledger what became of letters, and take a wrong entry back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from advocacy_cli.desk.clocks import Clocks
from advocacy_cli.desk.drafts import warnings_before_posting
from advocacy_cli.desk.known import read_kept
from advocacy_cli.desk.twice import sent_twice
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError, Problem, Severity
from advocacy_cli.ledger.store import Ledger, open_ledger
from advocacy_cli.model.clocks import STOPPED
from advocacy_cli.model.doubts import require_certain
from advocacy_cli.model.events import (
    DRAFTED,
    OUT,
    RETRACTED,
    Delivery,
    Event,
    LetterState,
    read_un_reference,
)
from advocacy_cli.model.filters import EVERYTHING, Filter
from advocacy_cli.model.letters import LetterRecord
from advocacy_cli.model.marks import Mark, already_there, contradiction
from advocacy_cli.model.references import read_reference

_ALIKE = 60
"""How alike a reference must be to what was typed to be offered instead, of 100."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What marking did.

    Attributes:
        state: the mark.
        changed: references that bear the mark now and did not before.
        unchanged: references that bore it already.
        problems: warnings, as for a letter posted although its draft is stale.
    """

    state: Delivery
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Undone:
    """What `undo` took back, and how the letter stands now."""

    reference: str
    retracted: Event
    state: LetterState


def mark(
    workplace: Workplace,
    change: Mark,
    names: Sequence[str] | None,
    *,
    run: str | None = None,
    only: Filter = EVERYTHING,
) -> Marked:
    """Enter one mark for all the letters named, in one transaction: all of them or none.

    Args:
        names: references as people write them, or paths of the letters' files; None where letters
            are not named, which is another thing than naming none.
        run: also the letters drafted in this run.
        only: of those, or without any of all letters there are, the ones to mark. By itself it
            must say which letters are meant (`Filter.names_letters`).

    Raises:
        AdvocacyError: a letter is unknown, none is left to mark, or the mark contradicts what is
            known; nothing was entered.
    """
    with open_ledger(workplace.ledger, create=False) as ledger:
        references = _chosen(workplace, ledger, names, run, only)
        records = ledger.records(references)
        warnings: dict[str, list[Problem]] = {}
        campaign = workplace.campaign()[0] if change.state in OUT else None
        if campaign:
            on = change.on or workplace.today
            warnings = warnings_before_posting(workplace, campaign, ledger, references, on)
        with ledger.writing() as writing:
            states = writing.states(references)
            fresh = {name: None for name in references if not already_there(states[name], change)}
            found = [contradiction(name, states[name], change, workplace.today) for name in fresh]
            if any(found):
                raise AdvocacyError(problem for problem in found if problem)
            warnings = {name: warnings.get(name, []) for name in fresh}
            if campaign:
                leaving = {name: records[name] for name in fresh if not states[name].is_out}
                for name, problem in sent_twice(writing, campaign, leaving, states):
                    warnings[name].append(problem)
            _require_lifted(warnings, change.lifts)
            ids = workplace.event_ids(writing.last_id())
            for reference in fresh:
                lifted = [one.code for one in warnings[reference] if one.is_error]
                data = {**change.data, **({"lifted": lifted} if lifted else {})}
                event = workplace.event(
                    next(ids), reference, change.state.value, on=change.on, data=data
                )
                writing.add(event)
                if change.state in OUT and not states[reference].is_out:
                    writing.guard(reference, event.id)
                elif change.state not in OUT:
                    writing.release(reference)
    entered = set(fresh)
    unchanged = tuple(name for name in references if name not in entered)
    warned = (replace(one, severity=Severity.WARNING) for name in fresh for one in warnings[name])
    return Marked(change.state, tuple(fresh), unchanged, tuple(warned))


def _require_lifted(problems: Mapping[str, list[Problem]], lifted: frozenset[str]) -> None:
    """Make sure that whatever keeps letters from leaving was lifted outright."""
    each = (problem for found in problems.values() for problem in found)
    kept = [one for one in each if one.is_error and one.code not in lifted]
    if kept:
        raise AdvocacyError(kept)


def undo(workplace: Workplace, name: str) -> Undone:
    """Take back the last entry of a letter but a drafting, by a further event.

    Raises:
        AdvocacyError: the letter is unknown, or has no entry to take back.
    """
    with open_ledger(workplace.ledger, create=False) as ledger:
        reference = known_reference(ledger, name)
        with ledger.writing() as writing:
            last = writing.states([reference])[reference].last_entry
            if last is None:
                raise AdvocacyError(
                    Problem(
                        "nothing_to_undo",
                        f"{reference} is drafted and bears no mark",
                        hint=f"to give the letter up: `advocacy mark withdrawn {reference}`",
                    )
                )
            name = next(workplace.event_ids(writing.last_id()))
            writing.add(workplace.event(name, reference, RETRACTED, data={"event": last.id}))
            state = writing.states([reference])[reference]
            if not state.is_out:
                writing.release(reference)
    return Undone(reference, last, state)


def _chosen(
    workplace: Workplace, ledger: Ledger, names: Sequence[str] | None, run: str | None, only: Filter
) -> list[str]:
    """The letters to mark, each once."""
    if names is not None or run is not None:
        named = _references(ledger, names or (), run)
        if only == EVERYTHING or not named:
            return named
        kept = set(kept_letters(workplace, ledger, only))
        chosen = [name for name in named if name in kept]
    else:
        if not only.names_letters:
            raise ValueError("nothing says which letters are meant")
        chosen = kept_letters(workplace, ledger, only)
    if not chosen:
        raise AdvocacyError(
            Problem("nothing_left", f"no letter fits {only}", hint="see `advocacy status`")
        )
    return chosen


def kept_letters(workplace: Workplace, ledger: Ledger, only: Filter) -> list[str]:
    """The references of all letters that a filter keeps, the latest drafted last.

    Raises:
        AdvocacyError: there is no usable campaign.yaml, or a recipient with errors may be meant.
    """
    campaign, _ = workplace.campaign()
    require_certain(campaign, only)
    known = read_kept(ledger, campaign, only, workplace.today)
    records, states = known.records, known.states
    clocks = Clocks(campaign, workplace.today, records, states)
    return [
        name
        for name in known.asked
        if name in states
        and only.keeps_letter(
            records[name],
            states[name],
            campaign.recipient,
            clocks.of(records[name], states[name]) if only.overdue else STOPPED,
        )
    ]


def _references(ledger: Ledger, names: Iterable[str], run: str | None) -> list[str]:
    """The letters meant, each once, all of them known to the ledger."""
    meant = [_meant(name, ledger) for name in names]
    if run is not None:
        meant += [event.reference for event in events_of(ledger, run) if event.kind == DRAFTED]
    problems = [reference for reference in meant if isinstance(reference, Problem)]
    if problems:
        raise AdvocacyError(problems)
    return list(dict.fromkeys(reference for reference in meant if isinstance(reference, str)))


def events_of(ledger: Ledger, run: str) -> list[Event]:
    """What happened in a run.

    Raises:
        AdvocacyError: there was no such run.
    """
    events = ledger.events(run=run)
    if not events:
        raise AdvocacyError(
            Problem(
                "unknown_run",
                f"no letter was drafted in a run {run!r}",
                hint="see `advocacy history`",
            )
        )
    return events


def known_reference(ledger: Ledger, name: str) -> str:
    """The reference that `name` means: a reference in any spelling, or the path of a letter.

    A communication may also be called by its own reference, as `AL KOR 3/2019`.

    Raises:
        AdvocacyError: there is no such letter.
    """
    meant = _meant(name, ledger)
    if isinstance(meant, Problem):
        raise AdvocacyError(meant)
    return meant


def _is_called(record: LetterRecord, name: str) -> bool:
    """Whether a communication has this for its own reference, or for its subject."""
    own, called = record.key.case.casefold(), " ".join(name.casefold().split())
    return called in {own, own.partition(" ")[2]}


def of_un_reference(ledger: Ledger, un_ref: str) -> dict[str, LetterRecord]:
    """The communications that bear this reference, also those given it after they were entered."""
    records = ledger.communications()
    told = ((name, state.communication) for name, state in ledger.states(records).items())
    return {name: records[name] for name, one in told if one and one.un_ref == un_ref}


def _of_name(ledger: Ledger, name: str) -> list[str]:
    try:
        un_ref = read_un_reference(name)
    except ValueError:
        return []
    return list(of_un_reference(ledger, un_ref)) if un_ref else []


def _meant(name: str, ledger: Ledger) -> str | Problem:
    start = name.replace("\\", "/").rsplit("/", 1)[-1].removesuffix(".pdf").split("_")[0]
    reference = read_reference(start)
    if reference and ledger.records([reference]):
        return reference
    communications = ledger.communications()
    called = [each for each, record in communications.items() if _is_called(record, name)]
    called = called or _of_name(ledger, name)
    if len(called) == 1:
        return called[0]
    if called:
        return Problem(
            "ambiguous_reference",
            f"{name} may be any of {', '.join(called)}",
            hint="name the one that is meant by its reference here; see `advocacy status`",
        )
    from rapidfuzz import process

    near = process.extractOne(reference or start.upper(), ledger.references(), score_cutoff=_ALIKE)
    return Problem(
        "unknown_letter",
        f"there is no letter {name}"
        + ("" if reference else ": this is not a reference, or one of its characters is wrong"),
        hint=f"did you mean {near[0]}?" if near else "see `advocacy status`",
    )
