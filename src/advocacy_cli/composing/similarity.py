"""Tells letters that say nearly the same.

The method is SimHash: M. Charikar, "Similarity Estimation Techniques from Rounding Algorithms"
(STOC 2002), as used for near-duplicate web pages by G. Manku, A. Jain and A. Das Sarma,
"Detecting Near-Duplicates for Web Crawling" (WWW 2007), over shingles of three words after
A. Broder, "On the Resemblance and Containment of Documents" (SEQUENCES 1997).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations

BITS = 64
DISTANCE = 3
"""Bits in which fingerprints of near duplicates differ at most, as Manku et al. found."""

_BLOCKS = 6
_WORD = re.compile(r"[\u4e00-\u9fff]|[^\W\u4e00-\u9fff]+")


# Letters of one run mostly say the same.
@lru_cache(maxsize=64)
def fingerprint(text: str) -> int:
    """64 bits that differ in few places for texts that differ in few words.

    Case and punctuation do not count. A text without words has 0.
    """
    words = [word.casefold() for word in _WORD.findall(text)]
    if not words:
        return 0
    shingles = {" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2))}
    digests = [blake2b(shingle.encode(), digest_size=BITS // 8).digest() for shingle in shingles]
    # All of them as one number, of which `lowest` has the last bit of each.
    joined, number = int.from_bytes(b"".join(digests), "big"), len(digests)
    lowest = ((1 << BITS * number) - 1) // ((1 << BITS) - 1)
    return sum(1 << bit for bit in range(BITS) if 2 * (joined >> bit & lowest).bit_count() > number)


def near_duplicates(fingerprints: Iterable[int]) -> list[set[int]]:
    """The groups of different fingerprints of which each is near another of its group.

    Of six blocks of bits at least three are equal in fingerprints that differ in three bits, so
    only those that share three blocks are compared: the work grows nearly in line with their
    number.
    """
    values = sorted(set(fingerprints))
    leader = {value: value for value in values}

    def lead(value: int) -> int:
        while leader[value] != value:
            leader[value] = leader[leader[value]]
            value = leader[value]
        return value

    for mask in _masks():
        alike: dict[int, list[int]] = defaultdict(list)
        for value in values:
            alike[value & mask].append(value)
        for bucket in alike.values():
            for one, other in combinations(bucket, 2):
                if (one ^ other).bit_count() <= DISTANCE:
                    leader[lead(one)] = lead(other)
    groups: dict[int, set[int]] = defaultdict(set)
    for value in values:
        groups[lead(value)].add(value)
    return list(groups.values())


def _masks() -> list[int]:
    width = -(-BITS // _BLOCKS)
    whole = (1 << BITS) - 1
    blocks = [((1 << width) - 1) << width * block & whole for block in range(_BLOCKS)]
    return [sum(chosen) for chosen in combinations(blocks, _BLOCKS - DISTANCE)]
