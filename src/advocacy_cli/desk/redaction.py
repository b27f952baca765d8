"""The last look at a letter about a case: whether it names who may not be named to its reader."""

from __future__ import annotations

from dataclasses import astuple, replace

from advocacy_cli.composing.lint import text_of
from advocacy_cli.errors import Problem, Where
from advocacy_cli.model.audiences import Audience
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.case_views import named_against_consent
from advocacy_cli.model.letters import ComposedLetter, Letter


def names_told(letter: Letter, composed: ComposedLetter, campaign: Campaign) -> tuple[Problem, ...]:
    """The persons that a letter names without their consent, wherever in it the name stands.

    What a reader may not know of a case never reaches a text. But people write names into texts,
    subjects, and words of their own, and there only this look finds them. The persons of cases that
    cannot be read have agreed to nothing, and are looked for in every letter.
    """
    template = campaign.templates[letter.key.template]
    about = campaign.cases.get(letter.key.case.partition("/")[0])
    cases = [about] if about and template.audience else []
    cases += [one.names for one in campaign.unreadable_cases if one.names]
    if not cases:
        return ()
    said = _strings(astuple(replace(composed, body=text_of(composed))))
    audience = template.audience or Audience.PUBLIC
    return tuple(
        Problem(
            "names_person",
            f"the letter names {person.id} of the case {case.id}, whose name may not be read by"
            f" the audience {audience}",
            where=Where(template.texts[letter.key.language].file),
            hint="take the name out of the text, the subject, the facts or the sender's own words",
        )
        for case in cases
        for person in named_against_consent(case, audience, letter.date, said)
    )


def _strings(value: object) -> str:
    if isinstance(value, tuple):
        return "\n".join(map(_strings, value))
    return str(value)
