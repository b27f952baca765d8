"""The kinds of text that files may hold, and what makes each of them right.

Everything in a campaign's files arrives as text (see `campaign.yaml_tree`), so these
types turn text into values and refuse what would print wrongly.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Annotated, Any, Generic, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    RootModel,
    StringConstraints,
    model_validator,
)

from advocacy_cli.model.countries import country_problem
from advocacy_cli.model.languages import FALLBACK

ANY_LANGUAGE = "und"
"""The tag under which a `Localised` keeps a text given without a language."""


class Value(BaseModel):
    """A frozen record. Unknown keys are refused, so that a misspelt key is never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_post_init(self, _context: Any, /) -> None:
        """Share the set of the fields that were given with all records that were given the same."""
        _share_fields_set(self)


_FIELDS_SETS: dict[frozenset[str], set[str]] = {}


def _share_fields_set(value: BaseModel) -> None:
    """Give the value the one set of its kind: a set of its own is most of what a small one takes.

    A frozen value never changes its set, and a copy of it has a copy.
    """
    given = value.model_fields_set
    shared = _FIELDS_SETS.setdefault(frozenset(given), given)
    object.__setattr__(value, "__pydantic_fields_set__", shared)


_IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TURNS_TEXT = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Embeddings, overrides and isolates: one that is not closed turns the text that follows it."""


def _visible(text: str, breaks: str = "") -> str:
    """Refuse what cannot be seen on paper: control and bidi-control characters.

    Args:
        text: the text.
        breaks: control characters that may be there all the same.
    """
    for character in "" if text.isprintable() else text:
        unseen = unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}
        if (unseen and character not in breaks) or character in _TURNS_TEXT:
            name = ", a line break" if character == "\n" else ""
            raise ValueError(f"holds the invisible character U+{ord(character):04X}{name}")
    return text.strip()


def _printable(text: str) -> str:
    """One line. Breaks at its end go: YAML puts one behind every text written below a bar."""
    stripped = _visible(text.rstrip("\n"))
    if not stripped:
        raise ValueError("is empty")
    return stripped


def one_line(text: str) -> str:
    """The text with every stretch of white space made one blank.

    Raises:
        ValueError: nothing is left, or it holds what cannot be seen on paper.
    """
    return _printable(" ".join(text.split()))


def _paragraphs(text: str) -> str:
    return _visible(text, breaks="\n\r\t")


def _identifier(text: str) -> str:
    if len(text) > 64 or not _IDENTIFIER.fullmatch(text):
        raise ValueError(
            f"{text!r} is not an id: use lower-case letters, digits and single hyphens, 64 at most"
        )
    if text in RESERVED_IDS:
        raise ValueError(f"{text!r} has a meaning of its own on the command line; take another id")
    return text


def is_identifier(text: str) -> bool:
    """Whether a text may be the id of an entry."""
    try:
        return bool(_identifier(text))
    except ValueError:
        return False


def _country(text: str) -> str:
    problem = country_problem(text)
    if problem:
        raise ValueError(problem)
    return text


def _region(text: str) -> str:
    """ISO 3166-1 (`GB`) or 3166-2 (`US-CA`)."""
    country, _, part = text.partition("-")
    _country(country)
    if (part and not re.fullmatch(r"[A-Z0-9]{1,3}", part)) or text.endswith("-"):
        raise ValueError(f"{text!r} is not an ISO 3166-2 code such as US-CA or GB-ENG")
    return text


def _iso_date(value: Any) -> dt.date:
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str) and _ISO_DATE.fullmatch(value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"there is no day {value}") from None
    raise ValueError(f"{value!r} is not a date; write it as 2026-09-24")


def _truth(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value in {"true", "false"}:
        return bool(value == "true")
    raise ValueError(f"{value!r} is neither true nor false")


RESERVED_IDS = frozenset({"all", "direct", "jurisdiction"})

Text = Annotated[str, StringConstraints(max_length=20_000), AfterValidator(_paragraphs)]
"""Running text; may have several lines."""
Line = Annotated[str, StringConstraints(max_length=300), AfterValidator(_printable)]
"""Text that prints on one line."""
Identifier = Annotated[str, AfterValidator(_identifier)]
Country = Annotated[str, AfterValidator(_country)]
Region = Annotated[str, AfterValidator(_region)]
Date = Annotated[dt.date, BeforeValidator(_iso_date)]
Truth = Annotated[bool, BeforeValidator(_truth)]


PerLanguage = TypeVar("PerLanguage", bound=dict[str, str])


class InLanguages(RootModel[PerLanguage], Generic[PerLanguage]):
    """A text in one or several languages. Plain text in a file serves every language."""

    model_config = ConfigDict(frozen=True)

    def model_post_init(self, _context: Any, /) -> None:
        """Share the set of the fields that were given; see `Value`."""
        _share_fields_set(self)

    @model_validator(mode="before")
    @classmethod
    def _plain_text(cls, value: Any) -> Any:
        return {ANY_LANGUAGE: value} if isinstance(value, str) else value

    def exactly(self, language: str) -> str | None:
        """The text in this very language, or the one that serves every language."""
        return self.root.get(language) or self.root.get(ANY_LANGUAGE)

    def best(self, language: str) -> str:
        """The text in `language`, else in English, else whatever comes first."""
        found = self.exactly(language) or self.root.get(FALLBACK)
        return found or next(iter(self.root.values()), "")


class LocalisedText(InLanguages[Annotated[dict[str, Text], Field(min_length=1)]]):
    """Paragraphs, in one or several languages."""


class Localised(InLanguages[Annotated[dict[str, Line], Field(min_length=1)]]):
    """A line of text, in one or several languages."""
