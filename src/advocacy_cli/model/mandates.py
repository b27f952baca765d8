"""Mandates of the UN Human Rights Council that a submission can be addressed to."""

from __future__ import annotations

from advocacy_cli.model.values import Line, Localised, Value


class Mandate(Value):
    """An independent expert or group of experts.

    Attributes:
        title: the official title. Texts in languages it is not given in use the English.
        email: only where it is confirmed.
        source: where this comes from.
    """

    title: Localised
    email: Line | None = None
    source: Line
