"""Rows against the signatures there are: who signs for the first time, and who answers anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from advocacy_cli.model.answers import Answers, Standing, span, standings
from advocacy_cli.model.petitions import RULE, Signature
from advocacy_cli.model.senders import Purpose
from advocacy_cli.petition.people import Gone, Match, People, gone_from
from advocacy_cli.petition.rows import Given
from advocacy_cli.petition.sameness import Likely
from advocacy_cli.petition.store import ID_BYTES, Store


@dataclass(frozen=True, slots=True)
class Bringing:
    """How rows are taken.

    Attributes:
        run: the import's name.
        as_of: the day of which somebody said outright that the answers are newer, or empty.
        back: the lines to take although they look like a signature that was withdrawn.
        random: gives that many random bytes.
    """

    random: Callable[[int], bytes]
    run: str = ""
    as_of: str = ""
    back: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Turned:
    """How many consents an import changed: to no, and to yes."""

    to_no: int = 0
    to_yes: int = 0


@dataclass(slots=True)
class Newcomers:
    """What rows come to.

    Attributes:
        new: those who sign for the first time, with all their answers.
        answered: answers of those who had signed, by signature, as far as they tell anything.
        repeated, withdrawn: how many rows had signed already, and how many had withdrawn.
        lookalikes: the lines of those of `withdrawn` that are written in another way.
        shared: the lines of those who give the e-mail address of somebody with another name.
        sharing: those of `new` that do, each with whoever gave the address first.
        unlifted: the lines with a yes that does not lift a no, since it is not certainly newer.
        ahead: the lines with a day that has not come.
        unsure: the lines with a yes that may be another person's.
        turned: how many consents changed.
        turned_off: those of whom one did, as they were before.
        after: all that are new or have answered, by id, as they are then.
    """

    new: list[Signature] = field(default_factory=list)
    answered: dict[str, list[Answers]] = field(default_factory=dict)
    repeated: int = 0
    withdrawn: int = 0
    lookalikes: list[int] = field(default_factory=list)
    shared: list[int] = field(default_factory=list)
    sharing: list[Likely] = field(default_factory=list)
    unlifted: list[int] = field(default_factory=list)
    ahead: list[int] = field(default_factory=list)
    unsure: list[int] = field(default_factory=list)
    turned: Turned = Turned()
    turned_off: list[Signature] = field(default_factory=list)
    after: dict[str, Signature] = field(default_factory=dict)


def newcomers(store: Store, rows: Sequence[Given], how: Bringing) -> Newcomers:
    """Those who sign for the first time, with ids of their own, and the answers of the others."""
    return _Taking(store, how).take(rows)


class _Taking:
    """The work of `newcomers`: one row after the other."""

    def __init__(self, store: Store, how: Bringing) -> None:
        self._store, self._how = store, how
        self._gone: Gone = gone_from(store)
        self._people = People()
        for signature in store.signatures.values():
            self._people.add(signature)
        self._before: dict[str, Signature] = {}
        self._yeses: list[tuple[int, str, Answers]] = []
        self._found = Newcomers()

    def take(self, rows: Sequence[Given]) -> Newcomers:
        for row in rows:
            email = self._store.email_mark(row.email) if row.email else ""
            match = self._people.match(row, email)
            if match:
                self._found.repeated += 1
                self._answer(row, match)
                continue
            marks = self._store.marks_of(row.name, row.city, row.country, row.email)
            if self._is_out(row, marks):
                self._found.withdrawn += 1
            else:
                self._sign(row, marks, email)
        self._found.ahead = [row.line for row in rows if row.is_ahead]
        self._conclude()
        return self._found

    def _is_out(self, row: Given, marks: tuple[str, ...]) -> bool:
        if row.line in self._how.back:
            return False
        if self._gone.certainly(marks):
            return True
        if not self._gone.likely(row, marks):
            return False
        self._found.lookalikes.append(row.line)
        return True

    def _sign(self, row: Given, marks: tuple[str, ...], email: str) -> None:
        signature = Signature(
            self._how.random(ID_BYTES).hex(),
            row.name,
            row.city,
            row.country,
            row.consents,
            row.channel,
            row.at,
            marks,
            RULE,
            row.refused,
            self._how.run,
        )
        others = self._people.at(email)
        if others:
            self._found.shared.append(row.line)
            self._found.sharing.append(Likely(signature, self._people.signatures[others[0]]))
        self._people.add(signature)
        self._before[signature.id] = signature
        self._found.new.append(signature)

    def _answer(self, row: Given, match: Match) -> None:
        """Keep what a row answers. A yes goes to nobody but the person who gave it."""
        yes = row.consents if match.is_certain else {}
        at = row.at or self._how.as_of
        for ident in match.ids:
            known = self._people.signatures[ident]
            if not match.is_certain and row.consents.keys() - known.agreed.keys():
                self._found.unsure.append(row.line)
            answers = Answers(yes, row.refused, at, self._how.as_of, self._how.run)
            self._yeses.append((row.line, ident, answers))
            if _tells(known, answers):
                self._before.setdefault(ident, known)
                later = (*known.later, answers)
                self._people.signatures[ident] = replace(known, later=later)
                self._found.answered.setdefault(ident, []).append(answers)

    def _conclude(self) -> None:
        """Say what all rows together came to, in whatever order they stood."""
        found, now = self._found, self._people.signatures
        off = on = 0
        for ident, before in self._before.items():
            no = before.agreed.keys() - now[ident].agreed.keys()
            off, on = off + len(no), on + len(now[ident].agreed.keys() - before.agreed.keys())
            if no:
                found.turned_off.append(before)
        found.turned = Turned(off, on)
        found.after = {ident: now[ident] for ident in self._before}
        found.unsure = sorted(set(found.unsure))
        found.unlifted = sorted(
            {line for line, ident, given in self._yeses if _is_unlifted(now[ident], given)}
        )


def _tells(known: Signature, answers: Answers) -> bool:
    """Whether answers change what counts, or repeat a no to what was once agreed to.

    Such a no is kept beside the first: it stands when the import that brought that is undone.
    """
    before = standings(known.answers)
    if _counting(before) != _counting(standings((*known.answers, answers))):
        return True
    agreed_once = {purpose for given in known.answers for purpose in given.consents}
    return any(
        purpose in agreed_once
        and before[purpose].version is None
        and answers.run not in before[purpose].refused_by
        for purpose in answers.refused
    )


def _counting(found: Mapping[Purpose, Standing]) -> object:
    return {one: (kept.version, kept.first, kept.last) for one, kept in found.items()}


def _is_unlifted(known: Signature, answers: Answers) -> bool:
    """Whether a yes was kept down by a no that is not certainly newer."""
    if not answers.consents.keys() - known.agreed.keys():
        return False
    _, last = span(answers.at)
    kept = standings(known.answers)
    return any(
        kept[purpose].version is None and kept[purpose].first <= last
        for purpose in answers.consents
    )
