"""What an incoming table would change in a list."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from advocacy_cli.campaign.tables.columns import Kind, Shape, shape_of
from advocacy_cli.campaign.tables.flat import flat_form, unflatten, validate
from advocacy_cli.campaign.tables.headers import plain
from advocacy_cli.campaign.tables.incoming import Incoming, Taken
from advocacy_cli.errors import Problem, Where
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.senders import Sender

MAX_SLUG = 56


@dataclass(frozen=True, slots=True)
class Edited:
    """An entry that a row adds or changes.

    Attributes:
        flat: the whole entry as a row.
        data: the whole entry as the YAML file would have it.
        columns: those that change, with the text before and after; of a new entry none.
    """

    line: int
    flat: Mapping[str, str]
    data: Mapping[str, Any]
    columns: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bad:
    """A row that cannot be taken, and why."""

    row: Incoming
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A table set against a list. Keys are ids; `missing` are in the list only."""

    added: Mapping[str, Edited]
    changed: Mapping[str, Edited]
    same: tuple[str, ...]
    missing: tuple[str, ...]
    bad: tuple[Bad, ...]


def compare(
    taken: Taken,
    existing: Mapping[str, Recipient] | Mapping[str, Sender],
    model: type[Recipient | Sender],
    *,
    new_uid: Callable[[], str],
    extra_check: Callable[[Recipient | Sender, Where], Problem | None] = lambda _value, _where: (
        None
    ),
) -> Comparison:
    """What the rows add to a list and change in it.

    A row belongs to the entry with its id or uid, else with its e-mail address, else with its
    name if nothing speaks against it: namesakes at two addresses are two people. Without one it is
    new, and its id is made of its name. Columns that the table does not have are left alone; an
    empty cell takes the value away.

    Args:
        taken: the table.
        existing: the list's entries by id.
        model: what they are.
        new_uid: makes a random uid for a new sender.
        extra_check: what else makes an entry unfit.
    """
    shape = shape_of(model)
    before = {name: flat_form(value) for name, value in existing.items()}
    bad = [Bad(row, (row.problem,)) for row in taken.rows if row.problem]
    sound = [row for row in taken.rows if not row.problem]
    names = _Names(before, taken.file)
    ids = names.assign(sound)
    added: dict[str, Edited] = {}
    changed: dict[str, Edited] = {}
    same: list[str] = []
    for row, name in zip(sound, ids, strict=True):
        if isinstance(name, Problem):
            bad.append(Bad(row, (name,)))
            continue
        known = before.get(name, {})
        flat = _merged(known, row.flat, shape) | {"id": name}
        if model is Sender and not flat.get("uid"):
            flat["uid"] = known.get("uid") or new_uid()
        where = Where(taken.file, row.line)
        edited, problems = _edited(flat, known, model, where, extra_check)
        if problems or edited is None:
            bad.append(Bad(row, tuple(problems)))
        elif not known:
            added[name] = edited
        elif edited.columns:
            changed[name] = edited
        else:
            same.append(name)
    missing = tuple(name for name in before if name not in names.taken)
    bad.sort(key=lambda found: found.row.line)
    return Comparison(added, changed, tuple(same), missing, tuple(bad))


def _merged(known: Mapping[str, str], row: Mapping[str, str], shape: Shape) -> dict[str, str]:
    """The entry with what the row says; lines of an address are replaced all together."""
    has_lines = any(name.startswith("line") and name[4:].isdigit() for name in row)
    kept = {
        name: text
        for name, text in known.items()
        if name not in row and not (has_lines and _is_line(name, shape))
    }
    return {**kept, **{name: text for name, text in row.items() if text}}


def _is_line(name: str, shape: Shape) -> bool:
    found = shape.resolve(name)
    return found is not None and found[0].kind is Kind.LINES


def _edited(
    flat: Mapping[str, str],
    known: Mapping[str, str],
    model: type[Recipient | Sender],
    where: Where,
    extra_check: Callable[[Recipient | Sender, Where], Problem | None],
) -> tuple[Edited | None, list[Problem]]:
    if known.get("uid", flat.get("uid")) != flat.get("uid"):
        return None, [
            Problem(
                "uid_changed",
                "the row has another `uid` than the sender it belongs to",
                where=where,
                hint="a uid never changes: take the cell out, or give the row an id of its own",
            )
        ]
    shape = shape_of(model)
    value, problems = validate(unflatten(flat, shape), model, where)
    if value is None:
        return None, problems
    problem = extra_check(value, where)
    if problem:
        return None, [problem]
    after = flat_form(value)
    columns = {
        name: (known.get(name, ""), after.get(name, ""))
        for name in shape.ordered([*known, *after])
        if known.get(name, "") != after.get(name, "")
    }
    return Edited(where.line or 0, after, unflatten(after, shape), columns if known else {}), []


