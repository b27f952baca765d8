"""What a reader may learn of a person: the name only within the consent on file.

The rules, by DESIGN "do no harm" and by the practice of the United Nations, which publishes no
names in cases of disappearance:

- Each audience needs its own scope; none implies another.
- Initials are a name to whoever knows whom to look for: they as well need a scope of that audience.
- Whoever may be neither named nor abbreviated is described. Nothing else of the person prints then.
- A government and the public never read the name or the initials of a child, a survivor of
  sexual violence, a source or a helper, whatever was agreed to.
- They learn a place only if `place` is in scope as well.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from advocacy_cli.model.audiences import Audience, Giver, Scope
from advocacy_cli.model.cases import Consent, Person
from advocacy_cli.model.values import Localised, Value

SCOPE_FOR = {
    Audience.UN: Scope.TO_UN,
    Audience.GOVERNMENT: Scope.TO_GOVERNMENT,
    Audience.PUBLIC: Scope.PUBLIC,
}
"""What must be agreed to for a person to be named to an audience."""

INITIALS_FOR = {
    Audience.UN: Scope.INITIALS_TO_UN,
    Audience.GOVERNMENT: Scope.INITIALS_TO_GOVERNMENT,
    Audience.PUBLIC: Scope.INITIALS_PUBLIC,
}
"""What must be agreed to for an audience to read the initials of a person where not the name."""


class NamingKind(StrEnum):
    """How a person is spoken of."""

    NAME = "name"
    INITIALS = "initials"
    DESCRIPTION = "description"


class Naming(Value):
    """The words for a person that a reader may see."""

    kind: NamingKind
    text: Localised


class Element(StrEnum):
    """What can be known of a person, and so printed, or required by a template."""

    NAME = "name"
    KNOWN_AS = "known_as"
    BIRTH_YEAR = "birth_year"
    SEX = "sex"
    NATIONALITY = "nationality"
    LAST_SEEN = "last_seen"
    PLACE = "place"
    FORCES = "forces"
    STATE = "state"
    STEPS = "steps"
    CONSENT = "consent"


def scopes(person: Person, on: dt.date) -> frozenset[Scope]:
    """Everything that is agreed to on that day."""
    return frozenset(
        scope for consent in person.consent if consent.holds(on) for scope in consent.scope
    )


def naming(person: Person, audience: Audience, on: dt.date) -> Naming:
    """How to speak of a person to an audience in a letter of that day."""
    if person.name and may_print(person, Element.NAME, audience, on):
        return Naming(kind=NamingKind.NAME, text=person.name)
    hidden = audience is not Audience.UN and person.is_protected(on)
    agreed = scopes(person, on) & {SCOPE_FOR[audience], INITIALS_FOR[audience]}
    initials = _initials(person) if agreed and not hidden else None
    if initials:
        return Naming(kind=NamingKind.INITIALS, text=initials)
    return Naming(kind=NamingKind.DESCRIPTION, text=person.described)


def may_print(person: Person, what: Element, audience: Audience, on: dt.date) -> bool:
    """Whether an audience may read that of a person in a letter of that day."""
    agreed = scopes(person, on)
    if SCOPE_FOR[audience] not in agreed:
        return False
    if audience is Audience.UN:
        return True
    if person.is_protected(on):
        return False
    return what is not Element.PLACE or Scope.PLACE in agreed


def consent_for(person: Person, audience: Audience, on: dt.date) -> Consent | None:
    """The newest consent in force that lets an audience read the person's name."""
    fitting = [
        consent
        for consent in person.consent
        if consent.holds(on) and SCOPE_FOR[audience] in consent.scope
    ]
    return max(fitting, key=lambda consent: consent.on or dt.date.min, default=None)


def given_by(person: Person, by: Giver, scope: Scope, on: dt.date) -> Consent | None:
    """The newest consent in force of that giver that covers the scope."""
    fitting = [
        consent
        for consent in person.consent
        if consent.by is by and consent.holds(on) and scope in consent.scope
    ]
    return max(fitting, key=lambda consent: consent.on or dt.date.min, default=None)


def _initials(person: Person) -> Localised | None:
    """As the file has them, or made from the name where its script has capitals.

    A name in Hangul or Chinese characters is not abbreviated: its first character is the family
    name.
    """
    if person.initials:
        return Localised.model_validate(person.initials)
    names = person.name.root if person.name else {}
    made = {tag: "".join(f"{word[0]}." for word in _capitals(name)) for tag, name in names.items()}
    kept = {tag: text for tag, text in made.items() if text}
    return Localised(kept) if kept else None


def _capitals(name: str) -> list[str]:
    return [word for word in name.split() if word[0].isupper()]
