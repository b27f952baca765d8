"""Looks in letters and their texts for what the rules of letter writing advise against.

The rules themselves, with their sources, are in `model.rules`; the words are in `lint_words/`.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from advocacy_cli.composing.wordlists import WordLists, word_lists
from advocacy_cli.errors import Problem, Severity, Where
from advocacy_cli.model.letters import ComposedLetter, Letter
from advocacy_cli.model.rules import LETTER_RULES
from advocacy_cli.model.templates import LetterTemplate

Piece = tuple[Where, str]
"""A text, and the place where it begins."""

MANY_WORDS = 350
"""The limit for languages that have no word lists."""

_OPENING = re.compile(r"\{[{%#]")
_ENDS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_QUOTED = re.compile(r"[\"']([^\"']+)[\"']")
_TAG = re.compile(r"<[^>]*>")
_END_OF_BLOCK = re.compile(r"</(?:p|li|h2|h3|blockquote)>|<br ?/?>|<hr ?/?>")
# Words in square brackets; no picture or link, and none of the bracketed letters, numbers and
# omissions of a quotation.
_PLACEHOLDER = re.compile(
    r"(?<![!\w\\])\[(?!sic\])(?=[^\[\]]{0,300}?[^\W\d_]{2})[^\[\]]{2,300}\](?![(\[])"
)
_WORD = re.compile(r"[\u4e00-\u9fff]|[^\W\u4e00-\u9fff](?:[\w'-]*\w)?")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_NOWHERE = re.compile(r"(?!)")
_GREETED = re.compile(r"[,:!，：！،]|\n|$")
_GREETING = 60
"""Characters in which a greeting has ended."""


def lint_text(template: LetterTemplate, language: str) -> list[Problem]:
    """What to mend in a template's text in `language`, told without composing a letter.

    What its parts say counts as said; only the length is that of the text alone, since a letter
    may take one of several parts. A text about a case has its days from the case.
    """
    pieces = list(_pieces(template, language))
    subject = template.subject.exactly(language) or ""
    shown = (*pieces, (template.where or pieces[0][0], subject))
    found = _findings(_reading(template, language, shown, pieces[0][1], Severity.WARNING))
    dated = template.audience is not None or template.follows_up
    return [one for one in found if one.code != "no_date" or not dated]


def lint_letter(
    letter: Letter, composed: ComposedLetter, template: LetterTemplate
) -> list[Problem]:
    """What to mend in a letter as it will be read. A placeholder in it is an error."""
    language = letter.key.language
    where, body = Where(template.texts[language].file), anonymous(letter, composed)
    shown = ((where, body), (template.where or where, composed.subject))
    problems = [*_findings(_reading(template, language, shown, body, Severity.ERROR))]
    if not any(character.isalpha() for character in composed.salutation):
        message = f"the salutation of {letter.addressee.id} is {composed.salutation!r}"
        problems.append(_problem("missing_salutation", message, letter.addressee.where))
    if _lacks_copy(letter):
        country = letter.addressee.represents
        message = (
            f"the letter goes straight to {letter.addressee.id}, and no post of {country} in"
            f" {letter.sender.country} gets a copy"
        )
        problems.append(_problem("no_copy_to_embassy", message, template.where))
    return [_placed(problem, letter, template) for problem in problems]


def _reading(
    template: LetterTemplate,
    language: str,
    pieces: tuple[Piece, ...],
    body: str,
    placeholders: Severity,
) -> _Reading:
    what = f"the {language} text of {template.id}"
    return _Reading(what, language, pieces, body, template.max_pages == 1, placeholders)


def text_of(composed: ComposedLetter) -> str:
    """The body and the annex as text, each paragraph on a line of its own."""
    return _text_of(composed.body + composed.annex)


# Letters of one run mostly say the same.
@lru_cache(maxsize=64)
def _text_of(body: str) -> str:
    lines = _END_OF_BLOCK.sub("\n", body.replace("\n", " "))
    text = html.unescape(_TAG.sub("", lines))
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def anonymous(letter: Letter, composed: ComposedLetter) -> str:
    """The body as text without the sender's name, organisation and role."""
    text, sender = text_of(composed), letter.sender
    for name in (sender.name, sender.organisation, sender.role):
        text = text.replace(name, "") if name else text
    return text


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text to look in.

    Attributes:
        what: what it is called.
        language: its language.
        pieces: all there is to read, the body first and the subject last.
        body: the text whose length counts.
        limited: whether its length matters: the letter may have one page only.
        placeholders: how much a placeholder matters.
    """

    what: str
    language: str
    pieces: tuple[Piece, ...]
    body: str
    limited: bool
    placeholders: Severity


@lru_cache(maxsize=64)
def _findings(reading: _Reading) -> tuple[Problem, ...]:
    """The findings in a text. Letters of one run mostly say the same."""
    return tuple(_found(reading))


def _found(reading: _Reading) -> Iterator[Problem]:
    what, language = reading.what, reading.language
    pieces = [(where, text.replace("’", "'")) for where, text in reading.pieces]
    lists = word_lists(language)
    limit = lists.many_words if lists else MANY_WORDS
    count = len(_WORD.findall(reading.body.replace("’", "'")))
    if reading.limited and count > limit:
        message = f"{what} has {count} words; on one page there is room for about {limit}"
        yield _problem("many_words", message, pieces[0][0])
    left = [(place, word) for piece in pieces for place, word in _hits(_PLACEHOLDER, piece)]
    if left:
        yield _placeholders(what, left, reading.placeholders)
    else:  # what is yet to be written is not missed
        yield from _missing(what, pieces[:-1], language, lists)
    if lists:
        yield from _words(pieces, lists)


def _missing(
    what: str, pieces: list[Piece], language: str, lists: WordLists | None
) -> Iterator[Problem]:
    where = pieces[0][0]
    said = "\n".join(text for _, text in pieces)
    if lists and not lists.requests.search(said):
        yield _problem("no_request", f"{what} asks for nothing", where)
    if lists and not re.search(r"[?？؟]", said) and not lists.answers.search(said):
        yield _problem("no_question", f"{what} invites no answer", where)
    if not any(1800 <= int(year) < 2200 for year in _YEAR.findall(said)) and not (
        _days(language).search(said)
    ):
        yield _problem("no_date", f"{what} names no day or year", where)


def _words(pieces: list[Piece], lists: WordLists) -> Iterator[Problem]:
    where, text = pieces[0]
    start = lists.salutations.match(text, len(text) - len(text.lstrip()))
    if start:
        ends = _GREETED.search(text, start.end())
        if ends and ends.start() - start.start() <= _GREETING:
            message = f"the text begins with a greeting of its own, {start[0]!r}"
            place = _at(where, text, start.start())
            yield _problem("salutation_in_text", message, place)
    for code, pattern, says in (
        ("insulting_word", lists.insulting, "may be read as an insult"),
        ("partisan_word", lists.partisan, "sounds like politics"),
    ):
        seen: set[str] = set()
        for place, word in (hit for piece in pieces for hit in _hits(pattern, piece)):
            if word.casefold() not in seen:
                seen.add(word.casefold())
                yield _problem(code, f"{word!r} {says}", place)


def _placeholders(what: str, left: list[tuple[Where, str]], severity: Severity) -> Problem:
    where, first = left[0]
    shown = " ".join(first.split())
    shown = shown if len(shown) <= 40 else f"{shown[:40].rpartition(' ')[0]} ...]"
    many = f"{len(left)} placeholders, the first is" if len(left) > 1 else "a placeholder,"
    message = f"{what} still has {many} {shown}"
    return _problem("placeholder_left", message, where, severity)


def _problem(
    code: str, message: str, where: Where | None, severity: Severity = Severity.WARNING
) -> Problem:
    return Problem(code, message, severity=severity, where=where, hint=LETTER_RULES[code].hint)


def _hits(pattern: re.Pattern[str], piece: Piece) -> Iterator[tuple[Where, str]]:
    where, text = piece
    for hit in pattern.finditer(text):
        yield _at(where, text, hit.start()), hit[0]


def _at(where: Where, text: str, position: int) -> Where:
    line = text.count("\n", 0, position) + 1
    return Where(where.file, line, position - text.rfind("\n", 0, position))


def _pieces(template: LetterTemplate, language: str) -> Iterator[Piece]:
    """The text and the parts it names, without their Jinja2; each character keeps its place."""
    main = template.texts[language]
    folder = posixpath.dirname(main.file)
    sources: Mapping[str, str] = {
        **template.parts,
        **{posixpath.basename(text.file): text.source for text in template.texts.values()},
    }
    waiting, seen = [posixpath.basename(main.file)], set[str]()
    while waiting:
        name = waiting.pop(0)
        if name in seen or name not in sources:
            continue
        seen.add(name)
        source, tags = sources[name], list(_tags(sources[name]))
        waiting += [part for start, end in tags for part in _QUOTED.findall(source[start:end])]
        yield Where(f"{folder}/{name}"), _blanked(source, tags)


def _blanked(source: str, spans: list[tuple[int, int]]) -> str:
    pieces, position = [], 0
    for start, end in spans:
        pieces += [source[position:start], re.sub(r"[^\n]", " ", source[start:end])]
        position = end
    return "".join([*pieces, source[position:]])


def _tags(source: str) -> Iterator[tuple[int, int]]:
    """Beginning and end of each piece of Jinja2 in a text."""
    position = 0
    while opening := _OPENING.search(source, position):
        end = source.find(_ENDS[opening[0]], opening.end())
        if end < 0:
            return
        position = end + 2
        yield opening.start(), position


def _placed(problem: Problem, letter: Letter, template: LetterTemplate) -> Problem:
    """The finding with the place to mend it: the sender's own words, or the text without a line.

    Lines of a letter are not those of its text.
    """
    where, language = problem.where, letter.key.language
    if where is None or where.file != template.texts[language].file:
        return problem
    own = letter.sender.own_words and letter.sender.own_words.exactly(language)
    if own and _looked_for(problem.code, language).search(own):
        return replace(problem, where=letter.sender.where)
    return replace(problem, where=Where(where.file))


def _looked_for(code: str, language: str) -> re.Pattern[str]:
    """What a finding about words was found by; for others, what is found nowhere."""
    lists = word_lists(language)
    if code == "placeholder_left":
        return _PLACEHOLDER
    if lists and code in {"insulting_word", "partisan_word"}:
        return lists.insulting if code == "insulting_word" else lists.partisan
    return _NOWHERE


def _lacks_copy(letter: Letter) -> bool:
    """Whether a letter to an authority abroad passes by its country's post here."""
    addressee, home = letter.addressee, letter.sender.country
    if letter.via or addressee.serves or not addressee.represents or not addressee.address:
        return False
    if home == addressee.represents or addressee.address.country != addressee.represents:
        return False  # at home there is no embassy, and a mission abroad is one itself
    return not any(
        copy.represents == addressee.represents and copy.address and copy.address.country == home
        for copy in letter.copies
    )


@cache
def _days(language: str) -> re.Pattern[str]:
    """Finds a day, as in `18 September`, `September 18`, `9월 18일` or `18.9.`."""
    from babel import Locale

    months = Locale.parse(language, sep="-").months["format"]
    names = {name for width in ("wide", "abbreviated") for name in months[width].values()}
    any_month = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    day = r"\d{1,2}(?:\.|\w{2})?"
    return re.compile(
        rf"{day}\s+(?:de\s+|of\s+)?(?:{any_month})(?!\w)|(?<!\w)(?:{any_month})\s+\d{{1,2}}"
        rf"|\d{{1,2}}\s*[月월]|\d{{1,2}}[./]\d{{1,2}}(?:[./]|\b)"
    )
