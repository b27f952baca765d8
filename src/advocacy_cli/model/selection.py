"""Who gets a letter, through which post, and in which language."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from advocacy_cli.errors import AdvocacyError, Problem, Severity
from advocacy_cli.model import doubts
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.cases import Case
from advocacy_cli.model.filters import EVERYTHING, Filter
from advocacy_cli.model.languages import FALLBACK, LANGUAGES
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.senders import Sender
from advocacy_cli.model.templates import LetterTemplate

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person asked for, as ids and tags. Empty means: not said.

    Attributes:
        to: addressees by id.
        via: `jurisdiction`, `direct`, a recipient id or `tag:NAME`, or several of them; none takes
            the template's.
        only: keeps some of the addressees (its tags and countries) and of the letters to them.
        everyone: all addressees that the template allows.
        senders: senders by id, or `all`; none takes the campaign's.
        language: a language tag; None chooses one the sender writes.
        case: the case to speak for, or `case/person` for one person of it.
    """

    template: str
    to: tuple[str, ...] = ()
    via: str | tuple[str, ...] | None = None
    only: Filter = EVERYTHING
    everyone: bool = False
    senders: tuple[str, ...] = ()
    language: str | None = None
    case: str | None = None

    @property
    def vias(self) -> tuple[str, ...]:
        """Each of the delivery points, or kinds of them, that were asked for."""
        return (self.via,) if isinstance(self.via, str) else self.via or ()


def choose_template(campaign: Campaign, name: str) -> LetterTemplate:
    """The template called `name`.

    Raises:
        AdvocacyError: there is none, or it has no usable text.
    """
    template = known("template", name, campaign.templates, "advocacy templates list")
    if not template.texts:
        raise AdvocacyError(
            Problem(
                "no_text",
                f"the template {name} has no usable text",
                where=template.where,
                hint="run `advocacy check`",
            )
        )
    return template


def known_recipient(campaign: Campaign, name: str) -> Recipient:
    """The recipient called `name`, now or before.

    Raises:
        AdvocacyError: there is none, or it has errors.
    """
    found = campaign.recipient(name)
    doubts.require_sound("recipient", name, None if found else campaign.unusable_recipient(name))
    return found or known("recipient", name, campaign.recipients, "advocacy recipients list")


def known_sender(campaign: Campaign, name: str) -> Sender:
    """The sender called `name`, now or before.

    Raises:
        AdvocacyError: there is none, or the entry has errors.
    """
    found = campaign.sender(name)
    doubts.require_sound("sender", name, None if found else campaign.unusable_sender(name))
    return found or known("sender", name, campaign.senders, "advocacy senders list")


def known_case(campaign: Campaign, name: str) -> Case:
    """The case called `name`.

    Raises:
        AdvocacyError: there is none.
    """
    return known("case", name, campaign.cases, "advocacy cases list")


def choose_senders(campaign: Campaign, names: Iterable[str]) -> Collection[Sender]:
    """The senders called `names`, each once; `all` is everybody. Who has errors is left out.

    Without a name it is the campaign's own sender, else the only one there is.

    Raises:
        AdvocacyError: there is no such sender, or none is named and there are several.
    """
    named = list(dict.fromkeys(names))
    everybody = campaign.senders.values()
    if doubts.EVERY_SENDER in named and (everybody or campaign.unusable_senders):
        return everybody
    if doubts.EVERY_SENDER in named or not named:
        named = [campaign.settings.sender] if campaign.settings.sender else []
    if named:
        found = [known_sender(campaign, n) for n in named if not campaign.unusable_sender(n)]
        return list({sender.id: sender for sender in found}.values())
    if len(everybody) == 1 and not campaign.unusable_senders:
        return everybody
    raise AdvocacyError(
        Problem(
            "no_sender",
            "nobody is named to sign",
            where=campaign.settings.where,
            hint="use --sender ID, or write `sender: ID` into campaign.yaml",
        )
    )


