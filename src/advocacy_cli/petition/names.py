"""What stands in the place of a name or a town and is none: it is neither kept nor printed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
"""Characters that print as nothing (Unicode's Default_Ignorable_Code_Point), and the empty Braille
pattern."""
_NOTHING = frozenset(
    {"n/a", "n.a.", "n.a", "n\\a", "not available", "not applicable", "not given", "not known"}
    | {"none", "null", "nul", "undefined", "unknown", "empty", "blank", "(blank)", "no name"}
    | {"noname", "tbd", "test", "tests", "tester", "testing", "asdf", "qwerty", "xxx", "xx"}
    | {"anonymous", "anonymus", "anonym", "anonyme", "anónimo", "anónima", "inconnu", "inconnue"}
    | {"unbekannt", "keine angabe", "k. a.", "k.a.", "desconocido", "desconocida", "ninguno"}
    | {"sin nombre", "sans nom", "аноним", "анонимно", "неизвестно", "не указано", "тест"}
    | {"익명", "없음", "테스트", "무명", "匿名", "无", "無", "测试", "測試", "テスト", "なし"}
    | {"مجهول", "لا يوجد", "اختبار", "غير معروف"}
)
"""Whole cells, in whatever case."""
_AS_WRITTEN = frozenset({"na", "NA", "nan", "NaN", "NAN", "nil", "NIL"})
"""Whole cells, in this case only: Na, Nan and Nil are names and towns."""
_PARTS = frozenset({"null", "NULL", "none", "NONE", "test", "TEST"})
"""Words of which a name may not consist alone. `Null` and `Test` are family names."""
_NEVER = frozenset({"n/a", "N/A", "null", "undefined", "NaN", "#N/A", "#REF!", "#VALUE!", "#NAME?"})
"""Words, in this case, that programs write where there is nothing: they stand in no name."""
_SUFFIXES = "com|org|net|info|biz|edu|gov|int|mil|io|eu"
_URL = re.compile(
    rf"(?i)[a-z][a-z0-9+.-]*://|\bwww\.|\b[a-z0-9-]{{2,}}\.(?:{_SUFFIXES})\b(?:/|$|\s)"
    r"|^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2}(?:/\S*)?$"
)
_AT = re.compile(r"(?i)@|[(\[{]\s*at\s*[)\]}]")
_TELEPHONE = re.compile(r"(?i)\+\s*\d|^\s*(?:tel|phone|mobile|fax)\b")
_NAME_DIGITS, _TOWN_DIGITS = 5, 9
"""From so many digits on it is a number. A town may come with its postcode."""

_WORD, _UNSEEABLE, _NO_LETTER = "a word for nothing", "nothing that can be seen", "without a letter"
NOTHING = (_WORD, _UNSEEABLE, _NO_LETTER)
"""What `no_name` says of a cell that says nothing."""


@lru_cache(maxsize=4096)
def no_name(text: str) -> str | None:
    """Why a text can be nobody's name, or None where it can."""
    return _problem(text, _NAME_DIGITS)


@lru_cache(maxsize=4096)
def no_town(text: str) -> str | None:
    """Why a text can be no town's name, or None where it can; an empty one says nothing."""
    return _problem(text, _TOWN_DIGITS) if text else None


def _problem(text: str, most_digits: int) -> str | None:
    seen = unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).strip()
    if _AT.search(seen):
        return "an e-mail address"
    if _URL.search(seen):
        return "the address of a page"
    digits = sum(character.isdigit() for character in seen)
    if digits >= most_digits or (digits and _TELEPHONE.search(seen)):
        return "a number"
    words = set(seen.split())
    is_nothing = seen.casefold() in _NOTHING or seen in _AS_WRITTEN
    if is_nothing or words <= _PARTS or not words.isdisjoint(_NEVER):
        return _WORD if seen else _UNSEEABLE
    if not any(character.isalpha() for character in seen):
        return _NO_LETTER
    return None