class _Names:
    """Gives each row its id. Sure signs go first, so that the order of rows decides nothing."""

    def __init__(self, before: Mapping[str, Mapping[str, str]], file: str) -> None:
        self._before = before
        self._file = file
        self.taken: dict[str, int] = {}
        self._numbers: Counter[str] = Counter()
        self._by_uid = {flat["uid"]: name for name, flat in before.items() if "uid" in flat}
        self._by_email: dict[str, list[str]] = defaultdict(list)
        self._by_title: dict[str, list[str]] = defaultdict(list)
        for name, flat in before.items():
            self._by_title[plain(title_of(flat))].append(name)
            if flat.get("email"):
                self._by_email[flat["email"].casefold()].append(name)

    def assign(self, rows: Sequence[Incoming]) -> list[str | Problem]:
        """The id of each row, or why it can have none."""
        found: list[str | Problem | None] = [None] * len(rows)
        people: dict[tuple[str, str], int] = {}
        for at, row in enumerate(rows):
            twin = self._twin(row, people)
            if twin:
                found[at] = twin
        ways = (
            self._by_sure_sign,
            self._by_email_alone,
            self._by_name_and_address,
            self._by_name,
            self._as_new,
        )
        for way in ways:
            for at, row in enumerate(rows):
                if found[at] is None:
                    found[at] = way(row)
        return [name for name in found if name is not None]

    def _twin(self, row: Incoming, people: dict[tuple[str, str], int]) -> Problem | None:
        """A row without id whose name and e-mail address have come before."""
        email = row.flat.get("email", "").casefold()
        if not email or row.flat.get("id"):
            return None
        first = people.setdefault((email, plain(title_of(row.flat))), row.line)
        return self._repeated(row, "this person", first) if first != row.line else None

    def _by_sure_sign(self, row: Incoming) -> str | Problem | None:
        name = row.flat.get("id") or self._by_uid.get(row.flat.get("uid", ""))
        if not name:
            known = self._by_email.get(row.flat.get("email", "").casefold(), ())
            title = plain(title_of(row.flat))
            name = next((n for n in known if plain(title_of(self._before[n])) == title), None)
        return self._take(name, row) if name else None

    def _by_email_alone(self, row: Incoming) -> str | Problem | None:
        known = self._by_email.get(row.flat.get("email", "").casefold(), ())
        free = [name for name in known if name not in self.taken]
        return self._take(free[0], row) if len(known) == 1 and free else None

    def _by_name_and_address(self, row: Incoming) -> str | Problem | None:
        same = (
            name for name in self._namesakes(row) if _lines(self._before[name]) == _lines(row.flat)
        )
        name = next(same, None)
        return self._take(name, row) if name else None

    def _by_name(self, row: Incoming) -> str | Problem | None:
        name = next(iter(self._namesakes(row)), None)
        return self._take(name, row) if name else None

    def _namesakes(self, row: Incoming) -> Iterator[str]:
        """The entries nobody has taken that may be the row's, as they have its name."""
        for name in self._by_title.get(plain(title_of(row.flat)), ()):
            if name not in self.taken and _may_be(self._before[name], row.flat):
                yield name

    def _as_new(self, row: Incoming) -> str | Problem:
        slug = slug_of(title_of(row.flat))
        number = self._numbers[slug]
        while True:
            number += 1
            name = slug if number == 1 else f"{slug}-{number}"
            if name not in self.taken and name not in self._before:
                self._numbers[slug] = number
                return self._take(name, row)

    def _take(self, name: str, row: Incoming) -> str | Problem:
        first = self.taken.setdefault(name, row.line)
        return name if first == row.line else self._repeated(row, name, first)

    def _repeated(self, row: Incoming, what: str, first: int) -> Problem:
        return Problem(
            "repeated_row",
            f"{what} stands here a second time, the first is in line {first}",
            where=Where(self._file, row.line),
            hint="keep one of the two rows",
        )


def slug_of(title: str) -> str:
    """An id made of a name: its Latin letters and digits, or a digest where it has none."""
    bare = unicodedata.normalize("NFKD", title.casefold().translate(_SPELT)).encode(
        "ascii", "ignore"
    )
    slug = "-".join(re.findall(r"[a-z0-9]+", bare.decode()))[:MAX_SLUG].strip("-")
    if slug and not slug.isdigit():
        return f"{slug}-1" if slug in {"all", "direct", "jurisdiction"} else slug
    return f"n-{hashlib.sha256(plain(title).encode()).hexdigest()[:8]}"


_SPELT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "æ": "ae", "ø": "oe", "œ": "oe", "ł": "l", "đ": "d", "ı": "i"}
)


def title_of(flat: Mapping[str, str]) -> str:
    """What an entry is called: a person's name, else an organisation's, else an office's."""
    for base in ("name", "organisation", "office"):
        for name, text in flat.items():
            if text and (name == base or name.startswith(f"{base}[")):
                return text
    return ""


def _may_be(known: Mapping[str, str], row: Mapping[str, str]) -> bool:
    """Whether a row with the name of a known entry may be that entry's."""
    for column in ("email", "country"):
        one, other = known.get(column), row.get(column)
        if one and other and one.casefold() != other.casefold():
            return False
    before, after = _lines(known), _lines(row)
    return not before or not after or bool(before & after)


def _lines(flat: Mapping[str, str]) -> frozenset[str]:
    """The lines of the address, without case and punctuation."""
    lines = (text for name, text in flat.items() if re.fullmatch(r"line\d+", name))
    return frozenset(plain(line) for line in lines if line)
