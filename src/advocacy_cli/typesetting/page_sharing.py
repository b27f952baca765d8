"""Shares between the pages of many letters what they have alike."""

from __future__ import annotations

import hashlib
import re
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from advocacy_cli.typesetting.page_content import (
    Piece,
    common_state,
    drawn,
    is_complete,
    pieces_of,
    take_apart,
)
from advocacy_cli.typesetting.pdf_file import PdfFile

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

_REFERENCE = re.compile(rb"\((?:[^()\\]|\\.)*\)|(\d+) (\d+) R", flags=re.DOTALL)
"""A reference to another object, or a string, in which there may be something like one."""
_LENGTH = re.compile(rb"/Length \d+( \d+ R)?")
_REMEMBERED = 20_000
"""Objects, and frames of pages, that are remembered: those that were used last."""
_VARIANTS = 8
"""Kinds of letters that are told apart where the frames of their pages are alike."""
_RUN = b"/Run"


class Shelf:
    """The objects of a print file, each there only once."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._numbers: dict[bytes, int] = {}

    def reserve(self) -> int:
        """A number for an object whose content is not known yet."""
        return self._file.reserve()

    def put(self, body: bytes, number: int = 0) -> int:
        """Keep an object; under `number`, if one was reserved, without looking for its like."""
        if number:
            return self._file.add(body, number)
        return self._known(body) or self._keep(body, self._file.add(body))

    def put_stream(self, entries: bytes, data: bytes, number: int = 0) -> int:
        """Keep a stream as it is encoded."""
        if number:
            return self._file.add_stream(entries, data, number)
        whole = entries + b"stream" + data
        return self._known(whole) or self._keep(whole, self._file.add_stream(entries, data))

    def put_content(self, content: bytes, entries: bytes = b"") -> int:
        """Keep a stream that is not encoded yet."""
        whole = entries + b"content" + content
        return self._known(whole) or self._keep(whole, self._file.add_content(content, entries))

    def _known(self, whole: bytes) -> int:
        digest = _digest(whole)
        number = self._numbers.pop(digest, 0)
        if number:
            self._numbers[digest] = number
        return number

    def _keep(self, whole: bytes, number: int) -> int:
        self._numbers[_digest(whole)] = number
        if len(self._numbers) > _REMEMBERED:
            del self._numbers[next(iter(self._numbers))]
        return number


class Carrier:
    """Carries objects of one letter to the shelf."""

    def __init__(self, letter: Pdf, shelf: Shelf) -> None:
        self._letter = letter
        self._shelf = shelf
        self._numbers: dict[tuple[int, int], int] = {}
        self._begun: dict[tuple[int, int], int] = {}

    def carried(self, thing: Object | int) -> bytes:
        """How a value is written in the print file; what it refers to is put on the shelf."""
        from pikepdf import Object

        written = thing.unparse(resolved=True) if isinstance(thing, Object) else str(thing).encode()
        return _REFERENCE.sub(self._reference, written) if b" R" in written else written

    def carried_numbers(self) -> set[int]:
        """The numbers in the letter of the objects that were carried."""
        return {number for number, _ in self._numbers}

    def _reference(self, match: re.Match[bytes]) -> bytes:
        if match[1] is None:
            return match[0]
        place = int(match[1]), int(match[2])
        if place in self._begun:  # It refers to itself.
            self._begun[place] = self._begun[place] or self._shelf.reserve()
            return b"%d 0 R" % self._begun[place]
        if place not in self._numbers:
            self._numbers[place] = self._put(place)
        return b"%d 0 R" % self._numbers[place]

    def _put(self, place: tuple[int, int]) -> int:
        from pikepdf import Stream

        self._begun[place] = 0
        thing = self._letter.get_object(place)
        if isinstance(thing, Stream):
            entries = _LENGTH.sub(b"", self.carried(thing.stream_dict), count=1)
            entries = entries.removeprefix(b"<<").removesuffix(b">>").strip()
            return self._shelf.put_stream(entries, thing.read_raw_bytes(), self._begun.pop(place))
        body = self.carried(thing)
        return self._shelf.put(body, self._begun.pop(place))


class PageSharer:
    """Writes the content of pages; what many have alike becomes form XObjects.

    Pages are alike where the same frame stands around their text objects and they use the same
    fonts. The first page of a kind is written whole. From the second on, what was the same in
    all so far stands in forms; a text that was once different is in the page from then on.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._kinds: dict[bytes, list[_Kind]] = {}

    def put(self, content: bytes, resources: Mapping[bytes, bytes]) -> tuple[int, int]:
        """Put a page on the shelf; returns the numbers of its content and of its resources."""
        frame, texts = take_apart(content)
        kinds = self._kinds_of(_digest(frame + b"\n".join(map(b"".join, resources.items()))))
        hashes = array("q", map(hash, texts))
        for kind in kinds:
            other = kind.different(hashes)
            if 2 * len(other) <= len(texts):
                if not other <= kind.varying or kind.plan is None:
                    kind.varying |= other
                    kind.plan = self._plan(frame, texts, kind.varying, resources)
                if kind.plan and all(is_complete(texts[place]) for place in other):
                    return self._shelf.put_content(kind.plan.page(texts)), kind.plan.resources
                break
        else:
            if len(kinds) < _VARIANTS:
                kinds.append(_Kind(hashes))
        return self._shelf.put_content(content), self._shelf.put(_dictionary(resources))

    def _kinds_of(self, key: bytes) -> list[_Kind]:
        kinds = self._kinds[key] = self._kinds.pop(key, [])
        if len(self._kinds) > _REMEMBERED:
            del self._kinds[next(iter(self._kinds))]
        return kinds

    def _plan(
        self,
        frame: bytes,
        texts: Sequence[bytes],
        varying: set[int],
        resources: Mapping[bytes, bytes],
    ) -> _Plan | None:
        pieces = pieces_of(frame)
        pictures = resources.get(b"/XObject", b"<< >>")
        if not pieces or not all(map(is_complete, texts)) or _RUN in pictures:
            return None
        given = common_state(pieces)
        runs = [
            (same, list(run)) for same, run in groupby(pieces, lambda p: p.drawing not in varying)
        ]
        own = b"/Resources %d 0 R" % self._shelf.put(_dictionary(resources))
        forms = b""
        steps: list[bytes | list[Piece]] = []
        for same, run in runs:
            if not same:
                steps.append(run)
                continue
            name = b"%s%d" % (_RUN, len(steps))
            form = self._shelf.put_content(drawn(run, texts, len(given)), _FORM + own)
            forms += b"%s %d 0 R" % (name, form)
            steps.append(name + b" Do")
        pictures = pictures.removesuffix(b">>") + forms + b">>"
        return _Plan(
            given, steps, self._shelf.put(_dictionary({**resources, b"/XObject": pictures}))
        )


