"""The languages letters can be written in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Language:
    """A language as the tool knows it.

    Attributes:
        tag: the BCP 47 tag used in files and on the command line.
        name: the language's name in English.
        own_name: the language's name in itself.
        direction: the direction of its script.
        script: ISO 15924 code of its script.
    """

    tag: str
    name: str
    own_name: str
    direction: Literal["ltr", "rtl"] = "ltr"
    script: str = "Latn"


LANGUAGES: dict[str, Language] = {
    language.tag: language
    for language in (
        Language("en", "English", "English"),
        Language("ar", "Arabic", "العربية", "rtl", "Arab"),
        Language("de", "German", "Deutsch"),
        Language("es", "Spanish", "español"),
        Language("fr", "French", "français"),
        Language("ko", "Korean", "한국어", "ltr", "Kore"),
        Language("ru", "Russian", "русский", "ltr", "Cyrl"),
        Language("zh-Hans", "Chinese (simplified)", "简体中文", "ltr", "Hans"),
    )
}

FALLBACK = "en"
"""The language a letter takes when none of the sender's own is at hand."""
