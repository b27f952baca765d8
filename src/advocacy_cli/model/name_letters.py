"""A text as its readers see it: words of letters, without what hides a name from a search.

Accents, case and width go by the rule of `comparison.folded`. Here go also signs that do not show,
strokes through letters, and the several forms of one letter or Chinese character.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from urllib.parse import unquote

from advocacy_cli.model.comparison import folded
from advocacy_cli.model.name_tables import DIGITS, TWINS, VARIANTS

_NO_CAPITALS = (
    "\u0590-\u109f\u1100-\u1369\u1380-\u1399\u1400-\u1bff\u2e80-\ua63f\ua800-\uab2f\uabc0-\ud7ff"
    "\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefc\U00020000-\U0003ffff"
)
_CASELESS = re.compile(f"[{_NO_CAPITALS}]")
_SEAM = re.compile(
    f"(?<=[^{_NO_CAPITALS} ])(?=[{_NO_CAPITALS}])|(?<=[{_NO_CAPITALS}])(?=[^{_NO_CAPITALS} ])"
)
_PARTING = re.compile(
    "(?<=[a-zß-öø-ÿа-яё])(?=[A-ZÀ-ÖØ-ÞА-ЯЁ][a-zß-öø-ÿа-яё])"  # one word behind another: wasKim
    "|[™℠№℡©®]|(?<=[A-Za-z])[\u02b0-\u02b8\u1d2c-\u1d6a\u1d78-\u1dbf\u2071\u207fªº]+"  # a footnote
)
_JAMO = re.compile("[\u1100-\u11ff\u3131-\u318e\uffa1-\uffdc]")
_TYPED = re.compile("[\u3131-\u318e\uffa1-\uffdc][\u3131-\u318e\uffa1-\uffdc ]*")
"""Letters of Hangul as a keyboard gives them one by one: they do not say where a syllable ends."""
_LAST_OF_SYLLABLE = re.compile(
    "(?<=[\u1161-\u1175]) *([\u1100-\u1103\u1105-\u1107\u1109-\u110c\u110e-\u1112])"
    "(?! *[\u1161-\u1175])(?!\\1)"  # not laughter, as in ㅋㅋ
)
_FINALS = dict(zip("ᄀᄁᄂᄃᄅᄆᄇᄉᄊᄋᄌᄎᄏᄐᄑᄒ", "ᆨᆩᆫᆮᆯᆷᆸᆺᆻᆼᆽᆾᆿᇀᇁᇂ", strict=True))
_HOST = re.compile("xn--([a-z0-9-]{1,59})", re.IGNORECASE)
_ROUNDS = 3
"""How often an address may have been encoded."""
_TORN = re.compile("(?<=[\u1100-\u11ff]) +(?=[\u1160-\u11ff])")
"""What stands between the letters of one syllable of Hangul."""
_HAS_TWINS = re.compile(
    "[a-z]I|I[a-z]+I|[a-zA-ZÀ-ɏ][013578$|]{1,2}[a-zA-ZÀ-ɏ]"
    "|[\u0370-\u052f\u0531-\u0587\u13a0-\u13f5\u1d00-\u1d22\ua730\ua731ʙɢʜɪʟɴʀʏɑɡ]"
)
_DIGITS = re.compile("(?<=[a-zA-ZÀ-ɏ])[013578$|]{1,2}(?=[a-zA-ZÀ-ɏ])")
_UNSEEN = frozenset("\u034f\u0640\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u3164\uffa0")
"""Signs that do not show, or only stretch a word, though Unicode calls them no format signs."""
_SELECTORS = range(0xFE00, 0xFE10)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in the order in which they stand.

    Attributes:
        letters: the letters of all of them, without anything between.
        starts, ends: where in `letters` each begins and ends.
        capital: whether each begins with a capital.
    """

    letters: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    capital: tuple[bool, ...]


def words_of(text: str) -> Words:
    """The words of a text, in the letters in which it is written."""
    return _words(text)


def look_alikes_of(text: str) -> Words | None:
    """The words with all that looks like Latin letters turned into them; None without any."""
    if not _HAS_TWINS.search(text):
        return None
    parted = _PARTING.sub(" ", text).translate(TWINS)
    seen = unicodedata.normalize("NFKC", parted)
    seen = _DIGITS.sub(lambda found: found[0].translate(DIGITS), seen)
    return _words(seen.translate(TWINS), looks=True)


def looks_like(letters: str) -> str:
    """The letters of a name as they stand in `look_alikes_of` a text."""
    return letters.translate(TWINS)


def unencoded(text: str) -> str:
    """The text with its web addresses as people read them, without %xx (RFC 3986) and xn-- (3492).

    A text without either is given back unchanged.
    """
    for _ in range(_ROUNDS):
        if "%" not in text:
            break
        text = unquote(text)
    return _HOST.sub(_host_in_letters, text)


def _host_in_letters(found: re.Match[str]) -> str:
    try:
        return found[1].encode("ascii").decode("punycode")
    except UnicodeError:
        return found[0]


def is_caseless(text: str) -> bool:
    """Whether a text holds a letter of a script without capitals."""
    return _CASELESS.search(text) is not None


class _Shown(dict[int, str]):
    """What to keep of each character: itself, a blank, or nothing; found out once for each."""

    def __missing__(self, code: int) -> str:
        self[code] = kept = _kept(chr(code))
        return kept


def _kept(character: str) -> str:
    kind = unicodedata.category(character)
    if character.isspace():
        return " "
    if kind in {"Cf", "Cc", "Me"} or character in _UNSEEN or ord(character) in _SELECTORS:
        return ""
    if kind in {"Mn", "Mc"}:
        return character if folded(f"x{character}") != "x" else ""  # an accent, or a vowel
    return character if kind in {"Lu", "Ll", "Lt", "Lo"} or character in "ーゝゞ々" else " "


_SHOWN = _Shown()


def _words(text: str, *, looks: bool = False) -> Words:
    bare: list[str] = []
    capital: list[bool] = []
    # Words come again and again in a text, and in all letters of a run.
    for chunk in _whole_syllables(text).split():
        words, capitals = _parted(chunk)
        bare += map(looks_like, words) if looks else words
        capital += capitals
    ends = tuple(accumulate(map(len, bare)))
    return Words("".join(bare), (0, *ends)[:-1], ends, tuple(capital))


def _whole_syllables(text: str) -> str:
    """The text with the letters of Hangul that were set apart put together again."""
    if not _JAMO.search(text):
        return text
    typed = _TYPED.sub(_in_syllables, text.translate(_SHOWN))
    shown = unicodedata.normalize("NFKD", typed).translate(_SHOWN)
    return unicodedata.normalize("NFC", _TORN.sub("", shown))


def _in_syllables(typed: re.Match[str]) -> str:
    letters = _TORN.sub("", unicodedata.normalize("NFKD", typed[0]))
    return _LAST_OF_SYLLABLE.sub(lambda found: _FINALS[found[1]], letters)


@lru_cache(maxsize=16_384)
def _parted(chunk: str) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    """The words in a piece of text without blanks, and which of them begin with a capital."""
    parted = unicodedata.normalize("NFKD", _PARTING.sub(" ", chunk)).translate(_SHOWN)
    shown = unicodedata.normalize("NFC", parted).translate(VARIANTS)
    words = (_SEAM.sub(" ", shown) if is_caseless(shown) else shown).split()
    return tuple(map(folded, words)), tuple(word[0].isupper() for word in words)
