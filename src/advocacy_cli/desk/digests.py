"""Digests of what a letter is made from: they tell whether a draft still is what it would be."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from advocacy_cli.composing.case_variables import AGREED
from advocacy_cli.composing.editions import printed_otherwise
from advocacy_cli.desk.editions import editions_of
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.case_views import CaseView
from advocacy_cli.model.direction import has_right_to_left
from advocacy_cli.model.letters import Letter
from advocacy_cli.model.listed import Listed
from advocacy_cli.model.readers import names_to_keep_from, readers_of
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.senders import Sender
from advocacy_cli.model.templates import LetterTemplate

# What never shows on a letter, so that changing it makes no draft stale.
_UNSEEN_OF_RECIPIENT = {
    *("source", "as_of", "note", "tags", "serves", "email"),
    *("do_not_contact", "paused", "contact_again_after"),
    *("aliases", "first_id", "closed_on", "succeeded_by"),
}
_UNSEEN_OF_SENDER = {
    *("post", "postcode", "languages", "co_signers", "email", "phone", "consents", "paused"),
    *("aliases", "first_id", "merged_uids"),
}


LATER = ("state", *AGREED)
"""Parts of a person that texts could not ask for at first, so that older drafts go on to hold."""

KEPT = 10_000
"""Digests of parts that are kept for letters to come; then a new collection is begun."""


class InputDigests:
    """Computes the digest of all inputs of letters of one campaign; parts are digested once."""

    def __init__(self, campaign: Campaign) -> None:
        self._campaign = campaign
        self._known: dict[tuple[str, ...], str] = {}
        self._to_keep: dict[tuple[object, ...], str] = {}

    def of(self, letter: Letter) -> str:
        """SHA-256 over everything the letter's paper depends on, in hexadecimal.

        A text or form of address that is not there any more has a digest as well. It covers the
        files of the campaign, this program's own data, and the editions of composing and of the
        layout; not the versions of the program, the typesetter and the fonts: they do not change
        what a letter says.
        """
        key = letter.key
        template = self._campaign.templates[key.template]
        return _digest(
            [
                self._editions(letter.layout, key.language),
                key.reference,
                letter.layout,
                letter.date.isoformat(),
                self._text(template, key.language),
                self._form(letter.addressee.form, key.language),
                self._recipient(letter.addressee),
                self._recipient(letter.via) if letter.via else "",
                *(self._recipient(copy) for copy in letter.copies),
                *(self._sender(sender) for sender in (letter.sender, *letter.co_signers)),
                *([self._case(letter.case, template)] if letter.case else []),
                *_followed(letter),
                *self._lines(letter),
            ]
        )

    def _lines(self, letter: Letter) -> list[Any]:
        """What differs of the address from how it was first printed, from the same lines."""
        point, home = letter.delivery_point.address, letter.sender.address
        if point is None:
            return []
        return printed_otherwise(point, home, letter.sender.country)

    def _editions(self, layout: str, language: str) -> str:
        return self._once(
            ("editions", layout, language),
            lambda: [*editions_of(layout, language), self._campaign.settings.name],
        )

    def to_keep(self, letter: Letter) -> str:
        """The digest of all names that a letter is searched for; empty where there are none."""
        readers = readers_of(self._campaign.templates[letter.key.template], letter.addressee)
        key = (letter.date, *readers)
        if key not in self._to_keep:
            names = names_to_keep_from(letter, self._campaign)
            self._to_keep[key] = _digest(names) if names else ""
        return self._to_keep[key]

    def _text(self, template: LetterTemplate, language: str) -> str:
        def compute() -> Any:
            text = template.texts.get(language)
            if text is None:
                return None
            shown = template.model_dump(mode="json", include={"subject", "enclosures", "max_pages"})
            includes = any(word in text.source for word in ("include", "import", "extends"))
            pictures = dict(self._campaign.assets) if "assets/" in text.source else {}
            annex = template.annex_file(language)
            parts = {
                name: part for name, part in template.parts.items() if includes or name == annex
            }
            if any("assets/" in part for part in parts.values()):
                pictures = dict(self._campaign.assets)
            counts = self._campaign.petitions.get(template.id)
            signed = [counts.model_dump()] if counts else []
            asked = [[one.best(language) for one in template.questions]] * bool(template.questions)
            named = self._law_and_mandates(template, "\n".join([text.source, *parts.values()]))
            return [shown, text.source, parts, pictures, *signed, *named, *asked]

        return self._once(("text", template.id, language), compute)

    def _case(self, view: CaseView, template: LetterTemplate) -> Any:
        """What of a case may show; of the parts that came later, if a text asks for them."""
        sources = [text.source for text in template.texts.values()] + [*template.parts.values()]
        asked = any(f"person.{name}" in source for name in LATER for source in sources)
        shown = view.model_dump(mode="json")
        for person in shown["persons"]:
            for name in () if asked else ("state", "agreed", "protected"):
                del person[name]
        return shown

    def _law_and_mandates(self, template: LetterTemplate, source: str) -> list[Any]:
        """The law that a text may cite and the mandates it may list, or nothing."""
        law = {
            name: law.model_dump(mode="json", exclude=None if law.argument else {"argument"})
            for name, law in self._campaign.law.items()
            if f'"{name}"' in source or f"'{name}'" in source
        }
        mandates = {
            name: self._campaign.mandates[name].title.root
            for name in template.mandates
            if name in self._campaign.mandates
        }
        return [law, mandates] if law or mandates else []

    def _form(self, form: str, language: str) -> str:
        def compute() -> Any:
            known = self._campaign.forms.get(form)
            wording = known.wording(language) if known else None
            return wording.model_dump(mode="json") if wording else None

        return self._once(("form", form, language), compute)

    def _recipient(self, recipient: Recipient) -> str:
        return self._once(
            ("recipient", recipient.id),
            lambda: _seen(recipient, _UNSEEN_OF_RECIPIENT),
        )

    def office(self, recipient: Recipient) -> str:
        """A digest of what of a recipient may show on a letter; its id is no part of it."""

        def compute() -> Any:
            return {**_seen(recipient, _UNSEEN_OF_RECIPIENT), "id": ""}

        return self._once(("office", recipient.id), compute)

    def _sender(self, sender: Sender) -> str:
        return self._once(
            ("sender", sender.id),
            lambda: _seen(sender, _UNSEEN_OF_SENDER),
        )

    def _once(self, key: tuple[str, ...], compute: Any) -> str:
        if key not in self._known:
            if len(self._known) == KEPT:
                self._known.clear()
            self._known[key] = _digest(compute())
        return self._known[key]


def _followed(letter: Letter) -> list[str]:
    """What a letter says of the one it follows up; `Followed` shows no more than it ever did."""
    known = letter.followed
    published = known.published if known else None
    return [*([str(known)] if known else []), *([str(published)] if published else [])]


def _seen(value: Listed, unseen: set[str]) -> Any:
    """What of a record may show on a letter.

    Defaults are left out, so that a key which a later version adds makes no draft stale; another
    id makes none either.
    """
    shown = value.model_dump(mode="json", exclude=unseen, exclude_defaults=True)
    # Such values were not kept in their own order once.
    order = {"order": 2} if has_right_to_left(_canonical(shown)) else {}
    return {**shown, "id": value.key_id, **order}


def _digest(value: Any) -> str:
    return hashlib.sha256(_canonical(value).encode()).hexdigest()


_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode
