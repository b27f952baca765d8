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

NAMES: dict[str, str] = {
    "en": "English الإنجليزية Englisch inglés anglais 영어 английский"
    " 英语 inglese inglês Engels angielski İngilizce англійська",
    "ar": "Arabic العربية Arabisch árabe arabe 아랍어"
    " арабский 阿拉伯语 arabo arabski Arapça арабська",
    "de": "German الألمانية Deutsch alemán allemand 독일어 немецкий"
    " 德语 tedesco alemão Duits niemiecki Almanca німецька",
    "es": "Spanish الإسبانية Spanisch español espagnol 스페인어 испанский"
    " 西班牙语 spagnolo espanhol Spaans hiszpański İspanyolca іспанська",
    "fr": "French الفرنسية Französisch francés français 프랑스어 французский"
    " 法语 francese francês Frans francuski Fransızca французька",
    "ko": "Korean الكورية Koreanisch coreano coréen 한국어"
    " корейский 韩语 Koreaans koreański Korece корейська",
    "ru": "Russian الروسية Russisch ruso russe 러시아어"
    " русский 俄语 russo rosyjski Rusça російська",
}
"""What languages are called in those of letters and some others, by tag (Unicode CLDR). Bare
Chinese is not among them: it may be written in either script."""
