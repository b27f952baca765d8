"""How a name in Hangul is written in Latin letters: by the systems in use, and as people do.

The systems are McCune-Reischauer (1939) as North Korea has it, without its signs, and the Revised
Romanization of South Korea (2000); the other spellings are common in passports.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice, product

_FIRST, _LAST = 0xAC00, 0xD7A3
_MOST = 4_000
"""Spellings of one text that are given at most."""

# For each letter: as in North Korea, as in South Korea, then what else is in use; - is nothing.
_INITIAL = (
    "k/g kk/kk/gg n t/d tt/tt/dd r/r/l/n m p/b pp/pp/bb s/s/sh ss - j/j/ch jj/jj/tch ch k/k/kh"
    " t/t/th p/p/ph h"
)
_VOWEL = (
    "a ae/ae/ai ya yae o/eo/u e yo/yeo/you/yu ye o/o/oh wa wae oe/oe/oi yo u/u/oo wo we wi"
    " yu/yu/yoo u/eu ui/ui/ee/i/eui i/i/ee"
)
_FINAL = (
    "- k/k/g/ng k k n/n/l n n t l/l/r k m l l l p l m p/p/b/m p t/t/s t ng t t k t p -"
)  # fmt: skip
_FAMILY = {
    "김": "kim gim ghim", "이": "lee yi i rhee ri li", "리": "ri li lee rhee yi",
    "박": "pak park bak", "최": "choe choi", "정": "jong jung jeong chong chung", "조": "jo cho",
    "임": "im lim rim", "림": "rim lim im", "오": "o oh", "서": "so seo suh", "유": "yu yoo ryu",
    "류": "ryu yu yoo", "노": "no roh noh", "안": "an ahn", "한": "han hahn", "구": "ku koo gu",
    "허": "ho huh heo hur", "문": "mun moon", "손": "son sohn", "배": "pae bae",
    "백": "paek baek paik", "황": "hwang whang", "우": "u woo wu", "나": "na ra",
    "여": "yo yeo ryo", "국": "kuk gook kook",
}  # fmt: skip
_DOUBLE = ("황보", "남궁", "선우", "독고", "제갈", "사공", "서문", "동방")


def is_hangul(text: str) -> bool:
    """Whether a text is nothing but syllables of Hangul."""
    return bool(text) and all(_FIRST <= ord(one) <= _LAST for one in text)


def family_and_given(name: str) -> tuple[str, str]:
    """The two parts of a name in Hangul; the given name is empty where there is one part."""
    length = 2 if name.startswith(_DOUBLE) and len(name) > 2 else 1
    return name[:length], name[length:]


def family_spellings(family: str) -> tuple[str, ...]:
    """A family name in Latin letters without capitals, the usual one first."""
    usual = _FAMILY.get(family, "").split()
    return tuple(dict.fromkeys((*usual, *spellings(family))))


def spellings(syllables: str) -> tuple[str, ...]:
    """Syllables in Latin letters, without capitals, signs and blanks."""
    found = ("".join(one) for one in product(*map(_syllable, syllables)))
    return tuple(dict.fromkeys(islice(found, _MOST)))


def proposals(name: str) -> tuple[str, ...]:
    """A name in Hangul as either system writes it, as `Kim Chol Su` and `Gim Cheol-su`."""
    family, given = family_and_given(name)
    if not is_hangul(name) or not given:
        return ()
    north = [_letters(one, 0).capitalize() for one in given]
    south = "-".join(_letters(one, 1) for one in given).capitalize()
    first = family_spellings(family)[0].capitalize()
    return (
        f"{first} {' '.join(north)}",
        f"{''.join(_letters(one, 1) for one in family).capitalize()} {south}",
    )


def _rows(row: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(one.replace("-", "") for one in letter.split("/")) for letter in row.split())


_INITIALS, _MIDDLES, _ENDS = _rows(_INITIAL), _rows(_VOWEL), _rows(_FINAL)


def _parts(syllable: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The ways to write the first letter, the vowel and the last letter of a syllable."""
    place, last = divmod(ord(syllable) - _FIRST, len(_ENDS))
    first, vowel = divmod(place, len(_MIDDLES))
    return _INITIALS[first], _MIDDLES[vowel], _ENDS[last]


@lru_cache(maxsize=1024)
def _syllable(syllable: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys("".join(one) for one in product(*_parts(syllable))))


def _letters(syllable: str, system: int) -> str:
    return "".join(ways[min(system, len(ways) - 1)] for ways in _parts(syllable))
