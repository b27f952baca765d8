"""Names for events and runs, made from the time and random bytes that are passed in."""

from __future__ import annotations

import datetime as dt

from advocacy_cli.model.references import ALPHABET

UUID_RANDOM_BYTES = 10
RUN_RANDOM_BYTES = 3


def uuid7(milliseconds: int, random: bytes, *, after: str = "") -> str:
    """A UUIDv7 (RFC 9562, section 5.7) in its usual hexadecimal form.

    Args:
        milliseconds: since 1970-01-01 UTC.
        random: ten bytes or more; those beyond ten are not used.
        after: an id that the new one must sort behind. Where the clock has not moved on since
            that one, or went back, the new id is dated one millisecond after it (section 6.2).

    Raises:
        ValueError: too few random bytes, or a time that does not fit into 48 bits.
    """
    if len(random) < UUID_RANDOM_BYTES:
        raise ValueError(f"{UUID_RANDOM_BYTES} random bytes are needed, not {len(random)}")
    if not 0 <= milliseconds < 1 << 48:
        raise ValueError(f"{milliseconds} milliseconds do not fit into 48 bits")
    bits = int.from_bytes(random[:UUID_RANDOM_BYTES], "big")
    random_a, random_b = bits >> 68, bits & ((1 << 62) - 1)
    number = milliseconds << 80 | 7 << 76 | random_a << 64 | 0b10 << 62 | random_b
    digits = f"{number:032x}"
    made = f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
    if made > after:
        return made
    return uuid7((int(after.replace("-", ""), 16) >> 80) + 1, random)


def run_name(on: dt.date, random: bytes) -> str:
    """A name for a run of drafting that people can type, such as `20261124-7K3M`.

    Args:
        on: the day of the run.
        random: three bytes or more, for the four Crockford base32 characters.

    Raises:
        ValueError: too few random bytes.
    """
    if len(random) < RUN_RANDOM_BYTES:
        raise ValueError(f"{RUN_RANDOM_BYTES} random bytes are needed, not {len(random)}")
    number = int.from_bytes(random[:RUN_RANDOM_BYTES], "big")
    mark = "".join(ALPHABET[(number >> shift) & 31] for shift in (15, 10, 5, 0))
    return f"{on:%Y%m%d}-{mark}"
