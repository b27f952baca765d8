"""Whether the files of a campaign fit together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeVar, get_args

from pydantic import BaseModel

from advocacy_cli.campaign.closures import closure_problems
from advocacy_cli.campaign.complaints import did_you_mean
from advocacy_cli.campaign.former_ids import former_id_problems, uid_problems
from advocacy_cli.campaign.schema import Record, Section
from advocacy_cli.campaign.tree import Steps
from advocacy_cli.errors import Problem, Severity, Where
from advocacy_cli.model.campaigns import Settings
from advocacy_cli.model.case_choice import no_audience
from advocacy_cli.model.cases import Case
from advocacy_cli.model.forms import FormOfAddress
from advocacy_cli.model.languages import FALLBACK, LANGUAGES
from advocacy_cli.model.law import Law
from advocacy_cli.model.letters import DIRECT, TAG
from advocacy_cli.model.mandates import Mandate
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.rules import WEIGHABLE, weighed
from advocacy_cli.model.senders import Sender
from advocacy_cli.model.templates import LetterTemplate, Per
from advocacy_cli.model.values import ANY_LANGUAGE, Localised, LocalisedText

JURISDICTION = "jurisdiction"
VIA = "via"

E = TypeVar("E", Recipient, Sender)


@dataclass(frozen=True, slots=True)
class Parts:
    """What was read of a campaign. `settings` is None if campaign.yaml cannot be used."""

    settings: Record[Settings] | None
    recipients: Section[Recipient]
    senders: Section[Sender]
    templates: Section[LetterTemplate]
    forms: Section[FormOfAddress]
    law: Section[Law]
    mandates: Section[Mandate]
    cases: Section[Case]


def check_consistency(parts: Parts) -> list[Problem]:
    """What does not fit: names of things that are not there, gaps, and texts to be reviewed.

    A name is not called unknown if its entry is there but has an error of its own, or if the
    file it would stand in could not be read.
    """
    problems: list[Problem] = []
    if parts.settings:
        problems += _settings(parts.settings, parts.senders)
    problems += _recipients(parts)
    problems += _senders(parts)
    for template in parts.templates.records.values():
        problems += _template(template, parts)
    for case in parts.cases.records.values():
        problems += _languages(case)
    return weighed(problems, parts.settings.value) if parts.settings else problems


def _recipients(parts: Parts) -> Iterator[Problem]:
    """Gone through once: what is packed in a long list takes time to unpack."""
    reachable: set[str | None] = set()
    elsewhere: list[tuple[str, str | None, Where]] = []
    renamed: list[Record[Recipient]] = []
    closing: list[Record[Recipient]] = []
    for record in parts.recipients.records.values():
        recipient = record.value
        if recipient.aliases or recipient.first_id:
            renamed.append(record)
        if recipient.closed_on or recipient.succeeded_by:
            closing.append(record)
        if recipient.address:
            reachable.add(recipient.represents)
        else:
            elsewhere.append((recipient.id, recipient.represents, record.at()))
        yield from _recipient(record, parts.forms)
    for name, represented, where in elsewhere:
        if not (represented and represented in reachable):
            yield _warning(
                "unreachable",
                f"{name} has no address, and no other recipient can take its letters",
                where,
                "add `address:`, or a post that represents the same country",
            )
    yield from former_id_problems(parts.recipients, renamed)
    for record in closing:
        after = record.value.succeeded_by
        if after:
            yield from _unknown("recipient", after, parts.recipients, record.at("succeeded_by"))
    yield from closure_problems(parts.recipients.records, closing)


def _senders(parts: Parts) -> Iterator[Problem]:
    renamed: list[Record[Sender]] = []
    for record in parts.senders.records.values():
        if record.value.aliases or record.value.first_id:
            renamed.append(record)
        yield from _sender(record, parts)
    yield from former_id_problems(parts.senders, renamed)
    yield from uid_problems(parts.senders.records)


def _settings(record: Record[Settings], senders: Section[Sender]) -> Iterator[Problem]:
    if record.value.sender:
        yield from _unknown("sender", record.value.sender, senders, record.at("sender"))
    for code in record.value.checks:
        if code not in WEIGHABLE:
            yield Problem(
                "unknown_check",
                f"there is no finding {code!r} whose weight can be changed",
                where=record.at_key("checks", code),
                hint=did_you_mean(code, WEIGHABLE) or f"choose from {', '.join(sorted(WEIGHABLE))}",
            )


def _unknown(kind: str, name: str, section: Section[E], where: Where) -> Iterator[Problem]:
    if not section.may_have(name):
        hint = did_you_mean(name, section.records) or f"see `advocacy {kind}s list`"
        now = next((one.id for one in section.by_id.values() if name in one.aliases), None)
        if now:
            hint = f"it is called {now} now; `advocacy {kind}s rename {name} {now}` mends this"
        yield Problem(f"unknown_{kind}", f"there is no {kind} {name!r}", where=where, hint=hint)


def _recipient(record: Record[Recipient], forms: Section[FormOfAddress]) -> Iterator[Problem]:
    recipient = record.value
    if not forms.may_have(recipient.form):
        near = did_you_mean(recipient.form, forms.records)
        yield Problem(
            "unknown_form",
            f"there is no form of address {recipient.form!r}",
            where=record.at("form"),
            hint=near or f"choose one of {', '.join(forms.records)}",
        )
    missing = [key for key in ("source", "as_of") if getattr(recipient, key) is None]
    if recipient.address and missing:
        yield _warning(
            "no_source",
            f"the address of {recipient.id} has no {' and no '.join(f'`{k}`' for k in missing)}",
            record.at("address"),
            "note where the address comes from, and the day it was known to be right",
        )
    if recipient.serves and not recipient.represents:
        yield _warning(
            "serves_without_represents",
            f"{recipient.id} serves places, but represents no country, so it is never chosen",
            record.at("serves"),
            "add `represents:` with the country it acts for",
        )
    yield from _languages(record)


def _sender(record: Record[Sender], parts: Parts) -> Iterator[Problem]:
    sender = record.value
    for index, language in enumerate(sender.languages):
        if language not in LANGUAGES:
            yield _unknown_language(language, record.at("languages", index))
    if sender.post:
        yield from _unknown("recipient", sender.post, parts.recipients, record.at("post"))
    for index, name in enumerate(sender.co_signers):
        where = record.at("co_signers", index)
        if name == sender.id:
            yield Problem(
                "signs_twice",
                f"{name} is named as a co-signer of the same person's letters",
                where=where,
                hint="take the name out",
            )
        else:
            yield from _unknown("sender", name, parts.senders, where)


def _template(record: Record[LetterTemplate], parts: Parts) -> Iterator[Problem]:
    template = record.value
    for index, name in enumerate(template.to):
        yield from _unknown("recipient", name, parts.recipients, record.at("to", index))
    for index, name in enumerate(template.cc):
        if name != VIA:
            yield from _unknown("recipient", name, parts.recipients, record.at("cc", index))
    for index, name in enumerate(template.mandates):
        if not parts.mandates.may_have(name):
            near = did_you_mean(name, parts.mandates.records)
            yield Problem(
                "unknown_mandate",
                f"there is no mandate {name!r}",
                where=record.at("mandates", index),
                hint=near or f"choose from {', '.join(parts.mandates.records)}",
            )
    if template.audience is None and (template.requires or template.per is Per.PERSON):
        yield no_audience(template)
    yield from _delivery_point(template.via, record.at("via"), parts.recipients)
    yield from _texts(record)
    yield from _languages(record)


def _delivery_point(via: str, where: Where, recipients: Section[Recipient]) -> Iterator[Problem]:
    if via in {JURISDICTION, DIRECT}:
        return
    if not via.startswith(TAG):
        yield from _unknown("recipient", via, recipients, where)
        return
    tag = via.removeprefix(TAG)
    tags = {tag for recipient in recipients.by_id.values() for tag in recipient.tags}
    if tag not in tags and recipients.readable and not recipients.left_out:
        hint = did_you_mean(tag, tags) or "see `advocacy recipients list`"
        message = f"no recipient has the tag {tag!r}"
        yield Problem("unknown_tag", message, where=where, hint=hint)


def _texts(record: Record[LetterTemplate]) -> Iterator[Problem]:
    template = record.value
    if not template.texts:
        message = f"{template.id} has no text"
        hint = "write one, such as en.md, beside template.yaml"
        yield Problem("no_text", message, where=record.at(), hint=hint)
        return
    for language in template.texts:
        if template.subject.exactly(language) is None:
            yield Problem(
                "no_subject",
                f"{template.id} has a text in {language}, but no subject",
                where=record.at("subject"),
                hint=f"add the subject under `{language}:`",
            )
    yield from _questions(record)
    if FALLBACK not in template.texts:
        yield _warning(
            "no_english",
            f"{template.id} has no English text, so only senders of its languages can use it",
            record.at(),
            "add en.md",
        )
    unread = [language for language, text in template.texts.items() if not text.reviewed]
    if unread:
        yield _warning(
            "unreviewed",
            f"{template.id} has not been reviewed in {', '.join(unread)}",
            record.at("languages"),
            "have somebody who writes the language well read it, then set `reviewed: true`;"
            " until then it is taken only with --lang",
        )


def _questions(record: Record[LetterTemplate]) -> Iterator[Problem]:
    """Questions that a text lacks, or does not print."""
    template = record.value
    for language, text in template.texts.items():
        for index, question in enumerate(template.questions):
            if question.exactly(language) is None:
                yield Problem(
                    "missing_question",
                    f"{template.id} has a text in {language}, but not its question {index + 1}",
                    where=record.at("questions", index),
                    hint=f"add the question under `{language}:`",
                )
        sources = (text.source, *template.parts.values())
        if template.questions and not any("questions" in source for source in sources):
            yield _warning(
                "questions_not_printed",
                f"{template.id} asks questions, but its text in {language} does not print them",
                record.at("questions"),
                "write {{ questions }} into the text, in a paragraph of its own",
            )


def _languages(
    record: Record[Recipient] | Record[LetterTemplate] | Record[Case],
) -> Iterator[Problem]:
    """Texts under a language that no letter can be in."""
    for path, text in _localised(record.value, ()):
        for language in text.root:
            if language not in LANGUAGES and language != ANY_LANGUAGE:
                yield _unknown_language(language, record.at_key(*path, language))


def _localised(value: object, path: Steps) -> Iterator[tuple[Steps, Localised | LocalisedText]]:
    """Every text in several languages in `value`, with its path."""
    if isinstance(value, Localised | LocalisedText):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in _fields_with_texts(type(value)):
            inner = getattr(value, name)
            if inner is not None:
                yield from _localised(inner, (*path, name))
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _localised(inner, (*path, index))


@cache
def _fields_with_texts(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields that may be, or hold, texts in several languages; most of a long list's do not."""
    fields = model.model_fields.items()
    return tuple(name for name, field in fields if _may_hold_texts(field.annotation))


def _may_hold_texts(kind: object) -> bool:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return issubclass(kind, (Localised, LocalisedText)) or bool(_fields_with_texts(kind))
    return any(map(_may_hold_texts, get_args(kind)))


def _unknown_language(tag: str, where: Where) -> Problem:
    hint = did_you_mean(tag, LANGUAGES) or f"the languages are {', '.join(LANGUAGES)}"
    return _warning("unknown_language", f"{tag!r} is not a language of this tool", where, hint)


def _warning(code: str, message: str, where: Where, hint: str) -> Problem:
    return Problem(code, message, severity=Severity.WARNING, where=where, hint=hint)
