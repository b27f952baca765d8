"""Finds the place in the campaign's files that a letter's problem comes from."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from advocacy_cli.errors import Problem, Where
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.letters import Letter
from advocacy_cli.typesetting.faces import missing_characters

_PICTURE = re.compile(r"!\[[^\]]*\]\(\s*<?([^)\s>]+)")


def with_places(problems: Iterable[Problem], letter: Letter, campaign: Campaign) -> list[Problem]:
    """The problems, each with the place to mend it where one can be found."""
    return [
        problem if problem.where else replace(problem, where=_place(problem, letter, campaign))
        for problem in problems
    ]


def _place(problem: Problem, letter: Letter, campaign: Campaign) -> Where | None:
    match problem.code:
        case "address_does_not_fit":
            return letter.delivery_point.where
        case "missing_glyphs":
            return next(_unprintable(letter, campaign), None)
        case "does_not_fit":
            return letter.sender.where
        case "forbidden_url" | "cannot_read_asset" | "typesetting_warning":
            return next(_pictures(problem.message, letter, campaign), None)
        case "too_long" if letter.sender.own_words:
            return letter.sender.where
        case "too_long" | "took_too_long" | "took_too_much" | "not_tried":
            return Where(campaign.templates[letter.key.template].texts[letter.key.language].file)
        case _:
            return None


def _unprintable(letter: Letter, campaign: Campaign) -> Iterator[Where]:
    """Places of text that no face can print: in the text line by line, then in the lists."""
    language = letter.key.language
    for where, line in _lines(letter, campaign):
        missing = missing_characters(line, language)
        if missing:
            yield replace(where, column=min(map(line.index, missing)) + 1)
    for value in (letter.addressee, letter.via, letter.sender, *letter.co_signers, *letter.copies):
        if value and value.where and missing_characters(value.model_dump_json(), language):
            yield value.where


def _pictures(message: str, letter: Letter, campaign: Campaign) -> Iterator[Where]:
    """Places of the pictures that a message speaks of."""
    for where, line in _lines(letter, campaign):
        for picture in _PICTURE.finditer(line):
            if posixpath.basename(picture[1]) in message:
                yield replace(where, column=picture.start() + 1)


def _lines(letter: Letter, campaign: Campaign) -> Iterator[tuple[Where, str]]:
    """The lines of the letter's text, then those of the parts it may include."""
    template = campaign.templates[letter.key.template]
    text = template.texts[letter.key.language]
    folder = posixpath.dirname(text.file)
    parts = {f"{folder}/{name}": source for name, source in template.parts.items()}
    for file, source in {text.file: text.source, **parts}.items():
        for number, line in enumerate(source.splitlines(), start=1):
            yield Where(file, number), line
