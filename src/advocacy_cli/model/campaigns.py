"""A campaign read from its folder: everything a letter can be made of."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any

from pydantic import AfterValidator, Field, WrapValidator

from advocacy_cli.errors import Where
from advocacy_cli.model.cases import Case
from advocacy_cli.model.forms import FormOfAddress
from advocacy_cli.model.law import Law
from advocacy_cli.model.mandates import Mandate
from advocacy_cli.model.packed import PackedMap
from advocacy_cli.model.petitions import PetitionCounts
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.senders import Sender
from advocacy_cli.model.templates import LetterTemplate
from advocacy_cli.model.unusable import UnreadableCase, Unusable
from advocacy_cli.model.values import Country, Identifier, Line, Value


def _code(text: str) -> str:
    if not re.fullmatch(r"[A-Z]{2,5}", text):
        raise ValueError(f"{text!r} is not a code of two to five capital letters, such as NKR")
    return text


def _act_by(text: str) -> str:
    leap_year = "2000-"
    try:
        if not re.fullmatch(r"(\d{4}-)?\d{2}-\d{2}", text, re.ASCII):
            raise ValueError
        dt.date.fromisoformat(text if len(text) > len("09-24") else leap_year + text)
    except ValueError:
        raise ValueError(
            f"{text!r} is not a day; write it as 09-24 for every year, or as 2026-09-24"
        ) from None
    return text


def _list_file(text: str) -> str:
    if "/" in text or not text.endswith((".yaml", ".csv", ".tsv")):
        raise ValueError(
            f"{text!r} is not a file of the campaign's folder that ends in .yaml, .csv or .tsv"
        )
    return text


def _unpacked(value: Any, validate: Callable[[Any], Any]) -> Any:
    """What is packed stays so: its values were validated when they were read."""
    return value if isinstance(value, PackedMap) else validate(value)


ListFile = Annotated[str, AfterValidator(_list_file)]


def is_past(act_by: str, today: dt.date) -> bool:
    """Whether the last day to act has gone by.

    A full date has gone by for ever after. A day of every year has until the end of the year: on
    1 January the next year's campaign begins.
    """
    return today.isoformat()[-len(act_by) :] > act_by


class Weight(StrEnum):
    """How seriously a finding is to be taken."""

    ERROR = "error"
    WARNING = "warning"
    OFF = "off"


class Settings(Value):
    """`campaign.yaml`.

    Attributes:
        code: two to five capital letters that begin every reference.
        act_by: the last day to act: `09-24` for every year, or a full date.
        sender: who signs when no sender is named.
        recipients, senders: the lists' files, YAML or CSV.
        checks: how seriously to take findings of `check`, by their code.
        months: how old the source of an address or the name of an office-holder may be.
        never_name_in: the countries whose people no list of signatories names, beside the one it
            goes to; CN covers HK and MO.
    """

    name: Line
    code: Annotated[str, AfterValidator(_code)]
    act_by: Annotated[str, AfterValidator(_act_by)] | None = None
    sender: Identifier | None = None
    recipients: ListFile = "recipients.yaml"
    senders: ListFile = "senders.yaml"
    checks: Mapping[str, Weight] = {}
    months: Annotated[int, Field(ge=1, le=1200)] = 24
    never_name_in: tuple[Country, ...] = ("CN", "KP")
    where: Where | None = Field(default=None, exclude=True, repr=False)


class Campaign(Value):
    """A campaign folder as a value; entries keep the order of their files.

    Attributes:
        assets: SHA-256 of each file under `assets/`, by its path relative to the campaign.
        petitions: the counts of each petition, by the id of its letter template.
        unusable_recipients, unusable_senders: entries of the lists that have errors; the lists lack
            them.
        unreadable_cases: cases there are, or may be, that `cases` lacks since they cannot be read.
    """

    settings: Settings
    recipients: Annotated[Mapping[str, Recipient], WrapValidator(_unpacked)]
    senders: Annotated[Mapping[str, Sender], WrapValidator(_unpacked)]
    templates: Mapping[str, LetterTemplate]
    forms: Mapping[str, FormOfAddress]
    law: Mapping[str, Law] = {}
    mandates: Mapping[str, Mandate] = {}
    cases: Mapping[str, Case] = {}
    assets: Mapping[str, str] = {}
    petitions: Mapping[str, PetitionCounts] = {}
    unusable_recipients: tuple[Unusable, ...] = ()
    unusable_senders: tuple[Unusable, ...] = ()
    unreadable_cases: tuple[UnreadableCase, ...] = ()

    @property
    def searched_cases(self) -> list[Case]:
        """The cases whose persons every letter is searched for; of unreadable ones the names."""
        unread = [one.names for one in self.unreadable_cases if one.names]
        return [*self.cases.values(), *unread]

    @cached_property
    def _recipients_now(self) -> Mapping[str, str]:
        return {alias: one.id for one in self.recipients.values() for alias in one.aliases}

    @cached_property
    def _senders_now(self) -> Mapping[str, str]:
        return {alias: one.id for one in self.senders.values() for alias in one.aliases}

    def recipient(self, name: str) -> Recipient | None:
        """The recipient that is called so, or was; None where there is none."""
        found = self.recipients.get(name)
        now = None if found else self._recipients_now.get(name)
        return self.recipients[now] if now else found

    def sender(self, name: str) -> Sender | None:
        """The sender who is called so, or was; None where there is none."""
        found = self.senders.get(name)
        now = None if found else self._senders_now.get(name)
        return self.senders[now] if now else found

    def unusable_recipient(self, name: str) -> Unusable | None:
        """The recipient that is called so, or was, and has errors."""
        return next((one for one in self.unusable_recipients if name in one.ids), None)

    def unusable_sender(self, name: str) -> Unusable | None:
        """The sender who is called so, or was, and has errors."""
        return next((one for one in self.unusable_senders if name in one.ids), None)

    def without_lists(self) -> Campaign:
        """The same without recipients and senders, of whom there may be many."""
        none: dict[str, Any] = {"recipients": {}, "senders": {}}
        return self.model_copy(update={**none, "unusable_recipients": (), "unusable_senders": ()})

    @cached_property
    def _owners(self) -> Mapping[str, str]:
        return {uid: one.id for one in self.senders.values() for uid in one.uids}

    def owner(self, uid: str) -> Sender | None:
        """The sender whose letters bear a uid; None where there is none."""
        name = self._owners.get(uid)
        return self.senders[name] if name else None
