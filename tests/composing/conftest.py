"""Letters built directly as values, each with what a test is about and invented rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest

from advocacy_cli.errors import Where
from advocacy_cli.model.campaigns import Campaign, Settings
from advocacy_cli.model.forms import FormOfAddress
from advocacy_cli.model.letters import DIRECT, Letter
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.references import LetterKey
from advocacy_cli.model.senders import Sender
from advocacy_cli.model.templates import LetterTemplate, LetterText

FORM = FormOfAddress.model_validate(
    {
        "description": "a head of State",
        "source": "invented",
        "wordings": {
            "en": {
                "envelope": ["{style} {name}", "{office}"],
                "unnamed": ["The President", "{office}"],
                "short": ["H.E. {name}, {short_office}"],
                "salutation": {"any": "Your Excellency,", "f": "Madam President,"},
                "unnamed_salutation": "Excellency,",
                "closing": "Respectfully yours,",
            },
            "zh-Hans": {
                "envelope": ["{office}", "{name}阁下"],
                "unnamed": ["{office}"],
                "salutation": "尊敬的{name}阁下：",
                "closing": "此致 敬礼",
            },
        },
    }
)


class World:
    """Makes the values that composing needs; keyword arguments replace what is invented."""

    def template(
        self,
        source: str = "Hello.",
        *,
        language: str = "en",
        parts: Mapping[str, str] | None = None,
        **changes: Any,
    ) -> LetterTemplate:
        file = f"letter_templates/call/{language}.md"
        text = LetterText(language=language, file=file, source=source, reviewed=True)
        given: dict[str, Any] = {"subject": "A request", **changes}
        return LetterTemplate(id="call", texts={language: text}, parts=parts or {}, **given)

    def sender(self, **changes: Any) -> Sender:
        given: dict[str, Any] = {
            "id": "ada",
            "uid": "uid-of-ada",
            "name": "Ada Example",
            "address": {"country": "GB", "lines": ["5 Sender Street", "London N1 1AA"]},
        }
        return Sender(**{**given, **changes})

    def president(self, **changes: Any) -> Recipient:
        given: dict[str, Any] = {
            "id": "president",
            "form": "head-of-state",
            "office": {"en": "President of Exampleland", "zh-Hans": "示例国主席"},
            "short_office": "President",
            "holder": {
                "name": {"en": "Pat Example", "zh-Hans": "李示例"},
                "style": "His Excellency",
            },
            "represents": "CN",
            "address": {"country": "CN", "lines": ["1 Palace Road", "Capital 100000"]},
            "where": Where("recipients.yaml", 2, 5),
        }
        return Recipient(**{**given, **changes})

    def embassy(self, **changes: Any) -> Recipient:
        given: dict[str, Any] = {
            "id": "embassy",
            "form": "head-of-state",
            "organisation": {"en": "Embassy of Exampleland", "zh-Hans": "示例国大使馆"},
            "represents": "CN",
            "address": {"country": "GB", "lines": ["2 Mission Street", "London W1 1AA"]},
        }
        return Recipient(**{**given, **changes})

    def letter(
        self,
        *,
        sender: Sender | None = None,
        addressee: Recipient | None = None,
        via: Recipient | None = None,
        language: str = "en",
        **changes: Any,
    ) -> Letter:
        sender, addressee = sender or self.sender(), addressee or self.president()
        post = via.id if via else DIRECT
        key = LetterKey("TST", "call", addressee.id, post, sender.uid, "", language, 1)
        given: dict[str, Any] = {
            "co_signers": (),
            "copies": (),
            "layout": "plain",
            "date": dt.date(2026, 9, 24),
            "file": "letters/a.pdf",
            **changes,
        }
        return Letter(key=key, addressee=addressee, via=via, sender=sender, **given)

    def campaign(
        self, template: LetterTemplate | None = None, form: FormOfAddress = FORM
    ) -> Campaign:
        template = template or self.template()
        return Campaign(
            settings=Settings(name="Test call", code="TST"),
            recipients={},
            senders={},
            templates={template.id: template},
            forms={"head-of-state": form},
        )


@pytest.fixture(scope="session")
def world() -> World:
    """Makes letters, and what they are made of."""
    return World()
