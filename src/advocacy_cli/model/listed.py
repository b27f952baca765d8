"""What every entry of a list has: its id, and the ids it had before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from advocacy_cli.model.values import Identifier, Value


class Listed(Value):
    """An entry of a list.

    Attributes:
        id: its name in files and on the command line.
        aliases: ids it had before, the first one first, and those of entries that became part
            of it. They still mean it on the command line and in the ledger.
        first_id: the id its letters are known by, where it is not the first alias.
    """

    id: Identifier
    aliases: tuple[Identifier, ...] = ()
    first_id: Identifier | None = None

    @property
    def key_id(self) -> str:
        """The id that stands in the keys of letters: the first it had, for ever."""
        return self.first_id or (self.aliases[0] if self.aliases else self.id)

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id that means this entry, its own first."""
        return (self.id, *self.aliases)


def ids_as_data(before: Listed, name: str, former: Iterable[str]) -> dict[str, Any]:
    """The keys of an entry that is to be called `name`, and to have further former ids.

    Whatever it is called, its letters go on to be known by the same id.
    """
    aliases = [one for one in dict.fromkeys([*before.aliases, *former]) if one != name]
    known_by = aliases[0] if aliases else name
    first_id = before.key_id if before.key_id != known_by else None
    return {"id": name, "aliases": aliases or None, "first_id": first_id}
