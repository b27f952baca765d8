"""Long lists in little room: what lies behind their beginning is packed, many values together."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import (
    Callable,
    Container,
    ItemsView,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
    ValuesView,
)
from typing import TypeVar, overload

T = TypeVar("T")

LOOSE = 12_000
"""Values that are kept as they are; a recipient then takes about 2 kB, packed 0.3 kB at most."""
TOGETHER = 32
"""Values packed together: they share the names of their fields, their country, their tags."""


class PackedList(Sequence[T]):
    """A sequence of values that cannot change, which grows at its end.

    Values beyond the first `loose` (`LOOSE`) come back as equal copies. To unpack one takes as
    long as to unpack all that are packed with it, so it is best gone through in order.
    """

    def __init__(self, values: Iterable[T] = (), *, loose: int | None = None) -> None:
        self._most = LOOSE if loose is None else loose
        self._loose: list[T] = []
        self._packs: list[bytes] = []
        self._last: list[T] = []
        self._unpacked: tuple[int, list[T]] = (-1, [])
        for value in values:
            self.append(value)

    def append(self, value: T) -> None:
        """Put a value at the end."""
        if len(self._loose) < self._most:
            self._loose.append(value)
            return
        self._last.append(value)
        if len(self._last) == TOGETHER:
            self._packs.append(_pack(self._last))
            self._last = []

    def __len__(self) -> int:
        return len(self._loose) + len(self._packs) * TOGETHER + len(self._last)

    def __iter__(self) -> Iterator[T]:
        yield from self._loose
        for number in range(len(self._packs)):
            yield from self._pack(number)
        yield from self._last

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> list[T]: ...
    def __getitem__(self, place: int | slice) -> T | list[T]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        if 0 <= place < len(self._loose):
            return self._loose[place]
        values, at = self._around(place)
        return values[at]

    def __setitem__(self, place: int, value: T) -> None:
        """Put a value where another was."""
        values, at = self._around(place)
        values[at] = value
        number, unpacked = self._unpacked
        if values is unpacked:
            self._packs[number] = _pack(values)

    def _around(self, place: int) -> tuple[list[T], int]:
        """The values that are kept together with the one at `place`, and its place there."""
        at = range(len(self))[place]
        if at < len(self._loose):
            return self._loose, at
        number, at = divmod(at - len(self._loose), TOGETHER)
        return (self._pack(number) if number < len(self._packs) else self._last), at

    def _pack(self, number: int) -> list[T]:
        if self._unpacked[0] != number:
            self._unpacked = (number, pickle.loads(zlib.decompress(self._packs[number])))  # noqa: S301  packed here
        return self._unpacked[1]


class PackedMap(Mapping[str, T]):
    """Values by name, kept as a `PackedList` keeps them, in the order in which they came."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._values: PackedList[T] = PackedList()

    def add(self, name: str, value: T) -> None:
        """Take in a value under a name that is new."""
        self._places[name] = len(self._values)
        self._values.append(value)

    def without(self, names: Container[str]) -> PackedMap[T]:
        """The same values but for some; what is packed stays so."""
        others: PackedMap[T] = PackedMap()
        others._values = self._values
        others._places = {name: place for name, place in self._places.items() if name not in names}
        return others

    def _in_order(self) -> Iterator[T]:
        if len(self._places) == len(self._values):
            return iter(self._values)
        kept = set(self._places.values())
        return (value for place, value in enumerate(self._values) if place in kept)

    def __getitem__(self, name: str) -> T:
        return self._values[self._places[name]]

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def values(self) -> ValuesView[T]:
        """The values, one behind the other."""
        return _Values(self, self._in_order)

    def items(self) -> ItemsView[str, T]:
        """The names with their values, one behind the other."""
        return _Items(self, self._in_order)


class _Values(ValuesView[T]):
    def __init__(self, named: Mapping[str, T], in_order: Callable[[], Iterator[T]]) -> None:
        super().__init__(named)
        self._in_order = in_order

    def __iter__(self) -> Iterator[T]:
        return self._in_order()


class _Items(ItemsView[str, T]):
    def __init__(self, named: Mapping[str, T], in_order: Callable[[], Iterator[T]]) -> None:
        super().__init__(named)
        self._named = named
        self._in_order = in_order

    def __iter__(self) -> Iterator[tuple[str, T]]:
        return zip(self._named, self._in_order(), strict=True)


def _pack(values: Sequence[object]) -> bytes:
    return zlib.compress(pickle.dumps(values, pickle.HIGHEST_PROTOCOL), level=1)
