"""What stands in a campaign's files and cannot be used, with what can be read of it all the same.

What cannot be read is never taken for what it is not: a fact that is not known may be anything.
"""

from __future__ import annotations

from dataclasses import dataclass

from advocacy_cli.errors import Problem, Where
from advocacy_cli.model.cases import Case
from advocacy_cli.model.filters import Filter


@dataclass(frozen=True, slots=True)
class Unusable:
    """An entry of a list that has an error.

    Attributes:
        where: its place.
        problems: its errors.
        ids: the ids that mean it, its own first; empty where they are not known.
        represents, countries, tags: as `Recipient.represents`, `.country` and `.tags`, none or
            several of each; None where that is not known.
    """

    where: Where
    problems: tuple[Problem, ...] = ()
    ids: tuple[str, ...] = ()
    represents: tuple[str, ...] | None = None
    countries: tuple[str, ...] | None = None
    tags: tuple[str, ...] | None = None

    @property
    def name(self) -> str:
        """Its id, or else its place."""
        return self.ids[0] if self.ids else str(self.where)

    def may_represent(self, country: str | None) -> bool:
        """Whether it may act for the country."""
        return self.represents is None or country in self.represents

    def may_have(self, tag: str) -> bool:
        """Whether it may have the tag."""
        return self.tags is None or tag in self.tags

    def may_be_kept(self, only: Filter) -> bool:
        """Whether it may be among the recipients that a filter keeps."""
        tagged = not only.tags or any(map(self.may_have, only.tags))
        known = self.countries is None or not only.countries
        return tagged and (known or bool(set(self.countries or ()) & set(only.countries)))


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
