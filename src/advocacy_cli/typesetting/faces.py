"""Which faces letters are set in, and which characters those can print.

Letters use a few families and no other. What is installed is asked of fontconfig's `fc-list`,
the same library that the typesetter asks. Variable fonts do not count: the typesetter would
have to make a font of its own from them for every letter.
"""

from __future__ import annotations

import subprocess
import unicodedata
from collections.abc import Iterable
from functools import cache

from advocacy_cli.errors import AdvocacyError, Problem, Severity
from advocacy_cli.model.languages import LANGUAGES

SERIF = "Noto Serif"
CHINESE = "Noto Serif CJK SC"
KOREAN = "Noto Serif CJK KR"
ARABIC = "Noto Naskh Arabic"

# No letter is written in these scripts, but a name or an address may be.
_SCRIPTS_OF_NAMES = """
    Armenian Bengali Devanagari Ethiopic Georgian Gujarati Gurmukhi Hebrew Kannada Khmer
    Lao Malayalam Myanmar Sinhala Tamil Telugu Thai Tibetan
"""
_NAMES = {script.upper(): f"Noto Serif {script}" for script in _SCRIPTS_OF_NAMES.split()}

PACKAGES = {
    SERIF: "fonts-noto-core",
    CHINESE: "fonts-noto-cjk",
    KOREAN: "fonts-noto-cjk",
    ARABIC: "fonts-noto-core",
    **dict.fromkeys(_NAMES.values(), "fonts-noto-core"),
}
"""The Debian and Ubuntu package that brings each family."""

_PRINTS = {
    SERIF: "Latin, Greek and Cyrillic",
    CHINESE: "Chinese",
    KOREAN: "Korean",
    ARABIC: "Arabic",
}
_BY_SCRIPT = {
    "Hans": (CHINESE, SERIF, ARABIC),
    "Kore": (KOREAN, SERIF, ARABIC),
    "Arab": (ARABIC, SERIF, CHINESE),
}
_OTHERWISE = (SERIF, CHINESE, ARABIC)
# The first word of a character's Unicode name tells its script.
_BY_NAME = {
    "LATIN": SERIF,
    "GREEK": SERIF,
    "CYRILLIC": SERIF,
    "ARABIC": ARABIC,
    "CJK": CHINESE,
    "HIRAGANA": CHINESE,
    "KATAKANA": CHINESE,
    "HANGUL": KOREAN,
    **_NAMES,
}
_EMOJI_STYLE = "\ufe0f"
_REGULAR, _BOLD = 80, 200  # fontconfig's weights


def families(language: str) -> tuple[str, ...]:
    """The families for text in `language` (a BCP 47 tag), in the order they are tried."""
    known = LANGUAGES.get(language)
    first = _BY_SCRIPT.get(known.script, _OTHERWISE) if known else _OTHERWISE
    return (*first, *_NAMES.values())


def latin_first(language: str) -> tuple[str, ...]:
    """The families for a line in Latin script within a letter in `language`."""
    return (SERIF, *(family for family in families(language) if family != SERIF))


def missing_characters(text: str, language: str) -> frozenset[str]:
    """The characters of `text` that no face for `language` can print; none is good.

    Raises:
        AdvocacyError: fontconfig is not there to ask.
    """
    names = families(language)
    if text.isascii() and _print_ascii(names):
        return frozenset()
    return _missing(text, names)


def glyphs_problem(missing: Iterable[str], language: str) -> Problem:
    """Say which characters cannot be printed, and what to do about them."""
    named = sorted(missing)
    shown = ", ".join(_in_words(character) for character in named[:8])
    more = f" and {len(named) - 8} more" if len(named) > 8 else ""
    return Problem(
        "missing_glyphs",
        f"no face here can print {shown}{more}",
        hint="; ".join(dict.fromkeys(_remedy(character, language) for character in named)),
    )


