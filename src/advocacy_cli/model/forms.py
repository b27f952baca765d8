"""Forms of address: how a role is written to, per language. Data, not code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field, model_validator

from advocacy_cli.model.values import ANY_LANGUAGE, Line, Value


class ByGender(Value):
    """Words that differ by the gender of the holder. `any` serves when it is not known."""

    any: Line
    m: Line | None = None
    f: Line | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_for_all(cls, value: Any) -> Any:
        return {"any": value} if isinstance(value, str) else value

    def of(self, gender: str | None) -> str:
        """The words for `gender` (`m`, `f` or None)."""
        return {"m": self.m, "f": self.f}.get(gender or "") or self.any


class Wording(Value):
    """How a role is written to in one language.

    Lines may use the fields `{name}`, `{style}`, `{office}`, `{organisation}` and, in `short`,
    `{short_office}`. A line whose fields are all empty is left out.

    Attributes:
        envelope: lines above the address when the holder is known.
        unnamed: the same when the office is addressed ("The Ambassador").
        short: a form of `envelope` in fewer lines, for small windows.
        salutation, unnamed_salutation: the greeting, with its punctuation. The second one
            serves when the holder is not known; without it the first does.
        closing: the line above the signature.
    """

    envelope: tuple[Line, ...]
    unnamed: tuple[ByGender, ...]
    short: tuple[Line, ...] = ()
    salutation: ByGender
    unnamed_salutation: ByGender | None = None
    closing: Line


class FormOfAddress(Value):
    """A role's wordings by language, and what the role is."""

    description: Line
    source: Line
    wordings: Mapping[str, Wording] = Field(min_length=1)

    def wording(self, language: str) -> Wording | None:
        """The wording in `language`, or the one that serves every language, or None."""
        return self.wordings.get(language) or self.wordings.get(ANY_LANGUAGE)
