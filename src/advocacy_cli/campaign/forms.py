"""Forms of address: those that come with the tool, and the campaign's own over them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from advocacy_cli.campaign.complaints import did_you_mean
from advocacy_cli.campaign.registers import Register
from advocacy_cli.campaign.tree import Node
from advocacy_cli.errors import Problem, Where
from advocacy_cli.model.forms import FormOfAddress

FILE = "forms_of_address.yaml"
FIELDS = ("name", "style", "office", "organisation", "short_office")


def _unknown_fields(form: Node) -> Iterator[Problem]:
    """Fields in braces that no line of an envelope or greeting can fill."""
    wordings = form.child("wordings")
    for text, where in _texts(wordings) if wordings else ():
        for name in re.findall(r"\{([^{}]*)\}", text):
            if name not in FIELDS:
                yield Problem(
                    "unknown_field",
                    f"{{{name}}} is not a field of a form of address",
                    where=where,
                    hint=did_you_mean(name, FIELDS) or f"the fields are {', '.join(FIELDS)}",
                )


def _texts(node: Node) -> Iterator[tuple[str, Where]]:
    """Every text in `node` and its place."""
    if isinstance(node.content, str):
        yield node.content, node.place((), FILE)
    elif isinstance(node.content, Mapping):
        for entry in node.content.values():
            yield from _texts(entry.value)
    else:
        for item in node.content or ():
            yield from _texts(item)


FORMS = Register(FILE, "forms", FormOfAddress, _unknown_fields)
"""How each role is written to."""
