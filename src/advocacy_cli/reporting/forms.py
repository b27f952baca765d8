"""What can be asked of a report. It loads nothing, so that the command line may ask for it."""

from __future__ import annotations

from enum import StrEnum


class Readers(StrEnum):
    """Whom a report is for."""

    PUBLIC = "public"
    INTERNAL = "internal"


class Form(StrEnum):
    """What a report can be written as; also the endings of its files."""

    MARKDOWN = "md"
    HTML = "html"
    PDF = "pdf"
    JSON = "json"
