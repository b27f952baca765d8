"""What tables said last: per source and entry, so that an import changes what a table changes.

A table that is taken in again says most of what it said before. Only what it says anew is a
reason to change the list; what a person has changed in the list meanwhile stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from advocacy_cli.campaign.tables.columns import Flat

VERSION = 1


@dataclass(frozen=True, slots=True)
class Said:
    """What one row said of an entry.

    Attributes:
        cells: its filled cells by our columns, written as the list writes them.
        key: what stood in the source's key column; empty where there is none.
    """

    cells: Flat
    key: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of one source of tables.

    Attributes:
        key: the header of the column whose text tells its rows apart; empty where none was named.
        said: by entry, the rows that were taken for it. More than one after entries were merged.
    """

    key: str = ""
    said: Mapping[str, tuple[Said, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of all tables taken into one list.

    Attributes:
        sources: by their names.
        merged: by the id of the entry that was kept, the entries that were merged into it.
        files: the source of tables by the name of their file.
    """

    sources: Mapping[str, Source] = field(default_factory=dict)
    merged: Mapping[str, tuple[Flat, ...]] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    def source(self, name: str) -> Source:
        """What is known of a source."""
        return self.sources.get(name, Source())

    def with_source(self, name: str, file: str, source: Source) -> Memory:
        """With what is known of a source after an import of `file`."""
        return replace(
            self, sources={**self.sources, name: source}, files={**self.files, file: name}
        )

    def elsewhere(self, name: str) -> dict[str, list[Flat]]:
        """What sources other than `name` said of entries."""
        found: dict[str, list[Flat]] = {}
        for other, source in self.sources.items():
            for entry, rows in source.said.items() if other != name else ():
                found.setdefault(entry, []).extend(said.cells for said in rows)
        return found

    def looks(self, entry: str) -> list[Flat]:
        """All that tables said of an entry, and the entries that were merged into it."""
        said = (one.cells for source in self.sources.values() for one in source.said.get(entry, ()))
        return [*said, *self.merged.get(entry, ())]

    def renamed(self, old: str, new: str) -> Memory:
        """After an entry has got another id."""
        return self._moved(old, new)

    def merged_into(self, kept: str, gone: str, entry: Flat) -> Memory:
        """After one entry has been merged into another; `entry` is the one that went."""
        moved = self._moved(gone, kept)
        return replace(moved, merged={**moved.merged, kept: (*moved.merged.get(kept, ()), entry)})

    def without(self, ids: Iterable[str]) -> Memory:
        """After entries were removed: nothing is left of what tables said of them."""
        gone = set(ids)
        sources = {
            name: replace(source, said={k: v for k, v in source.said.items() if k not in gone})
            for name, source in self.sources.items()
        }
        merged = {name: flats for name, flats in self.merged.items() if name not in gone}
        return replace(self, sources=sources, merged=merged)

    def of_no_list(self) -> Memory:
        """After the whole list was taken away: it begins anew, from tables as they come."""
        return replace(
            self, sources={n: replace(s, said={}) for n, s in self.sources.items()}, merged={}
        )

    def _moved(self, old: str, new: str) -> Memory:
        sources = {
            name: replace(source, said=_joined(source.said, old, new))
            for name, source in self.sources.items()
        }
        return replace(self, sources=sources, merged=_joined(self.merged, old, new))

    @classmethod
    def from_data(cls, data: Any) -> Memory:
        """From what `data` made.

        Raises:
            ValueError: it is nothing that `data` makes.
        """
        try:
            if data["version"] != VERSION:
                raise ValueError(f"version {data['version']}")
            sources = {
                str(name): Source(
                    str(source["key"]),
                    {
                        str(entry): tuple(
                            Said(_texts(said["cells"]), str(said["key"])) for said in rows
                        )
                        for entry, rows in source["said"].items()
                    },
                )
                for name, source in data["sources"].items()
            }
            merged = {
                str(entry): tuple(map(_texts, flats)) for entry, flats in data["merged"].items()
            }
            return cls(sources, merged, _texts(data["files"]))
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError(str(error)) from error

    def data(self) -> dict[str, Any]:
        """All of it as JSON can hold it."""
        return {
            "version": VERSION,
            "files": dict(self.files),
            "merged": {name: [dict(flat) for flat in flats] for name, flats in self.merged.items()},
            "sources": {
                name: {
                    "key": source.key,
                    "said": {
                        entry: [{"key": said.key, "cells": dict(said.cells)} for said in rows]
                        for entry, rows in source.said.items()
                    },
                }
                for name, source in self.sources.items()
            },
        }


def _joined(
    by_entry: Mapping[str, tuple[Any, ...]], old: str, new: str
) -> Mapping[str, tuple[Any, ...]]:
    """With what stood under `old` added to what stands under `new`."""
    if old not in by_entry:
        return by_entry
    kept = {name: rows for name, rows in by_entry.items() if name != old}
    return {**kept, new: (*kept.get(new, ()), *by_entry[old])}


def _texts(data: Mapping[Any, Any]) -> dict[str, str]:
    return {str(name): str(text) for name, text in data.items()}
