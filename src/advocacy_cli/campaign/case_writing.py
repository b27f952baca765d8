"""A new case's file, with comments that say what else may stand in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from advocacy_cli.campaign.case_checks import case_findings
from advocacy_cli.campaign.cases import ENDING, FOLDER, read_case
from advocacy_cli.campaign.starter import quoted
from advocacy_cli.disk.folders import PRIVATE_FOLDER
from advocacy_cli.disk.writing import write_whole
from advocacy_cli.errors import AdvocacyError, Problem, Where
from advocacy_cli.model.audiences import Giver
from advocacy_cli.model.hangul import proposals

FIRST_PERSON = "p1"


@dataclass(frozen=True, slots=True)
class NewCase:
    """What must be known to begin a case.

    Attributes:
        title: names the case without naming a person.
        described: the words for its first person wherever the name may not print.
        name: the person's name, if it is known.
        by: who consented, `none` if nobody did.
        on: the day of the consent, as 2026-09-24; empty where there is none.
        scope: what was agreed to.
    """

    title: str
    described: str
    name: str | None = None
    by: Giver = Giver.NONE
    on: str = ""
    scope: Sequence[str] = ()


def write_case(root: Path, name: str, answers: NewCase, today: dt.date) -> str:
    """Write `cases/NAME.yaml`, readable by its owner only; returns its path relative to `root`.

    Raises:
        AdvocacyError: the name or an answer cannot be used, or the file is there already.
        OSError: it cannot be written.
    """
    text = _text(answers)
    record, problems = read_case(text, name)
    if record:
        problems += case_findings(record.value, today)
    errors = [problem for problem in problems if problem.is_error]
    if errors:
        raise AdvocacyError(
            Problem(problem.code, problem.message, hint=problem.hint) for problem in errors
        )
    file = f"{FOLDER}/{name}{ENDING}"
    try:
        write_whole(root / file, text.encode(), over=False, make=PRIVATE_FOLDER)
    except FileExistsError:
        raise AdvocacyError(
            Problem(
                "already_there",
                f"there is a case {name!r} already",
                where=Where(file),
                hint="nothing was written; edit the file, or take another id",
            )
        ) from None
    return file


def _text(answers: NewCase) -> str:
    name = f"name: {quoted(answers.name)}" if answers.name else "# name: as it is to print"
    spelt = [quoted(one) for one in proposals(answers.name or "")]
    also = f"# also: [{', '.join(spelt) or 'Kim Chol Su, Gim Cheol-su, 김철수'}]"
    return f"""\
# One case: the persons and facts that letters speak for. Keep this file to yourself.
# `advocacy cases show ID` tells what would print for whom.

# Names the case in letters. It names no person.
title: {quoted(answers.title)}

persons:
  # The id stands in the ledger and in JSON, so it does not tell the name.
  - id: {FIRST_PERSON}
    # The words for the person wherever the name may not print.
    described: {quoted(answers.described)}
    {name}
    # known_as: another name
    # Other spellings, in any script. They never print; letters are searched for them.
    {also}
    # birth_year: 1981
    # sex: female
    # nationality: KP
    # As much of the day as is known: 2023, 2023-10 or 2023-10-09.
    # last_seen: {{on: 2023-10, place: a town}}
    # forces: who is believed responsible
    # The State whose forces these are, and to which the United Nations would turn.
    # state: KP
    # steps: what was done to find the person, or why nothing could be
    # A child, or somebody to be protected, is never named to a government or in public.
    # minor: true
    # protect: [survivor]    # or source, helper
{_consent(answers)}
# facts:
#   - text: What happened, in words that name nobody.
#     on: 2023-10
#     source: where it is known from
#     # Who may read it; without this the United Nations alone.
#     audience: [un, government, public]
"""


def _consent(answers: NewCase) -> str:
    agreed = answers.by is not Giver.NONE
    mark = "" if agreed else "# "
    by, on = (answers.by, quoted(answers.on)) if agreed else (Giver.FAMILY, "2023-09-20")
    scope = ", ".join(map(quoted, answers.scope)) if agreed else "to_un, to_government"
    return f"""\
    # One record for each time somebody was asked. No scope implies another:
    #   to_un, to_government, public    who may read the name
    #   initials_to_un, initials_to_government, initials_public    who may read the initials instead
    #   photo, place
    # The Working Group on Disappearances passes a case on to the Government, with the name: a
    # report to it needs the family's consent to both to_un and to_government. Ask for both, and
    # say what each means. Later: `expires:`, `withdrawn:`.
    {mark}consent:
    {mark}  - by: {by}    # self, family or lawyer
    {mark}    on: {on}
    {mark}    scope: [{scope}]
"""
