"""Letter templates as values: the texts, and whom they may go to."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field, model_validator

from advocacy_cli.errors import Where
from advocacy_cli.model.audiences import Audience, Scope
from advocacy_cli.model.clocks import ClockRules
from advocacy_cli.model.petitions import Petition
from advocacy_cli.model.values import Identifier, Line, Localised, Text, Truth, Value


class LanguageNote(Value):
    """What `template.yaml` says of one language: whether a competent reader has read the text."""

    reviewed: Truth = False


class LetterText(Value):
    """The body of a letter in one language: Markdown with Jinja2, as it stands in the file."""

    language: str
    file: str
    source: str
    reviewed: bool


class Per(StrEnum):
    """How many letters a case has: one for the whole of it, or one for each person."""

    CASE = "case"
    PERSON = "person"


class RequiredElement(StrEnum):
    """What a template can require of a case, called by its key in the file."""

    NAME = "name"
    KNOWN_AS = "known_as"
    BIRTH_YEAR = "birth_year"
    SEX = "sex"
    NATIONALITY = "nationality"
    DAY = "last_seen.on"
    MONTH = "last_seen.month"
    PLACE = "last_seen.place"
    FORCES = "forces"
    STATE = "state"
    STEPS = "steps"
    CONSENT = "consent"
    FAMILY = "consent.family"
    FACTS = "facts"


class Requirement(Value):
    """An element that a case must hold, and its readers may read, before a letter is made.

    Attributes:
        element: `name`, `known_as`, `birth_year`, `sex`, `nationality`, `last_seen.on`,
            `last_seen.month` (at least the month), `last_seen.place`, `forces`, `state`, `steps`,
            `consent` (in force, for the template's audience), `consent.family` (given by the
            family; of a letter to the UN, which passes such a case on, `to_un` and `to_government`)
            or `facts`. Written alone it needs no key.
        scope: of `consent.family`, what the family must have agreed to, where that is something
            else.
        source: who requires it, told where it is missing.
    """

    element: RequiredElement
    scope: tuple[Scope, ...] = ()
    source: Line | None = None

    @model_validator(mode="before")
    @classmethod
    def _element_alone(cls, value: Any) -> Any:
        return {"element": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _scope_is_of_a_consent(self) -> Requirement:
        if self.scope and self.element is not RequiredElement.FAMILY:
            raise ValueError("`scope` belongs to `consent.family` alone")
        return self


class LetterTemplate(Value):
    """A letter template.

    Attributes:
        to: the recipients it may be sent to; empty allows any.
        via: the default delivery point: `jurisdiction`, `direct`, a recipient id or `tag:NAME`.
        subject: the subject line, per language; Jinja2 is not read in it.
        cc: who gets copies: recipient ids, or `via` for the delivery point itself.
        enclosures: what goes into the envelope besides the letter.
        max_pages: more pages than this is an error.
        audience: who reads it: `un`, `government` or `public`. It decides what a letter may say
            of a case; without it there is no letter with a case.
        per: `case` for one letter for a whole case, `person` for one for each person.
        requires: elements that a case must hold.
        petition: what makes it a petition, if it is one.
        questions: what it asks; the first is number 1. A text prints them with `{{ questions }}`.
        clock: the terms that begin when a letter is sent.
        follows_up: whether it follows up another letter; `advocacy follow-up` then drafts it.
        series: the history its letters belong to, such as an organisation's submissions.
        mandates: the UN mandates that a submission names, by their names in mandates.yaml.
        texts: the bodies, by language.
        parts: Markdown files of the template's folder that a text may include, by name. Of them
            `annex.en.md` is the annex of the English text, and so on: it follows the signatures,
            on a page of its own.
        where: the place of `template.yaml`; no part of the value.
    """

    id: Identifier
    name: Localised | None = None
    description: Text = ""
    to: tuple[Identifier, ...] = ()
    via: Line = "direct"
    subject: Localised
    cc: tuple[Line, ...] = ()
    enclosures: tuple[Localised, ...] = ()
    max_pages: Annotated[int, Field(ge=1, le=50)] = 1
    audience: Audience | None = None
    per: Per = Per.CASE
    requires: tuple[Requirement, ...] = ()
    petition: Petition | None = None
    questions: tuple[Localised, ...] = ()
    clock: ClockRules | None = None
    follows_up: Truth = False
    series: Line | None = None
    mandates: tuple[Identifier, ...] = ()
    texts: Mapping[str, LetterText] = {}
    parts: Mapping[str, str] = {}
    where: Where | None = Field(default=None, exclude=True, repr=False)

    def annex_file(self, language: str) -> str | None:
        """The part that is the annex of the text in `language`, or None where it has none."""
        name = f"annex.{language}.md"
        return name if name in self.parts else None
