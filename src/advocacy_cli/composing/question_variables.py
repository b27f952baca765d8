"""What a letter's text can say of questions, its own and those of the letter it follows up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from advocacy_cli.composing.escaping import literal
from advocacy_cli.composing.words import format_date, format_list, format_partial_date
from advocacy_cli.model.letters import Letter, Published
from advocacy_cli.model.templates import LetterTemplate

QUESTION_FIELDS: Mapping[str, tuple[str, ...]] = {
    "questions": (),
    "open_questions": (),
    "followed": (
        *("reference", "date", "replied_on"),
        *("public_on", "at_the_latest", "of_un", "author", "url"),
    ),
}
"""The names a text may use, and the parts of those that have any."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A value that prints as a numbered list, in a paragraph of its own."""

    items: tuple[tuple[int, str], ...]

    def markdown(self) -> str:
        """The list; each item keeps its number.

        Markdown counts on from a list's first number, and begins a new list where the mark
        behind the number changes.
        """
        lines: list[str] = []
        marks, before = ".)", 0
        for number, text in self.items:
            if lines and number != before + 1:
                marks = marks[::-1]
            lines.append(f"{number}{marks[0]} {literal(text)}")
            before = number
        return "\n".join(lines)


def question_variables(
    letter: Letter, template: LetterTemplate
) -> Mapping[str, Numbered | Mapping[str, str | None] | None]:
    """The values of the names in `QUESTION_FIELDS`."""
    language, country = letter.key.language, letter.sender.country
    asked = (question.best(language) for question in template.questions)
    followed = letter.followed
    if followed is None:
        return {
            "questions": _numbered(enumerate(asked, 1)),
            "open_questions": None,
            "followed": None,
        }
    days = [format_partial_date(day, language, country) for day in followed.replied_on]
    return {
        "questions": _numbered(enumerate(asked, 1)),
        "open_questions": _numbered(
            (int(question.number), question.text) for question in followed.open_questions
        ),
        "followed": {
            "reference": followed.name or None,
            "date": format_partial_date(followed.date, language, country),
            "replied_on": format_list(days, language) if days else None,
            **_published(followed.published, language, country),
        },
    }


def _published(
    published: Published | None, language: str, country: str
) -> Mapping[str, str | None]:
    """How somebody else's letter is public. Of what only holds or not, the words do not matter."""
    if published is None:
        return dict.fromkeys(("public_on", "at_the_latest", "of_un", "author", "url"))
    return {
        "public_on": format_date(published.on, language, country),
        "at_the_latest": "yes" if published.at_the_latest else None,
        "of_un": "yes" if published.of_un else None,
        "author": published.author,
        "url": published.url or None,
    }


def _numbered(items: Iterable[tuple[int, str]]) -> Numbered | None:
    found = tuple(items)
    return Numbered(found) if found else None
