"""The rules of letter writing, put to texts in `check` and to letters in `draft`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection

from advocacy_cli.composing.lint import anonymous, lint_letter, lint_text
from advocacy_cli.composing.similarity import fingerprint, near_duplicates
from advocacy_cli.desk.entries import Entry
from advocacy_cli.errors import Problem, Severity
from advocacy_cli.model.campaigns import Campaign, Settings
from advocacy_cli.model.letters import ComposedLetter, Letter
from advocacy_cli.model.rules import LETTER_RULES, weighed


def text_findings(campaign: Campaign) -> list[Problem]:
    """What to mend in the texts of a campaign, by its own weights."""
    problems = [
        problem
        for template in campaign.templates.values()
        for language in template.texts
        for problem in lint_text(template, language)
    ]
    return weighed(problems, campaign.settings)


def letter_findings(
    letter: Letter, composed: ComposedLetter, campaign: Campaign
) -> tuple[Problem, ...]:
    """What to mend in a letter, by the campaign's weights. An error keeps it from being drafted."""
    template = campaign.templates[letter.key.template]
    return tuple(weighed(lint_letter(letter, composed, template), campaign.settings))


def fingerprint_of(letter: Letter, composed: ComposedLetter) -> int:
    """The fingerprint of what a letter says, without who says it."""
    return fingerprint(anonymous(letter, composed))


def too_similar(entries: Collection[Entry], settings: Settings) -> list[Problem]:
    """A finding for each group of letters that tell one post nearly the same.

    Only letters made in this run are compared; a sender's own letters are not told apart.
    """
    if len({entry.sender for entry in entries}) < 2:
        return []
    at_post: dict[str, dict[int, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for entry in entries:
        if entry.fingerprint:
            at_post[entry.delivery_point][entry.fingerprint][entry.sender] += 1
    problems = []
    for post, letters in at_post.items():
        if len({sender for senders in letters.values() for sender in senders}) < 2:
            continue
        for group in near_duplicates(letters):
            alike = sum((letters[value] for value in group), Counter[str]())
            if len(alike) > 1:
                problems.append(_too_similar(post, alike.total()))
    return weighed(problems, settings)


def _too_similar(post: str, count: int) -> Problem:
    return Problem(
        "too_similar",
        f"{count} letters of different senders to {post} say nearly the same",
        severity=Severity.WARNING,
        hint=LETTER_RULES["too_similar"].hint,
    )
