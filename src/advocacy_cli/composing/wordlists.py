"""The words that the checks of letters look for, by language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class WordLists:
    """What to look for in one language.

    Attributes:
        many_words: more words than this do not fit on one page.
        requests: shows that a text asks for something.
        answers: shows that it invites an answer.
        salutations: how a text begins that brings its own greeting.
    """

    many_words: int
    requests: re.Pattern[str]
    answers: re.Pattern[str]
    salutations: re.Pattern[str]
    insulting: re.Pattern[str]
    partisan: re.Pattern[str]


@cache
def word_lists(language: str) -> WordLists | None:
    """The lists of `language`, or None where nobody has written them yet."""
    file = files(__package__).joinpath("lint_words", f"{language}.toml")
    if not file.is_file():
        return None
    data: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    inside = data.get("inside_words", False)
    return WordLists(
        many_words=data["many_words"],
        requests=any_of(data["requests"], inside=inside),
        answers=any_of(data["answers"], inside=inside),
        salutations=any_of(data["salutations"], inside=inside),
        insulting=any_of(data["insulting"], inside=inside),
        partisan=any_of(data["partisan"], inside=inside),
    )


def any_of(words: Iterable[str], *, inside: bool) -> re.Pattern[str]:
    """Finds each of the words in any case: whole ones only, or `inside` longer ones too.

    The longest comes first, so that `puppet state` is found as that.
    """
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    pattern = "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest_first)
    return re.compile(pattern if inside else rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
