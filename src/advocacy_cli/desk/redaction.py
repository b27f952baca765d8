"""The last look at a letter: does it name persons of cases to readers who may not know them.

What a reader may not know of a case never reaches a text. But people write names into texts,
subjects, descriptions of pictures, and words of their own, and there only this look finds them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias
from urllib.parse import unquote

from advocacy_cli.composing.strings import lines_of_people, pictures_of, words_of_text
from advocacy_cli.errors import Problem, Severity, Where
from advocacy_cli.model.letters import LOOKED_AT, READ_NOW, ComposedLetter, Letter
from advocacy_cli.model.name_matching import Certainty
from advocacy_cli.model.name_search import Named, NameSearch
from advocacy_cli.model.readers import readers_of
from advocacy_cli.model.templates import LetterTemplate

_Who: TypeAlias = tuple[str, str]
"""The ids of a case and of a person of it."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the last look found.

    Attributes:
        problems: an error for each name, and what somebody has to read.
        unsure: the digest of the text that may name somebody; empty where none does. Who reads it
            and says so has it recorded, and that lapses when the text changes.
    """

    problems: tuple[Problem, ...] = ()
    unsure: str = ""


def names_told(
    letter: Letter,
    composed: ComposedLetter,
    template: LetterTemplate,
    search: NameSearch,
    root: Path,
) -> Told:
    """The persons of any case whom a letter names to readers who may not know their names.

    Args:
        root: the campaign's folder, which its pictures are in.
    """
    readers = readers_of(template, letter.addressee)
    found: dict[_Who, Named] = {}
    said: set[str] = set()
    for text, named in _told(letter, composed, search, root):
        if any(named.is_open_to(reader, letter.date) for reader in readers):
            continue
        who = _who(named)
        if who not in found or named.certainty > found[who].certainty:
            found[who] = named
        if named.certainty is not Certainty.WHOLE:
            said.add(text)
    unsure = hashlib.sha256("\0".join(sorted(said)).encode()).hexdigest() if said else ""
    is_read = bool(unsure) and letter.names_read in {READ_NOW, unsure}
    where = Where(template.texts[letter.key.language].file)
    problems = (
        replace(_problem(letter, named), where=where)
        for named in found.values()
        if named.certainty is Certainty.WHOLE or not is_read
    )
    return Told(tuple(dict.fromkeys(problems)), unsure)


def _told(
    letter: Letter, composed: ComposedLetter, search: NameSearch, root: Path
) -> Iterator[tuple[str, Named]]:
    """Each text of the letter with those whom it names, but for its own people's names.

    Whoever signs, gets or passes on a letter may bear the name of somebody in a case. Beside
    their names that is no matter; in the text somebody has to see who is meant.
    """
    own = tuple(_own_names(letter))
    namesakes = {_who(named): named.certainty for name in own for named in search.find(name)}
    names_of_file = f"{letter.key.addressee} {letter.key.via}"
    for text in (*lines_of_people(composed), names_of_file):
        for named in search.find(text):
            if named.certainty > namesakes.get(_who(named), 0):
                yield text, named
    for text in (*words_of_text(composed), *_in_pictures(composed, root)):
        for named in search.find(text):
            known = namesakes.get(_who(named))
            if known is None:
                yield text, named
            elif named.certainty is Certainty.PART:
                rest = search.find(_without(text, own))
                yield from ((text, named) for one in rest if _who(one) == _who(named))
            else:
                is_whole = named.certainty > known
                yield text, named if is_whole else replace(named, certainty=Certainty.DOUBTFUL)


def _in_pictures(composed: ComposedLetter, root: Path) -> Iterator[str]:
    """The words of pictures: of drawings they print, and files keep others."""
    for address in pictures_of(composed):
        from advocacy_cli.typesetting.picture_texts import picture_text

        yield picture_text(root / unquote(address))


def _own_names(letter: Letter) -> Iterator[str]:
    """The names of those who sign, get or pass on the letter, as they may print."""
    for sender in (letter.sender, *letter.co_signers):
        yield sender.name
    for recipient in (letter.addressee, letter.delivery_point, *letter.copies):
        yield recipient.id
        if recipient.holder:
            yield from recipient.holder.name.root.values()


def _without(text: str, names: tuple[str, ...]) -> str:
    for name in names:
        text = text.replace(name, " ")
    return text


def _who(named: Named) -> _Who:
    return named.case, named.person.id


def _problem(letter: Letter, named: Named) -> Problem:
    case = named.case
    if case == letter.key.case.partition("/")[0]:
        whom = f"{named.person.id} of the case {case}"
    else:  # the person's id may tell more than a reader of this letter's run should know
        whom = f"somebody of the case {case}, which it is not about"
    code, does, hint = _FOUND[named.certainty]
    is_shown = letter.names_read == LOOKED_AT and named.certainty is not Certainty.WHOLE
    is_warning = is_shown or named.certainty is Certainty.PART
    return Problem(
        code,
        f"the letter {does} {whom}; its readers may not read that name",
        severity=Severity.WARNING if is_warning else Severity.ERROR,
        hint=hint,
    )


_TAKE_OUT = "take the name out of the text, subject, pictures, facts or the sender's own words"
_READ = "read the letter; if it means somebody or something else, say so with --names-read"
_FOUND = {
    Certainty.WHOLE: (
        "names_person",
        "names",
        _TAKE_OUT,
    ),
    Certainty.DOUBTFUL: ("may_name_person", "may name", _READ),
    Certainty.PART: ("names_part", "has a family or given name of", _READ),
}
"""Code, what the letter does, and what to do about it."""
