"""What is asked of a good letter, and how seriously a campaign takes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from advocacy_cli.errors import Problem, Severity
from advocacy_cli.model.campaigns import Settings, Weight

GUIDES = "Letter-writing guides of Amnesty International (UK, USA, Australia, Switzerland, Belgium)"
OURS = "This tool"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of letter writing.

    Attributes:
        code: the code of the finding that a letter does not keep to it.
        asks: what it asks of a letter, and why.
        source: whose rule it is.
        hint: what to do about the finding.
    """

    code: str
    asks: str
    source: str
    hint: str


LETTER_RULES = {
    rule.code: rule
    for rule in (
        Rule(
            "many_words",
            "A letter keeps to one page. Where `max_pages` is 1, a text has some 350 words at most,"
            " or 600 Chinese characters.",
            GUIDES,
            "keep what happened, the rule it offends against and what you ask; leave out the rest",
        ),
        Rule(
            "no_request",
            "A letter asks clearly for what the addressee can do.",
            GUIDES,
            "say what the addressee should do: `I respectfully ask you to ...`",
        ),
        Rule(
            "no_question",
            "A letter ends with something that invites an answer.",
            GUIDES,
            "end with a question, or ask for an answer",
        ),
        Rule(
            "no_date",
            "A letter keeps to facts: who, where, and on which day or in which year.",
            GUIDES,
            "say when it happened, if only the year",
        ),
        Rule(
            "missing_salutation",
            "A letter greets its addressee in the form that is due.",
            GUIDES,
            "mend the `salutation:` of the recipient or of its form of address",
        ),
        Rule(
            "salutation_in_text",
            "The greeting comes from the form of address, so the text does not bring a second one.",
            OURS,
            "begin the text with what you have to say",
        ),
        Rule(
            "insulting_word",
            "A letter is polite and not aggressive: it is written to a reader who is reasonable,"
            " and insults nobody.",
            GUIDES,
            "say what was done and to whom; it speaks for itself",
        ),
        Rule(
            "partisan_word",
            "A letter is about human rights, not about politics or ideology: it opposes"
            " violations, not governments.",
            GUIDES,
            "name the office and what it did",
        ),
        Rule(
            "placeholder_left",
            "What stands in [square brackets] is to be replaced by the writer. A letter that still"
            " has some must not be posted, so `draft` takes it as an error.",
            OURS,
            "replace it, or write round brackets if the words are meant to stand",
        ),
        Rule(
            "no_copy_to_embassy",
            "Of a letter that goes straight to an authority abroad, its embassy in the sender's"
            " country gets a copy.",
            GUIDES,
            "name the embassy in `cc:` of template.yaml, or send the letter care of it with"
            " --via jurisdiction",
        ),
        Rule(
            "too_similar",
            "A letter is in its sender's own words: a pile of equal letters counts as one. Letters"
            " of different senders to one address are compared at the end of a run.",
            GUIDES,
            "let the senders add `own_words`, or offer paragraphs to choose from with `one_of`",
        ),
    )
}
"""By the code of the finding."""

LIST_FINDINGS = frozenset(
    {
        *("no_english", "no_source", "serves_without_represents", "unreachable", "unreviewed"),
        *("bad_email", "likely_duplicate", "odd_address", "old_name", "old_source"),
        *("route_claimed_twice", "says_nothing"),
    }
)
"""Codes of findings about lists and templates that a campaign may weigh for itself."""

WEIGHABLE = frozenset({*LETTER_RULES, *LIST_FINDINGS})
"""The codes that may stand under `checks` in campaign.yaml."""


def weighed(problems: Iterable[Problem], settings: Settings) -> list[Problem]:
    """The problems, with the weight that campaign.yaml gives to their codes.

    Those it switches off are left out. It has no say over any that is not `WEIGHABLE`.
    """
    result = []
    for problem in problems:
        weight = settings.checks.get(problem.code) if problem.code in WEIGHABLE else None
        if weight is None:
            result.append(problem)
        elif weight is not Weight.OFF:
            result.append(replace(problem, severity=Severity(weight)))
    return result