def choose_addressees(campaign: Campaign, template: LetterTemplate, choice: Choice) -> list[str]:
    """The ids of the addressees, in the order they were asked for, each once.

    Those with errors are left out; where only such were asked for, nobody is left.

    Raises:
        AdvocacyError: an unknown id, one the template does not allow, or nobody fits.
    """
    allowed: Collection[str] = template.to or campaign.recipients
    broken = {name for one in campaign.unusable_recipients for name in one.ids}
    asked = [known_recipient(campaign, name).id for name in choice.to if name not in broken]
    named = [name for name in dict.fromkeys(asked if choice.to else allowed) if name not in broken]
    if not (choice.to or template.to or choice.everyone or choice.only.names_recipients):
        raise AdvocacyError(
            Problem(
                "nobody_chosen",
                f"{template.id} may go to any recipient, and none is chosen",
                hint="use --to ID, --tag TAG, --country CC, or --all",
            )
        )
    chosen = [
        name for name in named if choice.only.keeps_recipient(known_recipient(campaign, name))
    ]
    problems = [_not_allowed(template, name) for name in named if name not in allowed]
    if problems:
        raise AdvocacyError(problems)
    if not chosen and not doubts.unusable_addressees(campaign, template, choice):
        raise AdvocacyError(
            Problem(
                "nobody_left",
                f"no addressee of {template.id} fits {choice.only}",
                hint="these options choose among the addressees the template allows;"
                " use --via to choose delivery points",
            )
        )
    return chosen


def choose_language(
    template: LetterTemplate, sender: Sender, asked: str | None
) -> tuple[str, list[Problem]]:
    """The letter's language, with a warning if its text has not been reviewed.

    Raises:
        AdvocacyError: the template has no text in a language that may be taken.
    """
    if asked:
        text = template.texts.get(asked)
        if text is None:
            raise AdvocacyError(_no_such_language(template, asked))
        return asked, [] if text.reviewed else [_unreviewed(template, asked)]
    for language in (*sender.languages, FALLBACK):
        text = template.texts.get(language)
        if text is not None and text.reviewed:
            return language, []
    raise AdvocacyError(
        Problem(
            "no_reviewed_text",
            f"{template.id} has no reviewed text in a language of {sender.name} ({sender.id}),"
            " nor in English",
            where=template.where,
            hint=f"choose one with --lang: {', '.join(template.texts)}",
        )
    )


def known(kind: str, name: str, things: Mapping[str, T], listing: str) -> T:
    """The thing called `name`.

    Args:
        kind: what such a thing is called: `recipient`.
        name: of the one wanted.
        things: all there are, by name.
        listing: the command that lists them.

    Raises:
        AdvocacyError: there is none of this name.
    """
    try:
        return things[name]
    except KeyError:
        hint = nearest(name, things) or f"see `{listing}`"
        raise AdvocacyError(
            Problem(f"unknown_{kind}", f"there is no {kind} {name!r}", hint=hint)
        ) from None


def nearest(name: str, names: Iterable[str]) -> str:
    """A hint at the name that is meant, or nothing."""
    near = difflib.get_close_matches(name, names, n=1)
    return f"did you mean {near[0]}?" if near else ""


def _not_allowed(template: LetterTemplate, name: str) -> Problem:
    return Problem(
        "addressee_not_allowed",
        f"{template.id} may not be sent to {name}",
        where=template.where,
        hint=f"it goes to {', '.join(template.to)}; for an embassy as the delivery point use --via",
    )


def _no_such_language(template: LetterTemplate, asked: str) -> Problem:
    known = "" if asked in LANGUAGES else f" {asked!r} is not a language of this tool."
    return Problem(
        "no_text_in_language",
        f"{template.id} has no text in {asked}.{known}".rstrip("."),
        where=template.where,
        hint=f"it has {', '.join(template.texts)}",
    )


def _unreviewed(template: LetterTemplate, language: str) -> Problem:
    return Problem(
        "unreviewed",
        f"the {LANGUAGES[language].name} text of {template.id} has not been reviewed",
        severity=Severity.WARNING,
        where=template.where,
        hint="have somebody who writes the language well read it before it is posted",
    )
