"""What stands in a campaign's files and cannot be used, with what can be read of it all the same.

What cannot be read is never taken for what it is not: a fact that is not known may be anything.
"""

from __future__ import annotations

from dataclasses import dataclass

from advocacy_cli.errors import Where
from advocacy_cli.model.cases import Case


@dataclass(frozen=True, slots=True)
class UnreadableCase:
    """A file that holds a case, or is likely to, and cannot be read.

    Attributes:
        id: the case's id, as its file's name tells it; empty where it is not known.
        where: its file.
        names: a case that holds the persons' names and nothing else: nobody in it has agreed to
            anything, so that its names are to be kept from every reader. None where the names
            cannot be made out with certainty.
    """

    id: str
    where: Where
    names: Case | None = None