def face_problems() -> list[Problem]:
    """What is missing of the faces; letters in Latin script need only the first family.

    A family counts as missing unless its regular and bold weights are there as static fonts.
    """
    try:
        return [
            Problem(
                "missing_face",
                f"the face {family} is not installed, so {_PRINTS[family]} text cannot be printed",
                severity=Severity.ERROR if family == SERIF else Severity.WARNING,
                hint=_install(family),
            )
            for family in _PRINTS
            if not {_REGULAR, _BOLD} <= {weight for weight, _ in _fonts(family)}
        ]
    except AdvocacyError as error:
        return list(error.problems)


def forget() -> None:
    """Ask again what is installed; what was learnt is otherwise kept as long as the process."""
    for known in (_print_ascii, _coverage, _fonts):
        known.cache_clear()


def _missing(text: str, names: Iterable[str]) -> frozenset[str]:
    """The characters of a text that no family has. As a rule the first has them all."""
    missing = frozenset(text)
    for family in names:
        missing = frozenset(filter(_leaves_a_mark, missing - _coverage(family)))
        if not missing:
            break
    return missing


@cache
def _print_ascii(names: tuple[str, ...]) -> bool:
    """Whether ASCII text needs no closer look: most of a long list is."""
    return not _missing("".join(map(chr, range(128))), names)


@cache
def _coverage(family: str) -> frozenset[str]:
    """What every installed font of the family can print: any of them may be taken."""
    charsets = [frozenset(map(chr, _code_points(charset))) for _, charset in _fonts(family)]
    return frozenset.intersection(*charsets) if charsets else frozenset()


@cache
def _fonts(family: str) -> tuple[tuple[int, str], ...]:
    """Weight and character set of each static font of the family."""
    command = ["fc-list", "--format", "%{weight}|%{charset}\n", f":family={family}:variable=False"]
    try:
        listing = subprocess.run(  # noqa: S603  the command holds nothing of a user's
            command, capture_output=True, text=True, check=True
        ).stdout
    except FileNotFoundError:
        raise AdvocacyError(
            Problem(
                "no_fontconfig",
                "fc-list is not installed, so it is not known which faces there are",
                hint="install the package fontconfig",
            )
        ) from None
    pairs = (line.partition("|")[::2] for line in listing.splitlines())
    return tuple((round(float(weight)), charset) for weight, charset in pairs)


def _code_points(charset: str) -> Iterable[int]:
    """Expand fontconfig's notation: hexadecimal numbers and ranges, `20-7e a0`."""
    for part in charset.split():
        first, _, last = part.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def _leaves_a_mark(character: str) -> bool:
    """Whether a character needs a glyph; an emoji selector asks for one no letter has."""
    if character == _EMOJI_STYLE:
        return True
    return unicodedata.category(character) not in {"Cc", "Cf", "Zl", "Zp"} and not (
        "\ufe00" <= character <= "\ufe0e"
    )


def _in_words(character: str) -> str:
    if character == _EMOJI_STYLE:
        return "emoji style (U+FE0F)"
    shown = f"{character} " if character.isprintable() else ""
    return f"{shown}(U+{ord(character):04X})"


def _remedy(character: str, language: str) -> str:
    if _is_emoji(character):
        return "letters do not print emoji; take them out"
    family = _BY_NAME.get(unicodedata.name(character, "").split(" ")[0].split("-")[0])
    if family in (CHINESE, KOREAN):
        family = next(name for name in families(language) if name in (CHINESE, KOREAN))
    if family is None:
        return (
            "no face that letters are set in has it, nor does a package bring one;"
            " write it in Latin script"
        )
    if not _fonts(family):
        return _install(family)
    return f"{family} lacks it; write it another way"


def _is_emoji(character: str) -> bool:
    return "\U0001f000" <= character <= "\U0001faff" or character in "\ufe0f\u20e3"


def _install(family: str) -> str:
    package = PACKAGES[family]
    return f"install {family} as a static font: `sudo apt-get install {package}`"
