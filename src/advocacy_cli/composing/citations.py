"""The law that one letter cites, and whether the State it is held against is bound by it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from advocacy_cli.composing.countries import country_name
from advocacy_cli.composing.escaping import literal
from advocacy_cli.composing.template_failures import RefusedError
from advocacy_cli.composing.words import format_partial_date
from advocacy_cli.errors import Problem
from advocacy_cli.model.languages import FALLBACK
from advocacy_cli.model.law import Law, Party
from advocacy_cli.model.values import Localised


class Citations:
    """Cites law in one letter, and keeps what it has cited for the annex.

    Args:
        law: all law there is, by name.
        language: the letter's; law that is not given in it is cited in English.
        state: the State written to, as ISO 3166-1, or None where the addressee acts for none.
        country: the sender's, whose people decide how English writes a date.
    """

    def __init__(
        self, law: Mapping[str, Law], *, language: str, state: str | None, country: str
    ) -> None:
        self._law = law
        self._language = language
        self._state = state
        self._country = country
        self._cited: dict[str, dict[str, None]] = {}
        self.in_english: set[str] = set()
        """What was printed in English, for want of a text in the letter's language."""

    def words(self, text: Localised) -> str:
        """The text in the letter's language, or else in English."""
        found = text.best(self._language)
        if text.exactly(self._language) is None:
            self.in_english.add(found)
        return found

    def cite(self, name: str, *, binding: bool = True, state: str | None = None) -> str:
        """The citation of a law, in full.

        Args:
            name: one of the names of `law`.
            binding: whether the text tells the State that it has to keep to it.
            state: the State it is held against, where that is not the one written to.

        Raises:
            RefusedError: the State is not bound by it, or is not known to be.
        """
        law, against = self._law[name], state or self._state
        if against and binding and not law.may_be_held_against(against):
            raise RefusedError(_not_bound(name, law, against))
        states = self._cited.setdefault(name, {})
        if against and against in law.parties:
            states[against] = None
        return self.words(law.citation)

    def argue(self, name: str) -> str:
        """What we argue from a law, in the letter's own words; it is no part of the annex.

        Raises:
            RefusedError: nothing is argued from it.
        """
        argument = self._law[name].argument
        if argument is None:
            raise RefusedError(
                Problem(
                    "no_argument",
                    f"nothing is argued from {name}",
                    hint="write it in your own words, or note it as `argument` of the law in the"
                    " campaign's law.yaml",
                )
            )
        return self.words(argument)

    def annex(self) -> str:
        """What has been cited so far, as Markdown: each with what it says and who is bound.

        Raises:
            RefusedError: nothing has been cited yet.
        """
        if not self._cited:
            raise RefusedError(
                Problem(
                    "no_law_cited",
                    "law_annex lists the law cited before it, and the text has cited none",
                    hint='cite it in the text with {{ law("cat-3") }}, or leave law_annex out',
                )
            )
        return "\n\n".join(self._entry(name, states) for name, states in self._cited.items())

    def _entry(self, name: str, states: Mapping[str, None]) -> str:
        law = self._law[name]
        citation, says = self.words(law.citation), self.words(law.says)
        standings = [self._standing(state, law.parties[state]) for state in states]
        return " ".join([f"**{literal(citation)}.**", *map(literal, [says, *standings])])

    def _standing(self, state: str, party: Party) -> str:
        """Where a State stands to a treaty, in the letter's language or in English."""
        known = _words()
        language = self._language if self._language in known else FALLBACK
        since = format_partial_date(party.since, language, self._country) if party.since else ""
        undated = party.how == "party" and not since
        words = known[language]["party_without_day" if undated else party.how]
        name = country_name(state, language).replace("'", "’")
        standing = words.format(country=name, since=since)
        if language != self._language:
            self.in_english.add(standing)
        return standing


def _not_bound(name: str, law: Law, state: str) -> Problem:
    party = law.parties.get(state)
    country = country_name(state, FALLBACK)
    if party is None:
        message = f"whether {country} is bound by {name} is not known here"
        hint = (
            f'write law("{name}", state="CN") where another State is meant; or note this one in'
            " the campaign's law.yaml"
        )
    elif party.how == "signed":
        message = f"{country} has signed {name} but not ratified it, so is not bound by it"
        hint = f'write "as a signatory", and law("{name}", binding=false)'
    else:
        message = f"{country} is not a party to {name}, so is not bound by it"
        hint = f'do not call it binding, and write law("{name}", binding=false)'
    return Problem("not_bound", message, hint=hint)


@cache
def _words() -> dict[str, dict[str, str]]:
    text = files(__package__).joinpath("law_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
