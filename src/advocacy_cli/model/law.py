"""Law that letters cite: how it is cited, what it says, and which States are bound by it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import model_validator

from advocacy_cli.model.partial_dates import PartialDate
from advocacy_cli.model.values import Country, Line, Localised, Value

_BINDING = frozenset({"acceded", "party", "ratified"})
_DATED = frozenset({"acceded", "ratified", "signed"})
_AGREED = frozenset({"bilateral", "treaty"})


class Party(Value):
    """Where a State stands to a treaty.

    Attributes:
        how: `ratified`, `acceded`, `party` (how it became one is not known here), `signed` (and
            no more, so that it is not bound) or `not_a_party`.
        since: as much of the day as is known: `1988-10-04`, `1986-08` or `1981`.
        note: what else is to be known, such as reservations.
    """

    how: Literal["ratified", "acceded", "party", "signed", "not_a_party"]
    since: PartialDate | None = None
    note: Line | None = None

    @model_validator(mode="after")
    def _acts_have_a_day(self) -> Party:
        if self.how in _DATED and self.since is None:
            raise ValueError(f"`{self.how}` needs `since:`, as much of the day as is known")
        if self.how == "not_a_party" and self.since:
            raise ValueError("`not_a_party` has no `since:`; say in `note:` what happened")
        return self

    @property
    def is_bound(self) -> bool:
        """Whether the treaty binds the State."""
        return self.how in _BINDING


class Law(Value):
    """A rule, or what a UN body has found or said, as letters cite it.

    Attributes:
        citation: how it is cited, in full. Texts in languages it is not given in cite the
            English.
        says: what it lays down, in this tool's own words, and nothing else: `law_annex` and `law
            show` tell it as its content.
        argument: what we argue from it; printed only where a text asks for it.
        kind: `treaty` and `bilateral` bind the parties; `customary` law binds every State; a
            `declaration` of the General Assembly and a `report` (findings and guidance of a UN
            body) bind none.
        parties: where States stand to a treaty, by ISO 3166-1 code. Of a State that is not
            here nothing is known.
        source: where this comes from.
        mark: `confirmed` in a source, or `general_knowledge` where a part of it is that only.
    """

    citation: Localised
    says: Localised
    argument: Localised | None = None
    kind: Literal["treaty", "declaration", "customary", "report", "bilateral"]
    parties: Mapping[Country, Party] = {}
    source: Line
    mark: Literal["confirmed", "general_knowledge"]

    @property
    def needs_parties(self) -> bool:
        """Whether it binds only the States that agreed to it."""
        return self.kind in _AGREED

    def may_be_held_against(self, country: str) -> bool:
        """Whether a letter may tell `country` that it has to keep to this.

        What needs no parties may always be cited: it says for itself what weight it has.
        """
        party = self.parties.get(country)
        return not self.needs_parties or (party is not None and party.is_bound)
