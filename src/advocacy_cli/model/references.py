"""References: what a letter is called, derived from what the letter is.

`NKR-7K3M-2QXA-S`: the campaign's code, eight Crockford base32 characters (40 bits) of the
SHA-256 of the letter's key, and a check character. The same key gives the same reference on
every machine, so ledgers can be merged without a counter.

The check character is a polynomial over GF(32) with a different non-zero weight for each
place: it catches every single wrong character and every exchange of two characters, which a
plain sum modulo 32 would not. It cannot tell apart what it reads as the same: in the campaign's
code I from L, and U from V.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cached_property

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_READ_AS = str.maketrans("ILOU", "110V")
_SHAPE = re.compile(r"([A-Z]{2,5})-?([0-9A-Z]{4})-?([0-9A-Z]{4})-?([0-9A-Z])")


@dataclass(frozen=True)
class LetterKey:
    """What makes a letter this letter and no other. Never its date, text or layout.

    Attributes:
        via: the delivery point's recipient id, or `direct`.
        sender_uid: the sender's `uid`, not the id, which may differ between machines.
        case: the case's id, with `/` and the person's where the letter is about one; or empty.
        round: 1 for the first letter, 2 for the next to the same addressee, and so on.
        about: the reference of the letter it follows up, or empty. Empty, it is no part of the
            digest, which is older than it.
    """

    campaign: str
    template: str
    addressee: str
    via: str
    sender_uid: str
    case: str
    language: str
    round: int
    about: str = ""

    # Whoever has a letter in hand asks for these many times; they are worked out once.
    @cached_property
    def digest(self) -> str:
        """SHA-256 of the key in canonical JSON, in hexadecimal."""
        names = LetterKey.__dataclass_fields__
        values = {name: getattr(self, name) for name in names if name != "about" or self.about}
        return hashlib.sha256(_canonical(values).encode()).hexdigest()

    @cached_property
    def reference(self) -> str:
        """The letter's reference."""
        number = int(self.digest[:10], 16)
        body = "".join([ALPHABET[(number >> shift) & 31] for shift in range(35, -1, -5)])
        check = check_character(self.campaign + body)
        return f"{self.campaign}-{body[:4]}-{body[4:]}-{check}"


_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


def check_character(text: str) -> str:
    """The check character of `text`: letters and digits, without hyphens."""
    total = 0
    for character in reversed(text.translate(_READ_AS)):
        total = _times_alpha(total ^ _VALUES[character])
    return ALPHABET[total]


def read_reference(text: str) -> str | None:
    """The reference a person meant, in its standard form; None if it cannot be one.

    Case, missing hyphens and blanks do not matter, and I, L, O, U are read as 1, 1, 0, V.
    """
    match = _SHAPE.fullmatch(re.sub(r"\s", "", text.upper()))
    if not match:
        return None
    code, first, second, check = match.groups()
    first, second, check = (part.translate(_READ_AS) for part in (first, second, check))
    right = check_character(code + first + second) == check
    return f"{code}-{first}-{second}-{check}" if right else None


def _times_alpha(value: int) -> int:
    """Multiply by the generator of GF(32) (x^5 + x^2 + 1)."""
    value <<= 1
    return value ^ 0b100101 if value & 32 else value