_FORM = b"/Type/XObject/Subtype/Form/BBox[-32768 -32768 32768 32768]"


@dataclass(slots=True)
class _Plan:
    """How pages of a kind are written: calls of forms, and pieces that are not in all the same."""

    given: tuple[bytes, ...]
    steps: list[bytes | list[Piece]]
    resources: int

    def page(self, texts: Sequence[bytes]) -> bytes:
        return b"\n".join(
            [
                *self.given,
                *(
                    step if isinstance(step, bytes) else drawn(step, texts, len(self.given))
                    for step in self.steps
                ),
            ]
        )


@dataclass(slots=True)
class _Kind:
    """Pages that have more than half of their texts alike.

    Attributes:
        first: hashes of the texts of the first such page.
        varying: the places of texts that were different in some page since.
    """

    first: array[int]
    varying: set[int] = field(default_factory=set)
    plan: _Plan | None = None

    def different(self, hashes: array[int]) -> set[int]:
        """The places where a page differs from the first one."""
        pairs = enumerate(zip(self.first, hashes, strict=True))
        return {place for place, (first, now) in pairs if first != now}


def _digest(whole: bytes) -> bytes:
    return hashlib.sha256(whole).digest()[:16]


def _dictionary(entries: Mapping[bytes, bytes]) -> bytes:
    return b"<<%s>>" % b"".join(b"%s %s" % entry for entry in entries.items())
